"""Readings become points: one period each, with the target valid then and the status against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from kpiboard.cases.desk import Desk
from kpiboard.model import Cadence, Kpi, Reading, Target
from kpiboard.rules.calendar import Period, WorkCalendar, is_off, latest_due, parse_period, period_at, recent
from kpiboard.rules.status import status_of
from kpiboard.rules.targets import targets_through
from kpiboard.views.board import Point

MOST = 200_000  # periods in one KPI's whole history: 22 years of hours


def point_of(
    calendar: WorkCalendar, period: Period, reading: Reading | None, target_on: Callable[[date], Target | None]
) -> Point:
    """The point of one period; `target_on` says which target was valid on a day (rules/targets.py)."""
    target = target_on(period.day)
    return Point(period, status_of(reading, target, off=is_off(calendar, period)), reading, target)


def recent_points(
    kpi: Kpi,
    targets: Sequence[Target],
    newest_first: Sequence[Reading],
    calendar: WorkCalendar,
    now: datetime,
    count: int | None = None,
) -> tuple[Point, ...]:
    """The last periods up to the latest due or read one, oldest first; days off without a reading are left out.

    `count` is the most there are; without it they go back to the oldest reading.
    """
    last = latest_due(calendar, kpi.cadence, now)
    # Newest first by text; only shifts of one day may stand in another order than they were worked.
    edges = [*newest_first[: 1 + len(calendar.shifts)], *newest_first[-1:]]
    begun = [begun_period(calendar, kpi, reading, now) for reading in edges]
    read = [period for period in begun if period is not None]
    newest = max(read, key=lambda period: period.start, default=last)
    if newest.start > last.start:
        last = newest
    oldest = min(read, key=lambda period: period.start, default=last)
    periods = most_periods(calendar, oldest, last) if count is None else count + count // 2 + 2
    points = _points(calendar, oldest, recent(calendar, kpi.cadence, last, periods), newest_first, targets)
    return points if count is None else points[-count:]


def first_points(
    kpi: Kpi, targets: Sequence[Target], oldest_first: Sequence[Reading], calendar: WorkCalendar, now: datetime
) -> tuple[Point, ...]:
    """The periods from the first of these readings to their last, oldest first."""
    begun = [begun_period(calendar, kpi, reading, now) for reading in oldest_first]
    read = sorted((period for period in begun if period is not None), key=lambda period: period.start)
    if not read:
        return ()
    periods = recent(calendar, kpi.cadence, read[-1], most_periods(calendar, read[0], read[-1]))
    return _points(calendar, read[0], periods, oldest_first, targets)


def most_periods(calendar: WorkCalendar, first: Period, last: Period) -> int:
    """At least as many periods as there are from `first` to `last`; never more than MOST."""
    shortest = {
        Cadence.HOUR: timedelta(hours=1),
        Cadence.SHIFT: timedelta(days=1) / max(1, len(calendar.shifts)),
        Cadence.DAY: timedelta(days=1),
        Cadence.WEEK: timedelta(weeks=1),
        Cadence.MONTH: timedelta(days=28),
        Cadence.QUARTER: timedelta(days=90),
        Cadence.YEAR: timedelta(days=365),
    }[last.cadence]
    return min(MOST, (last.start - first.start) // shortest + 3)


def _points(
    calendar: WorkCalendar,
    oldest: Period,
    periods: Sequence[Period],
    readings: Sequence[Reading],
    targets: Sequence[Target],
) -> tuple[Point, ...]:
    by_key = {reading.period: reading for reading in readings}
    target_on = targets_through(targets)
    points = []
    for period in periods:
        reading = by_key.get(period.key)
        idle = (reading is None and is_off(calendar, period)) or period.start < oldest.start
        if not idle or period is periods[-1]:
            points.append(point_of(calendar, period, reading, target_on))
    return tuple(points)


def begun_period(calendar: WorkCalendar, kpi: Kpi, reading: Reading, now: datetime) -> Period | None:
    """The reading's period, unless another program wrote one that has not begun or that names no shift of ours."""
    try:
        period = parse_period(calendar, kpi.cadence, reading.period)
    except ValueError:
        return None
    return period if period.start <= now else None


def proposed_period(kpi: Kpi, newest_first: Sequence[Reading], calendar: WorkCalendar, now: datetime) -> Period:
    """The period that Record proposes: the latest due one while it has no reading, else the running one."""
    due = latest_due(calendar, kpi.cadence, now)
    for reading in newest_first[:1]:
        if parse_period(calendar, kpi.cadence, reading.period).start >= due.start:
            return period_at(calendar, kpi.cadence, now)
    return due


def first_day(desk: Desk, kpi: Kpi) -> date | None:
    """The production day of a KPI's first reading."""
    for reading in desk.store.first_readings(kpi.id, kpi.cadence, "", 1):
        try:
            return parse_period(desk.calendar(), kpi.cadence, reading.period).day
        except ValueError:  # another program wrote it
            return None
    return None
