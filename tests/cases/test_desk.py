"""One step reads, decides and writes inside one transaction, and reads a table once."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import NotFound, Refused
from kpiboard.model import ROW_TYPES, Kpi

TABLES = {kind.table for kind in ROW_TYPES} - {"readings"}


@pytest.fixture
def other(board: Board, clock: Clock) -> Iterator[Board]:
    """The same file in another program."""
    with Board.open(board.path, who="ben", now=clock) as opened:
        yield opened


def read_meanwhile(board: Board, other: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets another program write when the board next begins to write: after it has looked, before it may."""
    write = store_of(board).write

    def late(*args: Any, **more: Any) -> Any:
        monkeypatch.setattr(store_of(board), "write", write)
        other()
        return write(*args, **more)

    monkeypatch.setattr(store_of(board), "write", late)


def test_a_number_is_not_given_twice(board: Board, other: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("feedback", "actions"):
        here, there = getattr(board, kind), getattr(other, kind)
        here.all()
        read_meanwhile(board, lambda there=there: there.add("theirs"), monkeypatch)
        ours = here.add("ours")
        assert [(one.number, one.id == ours.id) for one in there.all()] == [(1, False), (2, True)]


def test_programs_at_the_same_time_give_every_number_once(board: Board, clock: Clock) -> None:
    each, programs = 8, 3
    together = Barrier(programs)

    def add(who: int) -> list[int]:
        with Board.open(board.path, who=f"program {who}", now=clock) as mine:
            together.wait()
            return [mine.actions.add(f"{who}.{one}").number for one in range(each)]

    with ThreadPoolExecutor(programs) as pool:
        given = [number for numbers in pool.map(add, range(programs)) for number in numbers]
    assert sorted(given) == list(range(1, each * programs + 1))
    assert [one.number for one in board.actions.all()] == sorted(given)


def test_edits_of_different_fields_both_stay(board: Board, other: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = board.kpis.add("Scrap", unit="kg")
    read_meanwhile(board, lambda: other.kpis.edit("scrap", unit="t"), monkeypatch)
    board.kpis.edit(seen, definition="what is thrown away")  # a row that was read before the other program wrote
    kept = other.kpis.find("scrap")
    assert (kept.unit, kept.definition) == ("t", "what is thrown away")


def test_a_row_that_is_gone_is_not_brought_back(board: Board) -> None:
    piece = board.feedback.add("The wrench is worn")
    board.undo()
    with pytest.raises(NotFound):
        board.feedback.answer(piece, "We order one")


def test_what_was_previewed_is_not_saved_over_a_newer_number(board: Board, other: Board) -> None:
    board.kpis.add("Scrap", target=5, direction="lower")
    seen = board.readings.preview("scrap", Entry("4,5", note="counted twice"), "yesterday")
    other.readings.record("scrap", 7, "yesterday")
    with pytest.raises(Refused, match="Scrap has another number for 2026-11-20 by now"):
        board.readings.save(seen)
    assert [one.value for one in board.readings.of("scrap")] == [7.0]
    again = board.readings.preview("scrap", Entry("4,5"), "yesterday")
    assert board.readings.save(again).reading.corrected_from == 7.0


def test_what_lies_on_the_desk_is_read_again_when_somebody_wrote(
    board: Board, other: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert board.kpis.all() == ()
    other.kpis.add("Scrap")
    assert [one.key for one in board.kpis.all()] == ["scrap"]
    other.undo()
    assert board.kpis.all() == ()
    stamp = store_of(board).stamp
    calls = iter([lambda: None, lambda: other.kpis.add("Stops")])  # the second look is that after the commit

    def late() -> tuple[int, int]:
        next(calls, lambda: None)()
        return stamp()

    monkeypatch.setattr(store_of(board), "stamp", late)
    board.kpis.add("Yield")
    assert [one.key for one in board.kpis.all()] == ["yield", "stops"]


def test_a_step_that_fails_leaves_nothing_on_the_desk(board: Board) -> None:
    desk = board._desk

    def fail() -> None:
        with desk.step():
            desk.save("never", Kpi("k", "never", "Never"))
            assert [one.key for one in desk.all(Kpi)] == ["never"]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert board.kpis.all() == ()


def reads(board: Board, use: Callable[[], object]) -> Counter[str]:
    """How often each table is read as a whole, readings aside."""
    found: Counter[str] = Counter()

    def heard(statement: str) -> None:
        whole = re.match(r'SELECT "id".* FROM (\w+) WHERE deleted_at IS NULL', statement, re.DOTALL)
        if whole and whole[1] in TABLES:
            found[whole[1]] += 1

    connection: sqlite3.Connection = store_of(board)._db
    connection.set_trace_callback(heard)
    try:
        use()
    finally:
        connection.set_trace_callback(None)
    return found


SAVES: dict[str, Callable[[Board], object]] = {
    "a reading": lambda board: board.readings.record("otd", 97.5),
    "a KPI": lambda board: board.kpis.edit("otd", owner="JP", category="D", target=96),
    "a new KPI": lambda board: board.kpis.add("Waste", category="C", owner="JP"),
    "a review": lambda board: board.reviews.add("otd", "keep"),
    "an action": lambda board: board.actions.add("Second dock", kpi="otd", owner="JP", helpers="TL"),
    "a stage": lambda board: board.actions.advance(next(a.number for a in board.actions.all() if a.stage == "plan"),
                                                   owner="JP", due="friday", cause="worn", hypothesis="x"),
    "feedback that becomes an action": lambda board: board.feedback.accept(board.feedback.add("Order film").number),
    "a huddle": lambda board: board.huddles.start(skipped_because="holiday"),
    "coaching": lambda board: board.kata.coach(
        kpi="otd", coach="JP", learner="TL", target_condition="a", actual="3", obstacle="b", next_step="c",
        next_expected="d"),
}  # fmt: skip


@pytest.fixture
def demo(tmp_path: Path, clock: Clock) -> Iterator[Board]:
    with Board.create(tmp_path / "demo.db", template="demo", who="anna", now=clock, timezone="Europe/Berlin") as made:
        made._desk.settle_all()
    with Board.open(tmp_path / "demo.db", who="anna", now=clock) as opened:
        yield opened


@pytest.mark.parametrize("save", SAVES.values(), ids=list(SAVES))
def test_a_save_and_the_look_after_it_read_a_table_once(demo: Board, save: Callable[[Board], object]) -> None:
    found = reads(demo, lambda: save(demo))
    assert found
    assert max(found.values()) == 1, found
    again = reads(demo, demo.snapshot) + reads(demo, demo.snapshot)
    assert max(again.values()) == 1, again
