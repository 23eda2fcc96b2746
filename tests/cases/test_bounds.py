"""What older versions and other programs left outside its bounds: it opens, it is named, and it can be put right."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import ImportProblems, InvalidInput


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Path:
    """A board as another program has left it."""
    path = tmp_path / "old.db"
    with Board.create(path, name="LINE 4", now=clock) as board:
        board.kpis.add("On-time delivery", key="otd", unit="%", target=95)
        board.readings.record("otd", 97.5)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE kpis SET decimals = 9, unit = 'orders of a whole week', key = ?", ("k" * 40,))
        other.execute("UPDATE board SET vision = ?", ("v" * 121,))
    return path


def test_it_opens_and_shows(file: Path, clock: Clock) -> None:
    with Board.open(file, now=clock) as board:
        (card,) = board.snapshot().kpis
        assert card.kpi.decimals == 9
        assert card.latest.value == 97.5


def test_check_names_each_value(file: Path, clock: Clock) -> None:
    with Board.open(file, now=clock) as board:
        assert board.files.check() == [
            "The board LINE 4, vision: 121 characters are too long; at most 120 fit. Edit it.",
            "KPI On-time delivery, key: 40 characters are too long; at most 24 fit. Edit it.",
            "KPI On-time delivery, unit: 22 characters are too long; at most 16 fit. Edit it.",
            "KPI On-time delivery, decimals: 9 is not a whole number from 0 to 6. Edit it.",
        ]


def test_each_can_be_put_right(file: Path, clock: Clock) -> None:
    with Board.open(file, now=clock) as board:
        board.kpis.edit("On-time delivery", definition="orders on time")  # one field is no reason to ask for the others
        board.kpis.edit("On-time delivery", decimals="2", unit="%", key="otd")
        board.settings.edit(vision="Every pallet right")
        assert board.files.check() == []


def test_a_file_is_told_the_same(file: Path, clock: Clock) -> None:
    with Board.open(file, now=clock) as board:
        text = board.files.export_toml()
        with pytest.raises(ImportProblems) as refused:
            board.files.plan_import(text)
        with pytest.raises(InvalidInput) as typed:
            board.kpis.edit("On-time delivery", decimals=9)
    (line,) = [one for one in refused.value.problems if "decimals" in one]
    assert line.endswith(f"decimals: {typed.value.clause}")
