"""How the readings of a month become the coloured days of the letters."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from kpiboard.basics.errors import InvalidInput
from kpiboard.cases.desk import Desk
from kpiboard.cases.points import begun_period, due_period, judging, most_periods, point_of
from kpiboard.cases.rollups import readings_of
from kpiboard.model import Cadence, Category, Kpi, KpiState, Rollup, Target
from kpiboard.model.event import NO_EVENT
from kpiboard.model.frozen import frozen
from kpiboard.rules import letters as rules
from kpiboard.rules.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    WorkCalendar,
    following,
    is_off,
    latest_due,
    period_at,
    previous,
    production_day,
)
from kpiboard.rules.periods import ONE_DAY, first_day
from kpiboard.rules.targets import targets_through
from kpiboard.views.board import Point
from kpiboard.views.letters import Letter, LetterDay, LettersMonth, Mark

LOOK_BACK = timedelta(days=92)  # before the month: how far "days since the last red" can reach


@frozen
class _Span:
    """The days that are looked at, the first and last of them included, and when."""

    first: date
    last: date
    now: datetime
    today: date


@frozen
class _Marked:
    """One KPI: its mark on each day that has one, and the days of which something is yet to be read."""

    marks: Mapping[date, Mark]
    open_on: frozenset[date]


def lettered(desk: Desk, month: date | None) -> LettersMonth:
    """The letters over the month that holds the day `month`; None: the running one."""
    calendar, now = desk.calendar(), desk.clock()
    today = production_day(calendar, now)
    first = (month or today).replace(day=1)
    if not FIRST_YEAR < first.year < LAST_YEAR:
        raise InvalidInput(f"{first.year} is out of reach.", f"Choose a year after {FIRST_YEAR}.", field="month")
    span = _Span(first - LOOK_BACK, first.replace(day=monthrange(first.year, first.month)[1]), now, today)
    targets: defaultdict[str, list[Target]] = defaultdict(list)
    for target in desk.all(Target):
        targets[target.kpi_id].append(target)
    targets |= {kpi.id: [NO_EVENT] for kpi in desk.all(Kpi) if kpi.of_events}
    marked: defaultdict[str | None, list[_Marked]] = defaultdict(list)
    for kpi in sorted(desk.all(Kpi), key=lambda kpi: kpi.state is not KpiState.ACTIVE):
        if kpi.category_id and kpi.state is not KpiState.DRAFT:
            marked[kpi.category_id].append(_marked(desk, kpi, targets[kpi.id], span))
    letters = (_letter(one, marked[one.id], calendar, span, first) for one in desk.all(Category))
    return LettersMonth(first, today, tuple(letters))


def _marked(desk: Desk, kpi: Kpi, targets: Sequence[Target], span: _Span) -> _Marked:
    """The days on which a KPI has something to say. A retired one keeps those that it was read on."""
    calendar = desk.calendar().read_on(kpi.weekdays)
    periods = _periods(calendar, kpi.cadence, span)
    if not periods:
        return _Marked({}, frozenset())
    newest, oldest = periods[0][0], periods[-1][0]
    if kpi.rollup is Rollup.NONE and not kpi.of_events:
        readings = desk.readings(kpi, before=following(calendar, newest).key, limit=len(periods))
    else:
        count = most_periods(calendar, oldest, latest_due(calendar, kpi.cadence, span.now))
        readings = readings_of(desk, kpi, span.now, max(1, count))
    edges = (*readings[: 1 + len(calendar.shifts)], *readings[-1:])
    begun = [period for one in edges if (period := begun_period(calendar, kpi, one, span.now))]
    # What lies before the first reading was never asked for; without any it is the latest due that is missing.
    due = due_period(calendar, kpi, span.now) or period_at(calendar, kpi.cadence, span.now)
    asked_from = min(begun, default=due)
    by_key = {reading.period: reading for reading in readings}
    target_on, judge = targets_through(targets, kpi.decimals), judging(kpi)
    points: defaultdict[date, list[Point]] = defaultdict(list)
    open_on: set[date] = set()
    for period, day in reversed(periods):
        reading = by_key.get(period.key)
        if kpi.of_events and period.end > span.now and reading and reading.value:  # something may happen yet
            reading = None
        if reading is None:
            if kpi.state is not KpiState.ACTIVE or period < asked_from or is_off(calendar, period):
                continue
            if period.end > span.now:
                open_on.add(day)
                continue
        points[day].append(point_of(calendar, period, reading, target_on(period.day), judge))
    return _Marked({day: _mark(kpi, found) for day, found in points.items()}, frozenset(open_on))


def _mark(kpi: Kpi, points: Sequence[Point]) -> Mark:
    status = rules.worst((point.status for point in points), amber=True)
    assert status is not None
    return Mark(kpi, status, tuple(points))


def _periods(calendar: WorkCalendar, cadence: Cadence, span: _Span) -> list[tuple[Period, date]]:
    """The periods that have begun and colour a day of the span, newest first, each with that day."""
    ends = calendar.begins(span.last + ONE_DAY) - timedelta(microseconds=1)
    period = period_at(calendar, cadence, min(ends, span.now))
    found: list[tuple[Period, date]] = []
    while (day := _shown_on(calendar, period)) >= span.first:
        if day <= span.last:
            found.append((period, day))
        period = previous(calendar, period)
    return found


def _shown_on(calendar: WorkCalendar, period: Period) -> date:
    """The production day of an hour, shift or day; of a longer period the last day in it that is no day off."""
    first, day = first_day(calendar, period.cadence, period.day), period.day
    while day > first and not calendar.works(day):
        day -= ONE_DAY
    return day if calendar.works(day) else period.day


def _letter(category: Category, kpis: Iterable[_Marked], calendar: WorkCalendar, span: _Span, first: date) -> Letter:
    kpis = list(kpis)
    every = [span.first + n * ONE_DAY for n in range((span.last - span.first).days + 1)]
    days = [_day(day, kpis, calendar, span.today) for day in every]
    told = [one for one in days if one.day <= span.today]
    states = [one.state for one in told]
    return Letter(
        category=category,
        days=tuple(one for one in days if one.day >= first),
        days_since_red=rules.days_since_red(states),
        red_streak=rules.red_streak(states),
        since=next((one.day for one in told if one.marks), None),
    )


def _day(day: date, kpis: Iterable[_Marked], calendar: WorkCalendar, today: date) -> LetterDay:
    marks = tuple(one.marks[day] for one in kpis if day in one.marks)
    waits = any(day in one.open_on for one in kpis)
    state = rules.day_state(
        rules.worst(mark.status for mark in marks),
        off=not calendar.works(day),
        open_still=waits and (day == today or not marks),  # a week that runs on holds back no day that is over
        future=day > today,
    )
    return LetterDay(day, state, marks)
