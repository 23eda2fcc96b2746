"""One SQLite file, one connection, used by one thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kpiboard.basics.errors import Damaged, ReadOnly
from kpiboard.model import BoardInfo, Cadence, Reading, Row, Shift
from kpiboard.model.log import Change, Step
from kpiboard.store import history, migrations, opening, publish, queries, references
from kpiboard.store import undo as undoing
from kpiboard.store.connecting import connect, prepare
from kpiboard.store.faults import telling, told
from kpiboard.store.rows import R, utc_text
from kpiboard.store.writer import Writer

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


class Store:
    """A board's file. Every error that a user can meet leaves as a BoardError.

    `read_only` is also true for a file that cannot be written; `repairs` says in plain words what opening (or, after
    another program changed the schema, the next write) had to put right. `older`: opening brought it up to date.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, *, read_only: bool, repairs: tuple[str, ...], older: bool = False
    ) -> None:
        self.path = path
        self.older = older
        self.read_only = read_only
        self.repairs = repairs
        self._db = db
        self._copy: TemporaryDirectory[str] | None = None
        self._steps = 0  # that this store has written
        self._schema = self._schema_version()

    @classmethod
    def create(cls, path: Path, info: BoardInfo, rows: Iterable[Row] = (), *, who: str, at: datetime) -> Self:
        """A new file with one board in it. Raises FileError when there is one already; a failure leaves nothing."""
        path = Path(path)
        draft = publish.draft_name(path)
        try:
            with told(path):
                db = connect(draft, "rwc")
                try:
                    db.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
                    prepare(db)
                    migrations.migrate(db, draft, keep_copy=False)
                    store = cls(path, db, read_only=False, repairs=())
                    with store.write(who, "made the board", at) as writer:
                        writer.put(info)
                        writer.put_many(rows)
                finally:
                    db.close()
            publish.publish(draft, path)
        finally:
            publish.discard(draft)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Raises NoBoard, NotABoard, TooNew, Damaged, Busy or another FileError, with nothing written."""
        path = Path(path)
        opening.inspect(path)
        copy = None if opening.writable(path) else opening.temporary_folder()
        try:
            place = path if copy is None else opening.copied(path, Path(copy.name))
            read_only = read_only or copy is not None
            with told(path):
                db, repairs, older = opening.open_board(path, place, read_only=read_only)
                store = cls(path, db, read_only=read_only, repairs=repairs, older=older)
        except BaseException:
            if copy is not None:
                copy.cleanup()
            raise
        store._copy = copy
        return store

    def close(self) -> None:
        self._db.close()
        if self._copy is not None:
            self._copy.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    @telling
    def info(self) -> BoardInfo:
        found = queries.live(self._db, BoardInfo)
        if not found:
            raise Damaged(f"{self.path} holds no board.", "Restore a backup or import your last TOML export.")
        return found[0]

    @telling
    def all(self, kind: type[R]) -> list[R]:
        """Every live row of a kind, by position, number or day, then id. For readings use `readings`."""
        return queries.live(self._db, kind)

    @telling
    def get(self, kind: type[R], id: str, *, removed: bool = False) -> R | None:
        return queries.get(self._db, kind, id, removed=removed)

    @telling
    def readings(
        self,
        kpi_id: str,
        cadence: Cadence,
        *,
        limit: int | None = None,
        before: str | None = None,
        shifts: Sequence[Shift] | None = None,
    ) -> list[Reading]:
        """The live readings of a KPI whose period has the form of `cadence`, newest first, only those before
        the period `before`. `shifts` are the board's, which say in which order those of one
        day were worked; read unless given."""
        ordered = self.all(Shift) if shifts is None and cadence is Cadence.SHIFT else shifts or ()
        return queries.readings(self._db, kpi_id, cadence, ordered, limit=limit, before=before)

    @telling
    def first_readings(self, kpi_id: str, cadence: Cadence, since: str, limit: int) -> list[Reading]:
        """The first live readings of a KPI from the period `since` on ("": from the beginning), oldest first."""
        return queries.first_readings(self._db, kpi_id, cadence, since, limit)

    @telling
    def coded_readings(self, since: str) -> list[Reading]:
        """The live readings with a reason code whose period is `since` (such as "2026") or later, oldest first."""
        return queries.coded_readings(self._db, since)

    @telling
    def explained_readings(self) -> list[Reading]:
        """The live readings with a reason, KPI by KPI, oldest first."""
        return queries.explained_readings(self._db)

    @telling
    def reading(self, kpi_id: str, period: str) -> Reading | None:
        return queries.reading(self._db, kpi_id, period)

    def all_readings(self) -> Iterator[Reading]:
        """Every live reading by (kpi_id, period), read a page at a time: writing meanwhile is allowed."""
        pages = queries.reading_pages(self._db)
        while True:
            with told(self.path):
                page = next(pages, None)
            if page is None:
                return
            yield from page

    @telling
    def referring(self, row: Row) -> list[tuple[str, str]]:
        """The live rows that point to `row`: (table, id)."""
        return references.referring(self._db, row)

    @telling
    def next_number(self, kind: type[Row]) -> int:
        """One more than the highest number ever given to a row of this kind, removed ones included."""
        (number,) = self._db.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {kind.table}").fetchone()
        return int(number)

    @telling
    def data_version(self) -> int:
        """Changes when another connection has written; not for writes of this store."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    @telling
    def stamp(self) -> tuple[int, int]:
        """Changes when anybody has written, this store included: what was read under another stamp may be old."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version), self._steps

    # Writing

    @contextmanager
    def write(self, who: str, what: str, at: datetime) -> Iterator[Writer]:
        """One transaction and one step in the log; an exception inside leaves everything as it was.

        A block that changes nothing leaves no step. `at` is stored as given: pass midnight for what is anonymous.
        """
        if self.read_only:
            raise ReadOnly(f"{self.path} is open for reading only.", "Ask for write access to the file.")
        if self._db.in_transaction:
            raise RuntimeError("a write inside a write")
        moment = utc_text(at)
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                mended = self._look_at_schema()
                schema = self._schema_version()
                writer = Writer(self._db, who, what, moment)
                yield writer
                if not writer.finish():
                    self._db.rollback()
                    return
                self._db.execute("COMMIT")
                self._steps += 1
            except BaseException:
                self._db.rollback()
                raise
            self._schema = schema
            self.repairs += mended

    def undo(self, who: str, at: datetime, txn: int | None = None) -> Step:
        """Takes back the latest step of `who` that stands, or step `txn`. Raises UndoRefused."""
        with self.write(who, "undid", at) as writer:
            if txn is None:
                txn = undoing.latest_to_undo(self._db, who)
            undoing.take_back(self._db, txn, writer)
        return history.step(self._db, writer.txn)

    def redo(self, who: str, at: datetime) -> Step:
        """Does again what `who` undid last, as long as they have done nothing new since. Raises UndoRefused."""
        with self.write(who, "redid", at) as writer:
            undoing.take_back(self._db, undoing.next_to_redo(self._db, who), writer)
        return history.step(self._db, writer.txn)

    # The change log

    @telling
    def log(self, limit: int = 50, row_id: str | None = None, before: int | None = None) -> list[Step]:
        """The newest steps first: all, or those that touched a row; only those before step `before`."""
        return history.steps(self._db, limit, row_id, before)

    @telling
    def changes_of(self, txn: int) -> list[Change]:
        """What a step changed, in order."""
        return history.changes_of(self._db, txn)

    @telling
    def history(self, row_id: str) -> list[tuple[Step, Change]]:
        """What happened to a row, newest first."""
        return history.of_row(self._db, row_id)

    # The file

    @telling
    def backup(self, to: Path) -> None:
        """A whole copy, also while others write. Raises FileError when `to` exists."""
        publish.copy_to(self._db, Path(to))

    @telling
    def check(self) -> list[str]:
        """What is wrong with the file and the rows in it, one plain sentence each; reads everything."""
        from kpiboard.store import checking  # it asks every fact there is, which no first frame needs

        return checking.problems(self._db)

    def _schema_version(self) -> int:
        (version,) = self._db.execute("PRAGMA schema_version").fetchone()
        return int(version)

    def _look_at_schema(self) -> tuple[str, ...]:
        """Inside a write: another program may have changed the schema while we had the file open."""
        if self._schema_version() == self._schema:
            return ()
        migrations.pending(self._db, self.path)
        return opening.mend(self._db)
