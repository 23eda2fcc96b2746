"""KPIs of events: how long since the last one, and whether the days between them tell of a change.

What happens rarely gives no useful number a day: counts of 0 and 1 have limits that never signal. The days between two
events do. While events come by chance and at a steady rate the days between them are spread exponentially; raised to
the power of 1/3.6 they are nearly normal, so their limits are those of an XmR chart, reckoned there and taken back
into days (t chart; L. S. Nelson, "A Control Chart for Parts-Per-Million Nonconforming Items", Journal of Quality
Technology 26 (1994)).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from kpiboard.model import Average, SignalRules
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import Limits, Side
from kpiboard.rules.red import Nature, Natures, Told
from kpiboard.rules.signals import Points, Rule, Signal, signals_of
from kpiboard.rules.spc import Chart, Segment, chart
from kpiboard.rules.trend import Trend

POWER = 3.6
DIGITS = 1  # of the limits, in days: what is shown is what is judged


class EventSense(StrEnum):
    """What the days between the events say."""

    NONE_YET = "none yet"  # nothing has happened since it is counted
    TOO_EARLY = "too early"  # fewer than six gaps
    NO_LIMITS = "no limits"  # the KPI is kept without
    STEADY = "steady"
    LONGER = "longer"  # the running gap is beyond the upper limit
    RARER = "rarer"  # the last gaps are long, and a signal
    SHORTER = "shorter"  # the last gap is below the lower limit
    MORE_OFTEN = "more often"  # the last gaps are short, and a signal


_TREND = {
    EventSense.STEADY: Trend.STEADY,
    EventSense.LONGER: Trend.BETTER,
    EventSense.RARER: Trend.BETTER,
    EventSense.SHORTER: Trend.WORSE,
    EventSense.MORE_OFTEN: Trend.WORSE,
}


@frozen
class Gaps:
    """The days between events: `lengths` has one for each of the `days` of events, None for the first.

    `running` is how long nothing has happened: since the last event, or since counting began. The places in `chart`
    are those of `lengths`, then that of the running gap where it has begun. `powers` is the chart on the scale on which
    the limits are reckoned.
    """

    days: tuple[date, ...]
    lengths: tuple[int | None, ...]
    running: int
    chart: Chart
    sense: EventSense
    powers: Chart

    @property
    def limits(self) -> Limits | None:
        return self.chart.segments[-1].limits if self.chart.segments else None

    @property
    def counted(self) -> int:
        """How many gaps the present limits may come from."""
        return self.chart.segments[-1].points if self.chart.segments else 0

    @property
    def trend(self) -> Trend:
        return _TREND.get(self.sense, Trend.UNKNOWN)

    def natures(self) -> Natures:
        """What the limits make of the days that are red because something happened."""
        sense = self.sense
        if sense is EventSense.NO_LIMITS:
            return Natures()
        sooner = (signal for signal in self.chart.signals if signal.side is Side.LOW)
        marked = {self.days[at].isoformat(): Told(Nature.SIGNAL) for signal in sooner for at in signal.points}
        others = Told(Nature.NOISE) if self.limits else Told(Nature.TOO_EARLY, self.counted)
        return Natures(marked, others)


def gaps_of(
    days: Sequence[date],
    running: int,
    *,
    starts: Mapping[date, int | None] | None = None,
    known: Mapping[date, Limits] | None = None,
    rules: SignalRules = SignalRules.WHEELER,
    average: Average = Average.MEAN,
) -> Gaps:
    """The t chart of events on `days`, oldest first, after which `running` days have gone by.

    A segment begins at the first event on or after each of `starts`, and is locked after as many gaps, or 20; `known`
    are locked limits by the same days, on the scale of the powers. Rules are Wheeler's, or none. The running gap counts
    for no limit: it is not over. Only longer than usual it says something already.
    """
    lengths = (None, *((after - before).days for before, after in pairwise(days))) if days else ()
    runs = [running ** (1 / POWER)] if running else []
    begun = {bisect_left(days, since): lock for since, lock in (starts or {}).items()}
    found = chart(
        [*(None if gap is None else gap ** (1 / POWER) for gap in lengths), *runs],
        excluded=[len(days)] if runs else [],
        starts=[place for place in begun if place < len(days)],
        locks={place: lock for place, lock in begun.items() if lock is not None},
        known={bisect_left(days, since): limits for since, limits in (known or {}).items()},
        floor=0.0,
        rules=SignalRules.NONE if rules is SignalRules.NONE else SignalRules.WHEELER,
        average=average,
    )
    segments = tuple(replace(one, limits=_in_days(one.limits)) for one in found.segments)
    signals = sorted(_signals(segments, lengths, running), key=lambda signal: signal.first)
    made = Chart(segments, tuple(signals), (None,) * (len(days) + len(runs)))
    return Gaps(tuple(days), lengths, running, made, _sense(made, len(days), rules), found)


def _in_days(limits: Limits | None) -> Limits | None:
    if limits is None:
        return None
    lines = ("center", "lower", "upper", "mid_lower", "mid_upper")
    return replace(limits, **{line: round(max(0.0, getattr(limits, line)) ** POWER, DIGITS) for line in lines})


def _signals(segments: Sequence[Segment], lengths: Sequence[int | None], running: int) -> Iterator[Signal]:
    for segment in segments:
        if segment.limits is None:
            continue
        there = [(at, gap) for at, gap in enumerate(lengths) if gap is not None and segment.first <= at <= segment.last]
        values, nothing = [float(gap) for _, gap in there], [None] * len(there)  # a range says nothing in days
        points = Points([at for at, _ in there], values, range(len(there)), nothing)
        yield from signals_of(points, segment.limits, SignalRules.WHEELER)
    if segments and (limits := segments[-1].limits) and limits.side_of(running) is Side.HIGH:
        yield Signal(Rule.OUTSIDE, Side.HIGH, (len(lengths),))


def _sense(found: Chart, events: int, rules: SignalRules) -> EventSense:
    if not events:
        return EventSense.NONE_YET
    if rules is SignalRules.NONE:
        return EventSense.NO_LIMITS
    if found.segments[-1].limits is None:
        return EventSense.TOO_EARLY
    if found.signals_at(events):
        return EventSense.LONGER
    last = found.signals_at(events - 1)
    short = [signal for signal in last if signal.side is Side.LOW]
    if short:
        outside = any(signal.rule is Rule.OUTSIDE for signal in short)
        return EventSense.SHORTER if outside else EventSense.MORE_OFTEN
    return EventSense.RARER if last else EventSense.STEADY
