"""Targets as people write them (`value = 95`, `watch = 93`) against the four bounds that are stored."""

from __future__ import annotations

from typing import Any

from kpiboard.exchange.values import Wrong, number
from kpiboard.model import Direction, Target

BOUNDS = ("low", "high", "watch_low", "watch_high")
Bound = float | None


def spoken(direction: Direction, target: Target) -> dict[str, Any]:
    """`value` and `watch` when they say all that the target says, else its four bounds; without what is None."""
    low, high, watch_low, watch_high = (getattr(target, name) for name in BOUNDS)
    said: dict[str, Any]
    if direction is Direction.HIGHER and high is None and watch_high is None:
        said = {"value": low, "watch": watch_low}
    elif direction is Direction.LOWER and low is None and watch_low is None:
        said = {"value": high, "watch": watch_high}
    elif direction is Direction.BAND and None not in (low, high) and (watch_low is None) == (watch_high is None):
        said = {"value": (low, high), "watch": None if watch_low is None else (watch_low, watch_high)}
    else:
        said = {"low": low, "high": high, "watch_low": watch_low, "watch_high": watch_high}
    return {name: value for name, value in said.items() if value is not None}


def meant(direction: Direction, name: str, value: Any) -> dict[str, Bound]:
    """The bounds that `value` or `watch` (the name) sets; empty text takes them away.

    Raises Wrong for anything but one number, or two for a band.
    """
    low_name, high_name = ("low", "high") if name == "value" else ("watch_low", "watch_high")
    low: Bound = None
    high: Bound = None
    if value != "":
        if direction is Direction.BAND:
            if not isinstance(value, list) or len(value) != 2:
                raise Wrong("a band needs two numbers such as [20, 22]")
            low, high = number(value[0]), number(value[1])
        elif isinstance(value, list):
            raise Wrong('two numbers are a band; give one number, or direction = "band"')
        elif direction is Direction.HIGHER:
            low = number(value)
        else:
            high = number(value)
    return {low_name: low, high_name: high}


def contradictions(target: Target) -> list[str]:
    """What is wrong between the bounds of one target."""
    low, high, watch_low, watch_high = (getattr(target, name) for name in BOUNDS)
    found = []
    if low is not None and high is not None and low > high:
        found.append(f"the lower end {low:g} is above the upper end {high:g}")
    if watch_low is not None:
        if low is None:
            found.append(f"watch {watch_low:g} has no target beside it")
        elif watch_low > low:
            found.append(f"watch {watch_low:g} is on the wrong side of the target {low:g}; it may not be above it")
    if watch_high is not None:
        if high is None:
            found.append(f"watch {watch_high:g} has no target beside it")
        elif watch_high < high:
            found.append(f"watch {watch_high:g} is on the wrong side of the target {high:g}; it may not be below it")
    return found
