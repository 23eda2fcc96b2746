"""Statistical process control: a series of values in, the process behaviour chart out.

This is the one entrance; rules/limits.py tells what limits are (after Shewhart, Wheeler, Nelson 1982 and NIST),
rules/signals.py what a signal is (after Wheeler, Western Electric 1956 and Nelson 1984). The conventions, where the
published sources disagree:

- Fewer than 6 usable points: no limits. 6 to 14: trial. From 15: firm. At 20 they are locked and computed from the
  first 20 for ever, or from as many as a person locked them at: limits that roll along with the data hide every
  slow change (Wheeler, "Understanding Variation").
- Only a person begins a new segment, for a reason; the old one keeps its limits. No range and no rule looks across.
- A missing point (None) is a gap: no range across it, no run through it. Days off are not in the series at all, so
  they are bridged. So is an excluded point: it counts for nothing, and the range goes from the point before it to
  the point after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kpiboard.model import Average, SignalRules
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import (
    FEWEST,
    FIRM,
    LOCK,
    Ends,
    Limits,
    LimitState,
    Side,
    limits_from,
    limits_of,
    limits_of_shares,
    z_limits,
)
from kpiboard.rules.signals import GAP, Points, Rule, Signal, signals_of

RUNS = frozenset({Rule.RUN, Rule.NEAR_LIMIT, Rule.NINE, Rule.TWO_OF_THREE, Rule.FOUR_OF_FIVE})
UNSTABLE = 2  # ranges above their limit that belong to no point outside, among the last 20

__all__ = [
    "FEWEST",
    "FIRM",
    "LOCK",
    "Chart",
    "LimitState",
    "Limits",
    "Rule",
    "Segment",
    "Side",
    "Signal",
    "chart",
    "limits_of",
]


@frozen
class Segment:
    """The points from `first` to `last` (indexes, both included) and the limits they share.

    `points` counts the usable ones. `limits` is None while it is too early: fewer than 6, or no two in a row.
    """

    first: int
    last: int
    points: int
    limits: Limits | None


@frozen
class Chart:
    """Segments and signals in the order of time, and for every point the range to the usable point before it.

    `sizes` are those of shares: of how many each is; empty for what is no share.
    """

    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    ranges: tuple[float | None, ...]
    sizes: tuple[float | None, ...] = ()

    def segment_at(self, index: int) -> Segment | None:
        """The segment that a point stands in; between two of them, and after the last, the earlier one."""
        at = bisect_right(self.segments, index, key=lambda segment: segment.first)
        return self.segments[at - 1] if at else None

    def limits_at(self, index: int) -> Limits | None:
        """Those that a point is held against; of shares each has its own."""
        segment = self.segment_at(index)
        limits = segment.limits if segment else None
        return limits.of_size(self.sizes[index]) if limits and self.sizes else limits

    def signals_at(self, index: int) -> tuple[Signal, ...]:
        """The signals that mark this point; `marks` is for all points at once."""
        return tuple(signal for signal in self.signals if index in signal.points)

    def marks(self) -> dict[int, tuple[Signal, ...]]:
        """The signals of every marked point."""
        marked: dict[int, tuple[Signal, ...]] = {}
        for signal in self.signals:
            for index in signal.points:
                marked[index] = (*marked.get(index, ()), signal)
        return marked

    def wide_ranges(self) -> tuple[int, ...]:
        """The points whose range to the one before is above its limit, whether a signal of its own or not."""
        marked = []
        for index, size in enumerate(self.ranges):
            limits = None if size is None else self.limits_at(index)
            if size is not None and limits is not None and limits.is_wide(size):
                marked.append(index)
        return tuple(marked)

    def is_unstable(self, index: int) -> bool:
        """Whether the variation itself is unstable at a point, so that its limits mean little.

        Of the last 20 ranges of its segment two or more are above their limit without a point outside beside them.
        """
        segment = self.segment_at(index)
        if segment is None:
            return False
        lone = {signal.first for signal in self.signals if signal.rule is Rule.RANGE}
        seen = found = 0
        for place in range(min(index, segment.last), segment.first - 1, -1):
            if self.ranges[place] is not None:
                seen += 1
                found += place in lone
            if found == UNSTABLE or seen == LOCK:
                break
        return found == UNSTABLE

    def moved_since(self, index: int) -> int | None:
        """The first point of a run that still goes on at `index`: from there on the process has left its limits.

        None without one. Such a run is a signal of rule 2 or 3 (of the other sets: those like them) in the segment.
        """
        segment = self.segment_at(index)
        runs = [one.first for one in self.signals if one.rule in RUNS and one.last == index]
        return min((first for first in runs if segment and first >= segment.first), default=None)

    def mapped(self, indexes: Sequence[int], length: int) -> Chart:
        """The same chart on a longer series of `length` points, in which point i stands at `indexes[i]`.

        `indexes` ascend; the points in between (days off) have no range and no mark.
        """
        ranges: list[float | None] = [None] * length
        sizes: list[float | None] = [None] * length if self.sizes else []
        for place, index in enumerate(indexes):
            ranges[index] = self.ranges[place]
            if sizes:
                sizes[index] = self.sizes[place]
        return Chart(
            tuple(replace(one, first=indexes[one.first], last=indexes[one.last]) for one in self.segments),
            tuple(replace(one, points=tuple(indexes[index] for index in one.points)) for one in self.signals),
            tuple(ranges),
            tuple(sizes),
        )


def chart(
    values: Sequence[float | None],
    *,
    sizes: Sequence[float | None] = (),
    scale: float = 1.0,
    excluded: Collection[int] = (),
    starts: Collection[int] = (),
    locks: Mapping[int, int] | None = None,
    known: Mapping[int, Limits] | None = None,
    floor: float | None = None,
    cap: float | None = None,
    rules: SignalRules = SignalRules.WHEELER,
    average: Average = Average.MEAN,
    screen: bool = False,
    decimals: int | None = None,
) -> Chart:
    """The chart of `values`, oldest first, None where one is missing; days off are left out by the caller.

    `sizes` are those of shares, of how many each is, and `scale` what a share of all is in the unit of the values:
    where all sizes of a baseline are known and the largest is half as large again as the smallest, or more, each point
    has limits of its own. `excluded` and `starts` are indexes; a segment begins at 0 and at every start, one past the
    end has no points yet. `locks` locks the segment that begins at an index after so many usable points instead of 20,
    or as many more as it takes where points stand alone. `known` are locked limits by the index where they begin to
    hold: nothing is computed there. `floor`, `cap`, `average` and `screen`: see `limits_of`; `decimals`: see
    `limits_from`. Linear in the number of values.

    Raises ValueError for a start before the first point and for a lock outside 6 to 20 points.
    """
    locks, known = locks or {}, known or {}
    if min(starts, default=0) < 0:
        raise ValueError("a segment starts at the first point or later")
    if not all(FEWEST <= points <= LOCK for points in locks.values()):
        raise ValueError(f"limits are locked after {FEWEST} to {LOCK} points")
    left_out, how = frozenset(excluded), _How(scale, average, (floor, cap), screen, decimals)
    ranges: list[float | None] = [None] * len(values)
    segments: list[Segment] = []
    signals: list[Signal] = []
    edges = [*sorted(start for start in {0, *starts} if start < len(values)), len(values)]
    for first, end in pairwise(edges):
        points = _usable(values, first, end, left_out)
        for index, size in zip(points.indexes, points.ranges, strict=True):
            ranges[index] = size
        limits = None
        if rules is not SignalRules.NONE:
            limits = known.get(first) or _limits(points, sizes, locks.get(first, LOCK), how)
        segments.append(Segment(first, end - 1, len(points.values), limits))
        if limits is not None and limits.shares:
            points = _of_known_size(points, sizes)
            limits = limits.of_size(sizes[points.indexes[-1]] if points.indexes else None)
            segments[-1] = replace(segments[-1], limits=limits)
            signals += signals_of(_as_z(points, limits, sizes), z_limits(limits), rules)
        elif limits is not None:
            signals += signals_of(points, limits, rules)
    signals.sort(key=lambda signal: signal.points[0])  # stable: the rules stay in their order
    return Chart(tuple(segments), tuple(signals), tuple(ranges), tuple(sizes))


class _How(NamedTuple):
    """How limits are made."""

    scale: float
    average: Average
    ends: Ends
    screen: bool
    decimals: int | None


def _limits(points: Points, sizes: Sequence[float | None], lock_at: int, how: _How) -> Limits | None:
    """The limits that the first points of a segment give."""
    window = lock_window(points.ranges, lock_at)
    part, locked = window or slice(None), window is not None
    values, ranges = points.values[part], points.ranges[part]
    of = [size for index in points.indexes[part] if sizes and (size := sizes[index])]
    found = None
    if len(of) == len(values):
        joined = [size is not None for size in ranges]
        found = limits_of_shares(
            values, of, joined, scale=how.scale, average=how.average, ends=how.ends, screen=how.screen, locked=locked
        )
    return found or limits_from(
        values,
        [size for size in ranges if size is not None],
        average=how.average,
        floor=how.ends[0],
        cap=how.ends[1],
        screen=how.screen,
        locked=locked,
        decimals=how.decimals,
    )


def _of_known_size(points: Points, sizes: Sequence[float | None]) -> Points:
    """Without those that came as a bare share, once the chart is one of shares."""
    kept = [at for at, index in enumerate(points.indexes) if sizes and sizes[index]]
    return Points(
        [points.indexes[at] for at in kept],
        [points.values[at] for at in kept],
        [points.places[at] for at in kept],
        [points.ranges[at] for at in kept],
    )


def _as_z(points: Points, limits: Limits, sizes: Sequence[float | None]) -> Points:
    """Shares in the standard deviations of chance; of those a range from one size to another says nothing."""
    values = [limits.of_size(sizes[index]).z(value) for index, value in zip(points.indexes, points.values, strict=True)]
    return Points(points.indexes, values, points.places, [None] * len(values))


def lock_window(ranges: Sequence[float | None], size: int) -> slice | None:
    """The points that lock the limits, by the range each has to the one before: the first `size` of them.

    Where points stand alone, without a range, these are the first `size` in a row of places that hold five ranges:
    locked by lone points alone there would never be any limits. None before there are as many.
    """
    known = 0
    for end, this in enumerate(ranges, 1):
        known += this is not None
        if end > size:
            known -= ranges[end - size - 1] is not None
        if end >= size and known >= FEWEST - 1:
            return slice(end - size, end)
    return None


def _usable(values: Sequence[float | None], first: int, end: int, excluded: frozenset[int]) -> Points:
    """The points from `first` up to `end` that count."""
    indexes: list[int] = []
    numbers: list[float] = []
    places: list[int] = []
    ranges: list[float | None] = []
    before: float | None = None
    place = 0
    for index in range(first, end):
        value = values[index]
        if value is None:
            before = None
            place += GAP
        elif index not in excluded:
            indexes.append(index)
            numbers.append(value)
            places.append(place)
            ranges.append(None if before is None else abs(value - before))
            before = value
            place += 1
    return Points(indexes, numbers, places, ranges)
