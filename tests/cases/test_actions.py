"""The queue: prefilled from a red, moved through PDCA, noted, asked why, cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.errors import InvalidInput, Refused
from kpiboard.model import Stage


def test_a_red_proposes_its_action(board: Board) -> None:
    board.add_person("Joana Prado")
    board.add_kpi("On-time delivery", target=95, owner="JP")
    board.record("otd", 90)
    draft = board.draft_action("otd")
    assert draft["owner"] == "JP"
    assert draft["due"] == "2026-11-23"  # the next working day after a Saturday
    action = board.add_action(**draft)
    card = board.snapshot().kpis[0]
    assert (card.unanswered, card.running) == (False, (action,))


def test_numbers_go_on_after_an_undo(board: Board) -> None:
    assert board.add_action("First").number == 1
    board.undo()
    assert board.add_action("Second").number == 2


def test_stages_forth_and_back(board: Board, clock: Clock) -> None:
    board.add_action("Second set of tools")
    for stage in (Stage.DO, Stage.CHECK, Stage.ACT, Stage.CLOSED):
        assert board.advance("A-1").stage is stage
    assert board.find_action("1").ended_on == date(2026, 11, 21)
    with pytest.raises(Refused):
        board.advance("A-1")
    again = board.step_back("A-1")
    assert (again.stage, again.ended_on) == (Stage.ACT, None)
    assert board.move_action("A-1", "plan").stage is Stage.PLAN
    with pytest.raises(Refused):
        board.step_back("A-1")


def test_cancelling_needs_a_reason_and_ends_it(board: Board) -> None:
    board.add_action("Second set of tools")
    with pytest.raises(InvalidInput, match="reason is empty"):
        board.cancel_action("A-1", "")
    with pytest.raises(Refused, match="needs a reason"):
        board.move_action("A-1", "cancelled")
    cancelled = board.cancel_action("A-1", "bought ready made")
    assert (cancelled.stage, cancelled.ended_on) == (Stage.CANCELLED, date(2026, 11, 21))
    assert board.move_action("A-1", Stage.PLAN).cancel_reason == ""


def test_edit_and_take_away(board: Board) -> None:
    board.add_person("Joana Prado")
    board.add_kpi("Overtime")
    board.add_action("Tools", owner="JP", due="friday", kpi="overtime")
    edited = board.edit_action("A-1", title="More tools", owner="", due=None, kpi="")
    assert (edited.title, edited.owner_id, edited.due, edited.kpi_id) == ("More tools", None, None, None)


def test_notes_and_whys(board: Board, clock: Clock) -> None:
    board.add_action("Tools")
    board.note_action("A-1", "ordered\nat the shop")
    board.set_whys("A-1", ["it broke", ("it was old", "seen"), "nobody looked"])
    board.set_whys("A-1", ["it broke", "it was old"])
    (card,) = board.snapshot().actions
    assert [(why.position, why.because, why.evidence.value) for why in card.whys] == [
        (1, "it broke", "assumed"),
        (2, "it was old", "seen"),
    ]
    assert [(note.text, note.said_by) for note in card.notes] == [("ordered\nat the shop", "anna")]
    with pytest.raises(InvalidInput, match="Five"):
        board.set_whys("A-1", ["why"] * 6)


def test_overdue_first_then_due_then_the_rest(board: Board, clock: Clock) -> None:
    for title, due in (("no date", None), ("next", "+5"), ("late", "today"), ("ended", "today")):
        board.add_action(title, due=due)
    board.cancel_action("A-4", "done elsewhere")
    clock.advance(days=3)
    cards = board.snapshot().actions
    assert [card.action.title for card in cards] == ["late", "next", "no date", "ended"]
    assert [card.days_late for card in cards] == [3, 0, 0, 0]
