"""Two boards for tests: a line that asks, and the plant that it asks; files between them go by `carry`."""

from __future__ import annotations

from pathlib import Path

from support import Clock

from boards.line import make_board
from kpiboard.board import Board
from kpiboard.exchange.toml.changes import ImportPlan

PLANT = "Jana Berg"


def carry(sender: Board, receiver: Board, escalation: str | None = None) -> ImportPlan:
    """One escalation, or all open ones, from board to board."""
    return receiver.apply_import(receiver.plan_escalations(sender.export_escalation(escalation)))


def line_and_plant(folder: Path, clock: Clock) -> tuple[Path, Path]:
    """Line 4 asks for help with its action, its red KPI and what was said; a cell asks the line.

    E-1 (the action) is resolved and not yet confirmed, E-2 (the KPI) waits for 27 hours, E-3 (feedback) was returned
    and confirmed, E-4 is the cell's. The plant has the first three under the same numbers, E-3 still returned.
    """
    line_file, plant_file = folder / "line4.db", folder / "plant.db"
    make_board(line_file, clock)
    Board.create(plant_file, name="Plant South", who=PLANT, now=clock, timezone="UTC").close()
    clock.advance(hours=-27)
    with (
        Board.open(line_file, who="JP", now=clock) as line,
        Board.open(plant_file, who=PLANT, now=clock) as plant,
        Board.create(folder / "cell.db", name="Cell 41", who="Kim Lund", now=clock, timezone="UTC") as cell,
    ):
        plant.edit_board(tier=2)
        line.raise_escalation(
            action="A-1",
            reason="The second set costs 4000 €; without a signature we may spend 500 €.",
            help_asked="Release the money by Friday",
            to_whom=PLANT,
        )
        line.raise_escalation(
            kpi="otd", reason="Dock 2 is closed until January. We cannot open it, and every late order waits there."
        )
        line.raise_escalation(feedback="F-1", reason="Only maintenance may buy tools", to_whom=PLANT)
        carry(line, plant)
        clock.advance(hours=2)
        plant.answer_escalation("E-1", "accepted", "I ask the controller today.")
        plant.answer_escalation("E-3", "returned", "Up to 500 € the team orders tools itself.")
        clock.advance(hours=20)
        plant.answer_escalation("E-1", "resolved", "Released: the set arrives on Tuesday.")
        carry(plant, line)
        line.confirm_escalation("E-3")
        cell.edit_board(tier=1)
        short = cell.add_action("Two people short on Saturday")
        cell.raise_escalation(action=short, reason="The order is due on Monday, and we have nobody left to ask.")
        carry(cell, line)
        clock.advance(hours=5)
    (folder / "cell.db").unlink()
    return line_file, plant_file
