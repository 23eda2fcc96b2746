"""Period keys checked once each, however many KPIs use them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kpiboard.basics.safetext import shown
from kpiboard.exchange.literals import literal
from kpiboard.exchange.values import Remark, Wrong
from kpiboard.model import Cadence
from kpiboard.rules.calendar import WorkCalendar, parse_period

# What a key of any cadence looks like, begun with a date or a year.
_ANY_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\db?|-.+)?)?|-W\d\d|-Q[1-4])?", re.ASCII | re.DOTALL)


def any_period(value: Any, _: Remark) -> str:
    """The key of a period of any cadence. Days and years need no quotes: TOML reads them as dates and whole numbers."""
    key = str(value) if type(value) in (date, int) else value
    found = _form(key) if isinstance(key, str) else Wrong(f"{shown(value)} is not a period")
    if isinstance(found, Wrong):
        raise found
    return found


def period_literal(key: str) -> str:
    """The key of a period as a value in the file: a day without quotes, unless there is no such day."""
    try:
        return literal(date.fromisoformat(key)) if len(key) == len("2026-11-21") else literal(key)
    except ValueError:
        return literal(key)


def _form(key: str) -> str | Wrong:
    match = _ANY_FORM.fullmatch(key)
    try:
        if match:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return key
    except ValueError:
        pass
    return Wrong("not a period; one looks like 2026-11-21, 2026-11-21-S2, 2026-11-21T14, 2026-W47 or 2026-11")


class Periods:
    """The periods of one board. `calendar` None (a board whose zone does not exist) checks only the form.

    `now` (aware) is the moment that a period must have begun by; None leaves that unchecked.
    """

    def __init__(self, calendar: WorkCalendar | None, now: datetime | None = None) -> None:
        self._calendar = calendar
        self._now = now
        self._known: dict[Cadence | None, dict[str, str | Wrong]] = {None: {}}
        for cadence in Cadence:
            self._known[cadence] = {}

    @property
    def zone(self) -> ZoneInfo:
        return self._calendar.zone if self._calendar else ZoneInfo("UTC")

    def fits(self, cadence: Cadence, key: str) -> bool:
        """Whether `key` is a period of this cadence."""
        return self._calendar is None or self.check(cadence, key) == key

    def check(self, cadence: Cadence | None, key: str) -> str | Wrong:
        """The key as it is stored, or what is wrong with it.

        With cadence None every form is allowed, of shifts and hours that the board no longer has, too.
        """
        known = self._known[cadence]
        found = known.get(key)
        if found is None:
            found = known[key] = _form(key) if cadence is None else self._parse(cadence, key)
        return found

    def _parse(self, cadence: Cadence, key: str) -> str | Wrong:
        if self._calendar is None:
            return _form(key)
        try:
            period = parse_period(self._calendar, cadence, key)
        except ValueError as reason:
            return Wrong(str(reason))
        if self._now is not None and period.start > self._now:
            return Wrong("this period has not begun yet")
        return period.key
