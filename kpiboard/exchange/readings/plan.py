"""What loading a file of readings would do to a board, so that it can be shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kpiboard.basics.ids import reading_id
from kpiboard.exchange.collector import collector_off
from kpiboard.exchange.readings import Contents, Layout
from kpiboard.exchange.readings.findings import Finding, LineFindings
from kpiboard.exchange.readings.rows import Entry
from kpiboard.model import Cadence, Kpi, Reading
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.trust import is_late

# The readings of a KPI on the board, newest first, page by page; asked for the KPI and how many a page had best hold.
OldReadings = Callable[[Kpi, int], Iterator[list[Reading]]]


@dataclass(slots=True)
class KpiLoad:
    """What the file would do to one KPI: `new` entries by period, `corrected` readings as they would be.

    `same` counts what the board holds already. `known_from` is the board's own oldest reading that was come across.
    """

    kpi: Kpi
    new: dict[str, Entry]
    corrected: list[Reading] = field(default_factory=list)
    same: int = 0
    known_from: str = ""

    @property
    def periods(self) -> tuple[str, str] | None:
        """The first and the last one that would change."""
        keys = [*self.new, *(reading.period for reading in self.corrected)]
        return (min(keys), max(keys)) if keys else None


@frozen
class LoadPlan:
    """Everything a load would do. `problems` are not loaded; `how` says in words how the file was read.

    `empty` counts lines and cells without a number. `layout` leaves nothing to guess: it reads the next such file.
    `since` is the last step of the board when it was worked out.
    """

    source: str
    kpis: tuple[KpiLoad, ...]
    layout: Layout
    how: tuple[str, ...]
    problems: tuple[Finding, ...]
    wrong: int
    remarks: tuple[Finding, ...]
    empty: int
    calendar: WorkCalendar = field(repr=False)
    now: datetime = field(repr=False)
    since: int = 0

    @property
    def new(self) -> int:
        return sum(len(one.new) for one in self.kpis)

    @property
    def corrected(self) -> int:
        return sum(len(one.corrected) for one in self.kpis)

    @property
    def same(self) -> int:
        return sum(one.same for one in self.kpis)

    @property
    def is_empty(self) -> bool:
        """Whether the board holds already what the file says."""
        return not (self.new or self.corrected)

    def rows(self) -> Iterator[Reading]:
        """New and corrected readings, made one by one."""
        late: dict[tuple[Cadence, str], bool] = {}
        for one in self.kpis:
            for period, entry in one.new.items():
                key = (one.kpi.cadence, period)
                # Late is what the board was waiting for; history from before its first reading is not.
                awaited = one.known_from and period[:10] > one.known_from
                if awaited and key not in late:
                    late[key] = is_late(self.calendar, parse_period(self.calendar, *key), self.now)
                yield _reading(one.kpi.id, period, entry, self.now if awaited and late[key] else None)
            yield from one.corrected


def plan_load(
    source: str, contents: Contents, kpis: Iterable[Kpi], old: OldReadings, calendar: WorkCalendar, now: datetime
) -> LoadPlan:
    """Compares with what the board holds, one KPI at a time. `contents` is used up."""
    said, findings = contents.said, contents.findings
    loads = []
    with collector_off():
        for kpi in kpis:
            entries = said.entries.pop(kpi.id, None)
            if entries:
                loads.append(_compare(kpi, entries, old, said.objections, findings, now))
    return LoadPlan(
        source,
        tuple(loads),
        contents.layout,
        contents.how,
        tuple(findings.problems),
        findings.count,
        tuple(findings.remarks),
        said.empty,
        calendar,
        now,
    )


def _compare(
    kpi: Kpi,
    new: dict[str, Entry],
    old: OldReadings,
    objections: Mapping[tuple[str, str], str],
    findings: LineFindings,
    now: datetime,
) -> KpiLoad:
    """What the board holds already it need not take again, whatever it would say to it today."""
    load = KpiLoad(kpi, new)
    first = min(new)[:10]
    for page in old(kpi, len(new)):
        for before in page:
            entry = new.pop(before.period, None)
            if entry is None:
                continue
            after = _updated(before, entry, now)
            if after == before:
                load.same += 1
            elif (kpi.id, before.period) in objections:
                findings.problem(entry.line, objections[kpi.id, before.period])
            else:
                load.corrected.append(after)
        load.known_from = page[-1].period[:10]
        if load.known_from < first:
            break
    refused = [period for period in new if (kpi.id, period) in objections] if objections else []
    for period in refused:
        findings.problem(new.pop(period).line, objections[kpi.id, period])
    return load


def _updated(before: Reading, entry: Entry, now: datetime) -> Reading:
    """The reading as the file says it; what the file does not say stays."""
    value, numerator, denominator, kind, written = entry.measured
    if kind is before.kind:
        if numerator is None and value == before.value:
            numerator, denominator = before.numerator, before.denominator
        elif (numerator, denominator, written) == (before.numerator, before.denominator, before.value):
            value = before.value  # a share that was rounded, or computed elsewhere, stays as it is
    beside = dict(entry.beside)
    if before.value is not None and value != before.value:
        beside |= {"corrected_from": before.value, "corrected_at": now}
    elif not beside and (value, numerator, denominator, kind) == (
        before.value,
        before.numerator,
        before.denominator,
        before.kind,
    ):
        return before
    return replace(before, value=value, numerator=numerator, denominator=denominator, kind=kind, **beside)


def _reading(kpi_id: str, period: str, entry: Entry, late_at: datetime | None) -> Reading:
    value, numerator, denominator, kind, _ = entry.measured
    row_id = reading_id(kpi_id, period)
    if late_at is None and not entry.beside:
        return Reading(row_id, kpi_id, period, value, numerator, denominator, kind)
    facts = {"late_at": late_at, **entry.beside}
    return Reading(row_id, kpi_id, period, value, numerator, denominator, kind, **facts)
