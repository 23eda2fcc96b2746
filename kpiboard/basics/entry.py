"""What people type, turned into values or refused in plain words; used by every way into the board."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import clean, shown
from kpiboard.model import WEEKDAYS, Direction, ReadingKind
from kpiboard.model.frozen import frozen
from kpiboard.model.limits import NAME, TEXT

FIRST_YEAR, LAST_YEAR = 1900, 2200  # that a board knows

# One person answers for a KPI or an action; a group is nobody (domain: "owned by the team").
GROUP_WORDS = frozenset(
    {
        "team",
        "the team",
        "all",
        "everyone",
        "everybody",
        "dept",
        "department",
        "group",
        "line",
        "shift",
        "we",
        "us",
    }
)

E = TypeVar("E", bound=StrEnum)
D = TypeVar("D", bound=date)


def near_miss(word: str, known: Iterable[str]) -> str:
    """` (did you mean "x"?)`, or nothing when no known word is close."""
    from difflib import get_close_matches  # costs a start more than all of this, and only a slip needs it

    folded = {one.casefold(): one for one in known}
    close = get_close_matches(word[:120].casefold(), folded, 1, 0.6)
    return f' (did you mean "{folded[close[0]]}"?)' if close else ""


@frozen
class Entry:
    """What is typed for one period: a number, or the two of a share, and the words that go with it.

    `value` may be what people type: `97,5`, `931/1000`, `off`, `missing`. A note, reason or code that is None leaves
    what was said before, an empty one takes it away.
    """

    value: float | str | None = None
    numerator: float | str | None = None
    denominator: float | str | None = None
    note: str | None = None
    reason: str | None = None
    code: str | None = None
    kind: ReadingKind = ReadingKind.ACTUAL


def text(value: str, field: str, *, limit: int = NAME, required: bool = True, multiline: bool = False) -> str:
    """Cleaned text; refused when it is empty although required, or longer than `limit` characters."""
    cleaned = clean(value, multiline=multiline)
    if required and not cleaned.strip():
        raise InvalidInput(f"The {field.replace('_', ' ')} is empty.", "It is needed.", field=field)
    if len(cleaned) > limit:
        raise InvalidInput(f"{len(cleaned)} characters are too long.", f"At most {limit} fit.", field=field)
    return cleaned


def reason(value: str) -> str:
    """Why something was done that needs a reason. Raises InvalidInput when there is none."""
    return text(value, "reason", limit=TEXT, multiline=True)


def choice(kind: type[E], value: str, field: str) -> E:
    """A member of `kind` by its value; near misses are named."""
    return kind(one_of([member.value for member in kind], value, field))


def one_of(allowed: Collection[str], value: str, field: str) -> str:
    """One of the words that are allowed, in any case and however its parts are joined."""
    word = _joined(clean(str(value)))
    found = next((one for one in allowed if _joined(one) == word), None)
    if found is None:
        words = f"{shown(value)} is not allowed{near_miss(word, allowed)}."
        raise InvalidInput(words, f"Allowed: {', '.join(allowed)}.", field=field)
    return found


def _joined(word: str) -> str:
    return word.lower().replace(" ", "_").replace("-", "_")


# A number as people write it: plain, with a decimal comma or point, or with thousands in threes.
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<sep>[ .,'’])\d{3}((?P=sep)\d{3})*([.,]\d+)?")


def number(value: object, field: str = "value") -> float:
    """`97.5`, `97,5`, `1 234,5`, `1.234,5`, `1,234.5` or `-3 %` → float; one comma alone is a decimal comma.

    Raises InvalidInput for anything else, and for NaN and infinity.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InvalidInput(f"{shown(value)} is not a number.", _NUMBER, field=field)
    if isinstance(value, (int, float)):
        return _finite(value, field)
    typed = clean(value).replace("\u2212", "-").removesuffix("%").strip()
    folded = typed.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    if _PLAIN.fullmatch(folded):
        return _finite(float(folded.replace(",", ".")), field)
    match = _GROUPED.fullmatch(folded)
    if match and (match.group("sep") not in ".," or match.group("sep") != (match.group(3) or " ")[0]):
        separator = match.group("sep")
        return _finite(float(folded.replace(separator, "").replace(",", ".")), field)
    raise InvalidInput(f"{shown(typed)} is not a number.", _NUMBER, field=field)


_NUMBER = "Write it like 97.5 or 97,5."


def _finite(value: float, field: str) -> float:
    try:
        found = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        found = math.inf
    if not math.isfinite(found):
        raise InvalidInput(f"{shown(value)} is not a finite number.", _NUMBER, field=field)
    return found + 0.0  # minus zero becomes zero


def share(value: str) -> tuple[float, float] | None:
    """`931/1000` or `931 of 1000` → (numerator, denominator); None when it is not written as a share."""
    parts = re.split(r"\s*/\s*|\s+of\s+", value.strip())
    if len(parts) != 2:
        return None
    return number(parts[0], "numerator"), number(parts[1], "denominator")


class Bounds(NamedTuple):
    low: float | None
    high: float | None
    watch_low: float | None
    watch_high: float | None


TargetValue = float | str | tuple[float, float] | None


def bounds(direction: Direction, target: TargetValue, watch: TargetValue = None) -> Bounds:
    """A target as people say it → bounds: one number, or two for a band (`20 to 22`); watch lies outside it."""
    if target in (None, ""):
        if watch not in (None, ""):
            raise InvalidInput("A watch threshold needs a target.", "Type the target, too.", field="target")
        return Bounds(None, None, None, None)
    if direction is Direction.BAND:
        low, high = _two(target, "target")
        watch_low, watch_high = _two(watch, "watch") if watch not in (None, "") else (None, None)
        if (watch_low is not None and watch_low > low) or (watch_high is not None and watch_high < high):
            raise InvalidInput("The watch band lies inside the target.", "It must enclose the target.", field="watch")
        return Bounds(low, high, watch_low, watch_high)
    wanted = _one(target, "target")
    warned = None if watch in (None, "") else _one(watch, "watch")
    if direction is Direction.HIGHER:
        if warned is not None and warned > wanted:
            raise InvalidInput("Watch is above the target.", f"Type {wanted:g} or less.", field="watch")
        return Bounds(wanted, None, warned, None)
    if warned is not None and warned < wanted:
        raise InvalidInput("Watch is below the target.", f"Type {wanted:g} or more.", field="watch")
    return Bounds(None, wanted, None, warned)


def _one(value: TargetValue, field: str) -> float:
    if isinstance(value, tuple):
        raise InvalidInput("Two numbers are a band.", "Type one number, or make the direction a band.", field=field)
    assert value is not None
    return number(value.lstrip("≥≤<>= ") if isinstance(value, str) else value, field)


def _two(value: TargetValue, field: str) -> tuple[float, float]:
    parts: Collection[str | float]
    if isinstance(value, tuple):
        parts = value
    else:
        parts = re.split(r"\s*(?:\.\.|–|\bto\b|(?<=\d)\s*-\s*(?=[\d-]))\s*", str(value).strip())
    if len(parts) != 2:
        raise InvalidInput("A band needs two numbers.", "Type them as 20 to 22.", field=field)
    low, high = (number(part, field) for part in parts)
    if low > high:
        raise InvalidInput("The lower end is above the upper end.", f"Type {high:g} to {low:g}.", field=field)
    return low, high


def day(value: str | date | None, today: date, field: str = "due") -> date | None:
    """An ISO date, `today`, `tomorrow`, `+3` (days), a weekday (the next one) or nothing."""
    if value is None or isinstance(value, date):
        return None if value is None else in_range(value, field)
    word = clean(value).lower()
    if not word:
        return None
    away = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(word)
    if away is None and re.fullmatch(r"\+\d{1,4}", word):
        away = int(word)
    if away is None:
        names = [name for name in WEEKDAYS if len(word) >= 3 and name.startswith(word)]
        away = (WEEKDAYS.index(names[0]) - today.weekday() - 1) % 7 + 1 if names else None
    if away is not None:
        return in_range(today + timedelta(away), field)
    try:
        found = date.fromisoformat(word)
    except ValueError:
        words = f"{shown(value)} is not a date."
        raise InvalidInput(words, "Write it like 2026-11-30, tomorrow, friday or +3.", field=field) from None
    return in_range(found, field)


def in_range(value: D, field: str) -> D:
    """A date, or a moment, of a year that the board knows."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        words = f"{value} is out of range."
        raise InvalidInput(words, f"Years {FIRST_YEAR} to {LAST_YEAR} are allowed.", field=field)
    return value


def one_person(name: str, field: str) -> str:
    """The name of a person; a group word is refused, because all accountable means none."""
    cleaned = text(name, field)
    if cleaned.casefold() in GROUP_WORDS:
        raise InvalidInput(
            f"{shown(cleaned)} is not one person.", "Name the one person you would congratulate.", field=field
        )
    return cleaned


def initials_of(name: str, taken: Iterable[str] = ()) -> str:
    """`Joana Prado` → `JP`; a second letter of the last name, then a digit, tells two people apart."""
    words = [word for word in re.split(r"[\s\-]+", name.upper()) if word[:1].isalnum()] or ["?"]  # ß is two letters
    used = {one.upper() for one in taken}
    first = words[0][0]
    last = words[-1] if len(words) > 1 else words[0][1:] or "X"
    options = [f"{first}{last[0]}", f"{first}{last[:2]}", f"{first}{last[0]}{last[-1]}"]
    options += [f"{first}{last[0]}{digit}" for digit in range(2, 10)]
    return next((option for option in options if option not in used), options[0])


def key_of(name: str, taken: Iterable[str] = ()) -> str:
    """A short key from a name: `On-time delivery` → `otd`, `Overtime` → `overtime`; made unique with a digit."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    key = "".join(word[0] for word in words) if len(words) > 2 else "-".join(words)[:16].strip("-")
    key = key or "kpi"
    used = set(taken)
    if key not in used:
        return key
    return next(f"{key}{n}" for n in range(2, 10_000) if f"{key}{n}" not in used)
