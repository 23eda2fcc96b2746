"""One way in and one way out: a use case goes to the board's thread, a fresh snapshot comes to every screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual import work

from kpiboard.basics.errors import BoardError, FileError
from kpiboard.screens.frame.gateway import Gateway
from kpiboard.screens.frame.keyboard import Keyboard
from kpiboard.screens.frame.offers import Showing

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.views.board import BoardSnapshot

T = TypeVar("T")


class Changes(Keyboard):
    """The part of the app that asks the board and shows its answers.

    Args:
        now: the clock, aware.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.gateway = Gateway()
        self.snapshot: BoardSnapshot | None = None
        self._version = -1
        self._stale = False  # what is shown is the quick first snapshot
        self._looking = False
        self._in_order = asyncio.Lock()
        self._told: set[str] = set()

    async def attempt(self, use: Callable[[Board], T], said: Callable[[T], str] | None = None) -> T:
        """Runs one use case and shows the board as it is then; raises BoardError, and then nothing has changed."""
        async with self._in_order:
            result, snapshot = await self.gateway.call(lambda board: (use(board), board.snapshot()))
            self._show(snapshot)
        if said is not None:
            self.say(said(result))
        return result

    @work(group="change")
    async def change(self, use: Callable[[Board], T], said: Callable[[T], str]) -> None:
        """The same for a command, in a worker: what goes wrong is told in a toast."""
        try:
            await self.attempt(use, said)
        except BoardError as error:
            self.tell(error)

    def say(self, done: str) -> None:
        """What happened, in words. They take the place of the last ones: toasts must not pile up over the board."""
        if all(one.severity == "information" for one in self._notifications):
            self.clear_notifications()
        if done:
            self.notify(done, markup=False)

    def tell(self, error: BoardError) -> None:
        message = f"{error.message}\n{error.hint}".strip()
        self.notify(message, title=error.title, severity="error", timeout=10, markup=False)

    def _tell_remarks(self, remarks: Sequence[str], title: str) -> None:
        new = [remark for remark in remarks if remark not in self._told]
        if new:
            self._told.update(new)
            self.notify("\n".join(new), title=title, severity="warning", timeout=12, markup=False)

    def _show(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        for screen in self.screen_stack:
            if isinstance(screen, Showing):
                screen.show(snapshot)
        if self.screen_stack:  # else the program has ended meanwhile
            self.screen.refresh_bindings()  # the app's own method rests until it is mounted

    def look(self, *, again: bool = False) -> None:
        """Asks for a look at the file and the clock: for a new snapshot `again`, or only if something has changed.

        One at a time: on a slow machine the next tick must neither cancel the thorough look of the start nor pile up.
        """
        self._stale = self._stale or again
        if not self._looking:
            self._looking = True
            self._look()

    @work(group="look")
    async def _look(self) -> None:
        """Takes a new snapshot if the one shown is stale, another program has written, or the minute has changed."""
        taken = self.snapshot.taken_at if self.snapshot else None
        minute = self.now().timestamp() // 60
        known = self._version if taken and taken.timestamp() // 60 == minute and not self._stale else None
        try:
            async with self._in_order:
                version, snapshot = await self.gateway.call(lambda board: _newer(board, known))
                if snapshot is not None:
                    self._version, self._stale = version, False
                    self._show(snapshot)
        except FileError as error:
            self._tell_remarks([str(error)], error.title)
        finally:
            self._looking = False


def _newer(board: Board, known: int | None) -> tuple[int, BoardSnapshot | None]:
    """The version of the data, and a snapshot unless it is the `known` one."""
    version = board.data_version()
    return version, None if version == known else board.snapshot()
