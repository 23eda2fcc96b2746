"""Wall-clock times of a place turned into moments, also on the days when its clocks are changed.

The moments carry a fixed offset: they read like the clock on the wall, and Python compares and subtracts them
exactly, which it does not do for two moments of one and the same `ZoneInfo` around a clock change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

_HOUR = timedelta(hours=1)
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=8192)
def instant(zone: ZoneInfo, day: date, wall: time) -> datetime:
    """The first moment at which the clock of `zone` shows `wall` on `day`, or later.

    A time that is repeated is meant the first time; one that is skipped is the moment of the change.
    """
    shown = datetime.combine(day, wall)
    first, second = (_offset(shown.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first >= second:
        return shown.replace(tzinfo=timezone(first))
    # Skipped: `first` is the offset before the change and `second` the one after it.
    before, after = ((shown - offset).replace(tzinfo=UTC) for offset in (second, first))
    return _change(zone, before, after).astimezone(timezone(second))


@lru_cache(maxsize=8192)
def hour_runs(zone: ZoneInfo, day: date, hour: int) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches (start, end) in which the clock of `zone` shows this hour of `day`, in order.

    One of 60 minutes as a rule; two when the clocks go back, none or a shorter one when they go forward.
    """
    begins = datetime(day.year, day.month, day.day, hour)
    edges = (begins, begins + _HOUR - _SECOND)
    offsets = {_offset(edge.replace(tzinfo=zone, fold=fold)) for edge in edges for fold in (0, 1)}
    runs = []
    for offset in offsets:
        start = begins.replace(tzinfo=timezone(offset))
        end = start + _HOUR
        if len(offsets) > 1:
            starts, ends = (_offset(edge.astimezone(zone)) == offset for edge in (start, end - _SECOND))
            if not starts and not ends:
                continue
            if not starts:
                start = _change(zone, start, end - _SECOND)
            if not ends:
                end = _change(zone, start, end - _SECOND)
        runs.append((start, end))
    return tuple(sorted(runs))


def steady_offset(zone: ZoneInfo, day: date) -> timedelta | None:
    """The offset that holds from the first to the last second of `day`; None where the clocks are changed."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    edges = (midnight, midnight + timedelta(days=1))  # on the wall: the next midnight
    offsets = {_offset(edge.replace(fold=fold)) for edge in edges for fold in (0, 1)}
    return offsets.pop() if len(offsets) == 1 else None


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The whole second between `before` and `after` in which the offset becomes that of `after`."""
    offset = _offset(after.astimezone(zone))
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if _offset(middle.astimezone(zone)) == offset:
            after = middle
        else:
            before = middle
    return after


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)
