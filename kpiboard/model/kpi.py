"""Measures: the KPI, what guards it and who was asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen
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


class KpiKind(StrEnum):
    """Whether it measures what came out, or what the team does so that it comes out."""

    OUTCOME = "outcome"
    PROCESS = "process"


class Perspective(StrEnum):
    CUSTOMER = "customer"
    QUALITY = "quality"
    OUTPUT = "output"
    PEOPLE = "people"
    COST = "cost"
    SAFETY = "safety"


class Collection(StrEnum):
    """How its readings come onto the board."""

    MANUAL = "manual"
    IMPORT = "import"


class Controllable(StrEnum):
    """Whether the team can move it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Rollup(StrEnum):
    """How the value of a KPI is made from its children; NONE: it has readings of its own."""

    NONE = "none"
    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    WEIGHTED = "weighted"
    RATIO = "ratio"


class SignalRules(StrEnum):
    """Which rules tell a signal from noise; NONE draws no process limits (a counter that only goes up)."""

    WHEELER = "wheeler"
    WESTERN_ELECTRIC = "western electric"
    NELSON = "nelson"
    NONE = "none"


class Average(StrEnum):
    """What the process limits are made from: the mean moving range, or its median."""

    MEAN = "mean"
    MEDIAN = "median"


# What a KPI that counts events is besides: its days are the days since the last one, and the more of them the better.
OF_EVENTS: Mapping[str, object] = {
    "cadence": Cadence.DAY, "direction": Direction.HIGHER, "share": False, "rollup": Rollup.NONE
}  # fmt: skip


@frozen
class Kpi:
    """A measure with a unit, a direction, a cadence and one owner. What each attribute means: facts/kpi.py.

    `key` is the short name people type (`otd`); identity is `id`. Values outside `valid_min`..`valid_max` are refused;
    `floor` and `cap` are the physical ends of the scale, where process limits are clipped.
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
    # the tree
    parent_id: str | None = None
    rollup: Rollup = Rollup.NONE
    weight: float = 1.0
    # what it is like
    kind: KpiKind | None = None
    perspective: Perspective | None = None
    because: str = ""
    success: str = ""
    drivers: str = ""
    constraints: str = ""
    controllable: Controllable | None = None
    importance: int | None = None
    ease: int | None = None
    # how it is measured
    formula: str = ""
    data_source: str = ""
    measurement_plan: str = ""
    collection: Collection = Collection.MANUAL
    effort_minutes: float | None = None
    valid_min: float | None = None
    valid_max: float | None = None
    # what it does to people
    customer_impact: str = ""
    behaviour_risk: str = ""
    risk_level: int = 0
    # process limits
    floor: float | None = None
    cap: float | None = None
    signal_rules: SignalRules = SignalRules.WHEELER
    limits_by: Average = Average.MEAN
    screen_ranges: bool = False
    # reviews and the cutting-room floor
    next_review: date | None = None
    review_days: int = 90
    review_trigger: str = ""
    retired_on: date | None = None
    epitaph: str = ""
    # what was asked since, in the order of the releases
    closeness: int | None = None
    counts_events: bool = False
    counted_from: date | None = None
    weekdays: tuple[str, ...] = ()
    example: bool = False

    @property
    def of_events(self) -> bool:
        """Whether its days follow from the dates of events, and not from readings.

        What another program says has to agree with OF_EVENTS; else it is read as if it did not count any.
        """
        return self.counts_events and all(getattr(self, attr) == value for attr, value in OF_EVENTS.items())


@frozen
class Guard:
    """A counter-metric: while `guard_id` is red, a green `kpi_id` is suspect; `reason` says what it may hide."""

    table: ClassVar[str] = "guards"

    id: str
    kpi_id: str
    guard_id: str
    reason: str = ""


@frozen
class Consulted:
    """Somebody who was asked about a KPI before it came onto the board."""

    table: ClassVar[str] = "consulted"

    id: str
    kpi_id: str
    person_id: str


class Decision(StrEnum):
    KEEP = "keep"
    ADJUST = "adjust"
    RETIRE = "retire"


@frozen
class Review:
    """One time the team asked whether a KPI is still a good one. What each attribute means: facts/kpi.py."""

    table: ClassVar[str] = "reviews"

    id: str
    kpi_id: str
    reviewed_on: date
    decision: Decision
    reviewed_by: str = ""
    why: str = ""
    trigger: str = ""
    score: int = 0
    liked: bool | None = None
