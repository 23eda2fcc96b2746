"""What deserves praise: a target that was hit again after a miss."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpiboard.rules.praise import hit_after_miss
from kpiboard.rules.status import Status

TODAY = date(2026, 11, 21)
STATUSES = {"g": Status.ON_TARGET, "w": Status.WATCH, "r": Status.OFF_TARGET, "-": Status.NO_READING,
            "o": Status.DAY_OFF}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("", None),
        ("ggg", None),  # never missed
        ("rrr", None),
        ("rg", 1),
        ("rggg", 1),  # the first day it was back
        ("r-og", 3),  # gaps are bridged
        ("rwg", 2),
        ("rw", None),  # watch is not on target
        ("rgw", 1),  # nor off target
        ("rgr", None),  # red again since
        ("rgrg", 3),
        ("rggggggg", 1),  # seven days ago
        ("rgggggggg", None),  # eight
    ],
)
def test_on_target_again(row: str, place: int | None) -> None:
    first = TODAY - timedelta(days=len(row))  # the last day is yesterday
    days = [(first + timedelta(days=n), STATUSES[one]) for n, one in enumerate(row)]
    assert hit_after_miss(days, TODAY) == place


def test_a_period_that_is_not_over_counts_too() -> None:
    month_end = date(2026, 11, 30)
    points = [(date(2026, 10, 31), Status.OFF_TARGET), (month_end, Status.ON_TARGET)]
    assert hit_after_miss(points, TODAY) == 1
    assert hit_after_miss(points, month_end + timedelta(days=3), within_days=2) is None
