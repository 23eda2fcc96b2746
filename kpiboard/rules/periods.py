"""The work calendar of a board, and how its production days, hours, shifts and longer periods lie in time.

A production day begins at the board's day start, so the night shift belongs to the day it started on. Everything
longer (week, month, quarter, year) is made of production days. An hour belongs to the one it starts in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache, total_ordering
from itertools import pairwise
from zoneinfo import ZoneInfo

from kpiboard.basics.entry import FIRST_YEAR, LAST_YEAR
from kpiboard.model import WEEKDAYS, BoardInfo, Cadence, Shift
from kpiboard.model.frozen import frozen
from kpiboard.rules.wallclock import hour_runs, instant, steady_offset

ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)  # not @frozen: without slots it can keep what is derived from it
class WorkCalendar:
    """When a board works. Hashable, so that what is derived from it can be kept.

    `week_start` counts from 0 = Monday. `days_off` holds weekdays (0 = Monday) and dates of production days.
    """

    timezone: str
    day_start: time
    week_start: int
    shifts: tuple[Shift, ...]
    days_off: frozenset[int | date]

    @staticmethod
    def of(board: BoardInfo, shifts: Iterable[Shift]) -> WorkCalendar:
        """The calendar of a board; of two shifts with one key (copies were merged) the first counts.

        Raises ValueError for a time zone, weekday or date that does not exist.
        """
        return _calendar(board.timezone, board.day_start, board.week_start, board.days_off, tuple(shifts))

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def _hash(self) -> int:
        return hash((self.timezone, self.day_start, self.week_start, self.shifts, self.days_off))

    def __hash__(self) -> int:
        return self._hash

    def local(self, moment: datetime) -> datetime:
        """`moment` in the board's zone. Raises ValueError when it has no time zone of its own."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(self.zone)

    def begins(self, day: date) -> datetime:
        """When the production day `day` begins."""
        return instant(self.zone, day, self.day_start)

    def moment(self, day: date, wall: time) -> datetime:
        """When the clock shows `wall` in the production day `day`."""
        return instant(self.zone, day if wall >= self.day_start else day + ONE_DAY, wall)

    def read_on(self, weekdays: Iterable[str]) -> WorkCalendar:
        """The calendar of what is read on these weekdays only: the others are days off for it; none mean every day.

        A day on which nobody else works may be one of them. What is no weekday (another program wrote it) is not.
        """
        return _read_on(self, tuple(weekdays)) if weekdays else self

    def works(self, day: date) -> bool:
        """Whether the production day `day` is not a day off."""
        return day.weekday() not in self.days_off and day not in self.days_off


# Kept, so that the snapshots of one board share one calendar and with it everything derived from it.
@lru_cache(maxsize=16)
def _calendar(
    zone: str, day_start: time, week_start: str, days_off: tuple[str, ...], shifts: tuple[Shift, ...]
) -> WorkCalendar:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{zone} is not a time zone; one looks like Europe/Madrid") from None
    by_key: dict[str, Shift] = {}
    for shift in sorted(shifts, key=lambda shift: (shift.position, shift.start, shift.id)):
        by_key.setdefault(shift.key, shift)
    off = frozenset(_weekday(text) if text.isalpha() else as_date(text) for text in days_off)
    return WorkCalendar(zone, day_start, _weekday(week_start), tuple(by_key.values()), off)


@lru_cache(maxsize=64)
def _read_on(calendar: WorkCalendar, weekdays: tuple[str, ...]) -> WorkCalendar:
    read = {WEEKDAYS.index(name) for name in weekdays if name in WEEKDAYS}
    dates = (day for day in calendar.days_off if isinstance(day, date))
    return replace(calendar, days_off=frozenset(range(7)) - read | frozenset(dates)) if read else calendar


def _weekday(name: str) -> int:
    if name not in WEEKDAYS:
        raise ValueError(f"{name} is not a weekday; one looks like monday")
    return WEEKDAYS.index(name)


def as_date(text: str) -> date:
    """A date written like 2026-11-21. Raises ValueError."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not a date") from None
    if day.isoformat() != text:  # ISO 8601 knows other forms; one is enough
        raise ValueError(f"{text} is not a date; one looks like 2026-11-21")
    return day


@total_ordering
@frozen
class Period:
    """The time one reading stands for: start ≤ moment < end; ordered by start.

    Start and end read like the clock of the board and have its offset at that moment. `day` is the production day
    of an hour, shift or day and the last day of anything longer: targets are looked up by it.
    """

    cadence: Cadence
    key: str
    start: datetime
    end: datetime
    day: date

    def __lt__(self, other: Period) -> bool:
        return self.start < other.start


def production_day(cal: WorkCalendar, moment: datetime) -> date:
    """The production day that is running at `moment`."""
    day = cal.local(moment).date()
    while moment < cal.begins(day):
        day -= ONE_DAY
    while moment >= cal.begins(day + ONE_DAY):
        day += ONE_DAY
    return day


@lru_cache(maxsize=128)  # who walks through years of hours comes by each day once
def hours_of(cal: WorkCalendar, day: date) -> tuple[Period, ...]:
    """The hours of the calendar day `day`, in order: 24, but on the days when the clocks are changed."""
    known_year(day.year)
    named, before = day.isoformat(), day - ONE_DAY
    offset = steady_offset(cal.zone, day)
    if offset is None:
        return tuple(
            sorted(
                Period(Cadence.HOUR, hour_key(named, hour, again), start, end, production_day(cal, start))
                for hour in range(24)
                for again, (start, end) in enumerate(hour_runs(cal.zone, day, hour))
            )
        )
    midnight, begins = datetime.combine(day, time(), timezone(offset)), cal.begins(day)
    edges = [midnight + hour * ONE_HOUR for hour in range(25)]
    return tuple(
        Period(Cadence.HOUR, hour_key(named, hour), start, end, day if start >= begins else before)
        for hour, (start, end) in enumerate(pairwise(edges))
    )


def hour_key(day: str, hour: int, again: int = 0) -> str:
    """`2026-11-21T14`; an hour that the clock repeats ends in b the second time."""
    return f"{day}T{hour:02d}{'b' if again else ''}"


@lru_cache(maxsize=8192)
def shifts_of(cal: WorkCalendar, day: date) -> tuple[Period, ...]:
    """The shifts that begin in the production day `day`, in order; without any, S1 is the whole day."""
    known_year(day.year)
    if not cal.shifts:
        return (Period(Cadence.SHIFT, f"{day}-S1", cal.begins(day), cal.begins(day + ONE_DAY), day),)
    periods = []
    for shift in cal.shifts:
        start = cal.moment(day, shift.start)
        ends_on = day + ONE_DAY * ((shift.start < cal.day_start) + (shift.end <= shift.start))
        end = instant(cal.zone, ends_on, shift.end)
        periods.append(Period(Cadence.SHIFT, f"{day}-{shift.key}", start, end, day))
    return tuple(sorted(periods))


@lru_cache(maxsize=8192)
def span(cal: WorkCalendar, cadence: Cadence, day: date) -> Period:
    """The day, week, month, quarter or year that holds the production day `day`."""
    first = first_day(cal, cadence, day)
    named = first  # the day whose year is in the key
    if cadence is Cadence.DAY:
        key, after = first.isoformat(), first + ONE_DAY
    elif cadence is Cadence.WEEK:
        named = first + 3 * ONE_DAY
        number = (named - named.replace(month=1, day=1)).days // 7 + 1
        key, after = f"{named.year}-W{number:02d}", first + 7 * ONE_DAY
    elif cadence is Cadence.MONTH:
        key, after = first.isoformat()[:7], _months_after(first, 1)
    elif cadence is Cadence.QUARTER:
        key, after = f"{first.year}-Q{first.month // 3 + 1}", _months_after(first, 3)
    else:
        key, after = f"{first.year}", _months_after(first, 12)
    known_year(named.year)
    return Period(cadence, key, cal.begins(first), cal.begins(after), after - ONE_DAY)


def first_day(cal: WorkCalendar, cadence: Cadence, day: date) -> date:
    """The first production day of the period of `cadence` that holds `day`."""
    if cadence is Cadence.WEEK:
        return day - (day.weekday() - cal.week_start) % 7 * ONE_DAY
    if cadence is Cadence.MONTH:
        return day.replace(day=1)
    if cadence is Cadence.QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if cadence is Cadence.YEAR:
        return day.replace(month=1, day=1)
    return day


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)


def known_year(year: int) -> None:
    """Raises ValueError for a year that no board deals with."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is out of reach: a board knows the years {FIRST_YEAR} to {LAST_YEAR}")
