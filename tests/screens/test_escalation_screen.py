"""Escalations by keyboard: asked, answered, confirmed, carried; and the code that a phone reads off the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.escalating import PLANT, line_and_plant
from boards.line import make_board
from camera import Cell, scanned
from driving import press, running, said, screen_text, toasts, write
from stage import SIZES
from support import NOON, Clock
from textual.strip import Strip

from kpiboard.board import Board
from kpiboard.rules.escalation import State
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.base import Confirm, Lines
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.import_plan import ImportDialog
from kpiboard.screens.escalation.qr import EscalationQr
from kpiboard.screens.escalation.screen import EscalationScreen

pytestmark = pytest.mark.board(line_and_plant, NOON)


@pytest.fixture
def line(path: Path) -> Path:
    return path


@pytest.fixture
def plant(path: Path) -> Path:
    return path.with_name("plant.db")


def states(app: KpiBoardApp) -> dict[str, str]:
    assert app.snapshot is not None
    return {card.label: card.state.value for card in app.snapshot.escalations}


def focus(app: KpiBoardApp, kind: str) -> None:
    assert app.snapshot is not None
    cards = {
        "kpi": [card.kpi.id for card in app.snapshot.kpis if card.kpi.key == "otd"],
        "action": [card.action.id for card in app.snapshot.actions],
        "feedback": [card.feedback.id for card in app.snapshot.feedback],
    }
    app.select(kind, cards[kind][0])  # type: ignore[arg-type]


# Asking


@pytest.mark.parametrize(
    ("kind", "about"),
    [("kpi", "On-time delivery"), ("action", "A-1 Second set of tools"), ("feedback", "F-1 The torque wrench is worn")],
)
async def test_j_asks_the_next_tier(tmp_path: Path, clock: Clock, kind: str, about: str) -> None:
    path = tmp_path / "line4.db"
    make_board(path, clock)
    async with running(path, clock) as (app, pilot):
        focus(app, kind)
        await press(app, pilot, "j")
        assert isinstance(app.screen, Form)
        assert "Ask tier 2 for help" in screen_text(app)
        assert about in screen_text(app)
        await press(app, pilot, "enter")
        assert "The reason is empty." in said(app)
        await write(app, pilot, "It is beyond us")
        await press(app, pilot, "tab")
        await write(app, pilot, "Release the money")
        await press(app, pilot, "tab", "tab")
        await write(app, pilot, "0")
        await press(app, pilot, "enter")
        assert "1 to 999" in said(app)
        await press(app, pilot, "backspace", "8")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert toasts(app) == [f"E-1 asks tier 2: {about}"]
        assert app.snapshot is not None
        row = app.snapshot.escalations[0].escalation
        assert (row.about, row.reason, row.help_asked, row.answer_hours) == (
            about, "It is beyond us", "Release the money", 8)  # fmt: skip
        # Once asked, the same key shows how it stands; and again it is back.
        await press(app, pilot, "j")
        assert isinstance(app.screen, EscalationScreen)
        await press(app, pilot, "j")
        assert isinstance(app.screen, BoardScreen)
        await press(app, pilot, "u")
        assert states(app) == {}


async def test_without_an_escalation_the_list_says_how_to_ask(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    make_board(path, clock)
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "Q")
        assert "Nothing is escalated" in screen_text(app)
        footer = screen_text(app).splitlines()[-1]
        assert "i Import" in footer
        assert not re.search("Accept|Confirm|Export|QR", footer)
        await press(app, pilot, "e", "q", "k", "enter", "escape")
        assert isinstance(app.screen, BoardScreen)
        focus(app, "action")
        await press(app, pilot, "q")
        assert "No help has been asked for it. j asks the next tier." in " ".join(toasts(app)[0].split("\n"))


# The list


async def test_the_list_says_how_each_one_stands(line: Path, clock: Clock) -> None:
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q")
        shown = screen_text(app)
        assert "2 asked by this board, 1 asked of it" in shown
        asked_of, asked_by, confirmed = re.split("Asked by this board|Confirmed", shown)
        assert re.search(r"E-4  A-1 Two people short on Saturday +waits for an answer, 5 h", asked_of)
        assert "from Cell 41 · The order is due on Monday" in asked_of
        assert re.search(r"E-2  On-time delivery +▲ no answer for 27 h", asked_by)
        assert re.search(r"E-1  A-1 Second set of tools +resolved, to be confirmed", asked_by)
        assert asked_by.index("E-2") < asked_by.index("E-1")  # what is overdue comes first
        assert re.search(r"E-3  F-1 The torque wrench is worn +confirmed", confirmed)


async def test_enter_opens_one_and_escape_leads_back(line: Path, clock: Clock) -> None:
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q", "down", "down", "enter")
        shown = screen_text(app)
        assert "Escalation ── E-1 ── resolved, to be confirmed" in shown
        assert re.search(r"Why +The second set costs 4000 €", shown)
        assert re.search(r"Help +Release the money by Friday", shown)
        assert re.search(r"KPI +First-pass yield", shown)
        assert re.search(r"To +tier 2, Jana Berg", shown)
        assert re.search(r"Asked +Thu 19 Nov 08:00 by JP", shown)
        assert re.search(r"accepted +Thu 19 Nov 10:00 by Jana Berg\s+I ask the controller today\.", shown)
        assert re.search(r"resolved +Fri 20 Nov 06:00 by Jana Berg\s+Released: the set arrives on Tuesday\.", shown)
        await press(app, pilot, "escape")
        assert "Asked by this board" in screen_text(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_beside_the_list_stands_what_the_cursor_is_on(line: Path, clock: Clock) -> None:
    async with running(line, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "Q")
        assert "ESCALATION   E-4" in screen_text(app)
        assert "a file that takes the answer back to Cell 41" in screen_text(app)
        await press(app, pilot, "down")
        assert "ESCALATION   E-2" in screen_text(app)
        assert "wanted by Fri 20 Nov 08:00" in screen_text(app)
        await press(app, pilot, "tab", "end")
        assert "▸ q" in screen_text(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, EscalationQr)


async def test_what_is_answered_before_it_was_raised_again_is_marked(line: Path, clock: Clock) -> None:
    async with running(line, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "Q", "down", "down", "less_than_sign")
        assert isinstance(app.screen, Form)
        await press(app, pilot, *["backspace"] * 80)
        await write(app, pilot, "It did not arrive")
        clock.advance(hours=1)
        await press(app, pilot, "enter")
        assert states(app)["E-1"] == "raised"
        assert "before it was raised again" in screen_text(app)
        assert "It did not arrive" in screen_text(app)


# What can be done


async def test_the_team_confirms(line: Path, clock: Clock) -> None:
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q", "down", "down")
        footer = screen_text(app).splitlines()[-1]
        assert "> Confirm  < Raise again  e Export  q QR code" in footer
        assert "Accept" not in footer
        await press(app, pilot, "greater_than_sign")
        assert states(app)["E-1"] == "confirmed"
        assert toasts(app) == ["E-1 is confirmed; e writes the file that tells tier 2."]
        await press(app, pilot, "u")
        assert states(app)["E-1"] == "resolved"


async def test_what_makes_no_sense_is_not_offered(line: Path, clock: Clock) -> None:
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q", "down")  # E-2 has no answer yet
        footer = screen_text(app).splitlines()[-1]
        assert not re.search("Accept|Resolve|Return|Confirm|again", footer)
        before = states(app)
        await press(app, pilot, "k", "w", "d", "greater_than_sign", "less_than_sign")
        assert isinstance(app.screen, EscalationScreen)
        assert states(app) == before


@pytest.mark.parametrize(
    ("key", "state", "title"),
    [("k", State.ACCEPTED, "Accept E-2"), ("w", State.RESOLVED, "Resolve E-2"), ("d", State.RETURNED, "Return E-2")],
)
async def test_the_next_tier_answers(plant: Path, clock: Clock, key: str, state: State, title: str) -> None:
    async with running(plant, clock) as (app, pilot):
        await press(app, pilot, "Q", key)
        assert title in screen_text(app)
        assert "E-2 of Line 4: On-time delivery" in screen_text(app)
        if state is not State.ACCEPTED:
            await press(app, pilot, "enter")
            assert "The answer is empty." in said(app)
        await write(app, pilot, "We open dock 2 on Monday")
        await press(app, pilot, "enter")
        assert states(app)["E-2"] == state.value
        assert toasts(app) == [f"E-2 is {state.value}; e writes the file that tells Line 4."]


async def test_enter_on_a_line_does_what_it_says(plant: Path, clock: Clock) -> None:
    async with running(plant, clock) as (app, pilot):
        await press(app, pilot, "Q", "enter")
        await press(app, pilot, "down", "enter")
        assert isinstance(app.screen, Form)
        await press(app, pilot, "enter")
        assert states(app)["E-2"] == "accepted"


async def test_a_read_only_board_only_shows(line: Path, clock: Clock) -> None:
    async with running(line, clock, read_only=True) as (app, pilot):
        focus(app, "kpi")
        await press(app, pilot, "j")
        assert isinstance(app.screen, EscalationScreen)
        await press(app, pilot, "Q", "Q", "down", "down", "greater_than_sign", "i")
        assert isinstance(app.screen, EscalationScreen)
        assert states(app)["E-1"] == "resolved"
        await press(app, pilot, "q")
        assert isinstance(app.screen, EscalationQr)


async def test_a_read_only_board_asks_nobody(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    make_board(path, clock)
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "j")
        assert isinstance(app.screen, BoardScreen)
        assert "read-only" in toasts(app)[-1]


# Files


async def test_from_board_to_board_and_back(line: Path, plant: Path, clock: Clock) -> None:
    target = line.with_name("E-2.toml")
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q", "down", "e", "enter")
        assert toasts(app) == [f"Exported to {target}"]
    async with running(plant, clock) as (app, pilot):
        await press(app, pilot, "Q", "w")
        await write(app, pilot, "Dock 2 opens on Monday")
        await press(app, pilot, "enter")
        await press(app, pilot, "e", "enter")
        assert isinstance(app.screen, Confirm)  # both files lie in one folder here
        await press(app, pilot, "y")
        assert toasts(app) == [f"Exported to {target}"]
    async with running(line, clock) as (app, pilot):
        for look in ("answer to E-2: resolved", "Nothing would change"):
            await press(app, pilot, "Q", "i", *["backspace"] * len("1.toml"))
            await write(app, pilot, "2.toml")
            await press(app, pilot, "enter")
            assert isinstance(app.screen, ImportDialog)
            assert look in screen_text(app)
            await press(app, pilot, "i", "escape")
            assert states(app)["E-2"] == "resolved"
        await press(app, pilot, "u")
        assert states(app)["E-2"] == "raised"


async def test_a_wrong_file_is_explained(line: Path, clock: Clock) -> None:
    with Board.open(line, now=clock) as board:
        board.escalation_files.export_to(line.with_name("E-1.toml"), "E-1")
    async with running(line, clock) as (app, pilot):
        await press(app, pilot, "Q", "i", "enter")
        assert isinstance(app.screen, Lines)
        assert "was raised on this board" in screen_text(app)


# The code


def seen(app: KpiBoardApp) -> str:
    """What a camera reads off the whole screen."""

    def row(strip: Strip) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _ in strip:
            assert style is not None
            light = [bool(colour and sum(colour.get_truecolor()) > 384) for colour in (style.color, style.bgcolor)]
            cells += [(sign, *light) for sign in text]  # type: ignore[misc]
        return cells

    return scanned([row(strip) for strip in app.screen._compositor.render_strips()])


@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
async def test_a_phone_reads_the_whole_file_off_a_large_screen(
    line: Path, plant: Path, clock: Clock, theme: str
) -> None:
    async with running(line, clock, size=(160, 45)) as (app, pilot):
        app.theme = theme
        await press(app, pilot, "Q", "down", "q")
        assert "It holds the whole file" in screen_text(app)
        text = seen(app)
    with Board.open(line, now=clock) as board:
        assert text == board.escalation_files.texts("E-2")[0]
    with Board.open(plant, who=PLANT, now=clock) as board:
        assert board.escalation_files.plan(text).plan.is_empty  # it has the same already


@pytest.mark.parametrize(
    ("size", "ascii", "cut"), [((80, 24), False, True), ((140, 50), True, True), ((120, 36), False, False)]
)
async def test_a_smaller_screen_holds_a_short_text(
    line: Path, clock: Clock, size: tuple[int, int], ascii: bool, cut: bool
) -> None:
    async with running(line, clock, size=size, ascii=ascii) as (app, pilot):
        await press(app, pilot, "Q", "down", "q")
        assert "It holds a short text" in screen_text(app)
        assert ("cut at" in screen_text(app)) is cut
        text = seen(app)
    assert text.startswith("E-2 Line 4: On-time delivery\nWhy: Dock 2 is closed until January.")
    assert text.endswith("…") is cut


async def test_a_code_that_says_nothing_is_not_drawn(line: Path, clock: Clock) -> None:
    async with running(line, clock, size=(80, 24), ascii=True) as (app, pilot):
        await press(app, pilot, "Q", "q")
        assert "##" not in screen_text(app)
        assert "This terminal is too small for a code: it takes 37 rows of 104 columns." in screen_text(app)
        await pilot.resize_terminal(160, 50)
        await press(app, pilot)
        assert "##" in screen_text(app)
        assert seen(app).startswith("E-4 Cell 41: A-1 Two people short on Saturday")


@pytest.mark.parametrize("key", ["escape", "q", "enter", "space"])
async def test_any_key_closes_the_code(line: Path, clock: Clock, key: str) -> None:
    async with running(line, clock) as (app, pilot):
        focus(app, "action")
        await press(app, pilot, "q")
        assert "E-1 for a phone" in screen_text(app)
        await press(app, pilot, key)
        assert isinstance(app.screen, BoardScreen)


# Any size, any text


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_size_can_be_drawn(line: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(line, clock, size=size) as (app, pilot):
        await press(app, pilot, "Q")
        for keys in (["enter"], ["end"], ["q"]):
            await press(app, pilot, *keys)
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1]


async def test_text_of_another_board_steers_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "plant.db"
    make_board(path, clock)
    nasty = "[red]x[/red] [@click=app.quit]y[/] \\u001b[31m " + "word" * 60
    text = (
        f'[from]\nid = "b"\nname = "[bold]Line[/]"\n[escalation.E-1]\nid = "e"\nabout = "[red]about[/red]"\n'
        f'reason = "{nasty}"\nraised_at = 2026-11-20T09:00:00Z\n'
        f'[[escalation.E-1.answers]]\nid = "a"\nstate = "accepted"\nanswered_at = 2026-11-20T10:00:00Z\n'
        f'text = "{nasty}"\n'
    )
    with Board.open(path, now=clock) as board:
        board.files.apply_import(board.escalation_files.plan(text))
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "Q")
        assert "[red]about[/red]" in screen_text(app)
        assert "from [bold]Line[/]" in screen_text(app)
        await press(app, pilot, "enter")
        assert "[@click=app.quit]y[/]" in screen_text(app)
        await press(app, pilot, "w")
        assert "E-1 of [bold]Line[/]" in screen_text(app)
        await press(app, pilot, "escape", "q")
        assert "[red]x[/red]" in screen_text(app)
