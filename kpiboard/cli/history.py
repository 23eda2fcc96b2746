"""`kpiboard undo`, `redo` and `log`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from kpiboard.basics.errors import UndoRefused
from kpiboard.board import Board
from kpiboard.cli.group import Command
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.model.log import Change, Step
from kpiboard.words import log as log_words


@click.command(cls=Command)
@click.argument("steps", type=click.IntRange(1), default=1, metavar="[N]")
@click.option("--change", "txn", type=int, metavar="NUMBER", help="Take back this change of the log instead.")
@pass_session
def undo(session: Session, steps: int, txn: int | None) -> None:
    """Take back the last change, or the last N."""
    with session.open() as board:
        if txn is not None:
            say(_taken_back(board, board.undo(txn)))
            return
        _repeat(board, steps, lambda: board.undo())


@click.command(cls=Command)
@click.argument("steps", type=click.IntRange(1), default=1, metavar="[N]")
@pass_session
def redo(session: Session, steps: int) -> None:
    """Do again what undo took back."""
    with session.open() as board:
        _repeat(board, steps, board.redo)


def _repeat(board: Board, steps: int, take_back: Callable[[], Step]) -> None:
    for done in range(steps):
        try:
            say(_taken_back(board, take_back()))
        except UndoRefused:
            if done == 0:
                raise
            say(f"That is all: {done} of {steps}.")
            return


def _taken_back(board: Board, step: Step) -> str:
    """What the undo or redo did, with the number of the change that it was about in the first place."""
    first = step
    while first.undoes is not None:
        first = board.history.log(1, before=first.undoes + 1)[0]
    return f"{log_words.undo_words(step)} (change {first.txn})"


@click.command(cls=Command)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@click.option("-v", "--verbose", is_flag=True, help="Every field: old → new.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def log(session: Session, limit: int, verbose: bool, as_json: bool) -> None:
    """Who changed what, newest first."""
    with session.open(read_only=True) as board:
        steps = board.history.log(limit)
        if as_json:
            emit([_step_json(board, step) for step in steps])
            return
        if not verbose:
            table([_step_row(board, step) for step in steps], ("", "when", "who", "what", ""), right=[0])
            return
        for step in steps:
            say("  ".join(str(cell) for cell in _step_row(board, step) if cell))
            for change in board.history.changes_of(step.txn):
                for line in _changed(change):
                    say(f"      {line}")


def _step_row(board: Board, step: Step) -> list[str]:
    when = datetime.fromisoformat(step.at).astimezone(board.now().tzinfo)
    return [
        str(step.txn),
        f"{when:%Y-%m-%d %H:%M}",
        step.who,
        step.what,
        log_words.fate(step),
    ]


def _step_json(board: Board, step: Step) -> dict[str, Any]:
    return {
        "change": step.txn,
        "at": step.at,
        "who": step.who,
        "what": step.what,
        "undone": step.undone,
        "undoes": step.undoes,
        "rows": [
            {"table": one.table, "id": one.row_id, "old": one.old, "new": one.new}
            for one in board.history.changes_of(step.txn)
        ],
    }


def _changed(change: Change) -> list[str]:
    """`kpis 019a…: name On-time → On-time delivery`, one line a field."""
    old, new = change.old or {}, change.new or {}
    label = f"{change.table} {_label({**old, **new}) or change.row_id}"
    fields = [
        f"{label}: {field} {_value(old.get(field))} → {_value(new.get(field))}"
        for field in dict.fromkeys([*new, *old])
        if old.get(field) != new.get(field) and _value(old.get(field)) != _value(new.get(field))
    ]
    return fields or [label]


def _label(row: dict[str, Any]) -> str:
    return next((str(row[name]) for name in ("name", "title", "period", "text") if row.get(name)), "")


def _value(value: object) -> str:
    return "–" if value is None or value == "" else f"{value:g}" if isinstance(value, float) else str(value)
