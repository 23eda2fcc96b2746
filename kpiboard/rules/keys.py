"""Period keys, as they stand in files and readings, back into periods."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from kpiboard.model import Cadence
from kpiboard.rules.periods import (
    ONE_DAY,
    Period,
    WorkCalendar,
    as_date,
    hour_key,
    hours_of,
    known_year,
    shifts_of,
    span,
)

LOOKS = {
    Cadence.HOUR: "an hour looks like 2026-11-21T14",
    Cadence.SHIFT: "a shift looks like 2026-11-21-S2",
    Cadence.DAY: "a day looks like 2026-11-21",
    Cadence.WEEK: "a week looks like 2026-W47",
    Cadence.MONTH: "a month looks like 2026-11",
    Cadence.QUARTER: "a quarter looks like 2026-Q4",
    Cadence.YEAR: "a year looks like 2026",
}
FORMS = {
    Cadence.HOUR: re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})(b?)"),
    Cadence.SHIFT: re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)"),
    Cadence.DAY: re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})"),
    Cadence.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    Cadence.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    Cadence.QUARTER: re.compile(r"([0-9]{4})-Q([0-9])"),
    Cadence.YEAR: re.compile(r"([0-9]{4})"),
}


def parse_period(cal: WorkCalendar, cadence: Cadence, key: str) -> Period:
    """The period with this key. Raises ValueError with a plain sentence when there is none."""
    return _parse(cal, cadence, key)


def in_time(cal: WorkCalendar, cadence: Cadence, key: str) -> str:
    """A text by which keys are ordered as their periods are; it is the key itself but for shifts of one day.

    Which of those comes first no letter tells: the board's shifts may be called M, A and N. A key that names none of
    them comes last on its day.
    """
    match = FORMS[Cadence.SHIFT].fullmatch(key) if cadence is Cadence.SHIFT else None
    if match is None:
        return key
    try:
        worked = [shift.key for shift in shifts_of(cal, as_date(match[1]))]
    except ValueError:  # another program wrote a day that there is not
        return key
    return f"{match[1]}-{worked.index(key) if key in worked else len(worked):03d}"


@lru_cache(maxsize=8192)
def _parse(cal: WorkCalendar, cadence: Cadence, key: str) -> Period:
    match = FORMS[cadence].fullmatch(key)
    if match is None:
        raise ValueError(LOOKS[cadence])
    if cadence is Cadence.HOUR:
        return _hour(cal, key, as_date(match[1]), int(match[2]), match[3])
    if cadence is Cadence.SHIFT:
        return shift_on(cal, as_date(match[1]), match[2])
    if cadence is Cadence.DAY:
        return span(cal, cadence, as_date(key))
    year = int(match[1])
    known_year(year)
    if cadence is Cadence.WEEK:
        return span(cal, cadence, _middle_of_week(cal, year, int(match[2])))
    month = 1
    if cadence is Cadence.MONTH:
        month = int(match[2])
        if not 1 <= month <= 12:
            raise ValueError(f"{key} is not a month: they are 01 to 12")
    elif cadence is Cadence.QUARTER:
        month = int(match[2]) * 3 - 2
        if not 1 <= month <= 10:
            raise ValueError(f"{key} is not a quarter: they are Q1 to Q4")
    return span(cal, cadence, date(year, month, 1))


def shift_on(cal: WorkCalendar, day: date, name: str) -> Period:
    """The shift with this key that begins in the production day `day`. Raises ValueError."""
    shifts = shifts_of(cal, day)
    key = f"{day}-{name}"
    for shift in shifts:
        if shift.key == key:
            return shift
    known = ", ".join(shift.key[11:] for shift in shifts)
    raise ValueError(f"{name} is not a shift of this board: it has {known}")


def _hour(cal: WorkCalendar, key: str, day: date, hour: int, again: str) -> Period:
    if hour > 23:
        raise ValueError(f"{key} is not an hour: they are 00 to 23")
    named = (hour_key(day.isoformat(), hour), hour_key(day.isoformat(), hour, 1))
    hours = [one for one in hours_of(cal, day) if one.key in named]
    if not hours:
        raise ValueError(f"{key} does not exist: the clocks skip it")
    if again and len(hours) == 1:
        raise ValueError(f"{key} does not exist: the clocks do not repeat that hour")
    return hours[len(again)]


def _middle_of_week(cal: WorkCalendar, year: int, number: int) -> date:
    """The fourth day of a week; the year it lies in is the week's year, as ISO 8601 has it."""
    new_year = date(year, 1, 1)
    days = (cal.week_start + 3 - new_year.weekday()) % 7 + 7 * (number - 1)
    middle = new_year + days * ONE_DAY
    if middle.year != year:
        raise ValueError(f"{year} has no week {number}")
    return middle
