"""Cards and rows as lines for people and as JSON for programs; the keys of the JSON are a promise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kpiboard.cli.output import STAGE_SIGN, STATE_SIGN, Part, status_part
from kpiboard.model import Action, Category, Goal, Kpi, KpiState, Person, Reading, Target
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.targets import target_on
from kpiboard.views.board import BoardSnapshot, FeedbackCard, KpiCard
from kpiboard.words import plain


def figure(card: KpiCard) -> str:
    """`97.8 %`; without a value no unit either."""
    if card.latest.value is None:
        return plain.value_words(card.latest, card.kpi)
    return plain.with_unit(plain.value_words(card.latest, card.kpi), card.kpi.unit)


def status_row(card: KpiCard, snapshot: BoardSnapshot) -> list[Part]:
    """Sign, letter, name, value, target, judgement, owner, so what."""
    sign, colour = status_part(card.status)
    answer = plain.so_what(card, snapshot.today)
    return [
        (sign[0], colour),
        card.category.letter if card.category else "",
        card.kpi.name,
        figure(card),
        plain.target_words(card.target),
        ("suspect" if card.suspect else plain.judgement(card), colour),
        card.owner.initials if card.owner else "–",
        (answer, "red") if card.unanswered else answer,
    ]


def kpi_row(kpi: Kpi, snapshot: BoardSnapshot) -> list[Part]:
    card = snapshot.kpi(kpi.id)
    letter = _name_of(kpi.category_id, snapshot.categories)
    owner = _name_of(kpi.owner_id, snapshot.people) or "–"
    if card is None:
        reason = f": {kpi.retired_reason}" if kpi.retired_reason else ""
        words = plain.state_words(kpi) + reason
        return [kpi.key, letter, kpi.name, "", "", kpi.cadence.value, owner, words]
    return [
        kpi.key,
        letter,
        kpi.name,
        figure(card),
        plain.target_words(card.target),
        kpi.cadence.value,
        owner,
        standing(card),
    ]


def standing(card: KpiCard) -> tuple[str, str]:
    """`▼ off target`; `◐ suspect` while a red KPI guards a green one."""
    return status_part(card.status, "suspect" if card.suspect else "")


KPI_HEADS = ("key", "", "name", "value", "target", "every", "owner", "status")


def kpi_json(kpi: Kpi, snapshot: BoardSnapshot, targets: Sequence[Target] = ()) -> dict[str, Any]:
    """A KPI with what the board says about it now; what is not on the board now has null there."""
    card = snapshot.kpi(kpi.id)
    target = card.target if card else target_on(targets, snapshot.today)
    named = Linked(
        _name_of(kpi.category_id, snapshot.categories),
        _name_of(kpi.goal_id, snapshot.goals),
        _name_of(kpi.owner_id, snapshot.people),
    )
    return _facts(kpi, named, target, card)


def card_json(card: KpiCard) -> dict[str, Any]:
    """The same of a KPI whose card is known, on the board or not."""
    named = Linked(
        card.category.letter if card.category else "",
        card.goal.title if card.goal else "",
        card.owner.initials if card.owner else "",
    )
    return _facts(card.kpi, named, card.target, card if card.kpi.state is KpiState.ACTIVE else None)


class Linked(NamedTuple):
    """What a KPI points to, by what people call it."""

    category: str
    goal: str
    owner: str


def _facts(kpi: Kpi, named: Linked, target: Target | None, card: KpiCard | None) -> dict[str, Any]:
    return {
        "key": kpi.key,
        "name": kpi.name,
        "category": named.category or None,
        "goal": named.goal or None,
        "owner": named.owner or None,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "direction": kpi.direction.value,
        "cadence": kpi.cadence.value,
        "share": kpi.share,
        "horizon": kpi.horizon.value,
        "definition": kpi.definition,
        "state": kpi.state.value,
        "retired_reason": kpi.retired_reason,
        "target": target_json(target),
        "status": card.status.value if card else None,
        "suspect": card.suspect if card else None,
        "doubtful": card.doubtful if card else None,
        "review_due": card.review_due if card else None,
        "period": card.latest.period.key if card else None,
        "value": card.latest.value if card else None,
        "due": card.due.key if card else None,
        "trend": card.trend.value if card else None,
        "in_a_row": card.streak.length if card else None,
        "days_since_red": card.days_since_red if card else None,
        "unanswered": card.unanswered if card else None,
        "actions": [f"A-{action.number}" for action in card.running] if card else [],
        "id": kpi.id,
    }


def target_json(target: Target | None) -> dict[str, Any] | None:
    if target is None or (target.low is None and target.high is None):
        return None
    return {
        "low": target.low,
        "high": target.high,
        "watch_low": target.watch_low,
        "watch_high": target.watch_high,
        "valid_from": target.valid_from,
    }


def reading_json(reading: Reading, status: str) -> dict[str, Any]:
    return {
        "period": reading.period,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "kind": reading.kind.value,
        "status": status,
        "note": reading.note,
        "reason": reading.reason,
        "code": reading.code,
        "corrected_from": reading.corrected_from,
        "corrected_at": reading.corrected_at,
        "late_at": reading.late_at,
        "excluded": reading.excluded,
    }


def action_words(action: Action) -> str:
    """`◔ A-12 Second dock team (plan)`."""
    return f"{STAGE_SIGN[action.stage]} A-{action.number} {action.title} ({action.stage.value})"


FEEDBACK_HEADS = ("", "feedback", "state", "kind", "by", "age", "KPI", "text")


def feedback_row(card: FeedbackCard) -> list[Part]:
    piece = card.feedback
    age = plain.age_words(card.age_hours)
    votes = f"  +{piece.votes}" if piece.votes else ""
    return [
        STATE_SIGN[piece.state],
        card.label,
        piece.state.value,
        piece.kind.value.replace("_", " "),
        plain.author_words(card),
        (age, "red") if card.overdue else age,
        card.kpi.key if card.kpi else "",
        piece.text + votes,
    ]


def feedback_json(card: FeedbackCard) -> dict[str, Any]:
    piece = card.feedback
    return {
        "feedback": card.label,
        "text": piece.text,
        "kind": piece.kind.value,
        "state": piece.state.value,
        "kpi": card.kpi.key if card.kpi else None,
        "author": card.author.initials if card.author else None,
        "anonymous": piece.anonymous,
        "said_on": piece.said_on,
        "said_at": piece.said_at,
        "age_hours": card.age_hours,
        "overdue": card.overdue,
        "acknowledged_at": piece.acknowledged_at,
        "reply": piece.reply,
        "replied_by": piece.replied_by,
        "replied_at": piece.replied_at,
        "action": f"A-{card.action.number}" if card.action else None,
        "votes": piece.votes,
        "id": piece.id,
    }


def status_json(snapshot: BoardSnapshot) -> dict[str, Any]:
    """The whole answer of `kpiboard status`."""
    verdict, board = snapshot.verdict, snapshot.board
    keys = {card.kpi.id: card.kpi.key for card in snapshot.kpis}
    return {
        "board": board.name,
        "team": board.team,
        "file": snapshot.path,
        "taken_at": snapshot.taken_at,
        "today": snapshot.today,
        "shift": snapshot.shift.key if snapshot.shift else None,
        "verdict": verdict.outcome.value,
        "won": verdict.won,
        "lost": verdict.lost,
        "watch": verdict.watch,
        "no_data": verdict.no_data,
        "due": verdict.due,
        "short": list(verdict.short),
        "long": list(verdict.long),
        "why": plain.why(snapshot),
        "red": [keys[row] for row in verdict.red],
        "must_not_lose_red": [keys[row] for row in verdict.must_not_lose_red],
        "unanswered": [keys[row] for row in verdict.unanswered],
        "oldest_unanswered_hours": verdict.oldest_hours,
        "reviews_due": [card.kpi.key for card in snapshot.kpis if card.review_due],
        "kpis": [kpi_json(card.kpi, snapshot) for card in snapshot.kpis],
        "actions_running": sum(card.action.stage in RUNNING for card in snapshot.actions),
        "actions_late": [card.label for card in snapshot.actions if card.days_late],
        "feedback_open": [card.label for card in open_feedback(snapshot)],
        "feedback_overdue": [card.label for card in snapshot.feedback if card.overdue],
        "escalations_open": [card.label for card in snapshot.escalations if card.escalation.confirmed_at is None],
        "huddle_streak": snapshot.streak,
        "to_congratulate": [card.person.initials for card in snapshot.praise],
    }


def open_feedback(snapshot: BoardSnapshot) -> list[FeedbackCard]:
    from kpiboard.rules.inbox import is_open

    return [card for card in snapshot.feedback if is_open(card.feedback)]


def _name_of(row_id: str | None, rows: Iterable[Category | Person | Goal]) -> str:
    found = next((row for row in rows if row.id == row_id), None)
    match found:
        case Category():
            return found.letter
        case Person():
            return found.initials
        case Goal():
            return found.title
        case _:
            return ""
