"""A board with nothing on it."""

from __future__ import annotations

from pathlib import Path

from support import Clock

from boards import built_once
from kpiboard.board import Board


@built_once
def empty_board(path: Path, clock: Clock) -> None:
    """The five letters and nothing else, days off on weekends."""
    Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="Europe/Berlin").close()
