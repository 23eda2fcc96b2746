"""Keys that come faster than they are handled: each does what it would have done alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from boards.line import make_board
from driving import press, running, settle
from support import NOON, Clock
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Button, Input

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.frame.keyboard import Keyboard

pytestmark = pytest.mark.board(make_board, NOON)


def burst(app: App[None], *keys: str) -> None:
    """All in one read, as after a stall."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


class Fields(Keyboard):
    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input("old", id="second")
        yield Button("Gone", id="gone")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.button.remove()

    @property
    def texts(self) -> list[str]:
        return [field.value for field in self.query(Input)]


async def rest(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause(0.05)


async def test_a_correction_stays_behind_what_it_corrects() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        burst(app, *"99.5", *["backspace"] * 4, *"96.5")
        await rest(pilot)
        assert app.texts == ["96.5", "old"]


async def test_a_letter_behind_a_tab_reaches_the_new_field() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        burst(app, *"ab", "tab", *"cd", "shift+tab", "e")
        await rest(pilot)
        assert app.texts == ["e", "cd"], "a field that is entered is replaced by what is typed"


async def test_a_key_that_takes_away_its_own_widget_holds_up_no_other() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        await pilot.press("tab", "tab")
        burst(app, "enter", "tab", "z")
        await rest(pilot)
        assert not app.query("#gone")
        assert "z" in "".join(app.texts)


@pytest.mark.parametrize("seed", range(8))
async def test_a_burst_writes_what_slow_typing_writes(seed: int) -> None:
    keys = random.Random(seed).choices([*"12.", "backspace", "left", "right", "home", "end", "delete", "tab"], k=24)
    slow, quick = Fields(), Fields()
    async with slow.run_test() as pilot:
        for key in keys:
            await pilot.press(key)
        await rest(pilot)
        expected = slow.texts
    async with quick.run_test() as pilot:
        burst(quick, *keys)
        await rest(pilot)
        assert quick.texts == expected, keys


async def test_a_form_takes_a_burst(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        assert isinstance(app.screen, Form)
        burst(app, *"Abx", "backspace", *"sence", "enter")
        await settle(app, pilot)
        assert _names(app)[-1] == "Absence"
        assert isinstance(app.screen, BoardScreen)


def _names(app: KpiBoardApp) -> list[str]:
    assert app.snapshot is not None
    return [card.kpi.name for card in app.snapshot.kpis]
