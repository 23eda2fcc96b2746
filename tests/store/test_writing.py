"""One transaction a write: all of it or nothing, whatever goes wrong."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_rows import AT, a_reading

from kpiboard.basics.errors import Busy, DiskFull, FileError, InvalidInput, NoBoard, Refused
from kpiboard.model import Action, BoardInfo, Kpi, Person, Reading
from kpiboard.store import Store, faults

LATER = AT + timedelta(hours=1)


def housekeeping(path: Path, table: str, id_: str) -> tuple[str, str, str, str, int, str | None]:
    db = sqlite3.connect(path)
    found: tuple[str, str, str, str, int, str | None] = db.execute(
        f"SELECT board_id, created_at, updated_at, updated_by, rev, deleted_at FROM {table} WHERE id = ?", (id_,)
    ).fetchone()
    db.close()
    return found


def test_every_row_knows_its_board_and_who_touched_it_when(store: Store, path: Path) -> None:
    at, later = "2026-11-21T13:32:00.000Z", "2026-11-21T14:32:00.000Z"
    jana = Person("jp", "Jana Prado", "JP")
    assert housekeeping(path, "people", "jp") == ("b1", at, at, "anna", 1, None)
    assert housekeeping(path, "board", "b1") == ("b1", at, at, "anna", 1, None)
    with store.write("bert", "renamed", LATER) as writer:
        writer.put(replace(jana, name="Jana P."))
    assert housekeeping(path, "people", "jp") == ("b1", at, later, "bert", 2, None)
    with store.write("bert", "removed", LATER) as writer:
        writer.remove(jana)
    assert housekeeping(path, "people", "jp") == ("b1", at, later, "bert", 3, later)
    with store.write("carl", "back", LATER) as writer:
        writer.put(jana)
    assert housekeeping(path, "people", "jp") == ("b1", at, later, "carl", 4, None)


def test_what_is_as_it_should_be_is_not_written(store: Store, path: Path) -> None:
    before, log = housekeeping(path, "people", "jp"), store.log()
    with store.write("bert", "nothing", LATER) as writer:
        writer.put(Person("jp", "Jana Prado", "JP"))
        writer.remove(Action("none", 1, "never there"))
    assert (housekeeping(path, "people", "jp"), store.log()) == (before, log)


def test_one_write_is_one_step_and_sees_itself(store: Store) -> None:
    with store.write("bert", "two things", LATER) as writer:
        writer.put(a_reading("2026-11-21", 1.0))
        assert store.reading("k1", "2026-11-21") == a_reading("2026-11-21", 1.0)
        writer.put(a_reading("2026-11-21", 2.0), a_reading("2026-11-22", 3.0))
        assert store.log(1)[0].what == "made the board"
    step = store.log(1)[0]
    assert (step.txn, step.who, step.what, step.changes, step.at) == (
        writer.txn,
        "bert",
        "two things",
        3,
        "2026-11-21T14:32:00.000Z",
    )


class Slip(Exception):
    pass


@pytest.mark.parametrize("slip", [Slip, KeyboardInterrupt, InvalidInput])
def test_an_exception_inside_leaves_everything_as_it_was(slip: type[BaseException], store: Store) -> None:
    log = store.log()

    def slips() -> Iterator[Reading]:
        yield a_reading("2026-11-21")
        raise slip("stop")

    with pytest.raises(slip), store.write("bert", "half", LATER) as writer:
        writer.put_many(slips())
    assert (store.log(), store.reading("k1", "2026-11-21")) == (log, None)
    with store.write("bert", "whole", LATER) as writer:
        writer.put(a_reading("2026-11-21"))
    assert store.check() == []


def test_a_write_inside_a_write_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write("a", "outer", AT), store.write("a", "inner", AT):
        pass


def test_many_rows_are_taken_one_by_one_and_progress_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpiboard.store.writer.PROGRESS_EVERY", 10)
    heard: list[int] = []
    taken = 0

    def rows() -> Iterator[Reading | Action]:
        nonlocal taken
        for year in range(2000, 2025):
            taken += 1
            yield a_reading(str(year))
            assert taken - (heard[-1] if heard else 0) <= 10
        for number in range(1, 8):
            yield Action(f"a{number}", number, "x")

    with store.write("bert", "import", LATER) as writer:
        writer.put_many(rows(), heard.append)
    assert heard == [10, 20, 30, 32]
    assert (len(list(store.all_readings())), len(store.all(Action))) == (25, 7)
    with store.write("bert", "again", LATER) as writer:
        writer.put_many(iter([]), heard.append)
    assert heard[-1] == 32


def test_an_import_that_is_stopped_by_its_progress_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpiboard.store.writer.PROGRESS_EVERY", 10)

    def stop(done: int) -> None:
        raise Slip

    with pytest.raises(Slip), store.write("bert", "import", LATER) as writer:
        writer.put_many((a_reading(str(year)) for year in range(2000, 2100)), stop)
    assert list(store.all_readings()) == []


def test_children_may_come_before_their_parents_within_a_write(store: Store) -> None:
    with store.write("bert", "import", LATER) as writer:
        writer.put_many([a_reading("2026", kpi="new"), Kpi("new", "new", "New")])
    assert store.check() == []


def test_a_file_holds_one_board(store: Store) -> None:
    with pytest.raises(Refused, match="another board"), store.write("bert", "x", AT) as writer:
        writer.put(BoardInfo("b2", "Line 5"))
    with pytest.raises(Refused, match="cannot be removed"), store.write("bert", "x", AT) as writer:
        writer.remove(store.info())
    assert store.info() == BoardInfo("b1", "Line 4")


def test_what_is_said_anonymously_leaves_no_more_than_the_date(store: Store, path: Path) -> None:
    """No column of any table may hold a time of day that did not come from `at`."""
    with store.write("anonymous", "feedback", datetime(2026, 11, 20, tzinfo=UTC)) as writer:
        writer.put(Action("a1", 1, "somebody's"))
    store.undo("anonymous", datetime(2026, 11, 20, tzinfo=UTC))
    db = sqlite3.connect(path)
    found = [
        value
        for table in ("actions", "changes", "transactions", "session", "replaced")
        for row in db.execute(f"SELECT * FROM {table}")
        if "anonymous" in row
        for value in row
        if isinstance(value, str) and "T" in value and value[:1] != "{"
    ]
    db.close()
    assert len(found) >= 6
    assert set(found) == {"2026-11-20T00:00:00.000Z"}


# Other programs

WRITES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kpiboard.store import Store
from store_rows import a_reading
who, path = sys.argv[1:]
with Store.open(Path(path)) as store:
    for number in range(40):
        with store.write(who, "count", datetime.now(UTC)) as writer:
            before = store.reading("k1", "2026")
            count = before.value if before else 0.0
            writer.put(a_reading("2026", count + 1), a_reading(f"20{number:02}-01", kpi=who))
"""


def test_two_processes_write_and_no_count_is_lost(store: Store, path: Path) -> None:
    folder = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {folder!r})\n{WRITES}"
    others = [subprocess.Popen([sys.executable, "-c", code, who, str(path)]) for who in ("k1", "k2")]
    assert [other.wait() for other in others] == [0, 0]
    reading = store.reading("k1", "2026")
    assert reading is not None
    assert reading.value == 80.0
    assert [len([step for step in store.log(200) if step.who == who]) for who in ("k1", "k2")] == [40, 40]
    assert store.check() == []


def test_somebody_who_does_not_stop_writing_is_told_as_busy(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="Another program is writing"), store.write("bert", "x", AT):
        pass
    assert store.info()  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    with store.write("bert", "x", AT) as writer:
        writer.put(a_reading("2026"))


def test_a_foreign_write_changes_the_data_version_and_our_own_does_not(store: Store, path: Path) -> None:
    before = store.data_version()
    with store.write("bert", "x", AT) as writer:
        writer.put(a_reading("2026"))
    assert store.data_version() == before
    with Store.open(path) as other, other.write("carl", "x", AT) as writer:
        writer.put(a_reading("2027"))
    assert store.data_version() != before


# The disk


def test_a_full_disk_is_told_with_its_folder_and_nothing_is_lost(store: Store, path: Path) -> None:
    with store.write("bert", "before", AT) as writer:
        writer.put(a_reading("1999"))
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(DiskFull, match=str(path.parent)), store.write("bert", "much", AT) as writer:
        writer.put_many(a_reading(str(year)) for year in range(2000, 2200))
    assert list(store.all_readings()) == [a_reading("1999")]
    assert store.check() == []


def test_a_write_that_the_system_refuses_is_a_file_error(store: Store) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, hard))
    try:
        with pytest.raises(FileError, match="nothing was changed"), store.write("bert", "much", AT) as writer:
            writer.put_many(a_reading(f"{year}-{month:02}") for year in range(1900, 2200) for month in range(1, 13))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(store.all_readings()) == []
    assert store.check() == []


def test_a_file_that_is_taken_away(store: Store, path: Path) -> None:
    store.close()
    with pytest.raises(NoBoard):
        Store.open(path.with_name("moved.db"))


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "database is locked", Busy),
        ("SQLITE_FULL", "database or disk is full", DiskFull),
        ("SQLITE_IOERR_FSYNC", "disk I/O error", FileError),
        ("SQLITE_CANTOPEN", "unable to open database file", NoBoard),
        ("SQLITE_CONSTRAINT_TRIGGER", "rows are kept", Refused),
        ("SQLITE_CONSTRAINT_CHECK", "CHECK constraint failed: x", InvalidInput),
        ("SQLITE_NOMEM", "out of memory", FileError),
    ],
)
def test_every_error_of_sqlite_has_a_sentence_and_a_next_step(name: str, text: str, kind: type, tmp_path: Path) -> None:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorname = name
    told = faults.explain(error, tmp_path / "gone.db")
    assert type(told) is kind
    assert told.message[0].isupper()
    assert told.message.endswith(".")
    assert told.hint.endswith(".") or kind is Refused
