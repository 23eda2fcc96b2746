"""What the process limits say about a KPI: its whole chart, or quickly what its latest value means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kpiboard.cases.desk import Desk
from kpiboard.cases.points import first_points
from kpiboard.model import Baseline, Direction, Kpi, Reading, SignalRules, Target
from kpiboard.rules.capability import Reach, sense
from kpiboard.rules.limits import Side, ends_of
from kpiboard.rules.red import Nature, Natures, Told
from kpiboard.rules.signals import Signal
from kpiboard.rules.spc import LOCK, Chart, chart
from kpiboard.rules.status import Status
from kpiboard.views.board import Point, Process
from kpiboard.views.kpi import reach_of

HEAD = 2 * LOCK  # readings that are looked at for the 20 points that lock the limits


def chart_of(kpi: Kpi, points: Sequence[Point | None], baselines: Sequence[Baseline]) -> Chart:
    """The chart of a KPI's points, oldest first, with indexes into them; None stands for a stretch left out."""
    worked = [index for index, point in enumerate(points) if point is None or point.status is not Status.DAY_OFF]
    series = [points[index] for index in worked]
    starts: dict[int, int | None] = {}
    for baseline in baselines:
        keys = (place for place, point in enumerate(series) if point and point.period.key >= baseline.start)
        place = next(keys, None) if baseline.start else 0
        if place is not None and series:
            starts[place] = baseline.lock_at
    floor, cap = ends_of(kpi)
    found = chart(
        [point.value if point else None for point in series],
        excluded=[at for at, point in enumerate(series) if point and point.excluded],
        starts=list(starts),
        locks={place: lock for place, lock in starts.items() if lock is not None},
        floor=floor,
        cap=cap,
        rules=kpi.signal_rules,
        average=kpi.limits_by,
        screen=kpi.screen_ranges,
    )
    return found.mapped(worked, len(points))


def process_of(
    desk: Desk,
    kpi: Kpi,
    recent: Sequence[Point],
    targets: Sequence[Target],
    baselines: Sequence[Baseline],
    now: datetime,
) -> Process:
    """What the limits say about the last of the `recent` points, without reading all the history.

    The limits come from the first points of the present baseline and stay what they are from the 20th on, so the
    beginning and the end are enough.
    """
    start = max((baseline.start for baseline in baselines), default="")
    joined: list[Point | None] = list(recent)
    if recent and (not start or start < recent[0].period.key):
        head = first_points(kpi, targets, _head(desk, kpi, start), desk.calendar(), now)
        older = [point for point in head if point.period.start < recent[0].period.start]
        if older:
            touches = older[-1].period.end >= recent[0].period.start or len(older) < len(head)
            joined = [*older, *([] if touches else [None]), *recent]
    found = chart_of(kpi, joined, baselines)
    return at_latest(kpi, joined, found)


def _head(desk: Desk, kpi: Kpi, start: str) -> Sequence[Reading]:
    return desk.store.first_readings(kpi.id, kpi.cadence, start, HEAD)


def is_unusual(desk: Desk, kpi: Kpi, reading: Reading, baselines: Sequence[Baseline]) -> bool:
    """Whether a value lies outside the process limits: a slip of the finger, or a signal.

    When the reading before it lies outside on the same side, and is no farther away than the range limit, the signal
    is known and nobody needs to be asked again.
    """
    if reading.value is None:
        return False
    start = max((baseline.start for baseline in baselines), default="")
    head = first_points(kpi, (), _head(desk, kpi, start), desk.calendar(), desk.clock())
    limits = chart_of(kpi, head, baselines).limits_at(len(head) - 1) if head else None
    side = limits.side_of(reading.value) if limits else None
    if limits is None or side is None:
        return False
    before = next(iter(desk.readings(kpi, limit=1, before=reading.period)), None)
    if before is None or before.value is None or limits.side_of(before.value) is not side:
        return True
    return abs(reading.value - before.value) > limits.range_upper


def at_latest(kpi: Kpi, points: Sequence[Point | None], found: Chart) -> Process:
    """What the chart says about the last of its points."""
    last = len(points) - 1
    latest = points[last] if points else None
    signals = found.signals_at(last)
    target = latest.target if latest else None
    able = reach_of(kpi, points, found, target.low if target else None, target.high if target else None)
    status = latest.status if latest else Status.NO_READING
    left_out = latest is not None and latest.excluded
    unstable = found.is_unstable(last)
    natures = _natures(kpi, points, found, holding=able.reach is not Reach.CHANGED and not unstable)
    meaning = sense(status, signals, able, kpi.direction, unstable=unstable, left_out=left_out)
    return Process(found.limits_at(last), signals, able, meaning, natures)


def _natures(kpi: Kpi, points: Sequence[Point | None], found: Chart, *, holding: bool) -> Natures:
    """What the limits make of each point when it is red; `holding`: whether the present ones hold."""
    if kpi.signal_rules is SignalRules.NONE:
        return Natures()
    marked: dict[str, Told] = {}
    for segment in found.segments:
        if segment.limits is None:
            early = Told(Nature.TOO_EARLY, segment.points)
            marked |= {point.period.key: early for point in points[segment.first : segment.last + 1] if point}
    for signal in found.signals:
        if _is_worse(signal, kpi.direction):
            shown = (points[place] for place in signal.points)
            marked |= {point.period.key: Told(Nature.SIGNAL) for point in shown if point}
    for point in points:
        if point and point.reading and point.reading.excluded:
            marked[point.period.key] = Told(Nature.LEFT_OUT, cause=point.reading.excluded)
    return Natures(marked, Told(Nature.NOISE if holding else Nature.UNRELIABLE))


def _is_worse(signal: Signal, direction: Direction) -> bool:
    """Whether a signal is not on the good side: a change of the variation itself, and one of a band, may be either."""
    return signal.side is not {Direction.HIGHER: Side.HIGH, Direction.LOWER: Side.LOW}.get(direction, object())
