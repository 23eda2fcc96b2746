"""How a file of readings is read, so that a nightly export becomes one command."""

from __future__ import annotations

from typing import ClassVar

from kpiboard.model.frozen import frozen

# The columns that a mapping keeps; what else a file has is read only by those who look at it.
MAPPED = ("kpi", "period", "value", "numerator", "denominator", "note", "code")


@frozen
class Mapping:
    """How a CSV file is read, column by column; an empty name is not read. What each means: facts/reading.py.

    Either `kpi_id` says whose readings the file holds, or `kpi_column` does, line by line.
    """

    table: ClassVar[str] = "mappings"

    id: str
    name: str
    kpi_id: str | None = None
    kpi_column: str = ""
    period_column: str = ""
    value_column: str = ""
    numerator_column: str = ""
    denominator_column: str = ""
    note_column: str = ""
    code_column: str = ""
    separator: str = ""
    decimal: str = ""
    date_order: str = ""
