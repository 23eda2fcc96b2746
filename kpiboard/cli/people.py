"""`kpiboard person`: who works at the board."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.group import Topic
from kpiboard.cli.names import PERSON, one_of
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Person, Role


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
        people = [one for one in board.store.all(Person) if everything or one.active]
    if as_json:
        emit([_person_json(one) for one in people])
        return
    table(
        [[one.initials, one.name, one.role.value, "" if one.active else "inactive"] for one in people],
        ("", "name", "role", ""),
    )
    if not people:
        say("No people yet. Next: ", (session.command("person add 'Joana Prado'"), "cyan"))


def _person_json(one: Person) -> dict[str, Any]:
    return {
        "initials": one.initials,
        "name": one.name,
        "role": one.role.value,
        "active": one.active,
        "id": one.id,
    }


@person.command("add")
@click.argument("name", nargs=-1, required=True)
@click.option("--initials", default="", metavar="TEXT", help="Two or three letters; made from the name otherwise.")
@click.option("--role", type=one_of(Role), default=Role.MEMBER.value, show_default=True)
@pass_session
def add_person(session: Session, name: tuple[str, ...], initials: str, role: str) -> None:
    """Add a person."""
    with session.open() as board:
        made = board.add_person(joined(name), initials, role)
    say(f"Added {made.name} ({made.initials}).")


@person.command("edit")
@click.argument("person", type=PERSON)
@click.option("--name", metavar="TEXT")
@click.option("--initials", metavar="TEXT")
@click.option("--role", type=one_of(Role))
@click.option("--active/--inactive", default=None, help="An inactive person is no longer offered as an owner.")
@pass_session
def edit_person(session: Session, /, person: str, **fields: Any) -> None:
    """Change a person."""
    changes = given(**fields)
    with session.open() as board:
        made = board.edit_person(person, **changes)
    say(f"Changed {made.name} ({made.initials}).")


@person.command("remove")
@click.argument("person", type=PERSON)
@pass_session
def remove_person(session: Session, person: str) -> None:
    """Remove a person that nothing points to; make others inactive."""
    with session.open() as board:
        found = board.find_person(person)
        board.remove(found, found.name)
    say(f"Removed {found.name}.")
