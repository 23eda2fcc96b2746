"""Saved views: what the digits 4 to 9 show of the queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import ActionKind


def test_before_anything_is_saved_there_is_my_work_and_what_is_overdue(board: Board) -> None:
    assert list(board.views()) == [5]  # nobody on the board is called anna
    anna = board.add_person("Anna Berg")
    mine, overdue = board.views().values()
    assert (mine.digit, mine.person_id, mine.overdue) == (4, anna.id, False)
    assert (overdue.digit, overdue.person_id, overdue.overdue) == (5, None, True)


@pytest.mark.parametrize("who", ["jp", "JOANA", "joana prado"])
def test_who_is_known_by_initials_name_or_first_name(board: Board, clock: Clock, who: str) -> None:
    joana = board.add_person("Joana Prado")
    board.add_person("Maria Silva")
    with Board.open(board.path, who=who, now=clock) as mine:
        assert mine.views()[4].person_id == joana.id


def test_two_of_a_name_or_somebody_who_left_is_nobody(board: Board, clock: Clock) -> None:
    board.add_person("Joana Prado")
    board.add_person("Joana Lima")
    board.add_person("Maria Silva")
    board.edit_person("MS", active=False)
    for who in ("joana", "maria"):
        with Board.open(board.path, who=who, now=clock) as mine:
            assert 4 not in mine.views()


def test_saved_shown_replaced_removed_and_undone(board: Board) -> None:
    joana = board.add_person("Joana Prado")
    kpi = board.add_kpi("Overtime")
    saved = board.save_view("7", name="Joana's", person="JP", kpi="overtime", kind="containment", columns=True)
    assert (saved.person_id, saved.kpi_id, saved.kind) == (joana.id, kpi.id, ActionKind.CONTAINMENT)
    assert board.views()[7] == saved
    assert board.snapshot().views == (saved,)
    again = board.save_view(7, overdue=True)
    assert board.views()[7] == again
    assert (again.id, again.name, again.person_id, again.columns, again.overdue) == (saved.id, "", None, False, True)
    board.undo()
    assert board.views()[7] == saved
    board.remove_view(7)
    assert 7 not in board.views()
    with pytest.raises(NotFound, match="Nothing is saved on 7"):
        board.remove_view(7)


def test_what_is_saved_on_4_and_5_comes_before_what_was_there(board: Board, tmp_path: Path) -> None:
    board.add_person("Anna Berg")
    board.save_view(5, name="Containment", kind="containment")
    board.save_view(9)
    assert [(digit, view.name) for digit, view in board.views().items()] == [
        (4, "My work"),
        (5, "Containment"),
        (9, ""),
    ]
    board.remove_view(5)
    assert board.views()[5].overdue


@pytest.mark.parametrize("digit", ["3", 10, "", "x", "04"])
def test_only_these_digits(board: Board, digit: str | int) -> None:
    with pytest.raises(InvalidInput, match="4 to 9"):
        board.save_view(digit)


def test_what_does_not_exist_is_not_saved(board: Board) -> None:
    with pytest.raises(InvalidInput):
        board.save_view(6, person="JP")
    with pytest.raises(NotFound):
        board.save_view(6, kpi="otd")
    with pytest.raises(InvalidInput, match='"heroic" is not allowed'):
        board.save_view(6, kind="heroic")
    assert board.snapshot().views == ()
