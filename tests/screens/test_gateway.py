"""The one database thread."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from boards.line import make_board
from support import NOON, Clock

from kpiboard.basics.errors import NoBoard, NotFound
from kpiboard.board import Board
from kpiboard.screens.frame.gateway import Gateway

pytestmark = pytest.mark.board(make_board, NOON)


async def test_calls_run_in_one_other_thread_and_in_order(path: Path) -> None:
    gateway = Gateway()
    await asyncio.wrap_future(gateway.open(lambda: Board.open(path, now=Clock(NOON))))
    seen: list[int] = []
    threads = await asyncio.gather(
        *(gateway.call(lambda _, n=n: (seen.append(n), threading.current_thread())[1]) for n in range(20))  # type: ignore[misc]
    )
    gateway.close()
    assert seen == list(range(20))
    assert len(set(threads)) == 1
    assert threading.current_thread() not in threads


async def test_an_error_of_the_board_arrives_where_it_was_asked(path: Path) -> None:
    gateway = Gateway()
    await asyncio.wrap_future(gateway.open(lambda: Board.open(path, now=Clock(NOON))))
    with pytest.raises(NotFound):
        await gateway.call(lambda board: board.readings.record("nothing", 1))
    assert await gateway.call(lambda board: board.info.name) == "Line 4"
    gateway.close()


async def test_what_is_wrong_with_the_file_is_in_the_future(tmp_path: Path) -> None:
    gateway = Gateway()
    with pytest.raises(NoBoard):
        await asyncio.wrap_future(gateway.open(lambda: Board.open(tmp_path / "none.db")))
    assert not gateway.is_open
    gateway.close()


async def test_closing_finishes_what_was_asked_and_may_be_repeated(path: Path) -> None:
    gateway = Gateway()
    await asyncio.wrap_future(gateway.open(lambda: Board.open(path, now=Clock(NOON))))
    asked = asyncio.ensure_future(gateway.call(lambda board: board.readings.record("fpy", 97.9)))
    await asyncio.sleep(0)
    gateway.close()
    gateway.close()
    assert (await asked).value == 97.9
    assert not list(path.parent.glob("*-wal")), "the file was not closed"
