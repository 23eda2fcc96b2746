"""The program on the demo board, in a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import KPIBOARD, Terminal

from kpiboard import Board

SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The demo board as of now, built for each test: the program goes by the real clock."""
    Board.create(tmp_path / "line4.db", template="demo").close()
    return tmp_path / "line4.db"


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Columns and rows."""
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def terminal(file: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    columns, rows = size
    with Terminal([*KPIBOARD, file.name], columns=columns, rows=rows, cwd=file.parent) as opened:
        yield opened
