"""Can the process reach its target, and what today's value means: target and process limits in one verdict.

The target says whether we like a value, the limits whether anything changed. The reach is what the NHS's "Making Data
Count" calls assurance (consistently passing, failing, or hit and miss); the two verdicts together answer Wheeler's
warning ("Understanding Variation") against asking for the cause of noise.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from kpiboard.model import Direction
from kpiboard.model.frozen import frozen
from kpiboard.rules.spc import Limits, Side, Signal
from kpiboard.rules.status import Status, at_least
from kpiboard.rules.trend import Trend

ENOUGH = 12  # values without a miss from which "reliably" may be said
COUNTED = 20  # values, the latest, of which it is said how many met the target
CONTRADICTED = 2  # values against what the limits say, from which the limits are what is wrong


class Reach(StrEnum):
    """What the process does with its target while nothing changes."""

    TOO_EARLY = "too early"  # there are no limits yet
    NO_LIMITS = "no limits"  # and there never will be: the KPI is kept without
    NO_TARGET = "no target"
    CHANGED = "changed"  # the process has left these limits: nothing can be said from them
    RELIABLY = "reliably"  # all that lies within the limits meets it, and all lately did
    SO_FAR = "so far"  # the same, but too few values to call it reliable
    SOMETIMES = "sometimes"
    CANNOT = "cannot"  # nothing within the limits meets it, and nothing lately did


@frozen
class Capability:
    """How often the target was met: `hits` of the last `of` values, and whether the process can reach it.

    Where the process has CHANGED they are counted since the day `since`.
    """

    hits: int
    of: int
    reach: Reach
    since: date | None = None


def capability(
    values: Sequence[float],
    limits: Limits | None,
    low: float | None,
    high: float | None,
    last: int = COUNTED,
    moved: int | None = None,
) -> Capability:
    """What the present segment can do about a target of `low` ≤ value ≤ `high` (None: that side does not bind).

    `values` are the usable ones of the segment, oldest first; the hits are counted among the `last` of them. On the
    target counts as met, for a value as for a limit. A limit clipped at a physical end stands at that end. `moved` is
    the place of the value from which on a run (`Chart.moved_since`) shows that the process has left the limits.

    The limits speak only while they hold: a run, or counts that contradict them, and nothing is said from them.
    """
    met = [_meets(value, low, high) for value in values[-last:]]
    hits = sum(met)
    reach = _reach(limits, low, high)
    if reach in (Reach.RELIABLY, Reach.SOMETIMES, Reach.CANNOT):
        against = hits if reach is Reach.CANNOT else len(met) - hits if reach is Reach.RELIABLY else 0
        if moved is not None:
            since = [_meets(value, low, high) for value in values[moved:]]
            return Capability(sum(since), len(since), Reach.CHANGED)
        if against >= CONTRADICTED:
            return Capability(hits, len(met), Reach.CHANGED)
        if against:
            reach = Reach.SOMETIMES
        elif reach is Reach.RELIABLY and len(met) < ENOUGH:
            reach = Reach.SO_FAR
    return Capability(hits, len(met), reach)


def _reach(limits: Limits | None, low: float | None, high: float | None) -> Reach:
    if low is None and high is None:
        return Reach.NO_TARGET
    if limits is None:
        return Reach.TOO_EARLY
    least, most = (-math.inf if low is None else low), (math.inf if high is None else high)
    slack = limits.slack
    if limits.lower >= least - slack and limits.upper <= most + slack:
        return Reach.RELIABLY
    if limits.upper < least - slack or limits.lower > most + slack:
        return Reach.CANNOT
    return Reach.SOMETIMES


def _meets(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or at_least(value, low)) and (high is None or at_least(high, value))


class Sense(StrEnum):
    """What the latest value means: the target's verdict and the limits' in one."""

    NO_READING = "no reading"
    LEFT_OUT = "left out"  # for a known cause: it says nothing about the process
    NO_TARGET = "no target"
    TOO_EARLY = "too early"
    NO_LIMITS = "no limits"
    UNSTABLE = "unstable"  # several ranges above their limit without a point outside, whatever else there is
    # no signal
    MET_NOW_AND_THEN = "met now and then"
    MISSED_IN_NOISE = "missed in noise"
    CANNOT_REACH = "cannot reach"
    RELIABLY_MET = "reliably met"
    MET_SO_FAR = "met so far"
    LEFT_LIMITS = "left its limits"
    # a signal on the good side
    IMPROVED = "improved"
    IMPROVED_YET_MISSED = "improved, yet missed"
    # a signal on the bad side
    WORSE_YET_MET = "worse, yet met"
    WORSE_ON_WATCH = "worse, on watch"
    WORSE_AND_MISSED = "worse and missed"
    # a signal that is neither
    CHANGED = "changed"


_QUIET = {  # what is not here contradicts the limits
    (Reach.SOMETIMES, True): Sense.MET_NOW_AND_THEN,
    (Reach.SOMETIMES, False): Sense.MISSED_IN_NOISE,
    (Reach.CANNOT, False): Sense.CANNOT_REACH,
    (Reach.RELIABLY, True): Sense.RELIABLY_MET,
    (Reach.SO_FAR, True): Sense.MET_SO_FAR,
}
_STEADY = {*_QUIET.values(), Sense.NO_TARGET}
_WORSE = {
    Status.ON_TARGET: Sense.WORSE_YET_MET,
    Status.WATCH: Sense.WORSE_ON_WATCH,
    Status.OFF_TARGET: Sense.WORSE_AND_MISSED,
}


def sense(
    status: Status,
    signals: Collection[Signal],
    capability: Capability,
    direction: Direction,
    *,
    unstable: bool = False,
    left_out: bool = False,
) -> Sense:
    """What the latest value means; `signals` are those that mark it (`Chart.signals_at`).

    A value that is `left_out` for a known cause says nothing. `unstable` (`Chart.is_unstable`) comes before everything
    else: limits from an unstable spread mean little. Of signals on both sides the bad one counts. A value on watch is
    missed. For a band both sides are bad when it is missed; when it is met, a signal on either side may lead into its
    middle or out of it, so it is only a change. A signal that knows no side, or a bad one without a target, is a
    change, too.
    """
    if status in (Status.NO_READING, Status.DAY_OFF):
        return Sense.NO_READING
    if left_out:
        return Sense.LEFT_OUT
    if unstable:
        return Sense.UNSTABLE
    met = status is Status.ON_TARGET
    if signals:
        good, bad = _good_and_bad(direction, met)
        sides = {signal.side for signal in signals}
        if sides & bad:
            return _WORSE.get(status, Sense.CHANGED)
        if sides & good:
            return Sense.IMPROVED_YET_MISSED if status in (Status.WATCH, Status.OFF_TARGET) else Sense.IMPROVED
        return Sense.CHANGED
    if status is Status.NO_TARGET or capability.reach is Reach.NO_TARGET:
        return Sense.NO_TARGET
    if capability.reach is Reach.TOO_EARLY:
        return Sense.TOO_EARLY
    if capability.reach is Reach.NO_LIMITS:
        return Sense.NO_LIMITS
    return _QUIET.get((capability.reach, met), Sense.LEFT_LIMITS)


def trend(meaning: Sense, status: Status, signals: Collection[Signal], direction: Direction) -> Trend:
    """Whether it goes up or down: by the signals that mark the latest value alone, never by eye.

    Steady is said where the limits hold and no signal marks it.
    """
    if signals and meaning is not Sense.UNSTABLE:
        good, bad = _good_and_bad(direction, status is Status.ON_TARGET)
        sides = {signal.side for signal in signals}
        return Trend.WORSE if sides & bad else Trend.BETTER if sides & good else Trend.UNKNOWN
    return Trend.STEADY if meaning in _STEADY else Trend.UNKNOWN


def _good_and_bad(direction: Direction, met: bool) -> tuple[set[Side], set[Side]]:
    if direction is Direction.BAND:
        return set(), set() if met else {Side.HIGH, Side.LOW}
    good, bad = (Side.HIGH, Side.LOW) if direction is Direction.HIGHER else (Side.LOW, Side.HIGH)
    return {good}, {bad}
