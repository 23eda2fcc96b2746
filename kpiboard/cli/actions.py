"""`kpiboard action`: the queue. What is done with one of them is in the modules action_*.py."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.group import Command, Sections, Topic
from kpiboard.cli.names import KPI, PERSON, one_of
from kpiboard.cli.output import STAGE_SIGN, Part, emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.cli.views import view_of
from kpiboard.model import Action, ActionKind, View
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.views import fits
from kpiboard.views.board import ActionCard, BoardSnapshot
from kpiboard.words.action import due_words

SECTIONS: Sections = {
    "The queue": {
        "list": ("actions", "list_actions"),
        "show": ("action_show", "show"),
        "add": ("action_edit", "add"),
        "edit": ("action_edit", "edit"),
        "note": ("action_edit", "note"),
        "why": ("action_edit", "why"),
    },
    "Plan, do, check, act": {
        "advance": ("action_steps", "advance"),
        "back": ("action_steps", "back"),
        "move": ("action_steps", "move"),
        "cancel": ("action_steps", "cancel"),
    },
}


A3 = ("background", "current", "goal", "countermeasures", "plan", "follow_up")  # texts that stand nowhere else
HEADS = ("", "action", "stage", "due", "owner", "KPI", "title")


@click.group(cls=Topic, sections=SECTIONS)
def action() -> None:
    """Actions: list, show, add, edit, advance, back, why …"""


@click.command("list", cls=Command)
@click.option("--all", "everything", is_flag=True, help="Closed and cancelled ones, too.")
@click.option("--overdue", is_flag=True, help="Only what is late.")
@click.option("--for", "kpi", type=KPI, help="Only those on this KPI.")
@click.option("--owner", type=PERSON, help="Only those of this person.")
@click.option("--kind", type=one_of(ActionKind), help="Only those of this kind.")
@click.option("--view", "digit", type=click.IntRange(4, 9), metavar="DIGIT", help="Only what this saved view shows.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_actions(
    session: Session,
    everything: bool,
    overdue: bool,
    kpi: str | None,
    owner: str | None,
    kind: str | None,
    digit: int | None,
    as_json: bool,
) -> None:
    """The queue, the most urgent first."""
    with session.open(read_only=True) as board:
        kpi_id = board.find_kpi(kpi).id if kpi else None
        owner_id = board.find_person(owner).id if owner else None
        view = view_of(board, digit) if digit else View("", 0)
        snapshot = board.snapshot(history=1)
    cards = [
        card
        for card in snapshot.actions
        if (everything or card.action.stage in RUNNING)
        and (card.days_late or not overdue)
        and kpi_id in (None, card.action.kpi_id)
        and owner_id in (None, card.action.owner_id)
        and kind in (None, card.action.kind)
        and fits(view, card.action, card.days_late > 0, [one.id for one in card.helpers])
    ]
    if as_json:
        emit([action_json(card) for card in cards])
        return
    table([action_row(card, snapshot) for card in cards], HEADS)
    if not cards:
        say("No such actions." if snapshot.actions else "No actions yet.")


def action_words(action: Action) -> str:
    """`◔ A-12 Second dock team (plan)`."""
    return f"{STAGE_SIGN[action.stage]} A-{action.number} {action.title} ({action.stage.value})"


def action_row(card: ActionCard, snapshot: BoardSnapshot) -> list[Part]:
    action = card.action
    due = due_words(card, snapshot.today)
    return [
        STAGE_SIGN[action.stage],
        card.label,
        action.stage.value,
        (due, "red") if card.days_late else due,
        card.owner.initials if card.owner else "–",
        card.kpi.key if card.kpi else "",
        action.title,
    ]


def action_json(card: ActionCard) -> dict[str, Any]:
    """One action for programs; the keys are a promise."""
    action = card.action
    return {
        "action": card.label,
        "title": action.title,
        "kind": action.kind.value,
        "stage": action.stage.value,
        "kpi": card.kpi.key if card.kpi else None,
        "owner": card.owner.initials if card.owner else None,
        "helpers": [person.initials for person in card.helpers],
        "due": action.due,
        "days_late": card.days_late,
        "moves": action.moves,
        "blocked_by": [f"A-{one.number}" for one in card.blockers],
        "blocked": action.blocked,
        "opened_on": action.opened_on,
        "ended_on": action.ended_on,
        "cancel_reason": action.cancel_reason,
        "came_back_on": action.came_back_on,
        "cycle": action.cycle,
        "code": action.code,
        "cause": action.cause,
        "hypothesis": action.hypothesis,
        "expected": action.expected,
        "expected_by": action.expected_by,
        "done_on": action.done_on,
        "evidence": action.evidence,
        "check_on": action.check_on,
        "check_n": action.check_n,
        "readings": card.readings,
        "result": action.result,
        "learning": action.learning,
        "standard": action.standard,
        "held_days": card.held_days,
        "escalated": card.escalated,
        "a3": {name: getattr(action, name) for name in A3},
        "feedback": [f"F-{piece.number}" for piece in card.feedback],
        "whys": [{"because": why.because, "evidence": why.evidence.value} for why in card.whys],
        "notes": [{"said_at": note.said_at, "said_by": note.said_by, "text": note.text} for note in card.notes],
        "id": action.id,
    }
