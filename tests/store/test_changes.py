"""The change log holds what anybody wrote, by whatever program."""

from __future__ import annotations

import json
import math
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from store_rows import AT, a_reading

from kpiboard.model import ROW_TYPES, Action, Congratulation, Escalation, Feedback, Goal, Kata, Kpi, Person, Reading
from kpiboard.model.log import Change
from kpiboard.store import Store, changes
from kpiboard.store.rows import HOUSEKEEPING, specs

OUTSIDE = "another program"


@pytest.fixture
def other(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """Another program: it knows nothing of rev, who or the log."""
    db = sqlite3.connect(path, isolation_level=None)
    yield db
    db.close()


def sqlite_utils(*arguments: object, given: object = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *map(str, arguments)],
        input=given if isinstance(given, str) else json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )


def newest(store: Store) -> list[Change]:
    return store.changes_of(store.log(1)[0].txn)


def test_old_and_new_facts_and_nothing_of_the_housekeeping(store: Store) -> None:
    with store.write("bert", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21", 1.5))
    with store.write("bert", "corrected", AT) as writer:
        writer.put(replace(a_reading("2026-11-21", 2.5), corrected_from=1.5))
    with store.write("bert", "removed", AT) as writer:
        writer.remove(a_reading("2026-11-21"))
    first = {
        "kpi_id": "k1",
        "period": "2026-11-21",
        "value": 1.5,
        "numerator": None,
        "denominator": None,
        "kind": "actual",
        "note": "",
        "reason": "",
        "corrected_from": None,
        "corrected_at": None,
        "late_at": None,
        "code": "",
        "excluded": "",
        "reason_at": None,
        "passed_by": "",
        "deleted_at": None,
    }
    second = first | {"value": 2.5, "corrected_from": 1.5}
    third = second | {"deleted_at": "2026-11-21T13:32:00.000Z"}
    told = store.history(a_reading("2026-11-21").id)
    assert [(change.old, change.new) for _, change in told] == [(second, third), (first, second), (None, first)]
    assert [(step.who, step.what) for step, _ in told] == [
        ("bert", "removed"),
        ("bert", "corrected"),
        ("bert", "recorded"),
    ]
    assert {change.table for _, change in told} == {"readings"}


@pytest.mark.parametrize("table", specs())
def test_every_table_logs_all_its_facts(table: str, store: Store, other: sqlite3.Connection) -> None:
    columns = {name for _, name, *_ in other.execute(f"PRAGMA table_info({table})")}
    assert [name for name in changes.wanted() if name.startswith(f"{table}_")] == [
        f"{table}_{event}"
        for event in ("inserted", "updated", "replacing", "inserted_outside", "updated_outside", "kept")
    ]
    (logged,) = other.execute(
        f"SELECT {changes.facts_json(specs()[table], 't')} FROM (SELECT NULL) LEFT JOIN {table} t"
    ).fetchone()
    assert {*json.loads(logged)} == columns - {"id", *HOUSEKEEPING} | {"deleted_at"}


@settings(max_examples=150)
@given(number=st.floats(allow_nan=False, allow_infinity=False))
@example(number=math.nextafter(93.1, 0))
@example(number=0.1 + 0.2)
@example(number=5e-324)
@example(number=1.7976931348623157e308)
@example(number=123456789.1234565)
def test_numbers_are_logged_exactly(number: float, store: Store) -> None:
    with store.write("bert", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21", 1.0 if number == 2.0 else 2.0), a_reading("2026-11-21", number))
    assert newest(store)[-1].new["value"] == number


def test_typed_numbers_stay_readable_in_the_log(store: Store, other: sqlite3.Connection) -> None:
    with store.write("bert", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21", 93.1))
    (logged,) = other.execute("SELECT new FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
    assert '"value":93.1,' in logged


def test_the_log_can_be_paged_and_asked_for_one_row(store: Store) -> None:
    for number in range(5):
        with store.write("bert", f"step {number}", AT) as writer:
            writer.put(a_reading(str(2020 + number % 2), number))
    assert [step.what for step in store.log(2)] == ["step 4", "step 3"]
    assert [step.what for step in store.log(2, before=store.log(2)[-1].txn)] == ["step 2", "step 1"]
    assert [step.what for step in store.log(row_id=a_reading("2021").id)] == ["step 3", "step 1"]
    assert store.log(row_id="none") == []
    assert store.changes_of(99) == []


# Other programs


def test_another_program_needs_nothing_but_facts(store: Store, path: Path) -> None:
    told = [{"text": "Dock 2 is closed", "kind": "concern"}, {"text": "Wrench is worn", "kind": "idea"}]
    assert sqlite_utils("insert", path, "feedback", "-", given=told).returncode == 0
    first, second = store.all(Feedback)
    assert (first.text, first.kind, first.number, second.number) == ("Dock 2 is closed", "concern", 1, 2)
    assert len({first.id, second.id}) == 2
    step = store.log(1)[0]
    assert (step.who, step.what) == (OUTSIDE, f"changed by {OUTSIDE}")
    assert abs(datetime.fromisoformat(step.at) - datetime.now().astimezone()) < timedelta(minutes=1)
    assert {change.row_id for change in newest(store)} == {first.id, second.id}
    assert store.check() == []


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Action, {"title": "Clear dock 2"}),
        (Kata, {"held_on": "2026-11-21"}),
        (Escalation, {"about": "A tugger", "reason": "No money", "raised_at": "2026-11-21T13:32:00.000Z"}),
        (Congratulation, {"person_id": "jp", "said_on": "2026-11-21"}),
    ],
)
def test_what_another_program_puts_without_a_number_gets_the_next(
    kind: type[Any], facts: dict[str, str], store: Store, path: Path
) -> None:
    for number in (1, 2):
        assert sqlite_utils("insert", path, kind.table, "-", given=facts).returncode == 0
        assert [row.number for row in store.all(kind)] == list(range(1, number + 1))
    assert newest(store)[-1].new["number"] == 2
    assert store.check() == []


def test_an_update_by_another_program_is_logged_and_counted(store: Store, path: Path) -> None:
    before = store.log(1)[0].txn
    assert sqlite_utils("query", path, "UPDATE kpis SET name = 'OTD' WHERE id = 'k1'").returncode == 0
    (change,) = newest(store)
    assert (change.txn, change.table, change.row_id) == (before + 1, "kpis", "k1")
    assert change.old is not None
    assert {name for name in change.new if change.new[name] != change.old[name]} == {"name"}
    db = sqlite3.connect(path)
    rev, by, at = db.execute("SELECT rev, updated_by, updated_at FROM kpis WHERE id = 'k1'").fetchone()
    db.close()
    assert (rev, by) == (2, OUTSIDE)
    assert at > "2026-11-21T13:32:00.000Z"


@pytest.mark.parametrize("program", ["upsert", "replace"])
def test_rows_that_another_program_puts_anew_keep_their_history(
    program: str, store: Store, path: Path, other: sqlite3.Connection
) -> None:
    """A bare INSERT OR REPLACE deletes the old row without firing any delete trigger."""
    if program == "upsert":
        row = {"id": "jp", "name": "Jana P.", "initials": "JP"}
        assert sqlite_utils("upsert", path, "people", "-", "--pk", "id", given=row).returncode == 0
    else:
        other.execute("INSERT OR REPLACE INTO people (id, name, initials) VALUES ('jp', 'Jana P.', 'JP')")
    (change,) = newest(store)
    assert change.old is not None
    assert (change.old["name"], change.new["name"]) == ("Jana Prado", "Jana P.")
    facts = other.execute("SELECT board_id, created_at, rev, updated_by FROM people").fetchall()
    assert facts == [("b1", "2026-11-21T13:32:00.000Z", 2, OUTSIDE)]
    store.undo("anna", AT, change.txn)
    assert store.all(Person) == [Person("jp", "Jana Prado", "JP")]
    assert store.check() == []


def test_sqlite_utils_is_told_why_it_may_not_replace(store: Store, path: Path) -> None:
    row = {"id": "jp", "name": "Jana P.", "initials": "JP"}
    answer = sqlite_utils("insert", path, "people", "-", "--pk", "id", "--replace", given=row)
    assert "never deleted or replaced: update them, or set deleted_at" in answer.stderr
    assert store.all(Person) == [Person("jp", "Jana Prado", "JP")]


def test_a_write_without_a_change_is_not_logged(store: Store, other: sqlite3.Connection) -> None:
    before = store.log()
    other.execute("UPDATE kpis SET name = name, updated_at = 'just looking'")
    other.execute("INSERT OR IGNORE INTO people (id, name) VALUES ('jp', 'Somebody else')")
    assert store.log() == before
    assert store.check() == []


def test_what_another_program_writes_at_once_is_one_step(store: Store, other: sqlite3.Connection) -> None:
    before = store.log(1)[0].txn
    other.execute("BEGIN")
    other.executemany("INSERT INTO people (name) VALUES (?)", [(str(n),) for n in range(50)])
    other.execute("COMMIT")
    with store.write("bert", "between", AT) as writer:
        writer.put(a_reading("2026"))
    other.execute("INSERT INTO people (name) VALUES ('later')")
    assert [(step.txn - before, step.who, step.changes) for step in store.log(3)] == [
        (3, OUTSIDE, 1),
        (2, "bert", 1),
        (1, OUTSIDE, 50),
    ]


@pytest.mark.parametrize("table", specs())
def test_no_row_is_ever_deleted(table: str, store: Store, other: sqlite3.Connection) -> None:
    with store.write("anna", "one of each", AT) as writer:
        writer.put(Action("a", 1, "x"), Goal("g", "x"), a_reading("2026"), Feedback("f", 1, "x"))
    count = other.execute(f"SELECT count(*) FROM {table}").fetchone()
    if count[0]:
        with pytest.raises(sqlite3.IntegrityError, match="never deleted or replaced: update them"):
            other.execute(f"DELETE FROM {table}")
    assert other.execute(f"SELECT count(*) FROM {table}").fetchone() == count


def test_an_id_never_changes(store: Store, other: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the id of a row never changes"):
        other.execute("UPDATE people SET id = 'jana'")


# Dropped triggers


def test_transform_drops_the_triggers_and_opening_mends_them(store: Store, path: Path) -> None:
    store.close()
    db = Database(path)
    before = {trigger.name: trigger.sql for trigger in db["kpis"].triggers}
    assert len(before) == 6
    db["kpis"].transform(defaults={"unit": "%"})
    assert db["kpis"].triggers == []
    db.conn.close()
    with Store.open(path, read_only=True) as viewer:
        assert viewer.repairs == ("The change log has stopped for kpis: another program removed it.",)
    with Store.open(path) as opened:
        assert opened.repairs == ("The change log had stopped for kpis; it records again.",)
        with opened.write("bert", "renamed", AT) as writer:
            writer.put(replace(opened.all(Kpi)[0], name="OTD"))
        assert newest(opened)[0].new["name"] == "OTD"
        assert opened.check() == []
    with Store.open(path) as again:
        assert again.repairs == ()
    db = Database(path)
    assert {trigger.name: trigger.sql for trigger in db["kpis"].triggers} == before
    db.conn.close()


def test_triggers_dropped_while_the_board_is_open_are_mended_by_the_next_write(store: Store, path: Path) -> None:
    db = Database(path)
    db["kpis"].transform(defaults={"unit": "%"})
    db.conn.close()
    with store.write("bert", "renamed", AT) as writer:
        writer.put(replace(store.all(Kpi)[0], name="OTD"))
    assert newest(store)[0].new["name"] == "OTD"
    assert store.repairs == ("The change log had stopped for kpis; it records again.",)
    with store.write("bert", "renamed", AT) as writer:
        writer.put(replace(store.all(Kpi)[0], name="On time"))
    assert len(store.repairs) == 1
    assert store.check() == []


def test_a_trigger_that_was_altered_is_made_anew(store: Store, path: Path, other: sqlite3.Connection) -> None:
    other.execute("DROP TRIGGER people_updated")
    other.execute("CREATE TRIGGER people_updated AFTER UPDATE ON people BEGIN SELECT 1; END")
    other.execute("CREATE TRIGGER somebodys_own AFTER UPDATE ON people BEGIN SELECT 1; END")
    with Store.open(path) as opened:
        assert opened.repairs == ("The change log had stopped for people; it records again.",)
    assert other.execute("SELECT count(*) FROM sqlite_master WHERE name = 'somebodys_own'").fetchone() == (1,)


def test_sqlite_keeps_the_sql_of_the_triggers_as_it_was_given(other: sqlite3.Connection) -> None:
    kept: dict[str, Any] = dict(other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    assert kept == changes.wanted()
    assert len(kept) == 6 * len(ROW_TYPES)


def test_a_date_of_a_row_is_logged_as_stored(store: Store) -> None:
    with store.write("bert", "action", AT) as writer:
        writer.put(Action("a1", 1, "x", due=date(2026, 12, 1)), Reading("r", "k1", "2026", 1.0))
    assert newest(store)[0].new["due"] == "2026-12-01"
