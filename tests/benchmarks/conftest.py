"""Boards of many sizes for the benchmarks, and the floors they are measured against."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode

from bench_floors import KPIS, NOW, readings_of
from support import store_of

from kpiboard import Board


@pytest.fixture(scope="session")
def board_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A file with 50 KPIs and so many readings; each size is made once."""
    made: dict[int, Path] = {}

    def make(count: int) -> Path:
        if count not in made:
            path = tmp_path_factory.mktemp("boards") / f"{count}.db"
            with Board.create(
                path, name="Line 4", template="empty", who="bench", now=lambda: NOW, timezone="UTC"
            ) as board:
                kpis = [board.kpis.add(f"Measure {n:02}", target=95, category="SQDCP"[n % 5]) for n in range(KPIS)]
                with store_of(board).write("bench", "fill", NOW) as writer:
                    writer.put_many(readings_of(kpis, count))
            made[count] = path
        return made[count]

    return make
