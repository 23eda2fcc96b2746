"""Where a KPI is going: streaks, days since the last red, and the words for a trend (rules/capability.py tells it)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from kpiboard.model.frozen import frozen
from kpiboard.rules.status import Status


class Trend(StrEnum):
    """What the process limits prove of the latest value: a signal on the good or the bad side, or none."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"  # there are no limits, or they say nothing of it


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
