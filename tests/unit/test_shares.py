"""Shares of changing size: Laney's p' chart, against its formula written down a second time."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from random import Random
from statistics import mean

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpiboard.model import ChartKind
from kpiboard.rules.limits import LimitState, Side
from kpiboard.rules.spc import Chart, Rule, chart

SIZES = [30, 60, 25, 40, 55, 35, 48, 60, 20, 44, 33, 57, 41, 28, 60, 52, 37, 46, 59, 31]
GOOD = [28, 57, 25, 37, 53, 32, 47, 58, 19, 40, 32, 55, 38, 28, 56, 49, 36, 43, 57, 28]


def charted(good: list[int], sizes: list[int], **more: object) -> Chart:
    values = [100 * top / bottom for top, bottom in zip(good, sizes, strict=True)]
    how: dict[str, object] = {"floor": 0.0, "cap": 100.0, **more}
    return chart(values, sizes=[float(size) for size in sizes], scale=100.0, **how)  # type: ignore[arg-type]


def laney(good: list[int], sizes: list[int], of: int) -> tuple[float, float, float]:
    """Centre, sigma z and half the width of the limits for a size, in %: Laney (2002), with his sigma z or 1."""
    share = sum(good) / sum(sizes)
    z = [(top / bottom - share) / sqrt(share * (1 - share) / bottom) for top, bottom in zip(good, sizes, strict=True)]
    sigma_z = max(1.0, mean(abs(after - before) for before, after in pairwise(z)) / 1.128)
    return 100 * share, sigma_z, 300 * sigma_z * sqrt(share * (1 - share) / of)


def test_the_limits_are_those_of_the_formula_for_each_size() -> None:
    found = charted(GOOD, SIZES)
    for place, size in enumerate(SIZES):
        center, _, reach = laney(GOOD, SIZES, size)
        limits = found.limits_at(place)
        assert limits is not None
        assert limits.chart is ChartKind.P
        assert limits.center == pytest.approx(center)
        assert limits.lower == pytest.approx(center - reach, rel=2e-4)  # 2.66 stands for 3 / 1.128
        assert limits.upper == pytest.approx(min(100.0, center + reach), rel=2e-4)
        assert limits.upper_clipped == (center + reach > 100)
        assert limits.state is LimitState.LOCKED


def test_a_process_that_wanders_more_than_chance_has_wider_limits() -> None:
    good = [round(size * (0.7 if place % 3 else 0.95)) for place, size in enumerate(SIZES)]
    found = charted(good, SIZES).segments[0].limits
    assert found is not None
    assert found.shares is not None
    assert found.shares.sigma_z == pytest.approx(laney(good, SIZES, 1)[1])
    assert found.shares.sigma_z > 1.5


def test_none_is_calmer_than_chance() -> None:
    good = [round(size * 0.9) for size in SIZES]
    found = charted(good, SIZES).segments[0].limits
    assert found is not None
    assert found.shares is not None
    assert found.shares.sigma_z == 1.0


@pytest.mark.parametrize(
    ("good", "sizes", "kind"),
    [
        (GOOD, SIZES, ChartKind.P),
        (GOOD, [60] * 20, ChartKind.XMR),
        ([38, 39] * 10, [40, 59] * 10, ChartKind.XMR),  # less than half as large again
        ([38, 39] * 10, [40, 60] * 10, ChartKind.P),
        (SIZES, SIZES, ChartKind.XMR),  # all of all
        ([0] * 20, SIZES, ChartKind.XMR),
        ([2 * size for size in SIZES], SIZES, ChartKind.XMR),  # defects a unit are no share
        (GOOD[:6], SIZES[:6], ChartKind.P),
    ],
)
def test_which_chart_it_is(good: list[int], sizes: list[int], kind: ChartKind) -> None:
    found = charted(good, sizes).segments[0].limits
    assert found is not None
    assert found.chart is kind


def test_one_bare_share_among_the_first_leaves_the_chart_of_values() -> None:
    values = [100 * top / bottom for top, bottom in zip(GOOD, SIZES, strict=True)]
    sizes: list[float | None] = [*map(float, SIZES)]
    sizes[4] = None
    found = chart(values, sizes=sizes, scale=100.0).segments[0].limits
    assert found is not None
    assert found.chart is ChartKind.XMR
    later = chart([*values, 40.0], sizes=[*map(float, SIZES), None], scale=100.0)
    assert later.segments[0].limits is not None
    assert later.segments[0].limits.chart is ChartKind.P
    assert later.signals == ()  # it has no limits of its own


def test_a_fall_on_a_large_day_is_a_signal_and_the_same_share_of_few_is_not() -> None:
    few, many = charted([*GOOD, 4], [*SIZES, 5]), charted([*GOOD, 48], [*SIZES, 60])
    assert few.signals_at(20) == ()
    assert [(one.rule, one.side) for one in many.signals_at(20)] == [(Rule.OUTSIDE, Side.LOW)]


def test_most_have_all_of_few_and_that_is_no_run() -> None:
    sizes = [*SIZES, *[4] * 12]
    assert charted([*GOOD, *[4] * 12], sizes).signals == ()
    assert Rule.RUN in [one.rule for one in charted([*GOOD, *[60] * 12], [*SIZES, *[60] * 12]).signals]


shares = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=6, max_size=40)


@given(shares)
def test_no_share_is_outside_limits_that_are_drawn_around_it(rows: list[tuple[int, int]]) -> None:
    good, sizes = [min(pair) for pair in rows], [max(pair) for pair in rows]
    found = charted(good, sizes)
    assume(found.segments[0].limits is not None)
    for place, (top, bottom) in enumerate(zip(good, sizes, strict=True)):
        limits = found.limits_at(place)
        assert limits is not None
        outside = any(one.rule is Rule.OUTSIDE for one in found.signals_at(place))
        assert outside == (limits.side_of(100 * top / bottom) is not None)


def steady(random: Random, days: int) -> tuple[list[int], list[int]]:
    """95 % of 3 to 60 pieces, small lots as likely as large ones."""
    sizes = [round(3 * 20 ** random.random()) for _ in range(days)]
    return [sum(random.random() < 0.95 for _ in range(size)) for size in sizes], sizes


def test_how_often_a_steady_share_alarms_and_a_fall_is_seen() -> None:
    """As the rates of tests/unit/test_rates.py: fixed seeds, and a table in CONTRIBUTING."""
    random = Random(2002)
    days, runs = 60, 200
    outside = {True: 0, False: 0}
    marked = {True: 0, False: 0}
    seen = {True: 0, False: 0}
    for _ in range(runs):
        good, sizes = steady(random, days)
        fallen = sum(random.random() < 0.80 for _ in range(60))
        for of_shares in (True, False):
            values = [100 * top / bottom for top, bottom in zip([*good, fallen], [*sizes, 60], strict=True)]
            known = [float(size) for size in (*sizes, 60)] if of_shares else ()
            found = chart(values, sizes=known, scale=100.0, floor=0.0, cap=100.0)
            hit = {at for one in found.signals if one.rule is Rule.OUTSIDE for at in one.points}
            outside[of_shares] += sum(20 <= at < days for at in hit)
            marked[of_shares] += sum(20 <= at < days for at in {at for one in found.signals for at in one.points})
            seen[of_shares] += days in hit
    periods = runs * (days - 20)
    assert outside[True] <= 0.016 * periods
    assert marked[True] <= 0.03 * periods
    assert marked[False] >= 0.12 * periods  # which is why
    assert seen[True] >= 0.85 * runs
    assert seen[False] <= 0.50 * runs
