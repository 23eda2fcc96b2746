"""Where a KPI is going: streaks, days since the last red, and a cautious trend."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kpiboard.model import Direction, Target
from kpiboard.model.frozen import frozen
from kpiboard.rules.averages import mean, median
from kpiboard.rules.status import Status

RECENT, BEFORE, ENOUGH = 5, 10, 8


class Trend(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"


@frozen
class Streak:
    """How many periods in a row have been on target, or off target, up to the last one.

    `status` is None and `length` 0 when the last period is neither.
    """

    status: Status | None
    length: int


def streak(statuses: Sequence[Status]) -> Streak:
    """The streak that the last of `statuses` (oldest first) stands in.

    Days off are bridged. A period without a reading or target, or one on watch, breaks it.
    """
    worked = [status for status in statuses if status is not Status.DAY_OFF]
    if not worked or worked[-1] not in (Status.ON_TARGET, Status.OFF_TARGET):
        return Streak(None, 0)
    length = next((n for n, status in enumerate(reversed(worked)) if status is not worked[-1]), len(worked))
    return Streak(worked[-1], length)


def trend(values: Sequence[float | None], direction: Direction, target: Target | None) -> Trend:
    """Whether the last values (oldest first, None = no reading) are better or worse than those before them.

    The median of the last 5 values is compared with the median of up to 10 values before them. They differ when
    they are further apart than the values usually are from one period to the next (the mean moving range of the
    same values). Medians, because one outlier is not a trend; the moving range, because it is the KPI's own measure
    of what is normal and needs no unit. It is a hint on a tile and no proof of a signal: that takes process limits.

    Fewer than 8 values: UNKNOWN. For a band, better is nearer to it, and inside is inside; without one: UNKNOWN.
    """
    numbers = [value for value in values if value is not None]
    if direction is Direction.BAND:
        if target is None:
            return Trend.UNKNOWN
        numbers = [-_outside(value, target) for value in numbers]
    numbers = numbers[-(RECENT + BEFORE) :]
    if len(numbers) < ENOUGH:
        return Trend.UNKNOWN
    change = median(numbers[-RECENT:]) - median(numbers[:-RECENT])
    if abs(change) <= mean([abs(after - before) for before, after in pairwise(numbers)]):
        return Trend.STEADY
    return Trend.BETTER if (change > 0) != (direction is Direction.LOWER) else Trend.WORSE


def _outside(value: float, target: Target) -> float:
    """How far a value is from the band; 0 inside."""
    below = 0.0 if target.low is None else target.low - value
    above = 0.0 if target.high is None else value - target.high
    return max(below, above, 0.0)


def days_since_red(points: Sequence[tuple[date, Status]], today: date) -> int | None:
    """Days from the last red to `today`; 0 while a red period is running; None when none of `points` is red."""
    reds = [day for day, status in points if status is Status.OFF_TARGET]
    return max((today - max(reds)).days, 0) if reds else None


def days_since(days: Sequence[date], day: date, counted_from: date) -> int:
    """The value of a day: days since the last of the events (`days`, oldest first) up to it, 0 on its own day.

    Before the first one they are counted from the day before counting began, so that a day without an event is not 0.
    """
    place = bisect_left(days, day + timedelta(1))
    return (day - (days[place - 1] if place else counted_from - timedelta(1))).days
