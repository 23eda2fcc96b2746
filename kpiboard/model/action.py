"""Work in a PDCA stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar


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


@dataclass(frozen=True, slots=True)
class Action:
    """A piece of work; shown as `A-<number>`. `ended_on` is set exactly when it is closed or cancelled.

    `code` is a short reason code that is counted (Pareto).
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


class Evidence(StrEnum):
    SEEN = "seen"
    DATA = "data"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Why:
    """One of up to five whys of an action; `position` counts from 1."""

    table: ClassVar[str] = "whys"

    id: str
    action_id: str
    position: int
    because: str
    evidence: Evidence = Evidence.ASSUMED


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted on an action; `said_at` is in UTC."""

    table: ClassVar[str] = "notes"

    id: str
    action_id: str
    said_at: datetime
    said_by: str
    text: str
