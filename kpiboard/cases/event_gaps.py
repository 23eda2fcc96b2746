"""The t chart of a KPI that counts events; apart from its days, as a first frame has no process limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from kpiboard.cases.desk import Desk
from kpiboard.cases.event_days import counted_from, events_of, period_on, reading_on
from kpiboard.model import Baseline, Kpi
from kpiboard.rules.calendar import production_day
from kpiboard.rules.capability import Capability, Reach
from kpiboard.rules.events import Gaps, gaps_of
from kpiboard.rules.limits import locked_limits
from kpiboard.rules.status import Status
from kpiboard.rules.trend import days_since
from kpiboard.views.board import Point, Process


def gap_points(desk: Desk, kpi: Kpi, gaps: Gaps, now: datetime) -> tuple[Point, ...]:
    """The points of its t chart: an event each, with the days since the one before, and the gap that still runs.

    They have no target: none is wanted of the days between.
    """
    calendar, points = desk.calendar(), []
    for event, length in zip(events_of(desk, kpi), gaps.lengths, strict=True):
        reading = reading_on(kpi, event.day, 0.0, (event,))
        reading = replace(reading, value=None if length is None else float(length))
        points.append(Point(period_on(calendar, event.day), Status.OFF_TARGET, reading))
    if gaps.running:
        today = production_day(calendar, now)
        reading = reading_on(kpi, today, float(gaps.running), ())
        points.append(Point(period_on(calendar, today), Status.ON_TARGET, reading))
    return tuple(points)


def gaps_now(desk: Desk, kpi: Kpi, baselines: Sequence[Baseline], now: datetime) -> Gaps:
    """Its t chart."""
    events, today = events_of(desk, kpi), production_day(desk.calendar(), now)
    days, begun = [one.day for one in events], [*_begun(baselines)]
    return gaps_of(
        days,
        days_since(days, today, counted_from(kpi, events, today)),
        starts={since: one.lock_at for since, one in begun},
        known={since: limits for since, one in begun if (limits := locked_limits(kpi, one))},
        rules=kpi.signal_rules,
        average=kpi.limits_by,
    )


def process_of_gaps(gaps: Gaps) -> Process:
    """What its t chart says now."""
    newest = len(gaps.chart.ranges) - 1
    able = Capability(0, 0, Reach.NO_TARGET)
    return Process(gaps.limits, gaps.chart.signals_at(newest), able, gaps.sense, gaps.natures(), gaps, gaps.trend)


def _begun(baselines: Sequence[Baseline]) -> Iterator[tuple[date, Baseline]]:
    for one in baselines:
        with suppress(ValueError):  # from when it was read by the month
            yield date.fromisoformat(one.start) if one.start else date.min, one
