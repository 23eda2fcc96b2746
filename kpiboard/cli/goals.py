"""`kpiboard goal`: what the KPIs are for."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Topic
from kpiboard.cli.names import GOAL
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model.facts.board import GOAL as FACTS


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
    people = {one.id: one for one in snapshot.people}
    kpis = {one.id: [card.kpi.key for card in snapshot.kpis if card.goal == one] for one in snapshot.goals}
    if as_json:
        emit(
            [
                {**row_json(FACTS, one, {"owner": people.get(one.owner_id or "")}), "kpis": kpis[one.id]}
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
                people[one.owner_id].initials if one.owner_id in people else "–",
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
@field_options((fact for fact in FACTS.asked if fact.name != "title"), new=True)
@pass_session
def add_goal(session: Session, /, title: tuple[str, ...], **fields: Any) -> None:
    """Add a goal."""
    with session.open() as board:
        made = board.team.add_goal(joined(title), **what_is_given(fields))
    say(f"Added the goal {made.title}.")


@goal.command("edit")
@click.argument("goal", type=GOAL)
@field_options(FACTS.asked)
@pass_session
def edit_goal(session: Session, /, goal: str, **fields: Any) -> None:
    """Change a goal; GOAL is its title or the beginning of it."""
    changes = given(**fields)
    with session.open() as board:
        made = board.team.edit_goal(goal, **changes)
    say(f"Changed the goal {made.title}.")


@goal.command("remove")
@click.argument("goal", type=GOAL)
@pass_session
def remove_goal(session: Session, goal: str) -> None:
    """Remove a goal that no KPI points to."""
    with session.open() as board:
        found = board.team.find_goal(goal)
        board.team.remove(found, found.title)
    say(f"Removed the goal {found.title}.")
