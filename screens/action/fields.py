"""What is asked about an action: the form that starts or edits one, and the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kpiboard.model import ActionKind, Result
from kpiboard.model.facts.action import ACTION
from kpiboard.model.facts.fact import Fact
from kpiboard.model.kinds import short_name
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.sheet import Sheet
from kpiboard.views.board import ActionCard, BoardSnapshot
from kpiboard.words.action import kind_words, result_words


def action_fields(snapshot: BoardSnapshot, start: Mapping[str, object]) -> list[Field]:
    """The form; feedback that becomes an action is asked the same."""
    return [action_field(fact, start.get(fact.name, fact.usual), snapshot) for fact in ACTION.subjects["The action"]]


def action_field(fact: Fact, value: object, snapshot: BoardSnapshot, unit: str = "") -> Field:
    """`unit` is the one of the KPI whose change is expected."""
    field = ask(fact, value, snapshot)
    match fact.name:
        case "result" if isinstance(field, Choice):
            words = [(result.value, result_words(result)) for result in Result]
            return replace(field, options=[("", "not decided yet"), *words])
        case "kind":
            return replace(field, hint="", read=lambda kind: kind_words(ActionKind(kind)))
        case "also":
            waiting = [card.kpi.key for card in snapshot.kpis if card.unanswered]
            return replace(field, hint=f"{fact.help}; red now: {', '.join(waiting)}") if waiting else field
        case "cause":
            return replace(field, hint=f"{fact.help}; W asks why five times")
        case "expected" if unit:
            return replace(field, hint=f"the change of its KPI in {unit}, with its sign")
    return field


def values_of(card: ActionCard) -> dict[str, object]:
    """What the action has, by field."""
    return {
        **{fact.name: getattr(card.action, fact.attr) for fact in ACTION.asked if fact.attr},
        "helpers": tuple(map(short_name, card.helpers)),
        "blocked_by": tuple(map(short_name, card.blockers)),
        "also": tuple(kpi.key for kpi in card.also),
    }


def sheet(card: ActionCard) -> Sheet:
    values, unit, action = values_of(card), card.kpi.unit if card.kpi else "", card.action
    return Sheet(
        ACTION,
        action.id,
        f"{card.label} {action.title}",
        card.label,
        lambda fact, snapshot: action_field(fact, values[fact.name], snapshot, unit),
        lambda board, given: board.actions.edit(action.id, **given),
        lambda new: f"{short_name(new)} is changed.",
    )
