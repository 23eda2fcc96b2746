"""Streaks, days since the last red, and the trend that signals alone tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Direction
from kpiboard.rules.capability import Sense, trend
from kpiboard.rules.limits import Side
from kpiboard.rules.signals import Rule, Signal
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Streak, Trend, days_since_red, streak

HIGHER, LOWER, IN_BAND = Direction.HIGHER, Direction.LOWER, Direction.BAND

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


UP, DOWN, EITHER = (Signal(Rule.OUTSIDE, side, (0,)) for side in (Side.HIGH, Side.LOW, None))
MET, MISSED = Status.ON_TARGET, Status.OFF_TARGET


@pytest.mark.parametrize(
    ("meaning", "status", "signals", "direction", "expected"),
    [
        (Sense.MET_NOW_AND_THEN, MET, [], HIGHER, Trend.STEADY),
        (Sense.MISSED_IN_NOISE, MISSED, [], HIGHER, Trend.STEADY),
        (Sense.CANNOT_REACH, MISSED, [], LOWER, Trend.STEADY),
        (Sense.TOO_EARLY, MET, [], HIGHER, Trend.UNKNOWN),
        (Sense.NO_LIMITS, MET, [], HIGHER, Trend.UNKNOWN),
        (Sense.LEFT_LIMITS, MET, [], HIGHER, Trend.UNKNOWN),  # the process has changed: it is not steady
        (Sense.UNSTABLE, MET, [EITHER], HIGHER, Trend.UNKNOWN),
        (Sense.UNSTABLE, MET, [UP], HIGHER, Trend.UNKNOWN),
        (Sense.LEFT_OUT, MET, [], HIGHER, Trend.UNKNOWN),
        (Sense.IMPROVED, MET, [UP], HIGHER, Trend.BETTER),
        (Sense.IMPROVED_YET_MISSED, MISSED, [UP], HIGHER, Trend.BETTER),
        (Sense.WORSE_AND_MISSED, MISSED, [DOWN], HIGHER, Trend.WORSE),
        (Sense.WORSE_YET_MET, MET, [DOWN, UP], HIGHER, Trend.WORSE),
        (Sense.WORSE_YET_MET, MET, [UP], LOWER, Trend.WORSE),
        (Sense.IMPROVED, MET, [DOWN], LOWER, Trend.BETTER),
        (Sense.CHANGED, MET, [EITHER], HIGHER, Trend.UNKNOWN),
        (Sense.CHANGED, MET, [UP], IN_BAND, Trend.UNKNOWN),
        (Sense.WORSE_AND_MISSED, MISSED, [UP], IN_BAND, Trend.WORSE),
    ],
)
def test_trend(meaning: Sense, status: Status, signals: list[Signal], direction: Direction, expected: Trend) -> None:
    assert trend(meaning, status, signals, direction) is expected
