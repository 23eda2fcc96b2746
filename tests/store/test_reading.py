"""What comes back, in which order, and that reading leaves nothing open."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from store_rows import AT, a_reading

from kpiboard.basics.ids import reading_id
from kpiboard.model import (
    Action,
    Block,
    Cadence,
    Category,
    Congratulation,
    Escalation,
    Feedback,
    Helper,
    Huddle,
    Kata,
    Kpi,
    Person,
    Reading,
    Row,
    Shift,
    Target,
    View,
)
from kpiboard.store import Store, queries


def put(store: Store, *rows: Row) -> None:
    with store.write("anna", "test", AT) as writer:
        writer.put(*rows)


def periods(readings: list[Reading]) -> list[str]:
    return [reading.period for reading in readings]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([Category("b", "B", "b", position=2.0), Category("a", "A", "a", position=2.0)], ["d", "a", "b"]),
        ([Action("x", 3, "x"), Action("y", 1, "y"), Action("z", 2, "z")], ["y", "z", "x"]),
        ([Feedback("x", 10, "x"), Feedback("y", 9, "y")], ["y", "x"]),
        (
            [Target("x", "k1", date(2026, 5, 1)), Target("y", "k1"), Target("z", "k1", date(2025, 1, 1))],
            ["y", "z", "x"],
        ),
        ([View("x", 9), View("y", 4)], ["y", "x"]),
        (
            [
                Huddle("x", date(2026, 11, 20), started_at=AT),
                Huddle("y", date(2026, 11, 20), started_at=AT - timedelta(hours=8)),
                Huddle("z", date(2026, 11, 19)),
            ],
            ["z", "y", "x"],
        ),
        ([Escalation("x", 2, "x", "x", AT), Escalation("y", 1, "y", "y", AT + timedelta(hours=1))], ["y", "x"]),
    ],
)
def test_rows_come_in_board_order(rows: list[Row], order: list[str], store: Store) -> None:
    put(store, *rows)
    assert [row.id for row in store.all(type(rows[0]))] == order


def test_removed_rows_are_seen_only_when_asked_for(store: Store) -> None:
    jana = store.get(Person, "jp")
    assert jana is not None
    with store.write("anna", "left", AT) as writer:
        writer.remove(jana)
    assert store.all(Person) == []
    assert store.get(Person, "jp") is None
    assert store.get(Person, "jp", removed=True) == jana
    assert store.get(Person, "nobody", removed=True) is None


KEYS = {
    Cadence.HOUR: ["2026-10-25T01", "2026-10-25T02", "2026-10-25T02b", "2026-10-25T03"],
    Cadence.SHIFT: ["2026-10-24-night", "2026-10-25-early", "2026-10-25-late", "2026-10-25-night"],
    Cadence.DAY: ["2025-12-31", "2026-10-24", "2026-10-25"],
    Cadence.WEEK: ["2025-W52", "2026-W01", "2026-W43"],
    Cadence.MONTH: ["2025-12", "2026-09", "2026-10"],
    Cadence.QUARTER: ["2025-Q4", "2026-Q1", "2026-Q4"],
    Cadence.YEAR: ["2025", "2026"],
}


@pytest.mark.parametrize("cadence", Cadence)
def test_readings_are_those_of_the_cadence_newest_first(cadence: Cadence, store: Store) -> None:
    put(store, Shift("3", "night", "", time(22), time(6)), Shift("1", "early", "", time(6), time(14)))
    put(store, Shift("3", "night", "", time(22), time(6), position=3.0), Shift("2", "late", "", time(14), time(22)))
    put(store, *(a_reading(key) for keys in KEYS.values() for key in keys))
    put(store, *(a_reading(key, kpi="k2") for keys in KEYS.values() for key in keys))
    newest = KEYS[cadence][::-1]
    assert periods(store.readings("k1", cadence)) == newest
    assert periods(store.readings("k1", cadence, limit=2)) == newest[:2]
    assert periods(store.readings("k1", cadence, before=newest[0])) == newest[1:]
    assert periods(store.readings("k1", cadence, before=newest[0], limit=1)) == newest[1:2]
    assert store.readings("k1", cadence, before=newest[-1]) == []
    assert store.readings("k3", cadence) == []


def test_a_removed_reading_is_no_reading(store: Store) -> None:
    put(store, a_reading("2026-11-20"), a_reading("2026-11-21"))
    with store.write("anna", "wrong", AT) as writer:
        writer.remove(a_reading("2026-11-21"))
    assert periods(store.readings("k1", Cadence.DAY)) == ["2026-11-20"]
    assert store.reading("k1", "2026-11-21") is None
    assert periods(list(store.all_readings())) == ["2026-11-20"]


@pytest.mark.parametrize("strange_id", ["0", "zzz"])
def test_of_a_period_entered_twice_ours_counts(strange_id: str, store: Store) -> None:
    ours, stranger = a_reading("2026-11-21", 1.0), Reading(strange_id, "k1", "2026-11-21", 2.0)
    for rows in ([stranger], [stranger, ours]):
        put(store, *rows, a_reading("2026-11-20"))
        assert store.reading("k1", "2026-11-21") == rows[-1]
        assert store.readings("k1", Cadence.DAY, limit=1) == [rows[-1]]
        assert list(store.all_readings()) == [a_reading("2026-11-20"), rows[-1]]
    assert [problem for problem in store.check() if "2 times" in problem]


@pytest.mark.parametrize("page", [1, 2, 3, 100])
def test_all_readings_page_by_page_while_somebody_writes(
    page: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", page)
    wanted = [a_reading(str(year), kpi=kpi) for kpi in ("k1", "k2") for year in range(2000, 2006)]
    put(store, *reversed(wanted), Reading("stranger", "k1", "2003", 5.0))
    seen = []
    for number, reading in enumerate(store.all_readings()):
        seen.append(reading)
        put(store, a_reading("1999", number))
    assert seen == wanted


def test_reading_leaves_no_cursor_open(store: Store, path: Path) -> None:
    """An open one would keep the WAL from being emptied."""
    put(store, *(a_reading(str(year)) for year in range(2000, 2100)))
    store.info(), store.all(Kpi), store.readings("k1", Cadence.YEAR, limit=1), store.log(1), store.check()
    readings = store.all_readings()
    next(readings)
    other = sqlite3.connect(path)
    busy, in_wal, emptied = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    other.close()
    assert (busy, in_wal, emptied) == (0, 0, 0)


def test_who_points_to_a_row(store: Store) -> None:
    put(store, a_reading("2026"), Action("a1", 1, "x", kpi_id="k1"), Feedback("f1", 1, "x", kpi_id="k1"))
    put(store, Target("t1", "k1"), Target("t2", "k1"))
    with store.write("anna", "test", AT) as writer:
        writer.remove(Target("t2", "k1"))
    k1 = store.get(Kpi, "k1")
    assert k1 is not None
    assert store.referring(k1) == [
        ("targets", "t1"),
        ("readings", reading_id("k1", "2026")),
        ("actions", "a1"),
        ("feedback", "f1"),
    ]


def test_answers_point_to_what_they_are_about(store: Store) -> None:
    put(store, Action("a1", 1, "x"), Action("a2", 2, "x"), Helper("h", "a1", "jp"), Block("x", "a2", "a1"))
    put(store, Kata("c", 1, AT.date(), action_id="a1"), Escalation("e", 1, "x", "x", AT, action_id="a1"))
    put(store, Congratulation("j", 1, "jp", AT.date(), action_id="a1"))
    assert store.referring(Action("a1", 1, "x")) == [
        ("helpers", "h"),
        ("blocks", "x"),
        ("kata", "c"),
        ("escalations", "e"),
        ("congratulations", "j"),
    ]


def test_numbers_are_never_given_twice(store: Store) -> None:
    assert store.next_number(Action) == 1
    put(store, Action("a1", 1, "x"), Action("a2", 2, "x"), Feedback("f", 7, "x"))
    with store.write("anna", "test", AT) as writer:
        writer.remove(Action("a2", 2, "x"))
    assert (store.next_number(Action), store.next_number(Feedback)) == (3, 8)


def test_the_newest_readings_are_found_by_index(store: Store) -> None:
    """Whatever the length of the history: no statement scans it."""
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    store.readings("k1", Cadence.DAY, limit=30)
    store.readings("k1", Cadence.SHIFT, limit=30, before="2026-11-21-S1")
    store.reading("k1", "2026-11-21")
    list(store.all_readings())
    put(store, a_reading("2026-11-21"))
    store.undo("anna", datetime(2026, 11, 21, tzinfo=UTC))
    store._db.set_trace_callback(None)
    plans = [
        step
        for sql in asked
        if sql.startswith(("SELECT", "UPDATE"))
        for *_, step in store._db.execute(f"EXPLAIN QUERY PLAN {sql}")
        if "readings" in step or "changes" in step
    ]
    assert len(plans) > 5
    whole = "SCAN readings USING INDEX readings_by_kpi"  # all_readings, in the order of the index
    assert [step for step in plans if step.startswith("SCAN") and step != whole] == []
