"""`kpiboard escalation`: help asked from the next tier, and its answers."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Command, Sections, Topic
from kpiboard.cli.names import ESCALATION
from kpiboard.cli.output import Part, details, emit, say, table
from kpiboard.cli.rows import Linked, row_json
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Answer, AnswerState, Escalation
from kpiboard.model.facts.team import ANSWER
from kpiboard.model.facts.team import ESCALATION as FACTS
from kpiboard.rules.escalation import State
from kpiboard.views.board import EscalationCard
from kpiboard.words.escalation import from_to_words, line_words, moment_words, state_words, wanted_by

SECTIONS: Sections = {
    "Asking": {
        "list": ("escalations", "list_escalations"),
        "show": ("escalations", "show"),
        "raise": ("escalations", "raise_command"),
        "confirm": ("escalations", "confirm"),
        "again": ("escalations", "again"),
    },
    "Answering": {
        "accept": ("escalations", "accept"),
        "return": ("escalations", "return_command"),
        "resolve": ("escalations", "resolve"),
    },
    "To the next tier and back": {
        "export": ("escalation_files", "export_command"),
        "import": ("escalation_files", "import_command"),
    },
}

_ANSWERED_BY = field_options([ANSWER["answered_by"]])


@click.group(cls=Topic, sections=SECTIONS)
def escalation() -> None:
    """Escalations: list, raise, accept, return, resolve, confirm …"""


@click.command("list", cls=Command)
@click.option("--all", "everything", is_flag=True, help="Confirmed ones, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_escalations(session: Session, everything: bool, as_json: bool) -> None:
    """What is asked and not yet confirmed, the most urgent first."""
    with session.open(read_only=True) as board:
        known = board.escalations.cards()
    cards = [card for card in known if everything or card.state is not State.CONFIRMED]
    if as_json:
        emit([escalation_json(card) for card in cards])
        return
    table([_row(card) for card in cards], ("", "state", "asked", "about", "reason"))
    if not cards:
        say("No help is asked for now." if known else "No escalations yet.")


def _row(card: EscalationCard) -> list[Part]:
    words = state_words(card)
    return [
        card.label,
        (words, "red") if card.overdue else words,
        from_to_words(card),
        card.escalation.about,
        card.escalation.reason,
    ]


@click.command(cls=Command)
@click.argument("escalation", type=ESCALATION)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, escalation: str, as_json: bool) -> None:
    """One escalation with its answers."""
    with session.open(read_only=True) as board:
        card = _card(board, board.escalations.find(escalation))
        zone = board.now().tzinfo
    if as_json:
        emit(escalation_json(card))
        return

    one = card.escalation
    say((f"{card.label} {one.about}", "cyan"))
    details(
        [
            ("state", (state_words(card), "red" if card.overdue else "")),
            ("reason", one.reason),
            ("help", one.help_asked),
            ("asked", from_to_words(card)),
            ("raised", f"{moment_words(one.raised_at, zone)} {one.raised_by}"),
            ("answer by", wanted_by(card, zone)),
            *((moment_words(said.answered_at, zone), _answer(said)) for said in card.answers),
            ("confirmed", f"{moment_words(one.confirmed_at, zone)} {one.confirmed_by}" if one.confirmed_at else ""),
        ]
    )


def _answer(said: Answer) -> str:
    by = f" by {said.answered_by}" if said.answered_by else ""
    return f"{said.state.value}{by}{f': {said.text}' if said.text else ''}"


@click.command("raise", cls=Command)
@field_options([FACTS["action"], FACTS["feedback"], FACTS["kpi"]])
@field_options([FACTS["reason"]], required=True)
@field_options([FACTS["help_asked"], FACTS["to_whom"], FACTS["answer_hours"]], new=True)
@pass_session
def raise_command(session: Session, /, **given: Any) -> None:
    """Ask the next tier for help with an action, feedback or a KPI."""
    with session.open() as board:
        _tell(board, board.escalations.add(**what_is_given(given)))


@click.command(cls=Command)
@click.argument("escalation", type=ESCALATION)
@click.argument("text", nargs=-1)
@_ANSWERED_BY
@pass_session
def accept(session: Session, escalation: str, text: tuple[str, ...], answered_by: str | None) -> None:
    """The next tier takes it on."""
    _put(session, escalation, AnswerState.ACCEPTED, text, answered_by)


@click.command("return", cls=Command)
@click.argument("escalation", type=ESCALATION)
@click.argument("reason", nargs=-1, required=True)
@_ANSWERED_BY
@pass_session
def return_command(session: Session, escalation: str, reason: tuple[str, ...], answered_by: str | None) -> None:
    """The next tier gives it back, with a REASON."""
    _put(session, escalation, AnswerState.RETURNED, reason, answered_by)


@click.command(cls=Command)
@click.argument("escalation", type=ESCALATION)
@click.argument("text", nargs=-1, required=True)
@_ANSWERED_BY
@pass_session
def resolve(session: Session, escalation: str, text: tuple[str, ...], answered_by: str | None) -> None:
    """The next tier has solved it: what was done."""
    _put(session, escalation, AnswerState.RESOLVED, text, answered_by)


@click.command(cls=Command)
@click.argument("escalation", type=ESCALATION)
@pass_session
def confirm(session: Session, escalation: str) -> None:
    """The answer helps: it is over."""
    with session.open() as board:
        _tell(board, board.escalations.confirm(escalation))


@click.command(cls=Command)
@click.argument("escalation", type=ESCALATION)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def again(session: Session, escalation: str, reason: tuple[str, ...]) -> None:
    """The answer does not help: raise it once more, with the REASON."""
    with session.open() as board:
        _tell(board, board.escalations.raise_again(escalation, joined(reason)))


def _put(session: Session, escalation: str, state: AnswerState, text: tuple[str, ...], by: str | None) -> None:
    with session.open() as board:
        found = board.escalations.find(escalation)
        board.escalations.answer(found, state, joined(text), by or "")
        _tell(board, found)


def _card(board: Board, found: Escalation) -> EscalationCard:
    return next(card for card in board.escalations.cards() if card.escalation.id == found.id)


def _tell(board: Board, made: Escalation) -> None:
    card = _card(board, made)
    say(f"{line_words(card)} · {card.escalation.about}")


def escalation_json(card: EscalationCard) -> dict[str, Any]:
    """One escalation for programs; the keys are a promise."""
    linked: Linked = {"action": card.action, "feedback": card.feedback, "kpi": card.kpi}
    return {
        "escalation": card.label,
        "state": card.state,
        **row_json(FACTS, card.escalation, linked),
        "age_hours": card.age_hours,
        "overdue": card.overdue,
        "answers": [
            {"state": said.state, "at": said.answered_at, "by": said.answered_by, "text": said.text}
            for said in card.answers
        ],
    }
