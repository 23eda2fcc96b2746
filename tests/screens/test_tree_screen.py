"""The tree: what leads where, folded and unfolded, one person's line, and its open points; by keyboard and mouse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.study import study_board
from driving import press, running, screen_text, settle, write
from samples import HOSTILE
from stage import SIZES
from support import NOON, Clock, store_of
from textual.pilot import Pilot

from kpiboard.board import Board
from kpiboard.model import Action, Goal, Kpi
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.record import Record
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.studies.tree import TreeScreen

pytestmark = pytest.mark.board(study_board, NOON)


def kpi_id(app: KpiBoardApp, key: str) -> str:
    assert app.snapshot is not None
    return next(card.kpi.id for card in app.snapshot.kpis if card.kpi.key == key)


def tree(app: KpiBoardApp) -> TreeScreen:
    assert isinstance(app.screen, TreeScreen)
    return app.screen


def row(app: KpiBoardApp, words: str) -> str:
    """The line of the screen that says this."""
    return next(line for line in screen_text(app).split("\n") if words in line)


async def open_on(app: KpiBoardApp, pilot: Pilot[None], key: str) -> TreeScreen:
    """The tree, opened from a KPI of the board."""
    app.select("kpi", kpi_id(app, key))
    await press(app, pilot, "t")
    return tree(app)


async def test_goals_stand_beside_what_shows_and_moves_them(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "t")
        shown = screen_text(app)
    assert re.search(r"WHAT goals +HOW KPIs and the actions that move them", shown)
    assert re.search(r"Every order complete, right and +━+─+ +1 of 3 actions done \(33 %\)", shown)
    assert "customer · long term" in shown
    assert re.search(r"▼ On-time delivery +─*.*= 93\.1 % +≥ 95 +▼ off target +JP", shown)
    assert re.search(r"├ ● Dock 1 on time +97\.5 % +≥ 95", shown)
    assert re.search(r"│ └ ◑ A-2 Ask the carrier for a fixed slot +▲ 2 d late +JP", shown)
    assert re.search(r"Without a goal", shown)
    assert "9 of 10 KPIs lead to a goal (90 %)" in shown
    assert re.search(r"Nobody gets hurt at the line +no action yet", shown)


async def test_a_green_with_a_red_guard_is_suspect(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "t")
        assert re.search(r"■ First-pass yield +98\.1 % +≥ 97\.5 +■ suspect", row(app, "First-pass yield  "))


async def test_the_line_below_says_what_the_kpi_is_for(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        screen = await open_on(app, pilot, "dock2")
        assert screen.selection == Selection("kpi", kpi_id(app, "dock2"))
        assert "Dock 2 on time → On-time delivery → Every order complete" in row(app, "Ladders up to")
        screen.select("kpi", kpi_id(app, "otd"))
        await settle(app, pilot)
        assert "= numerators by denominators of 2 KPIs below" in screen_text(app)
        screen.select("kpi", kpi_id(app, "overtime"))
        await settle(app, pilot)
        assert "Overtime → no goal yet" in row(app, "Ladders up to")


async def test_arrows_and_space_fold_what_is_below(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "otd")
        await press(app, pilot, "left")
        assert "On-time delivery +4" in screen_text(app)
        assert "Dock 1 on time" not in screen_text(app)
        await press(app, pilot, "right")
        assert "Dock 1 on time" in screen_text(app)
        await press(app, pilot, "right", "left")  # into it, and what has nothing to fold goes up
        assert tree(app).selection == Selection("kpi", kpi_id(app, "dock1"))
        await press(app, pilot, "left")
        assert tree(app).selection == Selection("kpi", kpi_id(app, "otd"))
        await press(app, pilot, "left", "left", "space")
        assert tree(app).selection is None  # a goal
        assert "First-pass yield" not in screen_text(app)
        await press(app, pilot, "enter")
        assert "First-pass yield" in screen_text(app)


async def test_a_small_screen_begins_with_the_actions_folded(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "t")
        assert "Scrap cost +1" in screen_text(app)
        assert "Reuse of off-cut film" not in screen_text(app)
        tree(app).select("kpi", kpi_id(app, "scrap"))
        await press(app, pilot, "right")
        assert "A-4 Reuse of off-cut film" in screen_text(app)


async def test_an_open_point_is_told_in_words_and_enter_goes_there(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "t", "tab")
        assert "? Overtime leads to no goal" in screen_text(app)
        assert "What serves no goal distracts" in screen_text(app)
        await press(app, pilot, "enter")
        assert tree(app).selection == Selection("kpi", kpi_id(app, "overtime"))
        await press(app, pilot, "tab", "down", "enter")
        assert row(app, "Nobody gets hurt at").startswith("▸")


async def test_going_to_an_open_point_unfolds_what_hides_it(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "overtime")
        await press(app, pilot, "left", "space")
        assert "Overtime  " not in screen_text(app).split("OPEN POINTS")[0]
        await press(app, pilot, "tab", "enter")
        assert tree(app).selection == Selection("kpi", kpi_id(app, "overtime"))


async def test_one_persons_line(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "t", "F")
        await write(app, pilot, "tuan")
        await press(app, pilot, "enter")
        shown = screen_text(app)
        assert "the line of Tuan Le" in shown
        assert "Dock 2 on time" in shown
        assert "On-time delivery" in shown  # it leads there
        assert "Dock 1 on time" not in shown
        assert "Days without accident" not in shown
        await press(app, pilot, "tab", "enter")  # an open point of somebody else brings everybody back
        assert tree(app).selection == Selection("kpi", kpi_id(app, "overtime"))


async def test_it_begins_with_the_person_at_the_keyboard(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):  # JP
        await press(app, pilot, "t", "F", "tab", "tab", "tab")
        await press(app, pilot, "shift+tab", "shift+tab", "shift+tab", "enter")
        assert "the line of Jana Petrov" in screen_text(app)


async def test_enter_opens_and_every_key_works_on_the_row(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        screen = await open_on(app, pilot, "dock2")
        await press(app, pilot, "r")
        assert type(app.screen) is Record
        await press(app, pilot, "escape", "enter")
        assert app.screen_stack[-2] is screen  # something is open over it
        assert app.selection == Selection("kpi", kpi_id(app, "dock2"))
        await press(app, pilot, "escape")
        assert tree(app) is screen
        assert app.snapshot is not None
        action = next(card.action for card in app.snapshot.actions if card.action.number == 4)
        screen.select("action", action.id)
        await press(app, pilot, "greater_than_sign")
        assert re.search(r"◑ A-4 Reuse of off-cut film", screen_text(app))


async def test_the_key_again_goes_back_and_never_piles_up(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        screen = await open_on(app, pilot, "otd")
        await press(app, pilot, "i", "t")
        assert app.screen is screen
        await press(app, pilot, "t")
        assert isinstance(app.screen, BoardScreen)
        await press(app, pilot, "t", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_change_is_shown_and_the_cursor_stays(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await open_on(app, pilot, "otd")
        await press(app, pilot, "left")
        await app.attempt(lambda board: board.actions.add("Count the scissors", kpi="safe", owner="MS"))
        await settle(app, pilot)
        shown = screen_text(app)
        assert "◔ A-5 Count the scissors" in shown
        assert "0 of 1 action done" in shown
        assert "On-time delivery +4" in shown
        assert tree(app).selection == Selection("kpi", kpi_id(app, "otd"))
        await press(app, pilot, "u")
        assert "◔ A-5 Count the scissors" not in screen_text(app)


async def test_a_click_points_and_a_second_one_opens(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "t")
        lines = screen_text(app).split("\n")
        y = next(number for number, line in enumerate(lines) if "Scrap cost" in line)
        x = lines[y].index("Scrap cost")
        await pilot.click(offset=(x, y))
        await settle(app, pilot)
        assert tree(app).selection == Selection("kpi", kpi_id(app, "scrap"))
        await pilot.click(offset=(x, y))
        await settle(app, pilot)
        assert not isinstance(app.screen, TreeScreen)
        assert app.selection == Selection("kpi", kpi_id(app, "scrap"))


async def test_an_empty_board_says_what_to_do(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "empty.db"
    Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC").close()
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "t", "down", "space", "enter", "left", "right")
        assert "No goals and no KPIs yet · G adds a goal, n a KPI" in screen_text(app)
        assert app.selection is None


async def test_no_goal_without_work_leaves_nothing_open(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "good.db"
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_goal("Nobody gets hurt")
        board.kpis.add("Near misses", goal="Nobody")
        board.actions.add("Ask every day", kpi="Near misses")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "t", "tab")
        assert "Every KPI has its goal, every goal its work." in screen_text(app)


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_and_no_text_breaks_it(tmp_path: Path, clock: Clock, ascii: bool) -> None:
    """Another program may have written anything."""
    path = tmp_path / "line4.db"
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board:
        rows = [
            row
            for n, text in enumerate(text for text in HOSTILE if text.strip())
            for row in (
                Goal(f"g{n}", text),
                Kpi(f"k{n}", f"k{n}", text, goal_id=f"g{n}", parent_id=f"k{n - 1}" if n % 3 else None, unit=text[:9]),
                Action(f"a{n}", n + 1, text, kpi_id=f"k{n}"),
            )
        ]
        with store_of(board).write("anna", "hostile", clock()) as writer:
            writer.put_many(rows)
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await press(app, pilot, "t")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "tab")
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1]
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", "".join(lines))


async def test_in_ascii_every_sign_is(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45), ascii=True) as (app, pilot):
        await press(app, pilot, "t")
        assert screen_text(app).replace("€", "").isascii()
        assert re.search(r"\|-\+ Dock 1 on time", screen_text(app))
        assert re.search(r"\| `-d A-2 Ask the carrier", screen_text(app))
