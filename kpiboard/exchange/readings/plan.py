"""What loading a file of readings would do to a board, so that it can be shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from kpiboard.exchange.collector import collector_off
from kpiboard.exchange.readings import Contents
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.model import Kpi, Reading
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.views.reading_files import Entry, KpiLoad, LoadPlan

# The readings of a KPI on the board, newest first, page by page; asked for the KPI and how many a page had best hold.
OldReadings = Callable[[Kpi, int], Iterator[list[Reading]]]


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
