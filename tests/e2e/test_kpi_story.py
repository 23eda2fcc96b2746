"""The story of a KPI that people can trust, by keyboard, in a real terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support import store_of
from terminal import KPIBOARD, Terminal

from kpiboard import Board
from kpiboard.starting.demo import ANCHOR


def find(terminal: Terminal, name: str) -> None:
    terminal.press("/")
    terminal.wait_for("Find")
    terminal.type(name)
    terminal.press("enter")
    terminal.wait_for("UNANSWERED", gone="Go there")


def test_the_story_of_a_kpi(terminal: Terminal, file: Path) -> None:
    terminal.wait_for("LINE 4", "Quality must not be lost")
    find(terminal, "on-time")
    terminal.settle()
    terminal.press("enter")

    # One screen: where it stands, whether anything changed, what the target asks, who owns it.
    terminal.wait_for(
        "Signal and red: find today's cause now.", "93.1", "≥ 95", "limits", "Chart of values", "entered by"
    )
    terminal.press("left")
    terminal.wait_for("93.8")
    terminal.press("m")
    terminal.wait_for("oving range")
    terminal.press("m", "z")
    terminal.wait_for("1 y")

    # Can this target be reached? It is said while the target is typed.
    terminal.press("s")
    terminal.wait_for("Target of On-time delivery")
    terminal.type("99.5")
    terminal.wait_for("the process has changed")  # the last three are near the lower limit
    for _ in "99.5":
        terminal.press("backspace")
    terminal.type("96.5")
    terminal.wait_for("met in")
    terminal.press("enter")
    terminal.wait_for("On-time delivery: ≥ 96.5", gone="Target of On-time delivery")

    # A number outside the process limits is asked about once.
    terminal.press("r")
    terminal.wait_for("Record a number")
    terminal.type("otd 31")
    terminal.wait_for("outside the process limits", "31.0 %")
    terminal.press("enter")
    terminal.wait_for("Really?")
    terminal.press("enter")
    terminal.wait_for("On-time delivery is 31.0 %", gone="Record a number")
    terminal.press("u")
    terminal.wait_for("Undone")
    terminal.press("escape")
    terminal.wait_for("UNANSWERED", gone="Chart of values")

    # Standing back: the letters, the tree, the four questions, the balance, the reasons.
    for key, words in (
        ("l", "D Delivery"),
        ("t", "actions done"),
        ("i", "Is it easily measurable?"),
        ("b", "The vital few"),
        ("P", "dock 2 closed"),
    ):
        terminal.press(key)
        terminal.wait_for(words)
        terminal.press("escape")
        terminal.wait_for("UNANSWERED", "On-time delivery", gone=words)
        terminal.settle()
    terminal.press("ctrl+q")
    assert terminal.wait_for_exit() == 0
    with Board.open(file) as board:
        assert board.targets.of("otd")[-1].low == 96.5


def test_a_nightly_file_is_one_command(file: Path, tmp_path: Path) -> None:
    def kpiboard(*words: str, stdin: str | None = None) -> str:
        done = subprocess.run(
            [*KPIBOARD, *words, "-b", str(file)], capture_output=True, text=True, check=True, input=stdin, cwd=tmp_path
        )
        return done.stdout + done.stderr

    old = ANCHOR.replace(year=ANCHOR.year - 10)
    text = f"Datum;Wert\n{old:%d.%m.%Y};1.234,5\n"
    (tmp_path / "night.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    kpiboard("kpi", "add", "Energy", "--unit", "kWh", "--key", "energy")
    assert "1 new" in kpiboard("readings", "import", "night.csv", "--kpi", "energy", "--dry-run")
    kpiboard("readings", "import", "night.csv", "--kpi", "energy", "--save-as", "energy")
    with Board.open(file) as board:
        assert [reading.value for reading in store_of(board).all_readings() if reading.value == 1234.5] == [1234.5]
    again = kpiboard("readings", "import", "-", "--mapping", "energy", stdin=text)
    assert "nothing" in again.lower()
    assert "1234.5" in kpiboard("readings", "export", "--kpi", "energy")
