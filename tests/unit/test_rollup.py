"""A parent's value from its children: published examples, and nothing silently wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Reading, ReadingKind, Rollup
from kpiboard.rules.rollup import MISSING, OFF, Part, Rolled, roll_up

ADDING = [Rollup.SUM, Rollup.MEAN, Rollup.LAST, Rollup.WEIGHTED]
EVERY = [*ADDING, Rollup.RATIO]


def read(value: float | str | None) -> Reading | None:
    """A number, "off", "missing" or None for no reading."""
    if value is None:
        return None
    if isinstance(value, str):
        return Reading("r", "k", "2026-11-21", kind=ReadingKind(value))
    return Reading("r", "k", "2026-11-21", value)


def share(numerator: float, denominator: float) -> Reading:
    return Reading("r", "k", "2026-11-21", 100 * numerator / denominator, numerator, denominator)


def part(*values: float | str | None, weight: float = 1.0) -> Part:
    return Part([read(value) for value in values], weight)


@pytest.mark.parametrize(
    ("how", "parts", "expected"),
    [
        (Rollup.SUM, [part(3), part(4)], 7),
        (Rollup.SUM, [part(1, 2, 3), part(10)], 16),
        (Rollup.MEAN, [part(3), part(4)], 3.5),
        (Rollup.MEAN, [part(1, 2, 3), part(10)], 6),  # each child once
        (Rollup.LAST, [part(1, 2, 3)], 3),
        (Rollup.LAST, [part(1, 2, 3), part(10, 5)], 4),
        (Rollup.LAST, [part(1, 2, "off")], 2),
        (Rollup.WEIGHTED, [part(3, weight=1), part(4, weight=3)], 3.75),
        (Rollup.WEIGHTED, [part(1, 2, 3, weight=1), part(10, weight=0)], 2),
        (Rollup.WEIGHTED, [part(45, weight=100), part(54.5, weight=10)], 45.86),  # the published OEE: 45.9 %
        (Rollup.SUM, [part(3), part("off")], 3),
        (Rollup.MEAN, [part(3), part("off", "off"), part("off", 5)], 4),
        (Rollup.WEIGHTED, [part(3, weight=2), part("off", weight=8)], 3),
    ],
)
def test_the_value_of_the_parent(how: Rollup, parts: Sequence[Part], expected: float) -> None:
    rolled = roll_up(how, parts)
    assert rolled
    assert rolled == Rolled(ReadingKind.ACTUAL, rolled.value)
    assert rolled.value == pytest.approx(expected, abs=0.005)


def test_a_longer_period_of_a_share_is_no_mean_of_percentages() -> None:
    """The published example: 10/100 and 10/20 are 16.67 %, not 30 %."""
    expected = Rolled(ReadingKind.ACTUAL, 100 * 20 / 120, 20, 120)  # 16.67 %
    assert roll_up(Rollup.RATIO, [Part([share(10, 100), share(10, 20)])], 100) == expected
    assert roll_up(Rollup.RATIO, [Part([share(10, 100)]), Part([share(10, 20)], 9)], 100) == expected
    assert roll_up(Rollup.RATIO, [Part([share(10, 100), read("off"), share(10, 20)]), part("off")], 100) == expected


@pytest.mark.parametrize("how", EVERY)
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], None),
        ([part()], None),
        ([part(3), part()], None),
        ([part(3), part(None)], None),
        ([part(3, None)], None),
        ([part("off"), part(None)], None),
        ([part(3), part("missing")], MISSING),
        ([part("missing"), part()], MISSING),
        ([part(3, "missing", 4)], MISSING),
        ([part("off")], OFF),
        ([part("off", "off"), part("off")], OFF),
    ],
)
def test_nothing_is_silently_wrong(how: Rollup, parts: Sequence[Part], expected: Rolled | None) -> None:
    assert roll_up(how, parts) == expected


@pytest.mark.parametrize(
    "parts",
    [[part(3)], [Part([share(1, 2)]), part(3)], [Part([Reading("r", "k", "2026", 5, 5, 0)])]],
    ids=["no share", "one no share", "nothing to divide by"],
)
def test_a_ratio_needs_both_numbers(parts: Sequence[Part]) -> None:
    assert roll_up(Rollup.RATIO, parts, 100) == MISSING


@pytest.mark.parametrize("how", [Rollup.SUM, Rollup.MEAN, Rollup.LAST, Rollup.WEIGHTED])
def test_what_no_float_holds_is_missing(how: Rollup) -> None:
    assert roll_up(how, [part(1.7e308, weight=9), part(1.7e308, weight=9)]) == MISSING
    assert roll_up(Rollup.RATIO, [Part([Reading("r", "k", "2026", 1e300, 1e300, 1e-10)])], 100) == MISSING


def test_weights_of_nothing() -> None:
    assert roll_up(Rollup.WEIGHTED, [part(3, weight=0), part(4, weight=0)]) == MISSING


@pytest.mark.parametrize("parts", [[part(3)], [part("missing")], [part("off")]])
def test_a_kpi_with_readings_of_its_own_is_not_rolled_up(parts: Sequence[Part]) -> None:
    assert roll_up(Rollup.NONE, parts) is None


numbers = st.floats(-1e6, 1e6)
entries = st.one_of(numbers, numbers, st.just("off"), st.just("missing"), st.none())
children = st.lists(
    st.builds(lambda values, weight: part(*values, weight=weight), st.lists(entries, max_size=4), st.floats(0, 100)),
    max_size=5,
)
shares = st.lists(st.builds(share, st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=4)


@given(st.sampled_from(EVERY), children, st.randoms(use_true_random=False))
def test_the_order_of_the_children_does_not_matter(how: Rollup, parts: list[Part], random: object) -> None:
    shuffled = sorted(parts, key=lambda _: random.random())  # type: ignore[attr-defined]  # Hypothesis' Random
    assert roll_up(how, shuffled) == roll_up(how, parts)


@given(st.lists(shares, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_ratio_lies_between_its_parts_in_any_order(parts: list[list[Reading]], random: object) -> None:
    rolled = roll_up(Rollup.RATIO, [Part(readings) for readings in parts], 100)
    values = [reading.value or 0 for readings in parts for reading in readings]
    assert rolled
    assert rolled.value is not None
    assert min(values) - 1e-9 <= rolled.value <= max(values) + 1e-9
    shuffled = sorted(parts, key=lambda _: random.random())  # type: ignore[attr-defined]  # Hypothesis' Random
    assert roll_up(Rollup.RATIO, [Part(readings[::-1]) for readings in shuffled], 100) == rolled


@given(
    st.sampled_from([Rollup.MEAN, Rollup.LAST, Rollup.WEIGHTED]),
    st.lists(st.lists(st.integers(-1000, 1000), min_size=1, max_size=4), min_size=1, max_size=4),
    st.integers(-1000, 1000),
)
def test_shifting_the_children_shifts_the_parent(how: Rollup, values: list[list[int]], by: int) -> None:
    def rolled(shift: int) -> float:
        found = roll_up(how, [part(*(one + shift for one in child), weight=2) for child in values])
        assert found
        assert found.value is not None
        return found.value

    assert rolled(by) == pytest.approx(rolled(0) + by)
