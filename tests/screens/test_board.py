from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from aged import aged
from rich.cells import cell_len
from samples import NOW, action, empty, hostile, kpi_card, line_four, many, piece, red_cards, snapshot
from stage import SIZES, Stage, lines, picture, wheel
from textual.geometry import Size

from kpiboard.model import Horizon, Kpi
from kpiboard.model import Stage as Pdca
from kpiboard.rules.balance import balance, weekly_reads
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome, Standing, verdict
from kpiboard.screens.board.screen import BoardScreen, Shape, plan, shape_of
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.actions import ActionPane, grouped
from kpiboard.screens.panes.feedback import FeedbackPane
from kpiboard.screens.panes.kpis import KpiPane, tile_grid
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE
from kpiboard.screens.widgets.masthead import Masthead
from kpiboard.views.board import BoardSnapshot
from kpiboard.words.board import verdict_words, why

BOARDS = {"line": line_four, "aged": aged, "many": many, "hostile": hostile, "empty": empty}


def on_stage(found: BoardSnapshot | None, glyphs: object = UNICODE) -> tuple[Stage, BoardScreen]:
    screen = BoardScreen()
    return Stage(screen, found, glyphs), screen  # type: ignore[arg-type]


# What the first frame says


async def test_the_compact_list_says_who_wins_why_and_what_is_being_done() -> None:
    found = line_four()
    app, _ = on_stage(found)
    async with app.run_test(size=(80, 24)):
        rows = lines(app)
    assert rows[0].startswith(" LINE 4 · Packaging")
    assert rows[0].endswith("▼ LOSING · 1 UNANSWERED 2 d ")
    assert "Fri 20 Nov · Late 14:32" in rows[0]
    assert why(found) in rows[1]
    assert re.match(r".KPIs ── ▼ 3 ── ■ 1 ── ● 3 ── ○ 1 ──+", rows[2])
    otd = next(row for row in rows if "On-time delivery" in row and "≥ 95" in row)
    assert re.match(r".D On-time delivery +93\.1 % +≥ 95 +▼ NO ACTION +\S{8} +JP", otd)
    assert rows[3] == otd  # what has no answer is listed first
    complaints = next(row for row in rows if row[1:3] == "Q " and "Customer" in row)
    assert re.match(r".Q Customer complaints +3 +≤ 2 +▼ A-14 do +\S{8} +RC", complaints)
    assert re.match(r" Actions ── ◔ 2 ── ◑ 3 ── ◕ 1 ── ◉ 1 ── ▲ 1 late ──+ ↓ \+4 more", rows[11])
    assert re.match(r" ◑ A-11 Second set of change-over tools +TL +▲ 2 d late", rows[12])
    assert re.match(r" Feedback ── 3 new · oldest 40 h ──+", rows[17])
    assert re.match(r" ✦ 95 % cannot be reached while dock 2 is closed +\+4 +anon +24 h +D", rows[19])


@pytest.mark.parametrize("size", [size for size in SIZES if size >= (80, 24) and size[1] >= 24], ids=str)
async def test_verdict_reds_owners_and_unanswered_are_on_the_first_frame(size: tuple[int, int]) -> None:
    found = line_four()
    app, _ = on_stage(found)
    async with app.run_test(size=size):
        shown = picture(app)
    assert why(found).split(";")[0] in shown
    for card in red_cards(found):
        assert card.kpi.name in shown
        assert card.owner is not None
        assert card.owner.initials in shown
    assert "NO ACTION" in shown
    assert "1 UNANSWERED" in shown


async def test_with_more_kpis_than_rows_the_reds_come_first() -> None:
    app, _ = on_stage(many())
    async with app.run_test(size=(80, 24)):
        rows = lines(app)
    assert re.match(r".P Measure 59 +80\.0 % +≥ 90 +▼ NO ACTION", rows[3])
    assert "↓ +52 more" in rows[2]


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (60, 20)], ids=str)
async def test_a_small_terminal_shows_verdict_and_reds(size: tuple[int, int]) -> None:
    app, _ = on_stage(line_four())
    async with app.run_test(size=size):
        shown = picture(app)
    assert "▼ LOSING" in shown
    assert re.search(r"On-time.* JP", shown)


async def test_a_wide_board_shows_heavy_figures_and_letters() -> None:
    app, _ = on_stage(line_four())
    async with app.run_test(size=(160, 45)):
        shown = picture(app)
    assert "█▀█ ▀▀█   █▀█" in shown  # 97.8
    assert "target ≥ 97.5" in shown
    assert re.search(r"▲ NO ACTION since 17 Nov +JP ", shown)
    assert re.search(r"◑ A-14 Torque check at cap… +RC ", shown)  # whose turn it is ends every red
    assert "☐" not in shown


async def test_figures_grow_with_the_screen() -> None:
    cards = line_four().kpis
    scales = []
    for size in ((160, 45), (200, 60), (300, 90)):
        app, screen = on_stage(line_four())
        async with app.run_test(size=size):
            pane = screen.query_one(KpiPane)
            grid = tile_grid(cards, *pane.room, UNICODE)
            assert grid is not None
            scales.append(grid.scale)
    assert scales[0] >= 1
    assert scales[0] < scales[1] < scales[2]


def test_tiles_that_do_not_fit_are_no_tiles() -> None:
    cards = line_four().kpis
    assert tile_grid(cards, 80, 9, UNICODE) is None
    assert tile_grid(cards, 10, 90, UNICODE) is None
    grid = tile_grid(cards, 120, 30, ASCII)
    assert grid is not None
    assert grid.columns * grid.rows >= len(cards)
    assert grid.rows * (grid.height + 1) - 1 <= 30


async def test_an_empty_board_says_what_to_do() -> None:
    for size in ((80, 24), (160, 45)):
        app, screen = on_stage(empty())
        async with app.run_test(size=size) as pilot:
            shown = picture(app)
            assert screen.selection is None
            await pilot.press("down", "enter", "end")
        assert "No KPIs yet · press n to add one" in shown
        assert "No actions yet · press a to start one" in shown
        assert "Nothing said yet · press f to write it down" in shown
        assert app.asked == []


async def test_before_the_first_snapshot_there_is_a_frame() -> None:
    app, screen = on_stage(None)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "KPIs ──" in picture(app)
        assert screen.selection is None
        screen.show(line_four())
        await pilot.pause()
        assert "LOSING" in picture(app)
        assert screen.selection == Selection("kpi", "otd")


# Every size, every board, every set of signs


@pytest.mark.parametrize("name", BOARDS)
async def test_no_size_breaks_the_board(name: str) -> None:
    app, screen = on_stage(BOARDS[name]())
    async with app.run_test(size=(80, 24)) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for number in range(3):
                screen.focus_pane(number)
                screen.toggle_zoom()
                await pilot.press("end", "up")
            rows = lines(app)
            assert len(rows) == size[1]
            assert all(cell_len(row) == size[0] for row in rows)
            assert not re.search("[\x00-\x1f\x7f-\x9f]", "".join(rows))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36), (160, 45)], ids=str)
async def test_in_ascii_every_sign_of_ours_is_ascii(size: tuple[int, int]) -> None:
    found = line_four()
    cards = [replace(card, kpi=replace(card.kpi, unit="u")) for card in found.kpis]
    cards.append(kpi_card(Kpi("bare", "bare", "Bare"), None, None, None, [None]))
    pieces = [replace(card, author=None) for card in found.feedback]
    app, screen = on_stage(replace(found, kpis=tuple(cards), feedback=tuple(pieces)), ASCII)
    async with app.run_test(size=size) as pilot:
        for number in range(3):
            screen.focus_pane(number)
            for _ in range(2):
                screen.toggle_zoom()
                await pilot.pause()
                assert [sign for sign in picture(app) if not sign.isascii()] == []


async def test_on_the_console_there_are_no_blocks_its_font_lacks() -> None:
    app, _ = on_stage(line_four(), CONSOLE)
    async with app.run_test(size=(160, 45)):
        assert not set(picture(app)) & set("▀▄▁▂▃▅▆▇▎◑◔◕◉○✦✧◇✓")


async def test_hostile_text_is_shown_as_what_it_is() -> None:
    app, _ = on_stage(hostile())
    async with app.run_test(size=(160, 45)):
        shown = picture(app)
    assert "[/floor] see [red]x[/red]" in shown
    assert "esc [31mred]0;title 2J" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)], ids=str)
async def test_an_unanswered_red_is_no_part_of_winning(size: tuple[int, int]) -> None:
    found = line_four()
    app, screen = on_stage(replace(found, verdict=replace(found.verdict, outcome=Outcome.WINNING)))
    async with app.run_test(size=size):
        masthead = screen.query_one(Masthead)
        colours = {name: masthead.colour(f"on {name}").bgcolor for name in ("$win", "$lose")}
        parts = [part for y in range(masthead.size.height) for part in masthead.render_line(y) if part.style]
        loud = next(part for part in parts if "1 UNANSWERED 2 d" in part.text)
        assert loud.style is not None
        assert loud.style.bgcolor == colours["$lose"]
        assert any(part.style and part.style.bgcolor == colours["$win"] for part in parts)


# What has grown old


async def test_every_sign_of_age_stands_beside_its_action() -> None:
    app, _ = on_stage(aged())
    async with app.run_test(size=(100, 90)) as pilot:
        app.shown.focus_pane(1)  # type: ignore[attr-defined]
        app.shown.toggle_zoom()  # type: ignore[attr-defined]
        await pilot.pause()
        shown = picture(app)
    for words in (
        r"◔4 Late thing number 3 that takes a while",
        r"A-23  JP  ▲ 15 d late · Scrap cost\s+blocked: spare part from Hamburg · moved 3 times · escalated",
        r"A-22  JP  ▲ 8 d late · ask next tier",
        r"A-21  JP  ▲ 3 d late · tell leader · Scrap cost",
        r"A-20  JP  ▲ 1 d late +",
        r"A-11  TL  ▲ 2 d late · blocked by A-20 · \+MS \+RC · Scrap cost",
        r"A-16  JP  Tue · came back · escalated · Customer complaints",
        r"A-9  TL  today · 3/5 readings · Scrap cost",
        r"A-40  RC  held 12 d · On-time delivery",
    ):
        assert re.search(words + r"\s", shown, re.MULTILINE), words


async def test_in_a_dense_list_what_presses_has_room_before_the_whole_title() -> None:
    app, _ = on_stage(aged())
    async with app.run_test(size=(80, 24)):
        shown = picture(app)
    assert re.search(r"◔4 A-23 Late thing number 3 that… +moved 3 times · escalated  JP   ▲ 15 d late", shown)
    assert re.search(r"◑  A-11 Second set of change-over… +blocked by A-20 · \+MS \+RC  TL   ▲ 2 d late", shown)
    assert re.search(r"◔  A-20 Late thing number 0 that takes a while +JP   ▲ 1 d late", shown)


async def test_each_rung_is_louder_than_the_one_before() -> None:
    app, screen = on_stage(aged())
    async with app.run_test(size=(80, 24)):
        pane = screen.query_one(ActionPane)
        parts = [part for row in range(1, 6) for part in pane.render_line(row) if "d late" in part.text]
        red = pane.colour("$lose").color
        looks = {}
        for part in parts:
            assert part.style is not None
            looks[part.text.strip(" ▲")] = (part.style.color == red, part.style.bgcolor == red, bool(part.style.bold))
    assert looks == {
        "15 d late": (False, True, True),
        "8 d late": (False, True, False),
        "3 d late": (True, False, True),
        "2 d late": (True, False, False),
        "1 d late": (True, False, False),
    }


async def test_who_has_too_much_in_do_is_named_in_the_heading() -> None:
    for size in ((80, 24), (120, 36), (160, 45)):
        app, _ = on_stage(aged())
        async with app.run_test(size=size):
            assert re.search(r"(?i)actions.*(\n.*)? JP 5 in do", picture(app)), size
    app, _ = on_stage(line_four())
    async with app.run_test(size=(80, 24)):
        assert " in do" not in picture(app)


def heading_of(app: Stage) -> str:
    """The heading of the actions, with the row below it if that belongs to it."""
    rows = lines(app)
    first = next(place for place, row in enumerate(rows) if re.search("▸ ?actions", row, re.IGNORECASE))
    start = rows[first].index("▸")
    below = rows[first + 1][start:]
    return rows[first][start:] + (f"\n{below}" if re.match(" *▲ ", below) else "")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45), (40, 12)], ids=str)
async def test_what_is_late_and_out_of_sight_is_named_in_the_heading(size: tuple[int, int]) -> None:
    app, screen = on_stage(many(3, 90))
    async with app.run_test(size=size) as pilot:
        screen.focus_pane(1)
        await pilot.press("end")
        await pilot.pause()
        heading = heading_of(app)
        named = re.search(r"▲ 8( late)?:((?: A-\d+)+)(?: \+(\d+))?", heading)
        assert named, heading
        late = [card.label for card in app.first.actions if card.days_late]  # type: ignore[union-attr]
        labels = named[2].split()
        assert labels == late[: len(labels)]
        assert len(labels) + int(named[3] or 0) == len(late) == 8
        await pilot.press("home")
        await pilot.pause()
        seen = picture(app).partition(heading_of(app).splitlines()[-1].rstrip())[2]
        hidden = [label for label in late if not re.search(rf"\b{label}\b", seen)]
        assert bool(re.search(r"▲ 8( late)?:", heading_of(app))) == bool(hidden)


# Cursor, focus, zoom, sizes


async def test_the_cursor_stays_with_its_row_when_the_board_changes() -> None:
    found = line_four()
    app, screen = on_stage(found)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down")
        assert screen.selection == Selection("kpi", "complaints")
        screen.focus_pane(1)
        await pilot.press("down")
        assert screen.selection == Selection("action", "a16")
        late = action(99, "Much later than all others", Pdca.DO, None, "ms", -30)
        screen.show(snapshot(found.kpis[1:], [late, *(card.action for card in found.actions)]))
        await pilot.pause()
        assert screen.selection == Selection("action", "a16")
        screen.focus_pane(0)
        assert screen.selection == Selection("kpi", "complaints")
        screen.show(snapshot(found.kpis[:2]))
        assert screen.selection == Selection("kpi", "fpy")


async def test_changing_the_size_loses_nothing() -> None:
    app, screen = on_stage(many())
    async with app.run_test(size=(80, 24)) as pilot:
        screen.focus_pane(1)
        await pilot.press(*["down"] * 9)
        before = screen.selection
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.selection == before
            assert screen.query_one(ActionPane).has_focus
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert before is not None
        assert any("▸" in row and f"A-{before.id[1:]} " in row for row in lines(app))


async def test_zoom_shows_one_pane_in_full_and_comes_back() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(80, 24)) as pilot:
        screen.focus_pane(2)
        await pilot.press("end")
        screen.toggle_zoom()
        await pilot.pause()
        assert screen.zoomed
        shown = picture(app)
        assert "MS: Nobody would hear the alarms." in shown
        assert "Actions ──" not in shown
        assert screen.selection == Selection("feedback", "f22")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.selection == Selection("kpi", "otd")
        assert "KPIs ──" in picture(app)
        assert "Feedback ──" not in picture(app)
        screen.toggle_zoom()
        await pilot.pause()
        assert "Feedback ──" in picture(app)


async def test_select_goes_to_a_row_and_leaves_the_zoom_for_another_pane() -> None:
    app, screen = on_stage(many())
    async with app.run_test(size=(80, 24)) as pilot:
        screen.toggle_zoom()
        assert screen.select("action", "a200")
        await pilot.pause()
        assert not screen.zoomed
        assert screen.selection == Selection("action", "a200")
        assert any("▸" in row and "A-200" in row for row in lines(app))
        assert not screen.select("action", "nothing")
        assert screen.selection == Selection("action", "a200")


async def test_the_key_after_a_change_of_pane_is_for_the_new_pane() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(80, 24)):
        screen.focus_pane(1)
        assert app.focused is screen.query_one(ActionPane)


async def test_tab_goes_round_and_the_focus_is_marked() -> None:
    for size in ((80, 24), (120, 36), (160, 45)):
        app, screen = on_stage(line_four())
        async with app.run_test(size=size) as pilot:
            seen = []
            for _ in range(4):
                assert screen.selection is not None
                seen.append(screen.selection.kind)
                await pilot.pause()
                if screen.selection.kind != "kpi":
                    title = screen.selection.kind.upper()[:6]
                    assert any(re.search(f"▸ ?{title}", row.upper()) for row in lines(app))
                else:
                    assert any("█ D On-time" in row or "▸D On-time" in row for row in lines(app))
                await pilot.press("tab")
            assert seen == ["kpi", "action", "feedback", "kpi"]
            await pilot.press("shift+tab", "shift+tab")
            assert screen.selection is not None
            assert screen.selection.kind == "feedback"


async def test_a_theme_is_changed_while_the_board_is_open() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(80, 24)) as pilot:
        pane = screen.query_one(KpiPane)
        before = pane.colour("$lose")
        app.theme = "kpiboard-light"
        await pilot.pause()
        await pilot.pause()
        after = pane.colour("$lose")
        assert before.color != after.color
        drawn = [segment.style for segment in pane.render_line(1) if "NO ACTION" in segment.text]
        assert drawn
        assert drawn[0] is not None
        assert drawn[0].color == after.color


# Mouse


async def test_clicks_select_and_open() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(80, 24)) as pilot:
        assert await pilot.click(KpiPane, offset=(10, 1))
        assert screen.selection == Selection("kpi", "otd")
        assert app.asked == []
        assert await pilot.click(KpiPane, offset=(10, 1))
        assert app.asked == [("kpi", "otd")]
        assert await pilot.click(ActionPane, offset=(10, 2), times=2)
        assert app.asked == [("kpi", "otd"), ("action", "a16")]
        assert await pilot.click(FeedbackPane, offset=(10, 1))
        assert screen.selection == Selection("feedback", "f29")
        assert len(app.asked) == 2  # the click gave the pane the focus, no more
        await pilot.press("enter")
        assert app.asked[-1] == ("feedback", "f29")


async def test_tiles_are_clicked_where_they_stand() -> None:
    app, screen = on_stage(line_four())
    async with app.run_test(size=(160, 45)) as pilot:
        rows = lines(app)
        y = next(number for number, row in enumerate(rows) if "Customer complaints  " in row and "Scrap cost" in row)
        assert await pilot.click(offset=(rows[y].index("Scrap cost"), y + 2))
        assert screen.selection == Selection("kpi", "scrap")
        await pilot.press("left")
        assert screen.selection == Selection("kpi", "complaints")
        await pilot.press("up")
        assert screen.selection == Selection("kpi", "otd")


async def test_the_wheel_scrolls_the_pane_under_the_mouse() -> None:
    app, screen = on_stage(many())
    async with app.run_test(size=(80, 24)) as pilot:
        pane = screen.query_one(ActionPane)
        await wheel(pilot, pane)
        assert pane.scroll_offset.y > 0
        assert screen.query_one(KpiPane).scroll_offset.y == 0
        assert screen.selection is not None
        assert screen.selection.kind == "kpi"


# Order, groups and the arrangement


def test_late_actions_come_first_then_the_stages() -> None:
    groups = grouped(line_four().actions)
    assert [(words, [card.label for card in cards]) for words, cards in groups] == [
        ("LATE", ["A-11"]),
        ("PLAN", ["A-16", "A-15"]),
        ("DO", ["A-14", "A-17"]),
        ("CHECK", ["A-9"]),
        ("ACT", ["A-7"]),
        ("CLOSED", ["A-5"]),
        ("CANCELLED", ["A-3"]),
    ]


async def test_overdue_feedback_is_loud() -> None:
    app, _ = on_stage(snapshot([], [], [piece(1, "Leak under the table", 30, author_id="ms")]))
    async with app.run_test(size=(80, 24)):
        assert re.search(r"✦ Leak under the table +MS +▲ 30 h", picture(app))


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((79, 24), Shape.SMALL),
        ((80, 23), Shape.SMALL),
        ((80, 24), Shape.LIST),
        ((200, 24), Shape.LIST),
        ((80, 44), Shape.TALL),
        ((110, 32), Shape.BELOW),
        ((140, 36), Shape.WALL),
        ((300, 90), Shape.WALL),
    ],
)
def test_shapes(size: tuple[int, int], shape: Shape) -> None:
    assert shape_of(*size) is shape


@pytest.mark.parametrize("counts", [(0, 0, 0), (8, 7, 7), (1, 100, 0), (60, 300, 40), (3, 1, 90)])
@pytest.mark.parametrize("height", range(24, 44))
def test_the_lists_fill_the_height_and_each_shows_something(counts: tuple[int, int, int], height: int) -> None:
    found = plan(80, height, *counts)
    rows = [int(track) for track in found.rows.split()]
    assert sum(rows) == height - 1 - found.masthead
    assert found.masthead == (3 if counts[0] + 17 <= height else 2)  # who does what next, not at the price of a KPI
    assert min(rows) >= 2


async def test_the_clock_is_that_of_the_board() -> None:
    found = line_four()
    app, screen = on_stage(found)
    async with app.run_test(size=(80, 24)) as pilot:
        screen.show(replace(found, taken_at=NOW + timedelta(minutes=5)))
        await pilot.pause()
        assert "Late 14:37" in lines(app)[0]
        assert verdict_words(found.verdict) in lines(app)[0]
        assert screen.size == Size(80, 24)
        assert found.kpis[0].status is Status.ON_TARGET


@pytest.mark.parametrize("size", [(62, 20), (80, 24), (100, 46), (120, 36), (160, 45), (220, 64)])
@pytest.mark.parametrize("number", range(7, 13))
async def test_the_vital_few_and_both_horizons_have_a_place_at_every_size(size: tuple[int, int], number: int) -> None:
    kpis = [
        Kpi(f"k{n}", f"k{n}", f"Measure {n}", "d", None, "jp", horizon=Horizon.LONG if n % 2 else Horizon.SHORT)
        for n in range(number)
    ]
    found = snapshot([kpi_card(kpi, 90, None, None, [95.0, 96.0]) for kpi in kpis])
    standings = [Standing(one.id, Status.ON_TARGET, one.horizon, must_not_lose=False, unanswered=False) for one in kpis]
    reads = weekly_reads(WorkCalendar.of(found.board, ()))
    counted = balance(kpis, reads, {}, (), found.today, first_read={})
    app, screen = on_stage(replace(found, verdict=verdict(standings), balance=counted))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = "\n".join(lines(app))
        assert len(re.findall(rf"\b{number} KPIs", shown)) == 1, "one quiet mark, and only one"
        assert size[0] < 80 or re.search(r"short \d (on|of)", shown)
        assert screen.size == Size(*size)
