from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from samples import kpi_card, line_four
from stage import Stage, lines, wheel
from textual import on
from textual.app import App, ComposeResult
from textual.strip import Strip

from kpiboard.model import Kpi
from kpiboard.rules.verdict import Outcome
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE, Glyphs, Line
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.screens.widgets.cardlist import CardList
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.figures import can_draw, figure, figure_width, rows_of
from kpiboard.screens.widgets.spark import spark
from kpiboard.words.board import OUTCOME_WORDS

ALL_SETS = pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: glyphs.name)


# Figures


def test_a_heavy_figure() -> None:
    assert figure("97.8", 1, UNICODE) == ("█▀█ ▀▀█   █▀█", "▀▀█   █   █▀█", "▀▀▀   ▀ ▀ ▀▀▀")


def test_figures_without_blocks() -> None:
    assert figure("42.5", 1, ASCII) == ("     _     _ ", "|_|  _|   |_ ", "  | |_  .  _|")
    assert figure("80", 1, CONSOLE) == ("┌─┐ ┌─┐", "├─┤ │ │", "└─┘ └─┘")


@ALL_SETS
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_the_rows_of_a_figure_are_equally_wide(glyphs: Glyphs, scale: int) -> None:
    for words in ("0123456789", "-1.5", "–", "off", "1e+22", "n/a", ""):
        rows = figure(words, scale, glyphs)
        assert len(rows) == rows_of(scale, glyphs)
        assert {cell_len(row) for row in rows} == {figure_width(words, scale, glyphs)}


def test_the_ten_digits_differ() -> None:
    for glyphs in (UNICODE, CONSOLE, ASCII):
        assert len({figure(digit, 1, glyphs) for digit in "0123456789"}) == 10


def test_every_verdict_can_be_drawn_heavy() -> None:
    assert all(can_draw(OUTCOME_WORDS[outcome], UNICODE) for outcome in Outcome)
    assert not can_draw("", UNICODE)
    assert not can_draw(OUTCOME_WORDS[Outcome.LOSING], ASCII)


# Sparks


def drawn(values: Sequence[float | None], width: int, rows: int, glyphs: Glyphs = UNICODE) -> list[str]:
    card = kpi_card(Kpi("k", "k", "K"), 5, None, None, values)
    return ["".join(text for text, _ in line) for line in spark(card.history, width, rows, glyphs)]


# The latest period is Thursday 19 November; the history of eight days has a weekend in it, which is left out.
@pytest.mark.parametrize(
    ("values", "width", "rows", "expected"),
    [
        ([1, 2, 3, 4], 4, 1, ["▁▃▆█"]),
        ([1, 2, 3, 4], 6, 1, ["  ▁▃▆█"]),
        ([1, 2, 3, 4], 2, 1, ["▁█"]),
        ([1, None, 4], 3, 1, ["▁·█"]),
        ([3, 3, 3], 3, 1, ["▅▅▅"]),
        ([1, 4], 2, 2, [" █", "▁█"]),
        ([1, 2, 2, 9, 9, 3, 3, 3], 6, 1, ["▁▂█▃▃▃"]),
        ([None, None], 2, 1, ["··"]),
        ([1, 2], 0, 1, [""]),
    ],
)
def test_spark(values: list[float | None], width: int, rows: int, expected: list[str]) -> None:
    assert drawn(values, width, rows) == expected


def test_a_spark_without_blocks_is_made_of_points() -> None:
    assert drawn([1, 2, 3, 4], 4, 1, ASCII) == ["_.-'"]
    assert drawn([1, 4], 2, 2, ASCII) == [" '", "_ "]


def test_a_widened_spark_begins_at_the_left() -> None:
    card = kpi_card(Kpi("k", "k", "K"), 5, None, None, [1, 4])
    assert ["".join(text for text, _ in line) for line in spark(card.history, 7, 1, UNICODE, widen=True)] == ["▁▁▁███"]


def test_a_spark_is_coloured_by_status() -> None:
    card = kpi_card(Kpi("k", "k", "K"), 5, None, None, [1, 9])
    assert spark(card.history, 2, 1, UNICODE) == [[("▁", "$lose"), ("█", "$win")]]


# CardList


class Numbers(CardList):
    """Cards of two rows in columns, under a heading."""

    def __init__(self, count: int, columns: int) -> None:
        super().__init__()
        self.ids = [str(number) for number in range(count)]
        self.in_columns = columns

    def place_cards(self, width: int, height: int) -> Arrangement:
        entries = [Entry("", 1, "heading", across=True), *(Entry(card_id, 2) for card_id in self.ids)]
        return Arrangement(entries, self.in_columns, gap_x=1)

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        return [[(f"{'>' if here else ' '}{entry.id or entry.words}", "")]]


class Cards(App[None]):
    def __init__(self, count: int, columns: int) -> None:
        super().__init__()
        self.numbers = Numbers(count, columns)
        self.chosen: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"card": "#000000", "cursor-bg": "#333333"}

    def compose(self) -> ComposeResult:
        yield self.numbers

    @on(CardList.Chosen)
    def _chosen(self, event: CardList.Chosen) -> None:
        self.chosen.append(event.card_id)


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        ("", "0"),
        ("down", "3"),
        ("right", "1"),
        ("right right right", "2"),
        ("left", "0"),
        ("right down", "4"),
        ("right down up", "1"),
        ("end", "9"),
        ("end home", "0"),
        ("end up", "6"),
        ("right right down down down down", "9"),
        ("pagedown", "6"),
        ("pagedown pagedown", "9"),
        ("pagedown pageup", "0"),
        ("up", "0"),
    ],
)
async def test_keys_move_the_cursor_through_the_grid(keys: str, there: str) -> None:
    app = Cards(10, 3)
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert app.numbers.cursor == there
        assert any(f">{there}" in line for line in lines(app))


async def test_the_cards_stand_where_they_belong_in_the_first_frame_of_a_size() -> None:
    app, frames = Cards(10, 3), list[tuple[int, str]]()

    def render_line(y: int) -> Strip:
        strip = CardList.render_line(app.numbers, y)
        frames.append((strip.cell_length, strip.text.strip()))
        return strip

    app.numbers.render_line = render_line  # type: ignore[method-assign]
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert frames[:2] == [(39, "heading"), (39, ">0            1            2")]
        frames.clear()
        await pilot.resize_terminal(60, 12)
        assert frames[:2] == [(59, "heading"), (59, ">0                   1                   2")]


async def test_the_first_card_is_shown_with_its_heading() -> None:
    app = Cards(10, 1)
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.press("end", "home")
        await pilot.pause()
        assert [line[:8] for line in lines(app)[:2]] == [" heading", ">0      "]


async def test_enter_and_clicks_choose() -> None:
    app = Cards(10, 1)
    async with app.run_test(size=(20, 30)) as pilot:
        await pilot.press("enter")
        assert app.chosen == ["0"]
        await pilot.click(offset=(3, 5))
        assert app.numbers.cursor == "2"
        assert app.chosen == ["0"]
        await pilot.click(offset=(3, 5))
        assert app.chosen == ["0", "2"]
        await pilot.click(offset=(3, 8), times=2)
        assert app.chosen == ["0", "2", "3"]
        await pilot.click(offset=(3, 0))  # the heading
        await pilot.click(offset=(3, 28))  # below the last card
        assert app.numbers.cursor == "3"


async def test_a_double_click_on_the_cursor_opens_once() -> None:
    app = Cards(3, 1)
    async with app.run_test(size=(20, 30)) as pilot:
        await pilot.press("home")
        await pilot.click(offset=(3, 1), times=2)
        assert app.chosen == ["0"]


async def test_the_cursor_stays_on_its_card_and_the_card_where_it_is() -> None:
    app = Cards(30, 1)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press(*["down"] * 10)
        row = next(y for y, line in enumerate(lines(app)) if ">10" in line)
        app.numbers.ids = ["a", "b", *app.numbers.ids]
        app.numbers.relayout()
        await pilot.pause()
        assert app.numbers.cursor == "10"
        assert ">10" in lines(app)[row]
        app.numbers.ids.remove("10")
        app.numbers.relayout()
        await pilot.pause()
        assert app.numbers.cursor == "11"
        app.numbers.ids = []
        app.numbers.relayout()
        assert app.numbers.cursor is None
        await pilot.press("down", "enter")
        assert app.chosen == []


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Cards(30, 1)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        await wheel(pilot, app.numbers)
        await pilot.pause()
        assert app.numbers.scroll_offset.y > 0
        assert app.numbers.cursor == "0"


# The bottom line


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "r Record  a Action  f Feedback  z Zoom  / Find  ? Help"),
        (39, "r Record  a Action  f Feedback  ? Help"),
        (38, "r Record  a Action  ? Help"),
        (20, "r Record  ? Help"),
        (10, "? Help"),
    ],
)
async def test_the_bottom_line_shows_whole_commands_and_always_help(width: int, shown: str) -> None:
    app = Stage(BoardScreen(), line_four())
    async with app.run_test(size=(width, 24)):
        assert lines(app)[-1].strip() == shown


async def test_the_bottom_line_can_be_clicked() -> None:
    app = Stage(BoardScreen(), line_four())
    async with app.run_test(size=(80, 24)) as pilot:
        bar = lines(app)[-1]
        for words in ("Action", "? Help", "Zoom"):
            assert await pilot.click(CommandBar, offset=(bar.index(words) + 1, 0))
        assert app.pressed == ["a", "?", "z"]
        await pilot.click(CommandBar, offset=(79, 0))
        assert app.pressed == ["a", "?", "z"]
