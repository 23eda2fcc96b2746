"""Work in a PDCA stage, and what is known about its cause and its effect."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class Stage(StrEnum):
    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ActionKind(StrEnum):
    CONTAINMENT = "containment"
    COUNTERMEASURE = "countermeasure"
    SYSTEM = "system"
    IMPROVEMENT = "improvement"
    SUPPORT = "support"


class Result(StrEnum):
    """What an action did to its KPI, as the team decided."""

    WORKED = "worked"
    PARTLY = "partly"
    NONE = "none"
    WORSE = "worse"


@frozen
class Action:
    """A piece of work; shown as `A-<number>`. What each attribute means: facts/action.py.

    `ended_on` is set exactly when it is closed or cancelled. `expected` is in the unit of its KPI.
    """

    table: ClassVar[str] = "actions"

    id: str
    number: int
    title: str
    kind: ActionKind = ActionKind.COUNTERMEASURE
    stage: Stage = Stage.PLAN
    kpi_id: str | None = None
    owner_id: str | None = None
    due: date | None = None
    opened_on: date | None = None
    ended_on: date | None = None
    cancel_reason: str = ""
    code: str = ""
    opened_at: datetime | None = None
    cause: str = ""
    hypothesis: str = ""
    expected: float | None = None
    expected_by: date | None = None
    done_on: date | None = None
    evidence: str = ""
    check_on: date | None = None
    check_n: int = 5
    result: Result | None = None
    learning: str = ""
    standard: str = ""
    cycle: int = 1
    came_back_on: date | None = None
    moves: int = 0
    blocked: str = ""
    background: str = ""
    current: str = ""
    goal: str = ""
    countermeasures: str = ""
    plan: str = ""
    follow_up: str = ""
    result_reason: str = ""


@frozen
class Helper:
    """Somebody who helps the owner of an action."""

    table: ClassVar[str] = "helpers"

    id: str
    action_id: str
    person_id: str


@frozen
class Block:
    """An action that cannot go on before another one, the `blocker`, has ended."""

    table: ClassVar[str] = "blocks"

    id: str
    action_id: str
    blocker_id: str


@frozen
class Cover:
    """Another KPI whose reds an action answers, besides its own: one stop may redden five."""

    table: ClassVar[str] = "covers"

    id: str
    action_id: str
    kpi_id: str


class Evidence(StrEnum):
    SEEN = "seen"
    DATA = "data"
    ASSUMED = "assumed"


@frozen
class Why:
    """One of up to five whys of an action; `position` counts from 1."""

    table: ClassVar[str] = "whys"

    id: str
    action_id: str
    position: int
    because: str
    evidence: Evidence = Evidence.ASSUMED


@frozen
class Note:
    """What somebody noted on an action; `said_at` is in UTC."""

    table: ClassVar[str] = "notes"

    id: str
    action_id: str
    said_at: datetime
    said_by: str
    text: str
