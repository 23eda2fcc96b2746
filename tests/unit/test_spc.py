"""Process limits and signals: published examples, a table for every convention, and laws that hold for any series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Average, SignalRules
from kpiboard.rules.spc import (
    Chart,
    Limits,
    LimitState,
    Rule,
    Segment,
    Side,
    Signal,
    chart,
    limits_of,
    lock_window,
)

HIGH, LOW = Side.HIGH, Side.LOW
WHEELER, WESTERN_ELECTRIC, NELSON = SignalRules.WHEELER, SignalRules.WESTERN_ELECTRIC, SignalRules.NELSON
SETS = (WHEELER, WESTERN_ELECTRIC, NELSON)

# Twenty points that lock the limits: centre 100, mean range 2, so limits 94.68 and 105.32, mid-lines 97.34 and
# 102.66, range limit 6.536, sigma 1.773.
BASE: list[float] = [99.0, 101.0] * 10


def of_rule(found: Chart, *rules: Rule) -> list[tuple[Rule, Side | None, tuple[int, ...]]]:
    return [(one.rule, one.side, one.points) for one in found.signals if one.rule in (rules or tuple(Rule))]


def after_base(
    values: Sequence[float | None], rules: SignalRules = WHEELER, excluded: Sequence[int] = ()
) -> list[tuple[Rule, Side | None, tuple[int, ...]]]:
    """The signals, ranges aside, among values that follow the locked baseline after a gap; counted from 0."""
    begin = len(BASE) + 1
    found = chart([*BASE, None, *values], rules=rules, excluded=[begin + at for at in excluded])
    return [
        (one.rule, one.side, tuple(index - begin for index in one.points))
        for one in found.signals
        if one.first >= begin and one.rule is not Rule.RANGE
    ]


# Published examples. The sources use 2.66, 3/1.128 or its exact value 2.6587 for the limits, and 3.267 or 3.268.


def read(numbers: str) -> list[float]:
    return [float(number) for number in numbers.split()]


# NIST/SEMATECH e-Handbook 6.3.2.2, flow rate of ten batches.
NIST = read("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1")
# Viscosity of aircraft primer paint: Montgomery, Introduction to Statistical Quality Control, as in R's qcc.
PRIMER = read("33.75 33.05 34 33.81 33.46 34.02 33.68 33.27 33.49 33.2 33.62 33 33.54 33.12 33.84")
# Water in antifreeze: Wetherill and Brown, Statistical Process Control (1991), p. 120, as in R's qcc.
ANTIFREEZE = read(
    "2.23 2.53 2.62 2.63 2.58 2.44 2.49 2.34 2.95 2.54 2.6 2.45 2.17 2.58 2.57 2.44 2.38"
    " 2.23 2.23 2.54 2.66 2.84 2.81 2.39 2.56 2.7 3 2.81 2.77 2.89 2.54 2.98 2.35 2.53"
)
# Steel belts of tires: SAS/QC User's Guide, MACONTROL procedure, example of individual measurements.
TIRES = read(
    "24.05 23.99 23.95 23.93 23.97 24.02 24.06 24.1 23.98 24.03 23.91 24.06 24.06 23.96 23.98"
    " 24.06 24.01 24 23.93 23.92 24.09 24.11 24.05 23.98 23.98 24.06 24.02 24.06 23.97 23.96"
)
# NHS Making Data Count, tests of NHSRplotthedots: twenty normal values of R (seed 123), without and with one outlier.
NHS = read(
    "-0.56047565 -0.23017749 1.55870831 0.07050839 0.12928774 1.71506499 0.46091621 -1.26506123 -0.68685285 -0.44566197"
    " 1.22408180 0.35981383 0.40077145 0.11068272 -0.55584113 1.78691314 0.49785048 -1.96661716 0.70135590 -0.47279141"
)
NHS_OUTLIER = [*NHS[:14], 10.0, *NHS[15:]]
# Viscosity, preliminary batches 1 to 20: Montgomery (2005), pp. 232-235, as in R's qcc. Batch 4 is out of control.
VISCOSITY = read(
    "34.05 34.4 33.59 35.96 34.7 33.51 33.79 34.04 34.52 33.75"
    " 33.27 33.71 34.03 34.58 34.02 33.97 34.05 34.04 33.73 34.05"
)


@pytest.mark.parametrize(
    ("values", "screen", "center", "lower", "upper"),
    [
        pytest.param(NIST, False, 50.81, 45.8159, 55.8041, id="NIST flow rate"),
        pytest.param(PRIMER, False, 33.52333, 32.24484, 34.80183, id="Montgomery primer"),
        pytest.param(ANTIFREEZE, False, 2.569706, 2.031344, 3.108068, id="Wetherill and Brown antifreeze"),
        pytest.param(TIRES, False, 24.0083, 23.8571, 24.1596, id="SAS tires"),
        pytest.param(NHS, True, 0.1416238, -3.01138, 3.294627, id="NHS"),
        pytest.param(NHS_OUTLIER, False, 0.6694159, -4.596625, 5.935457, id="NHS, an outlier"),
        pytest.param(NHS_OUTLIER, True, 0.6694159, -2.383666, 3.722497, id="NHS, an outlier screened"),
    ],
)
def test_published_limits(values: list[float], screen: bool, center: float, lower: float, upper: float) -> None:
    limits = limits_of(values, screen=screen)
    assert limits is not None
    rounding = (upper - lower) / 2 * 0.0006  # 2.66 / 2.6587
    assert limits.center == pytest.approx(center, abs=1e-4)
    assert limits.lower == pytest.approx(lower, abs=rounding + 1e-4)
    assert limits.upper == pytest.approx(upper, abs=rounding + 1e-4)


def test_published_ranges_of_nist_and_sas() -> None:
    nist, sas = limits_of(NIST), limits_of(TIRES)
    assert nist is not None
    assert sas is not None
    assert nist.average_range == pytest.approx(1.8778, abs=5e-5)
    assert nist.range_upper == pytest.approx(6.1349, abs=2e-3)
    assert sas.average_range == pytest.approx(0.056897, abs=5e-7)
    assert sas.sigma == pytest.approx(0.050423, rel=1e-3)
    assert sas.range_upper == pytest.approx(0.18585, rel=1e-3)
    assert of_rule(chart(NIST)) == []


def test_published_points_beyond_the_limits_of_nist() -> None:
    """The test that others make of this example: locked at ten, then a point above, one below, one inside, none."""
    found = chart([*NIST, 56, 45, 50, None], locks={0: 10})
    assert of_rule(found, Rule.OUTSIDE) == [(Rule.OUTSIDE, HIGH, (10,)), (Rule.OUTSIDE, LOW, (11,))]


def test_published_batch_out_of_control_is_excluded_as_qcc_does() -> None:
    found = chart(VISCOSITY)
    assert of_rule(found, Rule.OUTSIDE, Rule.RUN) == [(Rule.OUTSIDE, HIGH, (3,))]
    again = chart(VISCOSITY, excluded=[3])
    limits = again.limits_at(0)
    assert limits == limits_of(VISCOSITY[:3] + VISCOSITY[4:])
    assert again.ranges[3] is None
    assert again.ranges[4] == pytest.approx(34.7 - 33.59)  # from the point before to the point after
    assert of_rule(again) == []


# Limits


def test_the_constants() -> None:
    mean, median = limits_of(BASE), limits_of([1.0, 2, 4, 4, 2, 1], average=Average.MEDIAN)
    assert mean is not None
    assert median is not None
    lines = (mean.center, mean.average_range, mean.lower, mean.upper, mean.range_upper, mean.mid_lower, mean.mid_upper)
    assert lines == pytest.approx((100, 2, 94.68, 105.32, 6.536, 97.34, 102.66))
    assert mean.sigma == pytest.approx(2 / 1.128)
    centre, middle = 14 / 6, 1.0  # the ranges are 1, 2, 0, 2, 1
    assert median.center == pytest.approx(centre)
    assert (median.lower, median.upper) == pytest.approx((centre - 3.145 * middle, centre + 3.145 * middle))
    assert median.mid_upper == pytest.approx(centre + 3.145 / 2 * middle)
    assert median.range_upper == pytest.approx(3.865 * middle)
    assert median.sigma == pytest.approx(3.145 / 3 * middle, rel=1e-3)


@pytest.mark.parametrize(
    ("points", "state"),
    [
        (0, None),
        (5, None),
        (6, LimitState.TRIAL),
        (14, LimitState.TRIAL),
        (15, LimitState.FIRM),
        (19, LimitState.FIRM),
        (20, LimitState.LOCKED),
        (50, LimitState.LOCKED),
    ],
)
def test_how_many_points(points: int, state: LimitState | None) -> None:
    values = (BASE * 3)[:points]
    limits = limits_of(values)
    assert (limits and limits.state) == state
    for gaps in (values, [None, *values]):
        found = chart(gaps)
        assert [one.points for one in found.segments] == ([points] if gaps else [])
        drawn = found.limits_at(0)
        assert (drawn and (drawn.state, drawn.points)) == (state and (state, min(points, 20)))


def test_limits_are_computed_from_the_first_twenty() -> None:
    assert chart([*BASE, 150, 150, 150]).limits_at(22) == limits_of(BASE)
    assert chart([*BASE[:19], 101.5, 150]).limits_at(0) == limits_of([*BASE[:19], 101.5])


@pytest.mark.parametrize(("points", "state"), [(7, LimitState.TRIAL), (8, LimitState.LOCKED), (30, LimitState.LOCKED)])
def test_a_person_locks_earlier(points: int, state: LimitState) -> None:
    values = [*BASE[:8], *[130.0, 50.0] * 11][:points]
    limits = chart(values, locks={0: 8}).limits_at(0)
    assert limits == limits_of(values[:8], locked=points >= 8)
    assert limits is not None
    assert limits.state is state


@pytest.mark.parametrize("points", [5, 21])
def test_a_lock_needs_six_to_twenty_points(points: int) -> None:
    with pytest.raises(ValueError, match="6 to 20"):
        chart(BASE, locks={0: points})


def test_six_points_without_a_range_have_no_limits() -> None:
    assert chart([1.0, None] * 6).segments == (Segment(0, 11, 6, None),)


def test_screening_drops_wide_ranges_once() -> None:
    values = [0.0, 1, 0, 3, 2, 4, 100]  # ranges of 1, 1, 3, 1, 2 and 96
    plain, screened, median = (
        limits_of(values, screen=screen, average=average)
        for screen, average in [(False, Average.MEAN), (True, Average.MEAN), (True, Average.MEDIAN)]
    )
    assert plain is not None
    assert screened is not None
    assert median is not None
    assert plain.average_range == pytest.approx(104 / 6)
    assert screened.average_range == pytest.approx(8 / 5)
    assert screened.center == plain.center
    assert median == limits_of(values, average=Average.MEDIAN)
    assert limits_of([5.0] * 6, screen=True) == limits_of([5.0] * 6)


@pytest.mark.parametrize("steps", [9, 19, 49, 99])
@pytest.mark.parametrize("step", [0.1, 0.5, 1, 1.5])
def test_a_range_exactly_at_the_screen_is_dropped(steps: int, step: float) -> None:
    wide = 3.267 * steps / (steps + 1 - 3.267) * step  # 3.267 times the mean of the steps and itself
    limits = limits_of([*[0.0, step] * ((steps + 1) // 2), step + wide], screen=True)
    assert limits is not None
    assert limits.average_range == pytest.approx(step)


@pytest.mark.parametrize(
    ("floor", "cap", "lower", "upper", "clipped"),
    [
        (None, None, 94.68, 105.32, (False, False)),
        (90, 110, 94.68, 105.32, (False, False)),
        (95, None, 95, 105.32, (True, False)),
        (None, 105, 94.68, 105, (False, True)),
        (98, 102, 98, 102, (True, True)),
        (100, 100, 100, 100, (True, True)),
        (101, 99, 94.68, 105.32, (False, False)),  # not the ends of this scale
    ],
)
def test_limits_are_clipped(
    floor: float | None, cap: float | None, lower: float, upper: float, clipped: tuple[bool, bool]
) -> None:
    limits = limits_of(BASE, floor=floor, cap=cap)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper))
    assert (limits.lower_clipped, limits.upper_clipped) == clipped
    assert (limits.mid_lower, limits.mid_upper) == pytest.approx((97.34, 102.66))


@pytest.mark.parametrize("average", Average)
@pytest.mark.parametrize("value", [0.0, 0.1, 57.0, -1e9])
def test_a_constant_series(value: float, average: Average) -> None:
    found = chart([value] * 25, average=average, screen=True)
    limits = found.limits_at(0)
    assert limits is not None
    assert {limits.lower, limits.center, limits.upper} == {limits.center}
    assert limits.center == pytest.approx(value)
    for rules in SETS:
        assert chart([value] * 25, rules=rules).signals == ()
    outside = chart([*[value] * 20, value + 1])
    assert of_rule(outside) == [(Rule.OUTSIDE, HIGH, (20,))]  # the leap there is the point's own signal


def test_numbers_at_the_end_of_the_float_range() -> None:
    limits = limits_of([1e308, 1.2e308] * 5)
    assert limits is not None
    assert limits.center == pytest.approx(1.1e308)
    assert chart([1e308, -1e308] * 15).signals == ()


# Signals. `after_base` and `test_ranges` have limits 94.68 and 105.32 and mid-lines 97.34 and 102.66 around 100.


@pytest.mark.parametrize(
    ("value", "side"),
    [(105.32, None), (105.321, HIGH), (94.68, None), (94.679, LOW), (100, None), (1e20, HIGH)],
)
def test_a_point_on_a_limit_is_inside(value: float, side: Side | None) -> None:
    assert after_base([value]) == ([(Rule.OUTSIDE, side, (0,))] if side else [])
    limits = limits_of(BASE)
    assert limits is not None
    assert limits.side_of(value) is side


def test_each_point_outside_is_a_signal() -> None:
    assert after_base([106, 107, 94]) == [
        (Rule.OUTSIDE, HIGH, (0,)),
        (Rule.OUTSIDE, HIGH, (1,)),
        (Rule.OUTSIDE, LOW, (2,)),
    ]


def test_a_clipped_limit_never_signals() -> None:
    values = [*BASE, 94.0, 106.0]
    limits = limits_of(BASE, floor=95, cap=105)
    assert limits is not None
    assert (limits.side_of(94.0), limits.side_of(106.0)) == (None, None)
    assert of_rule(chart(values, floor=95), Rule.OUTSIDE) == [(Rule.OUTSIDE, HIGH, (21,))]
    assert of_rule(chart(values, cap=105), Rule.OUTSIDE) == [(Rule.OUTSIDE, LOW, (20,))]
    # The mid-line is where the limits as computed put it: three points on the cap are still a signal.
    assert of_rule(chart([*BASE, None, 104, 104, 104], cap=104)) == [(Rule.NEAR_LIMIT, HIGH, (21, 22, 23))]


H, L, C = 101.0, 99.0, 100.0


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        ([H] * 7, []),
        ([H] * 8, [(HIGH, range(8))]),
        ([L] * 8, [(LOW, range(8))]),
        ([H] * 12, [(HIGH, range(12))]),  # one signal, not five
        ([L, *[H] * 8, L], [(HIGH, range(1, 9))]),
        ([*[H] * 4, C, *[H] * 4], []),
        ([*[H] * 4, C, *[H] * 8], [(HIGH, range(5, 13))]),
        ([*[H] * 7, L, H], []),
        ([*[H] * 8, *[L] * 8], [(HIGH, range(8)), (LOW, range(8, 16))]),
        ([*[H] * 8, L, *[H] * 8], [(HIGH, range(8)), (HIGH, range(9, 17))]),
        ([*[H] * 4, None, *[H] * 7], []),
        ([*[H] * 4, None, *[H] * 8], [(HIGH, range(5, 13))]),
    ],
)
def test_eight_in_a_row(values: list[float | None], runs: list[tuple[Side, range]]) -> None:
    assert after_base(values) == [(Rule.RUN, side, tuple(points)) for side, points in runs]


N, F = 103.0, 97.0  # nearer the upper limit than the centre, and nearer the lower


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ([N, N], []),
        ([N, N, N], [(HIGH, (0, 1, 2))]),
        ([F, F, F], [(LOW, (0, 1, 2))]),
        ([N, N, C, N], [(HIGH, (0, 1, 3))]),
        ([N, C, N, N], [(HIGH, (0, 2, 3))]),
        ([N, L, N, L, N], []),
        ([N, C, C, N, N], []),
        ([N, F, N, N], [(HIGH, (0, 2, 3))]),
        ([N, N, F, F], []),
        ([N, N, F, N, F, F], [(HIGH, (0, 1, 3)), (LOW, (2, 4, 5))]),
        ([N, N, N, N, N], [(HIGH, (0, 1, 2, 3, 4))]),  # overlapping windows are one
        ([N, N, C, N, N], [(HIGH, (0, 1, 3, 4))]),
        ([N, N, N, C, C, N, N, N], [(HIGH, (0, 1, 2)), (HIGH, (5, 6, 7))]),
        ([102.66, 102.66, 102.66], []),  # on the mid-line
        ([N, N, 102.66, N], [(HIGH, (0, 1, 3))]),
        ([N, N, None, N], []),
        ([N, None, N, N, N], [(HIGH, (2, 3, 4))]),
    ],
)
def test_three_of_four_near_a_limit(values: list[float | None], signals: list[tuple[Side, tuple[int, ...]]]) -> None:
    assert after_base(values) == [(Rule.NEAR_LIMIT, side, points) for side, points in signals]


def test_a_point_outside_counts_as_near_the_limit() -> None:
    assert after_base([N, 110, N]) == [(Rule.NEAR_LIMIT, HIGH, (0, 1, 2)), (Rule.OUTSIDE, HIGH, (1,))]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([97.0, 103.536], []),  # 6.536, exactly the limit
        ([97.0, 103.537], [1]),  # the later point
        ([103.537, 97.0], [1]),
        ([97.0, 103.6, 97.0], [1, 2]),
        ([97.0, None, 103.6], []),
    ],
)
def test_ranges(values: list[float | None], marked: list[int]) -> None:
    found = chart([*BASE, *values])
    assert of_rule(found, Rule.RANGE) == [(Rule.RANGE, None, (20 + index,)) for index in marked]


@pytest.mark.parametrize(
    ("values", "lone"),
    [
        ([110.0], []),  # the leap there
        ([110.0, 100.0], []),  # and the way back
        ([110.0, 100.0, 106.6], []),  # 106.6 is outside itself
        ([97.0, 104.0, 97.0], [1, 2]),  # inside: nobody else's
        ([110.0, None, 97.0, 104.0], [3]),
        ([110.0, 103.0, 96.0], [2]),
    ],
)
def test_a_range_belongs_to_the_point_outside_beside_it(values: list[float | None], lone: list[int]) -> None:
    found = chart([*BASE, *values])
    assert of_rule(found, Rule.RANGE) == [(Rule.RANGE, None, (20 + index,)) for index in lone]
    wide = {index - 20 for index in found.wide_ranges()}
    assert wide >= set(lone)
    assert (0 in wide) == (values[0] == 110.0)  # the drawing of the ranges shows it all the same


@pytest.mark.parametrize(
    ("values", "unstable"),
    [
        ([97.0, 104.0], False),  # one is not enough
        ([97.0, 104.0, 97.0], True),
        ([97.0, 104.0, *[100.0] * 10, 97.0, 104.0], True),
        ([97.0, 104.0, *[100.0] * 19, 97.0, 104.0], False),  # more than 20 ranges ago
        ([110.0, 97.0, 104.0], False),
        ([110.0, 100.0, 90.0, 100.0], False),  # four wide ranges, all of points outside
    ],
)
def test_the_variation_is_unstable(values: list[float | None], unstable: bool) -> None:
    found = chart([*BASE, *values])
    assert found.is_unstable(len(found.ranges) - 1) is unstable
    assert not chart([]).is_unstable(0)


def test_the_last_bits_of_a_float_are_no_signal() -> None:
    """The lines of these values are short decimals, and every one comes out some bits below what is typed."""
    base = [0.13, 0.15] * 10
    limits = limits_of(base)
    assert limits is not None
    assert limits.upper < 0.1932
    assert limits.lower > 0.0868
    assert limits.mid_upper < 0.1666
    assert limits.center < 0.14
    assert (limits.side_of(0.1932), limits.side_of(0.0868)) == (None, None)
    assert of_rule(chart([*base, None, 0.1932, None, 0.0868])) == []
    assert of_rule(chart([*base, None, 0.1666, 0.1666, 0.1666])) == []
    assert of_rule(chart([*base, None, *[0.141] * 4, 0.14, *[0.141] * 4])) == []
    assert of_rule(chart([*base, None, 0.1933])) == [(Rule.OUTSIDE, HIGH, (21,))]


@pytest.mark.parametrize("rules", SETS)
def test_trial_limits_signal_only_outside_and_range(rules: SignalRules) -> None:
    """They move with each new point; eight in a row and the like wait for firm limits."""
    values = [0.0, 1, 0, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]
    assert {one.rule for one in chart([5.0, 6] * 4 + [8, 5, 8, 5.5], rules=rules).signals} <= {Rule.OUTSIDE, Rule.RANGE}
    assert {one.rule for one in chart(values[:14], rules=rules).signals} == {Rule.OUTSIDE}
    assert {one.rule for one in chart(range(14), rules=rules).signals} == {Rule.OUTSIDE}  # and no trend
    assert {one.rule for one in chart(values, rules=rules).signals} & {Rule.RUN, Rule.NINE}
    assert of_rule(chart([0.0, 1] * 6 + [20], rules=rules), Rule.OUTSIDE) == [(Rule.OUTSIDE, HIGH, (12,))]


def test_locked_early_all_rules_hold() -> None:
    assert of_rule(chart([*BASE[:6], *[H] * 8], locks={0: 6}), Rule.RUN) == [(Rule.RUN, HIGH, tuple(range(5, 14)))]
    assert of_rule(chart([*BASE[:6], *[H] * 8])) == []


# Segments, gaps, exclusions


def test_a_segment_has_limits_of_its_own() -> None:
    found = chart([*BASE, *[109.0, 111.0] * 4], starts=[20])
    assert [(one.first, one.last, one.points) for one in found.segments] == [(0, 19, 20), (20, 27, 8)]
    assert [one.limits and round(one.limits.center) for one in found.segments] == [100, 110]
    assert found.signals == ()
    assert found.ranges[20] is None
    assert chart([*BASE, *[109.0, 111.0] * 4]).signals != ()


def test_no_run_crosses_a_start() -> None:
    values = [*BASE, *[101.0] * 8, *BASE]
    assert of_rule(chart(values)) == [(Rule.RUN, HIGH, tuple(range(19, 28)))]
    assert of_rule(chart(values, starts=[24])) == []


def test_starts_come_in_any_order_and_may_lie_ahead() -> None:
    values = BASE * 2
    assert chart(values, starts=[30, 0, 10, 30, 40, 99]) == chart(values, starts=[10, 30])
    assert [one.first for one in chart(values, starts=[30, 10]).segments] == [0, 10, 30]
    with pytest.raises(ValueError, match="first point"):
        chart(values, starts=[-1])


def test_each_segment_is_locked_by_its_own_start() -> None:
    found = chart(BASE * 2, starts=[20], locks={20: 7})
    assert [one.limits and one.limits.points for one in found.segments] == [20, 7]


def test_missing_points() -> None:
    found = chart([1.0, 2.0, None, 5.0, None, None, 6.0, 8.0])
    assert found.ranges == (None, 1, None, None, None, None, None, 2)
    assert found.segments[0].points == 5
    baseline = chart([1.0, 2.0, None, 5.0, 6.0, 8.0, 7.0]).limits_at(0)
    assert baseline is not None
    assert baseline.center == pytest.approx(fmean([1, 2, 5, 6, 8, 7]))
    assert baseline.average_range == fmean([1, 1, 2, 1])


def test_excluded_points() -> None:
    found = chart([1.0, 2.0, 50.0, 4.0, 6.0, 5.0, 6.0], excluded={2})
    assert found.ranges == (None, 1, None, 2, 2, 1, 1)
    limits = found.limits_at(2)
    assert limits is not None
    assert limits.center == 4
    assert found.signals == ()


def test_an_excluded_point_is_no_signal_and_breaks_no_run() -> None:
    assert after_base([150.0], excluded=[0]) == []
    assert after_base([H, H, H, H, 50.0, H, H, H, H], excluded=[4]) == [(Rule.RUN, HIGH, (0, 1, 2, 3, 5, 6, 7, 8))]
    assert after_base([N, N, 50.0, N], excluded=[2]) == [(Rule.NEAR_LIMIT, HIGH, (0, 1, 3))]


def test_a_missing_point_stays_missing_when_it_is_excluded() -> None:
    assert chart([1.0, None, 3.0], excluded={1}).ranges == (None, None, None)


def test_nothing_comes_of_nothing() -> None:
    assert chart([]) == Chart((), (), ())
    assert chart([]).segment_at(0) is None
    assert chart([None, None]).segments == (Segment(0, 1, 0, None),)


# The other sets of rules. One sigma is 1.773, two are 3.546.

A, B = 104.0, 102.0  # beyond two sigma, beyond one


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ([106.0], [(Rule.OUTSIDE, HIGH, (0,))]),
        ([A, A], [(Rule.TWO_OF_THREE, HIGH, (0, 1))]),
        ([A, C, A], [(Rule.TWO_OF_THREE, HIGH, (0, 2))]),
        ([96.0, C, 96.0], [(Rule.TWO_OF_THREE, LOW, (0, 2))]),
        ([A, C, C, A], []),
        ([A, 96.0, C], []),
        ([B, B, C, B, B], [(Rule.FOUR_OF_FIVE, HIGH, (0, 1, 3, 4))]),
        ([98.0, 98.0, 98.0, 98.0], [(Rule.FOUR_OF_FIVE, LOW, (0, 1, 2, 3))]),
        ([B, B, C, B, C, B], []),
        ([H] * 8, [(Rule.RUN, HIGH, tuple(range(8)))]),
        ([A, None, A], []),
    ],
)
def test_western_electric(values: list[float | None], signals: list[tuple[Rule, Side, tuple[int, ...]]]) -> None:
    assert after_base(values, WESTERN_ELECTRIC) == signals


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ([106.0], [(Rule.OUTSIDE, HIGH, (0,))]),  # test 1
        ([H] * 8, []),
        ([H] * 9, [(Rule.NINE, HIGH, tuple(range(9)))]),  # test 2
        ([H] * 5 + [100] + [H] * 4, []),  # nine of ten are not nine in a row; so below
        ([98, 99, 99.5, 100, 101], []),
        ([98, 99, 99.5, 100, 101, 102], [(Rule.TREND, HIGH, tuple(range(6)))]),  # test 3
        ([102, 101, 100, 99.5, 99, 98, 97.8, 99], [(Rule.TREND, LOW, tuple(range(7)))]),
        ([98, 99, 99.5, 99.5, 100, 101, 102], []),
        ([98, 99, 99.5, None, 100, 101, 102], []),
        ([103, 100] * 6 + [103], []),
        ([103, 100] * 7, [(Rule.ZIGZAG, None, tuple(range(14)))]),  # test 4
        ([103, 100] * 8, [(Rule.ZIGZAG, None, tuple(range(16)))]),
        ([103, 100] * 4 + [100] + [103, 100] * 4, []),
        ([103, 100] * 4 + [98.5] + [103, 100] * 3, []),
        ([A, C, A], [(Rule.TWO_OF_THREE, HIGH, (0, 2))]),  # test 5
        ([B, B, C, B, B], [(Rule.FOUR_OF_FIVE, HIGH, (0, 1, 3, 4))]),  # test 6
        ([H, H, L] * 4 + [H, L], []),
        ([H, H, L] * 3 + [B] + [H, H, L] * 2, []),
        ([H, H, L] * 5, [(Rule.HUGGING, None, tuple(range(15)))]),  # test 7
        ([102, 102, 98, 98, 102, 102, 98], []),
        ([102, 102, 98, 98, 100, 102, 102, 98, 98], []),
        ([102, 102, 98, 98] * 2, [(Rule.AVOIDING, None, tuple(range(8)))]),  # test 8
        ([B] * 8, [(Rule.FOUR_OF_FIVE, HIGH, tuple(range(8)))]),  # on one side it is no test 8
        (  # nor is the part of it that lies on one side: the window of eight begins at the fourth
            [102] * 10 + [98],
            [
                (Rule.NINE, HIGH, tuple(range(10))),
                (Rule.FOUR_OF_FIVE, HIGH, tuple(range(10))),
                (Rule.AVOIDING, None, tuple(range(3, 11))),
            ],
        ),
    ],
)
def test_nelson(values: list[float | None], signals: list[tuple[Rule, Side | None, tuple[int, ...]]]) -> None:
    assert after_base(values, NELSON) == signals


def test_there_is_no_zone_to_hug_without_any_spread() -> None:
    assert chart([100.0] * 40, rules=NELSON).signals == ()
    assert of_rule(chart([99.99, 100.01] * 20, rules=NELSON), Rule.HUGGING) == [(Rule.HUGGING, None, tuple(range(40)))]


def test_the_range_rule_belongs_to_every_set() -> None:
    for rules in SETS:
        assert of_rule(chart([*BASE, 96, 104], rules=rules), Rule.RANGE) == [(Rule.RANGE, None, (21,))]


# The chart as a value


def test_what_stands_at_a_point() -> None:
    found = chart([*BASE, 106, *[109.0, 111.0] * 4], starts=[21])
    first, second = found.segments
    assert [found.segment_at(index) for index in (-1, 0, 20, 21, 28, 99)] == [
        None,
        first,
        first,
        second,
        second,
        second,
    ]
    assert found.limits_at(20) == first.limits
    assert found.limits_at(-1) is None
    assert found.signals_at(20) == (Signal(Rule.OUTSIDE, HIGH, (20,)),)
    assert found.signals_at(19) == ()
    assert (found.signals[0].first, found.signals[0].last) == (20, 20)
    (run,) = chart([*BASE, None, *[H] * 9]).signals
    assert (run.rule, run.first, run.last) == (Rule.RUN, 21, 29)


def test_mapped_onto_a_series_with_days_off() -> None:
    found = chart([*BASE, 90.0, 110.0, *[101.0] * 11], starts=[25])
    days = [index for index in range(50) if index % 7 < 5][: len(found.ranges)]
    on_days = found.mapped(days, 50)
    assert len(on_days.ranges) == 50
    assert [on_days.ranges[day] for day in days] == list(found.ranges)
    assert all(on_days.ranges[day] is None for day in set(range(50)) - set(days))
    assert [(one.first, one.last) for one in on_days.segments] == [(0, days[24]), (days[25], days[32])]
    assert [(one.rule, one.side) for one in on_days.signals] == [(one.rule, one.side) for one in found.signals]
    for index, day in enumerate(days):
        assert on_days.limits_at(day) == found.limits_at(index)
        assert len(on_days.signals_at(day)) == len(found.signals_at(index))
    assert on_days.segment_at(days[24] + 1) == on_days.segments[0]  # a day off belongs to the segment before it


# Laws. Whole numbers, so that ties are real ties and survive shifting and scaling.

numbers = st.integers(-40, 40).map(float)
series = st.lists(numbers | st.none(), max_size=60)
rule_sets = st.sampled_from(SETS)
averages = st.sampled_from(list(Average))


def lines(limits: Limits) -> list[float]:
    return [limits.lower, limits.mid_lower, limits.center, limits.mid_upper, limits.upper]


@given(series, st.integers(-1000, 1000), rule_sets, averages, st.booleans())
def test_shifting_the_values_shifts_the_limits(
    values: list[float | None], by: int, rules: SignalRules, average: Average, screen: bool
) -> None:
    before = chart(values, rules=rules, average=average, screen=screen)
    moved = [None if value is None else value + by for value in values]
    after = chart(moved, rules=rules, average=average, screen=screen)
    assert after.signals == before.signals
    assert after.ranges == before.ranges
    old, new = before.limits_at(0), after.limits_at(0)
    assert (old is None) == (new is None)
    if old and new:
        assert lines(new) == pytest.approx([line + by for line in lines(old)])
        assert new.range_upper == pytest.approx(old.range_upper)


MIRROR = {HIGH: LOW, LOW: HIGH, None: None}


@given(series, st.integers(-9, 9).filter(bool), rule_sets, averages, st.booleans())
def test_scaling_scales_the_limits_and_a_mirror_mirrors_the_signals(
    values: list[float | None], by: int, rules: SignalRules, average: Average, screen: bool
) -> None:
    before = chart(values, rules=rules, average=average, screen=screen)
    scaled = [None if value is None else value * by for value in values]
    after = chart(scaled, rules=rules, average=average, screen=screen)
    expected = before.signals if by > 0 else [replace(one, side=MIRROR[one.side]) for one in before.signals]
    assert set(after.signals) == set(expected)
    assert len(after.signals) == len(before.signals)
    old, new = before.limits_at(0), after.limits_at(0)
    assert (old is None) == (new is None)
    if old and new:
        assert lines(new) == pytest.approx(sorted(line * by for line in lines(old)))
        assert new.range_upper == pytest.approx(old.range_upper * abs(by))


@given(st.lists(numbers, min_size=20, max_size=40), series, rule_sets)
def test_points_after_the_lock_change_no_limit_and_take_back_no_signal(
    values: list[float], more: list[float | None], rules: SignalRules
) -> None:
    before, after = chart(values, rules=rules), chart([*values, *more], rules=rules)
    assert after.limits_at(0) == before.limits_at(0) == limits_of(values[:20])
    assert after.ranges[: len(values)] == before.ranges
    for signal in before.signals:
        assert any(
            (one.rule, one.side) == (signal.rule, signal.side) and set(signal.points) <= set(one.points)
            for one in after.signals
        )


@given(st.lists(numbers, max_size=60), st.sets(st.integers(0, 59)), rule_sets)
def test_excluding_points_is_the_same_as_never_having_had_them(
    values: list[float], excluded: set[int], rules: SignalRules
) -> None:
    kept = [index for index in range(len(values)) if index not in excluded]
    found = chart(values, excluded=excluded, rules=rules)
    without = chart([values[index] for index in kept], rules=rules).mapped(kept, len(values))
    assert found.signals == without.signals
    assert found.ranges == without.ranges
    assert [one.limits for one in found.segments if one.points] == [one.limits for one in without.segments]


@given(series, series, rule_sets)
def test_segments_know_nothing_of_each_other(
    left: list[float | None], right: list[float | None], rules: SignalRules
) -> None:
    whole = chart([*left, *right], starts=[len(left)], rules=rules)
    first, second = chart(left, rules=rules), chart(right, rules=rules)
    shifted = second.mapped(range(len(left), len(whole.ranges)), len(whole.ranges))
    assert whole.segments == first.segments + shifted.segments
    assert whole.signals == first.signals + shifted.signals
    assert whole.ranges == first.ranges + second.ranges


def said_plainly(values: Sequence[float | None], limits: Limits) -> set[tuple[Rule, Side, int]]:
    """Wheeler's rules on X as the books put them, window by window: every marked point."""
    marked = set()
    for side, sign in ((HIGH, 1), (LOW, -1)):
        for rule, of, needed, line in [
            (Rule.OUTSIDE, 1, 1, limits.upper if side is HIGH else limits.lower),
            (Rule.RUN, 8, 8, limits.center),
            (Rule.NEAR_LIMIT, 4, 3, limits.mid_upper if side is HIGH else limits.mid_lower),
        ]:
            for end in range(1, len(values) + 1):
                beyond: set[int] = set()
                for index in range(max(0, end - of), end):
                    value = values[index]
                    if value is None:
                        beyond.clear()
                    elif (value - line) * sign > limits.slack:
                        beyond.add(index)
                if len(beyond) >= needed:
                    marked |= {(rule, side, index) for index in beyond}
    return marked


@given(series, st.floats(-50, 50) | st.none(), st.floats(-50, 50) | st.none())
def test_the_rules_said_plainly(values: list[float | None], floor: float | None, cap: float | None) -> None:
    found = chart([*BASE[:6], *values], locks={0: 6}, floor=floor, cap=cap)
    limits = found.limits_at(0)
    assert limits is not None
    signals = [one for one in found.signals if one.rule is not Rule.RANGE]
    marked = {(one.rule, one.side, index) for one in signals for index in one.points}
    assert marked == said_plainly([*BASE[:6], *values], limits)
    assert len(marked) == sum(len(one.points) for one in signals)  # no point twice in one rule on one side


@given(series, rule_sets)
def test_signals_are_in_order_and_name_points_that_exist(values: list[float | None], rules: SignalRules) -> None:
    found = chart(values, rules=rules)
    assert all(before.first <= after.first for before, after in pairwise(found.signals))
    for signal in found.signals:
        assert list(signal.points) == sorted(set(signal.points))
        assert all(values[index] is not None for index in signal.points)
    marks = found.marks()
    assert all(marks.get(index, ()) == found.signals_at(index) for index in range(len(values)))


def test_a_counter_is_kept_without_limits() -> None:
    found = chart([float(day) for day in range(30)], rules=SignalRules.NONE)
    assert (found.segments[0].limits, found.signals, found.ranges[1]) == (None, (), 1.0)


def test_points_that_stand_alone_at_the_beginning_do_not_lock_the_limits_for_ever() -> None:
    """Twenty lone points have no range between them: the limits come from the first twenty that hold five ranges."""
    alone: list[float | None] = [value for n in range(20) for value in (50.0 + n % 3, None)]
    assert chart(alone).segments[0].limits is None
    daily = [50.0, 52.0, 51.0, 50.0, 52.0, 51.0]
    early = chart([*alone, *daily[:5]]).segments[0].limits
    assert early is not None
    assert (early.state, early.points) == (LimitState.FIRM, 25)
    locked = chart([*alone, *daily]).segments[0].limits
    assert locked is not None
    assert (locked.state, locked.points, locked.average_range) == (LimitState.LOCKED, 20, pytest.approx(1.4))
    assert chart([*alone, *daily, 90.0, 10.0]).segments[0].limits == locked
    assert lock_window([None, *[1.0] * 30], 20) == slice(0, 20)
    assert lock_window([None, *[1.0, None] * 2, *[None] * 15], 20) is None
