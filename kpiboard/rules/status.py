"""What a reading says against the target that was valid then."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kpiboard.model import Reading, ReadingKind, Target
from kpiboard.rules.precision import MOST, as_typed


class Status(StrEnum):
    ON_TARGET = "on target"
    WATCH = "watch"
    OFF_TARGET = "off target"
    NO_READING = "no reading"
    DAY_OFF = "day off"
    NO_TARGET = "no target"


def status_of(reading: Reading | None, target: Target | None, *, off: bool = False) -> Status:
    """The status of one period; `off` is what the calendar says, a value that was read nevertheless counts.

    `reading` and `target` as they are shown (rules/precision.py, rules/targets.py). A value on a bound of the target
    counts as met, a value on a watch bound as watch.
    """
    if reading is None:
        return Status.DAY_OFF if off else Status.NO_READING
    if reading.kind is ReadingKind.OFF:
        return Status.DAY_OFF
    return status_of_value(reading.value, target)


def status_of_value(value: float | None, target: Target | None) -> Status:
    """The status of what was read in a period that is no day off."""
    if value is None:
        return Status.NO_READING
    if target is None or (target.low is None and target.high is None):
        return Status.NO_TARGET
    too_low = target.low is not None and not at_least(value, target.low)
    too_high = target.high is not None and not at_least(target.high, value)
    if not too_low and not too_high:
        return Status.ON_TARGET
    # A side without a watch bound has no watch: past the target is off target.
    watched_low = not too_low or (target.watch_low is not None and at_least(value, target.watch_low))
    watched_high = not too_high or (target.watch_high is not None and at_least(target.watch_high, value))
    return Status.WATCH if watched_low and watched_high else Status.OFF_TARGET


def suspect(status: Status, guard_statuses: Iterable[Status]) -> bool:
    """Whether it is green while a guard is red: the number may be made at the cost of what the guard shows."""
    return status is Status.ON_TARGET and Status.OFF_TARGET in guard_statuses


def at_least(value: float, bound: float) -> bool:
    """`value` ≥ `bound`, as both are shown: 0.57 × 100 is 56.99999999999999 and meets a target of 57."""
    return as_typed(value, MOST) >= as_typed(bound, MOST)
