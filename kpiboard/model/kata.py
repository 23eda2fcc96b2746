"""The coaching kata: five questions about a KPI or an action, asked by a coach and answered by a learner."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kpiboard.model.frozen import frozen


@frozen
class Kata:
    """One coaching cycle (Mike Rother's five questions, with the reflection on the last step in between).

    It is about a KPI or an action. Exactly one obstacle is worked on; others wait in `parked`, one a line. On
    `go_see_on` both go and see what was learned from the next step.
    """

    table: ClassVar[str] = "kata"

    id: str
    number: int
    held_on: date
    kpi_id: str | None = None
    action_id: str | None = None
    coach_id: str | None = None
    learner_id: str | None = None
    target_condition: str = ""
    actual: str = ""
    last_step: str = ""
    last_expected: str = ""
    last_happened: str = ""
    learned: str = ""
    obstacle: str = ""
    parked: str = ""
    next_step: str = ""
    next_expected: str = ""
    go_see_on: date | None = None
