"""The letter calendar on the screen, and the strip of small letters on the board."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from boards import built_once
from driving import press, running, screen_text, settle, until
from rich.cells import cell_len
from stage import SIZES
from support import Clock
from textual.geometry import Offset

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.model import Category
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.day import DayDialog
from kpiboard.screens.studies.letters import LettersScreen, LettersView
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE, Line, width_of
from kpiboard.screens.widgets.letterpage import Place, frame, step
from kpiboard.screens.widgets.letters import SIZES as CELLS
from kpiboard.screens.widgets.letters import SMALL, Size, cell, letter_lines, size_for, strip_lines
from kpiboard.screens.widgets.letterstrip import LetterStrip
from kpiboard.starting.demo import ANCHOR
from kpiboard.views.letters import DayState, Letter, LetterDay, LettersMonth

WORKED = (*range(2, 7), *range(9, 14), *range(16, 21))  # days of November 2026, up to yesterday

# A KPI a letter (Delivery has two): key, name, letter, what it is like, the days on which it is red.
KPIS: tuple[tuple[str, str, str, dict[str, object], tuple[int, ...]], ...] = (
    ("safe", "Days without accident", "S", {"unit": "d", "target": 30, "decimals": 0}, (2, 3, 4, 5, 6)),
    ("fpy", "First-pass yield", "Q", {"unit": "%", "target": 30}, (11, 18)),
    ("otd", "On-time delivery", "D", {"unit": "%", "target": 30}, (18, 19, 20)),
    ("stock", "Carton stock", "D", {"unit": "d", "direction": "band", "target": "30 to 40"}, ()),
    ("scrap", "Scrap cost", "C", {"unit": "t", "target": 30}, (17,)),
)


@built_once
def letters_board(path: Path, clock: Clock) -> None:
    """On-time delivery has been off target for three days; overtime is read once a week, and was red in October."""
    with Board.create(path, name="LINE 4", who="anna", now=clock, timezone="Europe/Berlin") as board:
        for key, name, sign, facts, red in KPIS:
            board.kpis.add(name, key=key, category=sign, **facts)  # type: ignore[arg-type]
            for day in WORKED:
                board.readings.record(key, 20 if day in red else 33, period=f"2026-11-{day:02d}")
        board.kpis.add("Overtime", key="over", category="P", cadence="week", unit="h", direction="lower", target=8)
        for week, hours in ((44, 12), (45, 6), (46, 7)):
            board.readings.record("over", hours, period=f"2026-W{week}")
        board.readings.record(
            "otd", Entry(24.5, note="dock 2 closed for repair; two lorries late"), period="2026-11-18"
        )
        board.team.add_person("Rafael Costa", "RC")
        board.actions.add("Torque check at capper start-up", kpi="fpy", owner="RC", due="2026-11-23")


pytestmark = pytest.mark.board(letters_board, ANCHOR)


def view(app: KpiBoardApp) -> LettersView:
    assert isinstance(app.screen, LettersScreen)
    return app.screen.query_one(LettersView)


def month_of(letters: str, month: date = date(2026, 11, 1), days: int = 30) -> LettersMonth:
    """Letters without readings."""
    cells = tuple(LetterDay(month.replace(day=day), DayState.ON_TARGET) for day in range(1, days + 1))
    made = (Letter(Category(one, one, one), cells, None, 0, None) for one in letters)
    return LettersMonth(month, month.replace(day=21), tuple(made))


def words(line: Line) -> str:
    return "".join(text for text, _ in line)


# Coming and going


async def test_l_opens_the_letters_and_goes_back(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l")
        shown = screen_text(app)
        assert re.search(r"\[  November 2026  \]", shown)
        assert re.search(r"S Safety +Q Quality +C Cost +D Delivery +P People", shown)
        assert "▼ 3 in a row" in shown
        assert "ask for help" in shown
        await press(app, pilot, "l")
        assert isinstance(app.screen, BoardScreen)
        await press(app, pilot, "l", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert len(app.screen_stack) == 1


async def test_months_go_back_and_forth_but_not_into_the_future(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l", "left_square_bracket")
        assert "[  October 2026  ]" in screen_text(app)
        await press(app, pilot, "pageup")
        assert "[  September 2026  ]" in screen_text(app)
        await press(app, pilot, "right_square_bracket", "pagedown")
        assert "[  November 2026  ]" in screen_text(app)
        await press(app, pilot, "right_square_bracket")
        assert "[  November 2026  ]" in screen_text(app)


async def test_the_key_of_the_month_before_opens_the_letters_too(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "left_square_bracket")
        assert "[  October 2026  ]" in screen_text(app)


async def test_a_shorter_month_keeps_the_cursor_inside(path: Path, clock: Clock) -> None:
    clock.moment = datetime.fromisoformat("2026-12-31T12:00+00:00")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l")
        assert view(app).place == Place(0, date(2026, 12, 31))
        await press(app, pilot, "left_square_bracket")
        assert view(app).place == Place(0, date(2026, 11, 30))


# The cursor and the day


async def test_the_day_under_the_cursor_is_told_in_words(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "l")
        assert re.search(r"Sat 21 Nov · S Safety +– day off", screen_text(app))
        await press(app, pilot, "tab", "tab", "tab", "up")
        shown = screen_text(app)
        assert re.search(r"Wed 18 Nov · D Delivery +▼ off target", shown)
        assert re.search(
            r"▼ On-time delivery +24\.5 % +≥ 30 +off target +dock 2 closed for repair; two lorries late", shown
        )
        assert re.search(r"● Carton stock +33\.0 d +30–40 +on target", shown)
        assert re.search(r"On-time delivery( +●){12}( +▼){3}", shown)  # the month of the KPI


async def test_enter_lists_the_day_and_opens_the_kpi(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l", "tab", "tab", "tab", "up", "enter")
        assert isinstance(app.screen, DayDialog)
        shown = screen_text(app)
        assert "Wed 18 Nov · D Delivery" in shown
        assert "two lorries late" in shown
        await press(app, pilot, "enter")
        assert app.selection is not None
        opened = app.need_snapshot().kpi(app.selection.id)
        assert opened is not None
        assert opened.kpi.key == "otd"
        await press(app, pilot, "escape")
        assert isinstance(app.screen, LettersScreen)


async def test_actions_that_are_due_that_day_are_listed_and_opened(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l", "tab", *["right"] * 2)  # along the row, from the 21st of Q to the 23rd
        assert re.search(r"Mon 23 Nov · Q Quality +to come", screen_text(app))
        assert re.search(r"◔ A-1 due +Torque check at capper start-up", screen_text(app))
        await press(app, pilot, "enter", "enter")
        assert app.selection is not None
        assert app.selection.kind == "action"


async def test_a_day_without_anything_says_so(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l", "home", "enter")
        assert "Nothing was read and nothing was done on this day." in screen_text(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, LettersScreen)


@pytest.mark.parametrize("letters", ["SQDCP", "MAEHL", "0X!W8", "B"])
@pytest.mark.parametrize("days", [28, 31])
def test_arrows_reach_every_day_of_every_letter(letters: str, days: int) -> None:
    month = month_of(letters, date(2026, 1, 1), days)
    start = Place(0, date(2026, 1, 1))
    seen, edge = {start}, [start]
    while edge:
        here = edge.pop()
        for way in ("up", "down", "left", "right"):
            there = step(month, here, way)
            if there not in seen:
                seen.add(there)
                edge.append(there)
    assert len(seen) == len(letters) * days


def test_steps_along_the_row_down_the_stroke_and_to_the_next_letter() -> None:
    month = month_of("SD")

    def walk(day: int, *ways: str, letter: int = 0) -> tuple[int, int]:
        place = Place(letter, date(2026, 11, day))
        for way in ways:
            place = step(month, place, way)
        return place.letter, place.day.day

    assert walk(1, "right", "right") == (0, 3)
    assert walk(7, "right") == (0, 8)  # across the inside of the S
    assert walk(5, "right") == (1, 1)
    assert walk(1, "left", letter=1) == (0, 5)
    assert walk(1, "left") == (0, 1)
    assert walk(1, "up") == (0, 1)
    assert walk(10, "up") == (0, 6)
    assert walk(16, "next") == walk(16, "previous") == (1, 16)
    assert walk(16, "home") == (0, 1)
    assert walk(16, "end") == (0, 30)


async def test_clicks_choose_a_day_open_it_and_turn_the_month(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(120, 36)) as (app, pilot):
        await press(app, pilot, "l")
        x, y, wide, high, place = next(spot for spot in view(app).page.spots if spot[4] == Place(2, date(2026, 11, 20)))
        for _ in range(2):
            assert await pilot.click(LettersView, offset=Offset(x + wide - 2, y + high - 1))
            await settle(app, pilot)
            if isinstance(app.screen, LettersScreen):
                assert view(app).place == place
        assert isinstance(app.screen, DayDialog)
        await press(app, pilot, "escape")
        row = next(n for n, line in enumerate(screen_text(app).splitlines()) if "November" in line)
        assert await pilot.click(offset=Offset(screen_text(app).splitlines()[row].index("["), row))
        await settle(app, pilot)
        assert "[  October 2026  ]" in screen_text(app)
        assert await pilot.click(offset=Offset(screen_text(app).splitlines()[row].index("]"), row))
        await settle(app, pilot)
        assert "[  November 2026  ]" in screen_text(app)


async def test_a_new_reading_is_seen_at_once(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "l", "tab", "tab", "tab", "up", "right")
        assert "19▼" in screen_text(app)
        await app.attempt(lambda board: board.readings.record("otd", 37, period="2026-11-19"))
        await settle(app, pilot)
        assert "19●" in screen_text(app)
        assert re.search(r"Thu 19 Nov · D Delivery +● on target", screen_text(app))


async def test_what_people_typed_is_shown_as_it_is(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.settings.add_category("[X", "[/floor] [red]x[/red]")
        board.kpis.add("[@click=app.quit]k[/]", key="bad", category="[X", target=1)
        board.readings.record("bad", Entry(0, note="[/] see [link=http://x]y[/link]"), period="2026-11-20")
    async with running(path, clock, size=(200, 60)) as (app, pilot):
        await press(app, pilot, "l", *["tab"] * 5, "left")
        assert "[X [/floor] [red]x[/red]" in screen_text(app)
        assert "[/] see [link=http://x]y[/link]" in screen_text(app)
        await press(app, pilot, "enter")
        assert "[@click=app.quit]k[/]" in screen_text(app)


# Sizes and signs


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (80, 24, SMALL),
        (120, 34, Size(3, 2)),
        (158, 43, Size(4, 2)),
        (158, 17, SMALL),
        (200, 60, Size(5, 3)),
        (300, 90, Size(6, 3)),
    ],
)
def test_the_cells_are_as_large_as_they_can_be(width: int, height: int, size: Size) -> None:
    assert size_for(5, width, height) == size


@pytest.mark.parametrize("letters", [1, 2, 5, 7, 20])
def test_letters_stand_inside_the_screen_with_the_cursor_among_them(letters: int) -> None:
    for width, height in SIZES:
        for cursor in range(letters):
            look = frame(letters, cursor, width, height)
            assert look.first <= cursor < look.first + look.shown <= letters
            if width >= SMALL.letter_width:
                assert look.x(look.shown - 1) + look.size.letter_width <= width


@pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: glyphs.name)
@pytest.mark.parametrize("size", CELLS, ids=str)
def test_every_state_has_its_own_look_without_any_colour(glyphs: object, size: Size) -> None:
    day, today = date(2026, 11, 9), date(2026, 11, 21)
    looks = {
        tuple(words(line) for line in cell(LetterDay(day, state), size, glyphs, today))  # type: ignore[arg-type]
        for state in DayState
    }
    assert len(looks) == len(DayState)


@pytest.mark.parametrize("size", CELLS, ids=str)
def test_a_letter_has_the_size_it_says(size: Size) -> None:
    month = month_of("S")
    for cursor in (None, date(2026, 11, 1), date(2026, 11, 23)):
        lines = letter_lines(month.letters[0], size, UNICODE, month.today, cursor)
        assert len(lines) == size.letter_height
        assert {width_of(line) for line in lines} == {size.letter_width}
    styled = [part for line in lines for part in line if "$heading" in part[1]]
    assert styled  # the cursor is seen


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_breaks_the_page(path: Path, clock: Clock, ascii: bool) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        for sign in "EM":
            board.settings.add_category(sign, "Environment and much more")
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await press(app, pilot, "l", "end")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "tab")
            rows = screen_text(app).splitlines()
            assert len(rows) == size[1]
            assert all(cell_len(row) == size[0] for row in rows)
            if ascii:
                assert [sign for sign in screen_text(app) if not sign.isascii()] == []


async def test_more_letters_than_fit_are_turned_to_with_the_cursor(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.settings.add_category("E", "Environment")
        board.settings.add_category("M", "Morale")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "l")
        assert "1–5 of 7" in screen_text(app)
        assert "M Morale" not in screen_text(app)
        await press(app, pilot, "shift+tab")
        assert "3–7 of 7" in screen_text(app)
        assert "M Morale" in screen_text(app)
        assert "S Safety" not in screen_text(app)


async def test_on_a_tiny_terminal_the_page_follows_the_cursor(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(40, 12)) as (app, pilot):
        await press(app, pilot, "l", "home")
        first, last = view(app).page.cursor
        assert view(app).top <= first < last <= view(app).top + view(app).size.height
        await press(app, pilot, "end")
        first, last = view(app).page.cursor
        assert view(app).top <= first < last <= view(app).top + view(app).size.height


async def test_a_board_without_categories_says_so(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "bare.db"
    with Board.create(path, template="empty", who="anna", now=clock, timezone="UTC") as board:
        for category in board.snapshot().categories:
            board.team.remove(category, category.name)
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "l")
        await press(app, pilot, "right", "enter", "left_square_bracket")
        assert "No categories yet · press C to add one" in screen_text(app)


# The strip


async def test_a_wide_board_has_the_letters_small(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        strip = app.screen.query_one(LetterStrip)
        await until(app, pilot, lambda: strip.month is not None)
        assert re.search(r"S ● 15 +Q ● 3 +C ● 4 +D ▼ 3 +P ● 22", screen_text(app))
        assert await pilot.click(LetterStrip)
        await settle(app, pilot)
        assert isinstance(app.screen, LettersScreen)


async def test_a_start_reads_the_letters_once(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[LettersMonth] = []
    monkeypatch.setattr(LetterStrip, "show", lambda _, month: read.append(month))
    async with running(path, clock, size=(160, 45)):
        assert len(read) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (139, 60), (140, 36)], ids=str)
async def test_where_there_is_no_room_the_letters_are_not_even_read(
    path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    async with running(path, clock, size=size) as (app, _):
        strip = app.screen.query_one(LetterStrip)
        assert not strip.display
        assert strip.month is None


async def test_without_half_blocks_there_is_no_strip(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45), ascii=True) as (app, _):
        assert not app.screen.query_one(LetterStrip).display


async def test_the_strip_goes_with_the_zoom_and_comes_when_the_terminal_grows(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(80, 24)) as (app, pilot):
        strip = app.screen.query_one(LetterStrip)
        await pilot.resize_terminal(160, 45)
        await settle(app, pilot)
        assert strip.display
        assert strip.month is not None
        await press(app, pilot, "z")
        assert not strip.display
        await press(app, pilot, "z")
        assert strip.display


async def test_the_strip_is_up_to_date(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await app.attempt(lambda board: board.readings.record("otd", 37, period="2026-11-20"))
        await settle(app, pilot)
        assert re.search(r"D ● 2", screen_text(app))


@pytest.mark.parametrize("letters", ["", "S", "SQDCP", "SQDCPEMIO"])
@pytest.mark.parametrize(("width", "height"), [(5, 3), (44, 8), (46, 9), (88, 12)])
def test_the_strip_stays_in_its_room(letters: str, width: int, height: int) -> None:
    lines = strip_lines(month_of(letters), width, height, UNICODE)
    assert all(len(words(line).rstrip()) <= width for line in lines)
    if height >= 8:
        assert len(lines) <= height
    if letters and width >= 44:
        assert any("S" in words(line) for line in lines)
    assert any("●" in words(line) for line in lines) == (width == 88 and 0 < len(letters) <= 5)


def test_half_a_block_a_day_draws_the_shape_of_the_letter() -> None:
    drawn = strip_lines(month_of("S"), 7, 8, UNICODE)
    shape = ["".join("X" if text != " " or style else "." for text, style in line) for line in drawn if len(line) > 3]
    assert [row[1:8] for row in shape] == ["XXXXXXX", "XX.....", ".XXXXXX", "XX...XX", ".XXXX.."]
