"""What the board says about the demo's answers: actions, huddles, help asked for and thanks, on any day."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support import store_of

from kpiboard import Board
from kpiboard.model import Congratulation, HuddleState, Result, Stage
from kpiboard.rules.ageing import moved_often
from kpiboard.rules.escalation import State
from kpiboard.rules.pdca import Need
from kpiboard.rules.red import RARELY


def test_one_red_of_three_waits_and_two_were_let_pass(demo: Board) -> None:
    story = demo.kpis.story("otd")
    assert [red.period for red in story.card.reds] == [story.points[-1].period]
    assert story.card.signal
    assert demo.actions.draft("otd")["kind"] == "countermeasure"
    assert demo.actions.draft("complaints")["kind"] == "system"  # within its normal variation


def test_the_team_acts_on_its_reds(demo: Board) -> None:
    found = demo.studies.answers()
    assert [card.kpi.key for card in found.unanswered] == ["otd"]
    assert found.dust == ()
    assert found.acted.share is not None
    assert RARELY < 0.75 < found.acted.share < 1
    assert found.firefighting.share == pytest.approx(1 / 4)
    assert [card.label for card in found.overdue] == [card.label for card in found.moved_often] == ["A-11"]
    assert len(found.learned) >= 5
    assert found.done_per_100


def test_every_part_of_a_life_has_its_action(demo: Board) -> None:
    cards = {card.label: card for card in demo.snapshot().actions}
    assert (cards["A-16"].action.cycle, cards["A-16"].action.came_back_on is not None) == (2, True)
    assert [blocker.number for blocker in cards["A-15"].blockers] == [11]
    assert [person.initials for person in cards["A-14"].helpers] == ["LR", "EH"]
    assert moved_often(cards["A-11"].action)
    assert cards["A-11"].escalated
    held = cards["A-12"].held_days
    assert held is not None
    assert held > 7
    assert cards["A-6"].held_days is None  # right first time was red again since
    assert demo.actions.guard("A-7").missing == (Need.STANDARD,)
    assert demo.actions.guard("A-15").missing == (Need.CAUSE,)


def test_reuse_of_film_worked_and_the_team_has_yet_to_say_so(demo: Board) -> None:
    story = demo.actions.story("A-9")
    assert story.effect is not None
    assert story.effect.proposal is Result.WORKED
    assert story.effect.expected == -45
    assert (story.effect.change or 0) < -45
    assert story.ghost == pytest.approx((story.effect.before or 0) - 45)
    asked = demo.actions.guard("A-9")
    assert (asked.to, asked.missing, asked.draft["result"]) == (Stage.ACT, (Need.RESULT, Need.LEARNING), "worked")


def test_a_huddle_a_day_but_for_one(demo: Board) -> None:
    huddles = demo.huddles.all()
    assert [one.state for one in huddles].count(HuddleState.SKIPPED) == 1
    assert demo.huddles.missed() == ()
    assert demo.snapshot().streak == 5
    for one in huddles:
        if one.state is HuddleState.CLOSED:
            assert one.started_at is not None
            assert one.started_at < demo.now()
    leads = [one.facilitator_id for one in huddles if one.state is HuddleState.CLOSED]
    assert all(one != before for one, before in pairwise(leads))


def test_help_was_asked_for_and_one_answer_is_overdue(demo: Board) -> None:
    cards = demo.snapshot().escalations
    assert [(card.label, card.state) for card in cards] == [
        ("E-3", State.RAISED),
        ("E-2", State.ACCEPTED),
        ("E-1", State.CONFIRMED),
    ]
    assert [card.overdue for card in cards] == [True, False, False]


def test_somebody_is_to_be_congratulated_and_some_were(demo: Board) -> None:
    due = demo.snapshot().praise
    assert {card.person.initials for card in due} >= {"KN"}  # the dispenser works
    assert len(store_of(demo).all(Congratulation)) == 4
    assert [one.learner_id is not None for one in demo.kata.all(action="A-14")] == [True]
    assert {view.digit for view in demo.snapshot().views} == {6, 7}


def test_it_does_what_it_preaches(demo: Board) -> None:
    assert len(demo.snapshot().kpis) <= 7
    done = demo.studies.answers().done_per_100
    assert done is not None
    assert done > 1, "more than one action for every hundred readings"
