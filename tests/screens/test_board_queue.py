from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from aged import aged
from samples import action, empty, hostile, line_four, many, snapshot
from stage import SIZES, Stage, lines, picture
from textual import events
from textual.pilot import Pilot

from kpiboard.model import Stage as Pdca
from kpiboard.screens.action.queue import QueueColumn, QueueScreen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import ASCII
from kpiboard.views.board import BoardSnapshot


def on_stage(found: BoardSnapshot | None) -> tuple[Stage, QueueScreen]:
    screen = QueueScreen()
    return Stage(screen, found), screen


async def drag(pilot: Pilot[None], start: QueueColumn, row: int, x: int, y: int) -> None:
    """Presses on a row of a column, moves in two steps to a place of the screen, and lets go."""
    first = (start.region.x + 4, start.region.y + row)
    await pilot.mouse_down(offset=first)
    for place in (((first[0] + x) // 2, (first[1] + y) // 2), (x, y)):
        await pilot._post_mouse_events([events.MouseMove], offset=place, button=1)
    await pilot.mouse_up(offset=(x, y))
    await pilot.pause()


async def test_four_columns_with_counts_and_the_late_ones_loud() -> None:
    app, _ = on_stage(line_four())
    async with app.run_test(size=(160, 45)):
        rows = lines(app)
    heading = next(row for row in rows if "PLAN" in row)
    for words in ("◔ PLAN   2", "◑ DO   3   ▲ 1 late", "◕ CHECK   1", "◉ ACT   1"):
        assert words in heading
    assert "A-11  TL  ▲ 2 d late" in "\n".join(rows)


async def test_what_is_late_is_never_cut() -> None:
    app, _ = on_stage(line_four())
    async with app.run_test(size=(80, 24)):
        assert "▲ 2 d late" in picture(app)


async def test_the_columns_show_what_has_grown_old() -> None:
    app, _ = on_stage(aged())
    async with app.run_test(size=(160, 45)):
        shown = picture(app)
    assert re.search(r"▲ 2 late · JP 5 in do", shown)
    assert re.search(r"A-23  ◔4  JP  ▲ 15 d late .*A-22  ◕3  JP  ▲ 8 d late", shown)
    for words in ("tell leader", "ask next tier", "blocked: spare part from Hamburg", "moved 3 times  escalated",
                  "blocked by A-20  +MS +RC", "came back  escalated", "3/5 readings"):  # fmt: skip
        assert words in shown


async def test_late_cards_stand_first_and_are_named_when_they_are_out_of_sight() -> None:
    app, screen = on_stage(aged())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        do = screen.query_one("#stage-do", QueueColumn)
        assert [card.label for card in do.cards][:2] == ["A-21", "A-11"]
        assert "▲ 2 late" in picture(app)
        await pilot.press("end")
        await pilot.pause()
        assert "▲ 2: A-21 A-11" in picture(app)
        await pilot.press("home")
        await pilot.pause()
        assert "A-21 A-11" not in picture(app)


async def test_keys_go_from_column_to_column() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(160, 45)) as pilot:
        assert screen.selection == Selection("action", "a16")
        await pilot.press("down")
        assert screen.selection == Selection("action", "a15")
        await pilot.press("right")
        assert screen.selection == Selection("action", "a11")
        await pilot.press("tab", "tab")
        assert screen.selection == Selection("action", "a7")
        await pilot.press("right", "enter")
        assert app.asked == [("action", "a15")]


async def test_the_cursor_goes_along_with_the_card() -> None:
    found = line_four()
    app, screen = on_stage(found)
    async with app.run_test(size=(160, 45)) as pilot:
        moved = [card.action for card in found.actions if card.action.id != "a16"]
        moved.append(action(16, "Labels smear on film lot 88", Pdca.DO, "complaints", "jp", 4))
        screen.show(snapshot(found.kpis, moved))
        await pilot.pause()
        assert screen.selection == Selection("action", "a16")
        assert screen.query_one("#stage-do").has_focus


async def test_a_card_is_dragged_onto_another_column() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(160, 45)) as pilot:
        plan, _, check, _ = screen.query(QueueColumn)
        middle = (check.region.x + 10, check.region.y + 20)
        await drag(pilot, plan, 3, *middle)
        assert app.asked == [("a16", Pdca.CHECK)]
        assert not screen.query(".-target")
        await drag(pilot, plan, 3, plan.region.x + 20, plan.region.y + 30)  # back where it came from
        await drag(pilot, plan, 40, *middle)  # nothing was picked up
        assert app.asked == [("a16", Pdca.CHECK)]


async def test_a_click_is_no_drag() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(160, 45)) as pilot:
        column = screen.query_one("#stage-do", QueueColumn)
        assert await pilot.click(column, offset=(5, 4))
        assert screen.selection == Selection("action", "a11")
        assert await pilot.click(column, offset=(5, 4))
        assert app.asked == [("action", "a11")]


@pytest.mark.parametrize("board", [line_four, aged, many, hostile, empty])
async def test_no_size_breaks_the_queue(board: Callable[[], BoardSnapshot]) -> None:
    app, _ = on_stage(board())
    async with app.run_test(size=(80, 24)) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.press("end", "right")
            assert len(lines(app)) == size[1]


async def test_the_queue_in_ascii() -> None:
    screen = QueueScreen()
    app = Stage(screen, line_four(), ASCII)
    async with app.run_test(size=(120, 36)):
        assert picture(app).isascii()


async def test_without_a_snapshot_the_columns_stand_empty() -> None:
    app, screen = on_stage(None)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("right", "down", "enter")
        assert screen.selection is None
        assert "CHECK" in picture(app)
