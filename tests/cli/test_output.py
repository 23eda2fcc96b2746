"""What is printed, for every kind of terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kpiboard.basics.signs import ASCII, CONSOLE, UNICODE
from kpiboard.cli import output

HOSTILE = "see [/floor] \x1b]0;pwned\x07\x1b[31m\x9b2J"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("達成", 4), ("é", 1), ("e\u0301", 1), ("●", 1), ("👍", 2), ("a\u200db", 2), ("", 0)],
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert output.width(text) == cells


def test_columns_align_by_width(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([["達成", "1.5", "x"], ["a", "10.5", "y"], ["b", "2", ""]], ("n", "v", "w"), right=[1])
    assert capsys.readouterr().out == "n        v  w\n達成   1.5  x\na     10.5  y\nb        2\n"


def test_an_empty_table_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([], ("a", "b"))
    assert capsys.readouterr().out == ""


def test_a_terminal_cuts_the_last_column(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_room", lambda: 24)
    output.table([["key", "a long sentence that goes on and on"]])
    assert capsys.readouterr().out == "key  a long sentence th…\n"


def test_long_values_are_folded_at_the_edge_of_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [("because", "late orders cost us customers"), ("empty", "")]
    output.details(pairs, 9)
    assert capsys.readouterr().out == "  because    late orders cost us customers\n"
    monkeypatch.setattr(output, "columns", lambda: 37)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    output.details(pairs, 9)
    assert capsys.readouterr().out == "  because    late orders cost us\n             customers\n"


def test_what_was_drawn_keeps_its_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([[output.Drawn("│   └ a"), "x"], ["  b  c", "y"]])
    assert capsys.readouterr().out == "│   └ a  x\nb c      y\n"


def test_text_cannot_steer_the_terminal(kpiboard: Any, file: Path) -> None:
    import sqlite3

    db = sqlite3.connect(file)
    with db:  # another program knows nothing of our cleaning
        db.execute("UPDATE kpis SET name = ? WHERE key = 'otd'", (HOSTILE,))
    db.close()
    kpiboard("record", "otd", "90")
    for command in (["status"], ["kpi", "list"], ["kpi", "show", "otd"], ["log", "-v"], ["record", "otd", "91"]):
        said = kpiboard(*command).stdout
        assert "see [/floor]" in said
        assert not set(said) & {"\x1b", "\x07", "\x9b"}


@pytest.mark.parametrize("choice", ["--ascii", "encoding"])
def test_signs_fall_back_to_ascii(file: Path, choice: str) -> None:
    options = ["--ascii"] if choice == "--ascii" else []
    environment = {**os.environ, "PYTHONIOENCODING": "ascii" if choice == "encoding" else "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "kpiboard", "record", "otd", "90", "-b", str(file), *options],
        capture_output=True,
        check=True,
        env=environment,
    )
    first = done.stdout.decode("ascii").splitlines()[0]
    assert first.startswith("X off target - On-time delivery 90.0 %")
    assert first.endswith("wanted >= 95")


def test_what_an_encoding_lacks_is_no_traceback(kpiboard: Any, file: Path) -> None:
    kpiboard("kpi", "edit", "otd", "--name", "Lieferung 達成")
    for command in (["status"], ["kpi", "list"], ["record", "otx", "1"]):
        done = subprocess.run(
            [sys.executable, "-m", "kpiboard", *command, "-b", str(file)],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "latin-1"},
            check=False,
        )
        assert b"Traceback" not in done.stderr


def test_colour_only_on_a_terminal_and_never_with_no_color(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.say(("red", "red"))
    assert capsys.readouterr().out == "red\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    output.say(("red", "red"))
    assert capsys.readouterr().out == "\x1b[31m\x1b[1mred\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    output.say(("red", "red"))
    output.table([["a"]], ["head"])
    assert "\x1b" not in capsys.readouterr().out


def test_the_shell_shows_the_signs_that_its_terminal_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert output.alphabet() is UNICODE
    monkeypatch.setenv("TERM", "linux")
    assert output.alphabet() is CONSOLE
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert output.alphabet() is ASCII
