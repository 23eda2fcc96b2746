"""Process limits and signals of a hundred thousand points, beside one pass over them for the ranges alone."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from kpiboard.model import SignalRules
from kpiboard.rules.spc import chart

POINTS = 100_000


@pytest.fixture(scope="module")
def values() -> list[float]:
    dice = Random(1987)
    return [dice.gauss(50, 3) for _ in range(POINTS)]


@pytest.mark.benchmark(group="process limits of 100,000 points")
def test_floor_moving_ranges(benchmark, values: list[float]) -> None:
    benchmark(lambda: [abs(after - before) for before, after in pairwise(values)])


@pytest.mark.benchmark(group="process limits of 100,000 points")
@pytest.mark.parametrize("rules", SignalRules)
def test_chart(benchmark, values: list[float], rules: SignalRules) -> None:
    found = benchmark(chart, values, rules=rules)
    benchmark.extra_info["signals"] = len(found.signals)


@pytest.mark.benchmark(group="process limits of 100,000 points")
def test_chart_with_gaps_exclusions_and_segments(benchmark, values: list[float]) -> None:
    gaps = [None if index % 19 == 0 else value for index, value in enumerate(values)]
    benchmark(chart, gaps, excluded=range(0, POINTS, 50), starts=range(0, POINTS, 250))


@pytest.mark.benchmark(group="process limits of 100,000 points")
def test_chart_that_stays_shifted(benchmark, values: list[float]) -> None:
    """The worst case: after the lock everything is a signal."""
    shifted = [*values[:20], *[value + 12 for value in values[20:]]]
    benchmark(chart, shifted)
