"""The board itself: whose it is, its letters, its shifts and its working days."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from kpiboard.model.frozen import frozen


@frozen
class BoardInfo:
    """What one team shares; exactly one row in a file. What each attribute means: facts/board.py.

    `timezone` is an IANA name. `week_start` and the weekday names in `days_off` are lower-case English; `days_off` also
    holds ISO dates.
    """

    table: ClassVar[str] = "board"

    id: str
    name: str
    team: str = ""
    area: str = ""
    tier: int = 1
    vision: str = ""
    timezone: str = "UTC"
    day_start: time = time(6)
    week_start: str = "monday"
    days_off: tuple[str, ...] = ("saturday", "sunday")


@frozen
class Category:
    """A letter that KPIs hang under; a red one that must not lose makes the whole board lose."""

    table: ClassVar[str] = "categories"

    id: str
    letter: str
    name: str
    must_not_lose: bool = False
    position: float = 0.0


@frozen
class Shift:
    """A shift in wall-clock time; one that ends at or before its start ends on the next day.

    `key` is short (`S1`, `night`) and stands in the periods of readings, so it stays as it is.
    """

    table: ClassVar[str] = "shifts"

    id: str
    key: str
    name: str
    start: time
    end: time
    position: float = 0.0


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
