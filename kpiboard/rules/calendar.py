"""From moments to periods and from one period to the next, in the board's own time zone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kpiboard.basics.entry import FIRST_YEAR, LAST_YEAR
from kpiboard.model import Cadence, Shift
from kpiboard.rules.keys import FORMS, LOOKS, parse_period, shift_on
from kpiboard.rules.periods import (
    ONE_DAY,
    Period,
    WorkCalendar,
    as_date,
    first_day,
    hours_of,
    production_day,
    shifts_of,
    span,
)
from kpiboard.rules.wallclock import instant

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Period",
    "WorkCalendar",
    "backwards",
    "current_shift",
    "following",
    "is_off",
    "latest_due",
    "parse_moment",
    "parse_period",
    "period_at",
    "previous",
    "production_day",
]

_TICK = timedelta(microseconds=1)
_DATE = FORMS[Cadence.DAY]
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_ALSO = {Cadence.HOUR: "2026-11-21 14:00 or 14:00", Cadence.DAY: "today or yesterday"}


def period_at(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> Period:
    """The period running at `moment`.

    Of shifts that overlap, the one that began last; between two shifts, the one that ended last. Raises
    ValueError outside the years 1900 to 2200.
    """
    if cadence is not Cadence.SHIFT:
        return _begun(cal, cadence, moment)
    begun = _shifts_begun(cal, moment)
    running = [shift for shift in begun if moment < shift.end]
    return running[-1] if running else max(begun, key=lambda shift: (shift.end, shift.start))


def current_shift(cal: WorkCalendar, now: datetime) -> Shift | None:
    """The shift that runs by the clock, even if the day is off; None between shifts and if there are none."""
    period = period_at(cal, Cadence.SHIFT, now)
    return next((shift for shift in cal.shifts if period.key[11:] == shift.key and now < period.end), None)


def previous(cal: WorkCalendar, period: Period) -> Period:
    """The period before. Raises ValueError before 1900."""
    if period.cadence is Cadence.HOUR:
        return _begun(cal, Cadence.HOUR, period.start - _TICK)
    if period.cadence is Cadence.SHIFT:
        earlier = shifts_of(cal, period.day)[: _place(cal, period)]
        return (earlier or shifts_of(cal, period.day - ONE_DAY))[-1]
    return span(cal, period.cadence, first_day(cal, period.cadence, period.day) - ONE_DAY)


def backwards(cal: WorkCalendar, last: Period) -> Iterator[Period]:
    """`last` and the periods before it, newest first. Raises ValueError before 1900."""
    if last.cadence is not Cadence.HOUR:
        while True:
            yield last
            last = previous(cal, last)
    day = last.start.date()
    while True:
        yield from (hour for hour in reversed(hours_of(cal, day)) if hour.start <= last.start)
        day -= ONE_DAY


def following(cal: WorkCalendar, period: Period) -> Period:
    """The period after. Raises ValueError after 2200."""
    if period.cadence is Cadence.HOUR:
        return _begun(cal, Cadence.HOUR, period.end)
    if period.cadence is Cadence.SHIFT:
        later = shifts_of(cal, period.day)[_place(cal, period) + 1 :]
        return (later or shifts_of(cal, period.day + ONE_DAY))[0]
    return span(cal, period.cadence, period.day + ONE_DAY)


def is_off(cal: WorkCalendar, period: Period) -> bool:
    """Whether nobody works: the production day of an hour, shift or day is off, or every day of a longer one."""
    day = first_day(cal, period.cadence, period.day)
    while day <= period.day:
        if cal.works(day):
            return False
        day += ONE_DAY
    return True


def latest_due(cal: WorkCalendar, cadence: Cadence, now: datetime) -> Period:
    """The last period with work in it that has ended by `now`: the one a reading is asked for.

    On a board that never works it is the last one that has ended.
    """
    ever_works = not cal.days_off.issuperset(range(7))
    period = _begun(cal, cadence, now)
    while True:
        if ever_works and is_off(cal, period):
            first = first_day(cal, cadence, period.day)
            period = _begun(cal, cadence, cal.begins(first) - _TICK)
        elif period.end > now:
            period = previous(cal, period)
        else:
            return period


def parse_moment(cal: WorkCalendar, cadence: Cadence, text: str, now: datetime) -> Period:
    """The period that a person means; case does not matter.

    `now`; `last` (the one due); a period key; a day (`today`, `yesterday`, an ISO date: the period that holds
    it); a day and a time of the clock, or the time alone (when the clock showed it last); a day and a shift, or
    the shift alone (when it began last). Raises ValueError with a plain sentence.
    """
    text = " ".join(text.split())
    if text.casefold() == "now":
        return period_at(cal, cadence, now)
    if text.casefold() == "last":
        return latest_due(cal, cadence, now)
    if cadence is not Cadence.SHIFT and FORMS[cadence].fullmatch(key := text.upper().replace("B", "b")):
        return parse_period(cal, cadence, key)
    if cadence is Cadence.SHIFT and (match := FORMS[cadence].fullmatch(text)):
        return shift_on(cal, as_date(match[1]), _shift_key(cal, match[2]))
    word, _, rest = text.partition(" ")
    day = _day(cal, word, now)
    if day is None:
        rest = text
    elif not rest:
        return _holding(cal, cadence, day)
    if _TIME.fullmatch(rest):
        return period_at(cal, cadence, _shown(cal, word, day, _time(rest), now))
    if cadence is not Cadence.SHIFT:
        raise ValueError(f"{LOOKS[cadence]}; {_ALSO.get(cadence, 'a date in it')} will do too")
    key = _shift_key(cal, rest)
    if day is not None:
        return shift_on(cal, day, key)
    return next(shift for shift in reversed(_shifts_begun(cal, now)) if shift.key[11:] == key)


def _day(cal: WorkCalendar, word: str, now: datetime) -> date | None:
    """The production day that a word names, if it names one."""
    if word.casefold() == "today":
        return production_day(cal, now)
    if word.casefold() == "yesterday":
        return production_day(cal, now) - ONE_DAY
    return as_date(word) if _DATE.fullmatch(word) else None


def _holding(cal: WorkCalendar, cadence: Cadence, day: date) -> Period:
    """The period that holds the production day, if it can be but one."""
    if cadence is Cadence.HOUR:
        raise ValueError(f"{day} has many hours: one looks like {day} 14:00")
    if cadence is not Cadence.SHIFT:
        return span(cal, cadence, day)
    shifts = shifts_of(cal, day)
    if len(shifts) > 1:
        raise ValueError(f"{day} has more than one shift: {', '.join(shift.key for shift in shifts)}")
    return shifts[0]


def _shown(cal: WorkCalendar, word: str, day: date | None, wall: time, now: datetime) -> datetime:
    """When the clock shows `wall`: on a date of the calendar, in today's or yesterday's work, or last."""
    if _DATE.fullmatch(word) and day is not None:
        return instant(cal.zone, day, wall)
    if day is not None:
        return cal.moment(day, wall)
    today = cal.moment(production_day(cal, now), wall)
    return today if today <= now else cal.moment(production_day(cal, now) - ONE_DAY, wall)


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f"{text} is not a time of the clock") from None


def _shift_key(cal: WorkCalendar, text: str) -> str:
    """The key of the shift that somebody names in whatever case. Raises ValueError when there is none."""
    keys = [shift.key for shift in cal.shifts] or ["S1"]
    named = [key for key in keys if key == text] or [key for key in keys if key.casefold() == text.casefold()]
    if not named:
        raise ValueError(f"{LOOKS[Cadence.SHIFT]}; the shifts of this board are {', '.join(keys)}")
    return named[0]


def _begun(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> Period:
    """The last period that had begun at `moment`."""
    if cadence is Cadence.HOUR:
        hours = hours_of(cal, cal.local(moment).date())
        return hours[bisect_right(hours, moment, key=lambda hour: hour.start) - 1]
    if cadence is Cadence.SHIFT:
        return _shifts_begun(cal, moment)[-1]
    return span(cal, cadence, production_day(cal, moment))


def _shifts_begun(cal: WorkCalendar, moment: datetime) -> list[Period]:
    """The latest shifts that had begun at `moment`, in order: all that still ran, and the last of each key."""
    today = production_day(cal, moment)
    days = (today - ONE_DAY, today)
    return [shift for day in days for shift in shifts_of(cal, day) if shift.start <= moment]


def _place(cal: WorkCalendar, period: Period) -> int:
    """Where a shift stands in its day. Raises ValueError when the board no longer has it."""
    return shifts_of(cal, period.day).index(shift_on(cal, period.day, period.key[11:]))
