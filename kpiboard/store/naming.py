"""What people call a row, for messages."""

from __future__ import annotations

import sqlite3

from kpiboard.model.kinds import KINDS, Kind, parent_of


def name_of(db: sqlite3.Connection, table: str, row_id: str) -> str:
    """What people call a row: `Action A-12`, `A guard of KPI On-time delivery`."""
    kind = KINDS[table]
    found = db.execute(f"SELECT {_name(kind)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return f"{_introduced(kind)} {found[0] if found else row_id}"


def _introduced(kind: Kind) -> str:
    parent = parent_of(kind)
    if kind.said or parent is None:
        return kind.said or f"{kind.noun[0].upper()}{kind.noun[1:]}"
    article = "An" if kind.noun[0] in "aeiou" else "A"
    return f"{article} {kind.noun} of {parent.noun}"


def _name(kind: Kind) -> str:
    """An SQL expression: the number with its letter, the full name, or the name of what it belongs to."""
    if kind.letter:
        return f"'{kind.letter}-' || {kind.table}.number"
    parent = parent_of(kind)
    if parent is None:
        return f"{kind.table}.{kind.names[-1]}"
    above = f"(SELECT {_name(parent)} FROM {parent.table} WHERE {parent.table}.id = {kind.owner})"
    return f"{above} || ' ' || period" if "period" in kind.order else above
