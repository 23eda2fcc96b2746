"""The days between events: the t chart, and what a gap beyond a limit means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import SignalRules
from kpiboard.rules.events import EventSense, Gaps, gaps_of
from kpiboard.rules.limits import LimitState, Side
from kpiboard.rules.red import Nature
from kpiboard.rules.signals import Rule
from kpiboard.rules.trend import Trend, days_since
from kpiboard.words.event import gaps_sentence, short_gaps

FIRST = date(2024, 1, 1)


def events(gaps: Sequence[int]) -> list[date]:
    days = [FIRST]
    for gap in gaps:
        days.append(days[-1] + timedelta(gap))
    return days


def told(gaps: Sequence[int], running: int = 0, **more: object) -> Gaps:
    return gaps_of(events(gaps), running, **more)  # type: ignore[arg-type]


MIXED = (12, 45, 3, 78, 21, 34, 9, 60, 15, 27, 51, 6, 90, 18, 40)
STEADY = (30, 26, 41, 33, 38, 29, 35, 24, 44, 31, 27, 36, 32, 39)
# Centre, lower and upper limit as the Python package clinical-qikit 0.5.0 has them, whose t chart is that of R's
# qicharts2 (it takes 3/1.128 where Wheeler, and we, say 2.66).
REFERENCE = (
    (MIXED, 26.534725690488063, 0.0, 399.6384945634208),
    (STEADY, 32.86173305650684, 14.841200755958674, 62.99437611971107),
    ((20, 0, 31, 4, 55, 17, 8, 26, 12, 40, 3, 64), 14.392998220201727, 0.0, 462.05453292724803),
)


@pytest.mark.parametrize(("gaps", "centre", "lower", "upper"), REFERENCE)
def test_the_limits_are_those_of_another_program(
    gaps: tuple[int, ...], centre: float, lower: float, upper: float
) -> None:
    limits = told(gaps).limits
    assert limits is not None
    assert (limits.center, limits.lower, limits.upper) == pytest.approx((centre, lower, upper), rel=1e-3, abs=0.06)


@given(st.lists(st.integers(0, 400), min_size=6, max_size=20))
def test_the_limits_follow_from_the_formula(gaps: list[int]) -> None:
    """Reckoned here anew, line by line (Nelson 1994)."""
    powered = [gap ** (1 / 3.6) for gap in gaps]
    spread = fmean(abs(after - before) for before, after in pairwise(powered))
    low, high = fmean(powered) - 2.66 * spread, fmean(powered) + 2.66 * spread
    limits = told(gaps).limits
    assert limits is not None
    assert limits.upper == pytest.approx(high**3.6, rel=1e-9, abs=0.051)
    assert limits.lower == pytest.approx(max(low, 0.0) ** 3.6, rel=1e-9, abs=0.051)
    assert limits.lower_clipped is (low < 0)


@given(st.lists(st.integers(0, 400), max_size=40), st.integers(0, 2000))
def test_what_is_said_is_what_is_shown(gaps: list[int], running: int) -> None:
    """No gap is called beyond a limit that it is not beyond as it is written, and none that is goes unsaid."""
    found = told(gaps, running)
    if found.limits is None:
        assert found.chart.signals == ()
        return
    outside = {(one.first, one.side) for one in found.chart.signals if one.rule is Rule.OUTSIDE}
    for at, length in enumerate(found.lengths):
        if length is not None:
            assert ((at, Side.HIGH) in outside) is (length > found.limits.upper)
            below = length < found.limits.lower and not found.limits.lower_clipped
            assert ((at, Side.LOW) in outside) is below
    assert ((len(found.lengths), Side.HIGH) in outside) is (running > found.limits.upper)
    assert (found.sense is EventSense.LONGER) is (running > found.limits.upper)


def test_the_running_gap_moves_no_limit() -> None:
    limits = told(STEADY).limits
    assert all(told(STEADY, running).limits == limits for running in (1, 20, 500))


def test_limits_are_locked_by_the_first_twenty_gaps() -> None:
    before = told([*STEADY, *STEADY[:6]])
    after = told([*STEADY, *STEADY[:6], 300, 1, 1])
    assert before.limits == after.limits
    assert before.limits is not None
    assert before.limits.state is LimitState.LOCKED


def test_a_baseline_begins_at_an_event() -> None:
    gaps = [*(3, 4, 5, 3, 4, 5, 3), *(60, 70, 55, 66, 58, 72, 61)]
    changed = events(gaps)[8]
    found = told(gaps, starts={changed: None})
    assert [segment.first for segment in found.chart.segments] == [0, 8]
    assert found.limits is not None
    assert found.limits.center > 50
    assert told(gaps, starts={date.max: None}).chart.segments[-1].first == 0


ALIKE = (30, 32, 28, 31, 29, 33, 30, 28)


@pytest.mark.parametrize(
    ("gaps", "running", "sense", "trend"),
    [
        (MIXED, 40, EventSense.STEADY, Trend.STEADY),
        (MIXED[:6], 40, EventSense.STEADY, Trend.STEADY),
        (MIXED[:5], 400, EventSense.TOO_EARLY, Trend.UNKNOWN),
        ((), 4, EventSense.TOO_EARLY, Trend.UNKNOWN),
        (STEADY, 64, EventSense.LONGER, Trend.BETTER),
        (STEADY, 63, EventSense.STEADY, Trend.STEADY),
        ([*STEADY, *STEADY[:6], 64], 5, EventSense.RARER, Trend.BETTER),
        ([*STEADY, *STEADY[:6], 3], 5, EventSense.SHORTER, Trend.WORSE),
        ([*STEADY, *STEADY[:6], 3], 64, EventSense.LONGER, Trend.BETTER),
        ([*STEADY, *STEADY[:6], *[25] * 8], 5, EventSense.MORE_OFTEN, Trend.WORSE),
    ],
)
def test_what_the_days_between_them_say(gaps: Sequence[int], running: int, sense: EventSense, trend: Trend) -> None:
    found = told(gaps, running)
    assert (found.sense, found.trend) == (sense, trend)


def test_without_an_event_or_without_limits_there_is_nothing_to_say() -> None:
    assert gaps_of([], 12).sense is EventSense.NONE_YET
    assert told(STEADY, 500, rules=SignalRules.NONE).sense is EventSense.NO_LIMITS
    assert told(STEADY, 500, rules=SignalRules.NONE).natures().others.nature is Nature.NO_LIMITS


def test_only_what_came_too_soon_is_a_signal_among_the_reds() -> None:
    days = events([*STEADY, *STEADY[:6], 3, 64])
    natures = gaps_of(days, 5).natures()
    assert {key: told.nature for key, told in natures.marked.items()} == {days[-2].isoformat(): Nature.SIGNAL}
    assert natures.others.nature is Nature.NOISE
    early = told((30, 2)).natures()
    assert (early.others.nature, early.others.points) == (Nature.TOO_EARLY, 2)


@pytest.mark.parametrize(
    ("happened", "counted", "value"),
    [((), 0, 1), ((), 41, 42), ((3,), 41, 3), ((0,), 41, 0), ((0, 0), 41, 0), ((-2, 5), 41, 5)],
)
def test_the_value_of_a_day(happened: tuple[int, ...], counted: int, value: int) -> None:
    """Days since the last event up to that day; those to come do not count."""
    today = date(2026, 11, 20)
    days = sorted(today - timedelta(ago) for ago in happened)
    assert days_since(days, today, today - timedelta(counted)) == value


@pytest.mark.parametrize(
    ("found", "sentence", "short"),
    [
        (gaps_of([], 12), "None in the 12 days that are counted.", ""),
        (told(MIXED[:2], 1), "1 day since the last one. Too early: 2 of 6 gaps.", "too early: 2 of 6 gaps"),
        (told(MIXED[:2]), "One today. Too early: 2 of 6 gaps.", "too early: 2 of 6 gaps"),
        (told(MIXED, 40), "40 days since the last one: gaps of up to 399.8 days are usual, so nothing has changed.",
         "gaps of up to 399.8 days are usual"),
        (told(STEADY, 40), "40 days since the last one: gaps of 14.8 to 63 days are usual, so nothing has changed.",
         "gaps of 14.8 to 63 days are usual"),
        (told(STEADY, 70), "70 days since the last one, longer than the 63 that chance explains: something improved. "
                           "Find out what and standardise it.", "signal: longer than chance explains"),
        (told([*STEADY, *STEADY[:6], 3], 5),
         "It happened again after 3 days, sooner than the 15.1 that chance explains. Find today's cause now.",
         "signal: sooner than chance explains"),
        (told([*STEADY, *STEADY[:6], 1], 5),
         "It happened again after 1 day, sooner than the 15.1 that chance explains. Find today's cause now.",
         "signal: sooner than chance explains"),
        (told([*STEADY, *STEADY[:6], 0], 5),
         "It happened twice on one day, and chance explains no less than 15.1 days. Find today's cause now.",
         "signal: sooner than chance explains"),
        (told([*STEADY, *STEADY[:6], 64], 5),
         "5 days since the last one. It happens less often than before: find out what improved and standardise it.",
         "signal: less often than before"),
        (told([*STEADY, *STEADY[:6], *[25] * 8], 5),
         "5 days since the last one. It happens more often than before: find out what has changed.",
         "signal: more often than before"),
        (told(STEADY, 70, rules=SignalRules.NONE), "70 days since the last one.", ""),
    ],
)  # fmt: skip
def test_the_sentence_says_what_a_gap_means(found: Gaps, sentence: str, short: str) -> None:
    assert (gaps_sentence(found), short_gaps(found)) == (sentence, short)
