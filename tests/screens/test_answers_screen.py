"""The page of answers, and the way from a red to its answer. By keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.answers import answers_board
from driving import press, running, screen_text, toasts
from stage import SIZES
from support import NOON, Clock

from kpiboard.board import Board
from kpiboard.model import ActionKind
from kpiboard.screens.action.screen import ActionScreen
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.kpi.screen import KpiScreen
from kpiboard.screens.panes.actions import ActionPane
from kpiboard.screens.studies.answers import AnswersScreen

pytestmark = pytest.mark.board(answers_board, NOON)


def page(app: KpiBoardApp) -> AnswersScreen:
    assert isinstance(app.screen, AnswersScreen)
    return app.screen


# From a red to its answer


async def test_a_red_is_answered_with_two_keys(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", app.need_snapshot().listed[0].kpi.id)
        assert "● WINNING · 1 UNANSWERED 5 h" in screen_text(app)
        await press(app, pilot, "a", "enter")
        snapshot = app.need_snapshot()
        assert not snapshot.verdict.unanswered
        answer = next(card for card in snapshot.actions if card.kpi and card.kpi.key == "otd")
        assert answer.owner is not None
        assert answer.owner.initials == "JP"
        assert answer.action.due is not None
        assert "UNANSWERED" not in screen_text(app)
        assert re.search(rf"On-time delivery .*▼ .*{answer.label} Bring", screen_text(app), re.DOTALL)


async def test_the_cursor_begins_on_the_red_without_an_answer(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, _):
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert [card.kpi.key for card in app.need_snapshot().kpis] == ["fpy", "otd", "sc"]
        rows = [row[1:19] for row in screen_text(app).split("\n")[4:10:2]]
        assert rows == ["D On-time delivery", "Q First-pass yield", "C Scrap cost      "]


async def test_moving_a_kpi_still_follows_the_order_of_the_board(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", app.need_snapshot().listed[0].kpi.id)
        await press(app, pilot, "K")
        assert [card.kpi.key for card in app.need_snapshot().kpis] == ["otd", "fpy", "sc"]


async def test_an_action_of_the_wrong_kind_is_no_answer(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.add("New lamps at the dock", kpi="otd", owner="MS", kind="improvement")
    async with running(path, clock, size=(120, 36)) as (app, _):
        shown = screen_text(app)
        assert "answers On-time delivery by" in shown
        assert re.search(r"▲ NO ACTION since yesterday +JP", shown)
        assert "a red asks for its cause" in shown


# The page


async def test_the_page_says_what_waits_since_when_and_for_whom(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A")
        shown = screen_text(app)
        assert "Is every red answered?  1 KPI has a red without an answer" in shown
        assert re.search(r"▸ D On-time delivery +5 h  JP", shown)
        assert "NO ACTION since yesterday" in shown
        assert "93.0 %, wanted ≥ 95" in shown
        assert re.search(r"Dust.*measured for nothing\?\s+C Scrap cost +–", shown, re.DOTALL)
        await press(app, pilot, "A")
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("key", ["enter", "a"])
async def test_enter_and_a_answer_the_red(path: Path, clock: Clock, key: str) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", key)
        assert isinstance(app.screen, Form)
        assert app.screen.values["kpi"] == app.need_snapshot().verdict.unanswered[0]
        await press(app, pilot, "enter")
        assert page(app).study is not None
        assert "No red waits for an answer." in screen_text(app)


async def test_what_gathers_dust_gets_its_first_action(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", "down", "enter")
        assert isinstance(app.screen, Form)
        assert app.screen.values["title"] == "Bring Scrap cost back on target"
        await press(app, pilot, "enter")
        assert "Dust" not in screen_text(app)


async def test_the_rates_stand_beside_those_of_the_articles(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", "tab")
        shown = screen_text(app)
        assert "█▀ █▀█" in shown or "▀▀█" in shown
        assert re.search(r"% of the reds acted on within 24 h\s", shown)
        assert re.search(r"1 of 2 in 90 days", shown)
        assert re.search(r"50 % were not · Kaizen Institute, over 300 asked", shown)
        assert "0 containment, 6 countermeasures: firefighting 0 %" in shown
        assert re.search(r"8\.3 actions done for every 100 readings", shown)
        await press(app, pilot, "down", "enter")
        assert isinstance(app.screen, BoardScreen)
        view = app.screen.query_one(ActionPane).view
        assert view is not None
        assert view.kind is ActionKind.CONTAINMENT


async def test_what_is_late_and_stuck_is_opened_from_the_page(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", "tab", "tab")
        shown = screen_text(app)
        assert "Late and stuck ── ▲ 1 late" in shown
        assert "14 d late: escalate it to the tier above the next" in shown
        assert re.search(r"A-2 Dock plan on the wall +JP  ▲ 15 d late", shown)
        assert re.search(r"E-1 .*Dock plan on the wall\s+to tier 2, Plant manager +waits for an answer, 3 h", shown)
        assert re.search(r"Jon Prado +4 in do", shown)
        assert re.search(r"A-2 Dock plan on the wall +JP  3 times", shown)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ActionScreen)
        await press(app, pilot, "escape", "down", "down", "enter")  # the person with too much to do
        assert isinstance(app.screen, BoardScreen)
        assert "── JP ── 1 hidden ──" in screen_text(app)


async def test_the_wall_of_what_was_learned(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", "shift+tab")
        shown = screen_text(app)
        assert re.search(r"▎ Torque drifts in the cold\s+A-1 Torque check at start-up +MS · 10 Nov", shown)
        assert "standard: Check before every early shift" in shown
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ActionScreen)


async def test_enter_opens_a_kpi_everywhere_else(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        assert isinstance(app.screen, KpiScreen)


async def test_a_board_with_nothing_to_answer(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC").close()
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "A", "enter")
        assert "No red waits for an answer." in screen_text(app)
        assert "nothing gathers dust" in screen_text(app)
        await press(app, pilot, "tab")
        assert "no red to answer in 90 days" in screen_text(app)
        assert "no readings in 90 days" in screen_text(app)
        for words in ("Nothing is late", "Nothing yet: an action says what was learned"):
            await press(app, pilot, "tab", "enter")
            assert words in screen_text(app)


async def test_a_read_only_board_answers_nothing(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "A", "enter")
        assert isinstance(app.screen, AnswersScreen)
        assert any("read-only" in toast for toast in toasts(app))


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_breaks_it(path: Path, clock: Clock, ascii: bool) -> None:
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await press(app, pilot, "A")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "tab")
            assert len(screen_text(app).split("\n")) == size[1]
            assert not ascii or screen_text(app).isascii() or "€" in screen_text(app)
