"""The rules that tell a signal from noise on a process behaviour chart: lines and points in, signals out.

Nearly all of them are one sentence, "k of n points in a row beyond a line, on the same side", so they are a table.
Sources: D. J. Wheeler, "Understanding Variation" (1993) and "Making Sense of Data" (2003), for the default ones;
Western Electric, "Statistical Quality Control Handbook" (1956), the four zone rules; L. S. Nelson, "The Shewhart
Control Chart: Tests for Special Causes", Journal of Quality Technology 16 (1984), the eight tests.

Conventions: beyond a line means strictly beyond, a point on it (up to the last bits of a float) is inside, so one
exactly on the centre breaks a run. Windows that share a point are one signal: nine in a row are one run of nine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from math import inf
from typing import NamedTuple

from kpiboard.model import SignalRules
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import Limits, LimitState, Side


class Rule(StrEnum):
    OUTSIDE = "outside a limit"
    RUN = "eight in a row"
    NEAR_LIMIT = "three of four near a limit"
    RANGE = "range above its limit"
    # Western Electric and Nelson
    TWO_OF_THREE = "two of three beyond two sigma"
    FOUR_OF_FIVE = "four of five beyond one sigma"
    # Nelson
    NINE = "nine in a row"
    TREND = "six in a row rising or falling"
    ZIGZAG = "fourteen in a row up and down"
    HUGGING = "fifteen in a row within one sigma"
    AVOIDING = "eight in a row beyond one sigma"


@frozen
class Signal:
    """What a rule found: the indexes of the points it marks, ascending.

    Of "k of n" those beyond the line are marked, of a range (one that belongs to no point outside) the later point.
    `side` is where they lie, or for a trend where they go; None where a rule knows no side.
    """

    rule: Rule
    side: Side | None
    points: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.points[0]

    @property
    def last(self) -> int:
        return self.points[-1]


@frozen
class Points:
    """The usable points of a segment, oldest first: index in the series, value, range to the point before.

    `places` count on by one from neighbour to neighbour and leap over a missing point by `GAP`, farther than any
    rule looks.
    """

    indexes: Sequence[int]
    values: Sequence[float]
    places: Sequence[int]
    ranges: Sequence[float | None]


GAP = 100

Lines = tuple[float, float]  # beyond is below the first or above the second


class _Pattern(NamedTuple):
    rule: Rule
    needed: int
    of: int
    lines: Callable[[Limits], Lines]


def _limits(limits: Limits) -> Lines:
    return -inf if limits.lower_clipped else limits.lower, inf if limits.upper_clipped else limits.upper


def _sigmas(count: float) -> Callable[[Limits], Lines]:
    return lambda limits: (limits.center - count * limits.sigma, limits.center + count * limits.sigma)


_CENTER = _sigmas(0)
_OUTSIDE = _Pattern(Rule.OUTSIDE, 1, 1, _limits)
_TWO_OF_THREE = _Pattern(Rule.TWO_OF_THREE, 2, 3, _sigmas(2))
_FOUR_OF_FIVE = _Pattern(Rule.FOUR_OF_FIVE, 4, 5, _sigmas(1))
_RUN = _Pattern(Rule.RUN, 8, 8, _CENTER)

_PATTERNS = {
    SignalRules.WHEELER: (
        _OUTSIDE,
        _RUN,
        _Pattern(Rule.NEAR_LIMIT, 3, 4, lambda limits: (limits.mid_lower, limits.mid_upper)),
    ),
    SignalRules.WESTERN_ELECTRIC: (_OUTSIDE, _TWO_OF_THREE, _FOUR_OF_FIVE, _RUN),
    SignalRules.NELSON: (_OUTSIDE, _Pattern(Rule.NINE, 9, 9, _CENTER), _TWO_OF_THREE, _FOUR_OF_FIVE),
}


def signals_of(points: Points, limits: Limits, rules: SignalRules) -> Iterator[Signal]:
    """The signals of one segment, rule by rule.

    The range rule is part of every set. A range belongs to a point outside the limits beside it: leaping there and
    coming back are that point's signal, not one of the variation. Trial limits move with each new point: on them only
    a point outside and a range above its limit are signals.
    """
    trial = limits.state is LimitState.TRIAL
    for pattern in (_OUTSIDE,) if trial else _PATTERNS[rules]:
        for side, hits in _beyond(points, limits, pattern.lines).items():
            for group in _windows(hits, points.places, pattern.needed, pattern.of):
                yield _signal(points, pattern.rule, side, group)
    if rules is SignalRules.NELSON and not trial:
        yield from _more_of_nelson(points, limits)
    outside = {at for hits in _beyond(points, limits, _limits).values() for at in hits}
    for at, size in enumerate(points.ranges):
        if size is not None and limits.is_wide(size) and outside.isdisjoint((at - 1, at)):
            yield Signal(Rule.RANGE, None, (points.indexes[at],))


def _more_of_nelson(points: Points, limits: Limits) -> Iterator[Signal]:
    """Tests 3, 4, 7 and 8. Six points rise in five steps; fourteen that go up and down turn twelve times."""
    steps = _steps(points, limits.slack)
    for side in Side:
        for group in _windows([at for at, step in enumerate(steps) if step is side], points.places, 5, 5):
            yield _signal(points, Rule.TREND, side, [group[0] - 1, *group])
    turns = [at for at, (step, then) in enumerate(pairwise(steps), 1) if step and then and step is not then]
    for group in _windows(turns, points.places, 12, 12):
        yield _signal(points, Rule.ZIGZAG, None, [group[0] - 2, group[0] - 1, *group])
    beyond = _beyond(points, limits, _sigmas(1))
    away = {at: side for side, hits in beyond.items() for at in hits}
    if limits.sigma > 0:  # without any spread there is no zone to hug
        within = [at for at in range(len(points.values)) if at not in away]
        for group in _windows(within, points.places, 15, 15):
            yield _signal(points, Rule.HUGGING, None, group)
    for group in _windows(sorted(away), points.places, 8, 8, lambda eight: len({away[at] for at in eight}) == 2):
        yield _signal(points, Rule.AVOIDING, None, group)  # on one side alone it is a run


def _beyond(points: Points, limits: Limits, lines: Callable[[Limits], Lines]) -> dict[Side, list[int]]:
    """The positions of the points strictly beyond the lines, by side."""
    low, high = lines(limits)
    low, high = low - limits.slack, high + limits.slack
    return {
        Side.HIGH: [at for at, value in enumerate(points.values) if value > high],
        Side.LOW: [at for at, value in enumerate(points.values) if value < low],
    }


def _steps(points: Points, slack: float) -> list[Side | None]:
    """Where each point lies from the one before; None on its level, after a gap and for the first."""
    steps: list[Side | None] = [None]
    for (before, after), (place, next_place) in zip(pairwise(points.values), pairwise(points.places), strict=True):
        if next_place - place > 1 or abs(after - before) <= slack:
            steps.append(None)
        else:
            steps.append(Side.HIGH if after > before else Side.LOW)
    return steps


def _windows(
    hits: list[int], places: Sequence[int], needed: int, of: int, counts: Callable[[list[int]], bool] | None = None
) -> Iterator[list[int]]:
    """The hits that stand `needed` or more together in `of` places in a row; windows that share a hit are joined.

    `counts` says whether such hits are a window at all.
    """
    begin = end = 0
    for at, (first, last) in enumerate(zip(hits, hits[needed - 1 :], strict=False)):
        if places[last] - places[first] < of and (counts is None or counts(hits[at : at + needed])):
            if at >= end:
                if end:
                    yield hits[begin:end]
                begin = at
            end = at + needed
    if end:
        yield hits[begin:end]


def _signal(points: Points, rule: Rule, side: Side | None, positions: Sequence[int]) -> Signal:
    return Signal(rule, side, tuple(map(points.indexes.__getitem__, positions)))
