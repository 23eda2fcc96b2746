"""Can the target be reached, and what does today's value mean: every cell of the two verdicts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Direction, Reading, Target
from kpiboard.rules.capability import Capability, Reach, Sense, capability, sense
from kpiboard.rules.spc import Limits, Rule, Side, Signal, chart, limits_of
from kpiboard.rules.status import Status, status_of

HIGHER, LOWER, BAND = Direction.HIGHER, Direction.LOWER, Direction.BAND
RELIABLY, SOMETIMES, CANNOT = Reach.RELIABLY, Reach.SOMETIMES, Reach.CANNOT


def limits_between(lower: float, upper: float, **kwargs: float) -> Limits:
    """Twenty points with these natural limits, or close to them."""
    center, step = (lower + upper) / 2, (upper - lower) / 2 / 2.66 / 2
    limits = limits_of([center - step, center + step] * 10, **kwargs)  # type: ignore[arg-type]
    assert limits is not None
    return limits


def test_the_example_of_the_article() -> None:
    """S0 0.3: twenty points with limits from 66 to 95, target 99, higher is better: it cannot be reached."""
    limits = limits_between(66, 95)
    assert (limits.lower, limits.upper) == pytest.approx((66, 95))
    assert capability([80.0] * 20, limits, 99, None) == Capability(0, 20, CANNOT)


LIMITS = limits_of([99.0, 101.0] * 10)  # 94.68 to 105.32


@pytest.mark.parametrize(
    ("low", "high", "reach"),
    [
        (90, None, RELIABLY),
        (94.68, None, RELIABLY),  # a limit on the target meets it
        (94.69, None, SOMETIMES),
        (105.32, None, SOMETIMES),
        (105.33, None, CANNOT),
        (None, 110, RELIABLY),
        (None, 105.32, RELIABLY),
        (None, 105.31, SOMETIMES),
        (None, 94.68, SOMETIMES),
        (None, 94.67, CANNOT),
        (94, 106, RELIABLY),
        (94.68, 105.32, RELIABLY),
        (94, 105, SOMETIMES),
        (95, 106, SOMETIMES),
        (99, 101, SOMETIMES),
        (106, 110, CANNOT),
        (80, 94, CANNOT),
        (None, None, Reach.NO_TARGET),
    ],
)
def test_reach(low: float | None, high: float | None, reach: Reach) -> None:
    met = [value for value in (95.0, 100, 105, 107, 93) if (low or -1e9) <= value <= (high or 1e9)]
    assert capability((met or [100.0]) * 12 if reach is not CANNOT else [100.0], LIMITS, low, high).reach is reach


def test_a_clipped_limit_stands_at_the_end_of_the_scale() -> None:
    values = [99.0, 97.0] * 10  # 92.68 to 103.32 %
    limits = limits_of(values, cap=100)
    assert capability(values, limits, 100, None).reach is SOMETIMES
    assert capability(values, limits, None, 100).reach is RELIABLY
    assert capability(values, limits_of(values), None, 100).reach is SOMETIMES


@pytest.mark.parametrize(("target", "reach"), [(99.9, RELIABLY), (100, RELIABLY), (100.1, CANNOT)])
def test_a_constant_process_meets_its_target_or_not(target: float, reach: Reach) -> None:
    assert capability([100.0] * 12, limits_of([100.0] * 12), target, None) == Capability(
        12 if reach is RELIABLY else 0, 12, reach
    )


def test_without_limits_it_is_too_early() -> None:
    assert capability([96.0, 94, 95], None, 95, None) == Capability(2, 3, Reach.TOO_EARLY)
    assert capability([], None, 95, None) == Capability(0, 0, Reach.TOO_EARLY)


def test_hits_are_counted_among_the_last_values() -> None:
    values = [90.0] * 10 + [100.0] * 14 + [90.0] * 6
    assert capability(values, LIMITS, 95, None) == Capability(14, 20, SOMETIMES)
    assert capability(values, LIMITS, 95, None, last=7) == Capability(1, 7, SOMETIMES)
    assert capability(values[:12], LIMITS, 95, None) == Capability(2, 12, SOMETIMES)


def test_the_last_bits_of_a_float_decide_nothing() -> None:
    assert capability([0.57 * 100], None, 57, None).hits == 1  # 56.99999999999999
    assert capability([0.333 * 100], None, None, 33.3).hits == 1  # 33.300000000000004


bounds = st.none() | st.integers(-50, 50).map(float)


@given(st.lists(st.integers(-500, 500).map(lambda n: n / 10), max_size=30), bounds, bounds)
def test_a_hit_is_what_the_board_calls_on_target(values: list[float], low: float | None, high: float | None) -> None:
    target = Target("t", "k", low=low, high=high)
    statuses = [status_of(Reading("r", "k", "2026-11-21", value=value), target) for value in values]
    found = capability(values, None, low, high, last=100)
    if (low, high) != (None, None):
        assert found.hits == statuses.count(Status.ON_TARGET)


@given(st.lists(st.integers(-50, 50).map(float), min_size=6, max_size=20), bounds, bounds)
def test_the_verdict_holds_for_every_point_inside(values: list[float], low: float | None, high: float | None) -> None:
    limits = limits_of(values)
    assert limits is not None
    found = capability(values, limits, low, high)
    inside = [value for value in values if limits.lower <= value <= limits.upper]
    met = [value for value in inside if (low is None or value >= low) and (high is None or value <= high)]
    if found.reach is RELIABLY:
        assert met == inside
        assert found.hits == found.of >= 12
    if found.reach is CANNOT:
        assert (met, found.hits) == ([], 0)


@pytest.mark.parametrize(
    ("values", "low", "expected"),
    [
        # limits 94.68 to 105.32
        ([100.0] * 11, 90, Capability(11, 11, Reach.SO_FAR)),
        ([100.0] * 12, 90, Capability(12, 12, RELIABLY)),
        ([100.0] * 19 + [89.0], 90, Capability(19, 20, SOMETIMES)),  # one miss: not reliably
        ([100.0] * 18 + [89.0] * 2, 90, Capability(18, 20, Reach.CHANGED)),  # two: the limits are what is wrong
        ([100.0] * 19 + [110.0], 108, Capability(1, 20, SOMETIMES)),
        ([100.0] * 18 + [110.0] * 2, 108, Capability(2, 20, Reach.CHANGED)),
    ],
)
def test_counts_that_contradict_the_limits(values: list[float], low: float, expected: Capability) -> None:
    assert capability(values, LIMITS, low, None) == expected


def test_a_run_says_that_the_process_has_left_its_limits() -> None:
    """Twenty about 50, then twenty about 60, and a target of 56: nothing can be said from the limits of the first."""
    found = chart([51.0, 49.0] * 10 + [59.0, 61.0] * 10)
    moved = found.moved_since(39)
    assert moved == 20
    values = [51.0, 49.0] * 10 + [59.0, 61.0] * 10
    assert capability(values, found.limits_at(39), 56, None, moved=moved) == Capability(20, 20, Reach.CHANGED)
    assert found.moved_since(19) is None


def test_a_run_inside_the_limits_counts_from_its_first_point() -> None:
    """The limits alone would say "sometimes", 8 of the last 20: only the run tells that they hold no more."""
    values = [51.0, 49.0] * 10 + [52.0] * 8
    found = chart(values)
    moved = found.moved_since(27)
    assert moved == 20
    assert capability(values, found.limits_at(27), 51.5, None) == Capability(8, 20, SOMETIMES)
    assert capability(values, found.limits_at(27), 51.5, None, moved=moved) == Capability(8, 8, Reach.CHANGED)
    assert capability(values, found.limits_at(27), 53, None, moved=moved) == Capability(0, 8, Reach.CHANGED)


@given(
    st.lists(st.integers(-80, 80).map(lambda tenths: tenths / 10), min_size=1, max_size=60),
    st.none() | st.integers(-8, 8).map(float),
    st.none() | st.integers(-8, 8).map(float),
)
def test_no_reach_contradicts_its_counts(values: list[float], low: float | None, high: float | None) -> None:
    found = chart(values)
    last = len(values) - 1
    able = capability(values, found.limits_at(last), low, high, moved=found.moved_since(last))
    if able.reach is CANNOT:
        assert able.hits == 0
    if able.reach is RELIABLY:
        assert able.hits == able.of >= 12
    if able.reach is Reach.SO_FAR:
        assert able.hits == able.of < 12
    if found.moved_since(last) is not None and (low, high) != (None, None):
        assert able.reach is Reach.CHANGED


# The cells

OUT_HIGH, OUT_LOW = Signal(Rule.OUTSIDE, Side.HIGH, (3,)), Signal(Rule.RUN, Side.LOW, (2, 3))
JUMP, NO_SIDE = Signal(Rule.RANGE, None, (3,)), Signal(Rule.HUGGING, None, (2, 3))  # neither knows a side
RISING = Signal(Rule.TREND, Side.HIGH, (2, 3))
MET, WATCH, MISSED, AIMLESS = Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET, Status.NO_TARGET


@pytest.mark.parametrize(
    ("status", "signals", "reach", "direction", "expected"),
    [
        # no signal
        (MET, [], SOMETIMES, HIGHER, Sense.MET_NOW_AND_THEN),
        (MISSED, [], SOMETIMES, HIGHER, Sense.MISSED_IN_NOISE),
        (WATCH, [], SOMETIMES, HIGHER, Sense.MISSED_IN_NOISE),
        (MET, [], CANNOT, HIGHER, Sense.LEFT_LIMITS),
        (MET, [], Reach.CHANGED, HIGHER, Sense.LEFT_LIMITS),
        (MISSED, [], Reach.CHANGED, HIGHER, Sense.LEFT_LIMITS),
        (MET, [], Reach.SO_FAR, HIGHER, Sense.MET_SO_FAR),
        (MISSED, [], CANNOT, LOWER, Sense.CANNOT_REACH),
        (MET, [], RELIABLY, BAND, Sense.RELIABLY_MET),
        (MISSED, [], RELIABLY, HIGHER, Sense.LEFT_LIMITS),
        # a signal, whatever the reach
        (MET, [OUT_HIGH], SOMETIMES, HIGHER, Sense.IMPROVED),
        (MET, [OUT_LOW], CANNOT, LOWER, Sense.IMPROVED),
        (MISSED, [OUT_HIGH], CANNOT, HIGHER, Sense.IMPROVED_YET_MISSED),
        (WATCH, [OUT_LOW], CANNOT, LOWER, Sense.IMPROVED_YET_MISSED),
        (MET, [OUT_LOW], RELIABLY, HIGHER, Sense.WORSE_YET_MET),
        (MET, [OUT_HIGH], SOMETIMES, LOWER, Sense.WORSE_YET_MET),
        (WATCH, [OUT_LOW], SOMETIMES, HIGHER, Sense.WORSE_ON_WATCH),
        (MISSED, [OUT_LOW], SOMETIMES, HIGHER, Sense.WORSE_AND_MISSED),
        (MISSED, [OUT_HIGH], SOMETIMES, LOWER, Sense.WORSE_AND_MISSED),
        (MISSED, [RISING, OUT_LOW], SOMETIMES, HIGHER, Sense.WORSE_AND_MISSED),  # of both sides the bad one
        # a band
        (MISSED, [OUT_HIGH], SOMETIMES, BAND, Sense.WORSE_AND_MISSED),
        (MISSED, [OUT_LOW], SOMETIMES, BAND, Sense.WORSE_AND_MISSED),
        (WATCH, [OUT_LOW], SOMETIMES, BAND, Sense.WORSE_ON_WATCH),
        (MET, [OUT_HIGH], SOMETIMES, BAND, Sense.CHANGED),
        (AIMLESS, [OUT_HIGH], Reach.NO_TARGET, BAND, Sense.CHANGED),
        # neither side
        (MET, [NO_SIDE], SOMETIMES, HIGHER, Sense.CHANGED),
        (MISSED, [NO_SIDE], SOMETIMES, HIGHER, Sense.CHANGED),
        (MISSED, [JUMP], SOMETIMES, HIGHER, Sense.CHANGED),  # one range alone
        (AIMLESS, [JUMP], Reach.NO_TARGET, HIGHER, Sense.CHANGED),
        # nothing to judge by
        (AIMLESS, [], Reach.NO_TARGET, HIGHER, Sense.NO_TARGET),
        (MET, [], Reach.NO_TARGET, HIGHER, Sense.NO_TARGET),
        (AIMLESS, [OUT_HIGH], Reach.NO_TARGET, HIGHER, Sense.IMPROVED),
        (AIMLESS, [OUT_LOW], Reach.NO_TARGET, HIGHER, Sense.CHANGED),
        (MET, [], Reach.TOO_EARLY, HIGHER, Sense.TOO_EARLY),
        (MISSED, [], Reach.TOO_EARLY, HIGHER, Sense.TOO_EARLY),
        (Status.NO_READING, [], SOMETIMES, HIGHER, Sense.NO_READING),
        (Status.DAY_OFF, [], CANNOT, HIGHER, Sense.NO_READING),
    ],
)
def test_sense(status: Status, signals: list[Signal], reach: Reach, direction: Direction, expected: Sense) -> None:
    assert sense(status, signals, Capability(14, 20, reach), direction) is expected


def test_a_value_left_out_says_nothing() -> None:
    assert sense(MISSED, [], Capability(14, 20, SOMETIMES), HIGHER, left_out=True, unstable=True) is Sense.LEFT_OUT


@pytest.mark.parametrize("signals", [[], [JUMP], [OUT_LOW]])
@pytest.mark.parametrize("status", [MET, WATCH, MISSED, AIMLESS])
def test_an_unstable_variation_comes_before_everything(status: Status, signals: list[Signal]) -> None:
    assert sense(status, signals, Capability(14, 20, SOMETIMES), HIGHER, unstable=True) is Sense.UNSTABLE


@given(
    st.sampled_from(list(Status)),
    st.lists(st.sampled_from([OUT_HIGH, OUT_LOW, JUMP, NO_SIDE, RISING])),
    st.sampled_from(list(Reach)),
    st.sampled_from(list(Direction)),
)
def test_everything_makes_some_sense_and_a_mirror_the_same(
    status: Status, signals: list[Signal], reach: Reach, direction: Direction
) -> None:
    other = {HIGHER: LOWER, LOWER: HIGHER, BAND: BAND}[direction]
    sides = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH, None: None}
    mirrored = [Signal(one.rule, sides[one.side], one.points) for one in signals]
    found = Capability(14, 20, reach)
    assert sense(status, signals, found, direction) is sense(status, mirrored, found, other)


def test_the_latest_point_of_a_chart() -> None:
    """A run ends below the target: the day before yesterday's outlier does not speak for today."""
    found = chart([*[99.0, 101.0] * 10, 106, 104, 103, 103])
    latest = found.signals_at(23)
    assert {one.rule for one in latest} == {Rule.NEAR_LIMIT}
    able = capability([104, 103, 103], found.limits_at(23), 104, None)
    assert sense(Status.OFF_TARGET, latest, able, HIGHER) is Sense.IMPROVED_YET_MISSED
    assert sense(Status.OFF_TARGET, latest, able, LOWER) is Sense.WORSE_AND_MISSED
