"""A small line: the board that most tests of the app begin with."""

from __future__ import annotations

from pathlib import Path

from support import Clock

from boards import built_once
from kpiboard.board import Board


@built_once
def make_board(path: Path, clock: Clock) -> None:
    """Two KPIs (one red without an answer), an action and a piece of feedback."""
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        fill(board)


def fill(board: Board) -> None:
    board.team.add_person("Joana Prado", "JP")
    board.kpis.add("First-pass yield", key="fpy", category="Q", unit="%", target=97.5, watch=97)
    board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95, share=True, owner="JP")
    board.readings.record("fpy", 98.1)
    board.readings.record("otd", "931/1000")
    board.actions.add("Second set of tools", kpi="fpy", owner="JP", due="2026-11-24")
    board.feedback.add("The torque wrench is worn", kind="idea")
