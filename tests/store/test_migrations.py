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
from typing import Any

import pytest
from sqlite_utils import Database
from store_rows import AT, RELEASES, a_reading, of_release

from kpiboard.basics.errors import BoardError, ReadOnly
from kpiboard.model import (
    Action,
    Answer,
    AnswerState,
    Attendance,
    Audit,
    Baseline,
    Block,
    BoardInfo,
    Cadence,
    Category,
    Congratulation,
    Consulted,
    Cover,
    Decision,
    Direction,
    Escalation,
    Event,
    Feedback,
    Guard,
    Helper,
    Huddle,
    HuddleState,
    Kata,
    Kpi,
    Mapping,
    Note,
    Person,
    Proposal,
    Result,
    Review,
    Row,
    Target,
    View,
    Why,
)
from kpiboard.store import Store, migrations

Step = Callable[[Database], None]
RELEASED = list(RELEASES)


def test_the_names_are_those_of_the_migrations_in_order(store: Store, path: Path) -> None:
    assert list(migrations.NAMES) == RELEASED
    with sqlite3.connect(path) as db:
        made = Database(db)
        assert [step.name for step in migrations.steps().applied(made)] == list(migrations.NAMES)
        assert migrations.steps().pending(made) == []


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("m001_board", "d99959a6c3ab5250"),
        ("m002_trust", "cb308ec482c10aa2"),
        ("m003_answers", "88e7140daec99943"),
        ("m004_closeness", "e3af7d18a84bd16a"),
        ("m005_passes", "4868adcbe7eb7deb"),
        ("m006_events", "ef52c9652e6b7521"),
        ("m007_locks", "ea65c088013a08e8"),
        ("m008_results", "8b15d95c8a5dd2b5"),
        ("m009_weekdays", "36dcf06e1138dfd3"),
        ("m010_agreement", "57b8f4ced28b75d8"),
        ("m011_examples", "cc5694220e7d208e"),
        ("m012_covers", "d2a663372dca7fe4"),
    ],
)
def test_a_released_migration_is_never_edited(name: str, digest: str) -> None:
    """Files out there have run exactly this. A new step is what is wanted, not a new number here."""
    assert hashlib.sha256("\n".join(RELEASES[name].SQL).encode()).hexdigest()[:16] == digest


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("release", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_file_of_an_older_release_is_brought_up_to_date_with_every_row_in_it(release: int, path: Path) -> None:
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
    if release > 1:
        rows += [
            Kpi("k2", "scrap", "Scrap", parent_id="k1", importance=4, next_review=TODAY),
            Target("t2", "k1", date(2026, 10, 1), high=4.0, glide_months=(5.0, 4.5), leader_id="jp"),
            replace(a_reading("2026-11-19", 2.0), code="DOCK", late_at=AT, corrected_at=AT),
            Guard("g0", "k1", "k2", "hides rework"),
            Consulted("q1", "k1", "jp"),
            Proposal("p1", "k1", TODAY, "jp", "4"),
            Baseline("l1", "k1", "2026-10-01", 8),
            Audit("x1", "k1", "2026-11-20", TODAY, ok=False),
            Review("r1", "k1", TODAY, Decision.ADJUST),
            Mapping("m1", "nightly", "k1"),
        ]
    of_release(release, path, rows)
    with Store.open(path) as opened:
        assert opened.repairs == ()  # that the log is made anew is part of the migration
        assert opened.check() == []
        for row in rows:
            assert opened.get(type(row), row.id) == row
        with opened.write("anna", "recorded", AT) as writer:
            writer.put(replace(a_reading("2026-11-21", 5.0), code="DOCK", reason="rain", reason_at=AT), *NEW)
        assert opened.log(1)[0].changes == 1 + len(NEW)
        assert opened.changes_of(opened.log(1)[0].txn)[0].new["reason_at"] == "2026-11-21T13:32:00.000Z"
        assert opened.check() == []
        opened.undo("anna", AT)
        assert opened.reading("k1", "2026-11-21") == rows[6]
        assert opened.get(Action, "a1") == rows[7]
        assert opened.all(Escalation) == []
        opened.undo("anna", AT)  # a step from before the migration
        assert opened.get(type(rows[-1]), rows[-1].id) is None
        assert opened.check() == []
    before = path.with_name(f"line 4 #1%-before-{migrations.NAMES[-1]}.db")
    with sqlite3.connect(before) as db:
        assert migrations.applied(db) == RELEASED[:release]
        assert db.execute("SELECT count(*) FROM readings").fetchone() == (1 + min(release, 2),)


# What the file of an older release could not hold.
NEW: list[Row] = [
    Kpi("k9", "x", "Dock waits", parent_id="k1"),
    Guard("g1", "k1", "k9"),
    Kpi("k8", "safe", "Days without accident", counts_events=True, counted_from=TODAY),
    Event("v1", "k8", TODAY, what="slip", reason_at=AT),
    Action("a1", 1, "Fix dock 2", kpi_id="k1", due=date(2026, 12, 1), expected=-2.5, result=Result.PARTLY, moves=1),
    Action("a2", 2, "Order a ramp", opened_at=AT),
    Helper("h1", "a1", "jp"),
    Block("b1b", "a1", "a2"),
    Cover("o1", "a1", "k9"),
    Kata("c1", 1, TODAY, "k1", learner_id="jp"),
    Escalation("e1", 1, "A ramp", "No money", AT, feedback_id="f1"),
    Answer("y1", "e1", AnswerState.RESOLVED, AT, text="Ordered"),
    View("v1", 4, person_id="jp"),
    Huddle("u1", TODAY, HuddleState.CLOSED, facilitator_id="jp"),
    Attendance("i1", "u1", "jp"),
    Congratulation("j1", 1, "jp", TODAY, action_id="a2"),
]


def test_the_check_still_finds_what_the_log_of_an_older_file_missed(path: Path) -> None:
    rows = [BoardInfo("b1", "Line 4"), Kpi("k1", "otd", "OTD"), Action("a1", 1, "Fix dock 2")]
    of_release(1, path, rows)
    Store.open(path).close()
    with sqlite3.connect(path) as db:
        db.executescript("DROP TRIGGER kpis_updated_outside; UPDATE kpis SET rollup = 'sum';")
        db.executescript("DROP TRIGGER actions_updated_outside; UPDATE actions SET cycle = 2;")
    with Store.open(path) as opened:
        assert opened.check() == [
            "KPI OTD was changed while the change log had stopped.",
            "Action A-1 was changed while the change log had stopped.",
        ]


@pytest.fixture
def appended(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Step], None]]:
    """Adds a step to the migrations, as the next release might."""
    real = migrations.step_of

    def append(step: Step) -> None:
        monkeypatch.setattr(migrations, "step_of", lambda name: step if name == "m999_test" else real(name))
        monkeypatch.setattr(migrations, "NAMES", (*migrations.NAMES, "m999_test"))

    return append  # type: ignore[return-value]


def adds_a_table(db: Database) -> None:
    db["kpis"].transform(defaults={"unit": "%"})
    db.execute("CREATE TABLE visits (id TEXT PRIMARY KEY) STRICT")


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
    before = path.with_name("line 4 #1%-before-m999_test.db")
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
real = migrations.step_of
def visits(db):
    db.execute("CREATE TABLE visits (id TEXT PRIMARY KEY) STRICT")
migrations.step_of = lambda name: visits if name == "m999_test" else real(name)
migrations.NAMES = (*migrations.NAMES, "m999_test")
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
        assert migrations.applied(db) == [*RELEASED, "m999_test"]
    with sqlite3.connect(path.with_name("line 4 #1%-before-m999_test.db")) as db:
        assert migrations.applied(db) == RELEASED
    assert not [file for file in os.listdir(path.parent) if file.endswith(".part")]
