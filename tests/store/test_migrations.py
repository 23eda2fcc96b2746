"""Steps are appended, run once, and leave everything as it was when one fails."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlite_utils import Database, Migrations
from store_rows import AT, a_reading, of_first_release

from kpiboard.errors import BoardError, ReadOnly
from kpiboard.model import (
    Action,
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Feedback,
    Guard,
    Kpi,
    Note,
    Person,
    Row,
    Target,
    Why,
)
from kpiboard.store import Store, m001_board, m002_trust, migrations

Step = Callable[[Database], None]
RELEASED = ["m001_board", "m002_trust"]


def test_the_names_are_those_of_the_migrations_in_order(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as db:
        made = Database(db)
        assert [step.name for step in migrations.steps().applied(made)] == list(migrations.NAMES)
        assert migrations.steps().pending(made) == []


@pytest.mark.parametrize(("step", "digest"), [(m001_board, "d99959a6c3ab5250"), (m002_trust, "cb308ec482c10aa2")])
def test_a_released_migration_is_never_edited(step: ModuleType, digest: str) -> None:
    """Files out there have run exactly this. A new step is what is wanted, not a new number here."""
    assert hashlib.sha256("\n".join(step.SQL).encode()).hexdigest()[:16] == digest


def test_a_file_of_the_first_release_is_brought_up_to_date_with_every_row_in_it(path: Path) -> None:
    rows: list[Row] = [
        BoardInfo("b1", "Line 4"),
        Category("d", "D", "Delivery"),
        Person("jp", "Jana Prado", "JP"),
        Kpi("k1", "otd", "On-time delivery", category_id="d", owner_id="jp", direction=Direction.LOWER),
        Target("t1", "k1", date(2026, 6, 1), high=5.0, watch_high=7.5),
        replace(a_reading("2026-11-20", 1 / 3), note="dock 2", corrected_from=0.1),
        a_reading("2026-11-21", 4.0),
        Action("a1", 1, "Fix dock 2", kpi_id="k1", due=date(2026, 12, 1)),
        Why("w1", "a1", 1, "The ramp sticks"),
        Note("n1", "a1", AT, "anna", "Ordered a part"),
        Feedback("f1", 1, "The tugger is late"),
    ]
    of_first_release(path, rows)
    with Store.open(path) as opened:
        assert opened.repairs == ()  # that the log is made anew is part of the migration
        assert opened.check() == []
        for row in rows:
            assert opened.get(type(row), row.id) == row
        changed = replace(a_reading("2026-11-21", 5.0), late_at=AT, code="DOCK")
        with opened.write("anna", "recorded", AT) as writer:
            writer.put(changed, Guard("g1", "k1", "k1x"), Kpi("k1x", "x", "Scrap", parent_id="k1"))
        assert opened.log(1)[0].changes == 3
        assert opened.changes_of(opened.log(1)[0].txn)[0].new["code"] == "DOCK"
        opened.undo("anna", AT)
        assert opened.reading("k1", "2026-11-21") == rows[6]
        opened.undo("anna", AT)  # a step from before the migration
        assert opened.get(Feedback, "f1") is None
        assert opened.check() == []
    before = path.with_name("line 4 #1%-before-m002_trust.db")
    with sqlite3.connect(before) as db:
        assert migrations.applied(db) == ["m001_board"]
        assert db.execute("SELECT count(*) FROM readings").fetchone() == (2,)


def test_the_check_still_finds_what_the_log_of_an_older_file_missed(path: Path) -> None:
    of_first_release(path, [BoardInfo("b1", "Line 4"), Person("jp", "Jana Prado", "JP"), Kpi("k1", "otd", "OTD")])
    Store.open(path).close()
    with sqlite3.connect(path) as db:
        db.executescript("DROP TRIGGER kpis_updated_outside; UPDATE kpis SET rollup = 'sum';")
    with Store.open(path) as opened:
        assert opened.check() == ["KPI OTD was changed while the change log had stopped."]


@pytest.fixture
def appended(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Step], None]]:
    """Adds a step m003 to the migrations, as the next release might."""
    real = migrations.steps

    def append(step: Step) -> None:
        def steps() -> Migrations:
            made = real()
            made(name="m003_test")(step)
            return made

        monkeypatch.setattr(migrations, "steps", steps)
        monkeypatch.setattr(migrations, "NAMES", (*migrations.NAMES, "m003_test"))

    return append  # type: ignore[return-value]


def adds_a_table(db: Database) -> None:
    db["kpis"].transform(defaults={"unit": "%"})
    db.execute("CREATE TABLE huddles (id TEXT PRIMARY KEY) STRICT")


def test_an_older_file_is_brought_up_to_date_and_kept_beside_as_it_was(store: Store, path: Path, appended: Any) -> None:
    with store.write("anna", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21"))
    store.close()
    appended(adds_a_table)
    with Store.open(path) as opened:
        assert opened.repairs == ()
        assert opened.check() == []
        assert opened.reading("k1", "2026-11-21")
        with opened.write("anna", "recorded", AT) as writer:
            writer.put(a_reading("2026-11-22"))
        assert opened.log(1)[0].changes == 1
    before = path.with_name("line 4 #1%-before-m003_test.db")
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([path.name, before.name])
    with sqlite3.connect(before) as db:
        assert migrations.applied(db) == RELEASED
        assert db.execute("SELECT count(*) FROM readings").fetchone() == (1,)
    with Store.open(path) as again:
        assert len(again.readings("k1", Cadence.DAY)) == 2


def fails(db: Database) -> None:
    db.execute("CREATE TABLE half (id TEXT)")
    db.execute("UPDATE kpis SET name = 'half'")
    db.execute("SELECT * FROM nowhere")


def breaks_references(db: Database) -> None:
    db.execute("UPDATE kpis SET owner_id = 'nobody'")


@pytest.mark.parametrize("step", [fails, breaks_references])
def test_a_step_that_fails_leaves_the_file_as_it_was(step: Step, store: Store, path: Path, appended: Any) -> None:
    def everything() -> list[str]:
        with sqlite3.connect(path) as db:
            return list(db.iterdump())

    store.close()
    before = everything()
    appended(step)
    with pytest.raises(BoardError):
        Store.open(path)
    assert everything() == before


def test_an_older_file_that_cannot_be_written_is_read_through_a_copy(store: Store, path: Path, appended: Any) -> None:
    store.close()
    appended(adds_a_table)
    path.chmod(0o444)
    before = path.read_bytes()
    with Store.open(path) as viewer:
        assert viewer.read_only
        assert viewer.info().name == "Line 4"
    path.chmod(0o644)
    with pytest.raises(ReadOnly, match="older kpiboard"):
        Store.open(path, read_only=True)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


UPGRADE = """
import sys
from pathlib import Path
from kpiboard.store import Store, migrations
real = migrations.steps
def steps():
    made = real()
    made(name="m003_test")(lambda db: db.execute("CREATE TABLE huddles (id TEXT PRIMARY KEY) STRICT"))
    return made
migrations.steps = steps
migrations.NAMES = (*migrations.NAMES, "m003_test")
sys.stdin.readline()
with Store.open(Path(sys.argv[1])) as store:
    print(store.check())
"""


def test_four_that_start_at_once_upgrade_once(store: Store, path: Path) -> None:
    store.close()
    others = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for other in others:
        assert other.stdin
        other.stdin.write(b"go\n")
        other.stdin.flush()
    assert [other.communicate()[0].strip() for other in others] == [b"[]"] * 4
    with sqlite3.connect(path) as db:
        assert migrations.applied(db) == [*RELEASED, "m003_test"]
    with sqlite3.connect(path.with_name("line 4 #1%-before-m003_test.db")) as db:
        assert migrations.applied(db) == RELEASED
    assert not [file for file in os.listdir(path.parent) if file.endswith(".part")]
