"""The queue: prefilled from a red, moved through PDCA, noted, asked why, cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import Result


def test_a_red_proposes_its_action(board: Board) -> None:
    board.team.add_person("Joana Prado")
    board.kpis.add("On-time delivery", target=95, owner="JP")
    board.readings.record("otd", 90)
    draft = board.actions.draft("otd")
    assert draft["owner"] == "JP"
    assert draft["due"] == "2026-11-23"  # the next working day after a Saturday
    action = board.actions.add(**draft)
    card = board.snapshot().kpis[0]
    assert (card.unanswered, card.running) == (False, (action,))


def test_numbers_go_on_after_an_undo(board: Board) -> None:
    assert board.actions.add("First").number == 1
    board.undo()
    assert board.actions.add("Second").number == 2


def test_a_due_date_that_is_put_off_is_counted(board: Board) -> None:
    board.actions.add("Tools", due="2026-11-24")
    for due, moves in (("2026-11-25", 1), ("2026-11-23", 1), ("", 1), ("2026-12-01", 1), ("2026-12-02", 2)):
        assert board.actions.edit("A-1", due=due).moves == moves


def test_helpers_and_blockers(board: Board) -> None:
    for name in ("Joana Prado", "Maren Sato", "Timo Lehr"):
        board.team.add_person(name)
    board.actions.add("Order the tools")
    board.actions.add("Hang them up", owner="JP", helpers="MS, TL, jp", blocked_by="A-1")
    (first, second) = board.snapshot().actions
    assert [person.initials for person in second.helpers] == ["MS", "TL"]  # the owner helps nobody but herself
    assert [blocker.number for blocker in second.blockers] == [1]
    board.actions.edit("A-2", helpers=["TL"])
    assert [person.initials for person in board.actions.helpers("A-2")] == ["TL"]
    board.undo()
    assert [person.initials for person in board.actions.helpers("A-2")] == ["MS", "TL"]
    board.actions.cancel("A-1", "they are here")
    assert board.snapshot().action(second.action.id).blockers == ()  # type: ignore[union-attr]
    for field, value in (("helpers", "somebody"), ("blocked_by", "A-2")):
        with pytest.raises(InvalidInput) as refused:
            board.actions.edit("A-2", **{field: value})
        assert refused.value.field == field
    with pytest.raises(InvalidInput, match="A-1 would wait for itself"):
        board.actions.edit("A-1", blocked_by=["A-2"])  # which waits for it
    with pytest.raises(NotFound):
        board.actions.edit("A-2", blocked_by=["A-7"])
    board.actions.edit("A-2", blocked_by=[])
    assert first.blockers == ()


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("expected", "-40,5", -40.5),
        ("expected", "", None),
        ("expected_by", "friday", date(2026, 11, 27)),
        ("done_on", "yesterday", date(2026, 11, 20)),
        ("check_n", "3", 3),
        ("result", "partly", Result.PARTLY),
        ("result", "", None),
        ("hypothesis", "If it is warm,\nit turns", "If it is warm,\nit turns"),
        ("blocked", "the supplier", "the supplier"),
    ],
)
def test_fields_as_they_are_typed(board: Board, field: str, typed: str, stored: object) -> None:
    board.actions.add("Tools")
    assert getattr(board.actions.edit("A-1", **{field: typed}), field) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("expected", "much"),
        ("check_n", "0"),
        ("check_n", "2.5"),
        ("result", "fine"),
        ("done_on", "soon"),
        ("wish", "x"),
    ],
)
def test_fields_that_cannot_be_taken(board: Board, field: str, typed: str) -> None:
    board.actions.add("Tools")
    with pytest.raises(InvalidInput) as refused:
        board.actions.edit("A-1", **{field: typed})
    assert refused.value.field == field


def test_edit_and_take_away(board: Board) -> None:
    board.team.add_person("Joana Prado")
    board.kpis.add("Overtime")
    board.actions.add("Tools", owner="JP", due="friday", kpi="overtime")
    edited = board.actions.edit("A-1", title="More tools", owner="", due=None, kpi="")
    assert (edited.title, edited.owner_id, edited.due, edited.kpi_id) == ("More tools", None, None, None)


def test_notes_and_whys(board: Board, clock: Clock) -> None:
    board.actions.add("Tools")
    board.actions.note("A-1", "ordered\nat the shop")
    board.actions.set_whys("A-1", ["it broke", ("it was old", "seen"), "nobody looked"])
    board.actions.set_whys("A-1", ["it broke", "it was old"])
    (card,) = board.snapshot().actions
    assert [(why.position, why.because, why.evidence.value) for why in card.whys] == [
        (1, "it broke", "assumed"),
        (2, "it was old", "seen"),
    ]
    assert [(note.text, note.said_by) for note in card.notes] == [("ordered\nat the shop", "anna")]
    with pytest.raises(InvalidInput, match="Five"):
        board.actions.set_whys("A-1", ["why"] * 6)


def test_overdue_first_then_due_then_the_rest(board: Board, clock: Clock) -> None:
    for title, due in (("no date", None), ("next", "+5"), ("late", "today"), ("ended", "today")):
        board.actions.add(title, due=due)
    board.actions.cancel("A-4", "done elsewhere")
    clock.advance(days=3)
    cards = board.snapshot().actions
    assert [card.action.title for card in cards] == ["late", "next", "no date", "ended"]
    assert [card.days_late for card in cards] == [3, 0, 0, 0]
