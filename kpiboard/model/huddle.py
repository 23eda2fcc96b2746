"""The daily stand-up at the board: when it was held, by whom, and who was thanked."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class HuddleState(StrEnum):
    RUNNING = "running"
    CLOSED = "closed"
    SKIPPED = "skipped"


class HuddleStep(StrEnum):
    """The agenda, in order."""

    OPEN = "open"
    WINS = "wins"
    REDS = "reds"
    ANSWERS = "answers"
    OVERDUE = "overdue"
    FEEDBACK = "feedback"
    ESCALATE = "escalate"
    CLOSE = "close"


@frozen
class Huddle:
    """One huddle of a production day, or the reason why there was none. What each attribute means: facts/team.py.

    Moments are in UTC. A program that was killed goes on where the running one stands.
    """

    table: ClassVar[str] = "huddles"

    id: str
    held_on: date
    state: HuddleState = HuddleState.RUNNING
    shift: str = ""
    facilitator_id: str | None = None
    step: HuddleStep = HuddleStep.OPEN
    started_at: datetime | None = None
    step_at: datetime | None = None
    ended_at: datetime | None = None
    skip_reason: str = ""
    notes: str = ""
    nobody_thanked: bool = False


@frozen
class Attendance:
    """Somebody was there."""

    table: ClassVar[str] = "attendance"

    id: str
    huddle_id: str
    person_id: str


@frozen
class Congratulation:
    """It was said aloud: exactly one person was congratulated or thanked.

    `what` for; `kpi_id` with `period` is the target that was hit, `action_id` the action that worked.
    """

    table: ClassVar[str] = "congratulations"

    id: str
    number: int
    person_id: str
    said_on: date
    said_by: str = ""
    what: str = ""
    kpi_id: str | None = None
    period: str = ""
    action_id: str | None = None
