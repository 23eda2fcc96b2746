"""`kpiboard mapping`: how files of readings are read, saved by `kpiboard readings import --save-as`."""

from __future__ import annotations

import shlex
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.group import Topic
from kpiboard.cli.names import Named, Names
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Mapping
from kpiboard.model.mapping import MAPPED


def _mappings(board: Board) -> Names:
    return [(one.name, one.period_column) for one in board.mappings.all()]


MAPPING = Named("mapping", _mappings)


@click.group(cls=Topic)
def mapping() -> None:
    """How files of readings are read: list, show, remove."""


@mapping.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_mappings(session: Session, as_json: bool) -> None:
    """The saved ways to read a file."""
    with session.open(read_only=True) as board:
        found = [_mapping_json(board, one) for one in board.mappings.all()]
    if as_json:
        emit(found)
        return
    table(
        [[one["name"], one["kpi"] or "", _column_words(one)] for one in found],
        heads=("name", "KPI", "columns"),
    )
    if not found:
        say("No mappings yet. Next: ", (session.command("readings import FILE.csv --save-as NAME"), "cyan"))


@mapping.command()
@click.argument("mapping", type=MAPPING)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, mapping: str, as_json: bool) -> None:
    """What a mapping reads, and how."""
    with session.open(read_only=True) as board:
        found = _mapping_json(board, board.mappings.find(mapping))
    if as_json:
        emit(found)
        return
    say(found["name"])
    details(
        [
            ("KPI", found["kpi"] or ""),
            *((role, name) for role, name in found["columns"].items()),
            ("separator", found["separator"].replace("\t", "tab")),
            ("decimal", found["decimal"]),
            ("dates", found["dates"]),
        ]
    )
    say("Next: ", (session.command(f"readings import FILE.csv --mapping {_quoted(found['name'])}"), "cyan"))


@mapping.command()
@click.argument("mapping", type=MAPPING)
@pass_session
def remove(session: Session, mapping: str) -> None:
    """Remove a mapping (undo brings it back); no reading is touched."""
    with session.open() as board:
        gone = board.mappings.remove(mapping)
    say(f"Removed the mapping {gone.name}.")


def _mapping_json(board: Board, one: Mapping) -> dict[str, Any]:
    kpi = next((kpi for kpi in board.kpis.all() if kpi.id == one.kpi_id), None)
    columns = {role: getattr(one, f"{role}_column") for role in MAPPED}
    return {
        "name": one.name,
        "kpi": kpi.key if kpi else None,
        "columns": {role: name for role, name in columns.items() if name},
        "separator": one.separator,
        "decimal": one.decimal,
        "dates": one.date_order,
        "id": one.id,
    }


def _column_words(one: dict[str, Any]) -> str:
    return ", ".join(f"{role} = {name}" for role, name in one["columns"].items())


def _quoted(name: str) -> str:
    return shlex.quote(name)
