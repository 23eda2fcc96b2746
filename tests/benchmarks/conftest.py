"""Boards of many sizes for the benchmarks, and the floors they are measured against."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from kpiboard import Board
from kpiboard.ids import reading_id
from kpiboard.model import Kpi, Reading

NOW = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)
KPIS = 50

# The floor of a start: a Textual application that shows one line.
BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("PAINTED")
Bare().run()
"""


def readings_of(kpis: list[Kpi], count: int) -> list[Reading]:
    """`count` daily readings up to 20 November 2026, spread over the KPIs; about 55 years of days for a million."""
    newest = date(2026, 11, 20)
    rows = []
    for index in range(count):
        kpi = kpis[index % len(kpis)]
        period = (newest - timedelta(index // len(kpis))).isoformat()
        rows.append(Reading(reading_id(kpi.id, period), kpi.id, period, 90 + (index * 7919 % 1000) / 100))
    return rows


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
                kpis = [board.add_kpi(f"Measure {n:02}", target=95, category="SQDCP"[n % 5]) for n in range(KPIS)]
                with board.store.write("bench", "fill", NOW) as writer:
                    writer.put_many(readings_of(kpis, count))
            made[count] = path
        return made[count]

    return make
