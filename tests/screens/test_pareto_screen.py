"""The Pareto: bars, windows, before and after an action, and the readings behind a bar; by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.study import study_board
from driving import press, running, screen_text, settle, write
from stage import SIZES
from support import NOON, Clock
from textual.pilot import Pilot

from kpiboard.basics.entry import Entry
from kpiboard.board import Board
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.base import Lines
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.studies.pareto import ParetoScreen
from kpiboard.views.studies import ParetoStudy

pytestmark = pytest.mark.board(study_board, NOON)


async def open_on(app: KpiBoardApp, pilot: Pilot[None], key: str) -> ParetoScreen:
    assert app.snapshot is not None
    app.select("kpi", next(card.kpi.id for card in app.snapshot.kpis if card.kpi.key == key))
    await press(app, pilot, "P")
    assert isinstance(app.screen, ParetoScreen)
    return app.screen


def study(app: KpiBoardApp) -> ParetoStudy:
    assert isinstance(app.screen, ParetoScreen)
    assert app.screen.study is not None
    return app.screen.study


async def test_the_largest_reason_first_the_vital_few_loud_other_last(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "dock2")
        shown = screen_text(app)
    rows = [line for line in shown.split("\n") if re.search(r"\d+ % +\d+ % +\d+", line)]
    assert re.search(r"dock closed +█+┫ +┆ +17  46 % +46 % +30", rows[0])
    assert re.search(r"Other +▒+ .*┤ +3 +8 % +100 % +1", rows[-1])
    assert [("█" in line, "▒" in line) for line in rows] == [(True, False)] * 4 + [(False, True)] * 2
    marks = [max(line.find("┫"), line.find("┤")) for line in rows]
    assert marks == sorted(marks)
    assert "4 of 6 reasons make 86 %" in shown
    assert "37 in the window · 51 before" in shown
    assert "23 Aug to 20 Nov, 65 working days; before: 25 May to 22 Aug, 65 working days" in shown
    assert "█ the vital few" in shown


async def test_arrows_choose_the_window(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await open_on(app, pilot, "dock2")
        assert "[90 days]" in screen_text(app)
        await press(app, pilot, "left")
        assert "[30 days]" in screen_text(app)
        assert (study(app).window.until - study(app).window.since).days == 29
        await press(app, pilot, "left", "right", "right", "right")
        assert "[365 days]" in screen_text(app)
        assert sum(bar.count for bar in study(app).bars) > 80


async def test_windows_of_unlike_working_days_are_compared_by_rates(path: Path, clock: Clock) -> None:
    with Board.open(path, who="JP", now=clock) as board:
        board.settings.edit(days_off="saturday, sunday, 2026-11-02, 2026-11-03")
    async with running(path, clock) as (app, pilot):
        await open_on(app, pilot, "dock2")
        assert "63 working days; before" in screen_text(app)
        assert re.search(r"count +% +cum\. +a day +before", screen_text(app))
        assert re.search(r"dock closed .* 0\.27 +0\.46", screen_text(app))


async def test_before_and_after_a_countermeasure(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "dock2")
        await press(app, pilot, "F")
        await write(app, pilot, "gate")
        await press(app, pilot, "enter")
        shown = screen_text(app)
        assert "since A-1 Second gate at dock 2  23 Oct to 20 Nov" in shown
        assert "[A-1]" in shown
        found = next(bar for bar in study(app).bars if bar.code == "dock closed")
        assert found.count == 0
        assert found.before > 0
        await press(app, pilot, "left")  # back to the last days
        assert study(app).around is None
        assert "[90 days]" in screen_text(app)


async def test_without_a_kpi_in_focus_it_is_the_whole_board(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "3", "P")
        assert "Pareto  all KPIs" in screen_text(app)
        assert app.selection is None
        assert sum(bar.count for bar in study(app).bars) > 40


async def test_enter_tells_when_and_a_starts_an_action_on_the_kpi(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        screen = await open_on(app, pilot, "dock2")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Lines)
        assert "dock closed: 17 times" in screen_text(app)
        assert len(app.screen.lines) == 17
        assert re.match(r"Tue 20 Oct  Dock 2 on time  \d\d\.\d %", app.screen.lines[0])
        await press(app, pilot, "escape", "end", "enter")
        assert len(app.screen.lines) == 3  # Other
        await press(app, pilot, "escape")
        assert app.selection == Selection("kpi", screen.kpi_id or "")
        await press(app, pilot, "a")
        assert "came back" in screen_text(app), "what worked before is proposed first"
        await press(app, pilot, "down", "enter")
        assert isinstance(app.screen, Form)


async def test_a_new_reason_shows_at_once_and_the_cursor_stays(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        screen = await open_on(app, pilot, "dock2")
        await press(app, pilot, "down", "down")
        here = screen.reasons.cursor
        before = sum(bar.count for bar in study(app).bars)
        await app.attempt(lambda board: board.readings.record("dock2", Entry("60/80", code="fog"), period="2026-11-20"))
        await settle(app, pilot)
        assert "fog" in screen_text(app)
        assert sum(bar.count for bar in study(app).bars) == before + 1
        assert screen.reasons.cursor == here


async def test_without_reasons_it_says_where_they_come_from(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await open_on(app, pilot, "safe")
        assert "No reasons in this window" in screen_text(app)
        await press(app, pilot, "enter", "down", "right")
        await press(app, pilot, "P")
        assert isinstance(app.screen, BoardScreen)


async def test_codes_are_text_and_nothing_else(path: Path, clock: Clock) -> None:
    with Board.open(path, who="JP", now=clock) as board:
        for day, code in (("2026-11-17", "[/] see [red]x[/red]"), ("2026-11-18", "日本語のとても長い名前のコード")):
            board.readings.record("safe", Entry(40, code=code), period=day)
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "safe")
        assert "[/] see [red]x[/red]" in screen_text(app)
        assert "日本語" in screen_text(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Lines)


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_breaks_it(path: Path, clock: Clock, ascii: bool) -> None:
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await open_on(app, pilot, "dock2")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "home")
            assert len(screen_text(app).split("\n")) == size[1]
            assert not ascii or screen_text(app).isascii()
