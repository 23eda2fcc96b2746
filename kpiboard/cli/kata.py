"""`kpiboard kata`: the five coaching questions, as they were asked and answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.fields import FieldsCommand, field_options, what_is_given
from kpiboard.cli.group import Command, Sections, Topic
from kpiboard.cli.names import ACTION, KATA, KPI
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.rows import Linked, row_json, said
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Kata, Person
from kpiboard.model.facts.team import KATA as FACTS
from kpiboard.model.kinds import short_name

SECTIONS: Sections = {
    "Coaching": {
        "list": ("kata", "list_kata"),
        "show": ("kata", "show"),
        "add": ("kata", "add"),
    },
}

QUESTIONS = {f"{number}. {question}": facts for number, (question, facts) in enumerate(FACTS.subjects.items(), 1)}


@click.group(cls=Topic, sections=SECTIONS)
def kata() -> None:
    """Coaching, with the five questions: list, show, add."""


@click.command("list", cls=Command)
@click.option("--kpi", type=KPI, help="Only about this KPI.")
@click.option("--action", type=ACTION, help="Only about this action.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_kata(session: Session, kpi: str | None, action: str | None, as_json: bool) -> None:
    """The coaching cycles, the oldest first."""
    with session.open(read_only=True) as board:
        found = board.kata.all(kpi=kpi, action=action)[::-1]
        names = _Names(board)
    if as_json:
        emit([kata_json(one, names) for one in found])
        return
    table(
        [
            [
                short_name(one),
                str(one.held_on),
                names.about(one),
                names.initials(one.coach_id),
                names.initials(one.learner_id),
                one.next_step,
            ]
            for one in found
        ],
        ("", "held", "about", "coach", "learner", "next step"),
    )
    if not found:
        say("No coaching yet.")


@click.command(cls=Command)
@click.argument("kata", type=KATA)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, kata: str, as_json: bool) -> None:
    """One coaching cycle with its answers."""
    with session.open(read_only=True) as board:
        found = board.kata.find(kata)
        names = _Names(board)
    if as_json:
        emit(kata_json(found, names))
    else:
        _describe(found, names)


def _describe(found: Kata, names: _Names) -> None:
    coached = f"{names.name(found.coach_id)} coached {names.name(found.learner_id)}"
    say((f"{short_name(found)} {names.about(found)}", "cyan"))
    say(f"  {coached} on {found.held_on}.")
    for question, facts in QUESTIONS.items():
        answers = [*said(facts, found)]
        if answers:
            say(question)
            details(answers)


@click.command(cls=FieldsCommand)
@field_options(FACTS[name] for name in ("kpi", "action", "coach", "learner"))
@field_options(replace(fact, subject=question) for question, facts in QUESTIONS.items() for fact in facts)
@pass_session
def add(session: Session, /, kpi: str | None, action: str | None, **answers: Any) -> None:
    """Record one coaching cycle about a KPI or an action.

    What is left out is proposed: people and the last step from the cycle before, the actual condition from the latest
    reading, the target condition from the target.
    """
    with session.open() as board:
        said = board.kata.draft(kpi=kpi, action=action) | what_is_given(answers)
        _describe(board.kata.coach(kpi=kpi, action=action, **said), _Names(board))


class _Names:
    """What people call those that a cycle points to."""

    def __init__(self, board: Board) -> None:
        self._people: Mapping[str, Person] = {row.id: row for row in board.team.people()}
        self._kpis = {row.id: row for row in board.kpis.all()}
        self._actions = {row.id: row for row in board.actions.all()}

    def name(self, person_id: str | None) -> str:
        person = self._people.get(person_id or "")
        return person.name if person else "somebody"

    def initials(self, person_id: str | None) -> str:
        person = self._people.get(person_id or "")
        return person.initials if person else "–"

    def about(self, one: Kata) -> str:
        action, kpi = self._actions.get(one.action_id or ""), self._kpis.get(one.kpi_id or "")
        return f"{short_name(action)} {action.title}" if action else kpi.name if kpi else ""

    def linked(self, one: Kata) -> Linked:
        return {
            "kpi": self._kpis.get(one.kpi_id or ""),
            "action": self._actions.get(one.action_id or ""),
            "coach": self._people.get(one.coach_id or ""),
            "learner": self._people.get(one.learner_id or ""),
        }


def kata_json(one: Kata, names: _Names) -> dict[str, Any]:
    """One coaching cycle for programs; the keys are a promise."""
    return {"kata": short_name(one), **row_json(FACTS, one, names.linked(one))}
