"""Mean and median of floats. The standard library's `statistics` has both, and costs a start five milliseconds."""

from __future__ import annotations

from collections.abc import Collection
from math import fsum


def mean(values: Collection[float]) -> float:
    """Raises OverflowError when no float holds the sum, ZeroDivisionError when there are no values."""
    return fsum(values) / len(values)


def median(values: Collection[float]) -> float:
    """The value in the middle, or halfway between the two there. Raises IndexError when there are no values."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
