"""The points of a KPI as columns of plain numbers, made once, so that any part of them is drawn in no time."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from kpiboard.charts.runchart.signs import JUDGED, Mark
from kpiboard.model import Cadence
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import LimitState
from kpiboard.rules.signals import Rule
from kpiboard.rules.status import Status

if TYPE_CHECKING:
    from kpiboard.model import Reading, Target
    from kpiboard.rules.limits import Limits
    from kpiboard.rules.spc import Chart
    from kpiboard.views.board import Point

_LONG = (Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER, Cadence.YEAR)  # named by the day they begin


class Zoom(Enum):
    """How much of the history is drawn, by days; None is all of it."""

    MONTH = 30
    QUARTER = 90
    YEAR = 365
    ALL = None


@frozen
class Stretch:
    """Process limits of the points `first` to `last`: one baseline. A bound that is None is not drawn.

    `at_floor` and `at_cap` say that a limit was moved to the end of the scale, where it never signals.
    """

    first: int
    last: int
    centre: float
    lower: float | None
    upper: float | None
    trial: bool = False
    at_floor: bool = False
    at_cap: bool = False


@frozen
class Step:
    """From the point `first` on, what is wanted lies between `low` and `high`; `agreed` when the team has signed."""

    first: int
    low: float | None
    high: float | None
    agreed: bool = False


@frozen(eq=False)  # compared by identity: there may be 100,000 points
class Track:
    """A series to draw; all sequences have one item a point, oldest first.

    `values` are None where nothing was measured. `ranks` hold how a point was judged: 0 for no value, else its place
    in `JUDGED` plus one, so that the largest is the worst. `bridged` are places without a value that the line passes
    over (days off). `signals`, `excluded` and `marked` are ascending places; `starts` are those where a baseline
    begins after the first one. From the place `done` on (all along where it is None) an action was to bring the
    values to `ghost`; its segment begins there and is not among the `starts`.
    """

    days: tuple[date, ...]
    values: tuple[float | None, ...]
    ranks: bytes
    decimals: int = 1
    cadence: Cadence = Cadence.DAY
    steps: tuple[Step, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    starts: tuple[int, ...] = ()
    signals: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    marks: Mapping[int, Mark] = field(default_factory=dict)
    bridged: frozenset[int] = frozenset()
    floor: float | None = None
    cap: float | None = None
    done: int | None = None
    ghost: float | None = None
    # made from the above
    lows: tuple[float, ...] = field(init=False, repr=False)
    highs: tuple[float, ...] = field(init=False, repr=False)
    marked: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        give = object.__setattr__  # frozen: these three belong to the making
        give(self, "lows", tuple(math.inf if value is None else value for value in self.values))
        give(self, "highs", tuple(-math.inf if value is None else value for value in self.values))
        give(self, "marked", tuple(sorted(self.marks)))

    def __len__(self) -> int:
        return len(self.values)

    def window(self, zoom: Zoom, last: int | None = None) -> tuple[int, int]:
        """The points `first` to `end` (excluded) of the days up to that of `last`, the newest unless given."""
        count = len(self)
        if zoom.value is None or not count:
            return 0, count
        last = count - 1 if last is None else last
        since = self.days[last].toordinal() - zoom.value
        return bisect_right(self.days, since, key=date.toordinal), last + 1

    def moved(self, window: tuple[int, int], zoom: Zoom, place: int) -> tuple[int, int]:
        """The window moved just as far as the sight of `place` asks."""
        first, end = window
        if first <= place < end or zoom.value is None:
            return window
        if place >= end:
            return self.window(zoom, place)
        until = self.days[place].toordinal() + zoom.value
        return place, max(place + 1, bisect_left(self.days, until, key=date.toordinal))

    def steps_in(self, first: int, end: int) -> list[Step]:
        """The targets that hold somewhere in `first` to `end` (excluded), in order."""
        begin = max(0, bisect_right(self.steps, first, key=_first) - 1)
        return list(self.steps[begin : bisect_left(self.steps, end, key=_first)])

    def step_at(self, place: int) -> Step | None:
        number = bisect_right(self.steps, place, key=_first)
        return self.steps[number - 1] if number else None

    def stretches_in(self, first: int, end: int) -> list[Stretch]:
        begin = bisect_left(self.stretches, first, key=lambda one: one.last)
        return list(self.stretches[begin : bisect_left(self.stretches, end, key=lambda one: one.first)])

    def ghost_in(self, end: int) -> float | None:
        """The expected effect where a window up to `end` (excluded) shows it."""
        return self.ghost if self.done is None or self.done < end else None

    def any_of(self, places: Sequence[int], first: int, end: int) -> int | None:
        """The last of the ascending `places` that lies in `first` to `end` (excluded)."""
        number = bisect_left(places, end)
        return places[number - 1] if number and places[number - 1] >= first else None


def _first(step: Step) -> int:
    return step.first


def of_points(
    points: Sequence[Point],
    chart: Chart,
    decimals: int,
    *,
    floor: float | None = None,
    cap: float | None = None,
    done: int | None = None,
    ghost: float | None = None,
) -> Track:
    """The run chart of a KPI; the indexes in `chart`, and `done`, are places in `points`."""
    return Track(
        days=_days(points),
        values=tuple(point.value for point in points),
        ranks=bytes(0 if point.value is None else _RANK.get(point.status, 1) for point in points),
        decimals=decimals,
        cadence=_cadence(points),
        steps=_steps(points),
        stretches=tuple(
            Stretch(
                first, last, limits.center, limits.lower, limits.upper, limits.state is LimitState.TRIAL,
                limits.lower_clipped, limits.upper_clipped,
            )
            for first, last, limits in _segments(chart, len(points))
        ),
        starts=tuple(place for place in _starts(chart) if place != done),
        signals=_signals(chart, lambda rule: rule is not Rule.RANGE),
        excluded=_excluded(points),
        marks=_marks(points),
        bridged=_bridged(points),
        floor=floor,
        cap=cap,
        done=done,
        ghost=ghost,
    )  # fmt: skip


def of_ranges(points: Sequence[Point], chart: Chart, decimals: int) -> Track:
    """The moving ranges between the points of a KPI, with their mean and their own limit."""
    return Track(
        days=_days(points),
        values=chart.ranges,
        ranks=bytes(0 if value is None else 1 for value in chart.ranges),
        decimals=decimals,
        cadence=_cadence(points),
        stretches=tuple(
            Stretch(first, last, limits.average_range, None, limits.range_upper, limits.state is LimitState.TRIAL)
            for first, last, limits in _segments(chart, len(points))
            if limits.shares is None  # between shares of two sizes a range says nothing
        ),
        starts=_starts(chart),
        signals=chart.wide_ranges(),
        bridged=_bridged(points).union(_excluded(points)),
        floor=0.0,
    )


def _segments(chart: Chart, count: int) -> Iterator[tuple[int, int, Limits]]:
    """(first place, last place, limits) of each segment that has limits; it ends where the next one begins.

    A segment of shares of changing size comes in as many pieces as the size changes.
    """
    ends = [*(segment.first for segment in chart.segments[1:]), count]
    for segment, end in zip(chart.segments, ends, strict=False):
        if segment.limits is None:
            continue
        first, sizes = segment.first, chart.sizes if segment.limits.shares else ()
        for place in range(first + 1, end if sizes else first):
            if sizes[place] and sizes[place] != sizes[first]:
                yield first, place - 1, segment.limits.of_size(sizes[first])
                first = place
        yield first, end - 1, segment.limits.of_size(sizes[first]) if sizes else segment.limits


def _starts(chart: Chart) -> tuple[int, ...]:
    return tuple(segment.first for segment in chart.segments[1:])


def _signals(chart: Chart, wanted: Callable[[Rule], bool]) -> tuple[int, ...]:
    return tuple(sorted({place for one in chart.signals if wanted(one.rule) for place in one.points}))


_RANK = {status: place + 1 for place, status in enumerate(JUDGED)}


def _days(points: Sequence[Point]) -> tuple[date, ...]:
    if points and points[0].period.cadence in _LONG:
        return tuple(point.period.start.date() for point in points)
    return tuple(point.period.day for point in points)


def _cadence(points: Sequence[Point]) -> Cadence:
    return points[0].period.cadence if points else Cadence.DAY


def _bridged(points: Sequence[Point]) -> frozenset[int]:
    return frozenset(place for place, point in enumerate(points) if point.status is Status.DAY_OFF)


def _excluded(points: Sequence[Point]) -> tuple[int, ...]:
    return tuple(place for place, point in enumerate(points) if point.reading and point.reading.excluded)


def _steps(points: Iterable[Point]) -> tuple[Step, ...]:
    found: list[Step] = []
    before: Target | None = None
    for place, point in enumerate(points):
        target = point.target
        if target is before and found:
            continue
        before = target
        step = Step(place, target.low, target.high, target.agreed) if target else Step(place, None, None)
        if not found or (step.low, step.high, step.agreed) != (found[-1].low, found[-1].high, found[-1].agreed):
            found.append(step)
    return tuple(found)


def _marks(points: Sequence[Point]) -> dict[int, Mark]:
    found: dict[int, Mark] = {}
    for place, point in enumerate(points):
        if point.reading is not None and (mark := mark_of(point.reading)):
            found[place] = mark
    return found


def mark_of(reading: Reading) -> Mark | None:
    """What is to know about a reading besides its value."""
    if reading.corrected_from is not None:
        return Mark.CORRECTED
    if reading.late_at is not None:
        return Mark.LATE
    return Mark.NOTE if reading.note or reading.reason else None
