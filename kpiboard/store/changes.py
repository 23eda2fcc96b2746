"""The change log: plain SQL triggers, so that whatever program writes to the file is logged.

Each table has six. They are made from the table's columns, compared with what the file holds whenever it is
opened (sqlite-utils' `transform()` drops them without a word), and made anew where they differ.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any

from kpiboard.store.rows import Spec, specs

OUTSIDE = "another program"
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

# A step in the log for a writer that is no kpiboard; what such a one writes within a second is one step.
_OUTSIDE_STEP = f"""INSERT INTO transactions (txn, at, who, what)
    SELECT (SELECT coalesce(max(txn), 0) + 1 FROM transactions), {_NOW}, '{OUTSIDE}', 'changed by {OUTSIDE}'
    WHERE NOT EXISTS (
      SELECT 1 FROM transactions WHERE txn = (SELECT max(txn) FROM transactions) AND who = '{OUTSIDE}'
        AND undone = 0 AND at >= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 second'));"""


def facts_json(spec: Spec[Any], row: str) -> str:
    """An SQL expression: the facts of `row` (NEW, OLD or a table) but its id, and deleted_at, as JSON."""
    parts = []
    for column, kind in zip(spec.columns[1:], spec.types[1:], strict=True):
        fact = f'{row}."{column}"'
        if kind == "REAL":
            # SQLite's JSON writes 15 digits, which not every double survives: those that are no whole number of
            # millionths (an exact test in IEEE arithmetic) are written with 20, which brings each one back.
            fact = (
                f"CASE WHEN {fact} IS NULL OR abs({fact}) < 1e9 AND round({fact} * 1e6) / 1e6 = {fact} "
                f"THEN {fact} ELSE json(printf('%!.20g', {fact})) END"
            )
        parts.append(f"'{column}', {fact}")
    return f"json_object({', '.join(parts)}, 'deleted_at', {row}.deleted_at)"


def _entry(spec: Spec[Any], source: str, old: str) -> str:
    return f"""INSERT INTO changes (txn, at, who, table_name, row_id, old, new)
    SELECT txn, at, who, '{spec.table}', NEW.id, {old}, {facts_json(spec, "NEW")} FROM {source};"""


def _triggers(spec: Spec[Any]) -> dict[str, str]:
    """Ours log and nothing else, for speed; those for other programs also do what our own writes do themselves."""
    table = spec.table
    ours, outside = "EXISTS (SELECT 1 FROM session)", "NOT EXISTS (SELECT 1 FROM session)"
    last_step = "transactions WHERE txn = (SELECT max(txn) FROM transactions)"
    replaced = f"FROM replaced WHERE table_name = '{table}' AND row_id = NEW.id"
    differs = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in (*spec.columns, "deleted_at"))
    number = ""
    if "number" in spec.columns:
        number = f"""
  UPDATE {table} SET number = (SELECT max(number) + 1 FROM {table}) WHERE id = NEW.id AND NEW.number = 0;"""
    same_id = "SELECT RAISE(ABORT, 'the id of a row never changes') WHERE NEW.id IS NOT OLD.id;"
    return {
        f"{table}_inserted": f"""AFTER INSERT ON {table} WHEN {ours}
BEGIN
  {_entry(spec, "session", "NULL")}
END""",
        f"{table}_updated": f"""AFTER UPDATE ON {table} WHEN {ours} AND ({differs})
BEGIN
  {same_id}
  {_entry(spec, "session", facts_json(spec, "OLD"))}
END""",
        # Unless recursive triggers are on (sqlite-utils has them), INSERT OR REPLACE throws the old row away without
        # firing a delete trigger: keep it for the log.
        f"{table}_replacing": f"""BEFORE INSERT ON {table}
  WHEN {outside} AND EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN
  INSERT OR REPLACE INTO replaced (id, table_name, row_id, old, rev, created_at)
    SELECT 1, '{table}', id, {facts_json(spec, table)}, rev, created_at FROM {table} WHERE id = NEW.id;
END""",
        f"{table}_inserted_outside": f"""AFTER INSERT ON {table} WHEN {outside}
BEGIN
  {_OUTSIDE_STEP}
  {_entry(spec, last_step, f"(SELECT old {replaced})")}{number}
  UPDATE {table} SET rev = (SELECT rev + 1 {replaced}), created_at = (SELECT created_at {replaced})
    WHERE id = NEW.id AND EXISTS (SELECT 1 {replaced});
  UPDATE {table} SET board_id = (SELECT id FROM board ORDER BY deleted_at IS NOT NULL, created_at LIMIT 1)
    WHERE id = NEW.id AND NEW.board_id = '';
  DELETE FROM replaced;
END""",
        f"{table}_updated_outside": f"""AFTER UPDATE ON {table} WHEN {outside} AND ({differs})
BEGIN
  {same_id}
  {_OUTSIDE_STEP}
  {_entry(spec, last_step, facts_json(spec, "OLD"))}
  UPDATE {table} SET rev = rev + 1, updated_at = {_NOW}, updated_by = '{OUTSIDE}'
    WHERE id = NEW.id AND NEW.rev = OLD.rev;
  DELETE FROM replaced;
END""",
        f"{table}_kept": f"""BEFORE DELETE ON {table}
BEGIN
  SELECT RAISE(ABORT, 'rows of a board are never deleted or replaced: update them, or set deleted_at');
END""",
    }


@cache
def wanted() -> dict[str, str]:
    """Every trigger the change log needs: name → the SQL that sqlite_master holds for it."""
    return {
        name: f"CREATE TRIGGER {name} {body}" for spec in specs().values() for name, body in _triggers(spec).items()
    }


def missing(db: sqlite3.Connection) -> list[str]:
    """The names of the triggers that are not there or not as they should be."""
    present = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return [name for name, sql in wanted().items() if present.get(name) != sql]


def tables_of(names: list[str]) -> list[str]:
    """The tables that triggers of these names are on."""
    return list(dict.fromkeys(name.partition("_")[0] for name in names))


def install(db: sqlite3.Connection) -> list[str]:
    """Makes what is missing, inside the caller's transaction. Returns the tables it had to mend, in order."""
    names = missing(db)
    for name in names:
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(wanted()[name])
    return tables_of(names)
