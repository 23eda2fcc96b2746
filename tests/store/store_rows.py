"""Rows and files that the tests of the store share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

from sqlite_utils import Database, Migrations

from kpiboard.basics.ids import reading_id
from kpiboard.model import Reading, Row
from kpiboard.store import changes, migrations
from kpiboard.store.rows import spec_of, specs, utc_text

AT = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)


def a_reading(period: str, value: float = 93.1, kpi: str = "k1") -> Reading:
    return Reading(reading_id(kpi, period), kpi, period, value)


RELEASES: dict[str, ModuleType] = {name: import_module(f"kpiboard.store.{name}") for name in migrations.NAMES}


def of_release(number: int, path: Path, rows: Iterable[Row]) -> None:
    """A file as the release with so many migrations left it: its tables, their triggers, each row put in a step."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    then = Migrations(migrations.SET)

    def runs(step: ModuleType) -> Callable[[Database], None]:
        def run(made: Database) -> None:
            for statement in step.SQL:
                made.execute(statement)

        return run

    for name, step in list(RELEASES.items())[:number]:
        then(name=name)(runs(step))
    then.apply(Database(db))
    columns: dict[str, list[str]] = {}
    for spec in specs().values():
        held = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (spec.table,))}
        kept = [(name, type_) for name, type_ in zip(spec.columns, spec.types, strict=True) if name in held]
        columns[spec.table] = [name for name, _ in kept]
        if kept:
            held_then = replace(spec, columns=tuple(columns[spec.table]), types=tuple(type_ for _, type_ in kept))
            for name, body in changes._triggers(held_then).items():
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
