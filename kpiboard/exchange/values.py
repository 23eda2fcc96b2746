"""Single values of the file, read with care: each reader returns the value of a field or says what is allowed."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import clean
from kpiboard.model import WEEKDAYS
from kpiboard.rules.calendar import FIRST_YEAR, LAST_YEAR

Remark = Callable[[str], None]
Take = Callable[[Any, Remark], Any]

_PLACEHOLDER = re.compile(
    r"\[[A-Z][^\[\]]*\]|<[a-z][a-z _-]*>|(.*\b)?(TODO|TBD|FIXME)\b.*|lorem ipsum.*|x{3,}", re.DOTALL
)
# `1,234` and `1.234` in quotes: one and a bit, or more than a thousand?
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
DATE_ORDERS = ("ymd", "dmy", "mdy")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")


class Wrong(Exception):
    """A value that cannot be taken; the message says what is wrong and what is allowed."""


def shown(value: object) -> str:
    """A value from the file as a person may see it: short, one line, harmless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        line = clean(value)
        return f'"{line[:40]}…"' if len(line) > 40 else f'"{line}"'
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number of more than 38 digits"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value)


def near_miss(word: str, known: Iterable[str]) -> str:
    """` (did you mean "x"?)`, or nothing when no known word is close."""
    folded = {one.casefold(): one for one in known}
    close = get_close_matches(word[:120].casefold(), folded, 1, 0.6)
    return f' (did you mean "{folded[close[0]]}"?)' if close else ""


def text(limit: int, *, multiline: bool = False) -> Take:
    """Cleaned text of at most `limit` characters."""

    def take(value: Any, remark: Remark) -> str:
        if not isinstance(value, str):
            raise Wrong(f"{shown(value)} is not text; put it in quotes")
        cleaned = clean(value, multiline=multiline)
        if "".join(cleaned.split()) != "".join(unicodedata.normalize("NFC", value).split()):
            remark("control characters were taken out")
        if len(cleaned) > limit:
            raise Wrong(f"{len(cleaned)} characters are too long; at most {limit} fit")
        if _PLACEHOLDER.fullmatch(cleaned):
            remark(f"{shown(cleaned)} looks like a placeholder that was never filled in; taken as it is")
        return cleaned

    return take


def person_name(value: Any, remark: Remark) -> str:
    """The name of one person; a group answers for nothing."""
    name: str = text(entry.NAME_LIMIT)(value, remark)
    if is_group(name):
        raise Wrong(f"{shown(name)} is not one person; name the one person you would congratulate")
    return name


def is_group(name: str) -> bool:
    return name.casefold() in entry.GROUP_WORDS


def identity(value: Any, _: Remark) -> str:
    """An id: letters, digits and `. _ : -`."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise Wrong(f"{shown(value)} is not an id; leave the line out and a new one is made")


def truth(value: Any, _: Remark) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong(f"{shown(value)} is neither true nor false (without quotes)")


def whole(least: int, most: int) -> Take:
    """A whole number from `least` to `most`."""

    def take(value: Any, _: Remark) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise Wrong(f"{shown(value)} is not a whole number from {least} to {most}")

    return take


def number(value: Any, _: Remark | None = None) -> float:
    """A finite number; in quotes it may have a decimal comma or thousands (`"1 234,5"`)."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            found = float(value)
        except OverflowError:
            found = math.inf
        if not math.isfinite(found):
            raise Wrong(f"{shown(value)} is not a finite number")
        return found + 0.0  # minus zero becomes zero
    if isinstance(value, str):
        if _AMBIGUOUS.fullmatch(value.strip()):
            raise Wrong(f"{shown(value)} can be read in two ways; write it without quotes, with a decimal point")
        try:
            return entry.number(value)
        except InvalidInput:
            pass
    raise Wrong(f"{shown(value)} is not a number such as 97.5")


def amount(value: Any, _: Remark) -> float:
    """A finite number that is not below 0."""
    found = number(value)
    if found < 0:
        raise Wrong(f"{shown(value)} is below 0")
    return found


def numbers(value: Any, _: Remark) -> tuple[float, ...]:
    """A list of finite numbers."""
    if not isinstance(value, list):
        raise Wrong(f"{shown(value)} is not a list of numbers such as [82, 84.5]")
    return tuple(number(one) for one in value)


def choice(kind: type[StrEnum]) -> Take:
    """A member of an enum by its value."""
    allowed = [member.value for member in kind]

    def take(value: Any, _: Remark) -> StrEnum:
        if isinstance(value, str) and value in allowed:
            return kind(value)
        hint = near_miss(value, allowed) if isinstance(value, str) else ""
        raise Wrong(f"{shown(value)} is not allowed{hint}; allowed: {', '.join(allowed)}")

    return take


def sign(value: Any, _: Remark) -> str:
    """What parts the columns of a CSV file, or whole numbers from the rest."""
    if isinstance(value, str) and len(value) == 1 and not value.isalnum() and (value.isprintable() or value == "\t"):
        return value
    raise Wrong(f'{shown(value)} is not a single sign such as ";", "," or "\\t"')


def date_order(value: Any, _: Remark) -> str:
    if isinstance(value, str) and value in DATE_ORDERS:
        return value
    raise Wrong(f"{shown(value)} is not an order of dates; allowed: {', '.join(DATE_ORDERS)}")


def weekday(value: Any, _: Remark) -> str:
    if isinstance(value, str) and value in WEEKDAYS:
        return value
    hint = near_miss(value, WEEKDAYS) if isinstance(value, str) else ""
    raise Wrong(f"{shown(value)} is not a weekday{hint}; allowed: {', '.join(WEEKDAYS)}")


def day(value: Any, _: Remark | None = None) -> date:
    """A date; quotes around an ISO date are forgiven."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise Wrong(f"{shown(value)} is not a date; write it like 2026-11-30") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Wrong(f"{shown(value)} is not a date; write it like 2026-11-30")
    _year(value)
    return value


def _year(value: date) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Wrong(f"{value} is out of range; years {FIRST_YEAR} to {LAST_YEAR} are allowed")


def moment(value: Any, _: Remark) -> datetime:
    """A date and time; without an offset it is meant in the board's time zone."""
    if not isinstance(value, datetime):
        raise Wrong(f"{shown(value)} is not a date and time; write it like 2026-11-30T14:05:00Z")
    _year(value)
    return value


def in_utc(value: Any, zone: ZoneInfo) -> Any:
    """A moment without an offset is meant on the board's clock, which shows `zone`; anything else is as it is."""
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def clock(value: Any, _: Remark) -> time:
    if isinstance(value, time):
        return value
    raise Wrong(f"{shown(value)} is not a time of day; write it like 06:00:00, without quotes")


def zone_name(value: Any, _: Remark) -> str:
    """An IANA time zone name."""
    if isinstance(value, str):
        try:
            ZoneInfo(value)
            return value
        except (KeyError, ValueError, OSError):
            pass
        hint = near_miss(value, available_timezones())
        raise Wrong(f"{shown(value)} is not a time zone{hint}; write one like Europe/Madrid")
    raise Wrong(f"{shown(value)} is not a time zone; write one like Europe/Madrid")


def free_days(value: Any, remark: Remark) -> tuple[str, ...]:
    """Weekday names and dates; dates come out as ISO text."""
    if not isinstance(value, list):
        raise Wrong(f'{shown(value)} is not a list such as ["saturday", 2026-12-25]')
    days = []
    for one in value:
        if isinstance(one, str) and one[:1].isalpha():
            days.append(weekday(one, remark))
        else:
            days.append(day(one).isoformat())
    return tuple(days)
