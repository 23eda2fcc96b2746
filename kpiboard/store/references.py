"""Which rows point to which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kpiboard.model import Row


def _columns() -> Iterator[tuple[str, str, str]]:
    """(table, column, the table it points to)."""
    from kpiboard.model.facts.every import REFERENCES  # few writes ask, and no first frame

    for (table, column), parent in REFERENCES.items():
        yield table, column, parent


def referring(db: sqlite3.Connection, row: Row) -> list[tuple[str, str]]:
    """The live rows that point to `row`: (table, id)."""
    return [
        (table, id_)
        for table, column, parent in _columns()
        if parent == row.table
        for (id_,) in db.execute(
            f"SELECT id FROM {table} WHERE {column} = ? AND deleted_at IS NULL ORDER BY id", (row.id,)
        ).fetchall()
    ]


def dangling(db: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Removed rows that live ones still point to: (their table, their id, the table that points).

    Asked from the side of what is pointed to: those tables stay small, and readings have an index.
    """
    return {
        (parent, id_, table)
        for table, column, parent in _columns()
        for (id_,) in db.execute(
            f"SELECT id FROM {parent} p WHERE p.deleted_at IS NOT NULL AND EXISTS "
            f"(SELECT 1 FROM {table} t WHERE t.{column} = p.id AND t.deleted_at IS NULL)"
        ).fetchall()
    }
