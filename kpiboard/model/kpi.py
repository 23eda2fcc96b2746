"""Measures: the KPI, its targets and its readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.goal import Horizon


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Cadence(StrEnum):
    """How often a KPI is read."""

    HOUR = "hour"
    SHIFT = "shift"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class KpiState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A measure with a unit, a direction, a cadence and one owner.

    `key` is the short name people type (`otd`); identity is `id`. A `share` is asked as numerator and denominator.
    """

    table: ClassVar[str] = "kpis"

    id: str
    key: str
    name: str
    category_id: str | None = None
    goal_id: str | None = None
    owner_id: str | None = None
    unit: str = ""
    decimals: int = 1
    direction: Direction = Direction.HIGHER
    cadence: Cadence = Cadence.DAY
    share: bool = False
    horizon: Horizon = Horizon.SHORT
    definition: str = ""
    state: KpiState = KpiState.ACTIVE
    retired_reason: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Target:
    """The values wanted from a date on: `low` ≤ value ≤ `high`; a bound that is None does not bind.

    `valid_from` None means since ever. Values outside the bounds but inside the watch bounds are *watch*.
    """

    table: ClassVar[str] = "targets"

    id: str
    kpi_id: str
    valid_from: date | None = None
    low: float | None = None
    high: float | None = None
    watch_low: float | None = None
    watch_high: float | None = None


class ReadingKind(StrEnum):
    ACTUAL = "actual"
    OFF = "off"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one KPI for one period; `id` is `ids.reading_id(kpi_id, period)`.

    `value` is None exactly when `kind` is not actual. `note` is a remark; `reason` says why a red needs no action.
    `corrected_from` is the value that stood here before it was corrected.
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


def share_scale(unit: str) -> float:
    """What numerator / denominator is multiplied by to be shown in `unit`: 100 for %, 1000 for ‰, 1e6 for ppm."""
    return {"%": 100.0, "‰": 1000.0, "ppm": 1_000_000.0}.get(unit, 1.0)
