"""Events that are kept as numbers: what tells them, and what they become."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from kpiboard.model import Cadence, Direction, Kpi
from kpiboard.rules.by_hand import ByHand, by_hand, counted_since, happened

MONDAY = date(2026, 9, 7)
COUNT = Kpi("k", "k", "Complaints", decimals=0, direction=Direction.LOWER)
SINCE = Kpi("k", "k", "Days without accident", decimals=0)


def worked(values: Sequence[float]) -> list[tuple[date, float]]:
    """A value a working day, from Monday on."""
    days = [MONDAY + timedelta(7 * (place // 5) + place % 5) for place in range(len(values))]
    return list(zip(days, values, strict=True))


CALENDAR = [4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 0, 1, 2]  # weekends count
WORKING = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2]


@pytest.mark.parametrize(
    ("kpi", "values", "found"),
    [
        (COUNT, [0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1], ByHand.ZEROS),
        (COUNT, [0] * 12, ByHand.ZEROS),
        (COUNT, [0] * 11, None),  # too few
        (COUNT, [0, 1] * 6, None),  # half of them
        (COUNT, [0, 0, 0.5, 0, 0, 0, 2, 0, 0, 0, 0, 1], None),  # not counted
        (COUNT, [0, 0, -1, 0, 0, 0, 2, 0, 0, 0, 0, 1], None),
        (SINCE, [0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1], None),  # more is better
        (SINCE, CALENDAR, ByHand.COUNTER),
        (SINCE, WORKING, ByHand.COUNTER),
        (SINCE, list(range(30, 50)), ByHand.COUNTER),
        (SINCE, [4, 9, 1, 12, 3, 8, 2, 10, 5, 7, 6, 11], None),
        (SINCE, [5] * 12, None),
        (Kpi("k", "k", "x", direction=Direction.LOWER, share=True), [0] * 12, None),
        (Kpi("k", "k", "x", direction=Direction.LOWER, unit="%"), [0] * 12, None),
        (Kpi("k", "k", "x", counts_events=True), CALENDAR, None),
        (Kpi("k", "k", "x", cadence=Cadence.WEEK), CALENDAR, None),
    ],
)
def test_what_tells_them(kpi: Kpi, values: Sequence[float], found: ByHand | None) -> None:
    assert by_hand(kpi, worked(values)) is found


def test_a_counter_that_begins_anew_tells_the_day() -> None:
    read = worked([4, 5, 6, 7, 1, 4, 5])  # on Friday it is 1: it happened on Thursday; on Monday it is 4, as it should
    assert list(happened(ByHand.COUNTER, read)) == [(MONDAY + timedelta(3), 4)]
    assert [day for day, _ in happened(ByHand.COUNTER, worked([7, 8, 0, 1]))] == [MONDAY + timedelta(2)]
    # The reading before knew of nothing yet.
    assert [day for day, _ in happened(ByHand.COUNTER, worked([7, 8, 3]))] == [MONDAY + timedelta(1)]
    assert counted_since(ByHand.COUNTER, read, MONDAY) == MONDAY - timedelta(3)
    assert counted_since(ByHand.COUNTER, worked([0, 1]), MONDAY) == MONDAY


def test_a_count_of_three_is_three_events() -> None:
    read = worked([0, 3, 0, 1])
    assert list(happened(ByHand.ZEROS, read)) == [*[(MONDAY + timedelta(1), 1)] * 3, (MONDAY + timedelta(3), 3)]
    assert counted_since(ByHand.ZEROS, read, MONDAY - timedelta(30)) == MONDAY - timedelta(30)
