"""The value of a KPI made from the KPIs that feed it.

Nothing is silently wrong: as long as one part is not known, the whole is not known. Days off are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, isfinite

from kpiboard.model import Cadence, Kpi, Reading, ReadingKind, Rollup
from kpiboard.model.frozen import frozen
from kpiboard.rules.averages import mean


@frozen
class Part:
    """What one child brings to one period of its parent.

    `readings` has one entry for every period of the child in it that is due, oldest first; None where there is no
    reading yet. `weight` counts in a weighted roll-up only; it may be minutes, pieces or a share.
    """

    readings: Sequence[Reading | None]
    weight: float = 1.0


@frozen
class Rolled:
    """What stands in the parent's period; `value` is None exactly when `kind` is not actual, as in a reading."""

    kind: ReadingKind
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


MISSING, OFF = Rolled(ReadingKind.MISSING), Rolled(ReadingKind.OFF)


def roll_up(how: Rollup, parts: Sequence[Part], scale: float = 1.0) -> Rolled | None:
    """The parent's value in one period; the order of `parts` does not matter.

    * sum: of all readings of all children;
    * mean: of the children's means, so that a child read every hour counts as much as one read every day;
    * weighted: the same with the children's weights, Σ w·v / Σ w;
    * last: the last value of each child; of several children their mean;
    * ratio: `scale` · Σ numerators / Σ denominators, never the mean of shares (`share_scale` of the unit is `scale`).

    None when a child has no reading, or not all of them, yet (and for Rollup.NONE, or without children). MISSING when
    one is marked missing, when there is nothing to divide by, or when no float holds the result. OFF when nobody
    worked. A child that was off all the time is left out.
    """
    if how is Rollup.NONE:
        return None
    readings = [reading for part in parts for reading in part.readings]
    if any(reading is not None and reading.kind is ReadingKind.MISSING for reading in readings):
        return MISSING
    if not parts or not all(part.readings for part in parts) or None in readings:
        return None
    children = [(part.weight, values) for part in parts if (values := _values(part))]
    if not children:
        return OFF
    try:
        rolled = _rolled(how, children, readings, scale)
    except OverflowError:
        return MISSING
    return rolled if rolled.value is None or isfinite(rolled.value) else MISSING


def too_seldom(child: Kpi, parent: Kpi) -> bool:
    """Whether a child is read more seldom than its parent is made: a week says nothing of each of its days."""
    order = list(Cadence)
    return parent.rollup is not Rollup.NONE and order.index(child.cadence) > order.index(parent.cadence)


def averages_shares(kpi: Kpi, children: Sequence[Kpi]) -> bool:
    """Whether a KPI is the mean of shares, where all numerators by all denominators is meant.

    (10/100, 10/20) is 16.67 % and not 30 %.
    """
    mean_of = kpi.rollup in (Rollup.MEAN, Rollup.WEIGHTED)
    return mean_of and bool(children) and all(child.share for child in children)


def _rolled(
    how: Rollup, children: Sequence[tuple[float, list[float]]], readings: Sequence[Reading | None], scale: float
) -> Rolled:
    """`children` are the weight and the values of each that worked. May raise OverflowError."""
    match how:
        case Rollup.RATIO:
            return _ratio([reading for reading in readings if reading and reading.value is not None], scale)
        case Rollup.SUM:
            return _actual(fsum(value for _, values in children for value in values))
        case Rollup.LAST:
            return _actual(mean([values[-1] for _, values in children]))
        case Rollup.MEAN:
            return _actual(mean([mean(values) for _, values in children]))
    weights = fsum(weight for weight, _ in children)
    if weights <= 0:
        return MISSING
    return _actual(fsum(weight * mean(values) for weight, values in children) / weights)


def _values(part: Part) -> list[float]:
    return [reading.value for reading in part.readings if reading is not None and reading.value is not None]


def _ratio(readings: Sequence[Reading], scale: float) -> Rolled:
    """MISSING also when a child is no share: its value has no place in a sum of numerators."""
    tops = [reading.numerator for reading in readings if reading.numerator is not None]
    bottoms = [reading.denominator for reading in readings if reading.denominator is not None]
    numerator, denominator = fsum(tops), fsum(bottoms)
    if len(tops) < len(readings) or len(bottoms) < len(readings) or denominator <= 0:
        return MISSING
    return Rolled(ReadingKind.ACTUAL, scale * numerator / denominator, numerator, denominator)


def _actual(value: float) -> Rolled:
    return Rolled(ReadingKind.ACTUAL, value)
