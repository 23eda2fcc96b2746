"""Views of the queue: the filter form, the digits, and the way back to all actions. By keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards import built_once
from driving import press, running, said, screen_text, toasts, write
from stage import SIZES
from support import NOON, Clock

from kpiboard.board import Board
from kpiboard.screens.action.queue import QueueColumn, QueueScreen
from kpiboard.screens.action.views import current
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.actions import ActionPane


@built_once
def queue_board(path: Path, clock: Clock) -> None:
    """JP owns A-1 (late, on yield) and A-2, and helps with A-4; A-3 and A-4 are RC's, A-3 a late containment."""
    clock.advance(days=-10)
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_person("Joana Prado", "JP")
        board.team.add_person("Rosa Conti", "RC")
        board.kpis.add("First-pass yield", key="fpy", category="Q", unit="%", target=97.5)
        board.actions.add("Torque check", kpi="fpy", owner="JP", due="2026-11-12")
        board.actions.add("Second gate", owner="JP", due="2026-11-24")
        board.actions.add("Sort the lot", owner="RC", due="2026-11-18", kind="containment")
        board.actions.add("New lamps", owner="RC", due="2026-11-25", helpers="JP")
    clock.moment = NOON


pytestmark = pytest.mark.board(queue_board, NOON)


def shown(app: KpiBoardApp) -> list[str]:
    """The labels of the actions on the screen in front, from top to bottom."""
    panes = app.screen.query(QueueColumn) if isinstance(app.screen, QueueScreen) else app.screen.query(ActionPane)
    return [card.label for pane in panes for card in pane.cards]


def heading(app: KpiBoardApp) -> str:
    return next(row for row in screen_text(app).split("\n") if "Actions ──" in row)


async def fill(app: KpiBoardApp, pilot: object, *values: str) -> None:
    """Types into the fields of the form in front, from the first; an empty one is left as it is."""
    for number, value in enumerate(values):
        if number:
            await press(app, pilot, "down")  # type: ignore[arg-type]
        if value:
            await write(app, pilot, value)  # type: ignore[arg-type]
    await press(app, pilot, "enter")  # type: ignore[arg-type]


async def test_four_is_my_work_and_again_all_of_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "4")
        assert shown(app) == ["A-1", "A-2", "A-4"]
        assert re.search(r"▸Actions ── 4 My work ── 1 hidden ── .*▲ 2 late: A-3 A-1", heading(app))
        assert app.selection == Selection("action", app.need_snapshot().actions[0].action.id)
        await press(app, pilot, "4")
        assert shown(app) == ["A-1", "A-3", "A-2", "A-4"]
        assert "hidden" not in heading(app)


async def test_five_is_what_is_late_and_escape_clears_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "4", "5")
        assert shown(app) == ["A-1", "A-3"]
        assert "── 5 Overdue ── 2 hidden ──" in heading(app)
        await press(app, pilot, "escape")
        assert len(shown(app)) == 4
        await press(app, pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_free_digit_says_how_to_fill_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "7")
        assert toasts(app) == ["Not possible now No view is saved under 7.\nF chooses one and saves it."]
        assert len(shown(app)) == 4


async def test_the_form_shows_what_fits_all_of_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "F")
        assert isinstance(app.screen, Form)
        assert said(app) == "what that person owns or helps with"
        await fill(app, pilot, "my", "", "", "yes")
        assert isinstance(app.screen, BoardScreen)
        assert shown(app) == ["A-1"]
        assert "── JP · late ── 3 hidden ──" in heading(app)
        await press(app, pilot, "F")
        assert "my work: Joana Prado (JP)" in screen_text(app)  # the form begins with what is shown
        await fill(app, pilot, "ros", "", "conta")
        assert shown(app) == ["A-3"]
        assert "RC · containment · late" in heading(app)


async def test_a_view_is_saved_with_its_name_and_survives(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "F")
        await fill(app, pilot, "", "first", "", "", "", "6", "yield at night")
        assert shown(app) == ["A-1"]
        assert "── 6 yield at night ── 3 hidden" in heading(app)
        with Board.open(path, who="anna", now=clock) as other:
            other.actions.add("Cover the sensor", kpi="fpy")
        await press(app, pilot, "u")  # any change brings a new snapshot; here the saved view itself goes
        assert shown(app) == ["A-1", "A-5"]
        await press(app, pilot, "ctrl+r", "escape", "6")
        assert shown(app) == ["A-1", "A-5"]
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "6")
        assert "── 6 yield at night ── 3 hidden" in heading(app)


async def test_saving_a_list_of_everything_sets_the_digit_free(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.views.save(8, overdue=True)
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "8")
        assert shown(app) == ["A-1", "A-3"]
        await press(app, pilot, "F")
        await fill(app, pilot, "", "", "", "no", "", "8")
        assert len(shown(app)) == 4
        assert app.need_snapshot().views == ()
        assert toasts(app)[-1].endswith("8 is free again.")


async def test_a_view_in_columns_opens_them_and_closes_them_again(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.views.save(9, name="Rosa", person="RC", columns=True)
        board.actions.advance("A-4", cause="too dark")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        for back in ("9", "escape"):
            await press(app, pilot, "9")
            assert isinstance(app.screen, QueueScreen)
            assert shown(app) == ["A-3", "A-4"]
            assert "9 Rosa · 2 hidden · esc shows all" in screen_text(app)
            assert re.search(r"PLAN   1   ▲ 2 late: A-1 A-3 .*DO   1", screen_text(app))
            await press(app, pilot, back)
            assert isinstance(app.screen, BoardScreen)
            assert len(shown(app)) == 4


async def test_the_columns_show_what_the_list_is_seen_through(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "4", "v")
        assert isinstance(app.screen, QueueScreen)
        assert shown(app) == ["A-1", "A-2", "A-4"]
        await press(app, pilot, "escape")
        assert isinstance(app.screen, QueueScreen)  # first the view, then the columns
        assert len(shown(app)) == 4
        await press(app, pilot, "escape")
        assert isinstance(app.screen, BoardScreen)
        assert current(app) is None
        await press(app, pilot, "v", "5")  # a view in a list is shown in the list
        assert isinstance(app.screen, BoardScreen)
        assert shown(app) == ["A-1", "A-3"]


async def test_an_empty_view_says_so(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "F")
        await fill(app, pilot, "", "", "supp")
        assert shown(app) == []
        assert "Nothing here in this view · esc shows all" in screen_text(app)
        assert "── support ── 4 hidden ── " in heading(app)


async def test_a_read_only_board_is_filtered_but_saves_nothing(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "F")
        await fill(app, pilot, "ros", "", "", "", "", "6")
        assert shown(app) == ["A-3", "A-4"]
        assert "── RC ── 2 hidden" in heading(app)


async def test_no_size_breaks_a_view(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "4", "v")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "tab")
            assert len(screen_text(app).split("\n")) == size[1]
