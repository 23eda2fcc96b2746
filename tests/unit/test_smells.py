"""Smells: planted patterns are found, noise is left alone."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Cadence, Collection, Direction, Kpi, Reading, ReadingKind, Target
from kpiboard.rules.calendar import Period, WorkCalendar, parse_period
from kpiboard.rules.smells import HUG_LEAST, IN_ONE_GO, NEVER_RED, RECENT, Smell, Whiff, smells
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.trust import cut_off
from kpiboard.views.board import Point

WEEKEND = WorkCalendar("UTC", time(6), 0, (), frozenset({5, 6}))
NEVER_OFF = replace(WEEKEND, days_off=frozenset())
NEVER_ON = replace(WEEKEND, days_off=frozenset(range(7)))
PIECES = Kpi("k", "pieces", "Pieces", decimals=0)
YIELD = Kpi("k", "yield", "Yield", unit="%", decimals=1)
SCRAP = Kpi("k", "scrap", "Scrap", unit="€", decimals=0, direction=Direction.LOWER)
SERIES = 200
LONG_AFTER = datetime(2027, 1, 5, 12, tzinfo=UTC)


def point(period: Period, target: Target | None, value: float | None, **fields: object) -> Point:
    kind = ReadingKind.MISSING if value is None else ReadingKind.ACTUAL
    reading = Reading(f"k-{period.key}", "k", period.key, value, kind=kind)
    if fields:
        reading = replace(reading, **fields)  # type: ignore[arg-type]  # each test names real fields
    return Point(period, status_of(reading, target), reading, target)


@cache
def working_days(since: date, until: date, calendar: WorkCalendar) -> tuple[Period, ...]:
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return tuple(parse_period(calendar, Cadence.DAY, f"{day}") for day in days if calendar.works(day))


def daily(values: Sequence[float | None], target: Target | None = None) -> list[Point]:
    """One point a working day from 1 Jan 2026 on."""
    days = working_days(date(2026, 1, 1), date(2026, 12, 31), WEEKEND)[: len(values)]
    return [point(period, target, value) for period, value in zip(days, values, strict=True)]


def low(value: float) -> Target:
    return Target("t", "k", low=value)


def high(value: float) -> Target:
    return Target("t", "k", high=value)


def found(smell: Smell, points: Sequence[Point], kpi: Kpi = PIECES, calendar: WorkCalendar = WEEKEND) -> Whiff | None:
    return next((whiff for whiff in smells(points, kpi, calendar) if whiff.smell is smell), None)


def flagged(smell: Smell, make: Callable[[random.Random], list[Point]], kpi: Kpi) -> float:
    """The share of seeded series that smell."""
    return sum(found(smell, make(random.Random(seed)), kpi) is not None for seed in range(SERIES)) / SERIES


def poisson(chance: random.Random, mean: float) -> int:
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


# Hockey stick -------------------------------------------------------------------------------------------------------


def months(shape: Callable[[int, int], float], calendar: WorkCalendar = WEEKEND) -> list[Point]:
    """January to March 2026; `shape` gets the number of the working day, from 0, and the month."""
    return [
        point(period, None, shape(number, month))
        for month, last in ((1, 31), (2, 28), (3, 31))
        for number, period in enumerate(working_days(date(2026, month, 1), date(2026, month, last), calendar))
    ]


def test_a_hockey_stick() -> None:
    """22, 20 and 22 working days: the last 4 of each make 4 × 30 of 4 × 30 + 18 × 5, or 16 × 5."""
    whiff = found(Smell.HOCKEY_STICK, months(lambda n, month: 30 if n >= (16 if month == 2 else 18) else 5))
    marked = (*range(18, 22), *range(38, 42), *range(60, 64))
    assert whiff == Whiff(Smell.HOCKEY_STICK, 3, 3, marked, share=120 / 210)


@pytest.mark.parametrize(
    ("steep", "flag"),
    [({1, 2, 3}, True), ({1, 2}, True), ({1, 3}, True), ({2, 3}, True), ({3}, False), (set(), False)],
)
def test_two_of_three_months(steep: set[int], flag: bool) -> None:
    points = months(lambda n, month: 30 if month in steep and n >= 16 else 5)
    assert (found(Smell.HOCKEY_STICK, points) is not None) is flag


@pytest.mark.parametrize(("above", "flag"), [(0.0, False), (0.01, True)])
def test_exactly_40_per_cent_is_not_yet_one(above: float, flag: bool) -> None:
    """16 × 3 and 4 × 8 in February, 18 × 3 and 4 × 9 in the longer months."""
    steep = months(lambda n, month: 3 if n < (16 if month == 2 else 18) else (8 if month == 2 else 9) + above)
    assert (found(Smell.HOCKEY_STICK, steep) is not None) is flag


def test_the_running_month_is_not_looked_at() -> None:
    whiff = found(Smell.HOCKEY_STICK, months(lambda n, _: 30 if n >= 16 else 5)[:-1])  # 31 March is to come
    assert whiff
    assert (whiff.hits, whiff.of, whiff.points[-1]) == (2, 2, 41)


def test_a_month_that_was_not_read_says_nothing() -> None:
    """Somebody began to record in the last week of January, and forgot most of February."""
    points = months(lambda n, _: 5)
    january, february, march = points[:22], points[22:42], points[42:]
    assert not found(Smell.HOCKEY_STICK, [*january[-8:], *february[-8:], *march])


def test_one_late_order_is_no_hockey_stick_but_three_ends_are() -> None:
    """A month with a handful of values proves little; nothing at all but at the end of every month does."""
    once = months(lambda n, month: 1 if n == (19 if month > 1 else 3) else 0)
    assert not found(Smell.HOCKEY_STICK, once)
    always = months(lambda n, month: 200 if n == (19 if month == 2 else 21) else 0)
    whiff = found(Smell.HOCKEY_STICK, always)
    assert whiff
    assert (whiff.hits, whiff.of, whiff.share) == (3, 3, 1.0)


@pytest.mark.parametrize(
    "kpi",
    [
        YIELD,
        replace(PIECES, share=True),
        replace(PIECES, direction=Direction.BAND),
        replace(PIECES, cadence=Cadence.WEEK),
        replace(PIECES, unit="ppm"),
    ],
    ids=["per cent", "share", "band", "weekly", "ppm"],
)
def test_what_cannot_be_added_up_has_no_hockey_stick(kpi: Kpi) -> None:
    assert not found(Smell.HOCKEY_STICK, months(lambda n, _: 30 if n >= 16 else 5), kpi)


def test_a_balance_below_zero_has_no_hockey_stick() -> None:
    assert not found(Smell.HOCKEY_STICK, months(lambda n, _: 30 if n >= 16 else -5))


def test_shifts_of_one_day_are_one_day() -> None:
    points = months(lambda n, _: 30 if n >= 16 else 5)
    halves = [replace(one, reading=one.reading and replace(one.reading, value=(one.value or 0) / 2)) for one in points]
    whiff = found(Smell.HOCKEY_STICK, [half for half in halves for _ in range(2)])
    single = found(Smell.HOCKEY_STICK, points)
    assert whiff
    assert single
    assert (whiff.hits, whiff.share, len(whiff.points)) == (3, single.share, 2 * len(single.points))


def test_a_board_that_never_works_has_no_last_working_day() -> None:
    assert not found(Smell.HOCKEY_STICK, months(lambda n, _: 30 if n >= 16 else 5, NEVER_OFF), PIECES, NEVER_ON)


@pytest.mark.parametrize(
    "draw",
    [
        lambda chance: max(0.0, chance.gauss(100, 30)),
        lambda chance: chance.expovariate(0.01),
        lambda chance: float(poisson(chance, 4)),
        lambda chance: float(poisson(chance, 0.3)),
        lambda chance: float(poisson(chance, 0.1)),
    ],
    ids=["normal", "exponential", "four a day", "seven a month", "two a month"],
)
def test_noise_is_no_hockey_stick(draw: Callable[[random.Random], float]) -> None:
    assert flagged(Smell.HOCKEY_STICK, lambda chance: months(lambda *_: draw(chance)), PIECES) <= 0.05


# Threshold hugging --------------------------------------------------------------------------------------------------


def test_nine_of_ten_just_above_the_target() -> None:
    values = [95.0, 95.1, 95.0, 95.0, 95.2, 95.1, 93.0, 95.0, 95.1, 97.5] * 3
    whiff = found(Smell.HUGGING, daily(values, low(95)), YIELD)
    assert whiff
    assert (whiff.hits, whiff.of, whiff.against) == (24, 30, 0)
    assert whiff.points == tuple(n for n, value in enumerate(values) if 95 <= value < 95.3)


def lifted(chance: random.Random) -> float:
    """What a process at 94.7 ± 1 becomes when everything up to one below 95 is read as a little above it."""
    value = chance.gauss(94.7, 1)
    return round(95 + chance.random() / 10 if 94 <= value < 95 else value, 1)


def stopped(chance: random.Random) -> float:
    """What a line at 515 ± 20 makes when it stops soon after the plan of 500."""
    value = chance.gauss(515, 20)
    return float(round(value if value < 500 else 500 + chance.expovariate(0.5)))


@pytest.mark.parametrize(
    ("kpi", "draw", "target"),
    [
        (YIELD, lifted, low(95)),
        (replace(SCRAP, decimals=1), lambda chance: -lifted(chance), high(-95)),
        (PIECES, stopped, low(500)),
        (SCRAP, lambda chance: 900 - stopped(chance), high(400)),
    ],
    ids=["lifted over it", "lower is better", "stopped at the plan", "spent up to the budget"],
)
def test_planted_hugging_is_found(kpi: Kpi, draw: Callable[[random.Random], float], target: Target) -> None:
    def make(chance: random.Random) -> list[Point]:
        return daily([draw(chance) for _ in range(40)], target)

    assert flagged(Smell.HUGGING, make, kpi) >= 0.8


@pytest.mark.parametrize("sigmas", [-2, -1, -0.5, 0, 0.25, 0.5, 1, 2, 3])
@pytest.mark.parametrize(("decimals", "sigma"), [(1, 1.0), (0, 2.0), (0, 0.7), (0, 0.3), (2, 0.3)])
def test_noise_around_the_target_hugs_nothing(sigmas: float, decimals: int, sigma: float) -> None:
    def make(chance: random.Random) -> list[Point]:
        return daily([round(chance.gauss(95 + sigmas * sigma, sigma), decimals) for _ in range(30)], low(95))

    assert flagged(Smell.HUGGING, make, replace(YIELD, decimals=decimals)) <= 0.05


@pytest.mark.parametrize(("mean", "most"), [(0.3, 0), (0.5, 1), (1, 1), (2, 2), (3, 3), (3, 5), (5, 5), (10, 10)])
def test_counts_around_the_target_hug_nothing(mean: float, most: int) -> None:
    def make(chance: random.Random) -> list[Point]:
        return daily([float(poisson(chance, mean)) for _ in range(30)], high(most))

    assert flagged(Smell.HUGGING, make, SCRAP) <= 0.05


PERFECT = [100.0, 100.0, 97.3, 100.0, 98.1, 100.0, 100.0, 95.4, 100.0, 100.0] * 3


def test_what_cannot_be_better_hugs_nothing() -> None:
    """100 % of the audits, no accident: the target is the end of the scale."""
    assert not found(Smell.HUGGING, daily(PERFECT, low(100)), YIELD)
    assert found(Smell.HUGGING, daily([101.0, *PERFECT], low(100)), YIELD)
    assert not found(Smell.HUGGING, daily([0.0] * 30, high(0)), SCRAP)


def test_what_was_better_than_an_easier_target_is_not_better_than_this_one() -> None:
    points = daily(PERFECT * 2, low(90))[:30] + daily(PERFECT * 2, low(100))[30:]
    assert not found(Smell.HUGGING, points, YIELD)


@pytest.mark.parametrize(
    "values",
    [
        [95.0, 95.1, 95.0, 94.9, 94.8, 94.9, 93.0, 97.5, 95.0, 95.1],
        [95.4, 95.2, 95.3, 95.1, 96.1, 95.9, 95.5, 96.6, 93.0, 95.5],
    ],
    ids=["as many just outside", "half as many further inside"],
)
def test_where_there_is_no_cliff_nothing_hugs(values: list[float]) -> None:
    assert not found(Smell.HUGGING, daily(values * 3, low(95)), YIELD)


@pytest.mark.parametrize(
    ("target", "count"),
    [(Target("t", "k", low=95, high=99), 40), (None, 40), (Target("t", "k"), 40), (low(95), HUG_LEAST - 1)],
    ids=["band", "no target", "empty target", "too few"],
)
def test_hugging_needs_one_bound_and_enough_values(target: Target | None, count: int) -> None:
    values = [97.0, 95.0, 95.1, 95.0] * 10
    assert not found(Smell.HUGGING, daily(values[:count], target), YIELD)
    assert found(Smell.HUGGING, daily(values[:HUG_LEAST], low(95)), YIELD)


def test_hugging_follows_the_target_of_each_day() -> None:
    """The path rises, and so do the values."""
    values = [95 + n / 10 + (1.5 if n % 8 == 0 else 0) for n in range(40)]
    points = [
        replace(one, target=low(round(95 + n / 10, 1)), status=one.status)
        for n, one in enumerate(daily(values, low(95)))
    ]
    assert found(Smell.HUGGING, points, YIELD)
    assert not found(Smell.HUGGING, daily(values, low(95)), YIELD)


@given(st.integers(0, 10_000), st.integers(-500, 500))
def test_shifting_values_and_target_changes_no_verdict(seed: int, by: int) -> None:
    chance = random.Random(seed)
    values = [float(round(500 + chance.expovariate(0.5))) for _ in range(30)]
    here = found(Smell.HUGGING, daily(values, low(500)))
    there = found(Smell.HUGGING, daily([value + by for value in values], low(500 + by)))
    assert here == there


# Never red ----------------------------------------------------------------------------------------------------------


def test_never_red() -> None:
    points = daily([90.0] + [96.0] * NEVER_RED, low(95))
    assert found(Smell.NEVER_RED, points) == Whiff(Smell.NEVER_RED, NEVER_RED, NEVER_RED)
    assert not found(Smell.NEVER_RED, points[:-1])


def test_missing_values_do_not_make_a_run() -> None:
    values = [96.0, None] * NEVER_RED
    whiff = found(Smell.NEVER_RED, daily(values, low(95)))
    assert whiff
    assert whiff.hits == NEVER_RED
    assert not found(Smell.NEVER_RED, daily(values[2:], low(95)))


@pytest.mark.parametrize("last", [94.0, 90.0], ids=["watch", "red"])
def test_one_watch_or_red_ends_it(last: float) -> None:
    watched = Target("t", "k", low=95, watch_low=93)
    assert not found(Smell.NEVER_RED, daily([96.0] * 100 + [last] + [96.0] * 20, watched))


def test_a_target_at_the_end_of_the_scale_is_not_too_easy() -> None:
    """No accident in a hundred days: nothing to ask, but that it could be counted by its dates."""
    assert [one.smell for one in smells(daily([0.0] * 100, high(0)), SCRAP, WEEKEND)] == [Smell.ZEROS]


def test_without_a_target_nothing_is_too_easy() -> None:
    assert not found(Smell.NEVER_RED, daily([96.0] * 100))


def test_a_process_that_misses_now_and_then_is_not_never_red() -> None:
    """Met six times of seven."""

    def make(chance: random.Random) -> list[Point]:
        return daily([chance.gauss(96.07, 1) for _ in range(60)], low(95))

    assert flagged(Smell.NEVER_RED, make, YIELD) <= 0.05


# Edited late --------------------------------------------------------------------------------------------------------


def corrected(value: float | None, was: float, at: datetime = LONG_AFTER, day: int = 3) -> Point:
    return point(
        parse_period(WEEKEND, Cadence.DAY, f"2026-03-{day:02d}"),
        Target("t", "k", low=95, watch_low=93),
        value,
        corrected_from=was,
        corrected_at=at,
    )


@pytest.mark.parametrize(
    ("value", "was", "flag"),
    [
        (96, 90, True),
        (94, 90, True),  # watch is not red
        (None, 90, True),  # taken away
        (92, 90, False),
        (96, 94, False),
        (90, 96, False),
    ],
)
def test_a_red_that_a_late_correction_took_away(value: float | None, was: float, flag: bool) -> None:
    whiff = found(Smell.EDITED_LATE, [corrected(value, was)])
    assert whiff == (Whiff(Smell.EDITED_LATE, 1, 1, (0,)) if flag else None)


def test_a_red_that_became_a_day_off() -> None:
    red = corrected(None, 90)
    off = replace(red, reading=red.reading and replace(red.reading, kind=ReadingKind.OFF), status=Status.DAY_OFF)
    assert found(Smell.EDITED_LATE, [off])


def test_corrections_up_to_the_cut_off_are_fine() -> None:
    end = cut_off(WEEKEND, corrected(96, 90).period)
    assert not found(Smell.EDITED_LATE, [corrected(96, 90, end)])
    assert found(Smell.EDITED_LATE, [corrected(96, 90, end + timedelta(seconds=1))])


def test_corrections_both_ways_are_fine() -> None:
    for_it, against = corrected(96, 90, day=3), corrected(90, 96, day=4)
    assert not found(Smell.EDITED_LATE, [for_it, against])
    whiff = found(Smell.EDITED_LATE, [for_it, against, corrected(97, 91, day=5), corrected(97, 96, day=6)])
    assert whiff == Whiff(Smell.EDITED_LATE, 2, 4, (0, 2), against=1)


def test_an_old_correction_is_forgotten() -> None:
    rest = daily([94.0] * RECENT, low(95))
    assert found(Smell.EDITED_LATE, [corrected(96, 90), *rest[1:]])
    assert not found(Smell.EDITED_LATE, [corrected(96, 90), *rest])


def test_honest_corrections_go_both_ways() -> None:
    """Twice as many reds are made as taken away, as it is with a process that mostly meets its target."""

    def make(chance: random.Random) -> list[Point]:
        points = daily([96.0] * 40, low(95))
        for place in chance.sample(range(40), 6):
            wrong = 96 + chance.choice([0.5, -0.5])
            points[place] = point(points[place].period, low(95), 96, corrected_from=wrong, corrected_at=LONG_AFTER)
        return points

    assert flagged(Smell.EDITED_LATE, make, YIELD) <= 0.05


# In one go ----------------------------------------------------------------------------------------------------------


def late(minutes: Sequence[float | None]) -> list[Point]:
    """Points entered so many minutes after noon of one day; None: in time."""
    return [
        replace(one, reading=one.reading and replace(one.reading, late_at=moment))
        for one, moment in zip(
            daily([96.0] * len(minutes)),
            [None if after is None else LONG_AFTER + timedelta(minutes=after) for after in minutes],
            strict=True,
        )
    ]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([0, 1, 2, 3, 4], (5, 4, (0, 1, 2, 3, 4))),
        ([4, 0, 3, 1, 2], (5, 4, (0, 1, 2, 3, 4))),
        ([0, 0, 0, 0, 15], (5, 15, (0, 1, 2, 3, 4))),
        ([0, 0, 0, 0, 15.1], None),
        ([0, 0, 0, 0], None),
        ([None, 0, None, 0, 0, 0, 0], (5, 1, (1, 3, 4, 5, 6))),
        ([0, 10, 20, 30, 40, 50], None),
        ([0, 1, 2, 100, 101, 102, 103, 104, 104.5], (6, 5, (3, 4, 5, 6, 7, 8))),
    ],
)
def test_in_one_go(minutes: list[float | None], expected: tuple[int, int, tuple[int, ...]] | None) -> None:
    whiff = found(Smell.IN_ONE_GO, late(minutes))
    assert (whiff and (whiff.hits, whiff.minutes, whiff.points)) == expected
    if whiff:
        assert whiff.of == sum(after is not None for after in minutes)


def test_a_program_may_bring_them_together() -> None:
    assert not found(Smell.IN_ONE_GO, late([0] * 20), replace(PIECES, collection=Collection.IMPORT))


def test_late_but_one_by_one_is_innocent() -> None:
    def make(chance: random.Random) -> list[Point]:
        days = sorted(chance.sample(range(200), 20))
        return late([day * 1440 + chance.gauss(0, 60) for day in days])

    assert flagged(Smell.IN_ONE_GO, make, PIECES) <= 0.05


# All together -------------------------------------------------------------------------------------------------------


def test_the_direction_comes_along() -> None:
    whiffs = smells(late([0] * IN_ONE_GO), SCRAP, WEEKEND)
    assert [(whiff.smell, whiff.direction) for whiff in whiffs] == [(Smell.IN_ONE_GO, Direction.LOWER)]


@pytest.mark.parametrize("kpi", [PIECES, YIELD, SCRAP, replace(PIECES, direction=Direction.BAND)])
def test_nothing_to_smell(kpi: Kpi) -> None:
    assert smells((), kpi, WEEKEND) == ()
    assert smells(daily([None] * 40, low(1)), kpi, WEEKEND) == ()


@pytest.mark.parametrize("sigmas", [-1, 0, 1])
def test_a_noisy_kpi_smells_of_nothing(sigmas: float) -> None:
    def make(chance: random.Random) -> list[Point]:
        return daily([round(chance.gauss(95 + sigmas, 1), 1) for _ in range(120)], low(95))

    smelly = sum(bool(smells(make(random.Random(seed)), YIELD, WEEKEND)) for seed in range(SERIES))
    assert smelly / SERIES <= 0.05
