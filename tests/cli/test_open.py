"""What opens the board on the screen; the screen itself is replaced."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kpiboard import Board


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the screen was asked to show: path, choices, and what the board there held."""
    calls: list[dict[str, Any]] = []

    def run(path: Path, **choices: object) -> int:
        kpis = None
        if path.exists():
            with Board.open(path) as board:
                kpis = len(board.snapshot(history=1).kpis)
        calls.append({"path": path, "kpis": kpis, **choices})
        return 7

    screen = ModuleType("kpiboard.screens.app")
    screen.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kpiboard.screens.app", screen)
    return calls


def test_without_arguments_it_opens_the_board(kpiboard: Any, opened: list[Any], file: Path) -> None:
    kpiboard(code=7)
    assert opened == [{"path": file, "kpis": 4, "theme": None, "ascii": False, "read_only": False, "who": None}]


@pytest.mark.parametrize(
    "typed",
    [
        ["FILE", "--theme", "light", "--ascii", "--read-only", "--as", "rui"],
        ["--theme", "light", "--ascii", "--read-only", "--as", "rui", "FILE"],
        ["open", "FILE", "--theme", "light", "--ascii", "--read-only", "--as", "rui"],
        ["-b", "FILE", "--theme", "light", "--ascii", "--read-only", "--as", "rui"],
        ["open", "-b", "FILE", "--theme", "light", "--ascii", "--read-only", "--as", "rui"],
    ],
)
def test_file_and_choices_anywhere(kpiboard: Any, opened: list[Any], tmp_path: Path, typed: list[str]) -> None:
    other = tmp_path / "other.db"
    kpiboard(*[str(other) if word == "FILE" else word for word in typed], code=7)
    assert opened == [{"path": other, "kpis": None, "theme": "light", "ascii": True, "read_only": True, "who": "rui"}]


@pytest.mark.parametrize("word", ["board2", "./recrod", "line9.db", "line9.kpiboard", "Linie 4"])
def test_what_looks_like_a_file(
    kpiboard: Any, opened: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    kpiboard(word, code=7)
    assert opened[0]["path"] == Path(word)


def test_an_existing_file_wins_over_a_near_miss(
    kpiboard: Any, opened: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Did you mean record?" in kpiboard("recrod", code=2).stderr
    assert opened == []
    (tmp_path / "line4.db").rename(tmp_path / "recrod")
    kpiboard("recrod", code=7)
    assert opened[0]["path"] == Path("recrod")


def test_the_demo_is_thrown_away(kpiboard: Any, opened: list[Any]) -> None:
    kpiboard("demo", "--theme", "dark", code=7)
    assert (opened[0]["kpis"], opened[0]["theme"]) == (7, "dark")
    assert not opened[0]["path"].parent.exists()


def test_the_demo_is_kept(kpiboard: Any, opened: list[Any], tmp_path: Path) -> None:
    kept = tmp_path / "demo.db"
    kpiboard("demo", "--keep", str(kept), code=7)
    assert opened[0]["path"] == kept
    assert kept.exists()
    assert "exists already" in kpiboard("demo", "--keep", str(kept), code=1).stderr
    assert len(opened) == 1
