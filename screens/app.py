"""The composition root: the gateway to the board, the screens, the themes and the keys."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from kpiboard.board import Board, system_clock
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.commands import BY_ID, bindings
from kpiboard.screens.frame import terminal, theming
from kpiboard.screens.frame.config import Config, config_folder, read_config
from kpiboard.screens.frame.lazily import lazily
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.plain import scroll_bars
from kpiboard.screens.frame.selection import Moved, Selection
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE

with lazily():  # the start pays for the board, and for nothing that is opened over it
    from kpiboard.screens.action import guard
    from kpiboard.screens.action import screen as action_screen
    from kpiboard.screens.board import start
    from kpiboard.screens.dialogs import details
    from kpiboard.screens.frame import palette
    from kpiboard.screens.kpi import screen as kpi_screen

if TYPE_CHECKING:
    from textual.command import Provider

    from kpiboard.views.board import BoardSnapshot

POLL = 1.0  # seconds between looks at the file: another program's change must show within two, and looking costs


def _commands() -> type[Provider]:
    return palette.BoardCommands


class KpiBoardApp(LiveBoard, inherit_bindings=False):
    """One board on one terminal.

    Args:
        path: the board's file; where there is none the start screen offers to make one.
        config: what the user prefers; read from the configuration folder unless given.
        now: the clock, aware.
        read_only: look, but do not touch.
    """

    TITLE = "kpiboard"
    # Textual does not read the styles of a default screen, so they stand here.
    CSS_PATH = ["app.tcss", "board/board.tcss"]  # noqa: RUF012  # Textual's own name and type
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]
    COMMANDS = {_commands}  # noqa: RUF012  # Textual's own name and type

    def __init__(
        self,
        path: Path | str,
        *,
        config: Config | None = None,
        now: Callable[[], datetime] | None = None,
        read_only: bool = False,
    ) -> None:
        self._filter = terminal.ControlFilter()
        config = config if config is not None else read_config(config_folder(), BY_ID)
        super().__init__(Path(path), now or system_clock, config, BY_ID)
        self.who = self.config.me
        self.read_only = read_only
        self._first: tuple[BoardSnapshot, int] | None = None  # and the version of the data it shows
        self._hasty = False  # the quick first snapshot waits to be drawn
        self.log_file: Path | None = None
        self.last_words = ""  # for the terminal, when a bug has ended the program
        self._on_signals = False
        self._choose_signs(self.config.ascii)
        self._choose_theme(self.config.theme)
        self.set_keymap(dict(self.config.keys))

    # Looks

    def _choose_signs(self, ascii: bool) -> None:
        """Only what the terminal's font can draw; a console's frames and scroll bars must be plain, too."""
        encoding = (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
        self.glyphs = UNICODE
        if ascii or not encoding.startswith("utf"):
            self.glyphs = ASCII
        elif os.environ.get("TERM") == "linux":
            self.glyphs = CONSOLE
        if self.glyphs is not UNICODE:
            self.add_class(f"-{self.glyphs.name}", "-plain")
        scroll_bars(plain=self.glyphs is not UNICODE)

    def _choose_theme(self, wanted: str | None) -> None:
        self._remarks = list(self.config.remarks)
        for theme in theming.bundled_themes():
            self.register_theme(theme)
        loaded, failed = theming.user_themes(config_folder() / "themes")
        for theme in loaded:
            self.register_theme(theme)
        self._remarks += failed
        if wanted is not None and wanted not in self.available_themes:
            self._remarks.append(f"There is no theme {wanted!r}.")
            wanted = None
        self.theme = wanted or theming.DEFAULT_THEME
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Rests until there is a screen, whose styles are read with the chosen theme as it is."""
        if self.screen_stack:
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.get_theme(self.theme)
        return theming.variable_defaults(theme) if theme else dict(theming.VARIABLE_DEFAULTS)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._filter]

    # Coming and going

    def open_board(self) -> None:
        """Opens the file before the first frame, so that what is wrong with it is said on a plain terminal."""
        if self.path.exists():
            self._opening(self._open).result()

    def _opening(self, make: Callable[[], Board]) -> Future[None]:
        """Opens or makes the board in its thread, and has a quick first look at it: the first frame shows a board."""

        def look() -> Board:
            board = make()
            try:
                self._first = board.snapshot(thorough=False), board.data_version()
            except BaseException:
                board.close()
                raise
            return board

        return self.gateway.open(look)

    def _open(self) -> Board:
        return Board.open(self.path, who=self.who, now=self.now, read_only=self.read_only)

    def get_default_screen(self) -> Screen[None]:
        return BoardScreen()

    async def on_mount(self) -> None:
        if self._on_signals:
            terminal.handle_signals(self)
        if self.path.exists():
            if not self.gateway.is_open:
                await asyncio.wrap_future(self._opening(self._open))
            self._begin()
        else:
            await self.push_screen(start.StartScreen(self.path, self.create_board))
        self._tell_remarks(self._remarks, "Settings")
        self.call_after_refresh(_collect_again)

    async def create_board(self, template: str, name: str) -> None:
        """Makes the file and shows the board; raises BoardError."""
        create = partial(Board.create, self.path, name=name, template=template, who=self.who, now=self.now)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.wrap_future(self._opening(create))
        self._begin()

    def _begin(self) -> None:
        """The quick first snapshot, a thorough one, and from then on a look at the file and the clock every second."""
        assert self._first is not None, "the board is open"
        snapshot, self._version = self._first
        self._show(snapshot)
        self._hasty = True
        self._tell_remarks(snapshot.remarks, "The file was put right")
        if snapshot.read_only:
            self.notify("You can look around; nothing can be changed.", title="Read-only", markup=False)
        self.set_interval(POLL, lambda: self.look())

    def post_display_hook(self) -> None:
        """The first frame is out: now what it did not wait for. After a refresh would be two frames later."""
        if self._hasty:
            self._hasty = False
            self.call_later(self.look, again=True)

    # Places

    async def open_selection(self, selection: Selection) -> None:
        snapshot, item = self.need_snapshot(), selection.id
        if selection.kind == "kpi" and snapshot.kpi(item):
            await self.open_dialog(kpi_screen.KpiScreen(snapshot, item))
        elif selection.kind == "action":
            await self.open_dialog(action_screen.ActionScreen(snapshot, item))
        else:
            await self.open_dialog(details.Details(snapshot, selection.kind, item))

    @on(Moved)
    async def _moved_card(self, event: Moved) -> None:
        await guard.move(self, event.action_id, event.stage)

    def on_unmount(self) -> None:
        self.gateway.close()

    def _fatal_error(self) -> None:
        """A bug ends the program, visibly, and says where the log is. Textual's own way would print local values.

        A private hook of Textual; tests/screens/test_app.py pins it.
        """
        if self.log_file is None:  # one bug may bring down several tasks; the first one tells
            self.log_file, self.last_words = terminal.write_crash_log()
        self._close_messages_no_wait()


def _collect_again() -> None:
    """What there is by now lives as long as the program; only what comes later is worth collecting."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run(
    path: Path | str, *, who: str | None = None, theme: str | None = None, ascii: bool = False, read_only: bool = False
) -> int:
    """Opens the board on this terminal; returns the exit code. Raises BoardError before the first frame.

    Where the collector is off, it is on again after the first frame. What is given counts more than the configuration:
    `who` is writing, in which `theme`, with nothing but `ascii` signs.
    """
    terminal.need_terminal()
    terminal.patient_decoder()
    found = read_config(config_folder(), BY_ID)
    config = replace(found, me=who or found.me, theme=theme or found.theme, ascii=ascii or found.ascii)
    app = KpiBoardApp(path, config=config, read_only=read_only)
    app._on_signals = True
    try:
        app.open_board()
        app.run()
    finally:
        app.gateway.close()
        if app.last_words:
            sys.stderr.write(f"{app.last_words}\n")
    # None means that a thread of the terminal driver died (Textualize/textual#6456): that is no success.
    return 1 if app.return_code is None else app.return_code
