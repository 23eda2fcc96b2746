"""What recording a number would do, and what happened to a reading, frozen."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from kpiboard.basics.entry import Entry
from kpiboard.model import Kpi, Reading, Target
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import Period
from kpiboard.rules.status import Status


class Doubt(StrEnum):
    """Why a number is worth a second look before it is saved."""

    OUTSIDE = "outside the process limits"
    MORE_THAN_ALL = "more than all of them"  # 12 of 10


@frozen
class Preview:
    """What recording would do: the reading it would store, the one it corrects, and the status it gets.

    `typed` is what it was made from.
    """

    kpi: Kpi
    period: Period
    target: Target | None
    typed: Entry
    reading: Reading
    status: Status
    old: Reading | None
    doubt: Doubt | None = None


@frozen
class ReadingChange:
    """One change of a reading: when, by whom, and the value before and after (None: there was none)."""

    at: datetime
    who: str
    before: float | None
    after: float | None
