"""Readings become points: one period each, with the target valid then and the status against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from kpiboard.cases.desk import Desk
from kpiboard.model import Cadence, Kpi, Reading, ReadingKind, Target
from kpiboard.rules.calendar import Period, WorkCalendar, backwards, is_off, latest_due, parse_period, period_at
from kpiboard.rules.precision import value_shown
from kpiboard.rules.status import Status, status_of, status_of_value
from kpiboard.rules.targets import targets_through
from kpiboard.views.board import Point

LEAD = 20  # points before those that are shown: what the limits say of these depends on no earlier one
MOST = 200_000  # periods in one KPI's whole history: 22 years of hours


def judging(kpi: Kpi) -> Callable[[Reading, Target | None], Status]:
    """How the readings of a KPI are judged: by what is shown. Equal numbers are judged once for each target."""
    judged: dict[tuple[float | None, ReadingKind, bool, int], Status] = {}

    def judge(reading: Reading, target: Target | None) -> Status:
        told = reading.value, reading.kind, reading.numerator is None, id(target)
        if told not in judged:
            off = reading.kind is ReadingKind.OFF
            judged[told] = status_of(reading, target) if off else status_of_value(value_shown(reading, kpi), target)
        return judged[told]

    return judge


def point_of(
    calendar: WorkCalendar,
    period: Period,
    reading: Reading | None,
    target: Target | None,
    judge: Callable[[Reading, Target | None], Status],
) -> Point:
    """The point of one period with its target; it keeps the value as it is: limits come from that."""
    if reading is None:
        return Point(period, status_of(None, target, off=is_off(calendar, period)), None, target)
    return Point(period, judge(reading, target), reading, target)


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
    calendar = calendar.read_on(kpi.weekdays)
    due = due_period(calendar, kpi, now)
    # Newest first by text; only shifts of one day may stand in another order than they were worked.
    ends = [*_some_begun(calendar, kpi, newest_first, now), *([due] if due else [])]
    last = max(ends, default=period_at(calendar, kpi.cadence, now))
    oldest = min(_some_begun(calendar, kpi, reversed(newest_first), now), default=last)
    return _points(calendar, kpi, oldest, last, newest_first, targets, MOST if count is None else count)


def due_period(calendar: WorkCalendar, kpi: Kpi, now: datetime) -> Period | None:
    """The latest period that asks for a number; None before there is one: nothing is due that had ended when the KPI
    began to count.
    """
    due = latest_due(calendar, kpi.cadence, now)
    since = None if kpi.of_events else kpi.counted_from
    return None if since and due.end <= calendar.begins(since) else due


def _some_begun(calendar: WorkCalendar, kpi: Kpi, readings: Iterable[Reading], now: datetime) -> list[Period]:
    """The periods of the first readings, as many as a day may have shifts and one more."""
    begun = (begun_period(calendar, kpi, reading, now) for reading in readings)
    return [*islice((period for period in begun if period is not None), 1 + len(calendar.shifts))]


def first_points(
    kpi: Kpi, targets: Sequence[Target], oldest_first: Sequence[Reading], calendar: WorkCalendar, now: datetime
) -> tuple[Point, ...]:
    """The periods from the first of these readings to their last, oldest first."""
    calendar = calendar.read_on(kpi.weekdays)
    begun = [begun_period(calendar, kpi, reading, now) for reading in oldest_first]
    read = sorted(period for period in begun if period is not None)
    return _points(calendar, kpi, read[0], read[-1], oldest_first, targets, MOST) if read else ()


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
    kpi: Kpi,
    oldest: Period,
    last: Period,
    readings: Sequence[Reading],
    targets: Sequence[Target],
    count: int,
) -> tuple[Point, ...]:
    """The points from `oldest` to `last`, at most the last `count`; `last` is one whatever it is."""
    by_key = {reading.period: reading for reading in readings}
    target_on = targets_through(targets, kpi.decimals)
    judge = judging(kpi)
    points: list[Point] = []
    for period in backwards(calendar, last):
        reading = by_key.get(period.key)
        if reading is not None or not points or not is_off(calendar, period):
            points.append(point_of(calendar, period, reading, target_on(period.day), judge))
        if period.start <= oldest.start or len(points) >= count:
            break
    return tuple(reversed(points))


def begun_period(calendar: WorkCalendar, kpi: Kpi, reading: Reading, now: datetime) -> Period | None:
    """The reading's period, unless another program wrote one that has not begun or that names no shift of ours."""
    try:
        period = parse_period(calendar, kpi.cadence, reading.period)
    except ValueError:
        return None
    return period if period.start <= now else None


def proposed_period(kpi: Kpi, newest_first: Sequence[Reading], calendar: WorkCalendar, now: datetime) -> Period:
    """The period that Record proposes: the latest due one while it has no reading, else the running one."""
    due = due_period(calendar.read_on(kpi.weekdays), kpi, now)
    for reading in newest_first[:1]:
        if due and parse_period(calendar, kpi.cadence, reading.period).start >= due.start:
            return period_at(calendar, kpi.cadence, now)
    return due or period_at(calendar, kpi.cadence, now)


def first_day(desk: Desk, kpi: Kpi) -> date | None:
    """The production day of a KPI's first reading."""
    for reading in desk.store.first_readings(kpi.id, kpi.cadence, "", 1):
        try:
            return parse_period(desk.calendar(), kpi.cadence, reading.period).day
        except ValueError:  # another program wrote it
            return None
    return None
