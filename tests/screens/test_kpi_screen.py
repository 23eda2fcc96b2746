"""The screen of one KPI, by keyboard, over a real board."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from boards import built_once
from driving import press, running, screen_text, settle, write
from stage import SIZES, Stage, lines
from support import Clock
from textual.app import ComposeResult
from textual.screen import Screen

from kpiboard.basics.entry import Entry
from kpiboard.board import Board
from kpiboard.charts.runchart import SIGNS, Step, Track, Zoom, of_points
from kpiboard.rules import spc
from kpiboard.rules.smells import Smell, Whiff
from kpiboard.rules.status import Status
from kpiboard.rules.trust import Discrepancy
from kpiboard.screens.action.screen import ActionScreen
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.details import Details
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.kpi.head import head
from kpiboard.screens.kpi.layout import ACTIONS, CHART, DEFINITION, FEEDBACK, HISTORY, plan
from kpiboard.screens.kpi.screen import KpiScreen
from kpiboard.screens.text import ASCII, CONSOLE, STATUS_STYLE, UNICODE, Glyphs, Line, width_of
from kpiboard.screens.widgets.history import History
from kpiboard.screens.widgets.runchart import draw
from kpiboard.views.board import KpiCard
from kpiboard.views.kpi import KpiStory
from kpiboard.words.kpi import when_words

FIRST = datetime(2026, 8, 31, 9, 0, tzinfo=UTC)  # a Monday
VALUES = [95.4, 96.1, 95.2, 96.6, 95.9, 96.4, 95.1, 96.0, 95.7, 96.3] * 5 + [95.8, 96.2, 94.1, 92.4, 90.9]
LAST = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)  # 55 working days later, a Friday


@built_once
def delivery_board(path: Path, clock: Clock) -> None:
    """On-time delivery, read every morning for the same day; the last reading is far below its limits."""
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        jon = board.team.add_person("Jon Prado", "JP").id
        board.team.add_goal("Trusted by the customer")
        board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95, owner=jon,
                      goal="Trusted by the customer", definition="orders shipped by the promised day")  # fmt: skip
        board.kpis.add("Complaints", key="cc", category="Q", direction="lower", target=2)
        for value in VALUES:
            board.readings.record("otd", value, period="today")
            if value == VALUES[-1]:
                break
            clock.advance(days=3 if clock().weekday() == 4 else 1)
        assert clock() == LAST
        board.readings.record("otd", Entry(95.3, note="scale was wrong"), period="2026-11-10")
        board.readings.record("otd", Entry(VALUES[-1], note="dock 2 closed"), period="today")
        board.actions.add("Second dock for the morning", kpi="otd", owner=jon, due="2026-11-18")
        board.feedback.add("Dock 2 opens too late", kpi="otd")


pytestmark = pytest.mark.board(delivery_board, FIRST)


def now(app: KpiBoardApp) -> KpiCard:
    assert app.snapshot is not None
    return next(card for card in app.snapshot.kpis if card.kpi.key == "otd")


def shown(app: KpiBoardApp) -> KpiScreen:
    assert isinstance(app.screen, KpiScreen), app.screen
    return app.screen


def story(screen: KpiScreen) -> KpiStory:
    assert screen.look.told is not None
    return screen.look.told.story


def row_of(app: KpiBoardApp, words: str) -> str:
    """The first line of the screen that holds these words."""
    return next((line for line in screen_text(app).split("\n") if words in line), "")


# What it says


async def test_enter_shows_where_a_kpi_stands_and_what_it_means(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        text = screen_text(app)
        assert shown(app).selection.id == now(app).kpi.id
        for words in (
            "D On-time delivery", "Jon Prado · every day · higher is better", "target ≥ 95", "▼ off target",
            "Signal and red: find today's cause now.", "met in 0 of 3 since Wed 11 Nov · limits",
            "ladders up to: Trusted", "Chart of values",
            "◆ signal", "≥ 95", "90.9 ◆  ≥ 95    ▼ off target", "dock 2 closed",
            "Second dock for the morning", "Dock 2 opens too late", "Definition",
            "orders shipped by the promised day",
        ):  # fmt: skip
            assert words in text, words


async def test_the_small_screen_leads_with_the_figure_the_sentence_and_the_chart(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        text = screen_text(app).split("\n")
        assert "On-time delivery" in text[0]
        assert "90.9 %" in text[0]
        assert "Signal and red" in text[1]
        assert "met in 0 of 3 since Wed 11 Nov" in text[2]
        assert "▸Chart   History   Actions 1   Feedback 1   Definition" in text[3]
        assert "today  90.9 %  ▼ off target  target ≥ 95" in screen_text(app)
        assert "signal: below the lower limit" in screen_text(app)
        assert sum("◆" in line for line in text) >= 2, "in the chart and in its legend"


async def test_a_kpi_without_readings_says_what_to_do(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "down", "enter")
        assert "Complaints" in screen_text(app).split("\n")[0]
        assert "No readings yet · press r to record one" in screen_text(app)
        await press(app, pilot, "left", "up", "home", "end", "z", "m", "shift+left", "tab", "pagedown", "r")
        await write(app, pilot, "1")
        await press(app, pilot, "enter")
        assert "Too early to tell: 1 of 6 points." in screen_text(app)


# The cursor


async def test_the_cursor_walks_along_points_and_table_alike(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        screen = shown(app)
        newest = len(VALUES) - 1
        assert (screen.look.cursor, screen.period) == (newest, "2026-11-13")
        for key, place in (("left", newest - 1), ("left", newest - 2), ("right", newest - 1), ("down", newest - 2),
                           ("up", newest - 1), ("home", 0), ("left", 0), ("right", 1), ("end", newest)):  # fmt: skip
            await press(app, pilot, key)
            assert screen.look.cursor == place
            assert screen.query_one(History).cursor == place
            assert screen._chart.cursor == place
        await press(app, pilot, "left", "left", "left")
        assert screen.period == "2026-11-10"
        assert row_of(app, "▸ Tue 10 Nov"), "the table has come along"
        assert "Tue 10 Nov  95.3 %  ● on target  target then ≥ 95" in screen_text(app)
        assert "scale was wrong" in screen_text(app)


async def test_who_entered_a_reading_and_who_corrected_it(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter", "left", "left", "left")
        said = row_of(app, "entered by anna 10 Nov 09:00")
        assert "96.2 → 95.3 by anna today 09:00" in said
        assert "✎" in row_of(app, "Tue 10 Nov    "), "marked in the table"
        assert "✎ corrected" in screen_text(app), "and in the chart, with its meaning"


async def test_the_cursor_jumps_to_signals(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter", "home", "shift+right")
        screen = shown(app)
        assert screen.look.told is not None
        assert screen.look.cursor == min(screen.look.told.signals)
        await press(app, pilot, "end", "shift+left", "shift+left")
        assert screen.look.cursor in screen.look.told.signals


async def test_a_click_points(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        screen = shown(app)
        drawing = screen._chart.drawing
        assert drawing is not None
        x = drawing.x(20)
        assert x is not None
        assert await pilot.click(screen._chart, offset=(x, 5))
        await settle(app, pilot)
        assert screen.look.cursor == 20
        assert await pilot.click(screen._history, offset=(5, screen._history.size.height - 2))
        await settle(app, pilot)
        assert screen.look.cursor is not None
        assert screen.look.cursor != 20
        assert screen.focused is screen._history


# Zoom and moving ranges


async def test_zoom_goes_from_30_days_to_all_and_keeps_the_point(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        screen = shown(app)
        assert screen.look.zoom is Zoom.QUARTER
        seen = []
        for _ in range(4):
            await press(app, pilot, "z")
            assert screen._chart.drawing is not None
            seen.append((screen.look.zoom, screen._chart.drawing.end - screen._chart.drawing.first))
        assert seen == [(Zoom.YEAR, 55), (Zoom.ALL, 55), (Zoom.MONTH, 22), (Zoom.QUARTER, 55)]
        await press(app, pilot, "home", "z", "z", "z")
        assert screen.look.zoom is Zoom.MONTH
        assert screen.look.cursor == 0
        assert screen._chart.drawing.x(0) is not None, "the point under the cursor stays in sight"
        assert "31 Aug – 29 Sep" in screen_text(app)
        await press(app, pilot, *["right"] * 30)
        assert screen.look.cursor == 30
        assert screen._chart.drawing.x(30) is not None


async def test_moving_ranges_stand_below_the_same_columns(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        assert "Moving ranges" not in screen_text(app)
        await press(app, pilot, "m", "left")
        screen = shown(app)
        assert "Moving ranges" in screen_text(app)
        assert screen._chart.drawing is not None
        assert screen._ranges.drawing is not None
        assert screen._ranges.drawing.margins == screen._chart.drawing.margins
        assert screen._ranges.cursor == screen._chart.cursor
        assert "limit" in screen_text(app)
        await press(app, pilot, "m")
        assert "Moving ranges" not in screen_text(app)


async def test_the_ranges_key_rests_on_the_board(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "m")
        assert isinstance(app.screen, BoardScreen)


# Regions


async def test_tab_leads_through_everything(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        screen = shown(app)
        seen = {}
        for region in (HISTORY, ACTIONS, FEEDBACK, DEFINITION):
            await press(app, pilot, "tab")
            assert screen.focused is screen.panes[region]
            seen[region] = screen_text(app)
        assert "History  55 periods" in seen[HISTORY]
        assert "Second dock for the morning" in seen[ACTIONS]
        assert "Dock 2 opens too late" in seen[FEEDBACK]
        assert "how it is measured" in seen[DEFINITION]
        assert "Chart of values" not in seen[DEFINITION]
        await press(app, pilot, *["down"] * 40)
        assert "Changes" in screen_text(app), "the sheet scrolls to its end"
        await press(app, pilot, "tab")
        assert screen.focused is screen.panes[CHART]
        await press(app, pilot, "shift+tab", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_pagedown_leads_from_the_chart_and_pages_the_table(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter", "pagedown")
        screen = shown(app)
        assert screen.focused is screen._history
        await press(app, pilot, "pagedown")
        assert screen.look.cursor is not None
        assert screen.look.cursor < len(VALUES) - 10
        point = story(screen).points[screen.look.cursor]
        assert f"▸ {when_words(point.period, story(screen).today)}" in screen_text(app)
        await press(app, pilot, "pageup", "pageup", "pageup")
        assert screen.look.cursor == len(VALUES) - 1


@pytest.mark.parametrize(
    ("keys", "opened"), [(("tab", "tab", "enter"), ActionScreen), (("tab",) * 3 + ("enter",), Details)]
)
async def test_what_is_linked_opens_and_escape_leads_back(
    path: Path, clock: Clock, keys: tuple[str, ...], opened: type[Screen[None]]
) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter", "left", "left", *keys)
        assert isinstance(app.screen, opened)
        await press(app, pilot, "escape")
        assert shown(app).look.cursor == len(VALUES) - 3, "where it was"


async def test_the_names_of_the_regions_can_be_clicked(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        row = next(y for y, line in enumerate(screen_text(app).split("\n")) if "▸Chart" in line)
        x = screen_text(app).split("\n")[row].index("Definition")
        await pilot.click(offset=(x + 1, row))
        await settle(app, pilot)
        assert shown(app).focused is shown(app)._definition


@pytest.mark.parametrize(
    ("size", "active", "ranges", "shown"),
    [
        ((80, 24), CHART, False, {CHART}),
        ((80, 24), DEFINITION, True, {DEFINITION}),
        ((100, 30), HISTORY, False, {CHART, HISTORY}),
        ((100, 30), ACTIONS, False, {ACTIONS}),
        ((90, 50), CHART, True, {CHART, HISTORY}),
        ((200, 60), CHART, True, {CHART, HISTORY, ACTIONS, FEEDBACK, DEFINITION}),
        ((120, 36), CHART, False, {CHART, HISTORY, ACTIONS, FEEDBACK, DEFINITION}),
        ((160, 45), CHART, True, {CHART, HISTORY}),  # the ranges need the room
        ((120, 36), FEEDBACK, True, {ACTIONS, FEEDBACK, DEFINITION}),
    ],
)
def test_what_is_shown_in_which_size(size: tuple[int, int], active: int, ranges: bool, shown: set[int]) -> None:
    assert plan(*size, active, ranges).shown == shown


# The board's commands


async def test_a_number_recorded_here_is_seen_here(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        clock.advance(days=3)
        await press(app, pilot, "enter", "r")
        await write(app, pilot, "97.3")
        await press(app, pilot, "enter")
        screen = shown(app)
        assert len(story(screen).points) == len(VALUES) + 1
        assert screen.period == "2026-11-16", "the cursor was on the newest, and is again"
        assert "97.3" in row_of(app, "▸ today")


async def test_the_cursor_stays_on_its_point_when_somebody_else_writes(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter", "z", "z", "z", "home", "m")
        screen = shown(app)
        clock.advance(days=3)
        with Board.open(path, who="ben", now=clock) as other:
            other.readings.record("otd", 96.6, period="2026-11-16")
            other.readings.record("otd", 94.4, period="2026-08-31")
        app.look()
        await settle(app, pilot)
        assert story(screen).points[-1].value == 96.6
        assert (screen.look.cursor, screen.period, screen.look.zoom) == (0, "2026-08-31", Zoom.MONTH)
        assert "94.4 %" in row_of(app, "Mon 31 Aug  ")
        assert "by ben" in screen_text(app)
        assert "Moving ranges" in screen_text(app)


async def test_nothing_is_read_again_while_nothing_has_changed(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter")
        screen = shown(app)
        told = screen.look.told
        clock.advance(minutes=5)
        app.look()
        await settle(app, pilot)
        assert screen.look.told is told
        with Board.open(path, who="ben", now=clock) as other:
            other.actions.add("Another one", kpi="otd")
        app.look()
        await settle(app, pilot)
        assert screen.look.told is not told
        assert len(story(screen).actions) == 2


async def test_commands_act_on_this_kpi(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter", "a")
        assert isinstance(app.screen, Form)
        assert app.screen.values["kpi"] == now(app).kpi.id
        app.screen.editor("title").value = "Ask for a third dock"
        await press(app, pilot, "enter")
        assert {one.action.title for one in story(shown(app)).actions} >= {"Ask for a third dock"}
        await press(app, pilot, "u")
        assert len(story(shown(app)).actions) == 1
        await press(app, pilot, "y")
        await write(app, pilot, "lorry broke down")
        await press(app, pilot, "enter")
        assert "lorry broke down" in screen_text(app)
        await press(app, pilot, "x")
        await write(app, pilot, "measured elsewhere")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen), "it is not on the board any more"


async def test_a_read_only_board_can_be_looked_at(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "enter", "left", "m", "z", "tab")
        assert shown(app).look.cursor == len(VALUES) - 2


# Limits, baselines, exclusions, targets


async def test_what_people_decided_is_drawn(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.limits.rebase("otd", "2026-10-12", "second set of tools")
        board.limits.exclude("otd", "2026-11-13", "dock 2 closed")
        board.targets.set("otd", target=96, valid_from="2026-11-02", rationale="what the customer asks for")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        text = screen_text(app)
        assert "┊ new baseline" in text
        assert "× left out" in text
        assert "left out: dock 2 closed" in text
        assert "≥ 96" in text
        assert "≥ 95 " in text, "older periods keep their target in the table"
        sheet = ""
        for key in ("shift+tab", *["pagedown"] * 8):
            await press(app, pilot, key)
            sheet += screen_text(app)
        assert "what the customer asks for" in sheet
        assert "second set of tools" in sheet


def lines_text(found: list[Line]) -> str:
    return "\n".join("".join(words for words, _ in line) for line in found)


async def test_the_head_says_what_to_know_before_trusting_the_number(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.guard("cc", "otd", "fewer complaints by shipping less")
        board.readings.record("cc", 1, period="today")
        told = board.kpis.story("cc")
        card = replace(told.card, doubtful=True, review_due=True,
                       kpi=replace(told.card.kpi, next_review=date(2026, 11, 1)))  # fmt: skip
        assert card.suspect
        told = replace(
            told, card=card, discrepancy=Discrepancy(5, 2), whiffs=(Whiff(Smell.NEVER_RED, 30, 30),)
        )  # fmt: skip
    wide, small = (lines_text(head(card, told, told.today, *size, UNICODE)[0]) for size in ((200, 45), (80, 24)))
    assert "■ suspect: On-time delivery is off target" in wide
    assert "data doubtful: 2 of 5 checked readings were wrong" in wide
    assert "review due for 12 days" in wide
    assert "The target was met 30 times in a row. Does it still ask for something?" in wide
    assert "■ suspect · data doubtful · review due · 1 question" in small
    assert lines_text(head(card, told, told.today, 80, 24, ASCII)[0]).isascii()


# Any size, any signs, any text, any length


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_any_size(path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(path, clock, size=size) as (app, pilot):
        app.select("kpi", now(app).kpi.id)
        await press(app, pilot, "enter")
        for key in ("m", "left", "z", "z", "tab", "tab", "tab", "tab", "down", "tab", "home"):
            await press(app, pilot, key)
            rows = screen_text(app).split("\n")
            assert len(rows) == size[1]
        assert shown(app).look.cursor == 0


async def test_a_screen_that_changes_its_size_keeps_its_place(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter", "home", "tab", "tab", "tab", "tab")
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        screen = shown(app)
        assert screen.focused is screen._definition
        assert "What it is," in screen_text(app)
        await press(app, pilot, "tab")
        await pilot.resize_terminal(160, 45)
        await settle(app, pilot)
        assert screen.look.cursor == 0
        assert "Chart of values" in screen_text(app)
        assert "Definition" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=str)
async def test_only_ascii_signs_where_there_are_no_others(path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(path, clock, size=size, ascii=True) as (app, pilot):
        await press(app, pilot, "enter", "m", "left", "left", "left")
        for _ in range(5):
            text = screen_text(app)
            assert text.isascii(), {sign for sign in text if not sign.isascii()}
            await press(app, pilot, "tab")


async def test_text_cannot_steer_the_terminal(path: Path, clock: Clock) -> None:
    hostile = "see [/floor] [@click=app.pwn]x[/] \x1b]0;owned\x07"
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.edit("otd", name="see [/floor]", unit="[b]", definition=hostile, because=hostile, drivers=hostile)
        board.readings.record("otd", Entry(91, note=hostile, reason=hostile), period="today")
        board.actions.add(hostile, kpi="otd")
        board.feedback.add(hostile, kpi="otd")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter")
        for _ in range(5):
            assert "\x1b" not in screen_text(app)
            await press(app, pilot, "tab")
        assert "see [/floor] [@click=app.pwn]x[/]" in screen_text(app)


async def test_the_definition_tells_every_field_of_the_sheet(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.edit("otd", kind="process", importance=4, closeness=2, rollup="mean")
    async with running(path, clock, size=(160, 120)) as (app, pilot):
        await press(app, pilot, "enter")
        text = screen_text(app)
        for label in ("Measures", "Importance", "Closeness", "Its value"):
            assert label in text, label
        assert "mean of the KPIs below" in text
        assert "Weight" not in text, "it has the usual one"


@pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: glyphs.name)
def test_a_chart_has_the_signs_and_colours_of_the_board(glyphs: Glyphs) -> None:
    for status in (Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET):
        assert SIGNS[glyphs.name].points[status] == glyphs.status[status]
    track = Track(tuple(date(2026, 11, day) for day in (1, 2)), (1.0, 3.0), bytes([4, 2]), steps=(Step(0, 2, None),))
    drawn = draw(track, 40, 9, glyphs)
    assert [width_of(line) for line in drawn] == [40] * 9
    styled = {words: style for line in drawn for words, style in line}
    assert styled[glyphs.status[Status.OFF_TARGET]] == STATUS_STYLE[Status.OFF_TARGET]
    assert styled[glyphs.status[Status.ON_TARGET]] == STATUS_STYLE[Status.ON_TARGET]


class OnlyHistory(Screen[None]):
    def __init__(self, told: KpiStory) -> None:
        super().__init__()
        self.told = told
        self.history = History()

    def compose(self) -> ComposeResult:
        yield self.history

    def on_mount(self) -> None:
        self.set_focus(self.history)
        points = self.told.points
        track = of_points(points, self.told.chart, 1)
        self.history.show(self.told.card.kpi, points, track, len(points) - 1, self.told.today)


async def test_a_long_history_draws_what_is_seen_and_no_more(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        told = board.kpis.story("otd")
    many = told.points * 1000
    told = replace(told, points=many, chart=spc.chart([point.value for point in many]))
    drawn: list[int] = []
    row = History.row

    def counting(self: History, place: int, width: int) -> Line:
        drawn.append(place)
        return row(self, place, width)

    monkeypatch.setattr(History, "row", counting)
    screen = OnlyHistory(told)
    app = Stage(screen, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▸ today" in "\n".join(lines(app))
        assert set(drawn) <= set(range(len(many) - 30, len(many)))
        screen.history.point(0)
        await pilot.pause()
        assert len(screen.history.children) == 0
        assert "95.4" in lines(app)[-1], "the oldest stands at the bottom"
        assert len(set(drawn)) < 100


async def test_another_target_asks_anew_why_how_and_who_agrees(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.team.add_person("Lea Roth", role="leader")
        board.targets.set("otd", target=95, rationale="the customer's figure", how="call ahead", leader="LR")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "s")
        shown = app.screen
        assert isinstance(shown, Form)
        assert (shown.editor("rationale").value, shown.editor("how").value) == ("the customer's figure", "call ahead")
        assert shown.editor("leader").value
        shown.editor("target").value = "99"
        await pilot.pause()
        assert {shown.editor(name).value for name in ("rationale", "how", "leader", "member")} == {""}
        shown.editor("target").value = "95"
        await pilot.pause()
        assert shown.editor("how").value == "call ahead", "it is the present target again"
        shown.editor("target").value = "99"
        await pilot.pause()
        shown.editor("how").value = "a second dock"
        await press(app, pilot, "ctrl+s")
        (card,) = [card for card in app.need_snapshot().kpis if card.kpi.key == "otd"]
        new = card.targets[-1]
        assert (new.low, new.how, new.rationale, new.leader_id) == (99.0, "a second dock", "", None)
        await press(app, pilot, "enter")
        assert "target ≥ 99 proposed" in screen_text(app)
