"""Streaks, days since the last red, and the cautious trend."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Direction, Target
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Streak, Trend, days_since_red, streak, trend

LETTERS = {
    "G": Status.ON_TARGET,
    "R": Status.OFF_TARGET,
    "W": Status.WATCH,
    "?": Status.NO_READING,
    "-": Status.DAY_OFF,
    "t": Status.NO_TARGET,
}


def statuses(letters: str) -> list[Status]:
    return [LETTERS[letter] for letter in letters]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", Streak(None, 0)),
        ("G", Streak(Status.ON_TARGET, 1)),
        ("GGG", Streak(Status.ON_TARGET, 3)),
        ("GRRR", Streak(Status.OFF_TARGET, 3)),
        ("RRG", Streak(Status.ON_TARGET, 1)),
        ("GRR--R", Streak(Status.OFF_TARGET, 3)),
        ("GRR--", Streak(Status.OFF_TARGET, 2)),
        ("R?RR", Streak(Status.OFF_TARGET, 2)),
        ("RtR", Streak(Status.OFF_TARGET, 1)),
        ("RWR", Streak(Status.OFF_TARGET, 1)),
        ("RR?", Streak(None, 0)),
        ("RR?-", Streak(None, 0)),
        ("GGW", Streak(None, 0)),
        ("GGt", Streak(None, 0)),
        ("--", Streak(None, 0)),
    ],
)
def test_streak(letters: str, expected: Streak) -> None:
    assert streak(statuses(letters)) == expected


@given(st.text(alphabet="GRW?-t"), st.sampled_from("GR"))
def test_one_more_of_the_same_makes_a_streak_one_longer(letters: str, letter: str) -> None:
    before, after = streak(statuses(letters)), streak(statuses(letters + letter))
    assert after == Streak(LETTERS[letter], before.length + 1 if before.status is LETTERS[letter] else 1)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("", None),
        ("GG?-W", None),
        ("GGR", 0),
        ("RGG", 2),
        ("RGRG--", 3),
    ],
)
def test_days_since_red(points: str, expected: int | None) -> None:
    dated = [(date(2026, 11, n), status) for n, status in enumerate(statuses(points), 1)]
    assert days_since_red(dated, date(2026, 11, max(len(points), 1))) == expected


def test_a_red_week_that_is_still_running_is_red_today() -> None:
    assert days_since_red([(date(2026, 11, 22), Status.OFF_TARGET)], date(2026, 11, 19)) == 0


CALM = [90.0, 91.0, 90.0, 89.0, 90.0, 91.0, 90.0, 89.0, 90.0, 91.0]
UP, DOWN = [value + 6 for value in CALM[:5]], [value - 6 for value in CALM[:5]]
SPIKE = [90.0, 91.0, 190.0, 89.0, 90.0]
HIGHER, LOWER, IN_BAND = Direction.HIGHER, Direction.LOWER, Direction.BAND
BAND = Target("t", "k", low=88, high=92)
NO_GAP: list[float | None] = [None]


@pytest.mark.parametrize(
    ("values", "direction", "target", "expected"),
    [
        ([], HIGHER, None, Trend.UNKNOWN),
        (CALM[:7], HIGHER, None, Trend.UNKNOWN),
        (CALM[:2] + UP, HIGHER, None, Trend.UNKNOWN),
        (CALM[:3] + UP, HIGHER, None, Trend.BETTER),
        (NO_GAP * 40 + CALM[:7], HIGHER, None, Trend.UNKNOWN),
        ([90.0] * 15, HIGHER, None, Trend.STEADY),
        (CALM + CALM[:5], HIGHER, None, Trend.STEADY),
        (CALM + SPIKE, HIGHER, None, Trend.STEADY),
        (CALM + UP, HIGHER, None, Trend.BETTER),
        (CALM + UP, LOWER, None, Trend.WORSE),
        (CALM + DOWN, HIGHER, None, Trend.WORSE),
        (CALM + DOWN, LOWER, None, Trend.BETTER),
        ([*CALM, None, *UP, None], HIGHER, None, Trend.BETTER),
        ([0.0] * 10 + CALM + CALM[:5], HIGHER, None, Trend.STEADY),  # what is long ago does not count
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], HIGHER, None, Trend.BETTER),
        (CALM + UP, IN_BAND, None, Trend.UNKNOWN),
        (CALM + UP, IN_BAND, BAND, Trend.WORSE),
        (CALM + DOWN, IN_BAND, BAND, Trend.WORSE),
        (UP + UP + CALM[:5], IN_BAND, BAND, Trend.BETTER),
        (DOWN + DOWN + CALM[:5], IN_BAND, BAND, Trend.BETTER),
        ([88.0] * 10 + [92.0] * 5, IN_BAND, BAND, Trend.STEADY),  # inside is inside
        (CALM + UP, IN_BAND, Target("t", "k", low=88), Trend.STEADY),
        (CALM + UP, IN_BAND, Target("t", "k", high=92), Trend.WORSE),
    ],
)
def test_trend(values: list[float | None], direction: Direction, target: Target | None, expected: Trend) -> None:
    assert trend(values, direction, target) is expected


exactly = st.integers(-1000, 1000).map(float)
OPPOSITE = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER, Trend.STEADY: Trend.STEADY}


@given(st.lists(exactly, min_size=8), exactly, st.sampled_from([0.5, 1.0, 4.0]))
def test_neither_unit_nor_zero_point_matter_and_lower_is_the_mirror(
    values: list[float], shift: float, scale: float
) -> None:
    said = trend(values, HIGHER, None)
    assert trend([value * scale + shift for value in values], HIGHER, None) is said
    assert trend(values, LOWER, None) is OPPOSITE[said]
