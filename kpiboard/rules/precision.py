"""What is shown equal is judged equal: the digits of a number, for showing, for judging and for comparing.

A number that somebody typed keeps its digits, at most six, whatever its KPI shows: 94.96 is shown as it is and misses
95. They follow from the shortest decimal form of what is stored, so nothing has to be kept beside it; a number with
more digits than that was typed by nobody. Reckoned numbers are rounded before they are shown and judged: roll-ups and
shares to the KPI's decimals, a path to these or to the digits of its own ends, limits to a digit more. Source:
domain.md 1.
"""

from __future__ import annotations

from dataclasses import replace

from kpiboard.model import Kpi, Reading, Rollup

MOST = 6


def typed_digits(value: float) -> int:
    """The digits after the point that somebody typed; 0 where there are more than six, which nobody did."""
    if round(value, MOST) != value or value == round(value):
        return 0
    return len(f"{value:.{MOST}f}".rstrip("0").partition(".")[2])


def digits(decimals: int, *typed: float | None) -> int:
    """The digits of a reckoned number: those of its KPI, or of what was typed for it if these are more."""
    return max(decimals, *(typed_digits(value) for value in typed if value is not None), 0)


def reckoned(value: float, decimals: int) -> float:
    """A reckoned number as it is shown and judged; minus zero is zero."""
    return round(value, decimals) + 0.0


def as_typed(value: float, decimals: int) -> float:
    """A number that may have been typed: it keeps its digits, and one that nobody typed is reckoned."""
    return float(value) if round(value, MOST) == value else reckoned(value, decimals)


def seen_value(value: float, kpi: Kpi) -> float:
    """A value of the KPI as it is shown and judged: a share and a roll-up are reckoned, another one may be typed."""
    is_reckoned = kpi.share or kpi.rollup is not Rollup.NONE
    return reckoned(value, kpi.decimals) if is_reckoned else as_typed(value, kpi.decimals)


def value_shown(reading: Reading, kpi: Kpi) -> float | None:
    """The value of a reading as it is shown and judged."""
    value = reading.value
    if value is None:
        return None
    return seen_value(value, kpi) if reading.numerator is None else reckoned(value, kpi.decimals)


def shown(reading: Reading, kpi: Kpi) -> Reading:
    """The reading as it is shown and judged."""
    seen = value_shown(reading, kpi)
    return reading if seen == reading.value else replace(reading, value=seen)
