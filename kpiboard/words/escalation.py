"""The words of an escalation: how it stands in a line, and the short text of it that a phone may carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from kpiboard.model import AnswerState, BoardInfo, Escalation
from kpiboard.rules.escalation import State, due_at
from kpiboard.views.board import EscalationCard
from kpiboard.words import huddle
from kpiboard.words.plain import age_words, full_day_words


class AnswerWords(NamedTuple):
    """What an answer is called on a button and in a form, and what is to be said in it."""

    verb: str
    hint: str


ANSWER_WORDS: Mapping[AnswerState, AnswerWords] = {
    AnswerState.ACCEPTED: AnswerWords("Accept", "what will be done, and by whom"),
    AnswerState.RETURNED: AnswerWords("Return", "why it is the team's own to solve"),
    AnswerState.RESOLVED: AnswerWords("Resolve", "what was done"),
}


def open_on(cards: Iterable[EscalationCard], item: str) -> EscalationCard | None:
    """The open escalation of an action, a piece of feedback or a KPI (its id)."""
    return next((card for card in cards if card.state is not State.CONFIRMED and _about(card.escalation) == item), None)


def _about(row: Escalation) -> str | None:
    """An escalation of an action names its KPI, too, and is none of the KPI itself."""
    return row.action_id or row.feedback_id or row.kpi_id


def state_words(card: EscalationCard) -> str:
    """`waits for an answer, 5 h`, `no answer for 26 h`, `accepted`, `resolved, to be confirmed`."""
    if card.overdue:
        return f"no answer for {age_words(card.age_hours)}"
    words = huddle.state_words(card.state)
    if card.state is State.RAISED:
        return f"{words}, {age_words(card.age_hours)}"
    return words


def line_words(card: EscalationCard) -> str:
    """For the line of what it is about: `E-3 · no answer for 26 h`."""
    return f"{card.label} · {state_words(card)}"


def from_to_words(card: EscalationCard) -> str:
    """`to tier 2, J. Berg`, or `from Line 4` for one of another board."""
    row = card.escalation
    if card.incoming:
        return f"from {row.origin}" + (f", to {row.to_whom}" if row.to_whom else "")
    return f"to tier {row.to_tier}" + (f", {row.to_whom}" if row.to_whom else "")


def moment_words(moment: datetime, zone: tzinfo | None) -> str:
    """`Fri 20 Nov 12:00`, on the board's clock."""
    local = moment.astimezone(zone)
    return f"{full_day_words(local.date())} {local:%H:%M}"


def wanted_by(card: EscalationCard, zone: tzinfo | None) -> str:
    """Until when an answer is wanted: `Sat 21 Nov 12:00`."""
    return moment_words(due_at(card.escalation), zone)


def slip(card: EscalationCard, board: BoardInfo, zone: tzinfo | None) -> str:
    """The escalation on a slip of paper, what matters most first, so that the end may be cut."""
    row = card.escalation
    lines = [f"{card.label} {row.origin or board.name}: {row.about}", f"Why: {row.reason}"]
    lines += [f"Help: {row.help_asked}"] if row.help_asked else []
    lines.append(f"{moment_words(row.raised_at, zone)} {row.raised_by} > tier {row.to_tier} {row.to_whom}".rstrip())
    if row.confirmed_at is None:
        lines.append(f"Answer by {wanted_by(card, zone)}")
    return "\n".join(" ".join(line.split()) for line in lines)
