"""The one database thread: the board is opened, used and closed in it, and nothing else ever touches it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from kpiboard.board import Board

T = TypeVar("T")


class Gateway:
    """Calls use cases one after the other in a thread of their own; SQLite refuses any other thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "board")
        self._board: Board | None = None

    @property
    def is_open(self) -> bool:
        return self._board is not None

    def open(self, opening: Callable[[], Board]) -> Future[None]:
        """Opens or creates the board; the future holds what went wrong."""
        return self._thread.submit(self._open, opening)

    def _open(self, opening: Callable[[], Board]) -> None:
        self._board = opening()

    async def call(self, use: Callable[[Board], T]) -> T:
        """What `use` returns for the board; its errors are raised here. Calls run in the order they were made.

        A caller that is cancelled stops waiting; a use that has begun runs to its end.
        """
        return await asyncio.wrap_future(self._thread.submit(self._use, use))

    def _use(self, use: Callable[[Board], T]) -> T:
        assert self._board is not None, "open() first"
        return use(self._board)

    def close(self) -> None:
        """Waits for what was asked, then closes the board; may be called twice, and without a board."""
        if not self._thread._shutdown:
            self._thread.submit(self._close)
            self._thread.shutdown(wait=True)

    def _close(self) -> None:
        board, self._board = self._board, None
        if board is not None:
            board.close()
