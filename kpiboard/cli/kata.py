"""`kpiboard kata`: the five coaching questions, as they were asked and answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.fields import Asked, FieldsCommand, Subjects, field_options
from kpiboard.cli.group import Command, Sections, Topic
from kpiboard.cli.names import ACTION, KATA, KPI, PERSON
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Action, Kata, Kpi, Person
from kpiboard.words import kata as words

SECTIONS: Sections = {
    "Coaching": {
        "list": ("kata", "list_kata"),
        "show": ("kata", "show"),
        "add": ("kata", "add"),
    },
}

# Mike Rother's five questions, in their order; the fields are those of Board.coach.
QUESTIONS: Subjects = {
    f"1. {words.TARGET}": {
        "target_condition": Asked("TEXT", "How it is when we are there.", "--target"),
    },
    f"2. {words.ACTUAL}": {
        "actual": Asked("TEXT", "With a number."),
        "last_step": Asked("TEXT", words.PLANNED),
        "last_expected": Asked("TEXT", words.EXPECTED),
        "last_happened": Asked("TEXT", words.HAPPENED),
        "learned": Asked("TEXT", words.LEARNED),
    },
    f"3. {words.OBSTACLES}": {
        "obstacle": Asked("TEXT", "Exactly one."),
        "parked": Asked("TEXT", "The others, which wait."),
    },
    f"4. {words.NEXT}": {
        "next_step": Asked("TEXT", "The next experiment.", "--next"),
        "next_expected": Asked("TEXT", "What do you expect?", "--expect"),
    },
    f"5. {words.GO_AND_SEE}": {
        "go_see_on": Asked("DATE", "A date, tomorrow, friday or +3.", "--go-see"),
    },
}


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
        found = board.kata(kpi=kpi, action=action) if kpi or action else tuple(board.store.all(Kata))
        names = _Names(board)
    if as_json:
        emit([kata_json(one, names) for one in found])
        return
    table(
        [
            [
                f"K-{one.number}",
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
        found = board.find_kata(kata)
        names = _Names(board)
    if as_json:
        emit(kata_json(found, names))
    else:
        _describe(found, names)


def _describe(found: Kata, names: _Names) -> None:
    coached = f"{names.name(found.coach_id)} coached {names.name(found.learner_id)}"
    say((f"K-{found.number} {names.about(found)}", "cyan"))
    say(f"  {coached} on {found.held_on}.")
    for question, fields in QUESTIONS.items():
        said = [(name.replace("_", " "), str(getattr(found, name) or "")) for name in fields]
        if any(text for _, text in said):
            say(question)
            details(said)


@click.command(cls=FieldsCommand)
@click.option("--kpi", type=KPI, help="The KPI it is about.")
@click.option("--action", type=ACTION, help="The action it is about.")
@click.option("--coach", type=PERSON, help="Who asks.")
@click.option("--learner", type=PERSON, help="Who answers.")
@field_options(QUESTIONS)
@pass_session
def add(session: Session, /, kpi: str | None, action: str | None, **answers: Any) -> None:
    """Record one coaching cycle about a KPI or an action.

    What is left out is proposed: people and the last step from the cycle before, the actual condition from the latest
    reading, the target condition from the target.
    """
    with session.open() as board:
        said = board.draft_kata(kpi=kpi, action=action) | _given(answers)
        _describe(board.coach(kpi=kpi, action=action, **said), _Names(board))


def _given(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in answers.items() if text is not None}


class _Names:
    """What people call those that a cycle points to."""

    def __init__(self, board: Board) -> None:
        self._people: Mapping[str, Person] = {row.id: row for row in board.store.all(Person)}
        self._kpis = {row.id: row for row in board.store.all(Kpi)}
        self._actions = {row.id: row for row in board.store.all(Action)}

    def name(self, person_id: str | None) -> str:
        person = self._people.get(person_id or "")
        return person.name if person else "somebody"

    def initials(self, person_id: str | None) -> str:
        person = self._people.get(person_id or "")
        return person.initials if person else "–"

    def about(self, one: Kata) -> str:
        action, kpi = self._actions.get(one.action_id or ""), self._kpis.get(one.kpi_id or "")
        return f"A-{action.number} {action.title}" if action else kpi.name if kpi else ""

    def json(self, one: Kata) -> dict[str, Any]:
        action, kpi = self._actions.get(one.action_id or ""), self._kpis.get(one.kpi_id or "")
        coach, learner = (self._people.get(row or "") for row in (one.coach_id, one.learner_id))
        return {
            "kpi": kpi.key if kpi else None,
            "action": f"A-{action.number}" if action else None,
            "coach": coach.initials if coach else None,
            "learner": learner.initials if learner else None,
        }


def kata_json(one: Kata, names: _Names) -> dict[str, Any]:
    """One coaching cycle for programs; the keys are a promise."""
    answers = {name: getattr(one, name) for fields in QUESTIONS.values() for name in fields}
    return {"kata": f"K-{one.number}", "held_on": one.held_on, **names.json(one), **answers, "id": one.id}
