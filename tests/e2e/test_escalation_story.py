"""Help from the next tier, from board to board and back, by keyboard, in a real terminal."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from camera import Cell, scanned
from terminal import KPIBOARD, Terminal

from kpiboard import Board
from kpiboard.rules.escalation import State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A line with work of its own, and the plant it belongs to."""
    with Board.create(tmp_path / "line4.db", name="Line 4", who="JP", timezone="UTC") as board:
        board.kpis.add("Scrap cost", key="scrap", unit="€", target=400, direction="lower", decimals=0)
        board.actions.add("Second set of tools", kpi="scrap")
    with Board.create(tmp_path / "plant.db", name="Plant South", who="Jana", timezone="UTC") as board:
        board.settings.edit(tier=2)
    return tmp_path


class Boards:
    """The program on one board after the other, as if the file went from machine to machine."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder, self.size = folder, size

    @contextmanager
    def open(self, board: str) -> Iterator[Terminal]:
        columns, rows = self.size
        with Terminal([*KPIBOARD, f"{board}.db"], columns=columns, rows=rows, cwd=self.folder) as opened:
            yield opened
            opened.press("ctrl+q")
            assert opened.wait_for_exit() == 0

    def state(self, board: str) -> State:
        with Board.open(self.folder / f"{board}.db") as opened:
            (card,) = opened.escalations.cards()
            return card.state


def import_file(terminal: Terminal, *seen: str) -> None:
    """E-1.toml is what the form proposes."""
    terminal.press("i")
    terminal.wait_for("Import an escalation", "E-1.toml")
    terminal.press("enter")
    terminal.wait_for(*seen)
    terminal.press("i")
    terminal.wait_for("Imported: ", gone="Cancel")


def test_the_story(folder: Path, size: tuple[int, int]) -> None:
    boards, carried = Boards(folder, size), folder / "E-1.toml"

    # The line cannot solve it alone, and says why; it stays in sight.
    with boards.open("line4") as line:
        line.wait_for("Line 4", "Second set of tools")
        line.press("2", "j")
        line.wait_for("Ask tier 2 for help", "A-1 Second set of tools")
        line.type("Beyond 500 euro somebody has to sign")
        line.press("tab")
        line.type("Sign it")
        line.press("enter")
        line.wait_for("E-1 asks tier 2", gone="Ask tier 2 for help")
        line.press("j")
        line.wait_for("waits for an answer", "1 asked by this board")
        if size == (160, 45):  # large enough for a phone's camera to carry all of it
            line.press("q")
            line.wait_for("E-1 for a phone", "It holds the whole file")
            line.settle()
            carried.write_text(scanned(cells(line)), encoding="utf-8")
            line.press("escape")
            line.wait_for("1 asked by this board")
        else:
            line.press("e")
            line.wait_for("E-1.toml", "Export")
            line.press("enter")
            line.wait_for("Exported to")
    assert 'help_asked = "Sign it"' in carried.read_text(encoding="utf-8")

    # The next tier looks at the file before it takes it, and answers.
    with boards.open("plant") as plant:
        plant.wait_for("Plant South")
        plant.press("Q")
        plant.wait_for("Nothing is escalated")
        import_file(plant, "added", "escalation E-1 of Line 4")
        plant.wait_for("from Line 4", "Beyond 500 euro")
        plant.press("k")
        plant.wait_for("Accept E-1")
        plant.press("enter")
        plant.wait_for("E-1 is accepted")
        plant.press("w")
        plant.wait_for("Resolve E-1")
        plant.type("Signed and ordered")
        plant.press("enter")
        plant.wait_for("E-1 is resolved")
        plant.press("e")
        plant.wait_for("E-1.toml", "Export")
        plant.press("enter")
        plant.wait_for("Replace the file?")
        plant.press("y")
        plant.wait_for("Exported to")
    assert boards.state("line4") is State.RAISED

    # The line gets the answer, and confirms that it helps.
    with boards.open("line4") as line:
        line.wait_for("Line 4", "Second set of tools")
        line.press("Q")
        line.wait_for("waits for an answer")
        import_file(line, "answer to E-1: resolved")
        line.wait_for("resolved, to be confirmed")
        line.press(">")
        line.wait_for("E-1 is confirmed")
    assert (boards.state("line4"), boards.state("plant")) == (State.CONFIRMED, State.RESOLVED)

    # The next tier sees that, from the shell this time, and is done with it.
    kpiboard(folder, "escalation", "export", "E-1", "-o", "E-1.toml", "--force", "-b", "line4.db")
    assert "confirmed_by: nothing" in kpiboard(
        folder, "escalation", "import", "E-1.toml", "--dry-run", "-b", "plant.db"
    )
    assert "0 added, 1 changed" in kpiboard(folder, "escalation", "import", "E-1.toml", "-b", "plant.db")
    assert "Nothing would change" in kpiboard(folder, "escalation", "import", "E-1.toml", "-b", "plant.db")
    assert boards.state("plant") is State.CONFIRMED
    assert "E-1" not in kpiboard(folder, "escalation", "list", "-b", "plant.db")


def kpiboard(folder: Path, *words: str) -> str:
    done = subprocess.run([*KPIBOARD, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def cells(terminal: Terminal) -> list[list[Cell]]:
    """What pyte has drawn; its colours are names or six hexadecimal digits."""

    def light(colour: str) -> bool:
        return colour == "white" or (len(colour) == 6 and int(colour[:2], 16) > 127)

    screen = terminal._screen
    found: list[list[Cell]] = []
    for y in range(screen.lines):
        row = (screen.buffer[y][x] for x in range(screen.columns))
        found.append([(one.data, light(one.fg), light(one.bg)) for one in row])
    return found
