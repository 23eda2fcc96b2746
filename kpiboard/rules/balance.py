"""Whether the measures of a board are few and balanced, what measuring costs, and which of them nobody uses.

Sources: domain.md 2.2 and 2.19 and its table "Decided"; articles S0 (short against long, quantity against quality,
process against output), S1 (collected data without action is waste; the vital few) and S4 (speedometer and engine).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kpiboard.model import Action, Cadence, Collection, Goal, Horizon, Kpi, KpiKind, KpiState, Perspective, Rollup
from kpiboard.model.frozen import frozen
from kpiboard.rules import tree
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.rules.pdca import RUNNING

IDEAL, MANY_FROM, RETIRE_FROM = 5, 7, 8
IDLE_DAYS = 90
SETTLING_DAYS = 30  # from its first reading on, in which a board is not told what its choice lacks
ENOUGH_SAID = 2  # perspectives or kinds that must have been said before a remark is made of them
ENOUGH_KPIS = 3  # and KPIs before one is made of their horizon

_DAYS_A_MONTH = 365.2425 / 12


class Crowd(StrEnum):
    """How many active KPIs there are: up to 5 is ideal, 6 is fine, 7 is many, from 8 one should go."""

    IDEAL = "ideal"
    FINE = "fine"
    MANY = "many"
    RETIRE_ONE = "retire one"


class Remark(StrEnum):
    """What there is to say about the balance, the weightiest first."""

    RETIRE_ONE = "retire one"
    QUANTITY_ONLY = "quantity only"
    SHORT_ONLY = "short term only"
    OUTCOME_ONLY = "outcomes only"
    SPEEDOMETERS = "nobody acts on"
    MANY = "many"


@frozen
class Cost:
    """What measuring one KPI costs. `minutes` a week is None while nobody has said how long a reading takes."""

    kpi_id: str
    reads: float
    minutes: float | None


@frozen
class Balance:
    """The active KPIs of a board, counted.

    `unsaid_kinds` and `unsaid_perspectives` are those that nobody has answered. `lonely_outcomes` are ids of outcome
    KPIs without an active process KPI that feeds them; `speedometers` of those without any action for 90 days.
    `laddered` lead up to a goal (rules/tree.py). It is `young` in the first 30 days after its first reading.
    """

    active: int
    crowd: Crowd
    short: int
    long: int
    outcome: int
    process: int
    unsaid_kinds: int
    perspectives: tuple[tuple[Perspective, int], ...]
    unsaid_perspectives: int
    lonely_outcomes: tuple[str, ...]
    costs: tuple[Cost, ...]
    speedometers: tuple[str, ...]
    laddered: int
    young: bool = False

    @property
    def minutes_a_week(self) -> float:
        """Of all whose effort is known."""
        return sum(cost.minutes or 0.0 for cost in self.costs)

    @property
    def unknown_costs(self) -> int:
        return sum(cost.minutes is None for cost in self.costs)

    @property
    def coverage(self) -> float | None:
        """Share of the KPIs that serve a goal, 0 to 1; None without KPIs."""
        return self.laddered / self.active if self.active else None

    @property
    def quantity_only(self) -> bool:
        """Whether all that was said is output or cost: nothing for customers, quality, people or safety."""
        said = [perspective for perspective, number in self.perspectives for _ in range(number)]
        return len(said) >= ENOUGH_SAID and set(said) <= {Perspective.OUTPUT, Perspective.COST}

    @property
    def short_only(self) -> bool:
        return self.short >= ENOUGH_KPIS and self.long == 0

    @property
    def outcome_only(self) -> bool:
        return self.outcome >= ENOUGH_SAID and self.process == 0


def balance(
    kpis: Sequence[Kpi],
    reads_per_week: Mapping[Cadence, float],
    acted_on: Mapping[str, date | None],
    goals: Iterable[Goal],
    today: date,
    *,
    first_read: Mapping[str, date | None],
) -> Balance:
    """Counts the active ones of `kpis`.

    Args:
        kpis: all of the board, or the active ones alone.
        reads_per_week: of each cadence, as `weekly_reads` gives them.
        acted_on: the last day of an action by KPI id, as `last_acted` gives them.
        goals: of the board.
        today: the production day.
        first_read: the day of the first reading by KPI id; a KPI younger than 90 days is no speedometer.
    """
    active = [kpi for kpi in kpis if kpi.state is KpiState.ACTIVE]
    kinds = Counter(kpi.kind for kpi in active)
    seen = Counter(kpi.perspective for kpi in active)
    return Balance(
        active=len(active),
        crowd=crowd(len(active)),
        short=sum(kpi.horizon is Horizon.SHORT for kpi in active),
        long=sum(kpi.horizon is Horizon.LONG for kpi in active),
        outcome=kinds[KpiKind.OUTCOME],
        process=kinds[KpiKind.PROCESS],
        unsaid_kinds=kinds[None],
        perspectives=tuple((perspective, seen[perspective]) for perspective in Perspective),
        unsaid_perspectives=seen[None],
        lonely_outcomes=tuple(
            kpi.id for kpi in active if kpi.kind is KpiKind.OUTCOME and process_children(kpi, active) == 0
        ),
        costs=tuple(_cost(kpi, reads_per_week) for kpi in active),
        speedometers=tuple(
            kpi.id for kpi in active if _idle(acted_on.get(kpi.id), first_read.get(kpi.id), today) > IDLE_DAYS
        ),
        laddered=tree.coverage(kpis, goals).laddered,
        young=(today - min(filter(None, first_read.values()), default=today)).days < SETTLING_DAYS,
    )


def crowd(active: int) -> Crowd:
    if active <= IDEAL:
        return Crowd.IDEAL
    if active < MANY_FROM:
        return Crowd.FINE
    return Crowd.MANY if active < RETIRE_FROM else Crowd.RETIRE_ONE


def remarks(found: Balance) -> tuple[Remark, ...]:
    """All there is to say, the weightiest first."""
    holds = {
        Remark.RETIRE_ONE: found.crowd is Crowd.RETIRE_ONE,
        Remark.QUANTITY_ONLY: found.quantity_only,
        Remark.SHORT_ONLY: found.short_only,
        Remark.OUTCOME_ONLY: found.outcome_only,
        Remark.SPEEDOMETERS: bool(found.speedometers),
        Remark.MANY: found.crowd is Crowd.MANY,
    }
    return tuple(remark for remark in Remark if holds[remark])


def worst_remark(found: Balance) -> Remark | None:
    """The one that the board shows; of a young board only that there are too many."""
    said = remarks(found)
    crowd_only = (Remark.RETIRE_ONE, Remark.MANY)
    return next((remark for remark in said if remark in crowd_only or not found.young), None)


def process_children(kpi: Kpi, kpis: Iterable[Kpi]) -> int:
    """How many active process KPIs feed this one directly."""
    return sum(
        child.parent_id == kpi.id and child.kind is KpiKind.PROCESS and child.state is KpiState.ACTIVE for child in kpis
    )


def weekly_reads(calendar: WorkCalendar) -> dict[Cadence, float]:
    """How many readings a KPI of each cadence asks for in a week: those of working days only.

    An hourly one is read in the hours of the shifts, around the clock on a board without shifts.
    """
    days = 7 - sum(isinstance(day, int) for day in calendar.days_off) or 7  # who never works is asked every day
    hours = sum(_hours(shift.start, shift.end) for shift in calendar.shifts)
    return {
        Cadence.HOUR: days * min(hours or 24.0, 24.0),
        Cadence.SHIFT: days * (len(calendar.shifts) or 1.0),
        Cadence.DAY: float(days),
        Cadence.WEEK: 1.0,
        Cadence.MONTH: 7 / _DAYS_A_MONTH,
        Cadence.QUARTER: 7 / (3 * _DAYS_A_MONTH),
        Cadence.YEAR: 7 / (12 * _DAYS_A_MONTH),
    }


def last_acted(actions: Iterable[Action], today: date) -> dict[str, date]:
    """The last day on which there was an action on a KPI, by its id: today while one runs."""
    days: dict[str, date] = {}
    for action in actions:
        if action.kpi_id is None:
            continue
        known = (day for day in (action.opened_on, action.ended_on) if day is not None)
        day = today if action.stage in RUNNING else max(known, default=date.min)
        days[action.kpi_id] = max(day, days.get(action.kpi_id, date.min))
    return days


def _idle(acted: date | None, first_read: date | None, today: date) -> int:
    """Days since anybody acted on it or, if later, since it was first read; 0 for what was never read."""
    if first_read is None:
        return 0
    return (today - max(first_read, acted or date.min)).days


def _cost(kpi: Kpi, reads_per_week: Mapping[Cadence, float]) -> Cost:
    """A KPI that is made from its children or counts events is not read; one that is imported takes no time unless it
    is said."""
    reads = reads_per_week[kpi.cadence] if kpi.rollup is Rollup.NONE and not kpi.of_events else 0.0
    if kpi.weekdays and kpi.cadence in (Cadence.HOUR, Cadence.SHIFT, Cadence.DAY):
        reads *= len(kpi.weekdays) / reads_per_week[Cadence.DAY]
    minutes = kpi.effort_minutes
    if minutes is None and (not reads or kpi.collection is Collection.IMPORT):
        minutes = 0.0
    return Cost(kpi.id, reads, None if minutes is None else minutes * reads)


def _hours(start: time, end: time) -> float:
    """The length of a shift; one that ends at or before its start ends on the next day."""
    length = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    return (length + timedelta(days=length <= timedelta(0))) / timedelta(hours=1)
