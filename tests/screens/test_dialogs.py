"""The dialogs, by keyboard, over a real board."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from boards.line import make_board
from driving import press, running, said, screen_text, settle, toasts, write
from support import NOON, Clock
from textual.widgets import Input, OptionList

from kpiboard.board import Board
from kpiboard.model import Direction, FeedbackState, KpiState, Stage
from kpiboard.screens.action.screen import ActionScreen
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.commands import COMMANDS
from kpiboard.screens.dialogs.base import Confirm, Lines
from kpiboard.screens.dialogs.details import Details
from kpiboard.screens.dialogs.find import Find
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.help import Help
from kpiboard.screens.dialogs.import_plan import ImportDialog
from kpiboard.screens.dialogs.line import Line, read_line
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.dialogs.record import Record
from kpiboard.screens.kpi.screen import KpiScreen
from kpiboard.views.board import BoardSnapshot, KpiCard

HOSTILE = ["see [/floor] [@click=app.pwn]x[/] [a=(", "\x1b]0;owned\x07 [link=http://evil]x[/link] [$x]"]


pytestmark = pytest.mark.board(make_board, NOON)


def now(app: KpiBoardApp) -> BoardSnapshot:
    assert app.snapshot is not None
    return app.snapshot


def card(app: KpiBoardApp, key: str) -> KpiCard:
    return next(one for one in now(app).kpis if one.kpi.key == key)


def form(app: KpiBoardApp) -> Form:
    assert isinstance(app.screen, Form), app.screen
    return app.screen


# Record


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("97.5", Line(value="97.5")),
        ("97,5", Line(value="97,5")),
        ("q 97.5 belt slipped", Line("q", "97.5", "", "belt slipped")),
        ("otd 931/1000", Line("otd", "931/1000")),
        ("otd 931 / 1000", Line("otd", "931/1000")),
        ("otd 931 of 1000 dock 2", Line("otd", "931/1000", "", "dock 2")),
        ("otd off", Line("otd", "off")),
        ("on-time del", Line("on-time del")),
        ("fpy @yesterday 97 late", Line("fpy", "97", "yesterday", "late")),
        ("-3", Line(value="-3")),
        ("931/", Line(value="931/")),
        ("", Line()),
    ],
)
def test_one_line_says_kpi_value_period_and_note(typed: str, line: Line) -> None:
    assert read_line(typed) == line


async def test_a_number_takes_key_digits_enter(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r", "9", "6", "enter")
        assert isinstance(app.screen, BoardScreen)
        assert card(app, "fpy").latest.value == 96
        assert app.selection is not None
        assert app.selection.id == card(app, "fpy").kpi.id


async def test_what_is_typed_right_after_the_key_is_not_lost(path: Path, clock: Clock) -> None:
    """A scanner or a quick hand does not wait for the dialog to be drawn."""
    from textual import events

    async with running(path, clock) as (app, pilot):
        for key in "r96":
            app.post_message(events.Key(key, key))
        await settle(app, pilot)
        assert isinstance(app.screen, Record)
        assert app.screen.query_one("#line", Input).value == "96"


async def test_the_status_is_seen_before_saving(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "f 97,2 belt slipped")
        preview = said(app, "#preview")
        assert "watch" in preview
        assert "97.2 %" in preview
        assert "First-pass yield" in preview
        assert card(app, "fpy").latest.value == 98.1, "looking stores nothing"
        await press(app, pilot, "enter")
        reading = card(app, "fpy").latest.reading
        assert reading is not None
        assert (reading.value, reading.note) == (97.2, "belt slipped")


async def test_a_share_asks_for_both_numbers(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "otd 960")
        assert "Of how many" in said(app, "#preview")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record)
        await write(app, pilot, "1000")
        await press(app, pilot, "enter")
        reading = card(app, "otd").latest.reading
        assert reading is not None
        assert (reading.numerator, reading.denominator, reading.value) == (960, 1000, 96)


async def test_a_correction_is_visible_as_one(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r", "pageup")
        await write(app, pilot, "96")
        period = app.screen.seen.period if isinstance(app.screen, Record) and app.screen.seen else None
        assert period is not None
        await press(app, pilot, "enter", "r", "pageup")
        await write(app, pilot, "95")
        shown = said(app, "#preview")
        assert "corrects 98.1" in shown or "corrects 96.0" in shown


async def test_a_red_offers_an_action(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "otd 900/1000")
        assert "press a" in said(app, "#preview")
        await press(app, pilot, "enter")
        assert any("Press a" in toast for toast in toasts(app))
        await press(app, pilot, "a")
        values = form(app).values
        assert "On-time delivery" in values["title"]
        assert values["kpi"] == card(app, "otd").kpi.id
        assert values["owner"]
        assert values["due"] == "2026-11-23", "the next working day"
        await press(app, pilot, "enter")
        assert card(app, "otd").running
        assert not card(app, "otd").unanswered


@pytest.mark.parametrize(
    ("typed", "words"), [("nothing 97", "No KPI"), ("fpy 9..7", "not a number"), ("fpy 97 @2026-13-01", "")]
)
async def test_what_cannot_be_recorded_is_said_and_stays(path: Path, clock: Clock, typed: str, words: str) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, typed)
        assert words in said(app, "#preview")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.query_one("#line", Input).value == typed
        assert card(app, "fpy").latest.value == 98.1


async def test_a_line_that_was_left_is_back_the_next_time(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "fpy 97")
        await press(app, pilot, "escape", "r")
        assert app.screen.query_one("#line", Input).value == "fpy 97"


# Forms


async def test_a_kpi_needs_nothing_but_a_name(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Scrap cost")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert "Scrap cost" in [one.kpi.name for one in now(app).kpis]


async def test_a_refused_value_keeps_the_form_and_points_to_the_field(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Scrap")
        form(app).editor("target").value = "lots"
        await press(app, pilot, "enter")
        assert '"lots" is not a number' in said(app)
        assert form(app).focused is form(app).editor("target")
        assert form(app).query_one("#row-target").has_class("-wrong")
        assert form(app).values["name"] == "Scrap"
        form(app).editor("target").value = "400"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)


async def test_the_line_below_understands_while_typing(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        form(app).editor("target").focus()
        await write(app, pilot, "95")
        assert "on target when ≥ 95" in said(app)


async def test_escape_keeps_what_was_typed_and_start_over_forgets_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Scrap")
        await press(app, pilot, "escape", "n")
        assert form(app).values["name"] == "Scrap"
        await pilot.click("#again")
        await settle(app, pilot)
        assert form(app).values["name"] == ""
        await press(app, pilot, "escape", "n")
        assert not form(app).query("#again")


async def test_an_edit_writes_only_what_was_changed(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "e")
        with Board.open(path, who="other", now=clock) as other:
            other.kpis.edit("fpy", unit="ppm")
        await write(app, pilot, " 2")
        await press(app, pilot, "enter")
        kpi = card(app, "fpy").kpi
        assert (kpi.name, kpi.unit) == ("First-pass yield 2", "ppm")


async def test_choices_are_found_by_typing_turned_and_listed(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n", "tab")
        await write(app, pilot, "del")
        assert form(app).values["category"] == next(one.id for one in now(app).categories if one.letter == "D")
        await press(app, pilot, "left")
        assert form(app).values["category"] != next(one.id for one in now(app).categories if one.letter == "D")
        await press(app, pilot, "space")
        assert isinstance(app.screen, Pick)
        await write(app, pilot, "people")
        await press(app, pilot, "enter")
        assert form(app).values["category"] == next(one.id for one in now(app).categories if one.letter == "P")


async def test_several_lines_save_with_enter_and_break_with_ctrl_j(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "f")
        await write(app, pilot, "one")
        await press(app, pilot, "ctrl+j")
        await write(app, pilot, "two")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert "one\ntwo" in [one.feedback.text for one in now(app).feedback]


async def test_a_date_is_read_back(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "2", "a", "tab", "tab")
        await write(app, pilot, "+3")
        assert "Mon 23 Nov" in said(app)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(path: Path, clock: Clock, text: str) -> None:
    """Typed into every form, shown on the board, in details, in lists, in find and in toasts."""
    clean = text.replace("\x1b", "").replace("\x07", "")
    async with running(path, clock, size=(120, 40)) as (app, pilot):
        await press(app, pilot, "n")
        form(app).editor("name").value = text
        form(app).editor("definition").value = text
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen), said(app)
        kpi = next(one.kpi for one in now(app).kpis if one.kpi.name == clean)
        await press(app, pilot, "f")
        form(app).editor("text").value = text
        form(app).editor("kpi").value = kpi.id
        await press(app, pilot, "enter", "2", "a")
        form(app).editor("title").value = text
        form(app).editor("kpi").value = kpi.id
        await press(app, pilot, "enter", "1")
        app.select("kpi", kpi.id)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, KpiScreen)
        assert clean in screen_text(app)
        assert "\x1b" not in screen_text(app)
        for keys in (("escape",), ("slash",), ("escape", "L"), ("escape", "e"), ("escape", "x"), ("escape", "r")):
            await press(app, pilot, *keys)
            assert "\x1b" not in screen_text(app)
        await write(app, pilot, text.replace("\x1b", "").replace("\x07", "")[:12])
        await press(app, pilot, "escape")
        assert isinstance(app.screen, BoardScreen)
        assert not any("\x1b" in toast for toast in toasts(app))


# Actions


async def test_an_action_lives(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "2", ">")
        await write(app, pilot, "the labels smear")
        await press(app, pilot, "enter")
        assert now(app).actions[0].action.stage is Stage.DO
        await press(app, pilot, "<")
        assert now(app).actions[0].action.stage is Stage.PLAN
        await press(app, pilot, "N")
        await write(app, pilot, "tools ordered")
        await press(app, pilot, "enter", "W")
        await write(app, pilot, "no tools")
        await press(app, pilot, "enter", "e", "tab", "tab")
        await write(app, pilot, "2026-12-01")
        await press(app, pilot, "enter")
        action = now(app).actions[0]
        assert [note.text for note in action.notes] == ["tools ordered"]
        assert [why.because for why in action.whys] == ["no tools"]
        assert action.action.due == date(2026, 12, 1)
        await press(app, pilot, "enter")
        assert "no tools" in screen_text(app)
        await press(app, pilot, "tab", "tab")
        assert "tools ordered" in screen_text(app)
        await press(app, pilot, "tab")
        assert "First-pass yield" in screen_text(app), "what it is linked to"
        await press(app, pilot, "x")
        await write(app, pilot, "bought instead")
        await press(app, pilot, "enter")
        assert now(app).actions[0].action.cancel_reason == "bought instead"


async def test_the_four_columns_and_back(path: Path, clock: Clock) -> None:
    from kpiboard.screens.action.queue import QueueScreen

    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "v")
        assert isinstance(app.screen, QueueScreen)
        await press(app, pilot, ">")
        await write(app, pilot, "the labels smear")
        await press(app, pilot, "enter")
        assert now(app).actions[0].action.stage is Stage.DO
        await press(app, pilot, "v")
        assert isinstance(app.screen, BoardScreen)


# Feedback


async def test_feedback_lives(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "3", "k")
        assert now(app).feedback[0].feedback.state is FeedbackState.ACKNOWLEDGED
        await press(app, pilot, "+")
        assert now(app).feedback[0].feedback.votes == 1
        await press(app, pilot, "w")
        await write(app, pilot, "a new one comes")
        await press(app, pilot, "enter")
        assert now(app).feedback[0].feedback.reply == "a new one comes"


async def test_feedback_becomes_an_action_linked_both_ways(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "3", "a")
        assert form(app).values["title"] == "The torque wrench is worn"
        await press(app, pilot, "enter")
        piece = now(app).feedback[0]
        assert piece.action is not None
        assert now(app).action(piece.action.id).feedback[0].id == piece.feedback.id  # type: ignore[union-attr]
        await press(app, pilot, "enter", "enter")
        assert isinstance(app.screen, ActionScreen)
        await press(app, pilot, "escape", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_refusal_needs_a_reason(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "3", "d", "enter")
        assert "reason is empty" in said(app)
        await write(app, pilot, "no money")
        await press(app, pilot, "enter")
        assert now(app).feedback[0].feedback.state is FeedbackState.DECLINED


async def test_anonymous_feedback_keeps_no_name(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "f")
        await write(app, pilot, "too loud")
        form(app).editor("anonymous").value = "yes"
        await press(app, pilot, "enter")
        piece = next(one.feedback for one in now(app).feedback if one.feedback.text == "too loud")
        assert (piece.anonymous, piece.author_id, piece.said_at) == (True, None, None)


# KPIs


async def test_a_kpi_is_retired_with_a_reason_and_restored(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "x")
        await write(app, pilot, "replaced")
        await press(app, pilot, "enter")
        assert [kpi.state for kpi in now(app).retired] == [KpiState.RETIRED]
        await press(app, pilot, "X", "enter")
        assert not now(app).retired


async def test_a_kpi_is_moved_and_a_red_explained(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "J")
        assert [one.kpi.key for one in now(app).kpis] == ["otd", "fpy"]
        app.select("kpi", card(app, "otd").kpi.id)
        await press(app, pilot, "y")
        await write(app, pilot, "dock 2 closed")
        await press(app, pilot, "enter")
        assert not card(app, "otd").unanswered


async def test_undo_and_redo(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r", "9", "6", "enter", "u")
        assert card(app, "fpy").latest.value == 98.1
        await press(app, pilot, "ctrl+r")
        assert card(app, "fpy").latest.value == 96


async def test_a_step_of_the_log_is_undone_after_a_question(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r", "9", "6", "enter", "L", "enter")
        assert isinstance(app.screen, Confirm)
        await press(app, pilot, "escape")
        assert card(app, "fpy").latest.value == 96
        await press(app, pilot, "L", "enter", "y")
        assert card(app, "fpy").latest.value == 98.1


# People, settings


async def test_people_are_added_and_changed(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "p")
        await pilot.click("#extra-0")
        await settle(app, pilot)
        await write(app, pilot, "Tom Lee")
        await press(app, pilot, "enter")
        assert [one.initials for one in now(app).people] == ["JP", "TL"]
        await press(app, pilot, "p", "enter")
        form(app).editor("role").value = "leader"
        await press(app, pilot, "enter")
        assert now(app).people[0].role == "leader"


async def test_goals_letters_and_settings(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "G")
        await pilot.click("#extra-0")
        await settle(app, pilot)
        await write(app, pilot, "Nobody gets hurt")
        await press(app, pilot, "enter", "G", "enter")
        form(app).editor("remove").value = "yes"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Confirm)
        assert [goal.title for goal in now(app).goals] == ["Nobody gets hurt"]
        await press(app, pilot, "y")
        assert not now(app).goals
        await press(app, pilot, "C")
        await write(app, pilot, "e")
        form(app).editor("name").value = "Environment"
        await press(app, pilot, "enter", "B")
        form(app).editor("vision").value = "No waste"
        await press(app, pilot, "enter")
        assert now(app).board.vision == "No waste"
        assert now(app).categories[-1].letter == "E"


# Find, help


async def test_find_goes_there(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "slash")
        await write(app, pilot, "wrench")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert app.selection is not None
        assert app.selection.kind == "feedback"


async def test_find_knows_what_is_put_away(path: Path, clock: Clock) -> None:
    with Board.open(path, who="anna", now=clock) as board:
        board.kpis.retire("fpy", "replaced")
        board.actions.cancel("1", "bought")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "slash")
        await write(app, pilot, "first-pass")
        assert isinstance(app.screen, Find)
        assert {hit.selection.kind for hit in app.screen.found} == {"kpi", "action"}
        await write(app, pilot, " zzz")
        assert "Nothing" in said(app)
        app.screen.query_one("#line", Input).value = "replaced"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Details)
        assert "replaced" in screen_text(app)


@pytest.mark.parametrize("ascii", [False, True])
async def test_help_lists_every_command_once_and_the_signs(path: Path, clock: Clock, ascii: bool) -> None:
    async with running(path, clock, size=(200, 150), ascii=ascii) as (app, pilot):
        await press(app, pilot, "question_mark")
        assert isinstance(app.screen, Help)
        text = screen_text(app)
        for command in COMMANDS:
            assert text.count(f"{command.title} ") >= 1, command.id
        for word in ("on target", "off target", "no reading", "plan", "cancelled", "acknowledged"):
            assert word in text
        if ascii:
            assert text.isascii()


async def test_every_dialog_is_ascii_in_ascii_mode(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(80, 24), ascii=True) as (app, pilot):
        for keys in ("r", "n", "a", "f", "e", "x", "L", "p", "B", "slash", "T", "ctrl+o", "enter", "ctrl+p"):
            await press(app, pilot, keys)
            text = screen_text(app)
            assert text.isascii(), (keys, {letter for letter in text if not letter.isascii()})
            await press(app, pilot, "escape")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (160, 45)])
async def test_every_dialog_keeps_its_buttons_on_the_screen(path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async with running(path, clock, size=size) as (app, pilot):
        for key in ("r", "n", "a", "f", "e", "x", "L", "p", "B", "slash", "T", "ctrl+o", "question_mark"):
            await press(app, pilot, key)
            row = app.screen.query_one("#buttons").region
            assert row.bottom <= size[1], (key, row)
            assert row.height >= 1
            await press(app, pilot, "escape")


# Files


async def test_export_edit_look_import_undo(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "ctrl+e", "enter")
        file = path.with_suffix(".toml")
        text = file.read_text()
        assert "First-pass yield" in text
        file.write_text(text.replace("First-pass yield", "First pass"))
        await press(app, pilot, "ctrl+o", "enter")
        assert isinstance(app.screen, ImportDialog)
        shown = screen_text(app)
        assert "changed" in shown
        assert "First pass" in shown
        assert card(app, "fpy").kpi.name == "First-pass yield"
        await press(app, pilot, "i")
        assert isinstance(app.screen, BoardScreen)
        assert card(app, "fpy").kpi.name == "First pass"
        await press(app, pilot, "u")
        assert card(app, "fpy").kpi.name == "First-pass yield"


async def test_an_existing_file_is_replaced_only_after_a_question(path: Path, clock: Clock) -> None:
    file = path.with_suffix(".toml")
    file.write_text("mine")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "ctrl+e", "enter")
        assert isinstance(app.screen, Confirm)
        await press(app, pilot, "enter")
        assert file.read_text() == "mine", "the question starts on no"
        await press(app, pilot, "ctrl+e", "enter", "y")
        assert "First-pass yield" in file.read_text()


async def test_a_wrong_file_names_its_problems(path: Path, clock: Clock) -> None:
    path.with_suffix(".toml").write_text("format = 1\n[kpi.otd]\nname = 3\n")
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "ctrl+o", "enter")
        assert isinstance(app.screen, Lines)
        assert "otd" in screen_text(app)


async def test_rows_can_be_clicked(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "slash")
        assert await pilot.click(OptionList, offset=(3, 1))
        await settle(app, pilot)
        assert isinstance(app.screen, BoardScreen)
        assert app.focused_kpi().kpi.key == "otd"


async def test_another_direction_asks_about_the_target_and_saving_again_keeps_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "e")
        asking = form(app)
        asking.editor("direction").value = "lower"
        await settle(app, pilot)
        asking.action_save()
        await settle(app, pilot)
        assert form(app) is asking
        assert "judged the other way round then: which target is meant?" in said(app)
        assert card(app, "fpy").kpi.direction is Direction.HIGHER
        asking.action_save()
        await settle(app, pilot)
        assert card(app, "fpy").kpi.direction is Direction.LOWER
    with Board.open(path, who="anna", now=clock) as board:
        newest = board.targets.of("fpy")[-1]
    assert (newest.low, newest.high) == (None, 97.5)
