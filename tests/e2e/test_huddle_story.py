"""The story of a huddle in a real terminal: the whole meeting by keyboard, the power cut in the middle, the minutes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal import KPIBOARD, Terminal


@contextmanager
def opened(file: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    columns, rows = size
    with Terminal([*KPIBOARD, "--ascii", file.name], columns=columns, rows=rows, cwd=file.parent) as terminal:
        terminal.wait_for("LINE 4", "Quality must not be lost")
        yield terminal


def shell(file: Path, *words: str) -> str:
    done = subprocess.run([*KPIBOARD, *words, "-b", str(file)], capture_output=True, text=True, check=True)
    return done.stdout


def test_ten_minutes_at_the_board(file: Path, size: tuple[int, int]) -> None:
    with opened(file, size) as terminal:
        terminal.press("h")
        if size[0] == 80:
            terminal.wait_for("OPEN 1/2", "0 of 10 min")
        terminal.wait_for("S I N C E   T H E   L A S T   H U D D L E", "leads")
        terminal.press("right")
        terminal.wait_for("W H O   I S   H E R E ?", "6 of 7 here")
        terminal.press("7")
        terminal.wait_for("7 of 7 here")
        terminal.press("space")
        terminal.wait_for("S A F E T Y   F I R S T")
        terminal.press("right")
        terminal.wait_for("Congratulate", "it was said", "is back on target")
        terminal.press("c")
        terminal.wait_for("is congratulated", "2 of 4", gone="is back on target")
        terminal.press("right")
        terminal.wait_for("3 of 4")
        terminal.press("right")
        terminal.wait_for("W H O M   D O   W E   T H A N K ?")

        # Reds by letter, then the one without an answer.
        terminal.press("right")
        terminal.wait_for("What is off target", "C U S T O M E R   C O M P L A I N T S")
        terminal.press("right")
        terminal.wait_for("O N - T I M E   D E L I V E R Y", "Signal and red: find today's cause now.")
        terminal.press("right")
        terminal.wait_for("RED WITHOUT AN ANSWER")

        # The power fails in the middle of it.
        terminal.settle()
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_for_exit() == -signal.SIGKILL

    with opened(file, size) as terminal:
        terminal.press("h")
        terminal.wait_for("RED WITHOUT AN ANSWER", "O N - T I M E   D E L I V E R Y")

        # It does not close over that red, says which, and goes there.
        terminal.press("end")
        terminal.wait_for("N O T   Y E T", "1 red has no answer", "go to On-time delivery")
        terminal.press("enter")
        terminal.wait_for("RED WITHOUT AN ANSWER")
        terminal.press("a")
        terminal.wait_for("Bring On-time delivery back on target")
        terminal.press("enter")
        terminal.wait_for("ANSWERED", "A-17", gone="RED WITHOUT AN ANSWER")

        # What is late, who waits for an answer, and the end.
        terminal.press("right", "right")
        terminal.wait_for("What is late, and what does its owner need?")
        terminal.press("right")
        terminal.wait_for("Who waits for an answer from us?")
        terminal.press("w")
        terminal.wait_for("Answer F-29")
        terminal.type("We ask the plant today")
        terminal.press("enter")
        terminal.wait_for("F-29 is answered", gone="Answer F-29")
        terminal.press("end")
        terminal.wait_for("W H A T   W E   D E C I D E D", "A-17", "Answered")
        terminal.press("enter")
        terminal.wait_for("T H A N K   Y O U   A L L", "1 new action")
        terminal.press("enter")
        terminal.wait_for("LINE 4", gone="T H A N K")
        terminal.settle()
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0

    minutes = shell(file, "huddle", "show")
    for words in ("Led by ", "Present: ", "Thanked", "is back on target", "A-17 Bring On-time delivery back on target",
                  "Answered", "F-29"):  # fmt: skip
        assert words in minutes
    assert "Absent: " not in minutes
    assert "Still open" not in minutes
