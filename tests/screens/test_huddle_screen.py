"""The huddle on the screen: held by keyboard from the first page to the last, left, resumed, kept open, undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast
from unicodedata import category

import pytest
from boards.huddle import DAY, make_huddle_board
from driving import press, running, said, screen_text, settle, toasts, until, write
from samples import HOSTILE, hostile
from support import Clock
from textual.pilot import Pilot

from kpiboard import Board
from kpiboard.model import HuddleState, HuddleStep
from kpiboard.rules.huddle import Clock as Elapsed
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.huddle.agenda import Agenda, Progress, Talk, at_the_left, at_the_top
from kpiboard.screens.huddle.pages import Meeting, Page, Show, pages
from kpiboard.screens.huddle.screen import HuddleScreen
from kpiboard.screens.huddle.sheet import Room
from kpiboard.screens.huddle.write import write as write_page
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE, Glyphs, width_of
from kpiboard.views.huddle import HuddleRecord

pytestmark = pytest.mark.board(make_huddle_board, DAY)


@asynccontextmanager
async def huddle(
    path: Path, clock: Clock, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[KpiBoardApp, Pilot[None]]]:
    """The app in plain signs, the huddle begun, and these keys pressed."""
    async with running(path, clock, ascii=True, size=size) as (app, pilot):
        await press(app, pilot, "h", *keys)
        yield app, pilot


def screen(app: KpiBoardApp) -> HuddleScreen:
    assert isinstance(app.screen, HuddleScreen)
    return app.screen


def showing(app: KpiBoardApp) -> Show:
    return screen(app).page.show


def record(path: Path, clock: Clock) -> HuddleRecord:
    with Board.open(path, now=clock) as board:
        return board.huddles.record()


async def test_a_whole_meeting_by_keyboard(path: Path, clock: Clock) -> None:
    async with huddle(path, clock) as (app, pilot):
        assert "I N   T H E   L A S T   2 4   H O U R S" in screen_text(app)
        assert "turned red" in screen_text(app)
        await press(app, pilot, "right", "3")
        assert "2 of 3 here" in screen_text(app)
        await press(app, pilot, "space")
        assert "S A F E T Y   F I R S T" in screen_text(app)
        assert "41 d" in screen_text(app)
        await press(app, pilot, "enter")
        assert "M I R A   S A N D" in screen_text(app)
        assert "First-pass yield is back on target" in screen_text(app)
        await press(app, pilot, "c")
        assert showing(app) is Show.THANKS
        assert "Mira Sand" in screen_text(app)

        await press(app, pilot, "right")
        text = screen_text(app)
        assert "O N - T I M E   D E L I V E R Y" in text
        assert "1.9 points below" in text
        assert "no answer yet" in text
        await press(app, pilot, "right", "a", "enter")
        assert "ANSWERED" in screen_text(app)
        assert "Joana Prado" in screen_text(app)
        await press(app, pilot, "right")
        assert "W H O   D O E S   W H A T" in screen_text(app)
        await press(app, pilot, "right")
        assert "8 d late: escalate it to the next tier" in screen_text(app)
        await press(app, pilot, "right", "k")
        assert "acknowledged" in screen_text(app)
        await press(app, pilot, "right")
        assert showing(app) is Show.PROPOSAL
        await press(app, pilot, "right", "N")
        await write(app, pilot, "buy film elsewhere")
        await press(app, pilot, "enter")
        assert "buy film elsewhere" in screen_text(app)
        clock.advance(minutes=8)
        await press(app, pilot, "enter")
        assert "8 minutes" in screen_text(app)
        assert "1 new action" in screen_text(app)
        await press(app, pilot, "enter")
        assert not isinstance(app.screen, HuddleScreen)
    found = record(path, clock)
    assert found.huddle.state is HuddleState.CLOSED
    assert (found.minutes, found.huddle.notes) == (8, "buy film elsewhere")
    assert [one.initials for one in found.absent] == ["TL"]
    assert [(person.initials, what) for person, what in found.thanked] == [("MS", "First-pass yield is back on target")]
    assert [one.title for one in found.new_actions] == ["Bring On-time delivery back on target"]


async def test_it_does_not_close_over_a_red_says_which_and_goes_there(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, "end") as (app, pilot):
        text = screen_text(app)
        assert "N O T   Y E T" in text
        assert "1 red has no answer" in text
        assert "go to On-time delivery" in text
        await press(app, pilot, "right", "space")
        assert showing(app) is Show.CLOSE  # only enter goes on from here
        await press(app, pilot, "enter")
        assert showing(app) is Show.ANSWER
        await press(app, pilot, "y")
        await write(app, pilot, "dock 2 was closed")
        await press(app, pilot, "enter")
        assert "dock 2 was closed" in screen_text(app)
        await press(app, pilot, "end", "enter")
        assert showing(app) is Show.THANKS
        await press(app, pilot, "0")
        assert "None today" in screen_text(app)
        await press(app, pilot, "end", "enter")
    found = record(path, clock)
    assert found.huddle.state is HuddleState.CLOSED
    assert found.huddle.nobody_thanked


async def test_an_action_without_an_owner_keeps_it_open(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, "right", "right", "right", "c", "right") as (app, pilot):
        await press(app, pilot, "right", "a", "tab", "backspace", "enter")
        await press(app, pilot, "end")
        assert "A-2 has no owner or no due date" in screen_text(app)
        await press(app, pilot, "enter")
        assert showing(app) is Show.WORK
        assert "NO OWNER" in screen_text(app)
        await press(app, pilot, "e", "tab", "j", "enter")
        assert "NO OWNER" not in screen_text(app)
        await press(app, pilot, "end", "enter")
    assert record(path, clock).huddle.state is HuddleState.CLOSED


async def test_a_program_that_ended_goes_on_where_it_was(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, *["right"] * 6) as (app, _):
        assert showing(app) is Show.ANSWER
    clock.advance(minutes=3)
    async with huddle(path, clock) as (app, _):
        assert showing(app) is Show.ANSWER
        assert "3 of 10 min" in screen_text(app)
    with Board.open(path, now=clock) as board:
        assert len(board.huddles.all()) == 1


async def test_escape_leaves_and_h_comes_back(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, "right", "right", "escape") as (app, pilot):
        assert not isinstance(app.screen, HuddleScreen)
        await press(app, pilot, "h")
        assert screen(app).page.step is HuddleStep.WINS
        await press(app, pilot, "b")
        assert not isinstance(app.screen, HuddleScreen)
        await press(app, pilot, "h")  # the huddle below is found again, and nothing is piled up
        assert showing(app) is Show.SAFETY
        assert len(app.screen_stack) == 2


async def test_keys_that_would_leave_the_meeting_rest(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, *["right"] * 5) as (app, pilot):
        before = screen(app).page
        await press(app, pilot, "1", "2", "5", "0", "z", "h")
        assert screen(app).page == before


async def test_attendance_and_who_leads(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, "right") as (app, pilot):
        await press(app, pilot, "1", "2")
        assert "1 of 3 here" in screen_text(app)
        await press(app, pilot, "down", "down", "space")
        assert "2 of 3 here" in screen_text(app)
        assert screen(app).person == 1
        await press(app, pilot, "9")  # nobody has that key
        await press(app, pilot, "asterisk")
        assert "3 of 3 here" in screen_text(app)
        await press(app, pilot, "o", *"tom", "enter")
        assert "Tom Lindt leads" in screen_text(app)
        await press(app, pilot, "up", "up")
        assert screen(app).person == 2
    found = record(path, clock)
    assert found.facilitator is not None
    assert found.facilitator.initials == "TL"
    assert len(found.present) == 3


async def test_days_without_a_huddle_need_a_reason(path: Path, clock: Clock) -> None:
    with Board.open(path, now=clock, who="anna") as board:
        board.huddles.start()
        board.huddles.thank_nobody()
        board.readings.explain("otd", "dock two closed", period="2026-11-19")
        board.huddles.close()
    clock.advance(days=5)  # Wednesday
    async with huddle(path, clock) as (app, pilot):
        assert "There was no huddle on 2 working days since Mon 23 Nov." in screen_text(app)
        await press(app, pilot, "enter")
        assert "Say why" in said(app)
        await write(app, pilot, "the line was down")
        await press(app, pilot, "enter")
        await until(app, pilot, lambda: isinstance(app.screen, HuddleScreen))
    with Board.open(path, now=clock) as board:
        rows = [(one.held_on.day, one.state.value, one.skip_reason) for one in board.huddles.all()]
    skipped = [(day, "skipped", "the line was down") for day in (24, 23)]
    assert rows == [(25, "running", ""), *skipped, (20, "closed", "")]


async def test_a_second_huddle_of_the_day_is_asked_about(path: Path, clock: Clock) -> None:
    with Board.open(path, now=clock, who="anna") as board:
        board.huddles.start()
        board.huddles.thank_nobody()
        board.readings.explain("otd", "dock two closed", period="2026-11-19")
        board.huddles.close()
    clock.advance(minutes=5)
    async with huddle(path, clock) as (app, pilot):
        assert "closed already" in screen_text(app)
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, HuddleScreen)
        await press(app, pilot, "h", "y")
        await until(app, pilot, lambda: isinstance(app.screen, HuddleScreen))


@pytest.mark.parametrize(("answer", "held_on"), [("y", 23), ("n", 20)])
async def test_one_that_nobody_closed(path: Path, clock: Clock, answer: str, held_on: int) -> None:
    with Board.open(path, now=clock, who="anna") as board:
        board.huddles.start()
    clock.advance(days=3)  # Monday
    async with huddle(path, clock) as (app, pilot):
        assert "never closed" in screen_text(app)
        await press(app, pilot, answer)
        await until(app, pilot, lambda: isinstance(app.screen, HuddleScreen))
        assert screen(app).meeting.record.huddle.held_on.day == held_on


async def test_undo_turns_the_page_back_and_takes_the_answer_away(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, *["right"] * 6) as (app, pilot):
        await press(app, pilot, "a", "enter", "right", "right")
        assert screen(app).page.step is HuddleStep.OVERDUE
        await press(app, pilot, "u")
        assert screen(app).page.step is HuddleStep.ANSWERS
        await press(app, pilot, "u")
        assert "RED WITHOUT AN ANSWER" in screen_text(app)


async def test_another_terminal_turns_closes_or_calls_it_off(path: Path, clock: Clock) -> None:
    async with huddle(path, clock) as (app, pilot):
        with Board.open(path, now=clock, who="otto") as board:
            board.huddles.go_to("overdue")
        await until(app, pilot, lambda: screen(app).page.step is HuddleStep.OVERDUE, 4)
        with Board.open(path, now=clock, who="otto") as board:
            board.huddles.abandon()
        await until(app, pilot, lambda: not isinstance(app.screen, HuddleScreen), 4)
        assert "not running any more" in toasts(app)[0]


async def test_it_can_be_called_off(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, "x") as (app, pilot):
        await press(app, pilot, "n")
        assert showing(app) is Show.DIGEST
        await press(app, pilot, "x", "y")
        assert not isinstance(app.screen, HuddleScreen)
    with Board.open(path, now=clock) as board:
        assert board.huddles.all() == []


async def test_the_clock_draws_each_quarter_of_a_minute_and_rings_once(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, size=(120, 36)) as (app, pilot):
        rung: list[str] = []
        app.bell = lambda: rung.append("bell")  # type: ignore[method-assign]
        agenda = app.screen.query_one(Agenda)
        before = agenda._progress
        clock.advance(seconds=14)
        screen(app).tick()
        assert agenda._progress is before  # nothing to draw
        clock.advance(seconds=47)
        screen(app).tick()
        await settle(app, pilot)
        assert "1:00 of 0:30" in screen_text(app)
        for seconds, words in ((570, "over 10 minutes"), (290, "15 MINUTES: CLOSE"), (60, "15 MINUTES: CLOSE")):
            clock.advance(seconds=seconds)
            screen(app).tick()
            await settle(app, pilot)
            assert words in screen_text(app)
        assert rung == ["bell"]


async def test_keys_and_steps_can_be_touched(path: Path, clock: Clock) -> None:
    async with huddle(path, clock, size=(120, 36)) as (app, pilot):
        row, _, _, step = next(spot for spot in app.screen.query_one(Agenda)._spots if spot[3] is HuddleStep.REDS)
        await pilot.click(Agenda, offset=(4, row))
        await settle(app, pilot)
        assert screen(app).page.step is step
        talk = app.screen.query_one(Talk)
        assert talk._laid is not None
        left, top, _ = talk.margins
        row, start, _, key = talk._laid.spots[0]
        assert key == "right"
        await pilot.click(Talk, offset=(left + start, top + row))
        await settle(app, pilot)
        assert showing(app) is Show.ANSWER


async def test_a_board_with_nothing_on_it_has_a_friendly_line_a_step(tmp_path: Path, clock: Clock) -> None:
    Board.create(tmp_path / "new.db", name="New", template="empty", who="anna", now=clock, timezone="UTC").close()
    async with huddle(tmp_path / "new.db", clock) as (app, pilot):
        seen = []
        for _ in range(12):
            await press(app, pilot, "right")
            seen.append(screen(app).page)
            if screen(app).page.show is Show.CLOSE:
                break
        assert [page.step for page in seen] == list(HuddleStep)[1:]
        shown = [Show.THANKS, *[Show.NOTHING] * 5, Show.CLOSE]
        assert [page.show for page in seen] == shown


async def test_nobody_can_start_one_on_a_board_that_is_only_read(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await press(app, pilot, "h")
        assert not isinstance(app.screen, HuddleScreen)


# How it is laid out

ROOMS = [(1, 1), (20, 6), (56, 18), (76, 20), (78, 32), (118, 42), (190, 60)]


def all_pages(meeting: Meeting) -> list[Page]:
    """Every page there is, the ones of things that are gone, too."""
    gone = [Page(HuddleStep.REDS, show, "gone") for show in Show]
    return [*pages(meeting), *gone]


@pytest.fixture
def meeting(path: Path, clock: Clock) -> Meeting:
    with Board.open(path, now=clock, who="anna") as board:
        board.huddles.start()
        board.praise.congratulate("JP", what="helped out")
        board.actions.add("Nobody's work")
        board.actions.add("Sort the film", kpi="otd", owner="TL", due="+3")
        board.escalations.add(action="A-1", reason="No money for tools", help_asked="Release the order")
        found = board.huddles.record()
        return Meeting(board.snapshot(), found)


def misuse(meeting: Meeting) -> Meeting:
    """The same with texts that nobody should have typed."""
    board = hostile()
    people = [replace(one, name=text, initials=text[:3]) for one, text in zip(board.people, HOSTILE, strict=False)]
    actions = tuple(replace(one.action, title=text) for one, text in zip(board.actions, HOSTILE, strict=False))
    thanked = tuple((person, HOSTILE[4]) for person in people)
    notes = replace(meeting.record.huddle, notes="\n".join(HOSTILE))
    return Meeting(
        replace(board, people=tuple(people)),
        replace(meeting.record, huddle=notes, new_actions=actions, thanked=thanked, facilitator=people[0]),
    )


@pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: cast("Glyphs", glyphs).name)
@pytest.mark.parametrize("size", ROOMS, ids=str)
@pytest.mark.parametrize("text", ["usual", "hostile"])
def test_nothing_is_wider_or_taller_than_the_room(
    meeting: Meeting, size: tuple[int, int], glyphs: Glyphs, text: str
) -> None:
    shown = meeting if text == "usual" else misuse(meeting)
    room = Room(*size, glyphs, lambda command: command[0])
    for page in all_pages(shown):
        laid = write_page(page, shown, room, 0)
        assert len(laid.lines) <= room.height, page
        assert all(width_of(line) <= room.width for line in laid.lines), page
        drawn = "".join(text for line in laid.lines for text, _ in line)
        assert not any(category(sign) == "Cc" for sign in drawn), page
        if glyphs is ASCII and text == "usual":
            assert drawn.isascii(), page


@pytest.mark.parametrize("size", [(76, 20), (118, 42)], ids=str)
def test_every_page_of_a_usual_board_shows_its_keys_and_loses_nothing(meeting: Meeting, size: tuple[int, int]) -> None:
    room = Room(*size, UNICODE, lambda command: command[0])
    for page in pages(meeting):
        laid = write_page(page, meeting, room)
        text = "\n".join("".join(part for part, _ in line) for line in laid.lines)
        assert laid.spots, page
        assert "↓ more" not in text, page


@pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: cast("Glyphs", glyphs).name)
@pytest.mark.parametrize("elapsed", [0, 599, 615, 905, 90_000])
def test_the_agenda_names_every_step_at_every_time(glyphs: Glyphs, elapsed: int) -> None:
    for step in HuddleStep:
        now = Progress("Line 4", "Fri 20 Nov", "Mira Sand", step, 12, 14, Elapsed(elapsed, elapsed, 30))
        top, _ = at_the_top(now, 80, glyphs)
        left, _ = at_the_left(now, 30, 32, glyphs)
        for lines, width, rows in ((top, 80, 3), (left, 30, 32)):
            assert len(lines) == rows
            assert all(width_of(line) <= width for line in lines)
            text = "\n".join("".join(part for part, _ in line) for line in lines).lower()
            assert all(one.value in text for one in HuddleStep)
            assert "12/14" in text
            assert "of 10 min" in text
            assert ("15 minutes: close" in text) == (elapsed >= 900)
