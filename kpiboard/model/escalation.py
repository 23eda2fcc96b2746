"""Help asked from the next tier, and what that tier answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


@frozen
class Escalation:
    """Help that a team asks for; shown as `E-<number>`. What each attribute means: facts/team.py.

    It is the asking team's row, the answers are not. Moments are in UTC. It is over when the one who raised it has
    confirmed the answer.
    """

    table: ClassVar[str] = "escalations"

    id: str
    number: int
    about: str
    reason: str
    raised_at: datetime
    raised_by: str = ""
    help_asked: str = ""
    to_whom: str = ""
    from_tier: int = 1
    to_tier: int = 2
    answer_hours: int = 24
    origin: str = ""
    action_id: str | None = None
    feedback_id: str | None = None
    kpi_id: str | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str = ""


class AnswerState(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RESOLVED = "resolved"


@frozen
class Answer:
    """What the next tier said to an escalation, and what became of it with that; the answering team's row."""

    table: ClassVar[str] = "answers"

    id: str
    escalation_id: str
    state: AnswerState
    answered_at: datetime
    answered_by: str = ""
    text: str = ""
