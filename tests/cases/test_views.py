"""Saved views: what the digits 4 to 9 show of the queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import ActionKind


def test_before_anything_is_saved_there_is_my_work_and_what_is_overdue(board: Board) -> None:
    assert list(board.views.all()) == [5]  # nobody on the board is called anna
    anna = board.team.add_person("Anna Berg")
    mine, overdue = board.views.all().values()
    assert (mine.digit, mine.person_id, mine.overdue) == (4, anna.id, False)
    assert (overdue.digit, overdue.person_id, overdue.overdue) == (5, None, True)


@pytest.mark.parametrize("who", ["jp", "JOANA", "joana prado"])
def test_who_is_known_by_initials_name_or_first_name(board: Board, clock: Clock, who: str) -> None:
    joana = board.team.add_person("Joana Prado")
    board.team.add_person("Maria Silva")
    with Board.open(board.path, who=who, now=clock) as mine:
        assert mine.views.all()[4].person_id == joana.id


def test_two_of_a_name_or_somebody_who_left_is_nobody(board: Board, clock: Clock) -> None:
    board.team.add_person("Joana Prado")
    board.team.add_person("Joana Lima")
    board.team.add_person("Maria Silva")
    board.team.edit_person("MS", active=False)
    for who in ("joana", "maria"):
        with Board.open(board.path, who=who, now=clock) as mine:
            assert 4 not in mine.views.all()


def test_saved_shown_replaced_removed_and_undone(board: Board) -> None:
    joana = board.team.add_person("Joana Prado")
    kpi = board.kpis.add("Overtime")
    saved = board.views.save("7", name="Joana's", person="JP", kpi="overtime", kind="containment", columns=True)
    assert (saved.person_id, saved.kpi_id, saved.kind) == (joana.id, kpi.id, ActionKind.CONTAINMENT)
    assert board.views.all()[7] == saved
    assert board.snapshot().views == (saved,)
    again = board.views.save(7, overdue=True)
    assert board.views.all()[7] == again
    assert (again.id, again.name, again.person_id, again.columns, again.overdue) == (saved.id, "", None, False, True)
    board.undo()
    assert board.views.all()[7] == saved
    board.views.remove(7)
    assert 7 not in board.views.all()
    with pytest.raises(NotFound, match="Nothing is saved on 7"):
        board.views.remove(7)


def test_what_is_saved_on_4_and_5_comes_before_what_was_there(board: Board, tmp_path: Path) -> None:
    board.team.add_person("Anna Berg")
    board.views.save(5, name="Containment", kind="containment")
    board.views.save(9)
    assert [(digit, view.name) for digit, view in board.views.all().items()] == [
        (4, "My work"),
        (5, "Containment"),
        (9, ""),
    ]
    board.views.remove(5)
    assert board.views.all()[5].overdue


@pytest.mark.parametrize("digit", ["3", 10, "x", "4.5"])
def test_only_these_digits(board: Board, digit: str | int) -> None:
    with pytest.raises(InvalidInput, match="4 to 9"):
        board.views.save(digit)


def test_what_does_not_exist_is_not_saved(board: Board) -> None:
    with pytest.raises(InvalidInput):
        board.views.save(6, person="JP")
    with pytest.raises(NotFound):
        board.views.save(6, kpi="otd")
    with pytest.raises(InvalidInput, match='"heroic" is not allowed'):
        board.views.save(6, kind="heroic")
    assert board.snapshot().views == ()
