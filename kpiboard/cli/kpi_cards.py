"""A KPI's card as a line for people and as JSON for programs; the keys of the JSON are a promise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from kpiboard.cli.output import Part, status_part
from kpiboard.cli.rows import Linked, row_json
from kpiboard.model import Category, Goal, Kpi, KpiState, Person, Target
from kpiboard.model.event import NO_EVENT
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.kinds import short_name
from kpiboard.rules.targets import target_on
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.kpi import target_words, value_words

R = TypeVar("R", Category, Goal, Person)

# What every list of KPIs tells; the rest of its fields stand in the "sheet" of `kpi show`.
HEAD = [
    *KPI.subjects["The KPI"],
    *(KPI[name] for name in ("retired_reason", "position", "id")),
]


def figure(card: KpiCard) -> str:
    """`97.8 %`; without a value no unit either."""
    if card.latest.value is None:
        return value_words(card.latest, card.kpi)
    return plain.with_unit(value_words(card.latest, card.kpi), card.kpi.unit)


def kpi_row(kpi: Kpi, snapshot: BoardSnapshot) -> list[Part]:
    card = snapshot.kpi(kpi.id)
    category, person = _row(kpi.category_id, snapshot.categories), _row(kpi.owner_id, snapshot.people)
    letter, owner = category.letter if category else "", person.initials if person else "–"
    if card is None:
        reason = f": {kpi.retired_reason}" if kpi.retired_reason else ""
        words = kpi_words.state_words(kpi) + reason
        return [kpi.key, letter, kpi.name, "", "", kpi.cadence.value, owner, words]
    return [
        kpi.key,
        letter,
        kpi.name,
        figure(card),
        target_words(card.target),
        kpi.cadence.value,
        owner,
        standing(card),
    ]


def standing(card: KpiCard) -> tuple[str, str]:
    """`▼ off target`; `■ suspect` while a red KPI guards a green one."""
    return status_part(card.status, "suspect" if card.suspect else "")


KPI_HEADS = ("key", "", "name", "value", "target", "every", "owner", "status")


def kpi_json(kpi: Kpi, snapshot: BoardSnapshot, targets: Sequence[Target] = ()) -> dict[str, Any]:
    """A KPI with what the board says about it now; what is not on the board now has null there."""
    card = snapshot.kpi(kpi.id)
    target = card.target if card else target_on(targets, snapshot.today, kpi.decimals)
    linked: Linked = {
        "category": _row(kpi.category_id, snapshot.categories),
        "goal": _row(kpi.goal_id, snapshot.goals),
        "owner": _row(kpi.owner_id, snapshot.people),
    }
    return _json(kpi, linked, target, card)


def card_json(card: KpiCard) -> dict[str, Any]:
    """The same of a KPI whose card is known, on the board or not."""
    linked: Linked = {"category": card.category, "goal": card.goal, "owner": card.owner}
    return _json(card.kpi, linked, card.target, card if card.kpi.state is KpiState.ACTIVE else None)


def _json(kpi: Kpi, linked: Linked, target: Target | None, card: KpiCard | None) -> dict[str, Any]:
    return {
        **row_json(HEAD, kpi, linked),
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
        "actions": [short_name(action) for action in card.running] if card else [],
    }


def target_json(target: Target | None) -> dict[str, Any] | None:
    if target is None or target == NO_EVENT or (target.low is None and target.high is None):
        return None
    return {
        "low": target.low,
        "high": target.high,
        "watch_low": target.watch_low,
        "watch_high": target.watch_high,
        "valid_from": target.valid_from,
    }


def _row(row_id: str | None, rows: Iterable[R]) -> R | None:
    return next((row for row in rows if row.id == row_id), None)
