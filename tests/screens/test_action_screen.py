"""The screen of one action and everything that is done on it, by keyboard, over a real board."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from boards import built_once
from driving import press, running, said, screen_text, settle, toasts, write
from stage import SIZES
from support import Clock, store_of
from textual.widgets import Static

from kpiboard.board import Board
from kpiboard.model import Action, Kata, Result, Stage
from kpiboard.model.facts.action import ACTION
from kpiboard.model.facts.team import KATA
from kpiboard.screens.action.a3 import A3Screen
from kpiboard.screens.action.layout import EFFECT, LINKS, PAST, STORY, plan
from kpiboard.screens.action.page import NAME_HINT
from kpiboard.screens.action.screen import ActionScreen
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.details import Details
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.frame.selection import Moved
from kpiboard.screens.kpi.screen import KpiScreen
from kpiboard.views.board import ActionCard
from kpiboard.words.kata import REFLECT

FIRST = datetime(2026, 9, 28, 9, 0, tzinfo=UTC)  # a Monday
BEFORE = [412, 405, 420, 398, 415, 409, 418, 402, 411, 407, 416, 404, 413, 408, 410]
AFTER = [372, 368, 375, 370, 366, 373]
LAST = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)  # 20 working days later


@built_once
def scrap_board(path: Path, clock: Clock) -> None:
    """A-1 is in check, done on the day after the fifteenth reading; A-2 is bare; A-3 waits for A-2."""
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_person("Mira Sand", "MS", role="leader")
        rosa = board.team.add_person("Rosa Conti", "RC").id
        board.team.add_person("Jon Prado", "JP")
        board.team.add_person("Tom Lind", "TL", role="coach")
        board.kpis.add("Scrap cost", key="sc", category="C", direction="lower", target=400, unit="€", decimals=0)
        board.feedback.add("The tools are on the other line", kpi="sc")
        board.actions.add("Second set of tools", kpi="sc", owner=rosa, due="2026-10-21", expected="-40", helpers="JP",
                         cause="one set for two lines", background="a third of all scrap")  # fmt: skip
        board.actions.set_whys(1, [("the first pieces are off size", "seen"), ("nobody presets", "assumed")])
        board.actions.add("Order the wrench")
        board.actions.add("Mark the places", blocked_by="A-2", kpi="sc")
        board.actions.advance(1)
        for number, value in enumerate(BEFORE + AFTER):
            board.readings.record("sc", value, period="today")
            if number == len(BEFORE) - 1:
                board.actions.advance(1, done_on="today", evidence="both sets hang at machine 3")
                board.actions.note(1, "The wrench came later")
            if number < len(BEFORE + AFTER) - 1:
                clock.advance(days=3 if clock().weekday() == 4 else 1)
        assert clock() == LAST


pytestmark = pytest.mark.board(scrap_board, FIRST)


def card(app: KpiBoardApp, number: int = 1) -> ActionCard:
    assert app.snapshot is not None
    return next(card for card in app.snapshot.actions if card.action.number == number)


def action(app: KpiBoardApp, number: int = 1) -> Action:
    return card(app, number).action


async def opened(app: KpiBoardApp, pilot: object, number: int = 1) -> ActionScreen:
    app.select("action", action(app, number).id)
    await press(app, pilot, "enter")  # type: ignore[arg-type]
    assert isinstance(app.screen, ActionScreen), app.screen
    return app.screen


def form(app: KpiBoardApp) -> Form:
    assert isinstance(app.screen, Form), app.screen
    return app.screen


# What it says


async def test_one_look_tells_where_it_stands_its_story_and_its_effect(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 50)) as (app, pilot):
        screen = await opened(app, pilot)
        assert screen.selection.id == action(app).id
        text = screen_text(app)
        for words in (
            "A-1  Second set of tools", "all 5 readings are in", "▸◕ CHECK", "◑ do", "✓ closed",
            "Rosa Conti  with JP", "countermeasure · opened 28 Sep · Scrap cost",
            "a third of all scrap", "one set for two lines", "the first pieces are off size (seen)",
            "nobody presets (only assumed)", "−40 €", "both sets hang at machine 3", "after 5 readings: 6 in",
            "┇ done", "╍╍ expected", "╍ 370", "The wrench came later",
            "KPI    Scrap cost",
        ):  # fmt: skip
            assert words in text, words
        assert "−39 of −40 expected: it worked in part." in text
        assert "proposed; > lets the team decide" in text


async def test_a_small_screen_shows_one_region_at_a_time(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        text = screen_text(app).split("\n")
        assert "A-1  Second set of tools" in text[0]
        assert "▸◕ CHECK" in text[1]
        assert "countermeasure" in text[2]
        assert "▸Story   Effect   Past 1   Linked 1" in text[3]
        for name, words in {"Effect": "┇ done", "Past": "Changes", "Linked": "KPI    Scrap", "Story": "Plan"}.items():
            await press(app, pilot, "tab")
            assert words in screen_text(app)
            assert f"▸{name}" in screen_text(app).split("\n")[3]
        await press(app, pilot, "shift+tab")
        assert app.focused is not None
        assert app.focused.id == "links"


async def test_without_a_kpi_there_is_no_chart_but_a_plain_line(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await opened(app, pilot, 2)
        text = screen_text(app)
        assert "This action has no KPI: nothing measures whether it works." in text
        assert "┤" not in text
        assert "no due date" in text
        assert "nobody yet" in text
        assert text.count("not said yet") == 2, "the cause and the effect that is expected"
        assert "A-3    ◔ Mark the places" in text
        assert "waits for this" in text
        await press(app, pilot, "tab", "tab", "tab", "enter")
        assert isinstance(app.screen, ActionScreen)
        assert "waits for A-2" in screen_text(app)


async def test_what_has_not_been_done_is_not_measured_yet(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.edit(3, expected="-10")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await opened(app, pilot, 3)
        text = screen_text(app)
        assert "Not done yet: 398 € in the mean." in text
        assert "┇" not in text
        assert "╍ 388" in text, "where it is to go"


async def test_what_is_linked_opens_and_escape_leads_back(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.feedback.accept(1, title="Move the tools")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        screen = await opened(app, pilot, 4)
        assert "The tools are on the other line" in screen_text(app)
        await press(app, pilot, "shift+tab", "enter")
        assert isinstance(app.screen, KpiScreen)
        await press(app, pilot, "escape", "down", "enter")
        assert isinstance(app.screen, Details)
        assert app.screen.selection.kind == "feedback"
        await press(app, pilot, "escape", "tab", "tab", "enter")
        assert isinstance(app.screen, KpiScreen), "the chart leads to its KPI"
        await press(app, pilot, "escape", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert screen not in app.screen_stack


async def test_it_closes_when_the_action_is_gone(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "a")
        form(app).editor("title").value = "A slip"
        await press(app, pilot, "enter")
        await opened(app, pilot, 4)
        await press(app, pilot, "u")
        assert isinstance(app.screen, BoardScreen)


async def test_zoom_shows_other_spans_of_the_chart(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        screen = await opened(app, pilot)
        drawn = []
        for _ in range(4):
            drawn.append((screen.zoom.name, screen._chart.window))
            await press(app, pilot, "z")
        assert [name for name, _ in drawn] == ["QUARTER", "YEAR", "ALL", "MONTH"]
        assert screen.zoom.name == "QUARTER"
        assert drawn[2][1] == (0, 21)


async def test_what_people_typed_is_shown_as_it_is(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.edit(1, title="[red]All[/] [@click=app.exit]in", cause="[b]x\x1b[31m", background="a\nb")
        board.actions.set_whys(1, [("[/]", "seen")])
        board.actions.note(1, "[/nope]")
    async with running(path, clock, size=(160, 50)) as (app, pilot):
        await opened(app, pilot)
        text = screen_text(app)
        assert "[red]All[/] [@click=app.exit]in" in text
        assert "1. why          [/] (seen)" in text
        assert "[/nope]" in text
        assert "\x1b" not in text
        for keys in ("greater_than_sign", "W", "Z", "H", "e"):
            await press(app, pilot, keys)
            assert "[red]All[/]" in screen_text(app), keys
            await press(app, pilot, "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_it_can_be_drawn_in_any_size(path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(path, clock, size=size) as (app, pilot):
        await opened(app, pilot)
        for key in ("tab", "tab", "tab", "Z"):
            await press(app, pilot, key)
            assert {len(line) for line in screen_text(app).split("\n")} == {size[0]}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_in_ascii_everything_of_ours_is_ascii(path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(path, clock, size=size, ascii=True) as (app, pilot):
        await opened(app, pilot)
        for key in ("tab", "tab", "tab", "greater_than_sign", "escape", "H", "escape", "W", "escape", "S", "escape",
                    "Z"):  # fmt: skip
            await press(app, pilot, key)
            text = screen_text(app).replace("€", "")
            assert text.isascii(), (key, {letter for letter in text if not letter.isascii()})


@pytest.mark.parametrize(
    ("size", "active", "shown"),
    [
        ((80, 24), STORY, {STORY}),
        ((80, 24), LINKS, {LINKS}),
        ((104, 30), EFFECT, {STORY, EFFECT}),
        ((104, 30), PAST, {PAST, LINKS}),
        ((90, 50), EFFECT, {STORY, EFFECT}),
        ((110, 36), LINKS, {STORY, EFFECT, PAST, LINKS}),
        ((160, 45), STORY, {STORY, EFFECT, PAST, LINKS}),
        ((160, 20), STORY, {STORY, EFFECT}),
    ],
)
def test_what_is_shown_in_which_size(size: tuple[int, int], active: int, shown: set[int]) -> None:
    assert plan(*size, active).shown == shown


# From stage to stage


async def test_a_step_asks_just_for_what_is_missing(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot, 2)
        await press(app, pilot, ">")
        assert list(form(app).fields) == ["owner", "due", "cause", "hypothesis", "passed_by", "reason"]
        assert form(app).values["due"] == "2026-10-27", "the next working day is proposed"
        assert "Before do it needs: owner, due date, cause or hypothesis." in said(app, "#about")
        await press(app, pilot, "enter")
        assert action(app, 2).stage is Stage.PLAN
        assert "A-2 cannot leave plan yet: owner, cause or hypothesis." in said(app)
        assert app.focused is form(app).editor("owner")
        form(app).editor("owner").value = card(app, 1).action.owner_id or ""
        form(app).editor("hypothesis").value = "a wrench of our own and nobody waits"
        await press(app, pilot, "enter")
        now = action(app, 2)
        assert (now.stage, now.due, now.cause) == (Stage.DO, date(2026, 10, 27), "")
        assert now.hypothesis == "a wrench of our own and nobody waits"
        assert toasts(app) == ["A-2 is in do."]
        assert "▸◑ DO" in screen_text(app), "the screen below shows it"


async def test_a_step_that_lacks_nothing_is_taken_at_once(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.edit(2, owner="JP", due="+3", kind="containment")
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot, 2)
        await press(app, pilot, ">")
        assert isinstance(app.screen, ActionScreen)
        assert action(app, 2).stage is Stage.DO
        await press(app, pilot, "<")
        assert action(app, 2).stage is Stage.PLAN


async def test_the_result_that_the_numbers_propose_is_chosen_already(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, ">")
        assert list(form(app).fields)[:3] == ["result", "result_reason", "learning"]
        assert form(app).values["result"] == Result.PARTLY
        assert "−39 of −40 expected: it worked in part." in said(app, "#about")
        form(app).editor("result").value = Result.WORKED
        form(app).editor("learning").value = "presetting is half of it"
        await press(app, pilot, "enter")
        assert app.focused is form(app).editor("result_reason"), "the team calls it better than what was measured"
        await write(app, pilot, "one lot was bad film")
        await press(app, pilot, "enter", ">")
        assert next(iter(form(app).fields)) == "standard"
        await write(app, pilot, "change-over sheet 4, version 3")
        await press(app, pilot, "enter")
        now = action(app)
        assert (now.stage, now.standard) == (Stage.CLOSED, "change-over sheet 4, version 3")
        await press(app, pilot, ">")
        assert action(app).stage is Stage.CLOSED
        assert "it goes no further" in toasts(app)[-1]


async def test_what_has_not_worked_is_planned_again(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, ">")
        form(app).editor("learning").value = "one line was not enough"
        await press(app, pilot, "enter", ">")
        now = action(app)
        assert (now.stage, now.cycle, now.result) == (Stage.PLAN, 2, None)
        assert "cycle 2" in screen_text(app)


async def test_readings_are_waited_for_or_a_day_is_set(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.edit(1, check_n="8")
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, ">")
        assert "6 of 8 readings are in." in said(app, "#about")
        assert next(iter(form(app).fields)) == "check_on"
        assert form(app).values["result"] == "", "too early to propose one"
        form(app).editor("result").value = Result.WORKED
        form(app).editor("learning").value = "x"
        await write(app, pilot, "tomorrow")
        await press(app, pilot, "enter")
        assert action(app).stage is Stage.CHECK
        assert "enough readings" in said(app)
        form(app).editor("check_on").value = "today"
        await press(app, pilot, "enter")
        assert action(app).stage is Stage.ACT


async def test_a_leader_passes_it_with_a_reason(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await opened(app, pilot, 2)
        await press(app, pilot, ">")
        passed = form(app).editor("passed_by")
        assert [words for _, words in passed.options] == ["no", "Mira Sand"]  # type: ignore[union-attr]
        passed.value = passed.options[1][0]  # type: ignore[union-attr]
        await press(app, pilot, "enter")
        assert "reason is empty" in said(app)
        assert app.focused is form(app).editor("reason")
        await write(app, pilot, "the line stands still")
        await press(app, pilot, "enter")
        assert action(app, 2).stage is Stage.DO
        assert action(app, 2).owner_id is None
        note = card(app, 2).notes[0].text
        assert note.startswith("Mira Sand let it go to do without owner")
        assert "the line stands still" in screen_text(app)


async def test_what_a_leader_let_into_act_is_decided_there(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.advance(1, passed_by="MS", reason="the audit is today")
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, ">")
        assert list(form(app).fields)[:3] == ["result", "result_reason", "standard"]
        assert "Before it goes on it needs: result." in said(app, "#about")
        form(app).editor("result").value = Result.WORKED
        form(app).editor("result_reason").value = "one lot was bad film"
        await press(app, pilot, "enter")
        assert app.focused is form(app).editor("standard"), "what worked needs one"
        await write(app, pilot, "sheet 4")
        await press(app, pilot, "enter")
        assert (action(app).stage, action(app).standard) == (Stage.CLOSED, "sheet 4")


async def test_where_nobody_leads_nobody_passes_it(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.team.edit_person("MS", active=False)
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot, 2)
        await press(app, pilot, ">")
        assert "passed_by" not in form(app).fields


async def test_dropping_a_card_asks_for_all_that_the_way_there_needs(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "v")
        app.screen.post_message(Moved(action(app, 2).id, Stage.CHECK))
        await settle(app, pilot)
        assert list(form(app).fields)[:6] == ["owner", "due", "cause", "hypothesis", "done_on", "evidence"]
        await press(app, pilot, "escape")
        assert action(app, 2).stage is Stage.PLAN, "the card stays where it was"
        app.screen.post_message(Moved(action(app, 1).id, Stage.DO))
        await settle(app, pilot)
        assert action(app, 1).stage is Stage.DO, "a step back needs nothing"
        app.screen.post_message(Moved(action(app, 2).id, Stage.ACT))
        app.screen.post_message(Moved("gone", Stage.ACT))
        await settle(app, pilot)
        assert isinstance(app.screen, Form)


async def test_a_card_that_cannot_go_there_says_why(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.cancel(2, "bought")
    async with running(path, clock) as (app, pilot):
        app.screen.post_message(Moved(action(app, 2).id, Stage.ACT))
        await settle(app, pilot)
        assert "no way to act" in toasts(app)[-1]


async def test_what_is_taken_up_again_soon_came_back(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.actions.advance(1, result="worked", result_reason="one lot was bad film", learning="x")
        board.actions.advance(1, standard="sheet 4")
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await opened(app, pilot)
        assert "closed today" in screen_text(app)
        assert "the team says: it worked" in screen_text(app)
        await press(app, pilot, "<")
        assert (action(app).stage, action(app).came_back_on) == (Stage.PLAN, LAST.date())
        assert toasts(app) == ["A-1 came back: in plan again, cycle 2."]
        assert "came back today" in screen_text(app)


async def test_cancelling_shows_its_reason(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot, 2)
        await press(app, pilot, "x")
        await write(app, pilot, "bought already")
        await press(app, pilot, "enter")
        assert "⊘ CANCELLED" in screen_text(app)
        assert "Cancelled       bought already" in screen_text(app)


# What is known about it


async def test_the_sheet_asks_one_subject_at_a_time(path: Path, clock: Clock) -> None:
    given = {
        "cause": {"hypothesis": "if there are two, nobody waits", "expected": "-35", "expected_by": "2026-11-30"},
        "check": {"evidence": "photo", "check_n": "7", "check_on": "+7"},
        "learned": {"result": "worked", "learning": "preset first", "standard": "sheet 4"},
        "help": {"helpers": "jp, ms", "blocked_by": "a-2", "blocked": "the supplier"},
        "a3": {"current": "412 € a day", "plan": "Rosa until Friday"},
    }
    assert len(given) == len(ACTION.subjects) - 1  # the first is the form that edits it
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        for place, values in enumerate(given.values()):
            await press(app, pilot, "S", *["down"] * place, "enter")
            for name, value in values.items():
                form(app).editor(name).value = value
            await press(app, pilot, "enter")
            assert isinstance(app.screen, ActionScreen), said(app)
        now = action(app)
        assert (now.expected, now.expected_by, now.check_n) == (-35.0, date(2026, 11, 30), 7)
        assert (now.result, now.learning, now.standard) == (Result.WORKED, "preset first", "sheet 4")
        assert (now.evidence, now.check_on, now.blocked) == ("photo", date(2026, 11, 2), "the supplier")
        assert (now.current, now.plan, now.background) == ("412 € a day", "Rosa until Friday", "a third of all scrap")
        assert {person.initials for person in card(app).helpers} == {"JP", "MS"}
        assert [blocker.number for blocker in card(app).blockers] == [2]
        assert "waits for A-2, the supplier" in screen_text(app)


async def test_a_wrong_value_of_the_sheet_is_pointed_to(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, "S", "enter")
        form(app).editor("expected").value = "much"
        await press(app, pilot, "enter")
        assert app.focused is form(app).editor("expected")
        assert action(app).expected == -40


async def test_a_person_at_the_end_of_the_whys_is_no_cause(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await opened(app, pilot)
        assert NAME_HINT not in screen_text(app)
        await press(app, pilot, "W")
        form(app).editor("why3").value = "Jon"
        await settle(app, pilot)
        assert NAME_HINT in said(app)
        form(app).editor("why4").value = "nobody has told him"
        await settle(app, pilot)
        assert NAME_HINT not in said(app)
        form(app).editor("why4").value = ""
        await press(app, pilot, "enter")
        assert NAME_HINT in screen_text(app)


async def test_the_kind_says_what_it_is_for(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, "e")
        form(app).editor("kind").focus()
        await settle(app, pilot)
        assert "removes the cause" in said(app)
        await press(app, pilot, "right")
        assert "changes the process" in said(app)


# The A3 sheet


@pytest.mark.parametrize(("size", "columns"), [((160, 45), 2), ((80, 40), 1)])
async def test_the_a3_sheet(path: Path, clock: Clock, size: tuple[int, int], columns: int) -> None:
    async with running(path, clock, size=size) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, "Z")
        assert isinstance(app.screen, A3Screen)
        lines = screen_text(app).split("\n")
        assert ("Background" in lines[5]) is True
        assert ("Countermeasures" in lines[5]) is (columns == 2)
        text = "\n".join(lines)
        for words in ("a third of all scrap", "Current condition", "one set for two lines", "Who does what"):
            assert words in text
        await press(app, pilot, "S", *["down"] * 4, "enter")
        form(app).editor("background").value = "the second customer pays for it"
        await press(app, pilot, "enter")
        assert "the second customer pays for it" in screen_text(app), "what is changed here is seen here"
        await press(app, pilot, "Z")
        assert isinstance(app.screen, ActionScreen)


# Coaching


async def test_the_five_questions_are_asked_as_they_were_published(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 60)) as (app, pilot):
        await opened(app, pilot)
        await press(app, pilot, "H")
        asked = [str(line.visual).strip() for line in app.screen.query(".above").results(Static)]
        assert asked[2:3] == [REFLECT]
        asked.pop(2)
        assert asked == [f"{number}  {words}" for number, words in enumerate(KATA.subjects, 1)]
        values = form(app).values
        assert values["actual"].startswith("373 €")
        people = {person.id: person.initials for person in app.snapshot.people}  # type: ignore[union-attr]
        assert (people[values["coach"]], people[values["learner"]]) == ("TL", "RC")
        given = {"actual": "many", "obstacle": "no place for the tools", "next_step": "hang up a board",
                 "next_expected": "no search for a week"}  # fmt: skip
        form(app).editor("target_condition").value = "372 €"
        for name, value in given.items():
            form(app).editor(name).value = value
        await press(app, pilot, "enter")
        assert app.focused is form(app).editor("actual"), "a fact has a number"
        form(app).editor("actual").value = "373 €"
        await press(app, pilot, "enter")
        assert toasts(app) == ["K-1 is kept."]
        text = screen_text(app)
        assert "today K-1       TL → RC: no place for the tools" in text
        assert "next: hang up a board (go and see tomorrow)" in text
        await press(app, pilot, "H")
        assert form(app).values["last_step"] == "hang up a board"
        assert form(app).values["last_expected"] == "no search for a week"


async def test_coaching_on_a_kpi_is_told_on_its_sheet(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await press(app, pilot, "enter", "H")
        form(app).editor("learner").value = form(app).editor("learner").options[2][0]  # type: ignore[union-attr]
        for name in ("obstacle", "next_step", "next_expected"):
            form(app).editor(name).value = f"the {name}"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, KpiScreen), said(app)
        sheet = ""
        for key in ("shift+tab", *["pagedown"] * 8):
            await press(app, pilot, key)
            sheet += screen_text(app)
        assert "the obstacle" in sheet
        with Board.open(path, who="anna", now=clock) as board:
            (kept,) = store_of(board).all(Kata)
        assert (kept.kpi_id, kept.action_id) == (app.selection.id if app.selection else "", None)
