"""What the process limits say about a KPI: its whole chart, or quickly what its latest value means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from kpiboard.cases.desk import Desk
from kpiboard.cases.points import LEAD, first_points, recent_points
from kpiboard.cases.rollups import readings_of
from kpiboard.model import Baseline, Direction, Kpi, Reading, Rollup, SignalRules, Target, share_scale
from kpiboard.rules.capability import Reach, sense, trend
from kpiboard.rules.keys import in_time
from kpiboard.rules.limits import Limits, LimitState, Side, ends_of, locked_limits
from kpiboard.rules.red import Nature, Natures, Told
from kpiboard.rules.signals import Signal
from kpiboard.rules.spc import LOCK, Chart, chart
from kpiboard.rules.status import Status
from kpiboard.views.board import Point, Process
from kpiboard.views.kpi import reach_of

HEAD = 2 * LOCK  # readings that are looked at first for the points that lock the limits
GROW = 4  # times as many when they were not enough


def chart_of(kpi: Kpi, points: Sequence[Point], baselines: Sequence[Baseline], known: Limits | None = None) -> Chart:
    """The chart of a KPI's points, oldest first, with indexes into them.

    `known` are locked limits that the first point stands in, where the points before it are not at hand.
    """
    worked = [index for index, point in enumerate(points) if point.status is not Status.DAY_OFF]
    series = [points[index] for index in worked]
    starts: dict[int, Baseline] = {}
    for baseline in sorted(baselines, key=lambda one: one.start):
        begun = begins(points, baseline.start)
        if begun is not None and worked and begun <= worked[-1]:
            starts[bisect_left(worked, begun)] = baseline
    locked = {place: limits for place, one in starts.items() if (limits := locked_limits(kpi, one)) is not None}
    floor, cap = ends_of(kpi)
    found = chart(
        [point.value for point in series],
        sizes=_sizes(series),
        scale=share_scale(kpi.unit),
        excluded=[at for at, point in enumerate(series) if point.excluded],
        starts=list(starts),
        locks={place: one.lock_at for place, one in starts.items() if one.lock_at is not None},
        known={0: known, **locked} if known else locked,
        floor=floor,
        cap=cap,
        rules=kpi.signal_rules,
        average=kpi.limits_by,
        screen=kpi.screen_ranges,
        decimals=kpi.decimals,
    )
    return found.mapped(worked, len(points))


def _sizes(series: Sequence[Point]) -> Sequence[float | None]:
    """Of how many each share is; empty where nothing is a share."""
    sizes = [point.reading.denominator if point.reading else None for point in series]
    return sizes if any(sizes) else ()


def begins(points: Sequence[Point], start: str) -> int | None:
    """The place of the first point of a baseline; of shifts of one day their keys do not tell which comes first."""
    after = None
    for place, point in enumerate(points):
        if point.period.key == start:
            return place
        if after is None and point.period.key > start:
            after = place
    return after


def look(
    desk: Desk,
    kpi: Kpi,
    targets: Sequence[Target],
    baselines: Sequence[Baseline],
    now: datetime,
    shown: int,
    readings: Sequence[Reading],
) -> tuple[tuple[Point, ...], Chart]:
    """The latest points and their chart: as much of the history as the limits ask to speak of the last `shown`.

    What they say of these is what the whole history says (a property test holds it): locked limits come from the first
    points of their baseline alone, and before the points that are shown there are as many as any rule looks back to.
    Where that is not so, more is read. `readings`, newest first, are all there are, or `shown` and `LEAD` of them.
    """
    calendar, count = desk.calendar(), shown + LEAD
    while True:
        whole = len(readings) < count or kpi.rollup is not Rollup.NONE  # nothing of a made one is stored
        points = recent_points(kpi, targets, readings, calendar, now, None if whole else count)
        known = None if whole else limits_on(desk, kpi, baselines, points[0].period.key)
        if whole or kpi.signal_rules is SignalRules.NONE or (known and known.state is LimitState.LOCKED):
            found = chart_of(kpi, points, baselines, known)
            if whole or _looks_back_enough(found, points, shown):
                return points, found
        count *= GROW
        readings = readings_of(desk, kpi, now, count)


def _looks_back_enough(found: Chart, points: Sequence[Point], shown: int) -> bool:
    """Whether nothing that is said of the points shown depends on what came before all of these."""
    lead = [place for place in range(len(points) - shown) if found.ranges[place] is not None][:LEAD]
    newest = next((at for at in range(len(points) - 1, -1, -1) if points[at].counts), 0)
    return len(lead) == LEAD and all(signal.first > lead[-1] for signal in found.signals_at(newest))


def limits_on(desk: Desk, kpi: Kpi, baselines: Sequence[Baseline], key: str) -> Limits | None:
    """The limits in which the period `key` stands."""
    calendar = desk.calendar()
    here = in_time(calendar, kpi.cadence, key)
    begun = [(place, one) for one in baselines if (place := in_time(calendar, kpi.cadence, one.start)) <= here]
    baseline = max(begun, key=itemgetter(0))[1] if begun else None
    stored = locked_limits(kpi, baseline) if baseline else None
    return stored or beginning(desk, kpi, baselines, baseline.start if baseline else "")[1]


def beginning(
    desk: Desk, kpi: Kpi, baselines: Sequence[Baseline], start: str
) -> tuple[tuple[Point, ...], Limits | None]:
    """The limits of the baseline that begins with the period `start`, and its points: no more than lock the limits."""
    count, now, calendar = HEAD, desk.clock(), desk.calendar()
    while True:
        if kpi.rollup is not Rollup.NONE:
            whole, points = True, recent_points(kpi, (), readings_of(desk, kpi, now), calendar, now)
        else:
            head = desk.store.first_readings(kpi.id, kpi.cadence, start, count)
            whole = len(head) < count
            if not whole:  # the last day may go on: its shifts come in any order
                head = [reading for reading in head if reading.period[:10] < head[-1].period[:10]]
            points = first_points(kpi, (), head, calendar, now)
        found = chart_of(kpi, points, baselines)
        begun = begins(points, start)
        segments = [one for one in found.segments if begun is not None and one.first >= begun]
        limits = segments[0].limits if segments else None
        if whole or len(segments) > 1 or (limits and limits.state is LimitState.LOCKED):
            return points[slice(segments[0].first, segments[0].last + 1) if segments else slice(0)], limits
        count *= GROW


def is_unusual(desk: Desk, kpi: Kpi, reading: Reading, baselines: Sequence[Baseline]) -> bool:
    """Whether a value lies outside the process limits: a slip of the finger, or a signal.

    When the reading before it lies outside on the same side, and is no farther away than the range limit, the signal
    is known and nobody needs to be asked again.
    """
    if reading.value is None:
        return False
    known = limits_on(desk, kpi, baselines, reading.period)
    if known and known.shares and not reading.denominator:
        return False  # a bare share of nobody knows how many
    limits = known.of_size(reading.denominator) if known else None
    side = limits.side_of(reading.value) if limits else None
    if limits is None or side is None:
        return False
    before = next(iter(desk.readings(kpi, limit=1, before=reading.period)), None)
    if before is None or before.value is None or limits.of_size(before.denominator).side_of(before.value) is not side:
        return True
    return abs(reading.value - before.value) > limits.range_upper


def at_latest(kpi: Kpi, points: Sequence[Point], found: Chart) -> Process:
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
    went = trend(meaning, status, signals, kpi.direction)
    return Process(found.limits_at(last), signals, able, meaning, natures, trend=went)


def _natures(kpi: Kpi, points: Sequence[Point], found: Chart, *, holding: bool) -> Natures:
    """What the limits make of each point when it is red; `holding`: whether the present ones hold."""
    if kpi.signal_rules is SignalRules.NONE:
        return Natures()
    marked: dict[str, Told] = {}
    for segment in found.segments:
        if segment.limits is None:
            early = Told(Nature.TOO_EARLY, segment.points)
            marked |= {point.period.key: early for point in points[segment.first : segment.last + 1]}
    for signal in found.signals:
        if _is_worse(signal, kpi.direction):
            shown = (points[place] for place in signal.points)
            marked |= {point.period.key: Told(Nature.SIGNAL) for point in shown}
    for point in points:
        if point.reading and point.reading.excluded:
            marked[point.period.key] = Told(Nature.LEFT_OUT, cause=point.reading.excluded)
    return Natures(marked, Told(Nature.NOISE if holding else Nature.UNRELIABLE))


def _is_worse(signal: Signal, direction: Direction) -> bool:
    """Whether a signal is not on the good side: a change of the variation itself, and one of a band, may be either."""
    return signal.side is not {Direction.HIGHER: Side.HIGH, Direction.LOWER: Side.LOW}.get(direction, object())
