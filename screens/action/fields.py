"""The lines of the form of an action; feedback that becomes one is asked the same."""

from __future__ import annotations

from datetime import date

from kpiboard.basics import entry
from kpiboard.model import ActionKind
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.views.board import ActionCard, BoardSnapshot
from kpiboard.words.action import kind_words
from kpiboard.words.plain import day_words, full_day_words


def action_fields(snapshot: BoardSnapshot, start: dict[str, str], old: ActionCard | None = None) -> list[Field]:
    today = snapshot.today
    return [
        Field("title", "What", start.get("title", ""), "what will be done", "Second set of change-over tools"),
        Choice("owner", "Owner", start.get("owner", ""), "the one person who does it",
               options=choices.people(snapshot, start.get("owner"))),
        Field("due", "Due", start.get("due", ""), "2026-11-30, tomorrow, friday or +3", "friday",
              read=lambda typed: due_echo(typed, today), replace=True),
        Choice("kpi", "KPI", start.get("kpi", ""), "the measure that shows whether it worked",
               options=choices.kpis(snapshot, old.kpi if old else None)),
        Choice("kind", "Kind", start.get("kind", ActionKind.COUNTERMEASURE.value),
               read=lambda kind: kind_words(ActionKind(kind)), options=choices.members(ActionKind)),
        Field("code", "Reason code", start.get("code", ""), "one short word, the same each time: they are counted",
              "film"),
    ]  # fmt: skip


def due_echo(typed: str, today: date) -> str:
    """How the board understands a date, while it is typed."""
    day = entry.day(typed, today)
    if day is None:
        return ""
    full, near = full_day_words(day), day_words(day, today)
    return full if near in full else f"{full}, {near}"
