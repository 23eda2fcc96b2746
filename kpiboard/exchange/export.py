"""A board as TOML text: every fact, in a stable order, the head explaining the format to a person."""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from kpiboard.errors import DiskFull, FileError
from kpiboard.exchange import schema
from kpiboard.exchange.bounds import spoken
from kpiboard.exchange.head import HEAD
from kpiboard.exchange.literals import literal, quoted
from kpiboard.exchange.reading_texts import reading_texts
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.schema import Spec
from kpiboard.model import Action, Kpi, Note, Row, Target, Why

C = TypeVar("C", Target, Why, Note)


def export(rows: BoardRows) -> Iterator[str]:
    """The file in pieces. Of the readings only their text is held, about 20 bytes each.

    A reference to a row that the board does not have is left out.
    """
    yield HEAD
    yield f"format = {schema.FORMAT}\n"
    yield "\n[board]\n"
    yield from _lines(schema.BOARD, rows.info, {}, "")
    in_order = {spec.kind.table: sorted(rows.of_kind(spec.kind), key=_order(spec)) for spec in schema.NAMED}
    names = {spec.kind.table: _table_keys(spec, in_order[spec.kind.table]) for spec in schema.NAMED}
    targets = _by_parent(rows.targets, "kpi_id", lambda one: (one.valid_from or date.min, one.id))
    whys = _by_parent(rows.whys, "action_id", attrgetter("position", "id"))
    notes = _by_parent(rows.notes, "action_id", attrgetter("said_at", "id"))
    readings = reading_texts(rows)
    for spec in schema.NAMED:
        for row in in_order[spec.kind.table]:
            key = names[spec.kind.table][row.id]
            table = f"{spec.name}.{quoted(key)}"
            yield f"\n[{table}]\n"
            yield from _lines(spec, row, names, key)
            if isinstance(row, Kpi):
                for target in targets[row.id]:
                    yield f"\n[[{table}.targets]]\n"
                    yield from _target_lines(row, target)
                yield from readings[row.id].tables(table)
            elif isinstance(row, Action):
                for nested, children in ((schema.WHY, whys), (schema.NOTE, notes)):
                    for child in children[row.id]:
                        yield f"\n[[{table}.{nested.name}]]\n"
                        yield from _lines(nested, child, {}, "")


def _order(spec: Spec) -> Callable[[Any], Any]:
    if spec in (schema.ACTION, schema.FEEDBACK):
        return attrgetter("number", "id")
    return lambda row: (row.position, schema.natural_key(spec, row), row.id)


def _table_keys(spec: Spec, rows: Iterable[Any]) -> dict[str, str]:
    """Row id → name of its table, each name once."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        keys[row.id] = schema.unique(schema.natural_key(spec, row), taken)
        taken.add(keys[row.id])
    return keys


def _by_parent(rows: Iterable[C], parent: str, order: Callable[[C], Any]) -> dict[str, list[C]]:
    found: dict[str, list[C]] = defaultdict(list)
    for row in sorted(rows, key=order):
        found[getattr(row, parent)].append(row)
    return found


def _lines(spec: Spec, row: Row, names: dict[str, dict[str, str]], key: str) -> Iterator[str]:
    given = schema.given_by(spec, key) if key else None
    for field in spec.fields:
        value = getattr(row, field.attr)
        if field.points_to:
            value = names[field.points_to].get(value)
        if value is not None and value != "" and (field.attr, value) != given:
            yield f"{field.name} = {literal(value)}\n"


def _target_lines(kpi: Kpi, target: Target) -> Iterator[str]:
    yield f"id = {literal(target.id)}\n"
    if target.valid_from:
        yield f"from = {literal(target.valid_from)}\n"
    for name, value in spoken(kpi.direction, target).items():
        yield f"{name} = {literal(value)}\n"


def write(rows: BoardRows, path: Path) -> None:
    """Writes the file beside its place and renames it: there is the old one or the whole new one, never a half.

    Raises FileError when it cannot be written.
    """
    path = path.resolve()  # a link stays a link
    part = path.with_name(f".kpiboard-{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(export(rows))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            raise DiskFull(f"No room is left for {path}.", "Free some space and export again.") from failure
        raise FileError(f"{path} cannot be written: {failure.strerror}.", "Choose another place.") from failure
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
