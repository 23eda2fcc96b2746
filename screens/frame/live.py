"""The app as the screens know it: the commands, what is in focus, and the way from place to place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

from kpiboard.basics.errors import BoardError, LookOnly, Refused
from kpiboard.screens.frame.changes import Changes
from kpiboard.screens.frame.command import Command, keys_of
from kpiboard.screens.frame.config import Config
from kpiboard.screens.frame.offers import Home, Selecting
from kpiboard.screens.frame.selection import Kind, Opened, Selection
from kpiboard.screens.text import UNICODE, Glyphs

if TYPE_CHECKING:
    from kpiboard.views.board import ActionCard, BoardSnapshot, FeedbackCard, KpiCard, PraiseCard

T = TypeVar("T")


class LiveBoard(Changes):
    """The app as the screens know it: what can be done, what is in focus, and the way from place to place.

    Args:
        path: the board's file.
        now: the clock, aware.
        config: the user's settings.
        commands: what people can do, by id.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        config: Config,
        commands: Mapping[str, Command[LiveBoard]],
    ) -> None:
        super().__init__(now)
        self.path = path
        self.config = config
        self.commands = commands
        self.who: str | None = None
        self.glyphs: Glyphs = UNICODE
        self.drafts: dict[str, dict[str, str]] = {}  # what was typed into a form that was left, by form

    # Commands

    @property
    def selection(self) -> Selection | None:
        """What the screen in front has in focus."""
        screen = self.screen
        return screen.selection if isinstance(screen, LiveScreen) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands rest while a dialog is open, hide where they make no sense and are greyed on a read-only board."""
        if action != "do":
            return True
        command, screen = self.commands[str(parameters[0])], self.screen
        if isinstance(screen, ModalScreen):
            return command.id == "quit"
        if command.anywhere:
            return True
        if self.snapshot is None or (isinstance(screen, LiveScreen) and screen.rests(command)):
            return False
        if command.on:
            selection = self.selection
            if selection is None or selection.kind not in command.on:
                return False
        if command.fits is not None and not command.fits(self):
            return False
        return None if command.writes and self.snapshot.read_only else True

    def is_timely(self, command_id: str | None) -> bool:
        """Whether a key belongs into the bottom line now; that of a screen of its own always does."""
        command = self.commands.get(command_id or "")
        return command is None or command.timely is None or command.timely(self)

    def due_praise(self) -> PraiseCard | None:
        """Who is to be congratulated on what is in focus."""
        chosen, due = self.selection, self.snapshot.praise if self.snapshot else ()
        return next((card for card in due if chosen and chosen.id == card.about), None)

    async def action_do(self, command_id: str) -> None:
        await self.do(command_id)

    async def do(self, command_id: str) -> None:
        await self.perform(self.commands[command_id])

    async def perform(self, command: Command[LiveBoard]) -> None:
        """Runs a command from a key or the palette; says why when it cannot run now."""
        try:
            if not command.anywhere and self.snapshot is None:
                raise Refused("There is no board yet.", "Make one first.")
            if command.writes and self.snapshot is not None and self.snapshot.read_only:
                raise LookOnly()
            selection = self.selection
            if command.on and (selection is None or selection.kind not in command.on):
                raise Refused(f"{command.title} needs {_one_of(command.on)}.", "Move to one first.")
            await command.run(self)
        except BoardError as error:
            self.tell(error)

    async def open_dialog(self, dialog: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """Opens a dialog and gives it the keyboard at once: what is typed meanwhile is for it."""
        await self.push_screen(dialog, then)
        if dialog.focused is None and (first := dialog.focus_chain):
            dialog.set_focus(first[0])

    def keys_of(self, command: Command[LiveBoard]) -> list[str]:
        """The keys of a command as people read them, the user's own ones where there are."""
        return keys_of(command, self.config.keys)

    def key_of(self, command_id: str) -> str:
        return self.keys_of(self.commands[command_id])[0]

    def need_snapshot(self) -> BoardSnapshot:
        assert self.snapshot is not None, "perform() lets no command run before there is a board"
        return self.snapshot

    def focused_kpi(self) -> KpiCard:
        return self._focused(self.need_snapshot().kpi)

    def focused_period(self) -> str:
        """The key of the period under the cursor, where the screen in front has one; else the latest of the KPI."""
        screen = self.screen
        period = screen.period if isinstance(screen, LiveScreen) else ""
        return period or self.focused_kpi().latest.period.key

    def focused_action(self) -> ActionCard:
        return self._focused(self.need_snapshot().action)

    def focused_feedback(self) -> FeedbackCard:
        return self._focused(self.need_snapshot().piece)

    def _focused(self, find: Callable[[str], T | None]) -> T:
        selection = self.selection
        card = find(selection.id) if selection else None
        if card is None:
            raise Refused("It is not on the board any more.", "Move to another one.")
        return card

    # Places

    def to_board(self) -> Home:
        """The board itself, whatever is open over it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        board = self.screen
        assert isinstance(board, Home)
        return board

    def select(self, kind: Kind, item: str) -> None:
        """Moves the board's cursor, without closing anything."""
        board = self.screen_stack[0]
        if isinstance(board, Selecting):
            board.select(kind, item)

    async def go_to(self, selection: Selection) -> None:
        """To an item on the board; what is not shown there is opened."""
        self.to_board().select(selection.kind, selection.id)
        if self.selection != selection:
            await self.open_selection(selection)

    async def open_selection(self, selection: Selection) -> None:
        """Opens the screen of one item; which one that is knows the app that puts the screens together."""
        raise NotImplementedError

    @on(Opened)
    async def _opened_item(self, event: Opened) -> None:
        await self.open_selection(event.selection)


class LiveScreen(Screen[None]):
    """A screen that the board's commands work on: not a dialog. It says what it has to offer to them.

    Args:
        about: the one item that all of the screen is about, if there is one.
    """

    def __init__(self, about: Selection | None = None) -> None:
        super().__init__()
        self._about = about

    @property
    def board_app(self) -> LiveBoard:
        return live_board(self)

    @property
    def selection(self) -> Selection | None:
        """What has the focus."""
        return self._about

    @property
    def period(self) -> str:
        """The key of the period under the cursor; empty: the latest of the KPI in focus."""
        return ""

    @property
    def praise(self) -> PraiseCard | None:
        """Whom the screen congratulates already, so that it need not be asked."""
        return None

    def rests(self, command: Command[LiveBoard]) -> bool:
        """Whether a command does nothing here: its keys mean something else."""
        return False


def live_board(node: MessagePump) -> LiveBoard:
    """The app that a screen or widget of the board lives in."""
    app = node.app
    assert isinstance(app, LiveBoard), "the screens of the board need the live board"
    return app


def glyphs_of(node: MessagePump) -> Glyphs:
    """The signs that the app has chosen; all of Unicode in another app, where a widget is looked at by itself."""
    app = node.app
    return app.glyphs if isinstance(app, LiveBoard) else UNICODE


def _one_of(kinds: tuple[str, ...]) -> str:
    words = {"kpi": "a KPI", "action": "an action", "feedback": "a piece of feedback"}
    return " or ".join(words[kind] for kind in kinds)
