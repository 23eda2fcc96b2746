"""Making a board, copying it, and checking what is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_rows import AT, a_reading

from kpiboard.basics.errors import DiskFull, FileError, InvalidInput, NoBoard
from kpiboard.model import BoardInfo, Cadence, Category, Feedback, Kpi, Person, Reading, Row
from kpiboard.store import Store, publish

Traces = Callable[[], dict[str, bytes]]


def test_a_new_board_is_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with Store.create(path, BoardInfo("b1", "Line 4"), [Category("s", "S", "Safety")], who="anna", at=AT) as made:
        assert (made.info(), made.path, made.read_only, made.repairs) == (BoardInfo("b1", "Line 4"), path, False, ())
        assert [(step.txn, step.what, step.changes) for step in made.log()] == [(1, "made the board", 2)]
        assert made.check() == []
    assert [file.name for file in tmp_path.iterdir()] == ["new.db"]


@pytest.mark.parametrize("there", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_nothing_is_made_in_place_of_something(
    there: Callable[[Path], None], tmp_path: Path, store: Store, traces: Traces
) -> None:
    there(tmp_path / "there")
    before = traces()
    with pytest.raises(FileError, match="exists already"):
        Store.create(tmp_path / "there", BoardInfo("b1", "Line 4"), who="anna", at=AT)
    with pytest.raises(FileError, match="exists already"):
        store.backup(tmp_path / "there")
    assert traces() == before


def test_nothing_is_made_in_a_folder_that_is_not_there(tmp_path: Path, store: Store) -> None:
    with pytest.raises(NoBoard, match="no folder"):
        Store.create(tmp_path / "no" / "new.db", BoardInfo("b1", "Line 4"), who="anna", at=AT)
    with pytest.raises(NoBoard, match="no folder"):
        store.backup(tmp_path / "no" / "copy.db")


def failing() -> Iterator[Row]:
    yield Category("s", "S", "Safety")
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("rows", "error"), [(failing(), KeyboardInterrupt), ([Category("s", "", "Safety")], InvalidInput)]
)
def test_a_board_that_cannot_be_made_leaves_nothing(
    rows: Iterator[Row], error: type[BaseException], tmp_path: Path
) -> None:
    with pytest.raises(error):
        Store.create(tmp_path / "new.db", BoardInfo("b1", "Line 4"), rows, who="anna", at=AT)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, store: Store, traces: Traces) -> None:
    rows = (Category("s", "S", "Safety") for _ in [(tmp_path / "new.db").write_text("mine")])
    with pytest.raises(FileError, match="exists already"):
        Store.create(tmp_path / "new.db", BoardInfo("b1", "Line 4"), rows, who="anna", at=AT)
    assert (tmp_path / "new.db").read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


def test_a_file_system_that_refuses_the_last_step_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FileError, match="No space left"):
        Store.create(tmp_path / "new.db", BoardInfo("b1", "Line 4"), who="anna", at=AT)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_whole_while_somebody_is_writing(store: Store, path: Path, tmp_path: Path) -> None:
    with store.write("anna", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-20"))
    with Store.open(path) as other, other.write("bert", "recording", AT) as writer:
        writer.put(a_reading("2026-11-21"))
        store.backup(tmp_path / "copy.db")
    assert {file.name for file in tmp_path.iterdir() if "line" not in file.name} == {"copy.db"}
    with Store.open(tmp_path / "copy.db") as copy:
        assert [row.period for row in copy.readings("k1", Cadence.DAY)] == ["2026-11-20"]
        assert copy.log() == store.log()[1:]
        assert copy.check() == []


def test_a_backup_to_a_full_disk_names_that_disk_and_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "stick"
    full.mkdir()

    def no_room(draft: Path, path: Path, *, replace: bool) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        with publish.told(path):
            raise error

    monkeypatch.setattr(publish, "publish", no_room)
    with pytest.raises(DiskFull, match="stick"):
        store.backup(full / "copy.db")
    assert list(full.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("DROP TRIGGER kpis_updated", "The change log has stopped for kpis"),
        ("INSERT INTO session VALUES (1, 9, 'then', 'somebody')", "session should be empty"),
        ("UPDATE kpis SET board_id = 'b9' WHERE id = 'k1'", "kpis say that they belong to another board"),
        ("UPDATE kpis SET owner_id = 'nobody' WHERE id = 'k1'", "On-time delivery points to a row of people"),
        (
            "UPDATE people SET deleted_at = '2026-11-21T00:00:00.000Z'",
            "Jana Prado has been removed, but rows of",
        ),
        (
            "INSERT INTO readings (kpi_id, period, value) VALUES ('k1', '2026-11-21', 1)",
            "On-time delivery 2026-11-21 has an id that does not come from",
        ),
        ("INSERT INTO readings (kpi_id, period, value) VALUES ('k1', '2026-99-99-', 1)", "of a period that no cadence"),
        ("UPDATE board SET deleted_at = '2026-11-21T00:00:00.000Z'", "The file holds 0 boards"),
        ("INSERT INTO board (name) VALUES ('Line 5')", "The file holds 2 boards"),
        ("ALTER TABLE goals RENAME COLUMN title TO heading", "goals does not have the columns"),
        (
            "DROP TRIGGER kpis_updated; DROP TRIGGER kpis_updated_outside; UPDATE kpis SET name = 'X' WHERE id = 'k2'",
            "KPI X was changed while the change log had stopped",
        ),
    ],
)
def test_check_finds_in_words(damage: str, says: str, store: Store, path: Path) -> None:
    assert store.check() == []
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(damage)
    db.close()
    found = store.check()
    assert [sentence for sentence in found if says in sentence], found
    assert all(sentence.endswith(".") for sentence in found)


def test_check_of_a_healthy_file_with_some_of_everything(store: Store) -> None:
    with store.write("anna", "some", AT) as writer:
        writer.put(*(a_reading(key) for key in ("2026", "2026-11", "2026-W47", "2026-Q4", "2026-11-21-S1")))
        writer.put(a_reading("2026-11-21T14", 0.1 + 0.2), Feedback("f", 1, "x"), Reading("k", "k1", "2025", 1 / 3))
        writer.remove(Person("jp", "", ""), Reading("k", "k1", "2025", 1 / 3))
        writer.put(replace(store.all(Kpi)[0], owner_id=None))
    assert store.check() == []


def test_check_counts_what_is_too_much_to_name(store: Store, path: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.executemany(
        "INSERT INTO readings (kpi_id, period, value) VALUES ('k1', ?, 1)", [(n,) for n in range(1900, 1950)]
    )
    db.close()
    found = store.check()
    assert len(found) == 21
    assert found[-1] == "… and 30 more of this kind."
