"""How a file of readings is read, so that a nightly export becomes one command."""

from __future__ import annotations

from typing import ClassVar

from kpiboard.model.frozen import frozen

# The columns that a mapping keeps; what else a file has is read only by those who look at it.
MAPPED = ("kpi", "period", "value", "numerator", "denominator", "note", "code")


@frozen
class Mapping:
    """The columns of a CSV file by the names in its first line; an empty name is not read.

    Either `kpi_id` says whose readings the file holds, or `kpi_column` does, line by line. `separator`, `decimal`
    and `date_order` ("ymd", "dmy" or "mdy") are "" where the file tells by itself.
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
