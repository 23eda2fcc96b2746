"""What happens rarely and is counted by its date: an accident, a complaint."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from kpiboard.model.frozen import frozen
from kpiboard.model.target import Target


@frozen
class Event:
    """One thing that happened, of a KPI that counts events. What each attribute means: facts/event.py.

    `id` is `ids.event_id(kpi_id, day, nth)`: `nth`, from 1, tells apart what happened on one day. Moments are in UTC.
    """

    table: ClassVar[str] = "events"

    id: str
    kpi_id: str
    day: date
    nth: int = 1
    what: str = ""
    reason: str = ""
    code: str = ""
    reason_at: datetime | None = None
    late_at: datetime | None = None
    passed_by: str = ""


# What a day meets on which nothing happened: it is a day or more since the last event.
NO_EVENT = Target("no event", "", low=1.0)
