"""The readings of a KPI: those that were recorded, or those made from the KPIs that feed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from kpiboard.cases.desk import Desk
from kpiboard.cases.event_days import day_readings
from kpiboard.cases.points import most_periods, recent_points
from kpiboard.model import Cadence, Kpi, KpiState, Reading, Rollup, share_scale
from kpiboard.rules.calendar import Period, WorkCalendar, is_off, latest_due, period_at, previous
from kpiboard.rules.keys import in_time


def readings_of(desk: Desk, kpi: Kpi, now: datetime, limit: int | None = None) -> list[Reading]:
    """Newest first; `limit` is the most there are. Made ones only for periods that have ended.

    A KPI of events has one for each day, today included.
    """
    if kpi.of_events:
        return day_readings(desk, kpi, now, limit)
    if kpi.rollup is Rollup.NONE:
        return desk.readings(kpi, limit=limit)
    return _made(desk, kpi, now, limit, frozenset({kpi.id}))


def _made(desk: Desk, kpi: Kpi, now: datetime, limit: int | None, above: frozenset[str]) -> list[Reading]:
    from kpiboard.rules.rollup import Part, roll_up  # few boards roll up

    calendar = desk.calendar().read_on(kpi.weekdays)
    last = latest_due(calendar, kpi.cadence, now)
    first = _worked_back(calendar, last, limit) if limit else None
    children = [
        child
        for child in desk.all(Kpi)
        if child.parent_id == kpi.id
        and child.state is KpiState.ACTIVE
        and child.id not in above
        and not child.of_events
    ]
    inside: dict[str, dict[str, list[Reading | None]]] = {}
    for child in children:
        if child.rollup is Rollup.NONE:
            count = None if first is None else _periods_since(calendar, child, first, now)
            found = desk.readings(child, limit=count)
        else:
            found = _made(desk, child, now, limit, above | {child.id})
        inside[child.id] = _by_parent_period(kpi, child, found, calendar, now)
    known = {key for periods in inside.values() for key in periods}
    placed = sorted(((in_time(calendar, kpi.cadence, key), key) for key in known), reverse=True)
    newest = in_time(calendar, kpi.cadence, last.key)
    made = []
    for key in [key for place, key in placed if place <= newest][:limit]:
        parts = [Part(inside[child.id].get(key, ()), child.weight) for child in children]
        rolled = roll_up(kpi.rollup, parts, share_scale(kpi.unit))
        if rolled is not None:
            made.append(
                Reading(
                    f"{kpi.id}/{key}",  # it is never stored, so no copy of the board has to make the same id
                    kpi.id,
                    key,
                    rolled.value,
                    rolled.numerator,
                    rolled.denominator,
                    rolled.kind,
                )
            )
    return made


def _worked_back(calendar: WorkCalendar, last: Period, count: int) -> Period:
    """The period from which on `count` periods with work in them, up to `last`, have passed."""
    never_works = calendar.days_off.issuperset(range(7))
    first = last
    while count > 1:
        first = previous(calendar, first)
        count -= never_works or not is_off(calendar, first)
    return first


def _by_parent_period(
    kpi: Kpi, child: Kpi, newest_first: Sequence[Reading], calendar: WorkCalendar, now: datetime
) -> dict[str, list[Reading | None]]:
    """The child's due periods by the parent's period they lie in, oldest first; None where it has no reading."""
    found: defaultdict[str, list[Reading | None]] = defaultdict(list)
    if not newest_first:
        return found
    for point in recent_points(child, (), newest_first, calendar, now):
        found[_parent_key(kpi, point.period, calendar)].append(point.reading)
    return found


def _parent_key(kpi: Kpi, period: Period, calendar: WorkCalendar) -> str:
    """The key of the parent's period that a child's period begins in."""
    if period.cadence is kpi.cadence:
        return period.key
    if kpi.cadence is Cadence.DAY:
        return period.day.isoformat()  # the same, and much quicker
    return period_at(calendar, kpi.cadence, period.start).key


def _periods_since(calendar: WorkCalendar, child: Kpi, first: Period, now: datetime) -> int:
    return most_periods(calendar, first, period_at(calendar, child.cadence, now))
