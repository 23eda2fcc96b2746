"""What an action did to its KPI: means, noise, the proposal, and whether it held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, Direction, Result, Stage
from kpiboard.rules.effect import Effect, effect, held_days, started_by
from kpiboard.rules.status import Status

HIGHER, LOWER, BAND = Direction.HIGHER, Direction.LOWER, Direction.BAND
TODAY = date(2026, 11, 21)
# Mean 412, each moving range 11.28: sigma is 10, and with five readings after it
# noise = 2 · 10 · √(1/6 + 1/5) = 12.110601416389967
BEFORE = [412 + side * 5.64 for side in (1, -1, 1, -1, 1, -1)]
NOISE = 12.110601416389967
EVEN = [412.0] * 6


def after(mean: float, readings: int = 5) -> list[float]:
    return [mean] * readings


def judged(
    before: list[float],
    after: list[float],
    expected: float | None,
    direction: Direction,
    band: tuple[float, float] | None = None,
    needed: int = 5,
) -> Result | None:
    return effect(before, after, expected=expected, direction=direction, needed=needed, band=band).proposal


def test_means_change_and_noise() -> None:
    found = effect(BEFORE, [370, 372, 371, 369, 373], expected=-40, direction=LOWER, needed=5)
    assert found.before == pytest.approx(412)
    assert found.after == pytest.approx(371)
    assert found.change == pytest.approx(-41)
    assert found.noise == pytest.approx(NOISE)
    assert (found.readings, found.needed, found.expected, found.proposal) == (5, 5, -40, Result.WORKED)


def test_noise_shrinks_with_more_readings_after_and_comes_from_before_alone() -> None:
    # 2 · 10 · √(1/6 + 1/20) = 9.309493362512628, however the readings since wander
    found = effect(BEFORE, [300.0, 500.0] * 10, expected=None, direction=LOWER, needed=5)
    assert found.noise == pytest.approx(9.309493362512628)


@pytest.mark.parametrize(
    ("direction", "mean", "expected", "proposal"),
    [
        # for the better
        (LOWER, 371, -40, Result.WORKED),
        (LOWER, 372, -40, Result.WORKED),
        (LOWER, 372.1, -40, Result.PARTLY),
        (LOWER, 399, -40, Result.PARTLY),
        (LOWER, 399, None, Result.WORKED),
        (HIGHER, 432, 20, Result.WORKED),
        (HIGHER, 431, 20, Result.PARTLY),
        (HIGHER, 431, None, Result.WORKED),
        # within the noise
        (LOWER, 400, -40, Result.NONE),
        (LOWER, 400, None, Result.NONE),
        (LOWER, 400, -12, Result.PARTLY),
        (LOWER, 424, -40, Result.NONE),
        (HIGHER, 412, 20, Result.NONE),
        (HIGHER, 417, 5, Result.PARTLY),
        # for the worse
        (LOWER, 425, -40, Result.WORSE),
        (LOWER, 425, None, Result.WORSE),
        (HIGHER, 399, 20, Result.WORSE),
        # expected towards the worse: what got better worked, and nothing is reached by getting worse
        (LOWER, 371, 40, Result.WORKED),
        (LOWER, 417, 5, Result.NONE),
        (LOWER, 460, 40, Result.WORSE),
    ],
)
def test_the_proposal(direction: Direction, mean: float, expected: float | None, proposal: Result) -> None:
    assert judged(BEFORE, after(mean), expected, direction) is proposal


@pytest.mark.parametrize(
    ("old", "new", "expected", "proposal"),
    [
        (15, 21, None, Result.WORKED),
        (15, 20, 6, Result.WORKED),
        (15, 19, 6, Result.PARTLY),
        (26, 21, -4, Result.WORKED),
        (26, 23, -4, Result.PARTLY),
        (15, 10, 6, Result.WORSE),
        (15, 30, 6, Result.WORSE),  # past the band, and farther from it than before
        (21, 21.5, None, Result.NONE),  # inside is inside
        (21, 25, None, Result.WORSE),
        (15, 27, None, Result.NONE),  # as far from it as before
    ],
)
def test_a_band_is_approached(old: float, new: float, expected: float | None, proposal: Result) -> None:
    assert judged([old] * 6, after(new), expected, BAND, (20, 22)) is proposal


@pytest.mark.parametrize(
    ("before", "since", "direction", "proposal"),
    [
        (EVEN, after(371, 4), LOWER, None),  # four of five
        (EVEN, after(371, 5), LOWER, Result.WORKED),
        ([412.0], after(371), LOWER, None),  # no range before
        ([412.0] * 5, after(371), LOWER, None),  # too few before to know how it wanders
        (EVEN, after(371), BAND, None),  # no band to tell what is better
    ],
)
def test_no_proposal_without_enough_to_judge_by(
    before: list[float], since: list[float], direction: Direction, proposal: Result | None
) -> None:
    assert judged(before, since, None, direction) is proposal


def test_what_is_known_with_little() -> None:
    def found(before: list[float], after: list[float]) -> Effect:
        return effect(before, after, expected=-40, direction=LOWER, needed=5)

    assert found([], []) == Effect(None, None, -40, None, None, 0, 0, 5, None)
    assert found([412], []) == Effect(412, None, -40, None, None, 1, 0, 5, None)
    assert found([], [371]) == Effect(None, 371, -40, None, None, 0, 1, 5, None)
    assert found([412], [371]) == Effect(412, 371, -40, -41, None, 1, 1, 5, None)


def test_the_last_bits_of_a_number_prove_nothing() -> None:
    third = 0.1 + 0.2  # not quite 0.3
    assert judged([third] * 6, [0.3] * 5, None, LOWER) is Result.NONE
    assert judged([0.1] * 6, [0.3] * 5, 0.2, HIGHER) is Result.WORKED  # 0.3 − 0.1 is not quite 0.2
    for edge in (402.690506637487, 421.309493362512):  # nearly as far from 412 as the noise of 20 readings
        assert judged(BEFORE, after(edge, 20), None, HIGHER) is Result.NONE


def test_the_largest_numbers_are_judged_as_well() -> None:
    found = effect([1e308, 1.2e308] * 5, [1e308] * 5, expected=None, direction=HIGHER, needed=5)
    assert found.before == pytest.approx(1.1e308)
    assert found.proposal is Result.NONE


values = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=6, max_size=12)


@given(values, values, st.one_of(st.none(), st.floats(-1e6, 1e6)))
def test_higher_and_lower_are_mirror_images(before: list[float], since: list[float], expected: float | None) -> None:
    mirrored = None if expected is None else -expected
    assert judged(before, since, expected, HIGHER, needed=2) is judged(
        [-value for value in before], [-value for value in since], mirrored, LOWER, needed=2
    )


@given(values, values, st.integers(1, 3))
def test_more_of_what_is_wanted_is_never_judged_worse(before: list[float], since: list[float], push: int) -> None:
    rank = [Result.WORSE, Result.NONE, Result.PARTLY, Result.WORKED]
    pushed = [value + 1000 * push for value in since]
    less, more = (judged(before, one, 500.0, HIGHER, needed=2) for one in (since, pushed))
    assert less is not None
    assert more is not None
    assert rank.index(less) <= rank.index(more)


@pytest.mark.parametrize(
    ("statuses", "causes"),
    [
        ("", 0),
        ("+", 0),
        ("X", 1),
        ("++XXX", 3),
        ("XX+X", 1),
        ("XX!", 0),
        ("!X", 1),
        ("XXX", 3),
        ("XXXXXX", 3),
        ("+XXXXX", 3),
    ],
)
def test_the_reds_that_started_it(statuses: str, causes: int) -> None:
    said = {"+": Status.ON_TARGET, "X": Status.OFF_TARGET, "!": Status.WATCH}
    assert started_by([said[one] for one in statuses]) == causes


# Whether it held


@pytest.mark.parametrize(
    ("stage", "result", "reds", "held"),
    [
        (Stage.CLOSED, Result.WORKED, [], 20),
        (Stage.CLOSED, Result.WORKED, [-30, -21, -20], 20),  # red before, and on the day it was closed
        (Stage.CLOSED, Result.WORKED, [-30, -19], None),
        (Stage.CLOSED, Result.WORKED, [0], None),
        (Stage.CLOSED, Result.PARTLY, [], None),
        (Stage.CLOSED, None, [], None),
        (Stage.ACT, Result.WORKED, [], None),
        (Stage.CANCELLED, Result.WORKED, [], None),
    ],
)
def test_how_long_it_has_held(stage: Stage, result: Result | None, reds: list[int], held: int | None) -> None:
    ended_on = None if stage is Stage.ACT else TODAY - timedelta(20)
    action = Action("a", 1, "Fix it", stage=stage, result=result, ended_on=ended_on)
    assert held_days(action, [TODAY + timedelta(day) for day in reds], TODAY) == held


def test_held_from_the_day_it_was_closed() -> None:
    assert held_days(Action("a", 1, "x", stage=Stage.CLOSED, result=Result.WORKED, ended_on=TODAY), [], TODAY) == 0
