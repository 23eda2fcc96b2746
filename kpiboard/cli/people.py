"""`kpiboard person` and `kpiboard goal`."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.group import Topic
from kpiboard.cli.names import GOAL, PERSON, one_of
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import GoalCategory, Horizon, Person, Role

_CATEGORY = one_of(GoalCategory)
_HORIZON = one_of(Horizon)


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


@click.group(cls=Topic)
def goal() -> None:
    """Goals: list, add, edit, remove."""


@goal.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_goals(session: Session, as_json: bool) -> None:
    """What the KPIs are for."""
    with session.open(read_only=True) as board:
        snapshot = board.snapshot(history=1)
    owners = {one.id: one.initials for one in snapshot.people}
    kpis = {one.id: [card.kpi.key for card in snapshot.kpis if card.goal == one] for one in snapshot.goals}
    if as_json:
        emit(
            [
                {
                    "title": one.title,
                    "category": one.category.value,
                    "owner": owners.get(one.owner_id or ""),
                    "horizon": one.horizon.value,
                    "kpis": kpis[one.id],
                    "id": one.id,
                }
                for one in snapshot.goals
            ]
        )
        return
    table(
        [
            [
                one.title,
                one.category.value,
                one.horizon.value,
                owners.get(one.owner_id or "", "–"),
                " ".join(kpis[one.id]),
            ]
            for one in snapshot.goals
        ],
        ("goal", "category", "horizon", "owner", "KPIs"),
    )
    if not snapshot.goals:
        say("No goals yet.")


@goal.command("add")
@click.argument("title", nargs=-1, required=True)
@click.option("--category", type=_CATEGORY, default=GoalCategory.EFFICIENCY.value, show_default=True)
@click.option("--owner", type=PERSON, help="The one person who answers for it.")
@click.option("--horizon", type=_HORIZON, default=Horizon.LONG.value, show_default=True)
@pass_session
def add_goal(session: Session, title: tuple[str, ...], category: str, owner: str | None, horizon: str) -> None:
    """Add a goal."""
    with session.open() as board:
        made = board.add_goal(joined(title), category=category, owner=owner, horizon=horizon)
    say(f"Added the goal {made.title}.")


@goal.command("edit")
@click.argument("goal", type=GOAL)
@click.option("--title", metavar="TEXT")
@click.option("--category", type=_CATEGORY)
@click.option("--owner", type=PERSON, help="The one person who answers for it.")
@click.option("--horizon", type=_HORIZON)
@pass_session
def edit_goal(session: Session, /, goal: str, **fields: Any) -> None:
    """Change a goal; GOAL is its title or the beginning of it."""
    changes = given(**fields)
    with session.open() as board:
        made = board.edit_goal(goal, **changes)
    say(f"Changed the goal {made.title}.")


@goal.command("remove")
@click.argument("goal", type=GOAL)
@pass_session
def remove_goal(session: Session, goal: str) -> None:
    """Remove a goal that no KPI points to."""
    with session.open() as board:
        found = board.find_goal(goal)
        board.remove(found, found.title)
    say(f"Removed the goal {found.title}.")
