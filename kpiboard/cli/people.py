"""`kpiboard person`: who works at the board."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Topic
from kpiboard.cli.names import PERSON
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model.facts.board import PERSON as FACTS


@click.group(cls=Topic)
def person() -> None:
    """People: list, add, edit, remove."""


@person.command("list")
@click.option("--all", "everything", is_flag=True, help="Inactive ones, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_people(session: Session, everything: bool, as_json: bool) -> None:
    """Who works at the board."""
    with session.open(read_only=True) as board:
        people = [one for one in board.team.people() if everything or one.active]
    if as_json:
        emit([row_json(FACTS, one) for one in people])
        return
    table(
        [[one.initials, one.name, one.role.value, "" if one.active else "inactive"] for one in people],
        ("", "name", "role", ""),
    )
    if not people:
        say("No people yet. Next: ", (session.command("person add 'Joana Prado'"), "cyan"))


@person.command("add")
@click.argument("name", nargs=-1, required=True)
@field_options([FACTS["initials"], FACTS["role"]], new=True)
@pass_session
def add_person(session: Session, /, name: tuple[str, ...], **fields: Any) -> None:
    """Add a person."""
    with session.open() as board:
        made = board.team.add_person(joined(name), **what_is_given(fields))
    say(f"Added {made.name} ({made.initials}).")


@person.command("edit")
@click.argument("person", type=PERSON)
@field_options(FACTS.asked)
@pass_session
def edit_person(session: Session, /, person: str, **fields: Any) -> None:
    """Change a person."""
    changes = given(**fields)
    with session.open() as board:
        made = board.team.edit_person(person, **changes)
    say(f"Changed {made.name} ({made.initials}).")


@person.command("remove")
@click.argument("person", type=PERSON)
@pass_session
def remove_person(session: Session, person: str) -> None:
    """Remove a person that nothing points to; make others inactive."""
    with session.open() as board:
        found = board.team.find_person(person)
        board.team.remove(found, found.name)
    say(f"Removed {found.name}.")
