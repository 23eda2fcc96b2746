"""An escalation from board to board: raised, taken, answered, taken back, confirmed; undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from boards.escalating import PLANT, carry
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import NotFound, Refused
from kpiboard.model import Escalation
from kpiboard.rules.escalation import State


@pytest.fixture
def line(board: Board) -> Board:
    board.kpis.add("Scrap cost", key="scrap", unit="€", target=400, direction="lower", decimals=0)
    board.readings.record("scrap", 412)
    board.actions.add("Second set of tools", kpi="scrap")
    board.escalations.add(
        action="A-1", reason="It costs 4000 €", help_asked="Release the money", to_whom=PLANT, answer_hours=8
    )
    return board


@pytest.fixture
def plant(tmp_path: Path, clock: Clock) -> Iterator[Board]:
    with Board.create(tmp_path / "plant.db", name="Plant", who=PLANT, now=clock, timezone="Europe/Berlin") as made:
        made.settings.edit(tier=2)
        yield made


def states(board: Board) -> dict[str, State]:
    return {card.label: card.state for card in board.escalations.cards()}


def test_there_and_back(line: Board, plant: Board, clock: Clock) -> None:
    carry(line, plant)
    (card,) = plant.escalations.cards()
    assert (card.label, card.incoming, card.escalation.origin, card.state) == ("E-1", True, "Line 4", State.RAISED)
    assert (card.action, card.kpi, card.feedback) == (None, None, None)
    clock.advance(hours=1)
    plant.escalations.answer("E-1", "accepted", "I ask the controller.")
    carry(plant, line)
    assert states(line) == {"E-1": State.ACCEPTED}
    clock.advance(hours=1)
    plant.escalations.answer("E-1", "resolved", "Released.")
    carry(plant, line)
    assert states(line) == {"E-1": State.RESOLVED}
    assert line.escalations.cards()[0].action is not None  # its own row is as it was
    line.escalations.confirm("E-1")
    carry(line, plant, "E-1")
    assert states(plant) == {"E-1": State.CONFIRMED}
    assert plant.escalations.cards()[0].escalation.confirmed_by == "anna"


def test_raised_again_it_asks_again_on_both_boards(line: Board, plant: Board, clock: Clock) -> None:
    carry(line, plant)
    plant.escalations.answer("E-1", "returned", "Ask purchasing")
    carry(plant, line)
    line.escalations.raise_again("E-1", "Purchasing sent us back")
    carry(line, plant)
    assert states(plant) == states(line) == {"E-1": State.RAISED}
    plant.escalations.answer("E-1", "resolved", "I called them")
    carry(plant, line)
    assert states(line) == {"E-1": State.RESOLVED}
    assert [answer.text for answer in line.escalations.cards()[0].answers] == ["Ask purchasing", "I called them"]


def test_the_same_file_twice_leaves_no_second_step(line: Board, plant: Board) -> None:
    carry(line, plant)
    steps = len(plant.history.log())
    assert carry(line, plant).is_empty
    assert len(plant.history.log()) == steps


def test_it_is_one_step_that_can_be_undone_and_done_again(line: Board, plant: Board) -> None:
    line.escalations.add(kpi="scrap", reason="Nobody buys better film")
    carry(line, plant)
    assert plant.history.log()[0].what == "Import escalations"
    assert len(states(plant)) == 2
    plant.undo()
    assert states(plant) == {}
    assert len(carry(line, plant).added) == 2
    plant.escalations.answer("E-3", "accepted")  # a number is given once
    plant.undo()
    assert set(states(plant).values()) == {State.RAISED}


def test_an_answer_that_was_undone_does_not_come_back(line: Board, plant: Board) -> None:
    carry(line, plant)
    plant.escalations.answer("E-1", "returned", "No")
    carry(plant, line)
    plant.undo()
    carry(line, plant)
    assert states(plant) == {"E-1": State.RAISED}


def test_numbers_do_not_clash_with_the_boards_own(line: Board, plant: Board) -> None:
    plant.actions.add("New gate")
    plant.escalations.add(action="A-1", reason="Too dear for us")
    carry(line, plant)
    cards = {card.label: card.escalation for card in plant.escalations.cards()}
    assert (cards["E-1"].origin, cards["E-2"].origin) == ("", "Line 4")


def test_what_the_reader_is_told(line: Board) -> None:
    text = line.escalation_files.export("E-1")
    assert 'wanted_by = "Sat 21 Nov 22:32"' in text  # on the board's own clock
    assert 'action = "A-1 Second set of tools"' in text
    assert 'kpi = "Scrap cost 412 €, wanted ≤ 400"' in text
    line.feedback.add("The film tears every night")
    line.escalations.add(feedback="F-1", reason="We do not buy it")
    assert 'feedback = "F-1 The film tears every night"' in line.escalation_files.export("E-2")


def test_all_open_ones_or_one_by_name(line: Board, plant: Board) -> None:
    line.escalations.add(kpi="scrap", reason="Nobody buys better film")
    assert line.escalation_files.export().count("[escalation.") == 2
    assert line.escalation_files.export("e-2").count("[escalation.") == 1
    with pytest.raises(NotFound, match="E-9"):
        line.escalation_files.export("E-9")
    with pytest.raises(NotFound, match="No escalation is open"):
        plant.escalation_files.export()
    carry(line, plant)
    plant.escalations.answer("E-1", "returned", "No")
    carry(plant, line)
    line.escalations.confirm("E-1")
    assert "[escalation.E-1]" not in line.escalation_files.export()
    assert "wanted_by" not in line.escalation_files.export("E-1")


def test_a_file_is_replaced_only_when_that_is_said(line: Board, tmp_path: Path) -> None:
    path = tmp_path / "E-1.toml"
    line.escalation_files.export_to(path, "E-1")
    with pytest.raises(Refused, match="exists already"):
        line.escalation_files.export_to(path, "E-1")
    line.escalation_files.export_to(path, force=True)
    assert path.read_text(encoding="utf-8") == line.escalation_files.export()


def test_a_board_that_changed_after_the_look_is_not_written_to(line: Board, plant: Board) -> None:
    planned = plant.escalation_files.plan(line.escalation_files.export())
    plant.actions.add("New gate")
    with pytest.raises(Refused, match="has changed"):
        plant.files.apply_import(planned)
    assert store_of(plant).all(Escalation) == []


def test_the_texts_of_a_qr_code(line: Board, plant: Board) -> None:
    whole, slip = line.escalation_files.texts("E-1")
    assert plant.files.apply_import(plant.escalation_files.plan(whole)).added
    assert slip == (
        "E-1 Line 4: A-1 Second set of tools\n"
        "Why: It costs 4000 €\n"
        "Help: Release the money\n"
        "Sat 21 Nov 14:32 anna > tier 2 Jana Berg\n"
        "Answer by Sat 21 Nov 22:32"
    )
    assert plant.escalation_files.texts("E-1")[1].startswith("E-1 Line 4: A-1 Second set of tools\n")
