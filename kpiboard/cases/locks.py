"""Locked limits as stored facts: written in the step that completes them, and moved by nobody but a person.

A step that touches the numbers of a KPI stores before it what is locked but not stored yet (another program may have
written the last number), and after it what it has completed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from kpiboard.basics.ids import baseline_id
from kpiboard.cases.desk import Desk
from kpiboard.cases.event_gaps import gap_points, gaps_now
from kpiboard.cases.of_kpi import baselines_of
from kpiboard.cases.points import begun_period, first_points
from kpiboard.cases.process import GROW, HEAD, beginning, chart_of
from kpiboard.cases.rollups import readings_of
from kpiboard.model import Baseline, ChartKind, Kpi, Reading, Rollup
from kpiboard.rules.limits import Limits, LimitState, locked_limits
from kpiboard.rules.spc import lock_window
from kpiboard.views.board import Point


def store_locks(desk: Desk, kpis: Iterable[Kpi]) -> None:
    """Inside a step: stores the limits of these KPIs that are locked but not stored."""
    for kpi in kpis:
        desk.keep(*_unstored(desk, kpi))


def present_baseline(desk: Desk, kpi: Kpi) -> Baseline:
    """The one that holds now; the KPI's first needs no row until its limits are locked."""
    return next(reversed(baselines_of(desk, kpi)), None) or Baseline(baseline_id(kpi.id, ""), kpi.id)


def rests_on(desk: Desk, kpi: Kpi, baseline: Baseline, period: str) -> bool:
    """Whether the stored limits of a baseline were made from a period, among others."""
    if baseline.n is None:
        return False
    ends = (Reading("", kpi.id, one) for one in (baseline.first, period, baseline.last))
    first, here, last = (begun_period(desk.calendar(), kpi, one, desk.clock()) for one in ends)
    return first is not None and here is not None and last is not None and not (here < first or last < here)


def changed_since(desk: Desk, kpi: Kpi) -> bool:
    """Whether the numbers that the present locked limits were made from are others by now."""
    baseline = present_baseline(desk, kpi)
    return baseline.n is not None and _hash(_points_of_lock(desk, kpi, baseline)) != baseline.points_hash


def _points_of_lock(desk: Desk, kpi: Kpi, baseline: Baseline) -> list[Point]:
    """What counts from the first to the last of the periods that its limits were made from."""
    count = HEAD
    if kpi.of_events:
        gaps = gaps_now(desk, kpi, baselines_of(desk, kpi), desk.clock())
        happened = gap_points(desk, kpi, gaps, desk.clock())[: len(gaps.lengths)]
        return [one for one in happened if one.counts and baseline.first <= one.period.key <= baseline.last]
    if kpi.rollup is not Rollup.NONE:
        head = readings_of(desk, kpi, desk.clock())[::-1]
    else:
        head = desk.store.first_readings(kpi.id, kpi.cadence, baseline.first, count)
        while len(head) == count and head[-1].period[:10] <= baseline.last[:10]:
            count *= GROW
            head = desk.store.first_readings(kpi.id, kpi.cadence, baseline.first, count)
    found: list[Point] = []
    begun = False
    for point in first_points(kpi, (), head, desk.calendar(), desk.clock()):
        begun = begun or point.period.key == baseline.first
        if begun and point.counts:
            found.append(point)
        if point.period.key == baseline.last:
            break
    return found


def _unstored(desk: Desk, kpi: Kpi) -> Iterator[Baseline]:
    baselines = baselines_of(desk, kpi)
    first = [] if any(not one.start for one in baselines) else [Baseline(baseline_id(kpi.id, ""), kpi.id)]
    for baseline in (*first, *baselines):
        if locked_limits(kpi, baseline) is None:
            find = _beginning_of_gaps if kpi.of_events else beginning
            points, limits = find(desk, kpi, baselines, baseline.start)
            if limits is not None and limits.state is LimitState.LOCKED:
                yield _locked(kpi, baseline, points, limits)


def _beginning_of_gaps(
    desk: Desk, kpi: Kpi, baselines: Sequence[Baseline], start: str
) -> tuple[tuple[Point, ...], Limits | None]:
    """The days between the events of the baseline that begins on the day `start`, and the limits they give."""
    gaps = gaps_now(desk, kpi, baselines, desk.clock())
    points = gap_points(desk, kpi, gaps, desk.clock())[: len(gaps.lengths)]
    begun = next((place for place, point in enumerate(points) if point.period.key >= start), None)
    segment = next((one for one in gaps.powers.segments if one.first == begun), None)
    return (points[segment.first : segment.last + 1], segment.limits) if segment else ((), None)


def _locked(kpi: Kpi, baseline: Baseline, points: Sequence[Point], limits: Limits) -> Baseline:
    counted = [at for at, point in enumerate(points) if point.counts]
    ranges = chart_of(kpi, points, ()).ranges
    window = lock_window([ranges[at] for at in counted], limits.points)
    assert window is not None, "the limits are locked"
    used = [points[at] for at in counted[window]]
    return replace(
        baseline,
        chart=ChartKind.T if kpi.of_events else limits.chart,
        average=limits.average,
        centre=limits.center,
        spread=limits.shares.sigma_z if limits.shares else limits.average_range,
        n=limits.points,
        first=used[0].period.key,
        last=used[-1].period.key,
        points_hash=_hash(used),
    )


def _hash(points: Iterable[Point]) -> str:
    facts = ((point.period.key, point.value, point.reading and point.reading.denominator) for point in points)
    return f"{crc32(repr([*facts]).encode()):08x}"
