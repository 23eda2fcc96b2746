"""`kpiboard action`: the queue. What is done with one of them is in the modules action_*.py."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.group import Command, Sections, Topic
from kpiboard.cli.names import KPI, PERSON, one_of
from kpiboard.cli.output import Part, emit, say, sign, table
from kpiboard.cli.rows import Linked, row_json
from kpiboard.cli.session import Session, pass_session
from kpiboard.cli.views import view_of
from kpiboard.model import Action, ActionKind, View
from kpiboard.model.facts.action import ACTION as FACTS
from kpiboard.model.facts.action import NOTE, WHY
from kpiboard.model.kinds import short_name
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


A3 = FACTS.subjects["The words of the A3 sheet"]
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
        kpi_id = board.kpis.find(kpi).id if kpi else None
        owner_id = board.team.find_person(owner).id if owner else None
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
    return f"{sign(action.stage)} {short_name(action)} {action.title} ({action.stage.value})"


def action_row(card: ActionCard, snapshot: BoardSnapshot) -> list[Part]:
    action = card.action
    due = due_words(card, snapshot.today, snapshot.by_clock)
    return [
        sign(action.stage),
        card.label,
        action.stage.value,
        (due, "red") if card.days_late else due,
        card.owner.initials if card.owner else "–",
        card.kpi.key if card.kpi else "",
        action.title,
    ]


def action_json(card: ActionCard) -> dict[str, Any]:
    """One action for programs; the keys are a promise."""
    linked: Linked = {"kpi": card.kpi, "owner": card.owner, "helpers": card.helpers, "blocked_by": card.blockers,
                      "also": card.also}  # fmt: skip
    return {
        "action": card.label,
        **row_json((fact for fact in FACTS if fact not in A3), card.action, linked),
        "days_late": card.days_late,
        "readings": card.readings,
        "held_days": card.held_days,
        "escalated": card.escalated,
        "a3": row_json(A3, card.action),
        "feedback": [short_name(piece) for piece in card.feedback],
        "whys": [row_json([WHY["because"], WHY["evidence"]], why) for why in card.whys],
        "notes": [row_json([NOTE["said_at"], NOTE["said_by"], NOTE["text"]], note) for note in card.notes],
    }
