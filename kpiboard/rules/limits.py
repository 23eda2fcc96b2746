"""Natural process limits: how far the values of an unchanged process wander by themselves.

One value a period, so the spread is judged by the moving ranges, the differences from one value to the next (XmR
chart). Sources: W. A. Shewhart, "Economic Control of Quality of Manufactured Product" (1931); D. J. Wheeler,
"Understanding Variation" (1993), for the chart and its constants; NIST/SEMATECH e-Handbook of Statistical Methods,
6.3.2.2; L. S. Nelson, "Control Charts for Individual Measurements", Journal of Quality Technology 14 (1982), for
the screening of ranges.

A share of few wanders farther than a share of many: where the sizes differ much, each point has limits of its own (p'
chart). Source: D. B. Laney, "Improved Control Charts for Attributes", Quality Engineering 14 (2002). What a share lies
from the mean is measured in the standard deviations that chance alone gives it, z; sigma z, by the moving ranges of z,
is how much farther than chance the process wanders. It is never taken below 1: no process is calmer than chance, and
from twenty points it often seems so (as published, a steady 95 % of 3 to 60 pieces is outside in 2 % of periods).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from math import fsum, log, sqrt
from typing import NamedTuple

from kpiboard.model import Average, Baseline, Cadence, ChartKind, Kpi, share_scale
from kpiboard.model.frozen import frozen
from kpiboard.rules.averages import mean, median
from kpiboard.rules.keys import FORMS
from kpiboard.rules.precision import MOST, reckoned

FEWEST, FIRM, LOCK = 6, 15, 20  # points: limits at all, firm limits, locked limits
MEDIAN = log(2)  # pieces: how far the median of a binomial distribution may lie from its mean (K. Hamza 1995)
SIZES = 1.5  # times as large as the smallest: from there shares have limits for each point
SCREEN = 3.267  # Nelson 1982: a range this many times the mean range is no part of the usual variation

Ends = tuple[float | None, float | None]  # the physical floor and cap of a scale


class _Constants(NamedTuple):
    limit: float  # × average range = centre to limit, three sigma
    range: float  # × average range = upper range limit
    sigma: float  # average range / this = sigma; d2 for the mean of ranges of two, d4 for their median


_CONSTANTS = {Average.MEAN: _Constants(2.66, 3.268, 1.128), Average.MEDIAN: _Constants(3.145, 3.865, 0.954)}


class LimitState(StrEnum):
    TRIAL = "trial"  # from 6 points
    FIRM = "firm"  # from 15
    LOCKED = "locked"  # at 20, or where a person locked them: later points change nothing


class Side(StrEnum):
    HIGH = "high"
    LOW = "low"


@frozen
class Shares:
    """What the limits of a share are made from: `sigma_z`, its `size` (of so many), and the ends of its scale.

    `scale` is what a share of all is in the unit of the values, such as 100 for %.
    """

    sigma_z: float
    size: float
    scale: float
    ends: Ends


@frozen
class Limits:
    """The lines of an XmR chart, in the unit of the values; with `shares` those of one point of a p' chart.

    They come from `points` values with this `average_range` (by `average`). `mid_lower` and `mid_upper` lie half way
    from the centre to the limits. A limit beyond a physical floor or cap is moved there (`lower_clipped`,
    `upper_clipped`) and never signals; the mid-lines stay where the limits as computed put them. There is no lower
    range limit.
    """

    points: int
    center: float
    average_range: float
    lower: float
    upper: float
    range_upper: float
    mid_lower: float
    mid_upper: float
    state: LimitState
    lower_clipped: bool = False
    upper_clipped: bool = False
    average: Average = Average.MEAN
    shares: Shares | None = None

    @property
    def chart(self) -> ChartKind:
        return ChartKind.P if self.shares else ChartKind.XMR

    @property
    def sigma(self) -> float:
        """The standard deviation as the ranges estimate it."""
        return self.average_range / _CONSTANTS[self.average].sigma

    def of_size(self, size: float | None) -> Limits:
        """Those of a share of so many; of a chart without sizes, and where none is known, as they are."""
        if self.shares is None or not size or size == self.shares.size:
            return self
        return _share_lines(self.points, self.center, replace(self.shares, size=size), self.average, self.state)

    def z(self, value: float) -> float:
        """How many standard deviations of chance a share lies from the centre.

        One beyond a clipped limit lies on it; one that is nearer to the mean than its median may be lies on the centre:
        of few, most have all, and that is no run.
        """
        assert self.shares is not None
        share, sigma = self.shares, self.sigma / self.shares.sigma_z
        if abs(value - self.center) * share.size < MEDIAN * share.scale:
            return 0.0
        held = value if self.side_of(value) else min(max(value, self.lower), self.upper)
        return (held - self.center) / sigma

    @property
    def slack(self) -> float:
        """What counts as no difference: the last bits of numbers this large, so that 0.57 × 100 is on a limit of 57."""
        return 1e-12 * (abs(self.center) + self.mid_upper - self.mid_lower)

    def side_of(self, value: float) -> Side | None:
        """The side on which a value is outside; None inside, on a limit, and beyond a clipped one."""
        if value > self.upper + self.slack and not self.upper_clipped:
            return Side.HIGH
        if value < self.lower - self.slack and not self.lower_clipped:
            return Side.LOW
        return None

    def is_wide(self, size: float) -> bool:
        """Whether a moving range of this size is above its limit; between shares of two sizes it says nothing."""
        return self.shares is None and size > self.range_upper + self.slack


def limits_of(
    values: Sequence[float],
    *,
    average: Average = Average.MEAN,
    floor: float | None = None,
    cap: float | None = None,
    screen: bool = False,
    locked: bool = False,
) -> Limits | None:
    """The limits of all of `values`, oldest first; None for fewer than 6.

    Mean x̄ ± 2.66·mR̄ with an upper range limit of 3.268·mR̄, or x̄ ± 3.145 and 3.865 times the median range (Wheeler).
    `screen` drops ranges of 3.267·mR̄ and more once and averages the others (Nelson 1982; not with the median, which
    they hardly move). A `floor` above the centre or a `cap` below it cannot be the end of the scale and is ignored.
    """
    ranges = [abs(after - before) for before, after in pairwise(values)]
    enough = locked or len(values) >= LOCK
    return limits_from(values, ranges, average=average, floor=floor, cap=cap, screen=screen, locked=enough)


def limits_from(
    values: Sequence[float],
    ranges: Sequence[float],
    *,
    average: Average,
    floor: float | None,
    cap: float | None,
    screen: bool,
    locked: bool,
    decimals: int | None = None,
) -> Limits | None:
    """As `limits_of`, where not every two neighbours have a range between them; None also without any range.

    With the `decimals` of a KPI the lines are rounded as they are shown (`line_digits`).
    """
    if len(values) < FEWEST or not ranges:
        return None
    typical = median(ranges) if average is Average.MEDIAN else _mean_range(ranges, screen)
    digits = None if decimals is None else line_digits(decimals, typical)
    return _lines(len(values), _mean(values), typical, average, (floor, cap), _state(len(values), locked), digits)


def line_digits(decimals: int, spread: float) -> int:
    """The digits that limits are shown and judged with: one more than the KPI's, more where the spread is finer."""
    digits = decimals + 1
    while digits < MOST and 0 < spread < 5 * 10.0**-digits:
        digits += 1
    return min(digits, MOST)


def locked_limits(kpi: Kpi, baseline: Baseline) -> Limits | None:
    """The limits that a baseline has stored; None where it has none, or those of another cadence or sort of chart.

    Those of days between events are on the scale on which they are reckoned (rules/events.py).
    """
    n, centre, spread = baseline.n, baseline.centre, baseline.spread
    form = FORMS[Cadence.DAY if kpi.of_events else kpi.cadence]
    if n is None or centre is None or spread is None or not form.fullmatch(baseline.first):
        return None
    if kpi.of_events != (baseline.chart is ChartKind.T):
        return None
    if kpi.of_events:
        return _lines(n, centre, spread, baseline.average, (0.0, None), LimitState.LOCKED)
    if baseline.chart is ChartKind.P:
        shares = Shares(spread, 1.0, share_scale(kpi.unit), ends_of(kpi))
        return _share_lines(n, centre, shares, baseline.average, LimitState.LOCKED)
    digits = line_digits(kpi.decimals, spread)
    return _lines(n, centre, spread, baseline.average, ends_of(kpi), LimitState.LOCKED, digits)


def limits_of_shares(
    values: Sequence[float],
    sizes: Sequence[float],
    joined: Sequence[bool],
    *,
    scale: float,
    average: Average,
    ends: Ends,
    screen: bool,
    locked: bool,
) -> Limits | None:
    """The p' limits of shares of so many each, for the last of them; `joined` to the one before, as by no gap.

    None where those of an XmR chart do: for fewer than 6, for sizes that differ by less than a half, and where none,
    all or more than all have what is counted.
    """
    if len(values) < FEWEST or max(sizes) < SIZES * min(sizes):
        return None
    share = fsum(value * size for value, size in zip(values, sizes, strict=True)) / fsum(sizes) / scale
    if not 0 < share < 1:
        return None
    z = [(value / scale - share) / sqrt(share * (1 - share) / size) for value, size in zip(values, sizes, strict=True)]
    ranges = [abs(after - before) for (before, after), near in zip(pairwise(z), joined[1:], strict=True) if near]
    if not ranges:
        return None
    typical = median(ranges) if average is Average.MEDIAN else _mean_range(ranges, screen)
    shares = Shares(max(1.0, typical / _CONSTANTS[average].sigma), sizes[-1], scale, ends)
    return _share_lines(len(values), share * scale, shares, average, _state(len(values), locked))


def _share_lines(points: int, center: float, shares: Shares, average: Average, state: LimitState) -> Limits:
    share = center / shares.scale
    sigma = shares.sigma_z * shares.scale * sqrt(share * (1 - share) / shares.size)
    lines = _lines(points, center, sigma * _CONSTANTS[average].sigma, average, shares.ends, state)
    return replace(lines, shares=shares)


def z_limits(limits: Limits) -> Limits:
    """The lines of a p' chart for z, the same for every point."""
    assert limits.shares is not None
    typical = limits.shares.sigma_z * _CONSTANTS[limits.average].sigma
    return _lines(limits.points, 0.0, typical, limits.average, (None, None), limits.state)


def _lines(
    points: int,
    center: float,
    typical: float,
    average: Average,
    ends: tuple[float | None, float | None],
    state: LimitState,
    digits: int | None = None,
) -> Limits:
    constants, (floor, cap) = _CONSTANTS[average], ends
    reach = constants.limit * typical
    lower, upper = center - reach, center + reach
    lower_clipped = floor is not None and lower < floor <= center
    upper_clipped = cap is not None and upper > cap >= center
    made = Limits(
        points=points,
        center=center,
        average_range=typical,
        lower=floor if lower_clipped and floor is not None else lower,
        upper=cap if upper_clipped and cap is not None else upper,
        range_upper=constants.range * typical,
        mid_lower=center - reach / 2,
        mid_upper=center + reach / 2,
        state=state,
        lower_clipped=lower_clipped,
        upper_clipped=upper_clipped,
        average=average,
    )
    return made if digits is None else _rounded(made, digits)


def _rounded(lines: Limits, digits: int) -> Limits:
    """The centre stays as it is: stored with a lock, it gives the same lines again."""
    return replace(
        lines,
        lower=reckoned(lines.lower, digits),
        upper=reckoned(lines.upper, digits),
        range_upper=reckoned(lines.range_upper, digits),
        mid_lower=reckoned(lines.mid_lower, digits),
        mid_upper=reckoned(lines.mid_upper, digits),
    )


def _state(points: int, locked: bool) -> LimitState:
    if locked:
        return LimitState.LOCKED
    return LimitState.FIRM if points >= FIRM else LimitState.TRIAL


def _mean_range(ranges: Sequence[float], screen: bool) -> float:
    whole = _mean(ranges)
    usual = [one for one in ranges if one < SCREEN * whole * (1 - 1e-12)] if screen else []
    return _mean(usual) if usual else whole


def _mean(values: Sequence[float]) -> float:
    try:
        return mean(values)
    except OverflowError:  # the sum is past the largest float, the mean is not
        return fsum(value / len(values) for value in values)


def ends_of(kpi: Kpi) -> Ends:
    """The physical floor and cap of the scale: those of the sheet, else what is valid, else those of a share."""
    floor = kpi.floor if kpi.floor is not None else kpi.valid_min
    cap = kpi.cap if kpi.cap is not None else kpi.valid_max
    if kpi.share:
        floor = 0.0 if floor is None else floor
        cap = share_scale(kpi.unit) if cap is None else cap
    return floor, cap
