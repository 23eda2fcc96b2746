"""`kpiboard view`: saved looks at the queue, which the keys 4 to 9 open on the board."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from kpiboard.basics.errors import NotFound
from kpiboard.board import Board
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Topic
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import View
from kpiboard.model.facts.action import VIEW as FACTS
from kpiboard.views.board import BoardSnapshot
from kpiboard.words.views import view_words

_DIGIT = click.IntRange(4, 9)


@click.group(cls=Topic)
def view() -> None:
    """Saved looks at the queue, the keys 4 to 9: list, save, remove."""


@view.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_views(session: Session, as_json: bool) -> None:
    """What the keys 4 to 9 show."""
    with session.open(read_only=True) as board:
        found, snapshot = board.views.all(), board.snapshot(history=1)
    if as_json:
        emit([_json(one, snapshot) for one in found.values()])
    else:
        table([[str(digit), one.name, _asked(one, snapshot)] for digit, one in found.items()], ("key", "name", "shows"))


def _asked(one: View, snapshot: BoardSnapshot) -> str:
    return view_words(replace(one, name=""), snapshot) + (", in columns" if one.columns else "")


def _json(one: View, snapshot: BoardSnapshot) -> dict[str, Any]:
    """A view for programs; the keys are a promise."""
    kpis = [*(card.kpi for card in snapshot.kpis), *snapshot.drafts, *snapshot.retired]
    person = next((row for row in snapshot.people if row.id == one.person_id), None)
    kpi = next((row for row in kpis if row.id == one.kpi_id), None)
    return row_json(FACTS, one, {"person": person, "kpi": kpi})


@view.command("save")
@click.argument("digit", type=_DIGIT)
@click.argument("name", nargs=-1)
@field_options((fact for fact in FACTS.asked if fact.name not in ("digit", "name")), new=True)
@pass_session
def save_view(session: Session, /, digit: int, name: tuple[str, ...], **wanted: Any) -> None:
    """Save what the key DIGIT (4 to 9) is to show, under a NAME if it needs one."""
    with session.open() as board:
        made = board.views.save(digit, name=joined(name), **what_is_given(wanted))
        shows = _asked(made, board.snapshot(history=1))
    say(f"The key {made.digit} shows {shows}.")


@view.command("remove")
@click.argument("digit", type=_DIGIT)
@pass_session
def remove_view(session: Session, digit: int) -> None:
    """Take a saved view away."""
    with session.open() as board:
        board.views.remove(digit)
    say(f"What was saved on {digit} is forgotten.")


def view_of(board: Board, digit: int) -> View:
    """The view that `action list --view` names."""
    found = board.views.all().get(digit)
    if found is None:
        raise NotFound(f"Nothing is saved on {digit}.", "See kpiboard view list.")
    return found
