"""Writing rows inside one transaction."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kpiboard.basics.errors import Refused
from kpiboard.model import BoardInfo, Row
from kpiboard.store.rows import Spec, Value, spec_of, specs

PROGRESS_EVERY = 10_000


@cache
def _upsert(table: str) -> str:
    """Inserts, updates or revives by id; a row that is already as it should be is left alone.

    After the facts come board_id, the moment (twice) and who.
    """
    spec = specs()[table]
    names = [f'"{name}"' for name in spec.columns]
    others = names[1:]
    return (
        f"INSERT INTO {spec.table} ({spec.listed}, board_id, created_at, updated_at, updated_by) "
        f"VALUES ({', '.join('?' * (len(names) + 4))}) ON CONFLICT (id) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in others)
        + f", deleted_at = NULL, rev = {spec.table}.rev + 1, updated_at = excluded.updated_at, "
        "updated_by = excluded.updated_by WHERE "
        + " OR ".join(f"{spec.table}.{name} IS NOT excluded.{name}" for name in others)
        + f" OR {spec.table}.deleted_at IS NOT NULL"
    )


def _counted(rows: Iterable[Row], progress: Callable[[int], None] | None) -> Iterator[Row]:
    done = 0
    for done, row in enumerate(rows, 1):
        yield row
        if progress is not None and done % PROGRESS_EVERY == 0:
            progress(done)
    if progress is not None and done % PROGRESS_EVERY:
        progress(done)


class Writer:
    """What may be done inside `Store.write()`.

    `txn` is the number of the step in the change log; `what` is what the log will say.
    """

    def __init__(self, db: sqlite3.Connection, who: str, what: str, at: str) -> None:
        """Inside a transaction: the triggers know from now on who writes."""
        (self.txn,) = db.execute("SELECT coalesce(max(txn), 0) + 1 FROM transactions").fetchone()
        self.what = what
        self.undoes: int | None = None
        self.who = who
        self.at = at
        self._db = db
        db.execute("INSERT OR REPLACE INTO session (id, txn, at, who) VALUES (1, ?, ?, ?)", (self.txn, at, who))
        board = db.execute("SELECT id FROM board WHERE deleted_at IS NULL").fetchone()
        self._board_id: str = board[0] if board else ""

    def finish(self) -> bool:
        """Before COMMIT: enters the step in the log. False when nothing has been changed and there is no step."""
        self._db.execute("DELETE FROM session")
        changed = self._db.execute("SELECT 1 FROM changes WHERE txn = ? LIMIT 1", (self.txn,)).fetchone()
        if not changed and self.undoes is None:  # a step that came to nothing is undone without changing a row
            return False
        self._db.execute(
            "INSERT INTO transactions (txn, at, who, what, undoes) VALUES (?, ?, ?, ?, ?)",
            (self.txn, self.at, self.who, self.what, self.undoes),
        )
        return True

    def put(self, *rows: Row) -> None:
        """Inserts each row or updates the one with its id; revives it when it had been removed."""
        self.put_many(rows)

    def put_many(self, rows: Iterable[Row], progress: Callable[[int], None] | None = None) -> None:
        """The same for very many rows, taken one by one; `progress` hears the count now and then and at the end."""
        for kind, group in itertools.groupby(_counted(rows, progress), lambda row: type(row)):
            self._db.executemany(_upsert(kind.table), self._values(spec_of(kind), group))

    def remove(self, *rows: Row) -> None:
        """Marks rows as removed; they stay in the file and in its history."""
        for row in rows:
            if isinstance(row, BoardInfo):
                raise Refused("The board itself cannot be removed.", "Delete the file if it is not needed.")
            self._db.execute(
                f"UPDATE {row.table} SET deleted_at = ?, rev = rev + 1, updated_at = ?, updated_by = ? "
                "WHERE id = ? AND deleted_at IS NULL",
                (self.at, self.at, self.who, row.id),
            )

    def _values(self, spec: Spec[Row], rows: Iterable[Row]) -> Iterator[list[Value]]:
        if spec.kind is BoardInfo:
            rows = map(self._same_board, rows)
        for row in rows:
            values = spec.encode(row)
            values += (self._board_id, self.at, self.at, self.who)
            yield values

    def _same_board(self, row: Row) -> Row:
        """A file holds one board, and every row names it."""
        if self._board_id not in ("", row.id):
            raise Refused("The file holds another board.", "Keep the id of the board that is there.")
        self._board_id = row.id
        return row
