"""A board as TOML text: every fact, in a stable order, the head explaining the format to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kpiboard.exchange.literals import literal, quoted
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.bounds import BOUNDS, spoken
from kpiboard.exchange.toml.fields import Names, Spec, write_line
from kpiboard.exchange.toml.head import head
from kpiboard.exchange.toml.reading_texts import reading_texts
from kpiboard.model import Kpi, Row, Target


def export(rows: BoardRows) -> Iterator[str]:
    """The file in pieces. Of the readings only their text is held, about 20 bytes each.

    A reference to a row that the board does not have is left out, and with it a row that is nothing without.
    """
    yield head()
    yield f"format = {schema.FORMAT}\n"
    yield "\n[board]\n"
    yield from _lines(schema.BOARD, rows.info, {})
    in_order: dict[str, list[Any]] = {}
    names: dict[str, dict[str, str]] = {}
    for spec in schema.NAMED:
        whole = [row for row in rows.of_kind(spec.kind) if _is_whole(spec, row, names)]
        in_order[spec.name] = schema.in_order(whole)
        names[spec.kind.table] = schema.table_keys(in_order[spec.name])
    children = {child.name: _by_owner(child, rows, names) for spec in schema.NAMED for child in spec.children}
    lists = {one.name: _listed(one, rows, names) for spec in schema.NAMED for one in spec.lists}
    readings = reading_texts(rows)
    for spec in schema.NAMED:
        for row in in_order[spec.name]:
            key = names[spec.kind.table][row.id]
            table = f"{spec.name}.{quoted(key)}"
            yield f"\n[{table}]\n"
            yield from _lines(spec, row, names, key)
            for one in spec.lists:
                if named := lists[one.name].get(row.id):
                    yield f"{one.name} = [{', '.join(map(literal, sorted(named)))}]\n"
            for nested in spec.children:
                for child in children[nested.name][row.id]:
                    yield f"\n[[{table}.{nested.name}]]\n"
                    bounds = spoken(row.direction, child) if isinstance(child, Target) else None
                    yield from _lines(nested, child, names, bounds=bounds)
            if isinstance(row, Kpi):
                yield from readings[row.id].tables(table)


def _is_whole(spec: Spec, row: Row, names: dict[str, dict[str, str]]) -> bool:
    """Whether the rows are there without which this one is nothing."""
    return all(getattr(row, fact.attr) in names[fact.table] for fact in spec.fields if fact.needed and fact.table)


def _by_owner(spec: Spec, rows: BoardRows, names: dict[str, dict[str, str]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in schema.in_order(rows.of_kind(spec.kind)):
        if _is_whole(spec, row, names):
            found[getattr(row, spec.owner)].append(row)
    return found


def _listed(one: Names, rows: BoardRows, names: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """Owner → whom or what the list names, each once, as the file calls them."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows.of_kind(one.kind):
        if called := names[one.points_to].get(getattr(row, one.named)):
            found[getattr(row, one.owner)].add(called)
    return found


def _lines(
    spec: Spec, row: Row, names: dict[str, dict[str, str]], key: str = "", bounds: dict[str, Any] | None = None
) -> Iterator[str]:
    """`bounds` stand in place of a target's own, as a person would say them."""
    given = schema.given_by(spec, key) if key else None
    for fact in spec.fields:
        if bounds is not None and fact.attr in BOUNDS:
            if fact.attr == BOUNDS[0]:
                yield from (f"{name} = {literal(value)}\n" for name, value in bounds.items())
            continue
        value = getattr(row, fact.attr)
        if value == fact.usual and not fact.always:
            continue
        if fact.table:
            value = names[fact.table].get(value)
        if value is not None and value != "" and (fact.attr, value) != given:
            yield write_line(fact, value)
