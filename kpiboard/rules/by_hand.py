"""Events that are kept as numbers: a counter of days typed every day, or counts that are mostly 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kpiboard.model import Cadence, Direction, Kpi, share_scale

ENOUGH = 12  # readings from which a habit shows
GROWS = 0.9  # of the steps of a counter: by the days that went by, or by one

Dated = tuple[date, float]  # the last day of a period, and its value


class ByHand(StrEnum):
    COUNTER = "days since"
    ZEROS = "mostly zeros"


def by_hand(kpi: Kpi, read: Sequence[Dated]) -> ByHand | None:
    """How a KPI keeps as numbers what are events; None where it does not. `read` is oldest first.

    A counter goes up by the days that went by, or by one, and falls only to begin anew. Counts are whole numbers of
    which less is better, and more than half of them are 0.
    """
    whole = all(value >= 0 and value == int(value) for _, value in read)
    if kpi.counts_events or kpi.share or share_scale(kpi.unit) != 1 or len(read) < ENOUGH or not whole:
        return None
    if kpi.direction is Direction.LOWER and sum(value == 0 for _, value in read) * 2 > len(read):
        return ByHand.ZEROS
    if kpi.direction is Direction.HIGHER and kpi.cadence is Cadence.DAY:
        steps = [(after[1] - before[1], (after[0] - before[0]).days) for before, after in pairwise(read)]
        grown = sum(step in (days, 1) for step, days in steps)
        fallen = sum(step < 0 for step, _ in steps)
        if grown >= GROWS * (len(steps) - fallen) and grown > fallen:
            return ByHand.COUNTER
    return None


def happened(how: ByHand, read: Sequence[Dated]) -> Iterator[tuple[date, int]]:
    """The day of each event, and the place of the reading that tells of it.

    A counter that begins anew tells how long ago that was; the reading before it knew of nothing yet. A count of three
    is three events on the last day of its period: nobody has written down more.
    """
    if how is ByHand.ZEROS:
        for place, (day, value) in enumerate(read):
            yield from ((day, place) for _ in range(int(value)))
        return
    for place, ((before, value), (day, now)) in enumerate(pairwise(read), 1):
        if now < value:
            yield max(before, day - timedelta(int(now))), place


def counted_since(how: ByHand, read: Sequence[Dated], first: date) -> date:
    """The first day that is known of: of a counter the one after what it counts from; `first` that of the readings."""
    day, value = read[0]
    return day - timedelta(int(value) - 1) if how is ByHand.COUNTER and value else first
