"""Targets by date: the version valid then, and where its glide path stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpiboard.model import Reading, Target
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.targets import path, target_on, targets_through, version_on

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
numbers = st.floats(-1e6, 1e6)
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 31)
SMART = Target("t", "k", JANUARY, low=90, watch_low=88, due=DECEMBER, glide_from=80)
"""80 → 90 in 12 months."""


def dated(id: str, day: int | None) -> Target:
    return Target(id, "k", date(2026, 11, day) if day else None)


@pytest.mark.parametrize(
    ("targets", "day", "expected"),
    [
        ([], 10, None),
        ([dated("a", None)], 10, "a"),
        ([dated("a", 10)], 9, None),
        ([dated("a", 10)], 10, "a"),
        ([dated("b", 12), dated("c", None), dated("a", 8)], 7, "c"),
        ([dated("b", 12), dated("c", None), dated("a", 8)], 11, "a"),
        ([dated("b", 12), dated("c", None), dated("a", 8)], 12, "b"),
        ([dated("b", 8), dated("a", 8)], 8, "b"),
        ([dated("a", 8), dated("b", 8)], 8, "b"),
        ([dated("a", None), dated("b", None)], 8, "b"),
    ],
)
def test_the_version_valid_then(targets: list[Target], day: int, expected: str | None) -> None:
    for found in (version_on(targets, date(2026, 11, day)), target_on(targets, date(2026, 11, day), 2)):
        assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("day", "low"),
    [
        (date(2026, 1, 1), 80.83),
        (date(2026, 1, 31), 80.83),
        (date(2026, 2, 1), 81.67),
        (date(2026, 6, 1), 85),
        (date(2026, 6, 30), 85),
        (date(2026, 7, 1), 85.83),
        (date(2026, 12, 1), 90),
        (date(2027, 5, 5), 90),
    ],
)
def test_from_80_to_90_in_12_months(day: date, low: float) -> None:
    found = target_on([SMART], day, 2)
    assert found
    assert found.low == low
    assert found.watch_low == pytest.approx(low - 2)
    assert found == replace(SMART, low=found.low, watch_low=found.watch_low)


def test_the_raw_version_does_not_glide() -> None:
    assert version_on([SMART], date(2026, 6, 1)) is SMART


def test_lower_is_better_glides_downwards() -> None:
    scrap = Target("t", "k", JANUARY, high=2, watch_high=3, due=date(2026, 4, 30), glide_from=6)
    assert [target_on([scrap], date(2026, month, 15), 2) for month in range(1, 6)] == [
        replace(scrap, high=5, watch_high=6),
        replace(scrap, high=4, watch_high=5),
        replace(scrap, high=3, watch_high=4),
        scrap,
        scrap,
    ]


@pytest.mark.parametrize(
    ("since", "due", "months"),
    [
        (JANUARY, date(2026, 12, 31), 12),
        (JANUARY, date(2027, 1, 1), 12),
        (date(2026, 11, 21), date(2027, 11, 21), 12),
        (date(2026, 11, 21), date(2027, 11, 30), 12),
        (date(2026, 11, 21), date(2027, 12, 15), 13),
        (date(2026, 2, 1), date(2026, 2, 28), 1),
        (date(2026, 1, 1), date(2026, 2, 28), 2),
        (date(2026, 7, 1), date(2026, 8, 31), 2),
        (date(2026, 1, 31), date(2026, 4, 30), 3),
        (date(2026, 1, 1), date(2026, 1, 5), 1),
        (JANUARY, JANUARY, 1),
        (date(2026, 1, 1), date(2026, 2, 14), 1),  # 45 days
        (date(2026, 1, 1), date(2026, 2, 15), 2),  # 46 days
        (date(2026, 1, 1), date(2027, 12, 31), 24),
        (date(2026, 1, 2), date(2026, 1, 1), 0),
    ],
)
def test_the_months_of_a_path(since: date, due: date, months: int) -> None:
    assert len(path(replace(SMART, valid_from=since, due=due), 2)) == months


def test_the_path_ends_at_the_bound_itself() -> None:
    """59.1 + (10.2 − 59.1) · 6/6 is 10.2 but for the last bits."""
    steps = path(Target("t", "k", JANUARY, high=10.2, glide_from=59.1, due=date(2026, 6, 30)), 2)
    assert steps[-1] == (date(2026, 6, 1), 10.2)


def test_months_that_begin_on_the_31st() -> None:
    explicit = Target("t", "k", date(2026, 1, 31), low=9, glide_months=(1, 2, 3, 4))
    assert path(explicit, 2) == (
        (date(2026, 1, 31), 1),
        (date(2026, 2, 28), 2),
        (date(2026, 3, 31), 3),
        (date(2026, 4, 30), 4),
    )
    wanted = {(2, 27): 1, (2, 28): 2, (3, 30): 2, (3, 31): 3, (4, 29): 3, (4, 30): 4, (5, 30): 4, (5, 31): 9}
    for (month, day), low in wanted.items():
        found = target_on([explicit], date(2026, month, day), 2)
        assert found
        assert found.low == low
        assert targets_through([explicit], 2)(date(2026, month, day)) == found


def test_explicit_months_go_before_a_straight_line() -> None:
    both = replace(SMART, glide_months=(81, 90.5))
    assert [value for _, value in path(both, 2)] == [81, 90.5]
    assert target_on([both], date(2026, 2, 1), 2) == replace(both, low=90.5, watch_low=88.5)
    assert target_on([both], date(2026, 3, 1), 2) is both


@pytest.mark.parametrize(
    "target",
    [
        replace(SMART, valid_from=None),
        replace(SMART, high=95),
        replace(SMART, low=None, watch_low=None),
        replace(SMART, due=None),
        replace(SMART, glide_from=None),
        replace(SMART, valid_from=None, glide_months=(1, 2)),
    ],
    ids=["since ever", "band", "no bound", "no end", "no start", "months since ever"],
)
def test_without_a_path_the_target_stands(target: Target) -> None:
    assert path(target, 2) == ()
    assert target_on([target], date(2026, 6, 1), 2) is target
    assert targets_through([target], 2)(date(2026, 6, 1)) is target


def test_a_new_version_ends_the_path() -> None:
    later = Target("u", "k", date(2026, 7, 1), low=70)
    found = target_on([later, SMART], date(2026, 6, 30), 2)
    assert found
    assert found.low == 85
    assert target_on([later, SMART], date(2026, 7, 1), 2) is later


targets = st.builds(
    Target,
    id=st.uuids().map(str),
    kpi_id=st.just("k"),
    valid_from=st.none() | days,
    low=st.none() | numbers,
    high=st.none() | numbers,
    watch_low=st.none() | numbers,
    watch_high=st.none() | numbers,
    due=st.none() | days,
    glide_from=st.none() | numbers,
    glide_months=st.lists(numbers, max_size=4).map(tuple),
)


@given(st.lists(targets, max_size=4), st.lists(days, max_size=6))
@example([replace(SMART, valid_from=date(2026, 1, 31))], [date(2026, 2, 28), date(2026, 2, 27)])
def test_one_day_many_days_and_the_path_agree(versions: Sequence[Target], asked: list[date]) -> None:
    on = targets_through(versions, 2)
    shuffled = list(reversed(versions))
    for day in [*asked, *asked]:
        found = target_on(versions, day, 2)
        assert on(day) == found == target_on(shuffled, day, 2)
        version = version_on(versions, day)
        assert (found is None) == (version is None)
        if found and version:
            begun = [value for start, value in path(version, 2) if start <= day]
            bound = version.high if version.low is None else version.low
            running = bool(begun) and on_the_way(version, day)
            assert (found.high if version.low is None else found.low) == (begun[-1] if running else bound)


def on_the_way(version: Target, day: date) -> bool:
    """Whether the path's last month still runs: told by a path that is one month longer."""
    longer = replace(version, glide_months=(*(value for _, value in path(version, 2)), 0.0))
    return day < path(longer, 2)[-1][0]


@given(targets, days, st.integers(-1000, 1000))
def test_shifting_everything_shifts_the_path(target: Target, day: date, by: int) -> None:
    def shifted(value: float | None) -> float | None:
        return None if value is None else value + by

    moved = replace(
        target,
        low=shifted(target.low),
        high=shifted(target.high),
        watch_low=shifted(target.watch_low),
        watch_high=shifted(target.watch_high),
        glide_from=shifted(target.glide_from),
        glide_months=tuple(value + by for value in target.glide_months),
    )
    before, after = target_on([target], day, 6), target_on([moved], day, 6)
    assert (before is None) == (after is None)
    if before and after:
        for bound in ("low", "high", "watch_low", "watch_high"):
            old, new = getattr(before, bound), getattr(after, bound)
            assert new == (None if old is None else pytest.approx(old + by, abs=2e-6))


@pytest.mark.parametrize(
    ("since", "due", "months"),
    [(JANUARY, DECEMBER, 12), (date(2026, 11, 15), date(2028, 11, 14), 24)],
    ids=["within a year", "over two turns of the year"],
)
def test_every_day_of_the_path_is_one_step(since: date, due: date, months: int) -> None:
    """Walking day by day the target changes exactly where the path says."""
    target = replace(SMART, valid_from=since, due=due)
    on = targets_through([target], 2)
    day = since
    seen: list[tuple[date, float]] = []
    while day <= due:
        found = on(day)
        assert found
        assert target_on([target], day, 2) == found
        assert found.low is not None
        if not seen or seen[-1][1] != found.low:
            seen.append((day, found.low))
        day += timedelta(days=1)
    assert tuple(seen) == path(target, 2)
    assert len(seen) == months


@pytest.mark.parametrize(
    ("decimals", "typed", "month", "shown"),
    [
        (2, {}, 7, 85.83),  # 85.8333…
        (1, {}, 7, 85.8),
        (0, {}, 7, 86),
        (0, {"glide_from": 80.5}, 6, 85.2),  # 85.25: its own ends have a digit more
        (0, {"glide_months": (80, 81.25)}, 2, 81.25),  # typed
    ],
)
def test_a_path_is_rounded_as_it_is_shown(decimals: int, typed: dict[str, Any], month: int, shown: float) -> None:
    target = replace(SMART, **typed)
    found = target_on([target], date(2026, month, 15), decimals)
    assert found
    assert found.low == shown
    assert found.low in [value for _, value in path(target, decimals)]
    assert status_of(Reading("r", "k", "2026-01-01", found.low), found) is Status.ON_TARGET
