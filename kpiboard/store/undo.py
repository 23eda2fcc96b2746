"""Undo and redo: a step is taken back by a new step, never by rewriting the log.

A `do` is a step that takes nothing back. An undo takes back a do; a redo takes back that undo. So one function,
`take_back`, serves both, and the log tells the whole story across restarts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kpiboard.basics.errors import UndoRefused
from kpiboard.store.changes import facts_json
from kpiboard.store.naming import name_of
from kpiboard.store.references import dangling
from kpiboard.store.rows import Spec, specs
from kpiboard.store.writer import Writer

CREATION = 1  # the step that made the board; to take it back would leave no board
_PAGE = 5_000
_MINE = "who IN (?, 'anonymous') AND undoes IS NULL"  # what was said anonymously is anybody's


def latest_to_undo(db: sqlite3.Connection, who: str) -> int:
    """The latest standing do of `who`. Raises UndoRefused when there is none."""
    (txn,) = db.execute(
        f"SELECT max(txn) FROM transactions WHERE {_MINE} AND undone = 0 AND txn > {CREATION}", (who,)
    ).fetchone()
    if txn is None:
        raise UndoRefused("There is nothing left to undo.")
    return int(txn)


def next_to_redo(db: sqlite3.Connection, who: str) -> int:
    """The undo to take back: the latest standing one of `who`, unless `who` has done something new since.

    Raises UndoRefused when there is none.
    """
    (txn,) = db.execute(
        "SELECT max(undo.txn) FROM transactions undo JOIN transactions do ON do.txn = undo.undoes "
        "WHERE undo.who = ? AND undo.undone = 0 AND do.undoes IS NULL AND do.undone = 1 "
        f"AND undo.txn > (SELECT coalesce(max(txn), 0) FROM transactions WHERE {_MINE})",
        (who, who),
    ).fetchone()
    if txn is None:
        raise UndoRefused("There is nothing to redo.")
    return int(txn)


def take_back(db: sqlite3.Connection, txn: int, writer: Writer) -> None:
    """In the step of `writer`: every row that step `txn` changed is as it was before.

    Raises UndoRefused when there is no such step or it does not stand, when a row is no longer as the step left it,
    and when a live row would point to a removed one.
    """
    chain = _chain(db, txn)
    if not chain:
        raise UndoRefused(f"There is no step {txn} in the log.")
    if chain[0][1]:
        raise UndoRefused(f"Step {txn} has been undone already.")
    if txn == CREATION:
        raise UndoRefused("The making of the board cannot be undone.")
    broken = dangling(db)
    for page in _pages(db, txn):
        for table, changes in groupby(sorted(page, key=lambda change: change[1]), lambda change: change[1]):
            _restore(db, specs()[table], list(changes), writer)
    if now_broken := dangling(db) - broken:
        parent, id_, table = min(now_broken)
        raise UndoRefused(
            f"{name_of(db, parent, id_)} would be gone while {table} still point to it.",
            "Undo or remove those first.",
        )
    # Taking back an undo makes what it undid stand again, and so on down the chain.
    db.executemany("UPDATE transactions SET undone = ? WHERE txn = ?", ((not undone, txn) for txn, undone, _ in chain))
    writer.undoes = txn
    writer.what = f"{'undid' if len(chain) % 2 else 'redid'}: {chain[-1][2]}"


def _chain(db: sqlite3.Connection, txn: int) -> list[tuple[int, bool, str]]:
    """Step `txn`, the step it took back, the step that one took back … down to a do: (txn, undone, what)."""
    return db.execute(
        "WITH RECURSIVE chain (txn, undone, what, undoes) AS ("
        "SELECT txn, undone, what, undoes FROM transactions WHERE txn = ? UNION ALL "
        "SELECT t.txn, t.undone, t.what, t.undoes FROM transactions t JOIN chain ON t.txn = chain.undoes) "
        "SELECT txn, undone, what FROM chain ORDER BY txn DESC",
        (txn,),
    ).fetchall()


def _pages(db: sqlite3.Connection, txn: int) -> Iterator[list[tuple[int, str, str, str | None, str]]]:
    """The changes of a step, newest first, a page at a time so that an import of any size fits."""
    last = 2**62
    while page := db.execute(
        "SELECT seq, table_name, row_id, old, new FROM changes WHERE txn = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
        (txn, last, _PAGE),
    ).fetchall():
        yield page
        last = page[-1][0]


def _restore(
    db: sqlite3.Connection, spec: Spec[Any], changes: list[tuple[int, str, str, str | None, str]], writer: Writer
) -> None:
    at, who = writer.at, writer.who
    left: dict[str, tuple[int, str]] = {}  # row → the seq and the facts of its newest change
    before: dict[str, str | None] = {}  # row → the facts before its oldest change
    for seq, _, row_id, old, new in changes:
        left.setdefault(row_id, (seq, new))
        before[row_id] = old
    now = dict(
        db.execute(
            f"SELECT id, {facts_json(spec, spec.table)} FROM {spec.table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(left)),),
        ).fetchall()
    )
    for row_id, (seq, new) in left.items():
        if not _same(now.get(row_id), new):
            raise _changed_since(db, spec.table, row_id, seq)
    fresh = [row_id for row_id, old in before.items() if old is None]
    db.executemany(
        f"UPDATE {spec.table} SET deleted_at = ?, rev = rev + 1, updated_at = ?, updated_by = ? WHERE id = ?",
        ((at, at, who, row_id) for row_id in fresh),
    )
    known = (*spec.columns[1:], "deleted_at")
    restored = [(row_id, json.loads(old)) for row_id, old in before.items() if old is not None]
    for columns, rows in groupby(restored, lambda row: tuple(name for name in known if name in row[1])):
        # A column that a later migration added is not in an old entry and stays as it is.
        facts_set = ", ".join(f'"{name}" = ?' for name in columns)
        db.executemany(
            f"UPDATE {spec.table} SET {facts_set}, rev = rev + 1, updated_at = ?, updated_by = ? WHERE id = ?",
            ((*(facts[name] for name in columns), at, who, row_id) for row_id, facts in rows),
        )


def _same(now: str | None, left: str) -> bool:
    """Whether a row still has the facts the log says it was left with; columns that only one side has do not count."""
    if now is None or now == left:
        return now == left
    here, there = json.loads(now), json.loads(left)
    return all(here[name] == there[name] for name in here.keys() & there.keys())


def _changed_since(db: sqlite3.Connection, table: str, row_id: str, seq: int) -> UndoRefused:
    who, at = db.execute(
        "SELECT who, at FROM changes WHERE row_id = ? AND table_name = ? AND seq > ? ORDER BY seq DESC LIMIT 1",
        (row_id, table, seq),
    ).fetchone() or ("another program", "")
    moment = f" on {at[:10]} at {at[11:16]} UTC" if at else ""
    return UndoRefused(
        f"{name_of(db, table, row_id)} has been changed by {who} since{moment}; it was left as it is.",
        "Undo that change first, or correct the entry by hand.",
    )
