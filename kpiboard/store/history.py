"""Reading the change log."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kpiboard.model.log import Change, Step

# A transaction's changes have consecutive numbers, because only one program writes at a time: the first and the
# last tell the count without counting a million.
_STEP = """SELECT txn, at, who, what,
  coalesce((SELECT seq FROM changes WHERE txn = t.txn ORDER BY seq DESC LIMIT 1)
    - (SELECT seq FROM changes WHERE txn = t.txn ORDER BY seq LIMIT 1) + 1, 0),
  undone, undoes FROM transactions t"""
_CHANGE = "SELECT seq, txn, table_name, row_id, old, new FROM changes"


def _step(values: tuple[Any, ...]) -> Step:
    txn, at, who, what, count, undone, undoes = values
    return Step(txn, at, who, what, count, bool(undone), undoes)


def _change(values: tuple[Any, ...]) -> Change:
    seq, txn, table, row_id, old, new = values
    return Change(seq, txn, table, row_id, None if old is None else json.loads(old), json.loads(new))


def step(db: sqlite3.Connection, txn: int) -> Step:
    return _step(db.execute(f"{_STEP} WHERE txn = ?", (txn,)).fetchone())


def steps(db: sqlite3.Connection, limit: int, row_id: str | None, before: int | None) -> list[Step]:
    where = "txn < ?"
    values: list[int | str] = [2**62 if before is None else before]
    if row_id is not None:
        where += " AND txn IN (SELECT txn FROM changes WHERE row_id = ?)"
        values.append(row_id)
    rows = db.execute(f"{_STEP} WHERE {where} ORDER BY txn DESC LIMIT ?", (*values, limit))
    return [_step(row) for row in rows.fetchall()]


def changes_of(db: sqlite3.Connection, txn: int) -> list[Change]:
    return [_change(row) for row in db.execute(f"{_CHANGE} WHERE txn = ? ORDER BY seq", (txn,)).fetchall()]


def of_row(db: sqlite3.Connection, row_id: str) -> list[tuple[Step, Change]]:
    rows = db.execute(f"{_CHANGE} WHERE row_id = ? ORDER BY seq DESC", (row_id,)).fetchall()
    return [(step(db, change.txn), change) for change in map(_change, rows)]
