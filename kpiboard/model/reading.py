"""Readings, and what is known about how far they can be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen
from kpiboard.model.kpi import Average


class ReadingKind(StrEnum):
    ACTUAL = "actual"
    OFF = "off"
    MISSING = "missing"


@frozen
class Reading:
    """One value of one KPI for one period. What each attribute means: facts/reading.py.

    `id` is `ids.reading_id(kpi_id, period)`. `value` is None exactly when `kind` is not actual. Moments are in UTC.
    """

    table: ClassVar[str] = "readings"

    id: str
    kpi_id: str
    period: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    kind: ReadingKind = ReadingKind.ACTUAL
    note: str = ""
    reason: str = ""
    corrected_from: float | None = None
    corrected_at: datetime | None = None
    late_at: datetime | None = None
    code: str = ""
    excluded: str = ""
    reason_at: datetime | None = None
    passed_by: str = ""


def share_scale(unit: str) -> float:
    """What numerator / denominator is multiplied by to be shown in `unit`: 100 for %, 1000 for ‰, 1e6 for ppm."""
    return {"%": 100.0, "‰": 1000.0, "ppm": 1_000_000.0}.get(unit, 1.0)


def share_value(numerator: float, denominator: float, unit: str) -> float:
    """What a share is in the unit of its KPI."""
    return share_scale(unit) * numerator / denominator


class ChartKind(StrEnum):
    """The process behaviour chart that limits belong to."""

    XMR = "xmr"  # values and their moving ranges
    P = "p"  # shares of changing size: Laney's p'
    T = "t"  # the days between rare events


@frozen
class Baseline:
    """From `start` (the key of a period) on the process limits are computed anew, because somebody said why.

    `lock_at` locks them after so many points (6 to 20) instead of 20. `start` "" is the KPI's first period. Locked
    limits are stored facts, from `chart` on, and there are none while `n` is None: no later number moves them.
    `spread` is what the chart measures it by, an average moving range or sigma z. `points_hash` tells whether the `n`
    points from the period `first` to `last` are still those that the limits were made from.
    """

    table: ClassVar[str] = "baselines"

    id: str
    kpi_id: str
    start: str = ""
    lock_at: int | None = None
    reason: str = ""
    set_by: str = ""
    set_on: date | None = None
    # the lock
    chart: ChartKind = ChartKind.XMR
    average: Average = Average.MEAN
    centre: float | None = None
    spread: float | None = None
    n: int | None = None
    first: str = ""
    last: str = ""
    points_hash: str = ""

    def unlocked(self) -> Baseline:
        """Without stored limits: the step that saves it locks them from the numbers of now, if there are enough."""
        return replace(self, centre=None, spread=None, n=None, first="", last="", points_hash="")


@frozen
class Audit:
    """A reading that was checked against its source: what the board held then, and what was true."""

    table: ClassVar[str] = "audits"

    id: str
    kpi_id: str
    period: str
    checked_on: date
    checked_by: str = ""
    held_value: float | None = None
    true_value: float | None = None
    ok: bool = True
