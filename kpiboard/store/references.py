"""Which rows point to which."""

from __future__ import annotations

import sqlite3

from kpiboard.model import REFERENCES, Row


def referring(db: sqlite3.Connection, row: Row) -> list[tuple[str, str]]:
    """The live rows that point to `row`: (table, id)."""
    return [
        (table, id_)
        for (table, column), parent in REFERENCES.items()
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
        for (table, column), parent in REFERENCES.items()
        for (id_,) in db.execute(
            f"SELECT id FROM {parent} p WHERE p.deleted_at IS NOT NULL AND EXISTS "
            f"(SELECT 1 FROM {table} t WHERE t.{column} = p.id AND t.deleted_at IS NULL)"
        ).fetchall()
    }
