"""Periods as files have them: keys of the board, ISO dates, and local dates whose order is decided for the column."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import clean, shown
from kpiboard.exchange.values import Wrong
from kpiboard.model import Cadence
from kpiboard.rules.calendar import Period, WorkCalendar, parse_moment, period_at
from kpiboard.rules.keys import FORMS, LOOKS
from kpiboard.rules.periods import known_year
from kpiboard.rules.wallclock import instant

ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

_ISO = re.compile(r"([0-9]{4})(?:([-./])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])")
_LOCAL = re.compile(r"([0-9]{1,2})([-./]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})(?![0-9])")
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)? ?([AaPp][Mm])? ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_TIME, _TIME_BEHIND = re.compile(_CLOCK), re.compile(rf"(?<=[ T]){_CLOCK}\s*$")
# What can mean only one thing but is not how the board writes it: 2026W47, KW 47/2026, Q4 2026; 11/2026, 2026/11.
_NAMED = re.compile(r"(?:([0-9]{4})[-/. ]?)?(KW|CW|W|Q) ?([0-9]{1,2})(?:[-/. ]([0-9]{4}))?", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})|([0-9]{4})[/.]([0-9]{1,2})")

_KEPT = 100_000  # texts are remembered for each cadence


class TwoDates(Wrong):
    """A date that is another day in another order."""


@lru_cache(maxsize=65536)
def _local(text: str) -> tuple[dict[str, date], str] | None:
    """Order → the day it makes of a local date that the text begins with, and the rest; None when there is none.

    Two digits are a year of this century, and could be the first as well as the last.
    """
    match = _LOCAL.match(text)
    if match is None:
        return None
    first, _, second, last = match.groups()
    orders = {"dmy": (last, second, first), "mdy": (last, first, second)}
    if len(last) == 2:
        orders["ymd"] = (first, second, last)
    days = {}
    for order, (year, month, day) in orders.items():
        try:
            days[order] = date(int(year) + (0 if len(year) == 4 else 2000), int(month), int(day))
        except ValueError:
            continue
    return days, text[match.end() :]


class DateEvidence:
    """What the dates of a column tell: the orders in which all of them can be read.

    `first` is, for an order, a line with a date that can be read in no other.
    """

    def __init__(self) -> None:
        self.possible = set(ORDERS)
        self.first: dict[str, tuple[int, str]] = {}
        self._dots = True
        self._last = ""

    def look(self, line: int, text: str) -> None:
        if text == self._last:  # many files are sorted by date
            return
        self._last = text
        days, _ = _local(text.strip()) or ({}, "")
        if days:
            self._dots = self._dots and "." in text
            self.possible &= days.keys()
        if len(days) == 1:
            self.first.setdefault(next(iter(days)), (line, text))

    @property
    def order(self) -> str:
        """`dmy`, `mdy` or `ymd`; "" when nothing decides, or when no order fits all of them.

        Nobody puts the month before the day and a dot between them: with dots and four digits of the year it is day
        first, unless a date says otherwise.
        """
        if len(self.possible) == 1:
            return next(iter(self.possible))
        return "dmy" if self._dots and self.possible == {"dmy", "mdy"} else ""


def has_time(text: str) -> bool:
    """Whether a date has a time of the day behind it, other than midnight."""
    match = _TIME_BEHIND.search(text)
    return match is not None and _wall(match) not in (None, time(0))


def _wall(match: re.Match[str]) -> time | None:
    """The time of the clock; None for one that no clock shows."""
    hour = int(match[1])
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


class PeriodReader:
    """The periods of one column. `order` "" reads only the local dates that are one day in every order.

    `now` (aware) is the moment that a period must have begun by.
    """

    def __init__(self, calendar: WorkCalendar, now: datetime, order: str) -> None:
        self._calendar = calendar
        self._now = now
        self._order = order
        self._shifts = {shift.name.casefold(): shift.key for shift in calendar.shifts}
        self._known: dict[tuple[Cadence, bool, str], tuple[str, str] | Wrong] = {}

    def read(self, cadence: Cadence, text: str, timed: bool) -> tuple[str, str] | Wrong:
        """(key, objection), or what is wrong.

        `timed` says that these periods have times; where all are midnight they are dates that a program wrote. The
        objection is why the board would not take this period, although it may hold it already; mostly "".
        """
        asked = (cadence, timed, text)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[asked] = self._read(cadence, clean(text), timed)
        return found

    def _read(self, cadence: Cadence, text: str, timed: bool) -> tuple[str, str] | Wrong:
        try:
            period = self._period(cadence, text, timed)
        except TwoDates as wrong:
            return wrong
        except ValueError as reason:
            if FORMS[cadence].fullmatch(text):
                return text, f"{text}: {reason}"
            return Wrong(f"{shown(text)} is not a period: {reason}")
        return period.key, f"{period.key} has not begun yet" if period.start > self._now else ""

    def _period(self, cadence: Cadence, text: str, timed: bool) -> Period:
        """Raises ValueError with the reason, or TwoDates."""
        key = _spelled(cadence, text)
        if FORMS[cadence].fullmatch(key if cadence is Cadence.SHIFT else key.upper().replace("B", "b")):
            return parse_moment(self._calendar, cadence, key, self._now)
        found = self._day(text)
        if found is None:
            raise ValueError(LOOKS[cadence])
        day, rest = found
        known_year(day.year)
        rest = rest.lstrip(" T,-")
        match = _TIME.fullmatch(rest)
        if cadence is Cadence.HOUR and rest.isdecimal():
            match = _TIME.fullmatch(f"{rest}:00")
        if match:
            return self._at(cadence, day, match, timed)
        if rest and cadence is not Cadence.SHIFT:
            raise ValueError(LOOKS[cadence])
        shift = self._shifts.get(rest.casefold(), rest)
        return parse_moment(self._calendar, cadence, f"{day} {shift}".rstrip(), self._now)

    def _at(self, cadence: Cadence, day: date, match: re.Match[str], timed: bool) -> Period:
        wall = _wall(match)
        if wall is None:
            raise ValueError(f"{match[0]} is not a time of the clock")
        if not timed and cadence is not Cadence.HOUR:
            return parse_moment(self._calendar, cadence, day.isoformat(), self._now)
        moment = instant(self._calendar.zone, day, wall)
        if match[5]:
            moment = datetime.fromisoformat(f"{day}T{wall}{match[5]}")
        return period_at(self._calendar, cadence, moment)

    def _day(self, text: str) -> tuple[date, str] | None:
        """The day that the text begins with, and the rest."""
        found = _local(text)
        if found is None:
            return _iso(text)
        days, rest = found
        if self._order:
            days = {order: day for order, day in days.items() if order == self._order}
        options = sorted(set(days.values()))
        if not options:
            raise ValueError(f"there is no such date{f', read {ORDERS[self._order]}' if self._order else ''}")
        if len(options) > 1:
            ways = " or ".join(f"--dates {order}" for order in days)
            raise TwoDates(f"{shown(text)} could be {' or '.join(map(str, options))}; say {ways}")
        return options[0], rest


def _iso(text: str) -> tuple[date, str] | None:
    """The day of an ISO date that the text begins with, and the rest. Raises ValueError for a day that is none."""
    match = _ISO.match(text)
    if match is None:
        return None
    year, _, month, day, plain_month, plain_day = match.groups()
    try:
        return date(int(year), int(month or plain_month), int(day or plain_day)), text[match.end() :]
    except ValueError:
        raise ValueError("there is no such date") from None


def _spelled(cadence: Cadence, text: str) -> str:
    """A week, quarter or month that is written in another way, as the board writes it; else the text as it is."""
    if cadence in (Cadence.WEEK, Cadence.QUARTER):
        match = _NAMED.fullmatch(text)
        quarter = cadence is Cadence.QUARTER
        if match and bool(match[1]) != bool(match[4]) and (match[2].upper() == "Q") == quarter:
            year, number = match[1] or match[4], int(match[3])
            return f"{year}-Q{number}" if quarter else f"{year}-W{number:02}"
    elif cadence is Cadence.MONTH:
        match = _MONTH.fullmatch(text)
        if match:
            return f"{match[2] or match[3]}-{int(match[1] or match[4]):02}"
    return text


def order_of(typed: str) -> str:
    """An order of dates by its name. Raises InvalidInput."""
    found = typed.strip().lower()
    if found not in ("", *ORDERS):
        raise InvalidInput(f"{shown(typed)} is no order of dates.", "Say dmy, mdy or ymd.", field="dates")
    return found
