"""What may be wrong with a file that opens."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from typing import Any

from kpiboard.basics.errors import BoardError, InvalidInput
from kpiboard.basics.ids import reading_id
from kpiboard.basics.taking import take
from kpiboard.model import Reading
from kpiboard.model.facts.every import FACTS
from kpiboard.model.facts.fact import Fact
from kpiboard.store import changes
from kpiboard.store.naming import name_of
from kpiboard.store.queries import FORMS
from kpiboard.store.references import dangling
from kpiboard.store.rows import HOUSEKEEPING, Spec, specs

_MANY = 20  # of each kind; the rest is counted


def problems(db: sqlite3.Connection) -> list[str]:
    """One plain sentence each; empty when all is well. Reads every page of the file."""
    try:
        found = [text for (text,) in db.execute(f"PRAGMA integrity_check({_MANY})").fetchall() if text != "ok"]
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
            raise
        found = [str(error)]
    damage = [f"The file is damaged: {text}." for text in found if "constraint failed in" not in text]
    if damage:
        return damage
    if misshapen := list(_columns(db)):
        return misshapen
    forbidden = [f"A row holds what its table does not allow: {text}." for text in found]
    lookers = (_log, _board, _rows, _pointers, _readings, _bounds)
    return forbidden + [sentence for look in lookers for sentence in _few(look(db))]


def _few(sentences: Iterator[str]) -> list[str]:
    found = list(sentences)
    more = len(found) - _MANY
    return [*found[:_MANY], f"… and {more} more of this kind."] if more > 0 else found


def _log(db: sqlite3.Connection) -> Iterator[str]:
    for table in changes.tables_of(changes.missing(db)):
        yield f"The change log has stopped for {table}: open the board for writing, and it records again."
    if db.execute("SELECT 1 FROM session").fetchone():
        yield "The change log takes everybody for the same writer: its table session should be empty."
    for spec in specs().values():
        db.create_function("as_logged", 2, _as_logged(spec), deterministic=True)
        unlogged = db.execute(
            f"SELECT id FROM (SELECT id, {changes.facts_json(spec, 't')} AS now, (SELECT new FROM changes "
            f"WHERE row_id = t.id AND table_name = '{spec.table}' ORDER BY seq DESC LIMIT 1) AS logged "
            f"FROM {spec.table} t) WHERE now IS NOT logged AND NOT as_logged(now, logged)"
        ).fetchall()
        for (id_,) in unlogged:
            yield f"{name_of(db, spec.table, id_)} was changed while the change log had stopped."


def _as_logged(spec: Spec[Any]) -> Callable[[str, str | None], bool]:
    """Whether a row is as the log left it. What the log of an older kpiboard did not know yet has its default."""
    required = sum(field.default is MISSING for field in fields(spec.kind))
    defaults = dict(zip(spec.columns, spec.encode(spec.kind(*[None] * required)), strict=True))

    def as_logged(now: str, logged: str | None) -> bool:
        return logged is not None and {"id": None} | json.loads(now) == defaults | json.loads(logged)

    return as_logged


def _board(db: sqlite3.Connection) -> Iterator[str]:
    (boards,) = db.execute("SELECT count(*) FROM board WHERE deleted_at IS NULL").fetchone()
    if boards != 1:
        yield f"The file holds {boards} boards; it should be one."


def _columns(db: sqlite3.Connection) -> Iterator[str]:
    for spec in specs().values():
        names = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (spec.table,)).fetchall()]
        if not {*spec.columns, *HOUSEKEEPING} <= {*names}:
            yield f"The table {spec.table} does not have the columns it should have."


def _rows(db: sqlite3.Connection) -> Iterator[str]:
    for spec in specs().values():
        if spec.kind is not Reading:  # SQLite checks all there is to a reading
            for row in db.execute(f"SELECT {spec.listed} FROM {spec.table}").fetchall():
                try:
                    spec.decode(row)
                except BoardError as error:
                    yield error.message
    if db.execute("SELECT 1 FROM board").fetchone():
        (home,) = db.execute("SELECT id FROM board ORDER BY deleted_at IS NOT NULL LIMIT 1").fetchone()
        for table in specs():
            if db.execute(f"SELECT 1 FROM {table} WHERE board_id <> ? LIMIT 1", (home,)).fetchone():
                yield f"Some rows of {table} say that they belong to another board."


def _pointers(db: sqlite3.Connection) -> Iterator[str]:
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        (id_,) = db.execute(f"SELECT id FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        yield f"{name_of(db, table, id_)} points to a row of {parent} that does not exist."
    for parent, id_, table in sorted(dangling(db)):
        yield f"{name_of(db, parent, id_)} has been removed, but rows of {table} still point to it."


def _readings(db: sqlite3.Connection) -> Iterator[str]:
    db.create_function("reading_id", 2, reading_id, deterministic=True)
    strangers = db.execute(
        "SELECT id FROM readings WHERE deleted_at IS NULL AND id <> reading_id(kpi_id, period)"
    ).fetchall()
    for (id_,) in strangers:
        yield f"{name_of(db, 'readings', id_)} has an id that does not come from its KPI and period: record it again."
    known = " OR ".join(f"period GLOB '{form}'" for form in FORMS.values())
    for (id_,) in db.execute(f"SELECT id FROM readings WHERE deleted_at IS NULL AND NOT ({known})").fetchall():
        yield f"{name_of(db, 'readings', id_)} is of a period that no cadence has."
    doubled = db.execute(
        "SELECT min(id), count(*) FROM readings WHERE deleted_at IS NULL GROUP BY kpi_id, period HAVING count(*) > 1"
    ).fetchall()
    for id_, count in doubled:
        yield f"{name_of(db, 'readings', id_)} is there {count} times; the one with the derived id counts."


def _bounds(db: sqlite3.Connection) -> Iterator[str]:
    """Values that no door takes today: an older kpiboard allowed more, and another program what the table allows."""
    for spec in specs().values():
        outside = {fact: where for fact in FACTS[spec.kind].by_attr.values() if (where := _outside(fact))}
        columns = ", ".join(["id", *(f'"{fact.attr}"' for fact in outside)])
        any_of = " OR ".join(outside.values()) or "0"
        rows = db.execute(f"SELECT {columns} FROM {spec.table} WHERE deleted_at IS NULL AND ({any_of})")
        for id_, *values in rows.fetchall():
            for fact, value in zip(outside, values, strict=True):
                try:
                    take(fact, value)
                except InvalidInput as refused:
                    named = f"{name_of(db, spec.table, id_)}, {fact.name.replace('_', ' ')}"
                    yield f"{named}: {refused.clause}. Edit it."


def _outside(fact: Fact) -> str:
    """The SQL condition of a value outside its bounds; empty where there are none."""
    column = f'"{fact.attr}"'
    if fact.limit:
        return f"length({column}) > {fact.limit}"
    least = [f"{column} < {fact.least:.15g}"] if fact.least is not None else []
    most = [f"{column} > {fact.most:.15g}"] if fact.most is not None else []
    return " OR ".join([*least, *most])
