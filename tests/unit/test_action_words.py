"""The words of the action queue: there for everything, short, plain."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kpiboard.model import Action, ActionKind, Direction, Kpi, Result, Stage
from kpiboard.rules.ageing import Firefighting, Rung
from kpiboard.rules.effect import effect
from kpiboard.rules.pdca import Need
from kpiboard.words.action import (
    before_words,
    effect_words,
    firefighting_words,
    held_words,
    kind_words,
    missing_words,
    moved_words,
    moves_words,
    need_words,
    readings_in_words,
    result_words,
    rung_words,
)

COST = Kpi("k", "scrap", "Scrap cost", unit="€", direction=Direction.LOWER, decimals=0)
STEADY = [402.0, 422.0] * 3  # mean 412, and far from steady: the noise of five more is 21.5


@pytest.mark.parametrize("need", Need)
def test_every_need_is_named_and_asked_for(need: Need) -> None:
    words = need_words(need)
    assert re.fullmatch(r"[A-Z][^.]{2,24}", words.label)
    assert words.inside == words.label.lower()
    assert re.fullmatch(r"[A-Z].{10,70}[.?]", words.hint)


def test_what_is_missing_is_listed_as_it_stands_in_a_sentence() -> None:
    assert missing_words([Need.OWNER, Need.DUE]) == "owner, due date"


def test_kinds_results_and_rungs_differ_in_words() -> None:
    assert len({kind_words(kind) for kind in ActionKind}) == len(ActionKind)
    assert len({result_words(result) for result in Result}) == len(Result)
    assert len({rung_words(rung) for rung in Rung}) == len(Rung)


@pytest.mark.parametrize(
    ("before", "after", "expected", "words"),
    [
        ([412.0] * 6, [371.0] * 5, -40.0, "Before 412 €, after 371 €: −41 of −40 expected: it worked."),
        ([412.0] * 6, [371.0] * 5, None, "Before 412 €, after 371 €: −41: it worked."),
        ([412.0] * 6, [392.0] * 5, -40.0, "Before 412 €, after 392 €: −20 of −40 expected: it worked in part."),
        (
            STEADY,
            [408.0] * 5,
            -40.0,
            "Before 412 €, after 408 €: −4 of −40 expected: within normal variation, it made no difference.",
        ),
        (
            STEADY,
            [402.0] * 5,
            -10.0,
            "Before 412 €, after 402 €: −10 of −10 expected: within normal variation, it worked in part.",
        ),
        ([412.0] * 6, [450.0] * 5, -40.0, "Before 412 €, after 450 €: +38 of −40 expected: it made things worse."),
        (
            [412.0] * 6,
            [412.0] * 5,
            None,
            "Before 412 €, after 412 €: ±0: within normal variation, it made no difference.",
        ),
        (
            [412.0] * 6,
            [371.0] * 3,
            -40.0,
            "Before 412 €, after 371 €: −41 of −40 expected: too early, 3 of 5 readings.",
        ),
        ([412.0], [371.0] * 5, None, "Before 412 €, after 371 €: −41: too early to tell, 1 of 6 readings before it."),
        ([412.0] * 6, [], -40.0, "Before 412 €; no reading after it yet."),
        ([], [371.0], -40.0, "After 371 €; no reading before to compare with."),
        ([], [], -40.0, "No reading before or since."),
    ],
)
def test_the_effect_in_a_sentence(before: list[float], after: list[float], expected: float | None, words: str) -> None:
    found = effect(before, after, expected=expected, direction=COST.direction, needed=5)
    assert effect_words(found, COST) == words


def test_a_mean_has_one_decimal_more_than_its_values() -> None:
    rate = Kpi("k", "otd", "On time", unit="%", decimals=1)
    found = effect([-0.25, -0.25, -0.2] * 2, [3.14159] * 5, expected=0.5, direction=Direction.HIGHER, needed=5)
    assert effect_words(found, rate) == "Before -0.23 %, after 3.14 %: +3.37 of +0.5 points expected: it worked."


def test_a_band_without_a_target_cannot_be_judged() -> None:
    found = effect([412.0] * 6, [371.0] * 5, expected=None, direction=Direction.BAND, needed=5)
    assert effect_words(found, COST).endswith(": −41: without a target nothing tells whether that is better.")


@pytest.mark.parametrize(
    ("rung", "days", "words"),
    [
        (Rung.ON_TIME, 0, ""),
        (Rung.OWNER, 2, "2 d late: the owner says what is in the way"),
        (Rung.LEADER, 0, "3 d late: tell the tier leader"),
        (Rung.LEADER, 5, "5 d late: tell the tier leader"),
        (Rung.NEXT_TIER, 7, "7 d late: escalate it to the next tier"),
        (Rung.TIER_ABOVE, 40, "40 d late: escalate it to the tier above the next"),
    ],
)
def test_who_is_told_of_late_work(rung: Rung, days: int, words: str) -> None:
    assert rung_words(rung, days) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Firefighting(9, 1), "9 containment, 1 countermeasure: firefighting 90 %"),
        (Firefighting(0, 3), "0 containment, 3 countermeasures: firefighting 0 %"),
        (Firefighting(0, 0), "no containment, no countermeasure"),
    ],
)
def test_firefighting(found: Firefighting, words: str) -> None:
    assert firefighting_words(found) == words


@pytest.mark.parametrize(
    ("days", "words"), [(None, ""), (0, "closed today"), (1, "held for 1 day"), (12, "held for 12 days")]
)
def test_how_long_it_held(days: int | None, words: str) -> None:
    assert held_words(days) == words


@pytest.mark.parametrize(
    ("action", "before", "words"),
    [
        (Action("a", 12, "Dock", stage=Stage.DO), Stage.PLAN, "A-12 is in do."),
        (Action("a", 12, "Dock", stage=Stage.CLOSED), Stage.ACT, "A-12 is closed."),
        (
            Action("a", 12, "Dock", stage=Stage.PLAN, cycle=2, came_back_on=date(2026, 11, 20)),
            Stage.CLOSED,
            "A-12 came back: in plan again, cycle 2.",
        ),
    ],
)
def test_what_has_become_of_an_action(action: Action, before: Stage, words: str) -> None:
    assert moved_words(action, before) == words


@pytest.mark.parametrize(
    ("to", "words"),
    [(Stage.DO, "Before do it needs: owner, due date."), (None, "Before it goes on it needs: owner, due date.")],
)
def test_what_it_needs_first(to: Stage | None, words: str) -> None:
    assert before_words(to, [Need.OWNER, Need.DUE]) == words


@pytest.mark.parametrize(
    ("moves", "words"),
    [(1, "due date moved once"), (2, "due date moved twice"), (5, "due date moved 5 times")],
)
def test_how_often_it_was_put_off(moves: int, words: str) -> None:
    assert moves_words(moves) == words


@pytest.mark.parametrize(
    ("known", "needed", "words"),
    [(0, 1, "0 of 1 reading is in."), (3, 5, "3 of 5 readings are in.")],
)
def test_how_far_its_check_is(known: int, needed: int, words: str) -> None:
    assert readings_in_words(known, needed) == words
