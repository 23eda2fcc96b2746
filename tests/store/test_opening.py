"""What is refused, with nothing written; what opens read-only; what an opened file is like."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from store_rows import AT, a_reading

from kpiboard.basics.errors import BoardError, Damaged, FileError, NoBoard, NotABoard, ReadOnly, TooNew
from kpiboard.model import Cadence, Kpi, Reading
from kpiboard.store import Store, migrations, opening

Traces = Callable[[], dict[str, bytes]]


def database(path: Path, *, application_id: int = 0, wal: bool = False) -> None:
    db = sqlite3.connect(path)
    if wal:
        db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA application_id = {application_id}")
    db.execute("CREATE TABLE board (id TEXT)")
    db.commit()
    db.close()


def left_with_wal(path: Path) -> None:
    """Somebody else's database in WAL mode, with writes that are only in the WAL, as a crash leaves it."""
    database(path, wal=True)
    crash(path, "INSERT INTO board VALUES ('x')")


def crash(path: Path, sql: str) -> None:
    """A program writes and ends without closing the file."""
    code = (
        "import os, sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2]); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path), sql], check=True)


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (lambda path: None, NoBoard, "There is no file"),
        (lambda path: path.mkdir(), NotABoard, "is a folder"),
        (lambda path: path.touch(), NotABoard, "empty file"),
        (lambda path: path.write_text("x"), NotABoard, "not a kpiboard file"),
        (lambda path: path.write_text("[board]\nname = 'Line 4'\n" * 500), NotABoard, "not a kpiboard file"),
        (lambda path: path.write_bytes(bytes(4096)), NotABoard, "not a kpiboard file"),
        (os.mkfifo, NotABoard, "not an ordinary file"),
        (database, NotABoard, "not a kpiboard file"),
        (lambda path: database(path, application_id=0x0F055112), NotABoard, "not a kpiboard file"),
        (left_with_wal, NotABoard, "not a kpiboard file"),
        (lambda path: database(path, application_id=migrations.APPLICATION_ID), Damaged, "shape of a board"),
    ],
)
def test_what_is_no_board_is_refused_and_left_as_it_was(
    make: Callable[[Path], None], kind: type[BoardError], says: str, tmp_path: Path, traces: Traces
) -> None:
    path = tmp_path / "board.db"
    make(path)
    before = traces()
    for read_only in (False, True):
        with pytest.raises(kind, match=says) as raised:
            Store.open(path, read_only=read_only)
        assert raised.value.hint
        assert str(path) in raised.value.message
    assert traces() == before


NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, 'then')"


@pytest.mark.parametrize("crashed", [False, True])
def test_a_newer_file_is_refused_and_left_as_it_was(crashed: bool, store: Store, path: Path, traces: Traces) -> None:
    store.close()
    db = sqlite3.connect(path)
    db.executemany(NEWER, [("kpiboard", "m999"), ("someone else", "m1")])
    db.commit()
    db.close()
    if crashed:
        crash(path, "UPDATE kpis SET name = 'only in the WAL'")
    before = traces()
    assert len(before) == (3 if crashed else 1)
    for read_only in (False, True):
        with pytest.raises(TooNew, match=r"newer kpiboard \(it has m999\)"):
            Store.open(path, read_only=read_only)
    assert traces() == before


def test_a_file_that_a_newer_kpiboard_upgrades_meanwhile_is_not_written_any_more(store: Store, path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kpiboard', 'm999', 'then')")
    db.execute("CREATE TABLE new_in_m999 (id TEXT)")
    db.commit()
    db.close()
    with pytest.raises(TooNew), store.write("anna", "test", AT) as writer:
        writer.put(a_reading("2026-11-21"))


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.97])
def test_a_truncated_file_is_told_as_damaged(keep: float, store: Store, path: Path, traces: Traces) -> None:
    store.close()
    os.truncate(path, int(path.stat().st_size * keep))
    before = traces()
    with pytest.raises(Damaged, match="damaged") as raised:
        Store.open(path)
    assert "backup" in raised.value.hint
    assert traces() == before


def test_damage_inside_is_told_wherever_it_is_met(store: Store, path: Path) -> None:
    with store.write("anna", "test", AT) as writer:
        writer.put_many(a_reading(f"{year}") for year in range(1900, 2200))
    store.close()
    db = sqlite3.connect(path)
    (size,) = db.execute("PRAGMA page_size").fetchone()
    pages = [page for (page,) in db.execute("SELECT pageno FROM dbstat WHERE name = 'readings' AND pagetype = 'leaf'")]
    db.close()
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(os.urandom(size))
    with Store.open(path) as opened:
        assert opened.info().name == "Line 4"
        with pytest.raises(Damaged):
            opened.readings("k1", Cadence.YEAR)
        with pytest.raises(Damaged):
            list(opened.all_readings())
        with pytest.raises(Damaged), opened.write("anna", "test", AT) as writer:
            writer.put(a_reading("1950", 1.0))
        assert "damaged" in opened.check()[0]


def test_an_opened_file_is_safe_against_a_power_cut_and_knows_its_references(store: Store) -> None:
    pragmas = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cell_size_check", "application_id")
    }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "cell_size_check": 1,
        "application_id": int.from_bytes(b"kpib"),
    }


def test_asked_for_reading_only_it_shows_what_others_write(store: Store, path: Path) -> None:
    with Store.open(path, read_only=True) as viewer:
        before = viewer.data_version()
        with store.write("anna", "recorded", AT) as writer:
            writer.put(a_reading("2026-11-21"))
        assert viewer.data_version() != before
        assert viewer.readings("k1", Cadence.DAY) == [a_reading("2026-11-21")]
        for change in (lambda: viewer.undo("anna", AT), lambda: viewer.redo("anna", AT)):
            with pytest.raises(ReadOnly):
                change()


def test_a_write_protected_file_opens_read_only_with_the_writes_still_in_its_wal(
    store: Store, path: Path, tmp_path: Path, traces: Traces
) -> None:
    with store.write("anna", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21"))
    assert path.with_name(path.name + "-wal").stat().st_size
    path.chmod(0o444)
    before = traces()
    with Store.open(path) as viewer:
        assert viewer.read_only
        assert viewer.path == path
        assert viewer.reading("k1", "2026-11-21") == a_reading("2026-11-21")
        assert viewer.check() == []
        with pytest.raises(ReadOnly, match="reading only"), viewer.write("anna", "test", AT) as writer:
            writer.put(a_reading("2026-11-22"))
        viewer.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.reading("k1", "2026-11-21")
    (tmp_path / "copy.db").unlink()
    assert traces() == before


def test_no_copy_stays_behind_after_reading_a_write_protected_file(
    store: Store, path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    path.chmod(0o444)
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with Store.open(path):
        assert list(folder.iterdir())
    assert not list(folder.iterdir())
    os.truncate(path, 5000)
    with pytest.raises(Damaged):
        Store.open(path)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("refused", [os.R_OK, os.W_OK])
def test_access_is_asked_of_the_system(refused: int, store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for somebody who is no administrator; on read-only media the answer is the same."""
    store.close()
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & refused)
    if refused == os.R_OK:
        with pytest.raises(FileError, match="not allowed to read"):
            Store.open(path)
    else:
        with Store.open(path) as viewer:
            assert viewer.read_only


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(("mode", "says"), [(0o600, "not allowed to read"), (0o644, "True")])
def test_somebody_without_rights(mode: int, says: str, store: Store, path: Path) -> None:
    store.close()
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        os.chmod(folder, 0o755)
        shared = Path(folder, "board.db")
        path.rename(shared)
        shared.chmod(mode)
        answer = opened_by_nobody(shared)
    assert says in answer


def opened_by_nobody(path: Path) -> str:
    code = (  # nobody may not read the interpreter's own folders, so what is imported late is imported before
        "import os, shutil, sys, tempfile; from pathlib import Path\n"
        "from kpiboard.store import Store; from kpiboard.basics.errors import *\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try: print(Store.open(Path(sys.argv[1])).read_only)\n"
        "except FileError as error: print(error)"
    )
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout


def test_opening_an_up_to_date_file_needs_neither_sqlite_utils_nor_textual(store: Store, path: Path) -> None:
    store.close()
    code = (
        "import sys; from pathlib import Path; from kpiboard.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store: store.info(); store.log()\n"
        "print([name for name in ('sqlite_utils', 'textual', 'rich', 'click') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_file_is_left_alone_but_for_its_own_name(store: Store, path: Path, tmp_path: Path) -> None:
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    before = path.read_bytes()
    with Store.open(path) as opened:
        opened.all(Kpi)
        assert opened.get(Reading, "none") is None
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_two_stores_of_one_process_keep_their_locks(store: Store, path: Path) -> None:
    """Opening the file past SQLite would drop the first one's locks, and another process could then throw its
    WAL away."""
    Store.open(path).close()
    opening.inspect(path)
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT 1 FROM board').fetchone()"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.with_name(path.name + "-wal").exists()
    with store.write("anna", "recorded", AT) as writer:
        writer.put(a_reading("2026-11-21"))
    with Store.open(path) as other:
        assert other.reading("k1", "2026-11-21")
