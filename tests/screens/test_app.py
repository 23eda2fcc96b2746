"""The app: coming and going, one way in, foreign changes, keys, themes, the gate before the terminal."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from boards.line import make_board
from driving import press, running, said, screen_text, settle, toasts, until, write
from rich.segment import Segment
from support import NOON, Clock
from textual.color import Color
from textual.strip import Strip

from kpiboard.basics.errors import Busy, NotABoard, Refused
from kpiboard.board import Board
from kpiboard.screens.app import KpiBoardApp, run
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.board.start import TEMPLATES, StartScreen
from kpiboard.screens.commands import BY_ID, COMMANDS
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.frame import terminal
from kpiboard.screens.frame.config import Config
from kpiboard.screens.frame.palette import BoardCommands
from kpiboard.screens.panes.kpis import KpiPane
from kpiboard.views.board import BoardSnapshot

pytestmark = pytest.mark.board(make_board, NOON)


# Coming


async def test_the_board_is_there_with_its_verdict(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, _):
        assert isinstance(app.screen, BoardScreen)
        assert "On-time delivery" in screen_text(app)
        assert "UNANSWERED" in screen_text(app)


async def test_a_tick_does_not_cancel_the_thorough_look_of_a_slow_machine(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked, take = threading.Event(), Board.snapshot

    def slow(board: Board, *, thorough: bool = True) -> BoardSnapshot:
        assert not thorough or ticked.wait(20)
        return take(board, thorough=thorough)

    monkeypatch.setattr(Board, "snapshot", slow)
    app = KpiBoardApp(path, now=clock, config=Config())
    async with app.run_test() as pilot:
        while not any(worker.group == "look" for worker in app.workers):
            await pilot.pause()
        for _ in range(3):
            app.look()
            await pilot.pause()
        ticked.set()
        await settle(app, pilot, 20)
        assert app.snapshot is not None
        assert app.snapshot.balance is not None


@pytest.mark.parametrize("template", [one[0] for one in TEMPLATES])
async def test_where_there_is_no_board_one_is_made(tmp_path: Path, clock: Clock, template: str) -> None:
    path = tmp_path / "new" / "line.db"
    async with running(path, clock) as (app, pilot):
        assert isinstance(app.screen, StartScreen)
        await press(app, pilot, *["down"] * [one[0] for one in TEMPLATES].index(template))
        await write(app, pilot, "Dock 2")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert app.snapshot is not None
        assert app.snapshot.board.name == "Dock 2"


async def test_a_template_that_cannot_be_made_leaves_the_start_screen(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line.db"
    async with running(path, clock) as (app, pilot):
        path.write_text("somebody was quicker")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, StartScreen)
        assert said(app)
    assert path.read_text() == "somebody was quicker"


async def test_commands_rest_until_there_is_a_board(tmp_path: Path, clock: Clock) -> None:
    async with running(tmp_path / "line.db", clock) as (app, pilot):
        app.screen.set_focus(None)
        await press(app, pilot, "r", "n", "p")
        assert isinstance(app.screen, StartScreen)


def test_a_file_that_is_no_board_is_refused_before_the_first_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("shopping list")
    monkeypatch.setattr(terminal, "need_terminal", lambda: None)
    with pytest.raises(NotABoard):
        run(path)


async def test_the_first_frame_shows_the_board(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    frames, draw = [], KpiPane.render_line

    def render_line(pane: KpiPane, y: int) -> Strip:
        frames.append(strip := draw(pane, y))
        return strip

    monkeypatch.setattr(KpiPane, "render_line", render_line)
    app = KpiBoardApp(path, now=clock, config=Config())
    app.open_board()
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        assert any("On-time delivery" in strip.text for strip in frames[: app.screen.query_one(KpiPane).size.height])


def test_what_goes_wrong_at_the_first_look_is_told_before_the_first_frame(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, close = [], Board.close

    def snapshot(board: Board, *, thorough: bool) -> BoardSnapshot:
        raise Busy("The board is busy.", "")

    monkeypatch.setattr(Board, "snapshot", snapshot)
    monkeypatch.setattr(Board, "close", lambda board: closed.append(close(board)))
    monkeypatch.setattr(terminal, "need_terminal", lambda: None)
    with pytest.raises(Busy):
        run(path)
    assert closed


def test_without_a_terminal_there_is_no_board(path: Path) -> None:
    with pytest.raises(Refused, match="needs a terminal"):
        run(path)


# Going


async def test_a_signal_ends_it_with_its_number(path: Path, clock: Clock) -> None:
    app = KpiBoardApp(path, now=clock, config=Config())
    app._on_signals = True
    async with app.run_test() as pilot:
        await settle(app, pilot)
        os.kill(os.getpid(), signal.SIGTERM)
        await pilot.pause()
    assert app.return_code == 128 + signal.SIGTERM


async def test_a_bug_is_visible_and_says_where_the_log_is(path: Path, clock: Clock) -> None:
    app = KpiBoardApp(path, now=clock, config=Config())

    def bug(board: Board) -> None:
        secret = "hunter2"
        raise ZeroDivisionError(len(secret))

    async def crash() -> None:
        async with app.run_test() as pilot:
            await settle(app, pilot)
            app.change(bug, str)
            await settle(app, pilot)

    with pytest.raises(Exception, match="7"):
        await crash()
    assert app.return_code == 1
    assert app.log_file is not None
    text = app.log_file.read_text()
    assert "ZeroDivisionError" in text
    assert "hunter2" not in text, "values of variables may be somebody's secret"
    assert str(app.log_file) in app.last_words


async def test_quitting_closes_the_file(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "ctrl+q")
    assert app.return_code == 0
    assert not list(path.parent.glob("*-wal"))


# One way in


async def test_a_change_is_shown_and_told(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.change(lambda board: board.team.add_person("Tom Lee"), lambda person: f"{person.name} [b]is[/b] here")
        await settle(app, pilot)
        assert app.snapshot is not None
        assert "Tom Lee" in [person.name for person in app.snapshot.people]
        assert toasts(app) == ["Tom Lee [b]is[/b] here"]


async def test_an_error_is_told_with_its_hint_and_changes_nothing(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.change(lambda board: board.readings.record("[/floor]", 1), str)
        await settle(app, pilot)
        (toast,) = toasts(app)
        assert "Not on this board" in toast
        assert "[/floor]" in toast
        assert "[/floor]" in screen_text(app)


async def test_changes_run_in_the_order_they_were_asked(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        for n in range(8):
            app.change(lambda board, n=n: board.team.add_person(f"P{n} X"), lambda person: person.name)  # type: ignore[misc]
        await settle(app, pilot)
        assert app.snapshot is not None
        assert [person.name for person in app.snapshot.people][1:] == [f"P{n} X" for n in range(8)]
        assert toasts(app)[-1] == "P7 X"


async def test_words_about_what_was_done_do_not_pile_up(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        for name in ("Tom Lee", "Ann Ray"):
            app.change(lambda board, name=name: board.team.add_person(name), lambda person: person.name)  # type: ignore[misc]
            await settle(app, pilot)
        assert toasts(app) == ["Ann Ray"]


async def test_another_programs_change_appears_within_two_seconds(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        with Board.open(path, who="other", now=clock) as other:
            other.readings.record("fpy", 96.0)
        await until(app, pilot, lambda: "96.0" in screen_text(app))


async def test_another_programs_change_leaves_a_half_filled_form_alone(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Scrap")
        with Board.open(path, who="other", now=clock) as other:
            other.team.add_person("Tom Lee")
        await until(app, pilot, lambda: "Tom Lee" in [one.name for one in app.need_snapshot().people])
        form = app.screen
        assert isinstance(form, Form)
        assert form.values["name"] == "Scrap"
        assert form.focused is form.editor("name")


async def test_the_board_moves_on_with_the_minute(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        assert app.snapshot is not None
        before = app.snapshot
        await pilot.pause(0.7)
        assert app.snapshot is before, "nothing has changed, so nothing is read again"
        clock.advance(minutes=1)
        await until(app, pilot, lambda: app.need_snapshot().taken_at > before.taken_at)


# Read-only


async def test_a_read_only_board_says_so_and_takes_nothing(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        assert any("Read-only" in toast for toast in toasts(app))
        assert app.check_action("do", ("record",)) is None
        assert app.check_action("do", ("find",)) is True
        await press(app, pilot, "r", "n", "u")
        assert isinstance(app.screen, BoardScreen)
        await app.perform(BY_ID["record"])
        await settle(app, pilot)
        assert any("read-only" in toast for toast in toasts(app))


# Keys, palette, themes


async def test_a_key_can_be_remapped(path: Path, clock: Clock) -> None:
    config = Config(keys={"new-kpi": "ctrl+n", "help": "f1"})
    async with running(path, clock, config=config) as (app, pilot):
        await press(app, pilot, "n")
        assert isinstance(app.screen, BoardScreen)
        await press(app, pilot, "ctrl+n")
        assert isinstance(app.screen, Form)
        await press(app, pilot, "escape", "f1")
        assert "ctrl+n" in screen_text(app) or "f1" in screen_text(app)


async def test_remarks_about_the_settings_are_told_once(path: Path, clock: Clock) -> None:
    config = Config(theme="no-such-theme", remarks=("config.toml: there is no setting 'them'.",))
    async with running(path, clock, config=config) as (app, _):
        (toast,) = toasts(app)
        assert "no-such-theme" in toast
        assert "them" in toast
        assert app.theme == "kpiboard-dark"


async def test_every_command_is_in_the_palette(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, _):
        provider = BoardCommands(app.screen)
        titles = [str(hit.text) async for hit in provider.discover()]
        for command in COMMANDS:
            if command.id != "palette":
                assert any(title.startswith(command.title) for title in titles), command.id
        assert any("KPI: On-time delivery" in title for title in titles)
        assert sum(title.startswith("Theme: ") for title in titles) >= 4


async def test_the_palette_runs_a_command_and_finds_kpis(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "ctrl+p")
        await write(app, pilot, "new kpi")
        await pilot.pause(0.3)
        await press(app, pilot, "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Form)
        await press(app, pilot, "escape", "ctrl+p")
        await write(app, pilot, "on-time")
        await pilot.pause(0.3)
        await press(app, pilot, "enter")
        await pilot.pause(0.1)
        assert app.snapshot is not None
        assert app.selection is not None
        assert app.snapshot.kpi(app.selection.id) is not None
        assert app.focused_kpi().kpi.key == "otd"


async def test_a_command_that_needs_an_item_says_so(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await app.perform(BY_ID["advance"])
        await settle(app, pilot)
        assert any("needs an action" in toast for toast in toasts(app))


async def test_a_theme_is_chosen_from_the_list(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "T")
        await write(app, pilot, "bright halls")
        await press(app, pilot, "enter")
        assert app.theme == "kpiboard-light"


# The gate before the terminal


def test_no_control_character_passes() -> None:
    segments = [Segment("a\x1b]0;owned\x07b\x9b1m\udc9b"), Segment("\x1b[2J", None, [(1,)])]  # type: ignore[list-item]
    first, second = terminal.ControlFilter().apply(segments, Color.parse("black"))
    assert first.text == "a]0;ownedb1m"
    assert second is segments[1]


async def test_text_that_another_program_wrote_cannot_steer_the_terminal(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        with sqlite3.connect(path) as other:
            other.execute("UPDATE kpis SET name = ?", ("x\x1b]0;owned\x07 [@click=app.pwn]y[/] [/floor]",))
        other.close()
        await until(app, pilot, lambda: "[/floor]" in screen_text(app))
        assert "\x1b" not in screen_text(app)
