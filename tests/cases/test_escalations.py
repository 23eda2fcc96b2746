"""Escalation: asked with a reason, answered by the next tier, confirmed by the team that asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.model import AnswerState, Escalation
from kpiboard.rules.escalation import State


@pytest.fixture
def asking(board: Board) -> Board:
    board.kpis.add("On-time delivery", target=95)
    board.actions.add("Reopen dock 2", kpi="otd")
    return board


def stands(board: Board, name: str = "E-1") -> State:
    number = board.escalations.find(name).number
    return next(card.state for card in board.escalations.cards() if card.escalation.number == number)


def test_from_raised_to_confirmed(asking: Board, clock: Clock) -> None:
    raised = asking.escalations.add(action="A-1", reason="the dock is not ours", help_asked="a key", to_whom="J. Berg")
    assert (raised.about, raised.from_tier, raised.to_tier, raised.raised_by) == ("A-1 Reopen dock 2", 1, 2, "anna")
    (card,) = asking.snapshot().escalations
    assert (card.state, card.action, card.kpi and card.kpi.key) == (State.RAISED, asking.actions.find("A-1"), "otd")
    clock.advance(hours=2)
    asking.escalations.answer("E-1", "accepted", by="J. Berg")
    assert stands(asking) is State.ACCEPTED
    clock.advance(hours=1)
    answer = asking.escalations.answer("E-1", "resolved", "The key hangs at the gate", by="J. Berg")
    assert (answer.state, answer.answered_by) == (AnswerState.RESOLVED, "J. Berg")
    assert asking.snapshot().actions[0].escalated
    confirmed = asking.escalations.confirm("E-1")
    assert (confirmed.confirmed_at, confirmed.confirmed_by) == (clock.moment, "anna")
    assert stands(asking) is State.CONFIRMED
    assert not asking.snapshot().actions[0].escalated
    asking.undo()
    assert stands(asking) is State.RESOLVED


def test_a_reason_is_mandatory_to_ask_to_return_and_to_resolve(asking: Board) -> None:
    with pytest.raises(InvalidInput, match="reason is empty"):
        asking.escalations.add(action="A-1", reason=" ")
    asking.escalations.add(action="A-1", reason="the dock is not ours")
    for state in ("returned", "resolved"):
        with pytest.raises(InvalidInput, match="answer is empty"):
            asking.escalations.answer("E-1", state)
    assert asking.escalations.answer("E-1", "accepted").text == ""


def test_what_it_is_about(asking: Board) -> None:
    with pytest.raises(InvalidInput, match="not about anything"):
        asking.escalations.add(reason="help")
    asking.feedback.add("The light over the dock flickers\nsince Monday", kpi="otd")
    said = asking.escalations.add(feedback="F-1", reason="the landlord owns it")
    assert said.about == "F-1 The light over the dock flickers"
    assert said.kpi_id == asking.kpis.find("otd").id
    assert asking.escalations.add(kpi="otd", reason="two of three docks are closed").about == "On-time delivery"
    with pytest.raises(Refused, match="E-2 asks for that already"):
        asking.escalations.add(kpi="otd", reason="again")


@pytest.mark.parametrize(("hours", "stored"), [("8", 8), (999, 999), ("0", None), ("1.5", None), (1000, None)])
def test_the_hours_an_answer_may_take(asking: Board, hours: str | int, stored: int | None) -> None:
    if stored is None:
        with pytest.raises(InvalidInput, match="1 to 999"):
            asking.escalations.add(action="A-1", reason="why", answer_hours=hours)
    else:
        assert asking.escalations.add(action="A-1", reason="why", answer_hours=hours).answer_hours == stored


def test_an_answer_that_does_not_help_is_asked_for_again(asking: Board, clock: Clock) -> None:
    asking.escalations.add(action="A-1", reason="the dock is not ours", answer_hours=4)
    with pytest.raises(Refused, match="nothing to confirm"):
        asking.escalations.confirm("E-1")
    with pytest.raises(Refused, match="cannot be raised again"):
        asking.escalations.raise_again("E-1", "hello?")
    clock.advance(hours=3)
    asking.escalations.answer("E-1", "returned", "ask the landlord")
    again = asking.escalations.raise_again("E-1", "he says it is yours")  # at the very moment of the answer
    assert again.reason == "he says it is yours"
    assert stands(asking) is State.RAISED
    clock.advance(hours=4, minutes=1)
    (card,) = asking.escalations.cards()
    assert (card.age_hours, card.overdue, len(card.answers)) == (4, True, 1)
    asking.escalations.answer("E-1", "resolved", "we talked to him")
    with pytest.raises(Refused, match="resolved already"):
        asking.escalations.answer("E-1", "returned", "no")
    asking.escalations.confirm("E-1")
    with pytest.raises(Refused, match="confirmed already"):
        asking.escalations.answer("E-1", "resolved", "once more")
    assert asking.escalations.add(action="A-1", reason="it is closed again").number == 2


def test_an_answer_given_by_a_clock_that_is_behind_still_counts(asking: Board, clock: Clock) -> None:
    asking.escalations.add(action="A-1", reason="the dock is not ours")
    clock.advance(hours=-1)
    asking.escalations.answer("E-1", "accepted")
    asking.escalations.answer("E-1", "resolved", "done")
    assert stands(asking) is State.RESOLVED


def test_what_another_board_asks_is_answered_here_and_confirmed_there(asking: Board, clock: Clock) -> None:
    raised = asking.escalations.add(action="A-1", reason="the dock is not ours")
    with store_of(asking).write("anna", "Import", clock.moment) as writer:
        writer.put(replace(raised, id="from-line-7", number=2, origin="Line 7", action_id=None, kpi_id=None))
    (card,) = (card for card in asking.escalations.cards() if card.incoming)
    assert card.label == "E-2"
    asking.escalations.answer("E-2", "resolved", "done")
    with pytest.raises(Refused, match="came from Line 7: the team there confirms"):
        asking.escalations.confirm("E-2")
    with pytest.raises(Refused, match="came from Line 7"):
        asking.escalations.raise_again("E-2", "why")


def test_found_by_number_only(asking: Board) -> None:
    raised = asking.escalations.add(action="A-1", reason="the dock is not ours")
    names: list[str | int | Escalation] = [1, "1", "e-1", raised.id, raised]
    assert {asking.escalations.find(name).id for name in names} == {raised.id}
    with pytest.raises(NotFound, match="There is no escalation 'E-2'"):
        asking.escalations.find(2)
