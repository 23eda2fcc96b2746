"""Locked limits are stored facts: nothing moves them but a person who decides about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import Refused
from kpiboard.basics.ids import reading_id
from kpiboard.model import Baseline, ChartKind, Reading
from kpiboard.rules.limits import Limits, LimitState

START = date(2026, 6, 1)
STEADY = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49)


def day(number: int) -> str:
    return (START + timedelta(number)).isoformat()


def fill(board: Board, values: Sequence[float], first: int = 0) -> None:
    for number, value in enumerate(values, first):
        board.readings.record("speed", value, period=day(number))


def limits(board: Board) -> Limits:
    found = board.kpis.story("speed").chart.segments[-1].limits
    assert found is not None
    return found


def stored(board: Board) -> Baseline | None:
    return next(iter(board.limits.baselines("speed")), None)


def csv(rows: Mapping[int, float]) -> BytesIO:
    lines = "".join(f"{day(number)},{value}\n" for number, value in rows.items())
    return BytesIO(f"day,value\n{lines}".encode())


@pytest.fixture(autouse=True)
def speed(board: Board) -> None:
    board.kpis.add("Line speed", key="speed", target=45, decimals=0)


def test_the_step_that_completes_the_lock_stores_it_and_its_undo_unlocks(board: Board) -> None:
    fill(board, STEADY * 2)
    lock = stored(board)
    assert lock is not None
    assert (lock.n, lock.first, lock.last, lock.start) == (20, day(0), day(19), "")
    assert (lock.centre, lock.spread) == (limits(board).center, limits(board).average_range)
    board.undo()
    assert stored(board) is None
    assert limits(board).state is LimitState.FIRM
    board.redo()
    assert stored(board) == lock


def test_an_undone_number_is_a_correction_and_moves_nothing(board: Board) -> None:
    fill(board, STEADY[:1])
    first = board.history.log(1)[0].txn
    fill(board, (*STEADY, *STEADY), first=1)
    before = limits(board)
    board.undo(first)
    assert limits(board) == before
    assert board.kpis.story("speed").changed_since


MOVES: dict[str, Callable[[Board], object]] = {
    "thirty older readings": lambda board: board.reading_files.load(
        csv({number: 90.0 + number for number in range(-30, 0)}), kpi="speed"
    ),
    "a correction of one": lambda board: board.readings.record("speed", 500, period=day(3)),
    "one taken away": lambda board: board.readings.remove("speed", day(3)),
    "a day off": lambda board: board.readings.record("speed", "off", period=day(3)),
    "a file with others": lambda board: board.files.import_toml(
        f"[kpi.speed]\n[kpi.speed.readings]\n{day(2)} = 80\n{day(5)} = 81\n[[kpi.speed.baselines]]\n"
    ),
    "a later point left out": lambda board: board.limits.exclude("speed", day(21), "stocktaking"),
    "a new target": lambda board: board.targets.set("speed", target=48),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=list(MOVES))
def test_nothing_moves_locked_limits(board: Board, move: Callable[[Board], object]) -> None:
    fill(board, (*STEADY, *STEADY, 51, 50, 49))
    before = limits(board)
    move(board)
    assert limits(board) == before
    card = board.snapshot().kpis[0]
    assert card.process is not None
    assert card.process.limits == before


@pytest.mark.parametrize(
    ("move", "changed"),
    [*zip(MOVES.values(), (False, True, True, True, True, False, False), strict=True)],
    ids=list(MOVES),
)
def test_the_kpi_says_when_they_rest_on_numbers_that_were_changed(
    board: Board, move: Callable[[Board], object], changed: bool
) -> None:
    fill(board, (*STEADY, *STEADY, 51, 50, 49))
    assert not board.limits.changed_since("speed")
    move(board)
    assert board.kpis.story("speed").changed_since is changed
    assert board.limits.changed_since("speed") is changed


def test_a_person_may_have_them_reckoned_anew_and_take_that_back(board: Board) -> None:
    with pytest.raises(Refused):
        board.limits.reckon_anew("speed")
    fill(board, STEADY * 2)
    before = limits(board)
    board.readings.record("speed", 61, period=day(3))
    board.limits.reckon_anew("speed")
    assert limits(board).center == before.center + 0.5
    assert not board.limits.changed_since("speed")
    board.undo()
    assert limits(board) == before
    assert board.limits.changed_since("speed")


def test_what_is_said_of_the_limits_themselves_moves_them(board: Board) -> None:
    fill(board, (*STEADY, 90, *STEADY))
    before = limits(board)
    board.limits.exclude("speed", day(10), "stocktaking")
    after = limits(board)
    assert after.upper < before.upper
    board.kpis.edit("speed", limits_by="median")
    assert limits(board).average.value == "median"
    board.kpis.edit("speed", limits_by="mean")
    assert limits(board) == after
    board.limits.lock("speed", 8, "the audit wants them to stand")
    assert limits(board).points == 8
    assert [one.n for one in board.limits.baselines("speed")] == [8]


def test_a_baseline_that_is_taken_back_leaves_the_stored_limits_of_the_one_before(board: Board) -> None:
    fill(board, (*STEADY, *STEADY, *(value + 20 for value in STEADY * 2)))
    before = limits(board)
    board.limits.rebase("speed", day(20), "second set of tools")
    assert limits(board).center == before.center + 20
    board.readings.record("speed", 500, period=day(3))
    board.limits.remove_baseline("speed", day(20))
    assert limits(board) == before


def test_a_kpi_made_from_others_has_a_lock_of_its_own(board: Board) -> None:
    board.kpis.add("All lines", key="all", rollup="mean")
    board.kpis.edit("speed", parent="all")
    fill(board, STEADY * 2)
    (lock,) = board.limits.baselines("all")
    assert lock.n == 20
    board.readings.record("speed", 500, period=day(3))
    found = board.kpis.story("all")
    assert found.chart.segments[-1].limits is not None
    assert found.chart.segments[-1].limits.center == lock.centre
    assert found.changed_since


def test_the_limits_of_days_between_events_are_stored_too(board: Board) -> None:
    board.kpis.add("Days without accident", key="safe", counts_events="yes", counted_from="2025-11-01")
    happened = date(2025, 11, 1)
    for number in range(22):
        happened += timedelta((5, 9, 14, 7, 20)[number % 5])
        board.events.add("safe", "finger cut", day=happened.isoformat())
    (lock,) = board.limits.baselines("safe")
    assert (lock.chart, lock.n) == (ChartKind.T, 20)
    before = board.kpis.story("safe").chart.segments[-1].limits
    board.events.add("safe", "an older one", day="2025-11-08")
    after = board.kpis.story("safe").chart.segments[-1].limits
    assert after == before
    assert board.limits.changed_since("safe")
    card = next(one for one in board.snapshot().kpis if one.kpi.key == "safe")
    assert card.process is not None
    assert card.process.limits == before
    board.limits.reckon_anew("safe")
    assert board.kpis.story("safe").chart.segments[-1].limits != before
    assert not board.limits.changed_since("safe")


def test_limits_of_another_cadence_are_not_taken(board: Board) -> None:
    fill(board, STEADY * 2)
    board.kpis.edit("speed", cadence="week")
    for week in range(20, 40):
        board.readings.record("speed", week, period=f"2026-W{week}")
    assert limits(board).center == 29.5


def test_what_another_program_completes_is_stored_before_the_next_change(board: Board, tmp_path: Path) -> None:
    fill(board, STEADY)
    kpi = board.kpis.find("speed")
    with sqlite3.connect(tmp_path / "line4.db") as other:
        other.executemany(
            "INSERT INTO readings (id, kpi_id, period, value) VALUES (?, ?, ?, ?)",
            [(f"foreign{n}", kpi.id, day(n), value) for n, value in enumerate(STEADY, 10)],
        )
    assert stored(board) is None
    before = limits(board)
    assert before.state is LimitState.LOCKED
    board.readings.record("speed", 500, period=day(3))
    assert limits(board) == before
    assert board.limits.changed_since("speed")


def test_a_board_of_an_older_release_keeps_what_it_shows(board: Board, tmp_path: Path, clock: Clock) -> None:
    fill(board, STEADY * 2)
    before = limits(board)
    path = tmp_path / "line4.db"
    board.close()
    with sqlite3.connect(path) as db:  # as the release before left it
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for column in ("chart", "average", "centre", "spread", "n", "first", "last", "points_hash"):
            db.execute(f'ALTER TABLE baselines DROP COLUMN "{column}"')
        db.execute("DELETE FROM baselines")
        db.execute("DELETE FROM changes WHERE table_name = 'baselines'")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm007_locks'")
    with Board.open(path, who="anna", now=clock) as again:
        assert [step.who for step in again.history.log(1)] == ["kpiboard"]
        lock = stored(again)
        assert lock is not None
        assert lock.n == 20
        again.readings.record("speed", 500, period=day(3))
        assert limits(again) == before
        again.undo()
        again.undo()  # the last reading: what the board did by itself is nobody's to undo
        assert stored(again) == lock


LOADED = st.dictionaries(st.integers(-40, 60), st.sampled_from([50, 500, 0.5, 51]), max_size=40)


@settings(max_examples=25)
@given(LOADED, st.booleans())
def test_no_import_moves_locked_limits(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, float], toml: bool
) -> None:
    with Board.create(tmp_path_factory.mktemp("board") / "b.db", timezone="UTC") as board:
        kpi = board.kpis.add("Line speed", key="speed")
        with store_of(board).write("test", "fill", board.now()) as writer:
            writer.put(
                *(Reading(reading_id(kpi.id, day(n)), kpi.id, day(n), value) for n, value in enumerate(STEADY * 2))
            )
        before = limits(board)
        if toml:
            lines = "".join(f"{day(number)} = {value}\n" for number, value in rows.items())
            board.files.import_toml(f"[kpi.speed.readings]\n{lines}")
        elif rows:
            board.reading_files.load(csv(rows), kpi="speed")
        assert limits(board) == before


def test_a_copy_of_the_board_has_the_same_lock(board: Board, tmp_path: Path, clock: Clock) -> None:
    fill(board, STEADY * 2)
    board.readings.record("speed", 500, period=day(3))
    with Board.create_from_toml(tmp_path / "copy.db", board.files.export_toml(), now=clock) as copy:
        assert limits(copy) == limits(board)
        assert copy.limits.changed_since("speed")
