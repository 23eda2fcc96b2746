"""Status of a reading: every direction, every bound, exactly on it and beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Reading, ReadingKind, Target
from kpiboard.rules.status import Status, status_of

ON, WATCH, OFF = Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET

numbers = st.floats(-1e9, 1e9)


def reading(value: float | None, kind: ReadingKind = ReadingKind.ACTUAL) -> Reading:
    return Reading("r", "k", "2026-11-21", value=value, kind=kind)


def target(
    low: float | None = None,
    high: float | None = None,
    watch_low: float | None = None,
    watch_high: float | None = None,
) -> Target:
    return Target("t", "k", None, low, high, watch_low, watch_high)


HIGHER, HIGHER_WATCH = target(low=95), target(low=95, watch_low=93)
LOWER, LOWER_WATCH = target(high=3), target(high=3, watch_high=5)
BAND = target(low=4, high=6)
BAND_WATCH = target(4, 6, 3, 8)
BAND_HALF_WATCH = target(low=4, high=6, watch_low=3)


@pytest.mark.parametrize(
    ("wanted", "value", "status"),
    [
        (HIGHER, 95.1, ON),
        (HIGHER, 95, ON),
        (HIGHER, 94.9, OFF),
        (HIGHER_WATCH, 95, ON),
        (HIGHER_WATCH, 94.9, WATCH),
        (HIGHER_WATCH, 93, WATCH),
        (HIGHER_WATCH, 92.9, OFF),
        (LOWER, 2.9, ON),
        (LOWER, 3, ON),
        (LOWER, 3.1, OFF),
        (LOWER_WATCH, 3, ON),
        (LOWER_WATCH, 3.1, WATCH),
        (LOWER_WATCH, 5, WATCH),
        (LOWER_WATCH, 5.1, OFF),
        (target(high=0), 0, ON),
        (target(high=0), 1, OFF),
        (BAND, 3.9, OFF),
        (BAND, 4, ON),
        (BAND, 6, ON),
        (BAND, 6.1, OFF),
        (BAND_WATCH, 2.9, OFF),
        (BAND_WATCH, 3, WATCH),
        (BAND_WATCH, 3.9, WATCH),
        (BAND_WATCH, 5, ON),
        (BAND_WATCH, 8, WATCH),
        (BAND_WATCH, 8.1, OFF),
        (BAND_HALF_WATCH, 3.5, WATCH),
        (BAND_HALF_WATCH, 7, OFF),  # that side has no watch
        (target(low=95, watch_low=97), 94, OFF),  # a watch bound inside the target says nothing
        (target(low=57), 0.57 * 100, ON),  # 56.99999999999999
        (target(high=33.3), 0.333 * 100, ON),  # 33.300000000000004
        (target(low=57), 56.9999, OFF),
        (target(), 1, Status.NO_TARGET),
        (target(watch_low=93), 1, Status.NO_TARGET),
        (None, 1, Status.NO_TARGET),
    ],
)
def test_value_against_target(wanted: Target | None, value: float, status: Status) -> None:
    assert status_of(reading(value), wanted) is status


@pytest.mark.parametrize("wanted", [HIGHER, None])
@pytest.mark.parametrize(
    ("read", "off", "status"),
    [
        (None, False, Status.NO_READING),
        (None, True, Status.DAY_OFF),
        (reading(None, ReadingKind.OFF), False, Status.DAY_OFF),
        (reading(None, ReadingKind.OFF), True, Status.DAY_OFF),
        (reading(None, ReadingKind.MISSING), False, Status.NO_READING),
        (reading(None, ReadingKind.MISSING), True, Status.NO_READING),
    ],
)
def test_without_a_value(read: Reading | None, off: bool, status: Status, wanted: Target | None) -> None:
    assert status_of(read, wanted, off=off) is status


def test_a_value_read_on_a_day_off_counts() -> None:
    assert status_of(reading(90), HIGHER, off=True) is OFF


@given(st.lists(numbers, min_size=4, max_size=4), st.sampled_from(range(4)), numbers)
def test_every_bound_counts_as_its_better_side(bounds: list[float], which: int, value: float) -> None:
    watch_low, low, high, watch_high = sorted(bounds)
    wanted = target(low, high, watch_low, watch_high)
    edge = (watch_low, low, high, watch_high)[which]
    assert status_of(reading(edge), wanted) in ((ON,) if which in (1, 2) else (ON, WATCH))
    assert (status_of(reading(value), wanted) is OFF) <= (not watch_low <= value <= watch_high)
