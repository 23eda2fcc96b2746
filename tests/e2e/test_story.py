"""The story of the product, by keyboard, in a real terminal: red, answered, said, answered, out, edited, in, undone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from terminal import KPIBOARD, Terminal

from kpiboard import Board


def test_the_story(terminal: Terminal, file: Path) -> None:
    terminal.wait_for("LINE 4", "Quality must not be lost", "Scrap cost")

    # A number turns a KPI red; its status is seen before it is saved.
    terminal.press("r")
    terminal.wait_for("Record a number")
    terminal.type("near 8")
    terminal.wait_for("off target")
    terminal.press("enter")
    terminal.wait_for("2 UNANSWERED", gone="Record a number")

    # The red is answered with an action that is filled in already.
    terminal.press("a")
    terminal.wait_for("Start an action", "Bring Near misses reported back on target", "Lena Ruiz")
    terminal.press("enter")
    terminal.wait_for("A-17", "Quality must not be lost", gone="Start an action")

    # A piece of feedback is read and answered.
    terminal.press("3", "enter")
    terminal.wait_for("F-29", "Target of 95 % is not reachable")
    terminal.press("w")
    terminal.wait_for("Answer F-29")
    terminal.type("Dock 2 opens on Monday")
    terminal.press("enter")
    terminal.wait_for("F-29 is answered")
    terminal.press("escape")
    terminal.wait_for("Scrap cost", gone="─ F-29")

    # The whole board goes out, is edited by hand, and comes back after a look at what would change.
    terminal.press("ctrl+e")
    terminal.wait_for("line4.toml")
    terminal.press("enter")
    terminal.wait_for("Exported to line4.toml")
    plan = file.with_suffix(".toml")
    text = plan.read_text(encoding="utf-8")
    assert 'reply = "Dock 2 opens on Monday"' in text
    plan.write_text(
        text.replace('name = "Scrap cost"', 'name = "Scrap"') + '\n[kpi.co]\nname = "Changeover time"\ntarget = 20\n',
        encoding="utf-8",
    )
    terminal.press("ctrl+o")
    terminal.wait_for("Import", "line4.toml")
    terminal.press("enter")
    terminal.wait_for("2 added, 1 changed, 0 removed", '"Scrap cost" → "Scrap"')
    terminal.press("i")
    terminal.wait_for("▼ 3", gone="Scrap cost")

    # Any of it is undone: the import as one step, then the answer, the action and the number.
    before = board_text(file)
    assert 'name = "Changeover time"' in before
    terminal.press("u")
    terminal.wait_for("▼ 3", "Scrap cost")
    terminal.press("u")
    terminal.press("u")
    terminal.wait_for("2 UNANSWERED")
    terminal.press("u")
    terminal.wait_for("Quality must not be lost")
    terminal.press("ctrl+r")
    terminal.wait_for("2 UNANSWERED")
    terminal.press("ctrl+q")
    assert terminal.wait_for_exit() == 0
    assert 'name = "Changeover time"' not in board_text(file)


def board_text(file: Path) -> str:
    with Board.open(file) as board:
        return board.files.export_toml()


def test_another_program_shows_up_and_a_half_filled_form_stays(terminal: Terminal, file: Path) -> None:
    terminal.wait_for("Quality must not be lost")
    terminal.press("f")
    terminal.wait_for("Give feedback")
    terminal.type("The torque wre")
    done = subprocess.run(
        [*KPIBOARD, "--as", "ben", "record", "near", "8", "-b", str(file)], capture_output=True, text=True, check=True
    )
    assert "off target" in done.stdout
    terminal.wait_for("▼ 3", "The torque wre", timeout=5)
    terminal.type("nch")
    terminal.wait_for("The torque wrench")


def test_changing_the_size_loses_nothing(terminal: Terminal) -> None:
    terminal.wait_for("Scrap cost")
    terminal.press("2", "down")
    for columns, rows in ((60, 20), (200, 60), (80, 24)):
        terminal.resize(columns, rows)
        terminal.wait_for("LOSING" if columns != 200 else "Quality must not be lost")
        terminal.settle()
    terminal.wait_for("▸Actions", "▸◔2 A-16")


@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_a_clean_terminal(file: Path, signal_name: str) -> None:
    import os
    import signal

    number = getattr(signal, signal_name)
    with Terminal([*KPIBOARD, str(file)]) as terminal:
        terminal.wait_for("Scrap cost")
        os.kill(terminal.pid, number)
        seen = b""
        while chunk := terminal.read(2):
            seen += chunk
        assert terminal.wait_for_exit() == 128 + number
    assert b"\x1b[?1049l" in seen  # back from the alternate screen
    assert b"\x1b[?25h" in seen  # the cursor is visible again


def test_the_linux_console_and_ascii_get_only_signs_they_can_draw(file: Path) -> None:
    with Terminal([*KPIBOARD, "--ascii", str(file)], env={"TERM": "linux", "COLORTERM": ""}) as terminal:
        text = terminal.wait_for("Scrap cost", "LOSING")
        own = text.replace("€", "").replace("…", "")
        assert own.isascii(), [sign for sign in own if not sign.isascii()]
        terminal.press("r")
        assert terminal.wait_for("Record a number").replace("€", "").isascii()
    with Terminal([*KPIBOARD, str(file)], env={"TERM": "linux", "COLORTERM": "", "NO_COLOR": "1"}) as terminal:
        text = terminal.wait_for("Scrap cost", "LOSING")
        assert not set(text) & set("▁▂▃▅▆▇▀▄▌▐◑◔◕◉○◆✦✓")
