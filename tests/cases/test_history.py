"""Undo, redo, the log and the TOML file, over the whole board."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import Refused, UndoRefused
from kpiboard.exchange.toml.board_toml import Mode


def fill(board: Board) -> None:
    board.team.add_person("Joana Prado")
    board.team.add_goal("Deliver when promised", category="customer", owner="JP")
    board.kpis.add("On-time delivery", target=95, owner="JP", category="D", goal="Deliver")
    board.readings.record("otd", Entry(90, note="dock 2 closed"))
    board.actions.add("Open dock 2", kpi="otd", owner="JP", due="+2")
    board.actions.note("A-1", "asked the landlord")
    board.actions.set_whys("A-1", ["the door is stuck"])
    board.feedback.add("95 % cannot be reached", kind="kpi_feasibility", kpi="otd", author="JP")
    board.feedback.accept("F-1", title="Look at the target")
    board.kpis.retire("otd", "measured elsewhere")
    board.settings.edit(vision="No late pallet", days_off="sunday, 2026-12-25")


def test_everything_is_undone_and_redone_across_restarts(board: Board, clock: Clock) -> None:
    empty = board.files.export_toml()
    fill(board)
    full = board.files.export_toml()
    steps = 0
    while board.files.export_toml() != empty:
        with Board.open(board.path, who="anna", now=clock) as again:
            again.undo()
        steps += 1
    assert steps == 11
    for _ in range(steps):
        with Board.open(board.path, who="anna", now=clock) as again:
            again.redo()
    assert board.files.export_toml() == full
    with pytest.raises(UndoRefused):
        board.redo()


def test_an_import_is_one_step(board: Board) -> None:
    before = board.files.export_toml()
    planned = board.files.plan_import(
        '[kpi.otd]\nname = "On-time delivery"\ntarget = 95\n[kpi.ot]\nname = "Overtime"\n'
    )
    assert board.files.export_toml() == before
    board.files.apply_import(planned)
    assert [kpi.kpi.key for kpi in board.snapshot().kpis] == ["otd", "ot"]
    board.undo()
    assert board.files.export_toml() == before


def test_an_import_that_was_looked_at_is_refused_when_the_board_moved_on(board: Board) -> None:
    planned = board.files.plan_import('[kpi.otd]\nname = "On-time delivery"\n')
    board.kpis.add("Overtime")
    with pytest.raises(Refused, match="changed since"):
        board.files.apply_import(planned)
    assert [kpi.kpi.key for kpi in board.snapshot().kpis] == ["overtime"]


def test_replace_makes_the_board_what_the_file_says_and_merge_never_removes(board: Board) -> None:
    fill(board)
    saved = board.files.export_toml()
    board.kpis.add("Overtime")
    board.files.import_toml(saved)
    assert board.kpis.find("overtime")
    board.files.import_toml(saved, Mode.REPLACE)
    assert board.files.export_toml() == saved


def test_a_board_from_a_file_says_the_same(board: Board, tmp_path: Path, clock: Clock) -> None:
    fill(board)
    board.files.export_to(tmp_path / "plan.toml")
    with Board.create_from_toml(tmp_path / "copy.db", tmp_path / "plan.toml", who="ben", now=clock) as copy:
        assert copy.files.export_toml() == board.files.export_toml()
        assert copy.files.check() == []


def test_nobody_undoes_somebody_elses_later_change(board: Board, clock: Clock) -> None:
    board.actions.add("Tools")
    with Board.open(board.path, who="ben", now=clock) as other:
        other.actions.edit("A-1", title="Better tools")
    board_before = board.files.export_toml()
    with pytest.raises(UndoRefused, match="ben"):
        board.undo()
    assert board.files.export_toml() == board_before
    with Board.open(board.path, who="ben", now=clock) as other:
        other.undo()
    board.undo()
    assert board.snapshot().actions == ()


def test_the_log_tells_what_was_done(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95)
    board.readings.record("otd", 97.5)
    assert [step.what for step in board.history.log(limit=2)] == [
        "Record On-time delivery 97.5 for 2026-11-20",
        "Add KPI On-time delivery",
    ]
    change = board.history.changes_of(board.history.log(limit=1)[0].txn)[0]
    assert change.old is None
    assert change.new is not None
    assert change.new["value"] == 97.5
