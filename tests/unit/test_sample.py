"""The sample file is the demo board."""

from __future__ import annotations

from pathlib import Path

from support import Clock

from kpiboard import Board
from kpiboard.starting.demo import sample_toml

SAMPLE = Path(__file__).parents[2] / "sample_board.toml"


def test_the_sample_file_is_what_the_demo_writes() -> None:
    assert SAMPLE.read_text(encoding="utf-8") == sample_toml()  # python -m kpiboard.starting.demo > sample_board.toml


def test_the_sample_file_imports_into_a_sound_board(tmp_path: Path, clock: Clock) -> None:
    with Board.create_from_toml(tmp_path / "sample.db", SAMPLE, now=clock) as board:
        assert board.files.check() == []
        assert board.files.export_toml() == SAMPLE.read_text(encoding="utf-8")
        assert len(board.snapshot().kpis) == 7
