"""Coaching: drafted from what the board knows, kept by coach and learner, one obstacle at a time."""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound

ANSWERS = {
    "target_condition": "every truck leaves by 14:00",
    "actual": "91.5 % this week",
    "obstacle": "labels come late",
    "next_step": "print them at noon",
    "next_expected": "no truck waits for labels",
    "go_see_on": "tomorrow",
}


@pytest.fixture
def coached(board: Board) -> Board:
    board.team.add_person("Joana Prado")
    board.team.add_person("Carl Ohm", role="coach")
    board.kpis.add("On-time delivery", target=95, unit="%", decimals=1, owner="JP")
    return board


def test_a_cycle_is_kept_with_who_coached_whom(coached: Board) -> None:
    kept = coached.kata.coach(kpi="otd", coach="CO", learner="JP", **ANSWERS)
    assert (kept.number, kept.held_on, kept.go_see_on) == (1, date(2026, 11, 21), date(2026, 11, 22))
    assert (kept.coach_id, kept.learner_id) == (
        coached.team.find_person("CO").id,
        coached.team.find_person("JP").id,
    )
    assert coached.kata.all(kpi="otd") == coached.kata.all() == (kept,)
    assert coached.kata.find("K-1") == kept
    coached.undo()
    assert coached.kata.all(kpi="otd") == ()


def test_the_draft_knows_target_and_latest_number(coached: Board, clock: Clock) -> None:
    coached.readings.record("otd", 91.5, period="2026-11-19")
    coached.readings.record("otd", "missing", period="2026-11-20")
    draft = coached.kata.draft(kpi="otd")
    assert draft["target_condition"] == "On-time delivery ≥ 95 %"
    assert draft["actual"] == "91.5 %, Thu 19 Nov"
    assert (draft["learner"], draft["coach"], draft["go_see_on"]) == ("JP", "", "2026-11-23")


def test_the_next_draft_goes_on_from_the_last_step(coached: Board, clock: Clock) -> None:
    coached.kata.coach(kpi="otd", coach="CO", learner="JP", **{**ANSWERS, "parked": "dock 2 is shut\nno forklift"})
    clock.advance(days=1)
    coached.kata.coach(kpi="otd", coach="CO", learner="JP", **{**ANSWERS, "next_step": "print the night before"})
    draft = coached.kata.draft(kpi="otd")
    assert (draft["coach"], draft["learner"]) == ("CO", "JP")
    assert draft["target_condition"] == "every truck leaves by 14:00"
    assert (draft["last_step"], draft["last_expected"]) == ("print the night before", "no truck waits for labels")
    assert (draft["last_happened"], draft["learned"], draft["obstacle"], draft["next_step"]) == ("", "", "", "")
    assert [one.number for one in coached.kata.all(kpi="otd")] == [2, 1]  # the newest first


def test_a_draft_is_taken_as_it_is_once_the_learner_has_answered(coached: Board) -> None:
    coached.readings.record("otd", 91.5, period="2026-11-20")
    draft = coached.kata.draft(kpi="otd") | {
        "coach": "CO", "obstacle": "labels come late", "next_step": "print at noon", "next_expected": "none waits"
    }  # fmt: skip
    assert coached.kata.coach(kpi="otd", **draft).actual == "91.5 %, yesterday"


def test_on_an_action_it_is_about_its_kpi_and_its_goal(coached: Board) -> None:
    coached.readings.record("otd", 91.5, period="2026-11-20")
    coached.actions.add("Print labels early", kpi="otd", owner="JP", goal="no truck waits for labels")
    draft = coached.kata.draft(action="A-1")
    assert (draft["target_condition"], draft["actual"]) == ("no truck waits for labels", "91.5 %, yesterday")
    coached.kata.coach(action="A-1", coach="CO", learner="JP", **ANSWERS)
    assert len(coached.kata.all(action="A-1")) == 1
    assert coached.kata.all(kpi="otd") == ()
    coached.actions.add("On nothing")
    assert coached.kata.draft(action="A-2")["actual"] == ""


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("actual", "too few trucks are on time", "no number"),
        ("target_condition", "no lack of labels", "lacking"),
        ("obstacle", "labels come late\ndock 2 is shut", "several obstacles"),
        ("obstacle", "labels come late; dock 2 is shut", "several obstacles"),
        ("obstacle", " ", "obstacle is empty"),
        ("next_step", "", "next step is empty"),
        ("next_expected", None, "next expected is empty"),
        ("go_see_on", "soon", "not a date"),
        ("coach", "JP", "one person"),
        ("learner", "team", "not one person"),
        ("wish", "x", 'no field "wish"'),
    ],
)
def test_what_the_card_does_not_take(coached: Board, field: str, value: str, message: str) -> None:
    given = {"coach": "CO", "learner": "JP", **ANSWERS, field: value}
    with pytest.raises(InvalidInput, match=message) as refused:
        coached.kata.coach(kpi="otd", **given)  # type: ignore[arg-type]  # what a form may send
    assert refused.value.field == field
    assert coached.kata.all() == ()


def test_it_is_about_one_thing(coached: Board) -> None:
    coached.actions.add("Tools")
    for about in ({}, {"kpi": "otd", "action": "A-1"}):
        with pytest.raises(InvalidInput, match="one KPI or one action"):
            coached.kata.draft(**about)
    with pytest.raises(NotFound):
        coached.kata.find("K-9")
