"""Balance: few, many-sided, worth their minutes; and back from the cutting-room floor. By keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.study import study_board
from driving import press, running, screen_text, toasts, write
from stage import SIZES
from support import NOON, Clock

from kpiboard.board import Board
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.base import Confirm
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.studies.balance import BalanceScreen

pytestmark = pytest.mark.board(study_board, NOON)


def names(app: KpiBoardApp) -> list[str]:
    assert app.snapshot is not None
    return [card.kpi.name for card in app.snapshot.kpis]


async def test_the_sides_stand_against_each_other(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b")
        shown = screen_text(app)
    assert "10 KPIs: too many to act on: which one can go?" in shown
    assert re.search(r"KPIs +▮▮▮▮▮ ▮▮ ▮▮▮", shown)
    assert "5 are ideal, 7 are many, from 8 on one should go" in shown
    assert re.search(r"short term +8 ━+─+ 2  long term", shown)
    assert re.search(r"results +5 ━+─+ 3  process\s+2 not said", shown)
    assert re.search(r"customer +4 ━+─+", shown)
    assert re.search(r"output +0 ─+", shown)
    assert "9 of 10 KPIs" in shown


async def test_measuring_is_sorted_by_what_it_costs(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "tab")
        shown = screen_text(app)
        assert "1 h 16 min of measuring a week, 2 KPIs not said" in shown
        minutes = [int(found) for found in re.findall(r" (\d+) min  ━", shown)]
        assert minutes == [20, 20, 15, 10, 5, 5, 1]
        assert re.search(r"First-pass yield +15 min  ━+ +5 x 3 min", shown)
        assert re.search(r"Scrap cost +not said", shown)
        assert re.search(r"On-time delivery +made from others", shown)
        assert "Speedometer only" in shown
        await press(app, pilot, "end")
        assert "Results that no process measure feeds" in screen_text(app)


async def test_keys_work_on_the_kpi_under_the_cursor(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "tab", "down", "down", "x")
        assert isinstance(app.screen, Form)
        await write(app, pilot, "the dock counts them anyway")
        await press(app, pilot, "enter")
        assert "First-pass yield" not in names(app)
        assert "9 KPIs: too many to act on" in screen_text(app)
        await press(app, pilot, "tab")
        assert re.search(r"First-pass yield +today\s+the dock counts them anyway", screen_text(app))


async def test_enter_brings_a_kpi_back_after_a_question(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "tab", "tab")
        shown = screen_text(app)
        assert re.search(r"Surveys sent +today\s+counts what we do, not what comes of it", shown)
        assert "We were busy, and no customer was happier." in shown
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Confirm)
        assert "With it there are 11 KPIs on the board." in screen_text(app)
        await press(app, pilot, "n")
        assert "Surveys sent" not in names(app)
        await press(app, pilot, "enter", "y")
        assert "Surveys sent" in names(app)
        assert isinstance(app.screen, BalanceScreen)
        assert "11 KPIs" in screen_text(app)


async def test_enter_on_a_side_names_the_kpis_behind_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "down", "down", "enter")
        assert isinstance(app.screen, Pick)
        assert [words.split("  ")[0] for _, words in app.screen.options[:2]] == ["not said", "not said"]
        await press(app, pilot, "escape", "down", "down", "enter")
        assert isinstance(app.screen, Pick)
        assert [words.split("  ")[-1] for _, words in app.screen.options] == ["First-pass yield"]
        await press(app, pilot, "enter")
        assert app.selection is not None
        assert app.snapshot is not None
        card = app.snapshot.kpi(app.selection.id)
        assert card is not None
        assert card.kpi.key == "fpy"


async def test_a_side_without_a_kpi_says_so(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", *["down"] * 5, "enter")
        assert any("Output: no KPI looks at that." in toast for toast in toasts(app))


async def test_which_one_can_go_leads_to_retiring_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "enter")
        assert isinstance(app.screen, Pick)
        await write(app, pilot, "overtime")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Form)
        assert "Retire Overtime" in screen_text(app)


async def test_a_few_balanced_kpis_ask_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_goal("Nobody waits")
        for number, view in enumerate(("customer", "quality", "people")):
            board.kpis.add(
                f"Measure {number}", goal="Nobody", perspective=view, kind="process" if number else "outcome",
                horizon="long" if number else "short", effort_minutes=2,
            )  # fmt: skip
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b")
        assert "3 KPIs: a vital few" in screen_text(app)
        assert "? " not in screen_text(app).replace("? Help", "").replace("balanced? ", "").replace("ones? ", "")
        await press(app, pilot, "tab", "tab")
        assert "Nothing here" in screen_text(app)


async def test_one_sided_boards_are_asked(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board:
        for number in range(3):
            board.kpis.add(f"Measure {number}", perspective="output", kind="outcome")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b")
        shown = " ".join(screen_text(app).split())
        assert "? All 3 KPIs look at the short term, none at the long." in shown
        assert "? Only results are measured, and nothing that brings them about." in shown
        assert "? Quantity only: nothing measures customers, quality, people or safety." in shown


async def test_an_empty_board_says_so(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC").close()
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "b", "enter")
        assert "0 KPIs: none yet" in screen_text(app)
        await press(app, pilot, "tab")
        assert "No KPIs yet · n adds one" in screen_text(app)
        await press(app, pilot, "b")
        assert isinstance(app.screen, BoardScreen)


async def test_a_read_only_board_brings_nothing_back(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "b", "tab", "tab", "enter")
        assert isinstance(app.screen, BalanceScreen)
        assert any("read-only" in toast for toast in toasts(app))


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_breaks_it(path: Path, clock: Clock, ascii: bool) -> None:
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await press(app, pilot, "b")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "tab")
            assert len(screen_text(app).split("\n")) == size[1]
            assert not ascii or screen_text(app).isascii()


async def test_adding_the_eighth_asks_which_one_goes_and_escape_keeps_all(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        for card in board.snapshot().kpis[7:]:
            board.kpis.retire(card.kpi, "made room")
    async with running(path, clock) as (app, pilot):
        assert len(names(app)) == 7
        await press(app, pilot, "n")
        await write(app, pilot, "Scrap rate")
        await press(app, pilot, "ctrl+s")
        assert isinstance(app.screen, Pick)
        assert "8 KPIs are many to act on: which one goes?" in screen_text(app)
        await press(app, pilot, "escape")
        assert len(names(app)) == 8, "nothing is refused"
        await press(app, pilot, "n")
        await write(app, pilot, "Rework")
        await press(app, pilot, "ctrl+s")
        gone = names(app)[0]
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Form)
        assert f"Retire {gone}" in screen_text(app)
        await write(app, pilot, "nobody acts on it")
        await press(app, pilot, "ctrl+s")
        assert len(names(app)) == 8
        assert gone not in names(app)
