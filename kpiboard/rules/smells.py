"""Patterns in the readings that are worth a question: none proves anything, and most have an innocent answer.

Every threshold is a constant below. Where no source is named it is our choice, set so that noise (normal or Poisson,
rounded to the KPI's decimals) is left alone in at least 19 of 20 series; tests/unit/test_smells.py counts them.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, pairwise
from math import ceil
from typing import Protocol

from kpiboard.model import Cadence, Collection, Direction, Kpi, Reading, ReadingKind, Target, share_scale
from kpiboard.model.frozen import frozen
from kpiboard.rules.averages import mean
from kpiboard.rules.by_hand import ByHand, by_hand
from kpiboard.rules.periods import Period, WorkCalendar
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.trust import is_late

RECENT = 60  # points: how far back late corrections and late entries are looked for

# Hockey stick, domain.md, article row 3.14: more than 40 % of a month's total in the last 20 % of its working days,
# in at least two of the last three months that are over.
MONTHS = 3
MONTHS_FLAGGED = 2
TAIL = 0.2
TAIL_SHARE = 0.4
MONTH_READ = 0.8  # of its working days, or the month is not looked at
HANDFUL = 5  # a month with fewer values above zero counts only if all three months look alike

# Threshold hugging: a caliper test (Gerber and Malhotra, 2008), which compares the counts just inside and just outside
# a threshold, because an honest process knows no cliff there. The width of the caliper and the numbers are ours.
HUG_LAST = 30
HUG_LEAST = 20
HUG_CLIFF = 5  # times as many just inside as just outside
# (width in sigmas of the values, least share of the values inside it, times as many as in the next strip inside)
HUG_STRIPS = ((0.5, 0.4, 2), (1.0, 0.6, 3))
HUG_COARSE = 1.5  # times the width: where one step of the scale is wider, every value lies in few places anyway
_SIGMA = 1.128  # mean moving range of two / sigma (d2 of the XmR chart)

NEVER_RED = 30  # judged values in a row

IN_ONE_GO = 5  # late readings
ONE_GO = timedelta(minutes=15)


class Smell(StrEnum):
    COUNTER = "days since"  # a counter that somebody types, and a count that is mostly 0: both are events
    ZEROS = "mostly zeros"
    HOCKEY_STICK = "hockey stick"
    HUGGING = "threshold hugging"
    NEVER_RED = "never red"
    EDITED_LATE = "edited after the huddle"
    IN_ONE_GO = "entered in one go"


BY_HAND = (Smell.COUNTER, Smell.ZEROS)


@frozen
class Whiff:
    """One pattern and its evidence; `points` are the indexes that show it (none for NEVER_RED: all do).

    * COUNTER: it began anew `hits` times in `of` values; ZEROS: `hits` of `of` values are 0;
    * HOCKEY_STICK: `hits` of `of` months, in each at least `share` (0 to 1) of the total in the last fifth;
    * HUGGING: `hits` of the last `of` values lie just inside the target, `against` just outside;
    * NEVER_RED: the last `hits` values have all met it;
    * EDITED_LATE: `hits` of `of` late corrections took a red away, `against` made one;
    * IN_ONE_GO: `hits` of `of` late readings were entered within `minutes`.

    `direction` is the KPI's: it tells on which side inside is.
    """

    smell: Smell
    hits: int
    of: int
    points: tuple[int, ...] = ()
    against: int = 0
    share: float | None = None
    minutes: int | None = None
    direction: Direction = Direction.HIGHER


class Dated(Protocol):
    """What is looked at: a point of a KPI's history (`kpiboard.views.board.Point`)."""

    @property
    def period(self) -> Period: ...
    @property
    def status(self) -> Status: ...
    @property
    def reading(self) -> Reading | None: ...
    @property
    def target(self) -> Target | None: ...


def smells(points: Sequence[Dated], kpi: Kpi, calendar: WorkCalendar) -> tuple[Whiff, ...]:
    """The patterns in a KPI's history, oldest point first; each kind at most once, in the order of `Smell`."""
    found = (
        _by_hand(points, kpi),
        _hockey_stick(points, kpi, calendar),
        _hugging(points, kpi),
        _never_red(points),
        _edited_late(points, calendar),
        _in_one_go(points, kpi),
    )
    return tuple(replace(whiff, direction=kpi.direction) for whiff in found if whiff)


def _by_hand(points: Sequence[Dated], kpi: Kpi) -> Whiff | None:
    """Events that are kept as numbers (rules/by_hand.py)."""
    read = [(place, value) for place, point in enumerate(points) if (value := _value(point)) is not None]
    dated = [(points[place].period.day, value) for place, value in read]
    match by_hand(kpi, dated):
        case ByHand.COUNTER:
            begun = tuple(place for (_, before), (place, value) in pairwise(read) if value < before)
            return Whiff(Smell.COUNTER, len(begun), len(read), begun)
        case ByHand.ZEROS:
            return Whiff(Smell.ZEROS, sum(value == 0 for _, value in read), len(read))
    return None


def _hockey_stick(points: Sequence[Dated], kpi: Kpi, calendar: WorkCalendar) -> Whiff | None:
    """Only for what can be added up: read at least daily, no share, no band, never below zero."""
    summed = kpi.cadence in (Cadence.HOUR, Cadence.SHIFT, Cadence.DAY) and kpi.direction is not Direction.BAND
    if not points or not summed or kpi.share or share_scale(kpi.unit) != 1:
        return None
    shares: list[tuple[float, int]] = []  # the tail's share of each month looked at, and how many values it rests on
    marked: list[int] = []
    for first, working in _months_over(points[-1].period.day, calendar):
        values = list(_values_of(points, first))
        if any(value < 0 for _, value in values):
            return None
        days = {points[place].period.day for place, _ in values}
        total = sum(value for _, value in values)
        if total <= 0 or len(days.intersection(working)) < MONTH_READ * len(working):
            continue
        tail = working[-max(1, round(TAIL * len(working)))]
        late = [(place, value) for place, value in values if points[place].period.day >= tail]
        shares.append((sum(value for _, value in late) / total, sum(value > 0 for _, value in values)))
        if shares[-1][0] > TAIL_SHARE:
            marked += [place for place, _ in late]
    hits = [(share, count) for share, count in shares if share > TAIL_SHARE]
    if sum(count >= HANDFUL for _, count in hits) < MONTHS_FLAGGED and len(hits) < MONTHS:
        return None
    return Whiff(
        Smell.HOCKEY_STICK, len(hits), len(shares), tuple(sorted(marked)), share=min(share for share, _ in hits)
    )


def _months_over(last: date, calendar: WorkCalendar) -> Iterator[tuple[date, list[date]]]:
    """The newest months without a working day after `last`: their first day and their working days."""
    first = last.replace(day=1)
    found = 0
    while found < MONTHS and first.year > date.min.year:
        days = [first.replace(day=day) for day in range(1, monthrange(first.year, first.month)[1] + 1)]
        working = [day for day in days if calendar.works(day)]
        if not any(day > last for day in working):
            found += 1
            if working:
                yield first, working
        first = (first - timedelta(days=1)).replace(day=1)


def _values_of(points: Sequence[Dated], first: date) -> Iterator[tuple[int, float]]:
    """The values of the month that begins on `first`, with their indexes."""
    place = bisect_left(points, first, key=lambda point: point.period.day)
    for at in range(place, len(points)):
        day, value = points[at].period.day, _value(points[at])
        if (day.year, day.month) != (first.year, first.month):
            return
        if value is not None:
            yield at, value


def _hugging(points: Sequence[Dated], kpi: Kpi) -> Whiff | None:
    """Values heaped just inside a target with one bound.

    Not when nothing better was ever read: what cannot be better (no accident, all of three audits) hugs nothing. And
    not when the values differ by little more than the steps they are read in.
    """
    judged = (
        (place, margin)
        for place in range(len(points) - 1, -1, -1)
        if (margin := _margin(points[place], points[place].target)) is not None
    )
    last = [(place, margin) for place, margin in islice(judged, HUG_LAST) if _one_sided(points[place].target)][::-1]
    if len(last) < HUG_LEAST:
        return None
    margins = [margin for _, margin in last]
    present = points[last[-1][0]].target
    sigma = mean([abs(after - before) for before, after in pairwise(margins)]) / _SIGMA
    step = _step([value for place, _ in last if (value := _value(points[place])) is not None], kpi.decimals)
    for width, least, thinner in HUG_STRIPS:
        # Whole steps, so that the strips hold equally many of the values that can be.
        strip = step * max(1, round(width * sigma / step))
        if strip > HUG_COARSE * width * sigma:
            continue
        inside = [place for place, margin in last if _in(margin, 0, strip, step)]
        outside = sum(_in(margin, -strip, 0, step) for margin in margins)
        further = sum(_in(margin, strip, 2 * strip, step) for margin in margins)
        heaped = len(inside) >= max(least * len(last), thinner * further, HUG_CLIFF * outside)
        if heaped and any((_margin(point, present) or 0.0) > step / 2 for point in points):
            return Whiff(Smell.HUGGING, len(inside), len(last), tuple(inside), against=outside)
    return None


def _one_sided(target: Target | None) -> bool:
    return target is not None and (target.low is None) != (target.high is None)


def _value(point: Dated) -> float | None:
    return point.reading.value if point.reading else None


def _margin(point: Dated, target: Target | None) -> float | None:
    """How far the value is inside the target; below 0 outside; None when it cannot be told."""
    value = _value(point)
    if value is None or target is None:
        return None
    margins = [] if target.low is None else [value - target.low]
    margins += [] if target.high is None else [target.high - value]
    return min(margins, default=None)


def _step(values: Sequence[float], decimals: int) -> float:
    """The steps in which the values are read: 1, 0.1, … down to the KPI's decimals."""
    for places in range(max(decimals, 0)):
        if all(abs(value - round(value, places)) <= 1e-9 * max(1.0, abs(value)) for value in values):
            return float(10**-places)
    return float(10 ** -max(decimals, 0))


def _in(margin: float, start: float, end: float, step: float) -> bool:
    """start ≤ margin < end, forgiving the last bits."""
    forgiven = step * 1e-6
    return start - forgiven <= margin < end - forgiven


def _never_red(points: Sequence[Dated]) -> Whiff | None:
    """Met every time, and some values were better than just met: a target of no accident cannot be tighter."""
    run = 0
    better = False
    for point in reversed(points):
        if point.status in (Status.WATCH, Status.OFF_TARGET):
            break
        if point.status is Status.ON_TARGET:
            run += 1
            better = better or (_margin(point, point.target) or 0.0) > 0
    return Whiff(Smell.NEVER_RED, run, run) if run >= NEVER_RED and better else None


def _edited_late(points: Sequence[Dated], calendar: WorkCalendar) -> Whiff | None:
    """Reds that a correction after the cut-off took away, unless as many were made by one."""
    places: list[int] = []
    corrected = against = 0
    for place, point in _recent(points):
        reading = point.reading
        if reading is None or reading.corrected_at is None or reading.corrected_from is None:
            continue
        if not is_late(calendar, point.period, reading.corrected_at):
            continue
        held = replace(reading, kind=ReadingKind.ACTUAL, value=reading.corrected_from)
        was, now = status_of(held, point.target), status_of(reading, point.target)
        corrected += 1
        if was is Status.OFF_TARGET is not now:
            places.append(place)
        against += now is Status.OFF_TARGET is not was
    if len(places) <= against:
        return None
    return Whiff(Smell.EDITED_LATE, len(places), corrected, tuple(places), against=against)


def _in_one_go(points: Sequence[Dated], kpi: Kpi) -> Whiff | None:
    """Late readings that came together; a program may bring them in together."""
    if kpi.collection is Collection.IMPORT:
        return None
    late = sorted(
        (reading.late_at, place)
        for place, point in _recent(points)
        if (reading := point.reading) is not None and reading.late_at is not None
    )
    largest: list[int] = []
    minutes = 0
    start = 0
    for end, (moment, _) in enumerate(late):
        while moment - late[start][0] > ONE_GO:
            start += 1
        if end - start + 1 >= max(len(largest), 1):  # of two, the newer
            largest = [place for _, place in late[start : end + 1]]
            minutes = max(1, ceil((moment - late[start][0]) / timedelta(minutes=1)))
    if len(largest) < IN_ONE_GO:
        return None
    return Whiff(Smell.IN_ONE_GO, len(largest), len(late), tuple(sorted(largest)), minutes=minutes)


def _recent(points: Sequence[Dated]) -> Iterator[tuple[int, Dated]]:
    first = max(0, len(points) - RECENT)
    return ((place, points[place]) for place in range(first, len(points)))
