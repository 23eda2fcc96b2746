"""Identity that survives copies: random but ordered ids, and derived ids for what has a natural key."""

from __future__ import annotations

import os
from datetime import date, datetime
from uuid import UUID, uuid5

# Made once for this product; a reading's id is uuid5(READINGS, "<kpi id>/<period>").
READINGS = UUID("5f0e9a0e-5d0c-4a57-9a0b-6b70692d7264")
EVENTS = UUID("b3a0d3c1-7a52-5f0c-9c6e-6b7069626576")  # an event's is uuid5(EVENTS, "<kpi id>/<day>/<nth>")


def new_id(at: datetime) -> str:
    """A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits; as text."""
    milliseconds = int(at.timestamp() * 1000)
    random = int.from_bytes(os.urandom(10)) >> 6  # 74 bits; the module secrets would cost a shell command 5 ms
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | random >> 62 << 64
    return str(UUID(int=value | 0b10 << 62 | random & (1 << 62) - 1))


def reading_id(kpi_id: str, period: str) -> str:
    """The same KPI and period give the same id in every copy of a board, so that two entries meet."""
    return str(uuid5(READINGS, f"{kpi_id}/{period}"))


def event_id(kpi_id: str, day: date, nth: int) -> str:
    """The same for the nth event of a KPI on a day."""
    return str(uuid5(EVENTS, f"{kpi_id}/{day}/{nth}"))


def baseline_id(kpi_id: str, start: str) -> str:
    """The same KPI and first period give the same id in every copy of a board, so that two locks of it meet."""
    return str(uuid5(READINGS, f"{kpi_id}/baseline/{start}"))


def midnight(day: date, now: datetime) -> datetime:
    """The start of `day` in the zone of `now`; an id made from it tells no more than the date."""
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
