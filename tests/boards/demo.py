"""The demo board, as a picture or a test begins with it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from support import Clock

from boards import built_once
from kpiboard.board import Board
from kpiboard.starting.demo import ANCHOR, TIMEZONE

SHOWN = ANCHOR.astimezone(UTC)  # the moment of the product's mock: Saturday 21 November 2026, the late shift


@built_once
def demo_board(path: Path, clock: Clock) -> None:
    Board.create(path, template="demo", who="anna", now=clock, timezone=TIMEZONE).close()
