"""KPIs that count events, in the app: `r` asks what happened, and a count becomes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards.line import make_board
from driving import press, running, said, screen_text, settle, toasts, write
from support import NOON, Clock
from textual.widgets import Input

from kpiboard import Board
from kpiboard.basics.errors import BoardError
from kpiboard.rules.status import Status
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.record import Record
from kpiboard.screens.kpi.definition import COUNT_EVENTS, definition
from kpiboard.screens.kpi.screen import KpiScreen
from kpiboard.views.board import KpiCard

pytestmark = pytest.mark.board(make_board, NOON)


@pytest.fixture(autouse=True)
def safe(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.add("Days without accident", key="safe", category="S", counts_events="yes")


def card(app: KpiBoardApp, key: str = "safe") -> KpiCard:
    assert app.snapshot is not None
    return next(one for one in app.snapshot.kpis if one.kpi.key == key)


async def test_r_asks_what_happened_and_when(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", card(app).kpi.id)
        await press(app, pilot, "r")
        assert isinstance(app.screen, Form)
        assert [field.name for field in app.screen.fields.values()] == ["what", "day", "reason", "code"]
        await write(app, pilot, "finger cut")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        found = card(app)
        assert (found.status, found.latest.value, len(found.reds)) == (Status.OFF_TARGET, 0.0, 1)
        assert "Press a to start an action." in toasts(app)[-1]
        assert "NO ACTION" in screen_text(app)
        await press(app, pilot, "u")
        assert card(app).status is Status.ON_TARGET


async def test_record_leads_there_when_it_is_chosen_among_the_kpis(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        assert isinstance(app.screen, Record)
        await write(app, pilot, "safe")
        assert "Enter asks what happened" in said(app, "#preview")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Form)
        assert app.screen.query_one("#field-day", Input).value == "today"
        assert app.screen.query_one("#field-what", Input).value == ""


async def test_y_explains_the_event_that_waits_though_it_was_days_ago(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.events.add("safe", "finger cut", day=board.today().replace(day=12))
    async with running(path, clock) as (app, pilot):
        app.select("kpi", card(app).kpi.id)
        await press(app, pilot, "y")
        await write(app, pilot, "the guard is on again")
        await press(app, pilot, "enter")
        assert card(app).reds == ()
        assert card(app).status is Status.ON_TARGET


async def test_its_screen_shows_the_days_between(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        for month in range(2, 11):
            board.events.add("safe", "cut", day=board.today().replace(month=month, day=3), reason="looked into it")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        app.select("kpi", card(app).kpi.id)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, KpiScreen)
        shown = screen_text(app)
        assert "48 days since the last one, longer than the 33.4 that chance" in shown
        assert "limits 27.3 to 33.4 d" in shown
        assert "target none" in shown
        await press(app, pilot, "m", "left", "left", "z", "z", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_its_target_is_not_set(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", card(app).kpi.id)
        await press(app, pilot, "s")
        assert "counts events" in toasts(app)[-1]


async def test_a_count_becomes_events_from_the_palette(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.add("Complaints", key="calls", category="S", direction="lower", decimals=0)
        for day in range(1, 20):
            try:
                board.readings.record("calls", 1 if day == 12 else 0, period=f"{board.today():%Y-%m}-{day:02d}")
            except BoardError:
                break
    async with running(path, clock) as (app, pilot):
        app.select("kpi", card(app, "calls").kpi.id)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, KpiScreen)
        told = app.screen.look.told
        assert told is not None
        sheet = definition(told, (), 200, app.glyphs)
        assert COUNT_EVENTS in "".join(text for line in sheet for text, _ in line)
        await press(app, pilot, "escape")
        await app.perform(app.commands["count-events"])
        await settle(app, pilot)
        assert card(app, "calls").kpi.of_events
        assert "counts events now" in toasts(app)[-1]
        await press(app, pilot, "u")
        assert not card(app, "calls").kpi.of_events
