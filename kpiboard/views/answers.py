"""Contract: how well the board keeps the red contract, and what grows old meanwhile, frozen."""

from __future__ import annotations

from datetime import date

from kpiboard.model import Person
from kpiboard.model.frozen import frozen
from kpiboard.rules.ageing import Firefighting
from kpiboard.rules.red import ActedOn
from kpiboard.views.board import ActionCard, EscalationCard, KpiCard


@frozen
class Contract:
    """The last 90 days.

    `unanswered` KPIs have reds without an answer (`KpiCard.reds`), the oldest first; `late` ones have reds whose answer
    is overdue. `dust` collects on those that were red in the last 30 days and have never had an action. `overloaded`
    people have more than three actions in do. `learned` are the actions that taught something, the newest first.
    `done_per_100` actions were done for every 100 readings.
    """

    today: date
    unanswered: tuple[KpiCard, ...]
    late: tuple[KpiCard, ...]
    acted: ActedOn
    dust: tuple[KpiCard, ...]
    firefighting: Firefighting
    overloaded: tuple[tuple[Person, int], ...]
    overdue: tuple[ActionCard, ...]
    moved_often: tuple[ActionCard, ...]
    escalations: tuple[EscalationCard, ...]
    learned: tuple[ActionCard, ...]
    done_per_100: float | None
