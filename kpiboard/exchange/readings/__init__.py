"""Readings from a CSV file: all it says by KPI and period, and how it was understood; nothing of it done.

The file is read twice, first for what its columns tell about themselves, then for the readings, and never held.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from kpiboard.exchange.collector import collector_off
from kpiboard.exchange.readings.cells import Cells, unit_of
from kpiboard.exchange.readings.columns import Chooser, KpiNames
from kpiboard.exchange.readings.dates import PeriodReader
from kpiboard.exchange.readings.evidence import Evidence
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.exchange.readings.rows import Rows, Said
from kpiboard.exchange.readings.text import CsvFile, Progress
from kpiboard.model import Kpi
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.views.reading_files import Layout

__all__ = ["Contents", "Layout", "read_readings"]


@frozen
class Contents:
    """`layout` is how the file was read in the end, with nothing left to guess; `how` is the same in words."""

    said: Said
    layout: Layout
    how: tuple[str, ...]
    findings: LineFindings


def read_readings(
    file: BinaryIO,
    layout: Layout,
    kpis: Sequence[Kpi],
    calendar: WorkCalendar,
    now: datetime,
    progress: Progress | None = None,
) -> Contents:
    """`file` can be sought in; `now` is aware; `progress` hears how far it is, from 0 to 1.

    Raises InvalidInput for a file that cannot be understood at all; what is wrong with a line is a finding.
    """
    findings = LineFindings()
    names = KpiNames(kpis)
    chooser = Chooser(names, layout.columns, layout.kpi, guess=layout.guess)
    source = CsvFile(file, layout.separator, chooser.score)
    columns = chooser.choose(source.names, findings)
    with collector_off():
        evidence = Evidence(source, columns, layout, [unit for kpi in kpis for unit in unit_of(kpi)])
        evidence.gather((lambda part: progress(part / 2)) if progress else None)
        evidence.remark(findings)
        periods = PeriodReader(calendar, now, evidence.layout.dates)
        cells_of = Cells(columns, evidence.decimals, kpis)
        rows = Rows(columns, names, periods, evidence.timed, cells_of, findings)
        for line, cells in source.rows(findings, (lambda part: progress(0.5 + part / 2)) if progress else None):
            rows.take(line, cells)
        said = rows.finish()
    return Contents(said, evidence.layout, tuple(evidence.words()), findings)
