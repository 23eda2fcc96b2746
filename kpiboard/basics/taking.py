"""What people give for a field, taken by its fact or refused; the same values and the same words at every door."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import clean, shown
from kpiboard.model import WEEKDAYS
from kpiboard.model.facts.fact import Fact, Sort
from kpiboard.model.limits import TITLE

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")
_YES, _NO = ("yes", "true"), ("no", "false")
_DATE = "Write it like 2026-11-30."


def take(fact: Fact, value: object, today: date | None = None) -> Any:
    """The clean value of `fact`: text as it was typed, or the value itself. Nothing, or an empty text, is the usual.

    `today` lets days be told from it. Another row stays the name it was called by; a target, a period and a list of
    names are taken where the board's calendar and rows are known. Raises InvalidInput with the name of the fact.
    """
    if fact.sort is Sort.NAMES:
        return _names(fact, value)
    if fact.sort is Sort.DAYS and value == "":  # to work on every day is something to say
        return ()
    if value is None or value == "" or (isinstance(value, str) and not value.strip() and fact.sort is not Sort.SIGN):
        return nothing(fact)
    taken = _TAKES[fact.sort](fact, value, today)
    return nothing(fact) if taken is None or taken == "" else taken  # a text of nothing but control characters


def needed(fact: Fact, value: object, called: str) -> Any:
    """The same for what may be left out in general, but not here. Raises InvalidInput for the field `called`."""
    taken = take(fact, value)
    if taken is None or taken == "":
        raise InvalidInput(f"The {called} is empty.", "It is needed.", field=called)
    return taken


def nothing(fact: Fact) -> Any:
    """What an empty text makes of a field. Raises InvalidInput for one that a row cannot be without."""
    if fact.needed:
        raise InvalidInput(f"The {fact.name.replace('_', ' ')} is empty.", "It is needed.", field=fact.name)
    return fact.usual


def weekday(value: object, field: str) -> str:
    """`mon` or `Monday` → `monday`."""
    word = value.strip().lower() if isinstance(value, str) else ""
    found = [name for name in WEEKDAYS if len(word) >= 3 and name.startswith(word)]
    if not found:
        near = entry.near_miss(word, WEEKDAYS)
        words = f"{shown(value)} is not a weekday{near}."
        raise InvalidInput(words, f"Allowed: {', '.join(WEEKDAYS)}.", field=field)
    return found[0]


def clock(value: object, field: str) -> time:
    """`6`, `06:00` or `6:30`."""
    if isinstance(value, time):
        return value
    typed = re.fullmatch(r"(\d{1,2})(?::(\d\d))?(?::(\d\d))?", value.strip()) if isinstance(value, str) else None
    try:
        if typed:
            hours, minutes, seconds = (int(part or 0) for part in typed.groups())
            return time(hours, minutes, seconds)
    except ValueError:
        pass
    raise InvalidInput(f"{shown(value)} is not a time of day.", "Write it like 06:00.", field=field)


def zone(value: object, field: str) -> str:
    """An IANA time zone that this machine knows."""
    name = value.strip() if isinstance(value, str) else ""
    try:
        if name:
            return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        pass
    near = entry.near_miss(name, available_timezones()) if name else ""
    words = f"{shown(value)} is not a time zone{near}."
    raise InvalidInput(words, "Write one like Europe/Madrid or UTC.", field=field)


def _text(fact: Fact, value: object, _: date | None) -> str:
    typed = _typed(fact, value)
    return entry.text(typed, fact.name, limit=fact.limit, required=False, multiline=fact.sort is Sort.TEXT)


def _person(fact: Fact, value: object, today: date | None) -> str:
    return entry.one_person(_text(fact, value, today), fact.name)


def _name(fact: Fact, value: object, _: date | None) -> str:
    return entry.text(_typed(fact, value), fact.name, limit=TITLE, required=False)


def _names(fact: Fact, value: object) -> tuple[str, ...]:
    """`jp, ms` or a list of names."""
    parts = re.split(r"[,;]", value) if isinstance(value, str) else value
    if parts is None:
        return ()
    if not isinstance(parts, (list, tuple)):
        like = ", ".join(f'"{one}"' for one in fact.example.split(", "))
        raise InvalidInput(f"{shown(value)} is not a list of names such as [{like}].", "", field=fact.name)
    return tuple(one for one in (_name(fact, part, None) for part in parts if part != "") if one)


def _typed(fact: Fact, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidInput(f"{shown(value)} is not text.", "Put it in quotes.", field=fact.name)
    return value


def _number(fact: Fact, value: object, _: date | None) -> float:
    found = entry.number(value, fact.name)
    for bound, side in ((fact.least, "below"), (fact.most, "above")):
        if bound is not None and (found < bound if side == "below" else found > bound):
            raise InvalidInput(f"{shown(value)} is {side} {bound:g}.", "Choose another number.", field=fact.name)
    return found


def _whole(fact: Fact, value: object, today: date | None) -> int:
    assert fact.least is not None
    assert fact.most is not None
    with suppress(InvalidInput):
        found = entry.number(value, fact.name)
        if found.is_integer() and fact.least <= found <= fact.most:
            return int(found)
    span = f"{fact.least:.10g} to {fact.most:.10g}"
    raise InvalidInput(f"{shown(value)} is not a whole number from {span}.", "", field=fact.name)


def _numbers(fact: Fact, value: object, _: date | None) -> tuple[float, ...]:
    """`82 84 85`, `82; 84,5; 85` or a list of numbers."""
    if isinstance(value, str):
        value = [part.rstrip(",") for part in re.split(r"\s*;\s*|\s+", value.strip()) if part]
    if not isinstance(value, (list, tuple)):
        words = f"{shown(value)} is not a list of numbers such as [82, 84.5]."
        raise InvalidInput(words, "", field=fact.name)
    return tuple(entry.number(one, fact.name) for one in value)


def _choice(fact: Fact, value: object, _: date | None) -> StrEnum | str:
    options = fact.options
    if isinstance(options, type):
        return entry.choice(options, _word(value), fact.name)
    return entry.one_of(options, _word(value), fact.name)


def _word(value: object) -> str:
    return value if isinstance(value, str) else shown(value)


def _truth(fact: Fact, value: object, _: date | None) -> bool:
    if isinstance(value, bool):
        return value
    word = clean(value).lower() if isinstance(value, str) else ""
    if word in (*_YES, *_NO):
        return word in _YES
    raise InvalidInput(f"{shown(value)} is neither true nor false.", "Write yes or no.", field=fact.name)


def _day(fact: Fact, value: object, today: date | None) -> date | None:
    if isinstance(value, datetime) or not isinstance(value, (str, date)):
        raise InvalidInput(f"{shown(value)} is not a date.", _DATE, field=fact.name)
    if today is None and isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise InvalidInput(f"{shown(value)} is not a date.", _DATE, field=fact.name) from None
    return entry.day(value, today or date.min, fact.name)


def _days(fact: Fact, value: object, _: date | None) -> tuple[str, ...]:
    """A list as it stands; `saturday, sunday, 2026-12-25` → weekdays first, then dates, each once and in order."""
    parts = [part for part in re.split(r"[\s,;]+", value) if part] if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        words = f'{shown(value)} is not a list such as ["saturday", 2026-12-25].'
        raise InvalidInput(words, "", field=fact.name)
    found = [
        weekday(one, fact.name)
        if fact.options or (isinstance(one, str) and one[:1].isalpha())
        else str(_day(fact, one, None))
        for one in parts
    ]
    if isinstance(value, str):
        found = [*(one for one in WEEKDAYS if one in found), *sorted({*found} - {*WEEKDAYS})]
    return tuple(found)


def _moment(fact: Fact, value: object, _: date | None) -> datetime:
    """Without an offset it is meant on the board's clock; the one who knows the board says so."""
    if isinstance(value, str) and "T" in value:
        with suppress(ValueError):
            value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        words = f"{shown(value)} is not a date and time."
        raise InvalidInput(words, "Write it like 2026-11-30T14:05:00Z.", field=fact.name)
    entry.in_range(value, fact.name)
    return value


def _clock(fact: Fact, value: object, _: date | None) -> time:
    return clock(value, fact.name)


def _weekday(fact: Fact, value: object, _: date | None) -> str:
    return weekday(value, fact.name)


def _zone(fact: Fact, value: object, _: date | None) -> str:
    return zone(value, fact.name)


def _sign(fact: Fact, value: object, _: date | None) -> str:
    if isinstance(value, str) and len(value) == 1 and not value.isalnum() and (value.isprintable() or value == "\t"):
        return value
    words = f'{shown(value)} is not a single sign such as ";", "," or "\\t".'
    raise InvalidInput(words, "", field=fact.name)


def _id(fact: Fact, value: object, _: date | None) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise InvalidInput(f"{shown(value)} is not an id.", "Leave the line out and a new one is made.", field=fact.name)


_TAKES: dict[Sort, Callable[[Fact, Any, date | None], Any]] = {
    Sort.TEXT: _text,
    Sort.LINE: _text,
    Sort.PERSON: _person,
    Sort.NUMBER: _number,
    Sort.WHOLE: _whole,
    Sort.NUMBERS: _numbers,
    Sort.CHOICE: _choice,
    Sort.TRUTH: _truth,
    Sort.DAY: _day,
    Sort.MOMENT: _moment,
    Sort.CLOCK: _clock,
    Sort.PERIOD: _name,
    Sort.WEEKDAY: _weekday,
    Sort.DAYS: _days,
    Sort.ZONE: _zone,
    Sort.SIGN: _sign,
    Sort.REFERENCE: _name,
    Sort.ID: _id,
}
