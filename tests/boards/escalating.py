"""Two boards for tests: a line that asks, and the plant that it asks; files between them go by `carry`."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from support import Clock

from boards import built_once
from boards.line import fill
from kpiboard.basics import ids
from kpiboard.board import Board
from kpiboard.views.imports import ImportPlan

PLANT = "Jana Berg"


def carry(sender: Board, receiver: Board, escalation: str | None = None) -> ImportPlan:
    """One escalation, or all open ones, from board to board."""
    return receiver.files.apply_import(receiver.escalation_files.plan(sender.escalation_files.export(escalation)))


@built_once
def line_and_plant(path: Path, clock: Clock) -> None:
    """Line 4 asks for help with its action, its red KPI and what was said; a cell asks the line.

    E-1 (the action) is resolved and not yet confirmed, E-2 (the KPI) waits for 27 hours, E-3 (feedback) was returned
    and confirmed, E-4 is the cell's. The plant, `plant.db` beside the line's file, has the first three under the same
    numbers, E-3 still returned. Ids are part of what a code says, so chance has no part in them.
    """
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        made = itertools.count(1)
        patch.setattr(ids, "os", SimpleNamespace(urandom=lambda size: (next(made) << 6).to_bytes(size)))
        _make(path, path.with_name("plant.db"), Path(folder) / "cell.db", clock)


def _make(line_file: Path, plant_file: Path, cell_file: Path, clock: Clock) -> None:
    with Board.create(line_file, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as line:
        fill(line)
    Board.create(plant_file, name="Plant South", who=PLANT, now=clock, timezone="UTC").close()
    clock.advance(hours=-27)
    with (
        Board.open(line_file, who="JP", now=clock) as line,
        Board.open(plant_file, who=PLANT, now=clock) as plant,
        Board.create(cell_file, name="Cell 41", who="Kim Lund", now=clock, timezone="UTC") as cell,
    ):
        plant.settings.edit(tier=2)
        line.escalations.add(
            action="A-1",
            reason="The second set costs 4000 €; without a signature we may spend 500 €.",
            help_asked="Release the money by Friday",
            to_whom=PLANT,
        )
        line.escalations.add(
            kpi="otd", reason="Dock 2 is closed until January. We cannot open it, and every late order waits there."
        )
        line.escalations.add(feedback="F-1", reason="Only maintenance may buy tools", to_whom=PLANT)
        carry(line, plant)
        clock.advance(hours=2)
        plant.escalations.answer("E-1", "accepted", "I ask the controller today.")
        plant.escalations.answer("E-3", "returned", "Up to 500 € the team orders tools itself.")
        clock.advance(hours=20)
        plant.escalations.answer("E-1", "resolved", "Released: the set arrives on Tuesday.")
        carry(plant, line)
        line.escalations.confirm("E-3")
        cell.settings.edit(tier=1)
        short = cell.actions.add("Two people short on Saturday")
        cell.escalations.add(action=short, reason="The order is due on Monday, and we have nobody left to ask.")
        carry(cell, line)
        clock.advance(hours=5)
