"""A red gets an answer and the answer works: the life of an action, by keyboard, in a real terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

from terminal import KPIBOARD, Terminal

from kpiboard import Board
from kpiboard.model import Stage


def go_to(terminal: Terminal, title: str) -> None:
    terminal.press("/")
    terminal.wait_for("Find")
    terminal.type(title)
    terminal.press("enter")
    terminal.wait_for("LINE 4", gone="Go there")
    terminal.settle()


def test_a_red_gets_an_answer_and_the_answer_works(terminal: Terminal, file: Path) -> None:
    # Two keys: the unanswered red stands first, and everything is filled in.
    terminal.wait_for("1 UNANSWERED", "NO ACTION")
    terminal.press("a")
    terminal.wait_for("Start an action", "Bring On-time delivery back on target", "countermeasure")
    terminal.press("enter")
    terminal.wait_for("A-17", gone="UNANSWERED")

    # What the next step needs is asked, and no more. It is kept when the question is left.
    go_to(terminal, "torque check")
    terminal.press(">")
    terminal.wait_for("A-14: do to check", "Evidence")
    terminal.press("down")
    terminal.settle()
    terminal.type("Three starts checked")
    terminal.press("enter")
    terminal.wait_for("A-14 is in check", gone="do to check")
    terminal.press("u")
    terminal.wait_for("Undone")

    # The KPI says whether it worked; the team decides, says what it learned, and changes the standard.
    go_to(terminal, "off-cut film")
    terminal.press("enter")
    terminal.wait_for("Reuse of off-cut film", "CHECK")
    terminal.press(">")
    terminal.wait_for("check to act", "worked", "because", "Learn")
    terminal.press("down", "down")  # past why it is called better than what was measured: it is not
    terminal.settle()
    terminal.type("Film belongs beside the machine")
    terminal.press("enter")
    terminal.wait_for("A-9 is in act", gone="check to act")
    terminal.press(">")
    terminal.wait_for("act to closed", "tandard")
    terminal.type("The rack is on the 5S sheet")
    terminal.press("enter")
    terminal.wait_for("A-9 is closed", gone="act to closed")
    terminal.press("Z")
    terminal.wait_for("Background", "Current condition")
    terminal.press("escape")
    terminal.wait_for("off-cut film", gone="Current condition")
    terminal.press("c")
    terminal.wait_for("Tuan Le", "ongratulate")
    terminal.press("enter")
    terminal.settle()
    terminal.press("escape")
    terminal.wait_for("LINE 4")

    # How the red contract is kept, beside what the articles found.
    terminal.press("A")
    terminal.wait_for("No red waits for an answer.")
    terminal.press("tab")
    terminal.wait_for("31 %")
    terminal.press("ctrl+q")
    assert terminal.wait_for_exit() == 0

    with Board.open(file) as board:
        action = board.actions.find("A-9")
        assert (action.stage, action.learning) == (Stage.CLOSED, "Film belongs beside the machine")
        assert board.actions.find("A-14").stage is Stage.DO
        assert [one.action_id for one in board.praise.said()][-1:] == [action.id]
        assert board.files.check() == []
    shown = subprocess.run(
        [*KPIBOARD, "-b", str(file), "action", "show", "A-9", "--a3"], capture_output=True, text=True, check=True
    )
    assert "The rack is on the 5S sheet" in shown.stdout
