"""What somebody said, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class FeedbackKind(StrEnum):
    IDEA = "idea"
    CONCERN = "concern"
    KPI_FEASIBILITY = "kpi_feasibility"
    DATA_DOUBT = "data_doubt"
    THANKS = "thanks"
    SAFETY = "safety"


class FeedbackState(StrEnum):
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@frozen
class Feedback:
    """One piece of feedback; shown as `F-<number>`. What each attribute means: facts/team.py.

    `said_at` (UTC) is None when it was said anonymously, because then only the date is kept, and no author.
    """

    table: ClassVar[str] = "feedback"

    id: str
    number: int
    text: str
    kind: FeedbackKind = FeedbackKind.IDEA
    state: FeedbackState = FeedbackState.NEW
    kpi_id: str | None = None
    author_id: str | None = None
    anonymous: bool = False
    said_on: date | None = None
    said_at: datetime | None = None
    acknowledged_at: datetime | None = None
    reply: str = ""
    replied_by: str = ""
    replied_at: datetime | None = None
    action_id: str | None = None
    votes: int = 0
