"""The readings of the file against those of the board, one KPI at a time and one object a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import isfinite
from operator import attrgetter
from typing import Any

from kpiboard.basics.ids import reading_id
from kpiboard.basics.safetext import shown
from kpiboard.exchange.collector import collector_off
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.toml.periods import Periods
from kpiboard.exchange.toml.remarks import facts, read_remarks, with_facts
from kpiboard.exchange.values import Wrong, number
from kpiboard.model import Kpi, Reading, ReadingKind, share_value
from kpiboard.views.imports import Mode, ReadingChanges

# More of them on one KPI are counted, not listed: it is one mistake made many times.
_LISTED = 50
_WORDS = {"off": ReadingKind.OFF, "missing": ReadingKind.MISSING}

# value, numerator, denominator, kind
Meaning = tuple[float | None, float | None, float | None, ReadingKind]


@dataclass(slots=True)
class KpiReadings:
    """What the file says about the readings of one KPI."""

    kpi: Kpi
    where: str
    readings: dict[str, Any]
    other_readings: dict[str, Any]
    remarks: list[dict[str, Any]]


@dataclass(slots=True)
class _Collected:
    added: list[Reading] = field(default_factory=list)
    changed: list[tuple[Reading, Reading]] = field(default_factory=list)
    removed: list[Reading] = field(default_factory=list)


def plan_readings(
    files: Iterable[KpiReadings], current: Iterable[Reading], mode: Mode, periods: Periods, findings: Findings
) -> ReadingChanges:
    """`current` comes ordered by KPI; it is read once, and only one KPI of it is held at a time."""
    left = {one.kpi.id: one for one in files}
    found = _Collected()
    with collector_off():
        for kpi_id, group in groupby(current, key=attrgetter("kpi_id")):
            mine = left.pop(kpi_id, None)
            if mine:
                _compare(mine, {reading.period: reading for reading in group}, mode, periods, findings, found)
            elif mode is Mode.REPLACE:
                found.removed += group
        for one in left.values():
            _compare(one, {}, mode, periods, findings, found)
    return ReadingChanges(found.added, found.changed, found.removed)


def _compare(
    one: KpiReadings,
    old: dict[str, Reading],
    mode: Mode,
    periods: Periods,
    findings: Findings,
    found: _Collected,
) -> None:
    """One KPI. The loop runs a million times: no calls that are not needed."""
    kpi = one.kpi
    kpi_id = kpi.id
    remarks = read_remarks(one.remarks, one.where, kpi.cadence, one.other_readings, periods, findings)
    wrong: list[tuple[str, object]] = []
    seen: set[str] = set()
    add = found.added.append
    merge = mode is Mode.MERGE
    actual = ReadingKind.ACTUAL
    for cadence, table in ((kpi.cadence, one.readings), (None, one.other_readings)):
        for key, raw in table.items():
            period = periods.check(cadence, key)
            if isinstance(period, Wrong):
                wrong.append((key, period))
                continue
            if cadence is None and key in one.readings:
                wrong.append((key, "given in readings and in other_readings; keep one"))
                continue
            before = old.get(period) if old else None
            said = remarks.pop(period, None) if remarks else None
            try:
                value, numerator, denominator, kind = (
                    (raw + 0.0, None, None, actual)
                    if type(raw) is float and isfinite(raw) and said is None
                    else _meaning(raw, kpi.unit, said)
                )
            except Wrong as refusal:
                wrong.append((key, refusal))
                continue
            if old:
                seen.add(period)
            if said is None and before is None:
                add(Reading(reading_id(kpi_id, period), kpi_id, period, value, numerator, denominator, kind))
                continue
            if said is None and merge and before and _is(before, value, numerator, denominator, kind):
                continue
            known = facts(said, before if merge else None)
            row_id = before.id if before else reading_id(kpi_id, period)
            row = Reading(row_id, kpi_id, period, value, numerator, denominator, kind, *known)
            if before is None:
                add(row)
            elif before != row:
                found.changed.append((before, row))
    for period, extra in remarks.items():
        before = old.get(period) if merge else None
        if before is None or "value" in extra:
            what = "there is no reading of this period" if before is None else "its value belongs into readings"
            findings.problem(place(one.where, f"remark {period}"), what)
            continue
        row = replace(before, **with_facts(before, extra))
        if row != before:
            found.changed.append((before, row))
    if not merge:
        found.removed += [reading for period, reading in old.items() if period not in seen]
    for key, problem in wrong[:_LISTED]:
        findings.problem(place(one.where, f"reading {shown(key)[1:-1]}"), problem)
    if len(wrong) > _LISTED:
        findings.problem(one.where, f"{len(wrong) - _LISTED} more readings that cannot be taken")


def _is(
    reading: Reading, value: float | None, numerator: float | None, denominator: float | None, kind: ReadingKind
) -> bool:
    if reading.value != value or reading.kind is not kind:
        return False
    return reading.numerator == numerator and reading.denominator == denominator


def _meaning(raw: Any, unit: str, said: dict[str, Any] | None) -> Meaning:
    """A value as the file has it. Raises Wrong."""
    stored = said.get("value") if said else None
    if isinstance(raw, list):
        if len(raw) != 2:
            raise Wrong("a share is [numerator, denominator]")
        numerator, denominator = number(raw[0]), number(raw[1])
        if numerator == denominator == 0:
            return None, None, None, ReadingKind.OFF
        if denominator == 0:
            raise Wrong('the denominator is 0; write "missing" when nothing was counted')
        value = share_value(numerator, denominator, unit) if stored is None else stored
        if not isfinite(value):
            raise Wrong(f"{shown(raw[0])} / {shown(raw[1])} is not a finite number")
        return value, numerator, denominator, ReadingKind.ACTUAL
    if stored is not None:
        raise Wrong("its remark has a value, which only a [numerator, denominator] can have beside it")
    if isinstance(raw, str) and raw in _WORDS:
        return None, None, None, _WORDS[raw]
    try:
        return number(raw), None, None, ReadingKind.ACTUAL
    except Wrong as wrong:
        raise Wrong(f'{wrong}; allowed: a number, [numerator, denominator], "off", "missing"') from None
