"""Can the process reach its target, and what today's value means: target and process limits in one verdict.

The target says whether we like a value, the limits whether anything changed. The reach is what the NHS's "Making Data
Count" calls assurance (consistently passing, failing, or hit and miss); the two verdicts together answer Wheeler's
warning ("Understanding Variation") against asking for the cause of noise.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from enum import StrEnum

from kpiboard.model import Direction
from kpiboard.model.frozen import frozen
from kpiboard.rules.spc import Limits, Side, Signal
from kpiboard.rules.status import Status


class Reach(StrEnum):
    """What the process does with its target while nothing changes."""

    TOO_EARLY = "too early"  # there are no limits yet
    NO_LIMITS = "no limits"  # and there never will be: the KPI is kept without
    NO_TARGET = "no target"
    RELIABLY = "reliably"  # all that lies within the limits meets it
    SOMETIMES = "sometimes"
    CANNOT = "cannot"  # nothing within the limits meets it


@frozen
class Capability:
    """How often the target was met: `hits` of the last `of` values, and whether the process can reach it."""

    hits: int
    of: int
    reach: Reach


def capability(
    values: Sequence[float], limits: Limits | None, low: float | None, high: float | None, last: int = 20
) -> Capability:
    """What the present segment can do about a target of `low` ≤ value ≤ `high` (None: that side does not bind).

    `values` are the usable ones of the segment, oldest first; the hits are counted among the `last` of them. On the
    target counts as met, for a value as for a limit. A limit clipped at a physical end stands at that end.
    """
    recent = values[-last:]
    return Capability(sum(_meets(value, low, high) for value in recent), len(recent), _reach(limits, low, high))


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
    """As rules/status.py judges a value: on a bound is inside, up to the last bits."""
    return (low is None or value >= low or math.isclose(value, low, rel_tol=1e-12)) and (
        high is None or value <= high or math.isclose(value, high, rel_tol=1e-12)
    )


class Sense(StrEnum):
    """What the latest value means: the target's verdict and the limits' in one."""

    NO_READING = "no reading"
    NO_TARGET = "no target"
    TOO_EARLY = "too early"
    NO_LIMITS = "no limits"
    UNSTABLE = "unstable"  # several ranges above their limit without a point outside, whatever else there is
    # no signal
    MET_BY_LUCK = "met by luck"
    MISSED_IN_NOISE = "missed in noise"
    MET_BEYOND_REACH = "met beyond reach"
    CANNOT_REACH = "cannot reach"
    RELIABLY_MET = "reliably met"
    MISSED_AGAINST_ODDS = "missed against the odds"
    # a signal on the good side
    IMPROVED = "improved"
    IMPROVED_YET_MISSED = "improved, yet missed"
    # a signal on the bad side
    WORSE_YET_MET = "worse, yet met"
    WORSE_ON_WATCH = "worse, on watch"
    WORSE_AND_MISSED = "worse and missed"
    # a signal that is neither
    CHANGED = "changed"


_QUIET = {
    (Reach.SOMETIMES, True): Sense.MET_BY_LUCK,
    (Reach.SOMETIMES, False): Sense.MISSED_IN_NOISE,
    (Reach.CANNOT, True): Sense.MET_BEYOND_REACH,
    (Reach.CANNOT, False): Sense.CANNOT_REACH,
    (Reach.RELIABLY, True): Sense.RELIABLY_MET,
    (Reach.RELIABLY, False): Sense.MISSED_AGAINST_ODDS,
}
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
) -> Sense:
    """What the latest value means; `signals` are those that mark it (`Chart.signals_at`).

    `unstable` (`Chart.is_unstable`) comes before everything: limits from an unstable spread mean little. Of signals on
    both sides the bad one counts. A value on watch is missed. For a band both sides are bad when it is missed; when it
    is met, a signal on either side may lead into its middle or out of it, so it is only a change. A signal that knows
    no side, or a bad one without a target, is a change, too.
    """
    if status in (Status.NO_READING, Status.DAY_OFF):
        return Sense.NO_READING
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
    return _QUIET[capability.reach, met]


def _good_and_bad(direction: Direction, met: bool) -> tuple[set[Side], set[Side]]:
    if direction is Direction.BAND:
        return set(), set() if met else {Side.HIGH, Side.LOW}
    good, bad = (Side.HIGH, Side.LOW) if direction is Direction.HIGHER else (Side.LOW, Side.HIGH)
    return {good}, {bad}
