"""Undo, redo, the log and the TOML file, over the whole board."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import Refused, UndoRefused
from kpiboard.exchange.toml.board_toml import Mode


def fill(board: Board) -> None:
    board.add_person("Joana Prado")
    board.add_goal("Deliver when promised", category="customer", owner="JP")
    board.add_kpi("On-time delivery", target=95, owner="JP", category="D", goal="Deliver")
    board.record("otd", 90, note="dock 2 closed")
    board.add_action("Open dock 2", kpi="otd", owner="JP", due="+2")
    board.note_action("A-1", "asked the landlord")
    board.set_whys("A-1", ["the door is stuck"])
    board.add_feedback("95 % cannot be reached", kind="kpi_feasibility", kpi="otd", author="JP")
    board.accept("F-1", title="Look at the target")
    board.retire_kpi("otd", "measured elsewhere")
    board.edit_board(vision="No late pallet", days_off="sunday, 2026-12-25")


def test_everything_is_undone_and_redone_across_restarts(board: Board, clock: Clock) -> None:
    empty = board.export_toml()
    fill(board)
    full = board.export_toml()
    steps = 0
    while board.export_toml() != empty:
        with Board.open(board.path, who="anna", now=clock) as again:
            again.undo()
        steps += 1
    assert steps == 11
    for _ in range(steps):
        with Board.open(board.path, who="anna", now=clock) as again:
            again.redo()
    assert board.export_toml() == full
    with pytest.raises(UndoRefused):
        board.redo()


def test_an_import_is_one_step(board: Board) -> None:
    before = board.export_toml()
    planned = board.plan_import('[kpi.otd]\nname = "On-time delivery"\ntarget = 95\n[kpi.ot]\nname = "Overtime"\n')
    assert board.export_toml() == before
    board.apply_import(planned)
    assert [kpi.kpi.key for kpi in board.snapshot().kpis] == ["otd", "ot"]
    board.undo()
    assert board.export_toml() == before


def test_an_import_that_was_looked_at_is_refused_when_the_board_moved_on(board: Board) -> None:
    planned = board.plan_import('[kpi.otd]\nname = "On-time delivery"\n')
    board.add_kpi("Overtime")
    with pytest.raises(Refused, match="changed since"):
        board.apply_import(planned)
    assert [kpi.kpi.key for kpi in board.snapshot().kpis] == ["overtime"]


def test_replace_makes_the_board_what_the_file_says_and_merge_never_removes(board: Board) -> None:
    fill(board)
    saved = board.export_toml()
    board.add_kpi("Overtime")
    board.import_toml(saved)
    assert board.find_kpi("overtime")
    board.import_toml(saved, Mode.REPLACE)
    assert board.export_toml() == saved


def test_a_board_from_a_file_says_the_same(board: Board, tmp_path: Path, clock: Clock) -> None:
    fill(board)
    board.export_to(tmp_path / "plan.toml")
    with Board.create_from_toml(tmp_path / "copy.db", tmp_path / "plan.toml", who="ben", now=clock) as copy:
        assert copy.export_toml() == board.export_toml()
        assert copy.check() == []


def test_nobody_undoes_somebody_elses_later_change(board: Board, clock: Clock) -> None:
    board.add_action("Tools")
    with Board.open(board.path, who="ben", now=clock) as other:
        other.edit_action("A-1", title="Better tools")
    board_before = board.export_toml()
    with pytest.raises(UndoRefused, match="ben"):
        board.undo()
    assert board.export_toml() == board_before
    with Board.open(board.path, who="ben", now=clock) as other:
        other.undo()
    board.undo()
    assert board.snapshot().actions == ()


def test_the_log_tells_what_was_done(board: Board) -> None:
    board.add_kpi("On-time delivery", target=95)
    board.record("otd", 97.5)
    assert [step.what for step in board.log(limit=2)] == [
        "Record On-time delivery 97.5 for 2026-11-20",
        "Add KPI On-time delivery",
    ]
    change = board.changes_of(board.log(limit=1)[0].txn)[0]
    assert change.old is None
    assert change.new is not None
    assert change.new["value"] == 97.5
