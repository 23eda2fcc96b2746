"""How often the board is wrong about a process of which we know the truth: simulations with fixed seeds.

The rates stand in a table of CONTRIBUTING; each test holds one of them within what chance allows.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from kpiboard.model import Direction, Result
from kpiboard.rules.capability import Sense, capability, sense, trend
from kpiboard.rules.effect import effect, started_by
from kpiboard.rules.events import gaps_of
from kpiboard.rules.signals import Rule
from kpiboard.rules.spc import Chart, chart
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Trend

BASELINE = 20


def steady(random: Random, count: int) -> list[float]:
    """A process that only wanders: normal, mean 50, sigma 1."""
    return [random.gauss(50, 1) for _ in range(count)]


def meaning(values: list[float], found: Chart, index: int, target: float) -> Sense:
    """What the board says of one value of a KPI where higher is better."""
    able = capability(values[: index + 1], found.limits_at(index), target, None)
    status = Status.ON_TARGET if values[index] >= target else Status.OFF_TARGET
    return sense(status, found.signals_at(index), able, Direction.HIGHER, unstable=found.is_unstable(index))


def test_one_bad_point_asks_for_todays_cause_and_the_next_day_is_an_ordinary_one() -> None:
    random = Random(1931)
    found_cause = calm_after = 0
    for _ in range(500):
        values = [*steady(random, BASELINE + 4), 44.0, random.gauss(50, 1)]
        drawn = chart(values)
        found_cause += meaning(values, drawn, BASELINE + 4, 49.0) is Sense.WORSE_AND_MISSED
        calm_after += meaning(values, drawn, BASELINE + 5, 49.0) not in (Sense.UNSTABLE, Sense.CHANGED)
    assert found_cause >= 0.98 * 500
    assert calm_after >= 0.97 * 500


def test_a_small_miss_after_a_good_outlier_is_no_signal() -> None:
    random = Random(1956)
    signals = 0
    for _ in range(500):
        values = [*steady(random, BASELINE + 4), 56.0, 48.9]
        signals += bool(chart(values).signals_at(BASELINE + 5))
    assert signals <= 0.05 * 500


@pytest.mark.parametrize("target", [49.0, 49.5, 50.5])
@pytest.mark.parametrize("before", [6, 12])
def test_an_action_without_effect_is_not_proposed_as_worked(before: int, target: float) -> None:
    """It is opened after three reds in a row, done at once and checked after five readings; the process never moves."""
    random = Random(1982)
    worked = 0
    for _ in range(600):
        values = steady(random, before)
        while not all(value < target for value in values[-3:]):
            values.append(random.gauss(50, 1))
        statuses = [Status.ON_TARGET if value >= target else Status.OFF_TARGET for value in values]
        known = values[: len(values) - started_by(statuses)][-BASELINE:]
        found = effect(known, steady(random, 5), expected=None, direction=Direction.HIGHER, needed=5)
        worked += found.proposal is Result.WORKED
    assert worked < 0.05 * 600


def test_events_that_come_by_chance_are_hardly_ever_called_a_change() -> None:
    """One in 30 days on average; the limits are locked by the first twenty gaps."""
    random = Random(1994)
    outside = gaps = 0
    for _ in range(400):
        days = [date(2020, 1, 1)]
        for _ in range(BASELINE + 5):
            days.append(days[-1] + timedelta(round(random.expovariate(1 / 30))))
        signals = gaps_of(days, 0).chart.signals
        outside += sum(one.rule is Rule.OUTSIDE and one.first > BASELINE for one in signals)
        gaps += 5
    assert outside <= 0.015 * gaps


def test_noise_is_called_steady() -> None:
    """By eye, five values against the ten before, it was *worse* or *improving* on 9.5 % of days."""
    random = Random(1924)
    days = moving = 0
    for _ in range(60):
        values = steady(random, 120)
        found = chart(values)
        for index in range(BASELINE, len(values)):
            signals = found.signals_at(index)
            able = capability(values[: index + 1], found.limits_at(index), 49.0, None)
            status = Status.ON_TARGET if values[index] >= 49.0 else Status.OFF_TARGET
            meant = sense(status, signals, able, Direction.HIGHER, unstable=found.is_unstable(index))
            moving += trend(meant, status, signals, Direction.HIGHER) in (Trend.BETTER, Trend.WORSE)
            days += 1
    assert moving <= 0.07 * days
