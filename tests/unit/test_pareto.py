"""Pareto: order, shares, the vital few, Other, and two windows side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.rules.pareto import OTHER, pareto

WEEK = {"jam": 50, "label": 20, "film": 10, "dock 2": 12, "glue": 5, "power": 3}


def test_the_largest_first_with_shares_that_add_up() -> None:
    assert [(bar.code, bar.count, bar.share, bar.cumulative, bar.vital) for bar in pareto(WEEK)] == [
        ("jam", 50, 0.5, 0.5, True),
        ("label", 20, 0.2, 0.7, True),
        ("dock 2", 12, 0.12, 0.82, True),
        ("film", 10, 0.1, 0.92, False),
        ("glue", 5, 0.05, 0.97, False),
        ("power", 3, 0.03, 1.0, False),
    ]


@pytest.mark.parametrize(
    ("counts", "vital"),
    [
        ({"a": 80, "b": 20}, ["a"]),
        ({"a": 85, "b": 15}, ["a"]),
        ({"a": 79, "b": 21}, ["a", "b"]),
        ({"a": 5, "b": 3, "c": 2}, ["a", "b"]),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, ["a", "b", "c", "d"]),
        ({"a": 7}, ["a"]),
        ({"a": 10, OTHER: 90}, ["a"]),
        ({OTHER: 90}, []),
        ({}, []),
    ],
)
def test_the_vital_few_reach_80_per_cent(counts: dict[str, float], vital: list[str]) -> None:
    assert [bar.code for bar in pareto(counts) if bar.vital] == vital


def test_ties_stand_by_name() -> None:
    assert [bar.code for bar in pareto({"c": 2, "B": 2, "a": 2, "d": 3})] == ["d", "a", "B", "c"]


def test_other_stands_last_however_large() -> None:
    bars = pareto({"other ": 50, "jam": 3, "OTHER": 1, "film": 2})
    assert [(bar.code, bar.count, bar.lumped) for bar in bars] == [("jam", 3, 0), ("film", 2, 0), (OTHER, 51, 1)]


@pytest.mark.parametrize(
    ("literal", "top", "expected"),
    [
        (0, 6, ["jam", "label", "dock 2", "film", "glue", "power"]),
        (0, 5, ["jam", "label", "dock 2", "film", "glue", "power"]),  # a tail of one keeps its name
        (0, 4, ["jam", "label", "dock 2", "film", "Other 8/2"]),
        (0, 1, ["jam", "Other 50/5"]),
        (0, 0, ["Other 100/6"]),
        (7, 6, ["jam", "label", "dock 2", "film", "glue", "power", "Other 7/1"]),
        (7, 5, ["jam", "label", "dock 2", "film", "glue", "Other 10/2"]),
        (7, 4, ["jam", "label", "dock 2", "film", "Other 15/3"]),
    ],
)
def test_the_tail_is_lumped(literal: int, top: int, expected: list[str]) -> None:
    counts = {**WEEK, "other": literal} if literal else WEEK
    bars = pareto(counts, top=top)
    assert [f"{bar.code} {bar.count:g}/{bar.lumped}" if bar.lumped else bar.code for bar in bars] == expected
    assert bars[-1].cumulative == 1.0


def test_spellings_are_one_code_under_the_most_frequent() -> None:
    bars = pareto({"Jam": 2, " jam": 3, "JAM": 1, "jam  at  3": 1, "Jam at 3": 1, " ": 9, "": 4})
    assert [(bar.code, bar.count) for bar in bars] == [("jam", 6), ("Jam at 3", 2)]


def test_the_spelling_is_chosen_over_both_windows() -> None:
    assert [bar.code for bar in pareto({"Jam": 2}, {"jam": 3})] == ["jam"]


def test_before_and_after_a_countermeasure() -> None:
    """The jam is gone, and stays in sight; what is new has no before."""
    bars = pareto({"label": 8, "glue": 2}, {"jam": 40, "LABEL": 5, "label": 4})
    assert [(bar.code, bar.count, bar.before, bar.cumulative) for bar in bars] == [
        ("label", 8, 9, 0.8),
        ("glue", 2, 0, 1.0),
        ("jam", 0, 40, 1.0),
    ]
    assert [bar.vital for bar in bars] == [True, False, False]
    assert [(bar.code, bar.before) for bar in pareto({"label": 8, "glue": 2, "x": 1}, {"jam": 40}, top=2)] == [
        ("label", 0),
        ("jam", 40),
        (OTHER, 0),
    ]


def test_a_reason_that_is_gone_is_not_vital() -> None:
    assert [bar.code for bar in pareto({"jam": 1, OTHER: 9}, {"film": 5}) if bar.vital] == ["jam"]


def test_windows_of_different_length_are_compared_by_the_working_day() -> None:
    (bar,) = pareto({"jam": 10}, {"jam": 60}, days=5, days_before=20)
    assert (bar.count, bar.before, bar.rate, bar.rate_before) == (10, 60, 2.0, 3.0)
    bars = pareto({"a": 4, "b": 3, "c": 3}, {"d": 9}, days=1, days_before=9, top=2)
    assert [bar.code for bar in bars] == ["a", "b", OTHER]  # d was one a day
    (bar,) = pareto({"jam": 10})
    assert (bar.before, bar.rate, bar.rate_before) == (0, None, None)


def test_nothing_to_count() -> None:
    assert pareto({}) == ()
    (bar,) = pareto({}, {"jam": 3})
    assert (bar.code, bar.count, bar.share, bar.cumulative, bar.before) == ("jam", 0, 0, 0, 3)


@pytest.mark.parametrize(("now", "before"), [({"jam": -1}, {}), ({}, {"jam": -0.5})])
def test_a_count_is_never_below_zero(now: dict[str, float], before: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="below 0"):
        pareto(now, before)


codes = st.dictionaries(
    st.sampled_from(["jam", "Jam", "JAM ", "film", "glue", "Other", "other", "dock 2", "power", "", "x", "y"]),
    st.floats(0, 1e6) | st.integers(0, 20),
)


@given(codes, codes, st.integers(0, 8), st.randoms(use_true_random=False))
def test_what_holds_for_any_counts_in_any_order(
    now: dict[str, float], before: dict[str, float], top: int, random: object
) -> None:
    bars = pareto(now, before, top=top)
    shuffled = dict(sorted(now.items(), key=lambda _: random.random()))  # type: ignore[attr-defined]  # a Random
    assert pareto(shuffled, dict(reversed(before.items())), top=top) == bars
    assert len(bars) <= top + 1
    assert [bar.code for bar in bars if bar.lumped] == [OTHER][: sum(bar.lumped > 0 for bar in bars)]
    assert all(not bar.lumped for bar in bars[:-1])
    named = [bar for bar in bars if not bar.lumped]
    assert named == sorted(named, key=lambda bar: (-bar.count, bar.code.casefold()))
    assert sum(bar.count for bar in bars) == pytest.approx(sum(count for code, count in now.items() if code.strip()))
    assert sum(bar.before for bar in bars) == pytest.approx(sum(n for code, n in before.items() if code.strip()))
    if any(bar.count for bar in bars):
        assert bars[-1].cumulative == 1.0
        assert all(a.cumulative <= b.cumulative for a, b in pairwise(bars))


@given(codes, st.integers(2, 9))
def test_scaling_the_counts_keeps_the_shares(counts: dict[str, float], by: int) -> None:
    bars, scaled = pareto(counts), pareto({code: count * by for code, count in counts.items()})
    for bar, large in zip(bars, scaled, strict=True):
        assert large.code == bar.code
        assert large.share == pytest.approx(bar.share)
        assert large.count == pytest.approx(by * bar.count)
