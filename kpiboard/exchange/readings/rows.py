"""The lines of a file as what they say about each KPI and period."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kpiboard.basics.safetext import shown
from kpiboard.exchange.readings.cells import Cells, closed, measured_words, objection
from kpiboard.exchange.readings.columns import Columns, KpiNames
from kpiboard.exchange.readings.dates import PeriodReader, TwoDates
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.exchange.readings.numbers import TwoWays
from kpiboard.exchange.readings.text import unguarded
from kpiboard.exchange.values import Wrong
from kpiboard.model import Kpi
from kpiboard.views.reading_files import Entry


@dataclass(slots=True)
class Said:
    """All of a file. `entries` is KPI id → period → entry; `empty` counts what has no number.

    `objections` (by KPI id and period) are why the board would not take one; what it holds already it need not take.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    objections: dict[tuple[str, str], str] = field(default_factory=dict)
    empty: int = 0


class Rows:
    """Takes line after line; what cannot be taken is a finding. The order of the lines makes no difference."""

    def __init__(
        self,
        columns: Columns,
        kpis: KpiNames,
        periods: PeriodReader,
        timed: Collection[str],
        cells: Cells,
        findings: LineFindings,
    ) -> None:
        self._columns = columns
        self._at_value = columns.at.get("value", -1)
        self._timed = timed
        self._names = kpis
        self._periods = periods
        self._cells = cells
        self._findings = findings
        self._said = Said()
        self._called: dict[str, Kpi] = {}
        self._closed = {kpi.id: closed(kpi) for kpi in kpis.kpis}
        self._conflicts: set[tuple[str, str]] = set()

    def take(self, line: int, cells: Sequence[str]) -> None:
        if not any(map(str.strip, cells)):
            return
        for index, kpi in self._columns.wide:
            self._take(line, cells, kpi, index)
        if not self._columns.wide:
            kpi_here = self._kpi(line, cells)
            if kpi_here is not None:
                self._take(line, cells, kpi_here, self._at_value)

    def finish(self) -> Said:
        """What all lines say together; a period about which two lines say different things is left out."""
        for kpi_id, period in self._conflicts:
            del self._said.entries[kpi_id][period]
            self._said.objections.pop((kpi_id, period), None)
        return self._said

    def _kpi(self, line: int, cells: Sequence[str]) -> Kpi | None:
        only = self._columns.kpi
        if "kpi" not in self._columns.at:
            return only
        name = self._columns.kpi_cell(cells)
        found = self._called.get(name)
        if found is None:
            wanted = unguarded(name)
            try:
                found = self._names.find(wanted)
            except Wrong as wrong:
                self._findings.problem(line, str(wrong))
                return None
            if found is None:
                near = self._findings.near(wanted, self._names.words())
                words = f"there is no KPI {shown(wanted)}{near}" if wanted else "it does not say which KPI"
                self._findings.problem(line, words)
                return None
            self._called[name] = found
        if only is None or only.id == found.id:
            return found
        self._findings.remark("Lines of other KPIs were left out.", line)
        return None

    def _take(self, line: int, cells: Sequence[str], kpi: Kpi, at_value: int) -> None:
        problem = self._findings.problem
        measured = None
        try:
            measured = self._cells.measured(cells, kpi, at_value)
            beside = self._cells.beside(line, cells, self._findings)
            if measured is None:
                self._said.empty += 1
                if beside:
                    self._findings.remark("There is text but no number; the line was left out.", line)
                return
        except Wrong as wrong:
            measured = None
            words = f"{kpi.key}: {wrong}" if self._columns.wide else str(wrong)
            problem(line, words, about="decimal" if isinstance(wrong, TwoWays) else "")
        when = self._columns.when(cells)
        timed = bool(self._timed) and self._columns.kpi_cell(cells) in self._timed
        found = self._periods.read(kpi.cadence, when, timed)
        if isinstance(found, Wrong):
            words = str(found) if when.strip() else "it does not say which period"
            problem(line, words, about="dates" if isinstance(found, TwoDates) else "")
        elif measured is not None:
            period, reason = found
            reason = self._closed[kpi.id] or reason or objection(kpi, measured)
            self._add(kpi, period, Entry(line, measured, beside), reason)

    def _add(self, kpi: Kpi, period: str, entry: Entry, reason: str) -> None:
        of_kpi = self._said.entries.setdefault(kpi.id, {})
        before = of_kpi.setdefault(period, entry)
        if before is not entry:
            if before.measured[:4] == entry.measured[:4] and _agree(before.beside, entry.beside):
                of_kpi[period] = before._replace(beside={**before.beside, **entry.beside})
            else:
                self._conflicts.add((kpi.id, period))
                words = f"{kpi.key} {period} is {_words(entry)}, but in line {before.line} it is {_words(before)}"
                self._findings.problem(entry.line, words)
        if reason:
            self._said.objections[kpi.id, period] = reason


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _words(entry: Entry) -> str:
    beside = [f"{name} {shown(str(value))}" for name, value in entry.beside.items()]
    return ", ".join([measured_words(entry.measured), *beside])
