"""Rows and files that the tests of the store share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from kpiboard.ids import reading_id
from kpiboard.model import Reading, Row
from kpiboard.store import changes, m001_board, migrations
from kpiboard.store.rows import spec_of, specs, utc_text

AT = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)


def a_reading(period: str, value: float = 93.1, kpi: str = "k1") -> Reading:
    return Reading(reading_id(kpi, period), kpi, period, value)


def of_first_release(path: Path, rows: Iterable[Row]) -> None:
    """A file as kpiboard 0.1 left it: the tables of m001, their triggers, and each row put in a step of its own."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    first = Migrations(migrations.SET)

    @first(name="m001_board")
    def _(made: Database) -> None:
        for statement in m001_board.SQL:
            made.execute(statement)

    first.apply(Database(db))
    columns: dict[str, list[str]] = {}
    for spec in specs().values():
        held = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (spec.table,))}
        kept = [(name, type_) for name, type_ in zip(spec.columns, spec.types, strict=True) if name in held]
        columns[spec.table] = [name for name, _ in kept]
        if kept:
            then = replace(spec, columns=tuple(columns[spec.table]), types=tuple(type_ for _, type_ in kept))
            for name, body in changes._triggers(then).items():
                db.execute(f"CREATE TRIGGER {name} {body}")
    for txn, row in enumerate(rows, 1):
        facts = dict(zip(spec_of(type(row)).columns, spec_of(type(row)).encode(row), strict=True))
        names = columns[row.table]
        step = (txn, utc_text(AT), "anna")
        db.execute("BEGIN")
        db.execute("INSERT INTO session VALUES (1, ?, ?, ?)", step)
        db.execute(
            f"INSERT INTO {row.table} (board_id, {', '.join(names)}) VALUES ('b1', {', '.join('?' * len(names))})",
            [facts[name] for name in names],
        )
        db.execute("DELETE FROM session")
        db.execute("INSERT INTO transactions (txn, at, who, what) VALUES (?, ?, ?, 'put')", step)
        db.execute("COMMIT")
    db.close()
