"""Numbers, units, days, periods and plurals as plain text, for the screens and the shell alike.

It knows no colours and asks no clock.
"""

from __future__ import annotations

from datetime import date, datetime

from kpiboard.model import Cadence, Kpi, Reading
from kpiboard.rules.calendar import Period
from kpiboard.rules.precision import MOST, seen_value, shown, typed_digits

# English on purpose, whatever the machine's locale: languages come as a whole, or not at all.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: float, decimals: int) -> str:
    """`97.8`; a value with more digits than `decimals` shows is rounded, minus zero is zero."""
    text = f"{value:.{max(0, decimals)}f}"
    return text.lstrip("-") if float(text) == 0 else text


def value_number(value: float, kpi: Kpi) -> str:
    """The figure of a value of a KPI, as it is judged: `97.8`, and `97.84` where somebody typed that."""
    seen = seen_value(value, kpi)
    return number(seen, max(kpi.decimals, typed_digits(seen)))


def reading_number(reading: Reading, kpi: Kpi) -> str:
    """The figure of a reading, or `off` and `missing`."""
    value = shown(reading, kpi).value
    return reading.kind.value if value is None else value_number(value, kpi)


def apart(before: float, after: float, decimals: int) -> tuple[str, str]:
    """Two numbers that are not the same, with as many digits as tell them apart: `90.12` and `90.14`."""
    for digits in range(max(decimals, typed_digits(before), typed_digits(after)), MOST + 1):
        texts = number(before, digits), number(after, digits)
        if texts[0] != texts[1]:
            return texts
    return exact(before), exact(after)


def changed(before: float | None, after: float | None, decimals: int) -> tuple[str, str]:
    """A correction: `90.1` and `90.4`, `–` where there was no number."""
    if before is not None and after is not None and before != after:
        return apart(before, after, decimals)
    first, second = ("–" if one is None else number(one, decimals) for one in (before, after))
    return first, second


def short_number(value: float) -> str:
    """A target or difference with no more digits than it needs: `95`, `97.5`."""
    return f"{value:.10g}"


def exact(value: float) -> str:
    """A float that comes back as the same; whole ones without a point."""
    return str(int(value)) if value.is_integer() and -1e15 < value < 1e15 else repr(value)


def with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}".rstrip()


def day_words(day: date, today: date) -> str:
    """`today`, `tomorrow`, `yesterday`, a weekday within six days, else `12 Dec`, with the year if it differs."""
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    if near:
        return near
    if 0 < away < 7:
        return _DAYS[day.weekday()]
    return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def moment_words(at: datetime, now: datetime) -> str:
    """`today 03:30`, `yesterday 22:10`: a moment by the calendar of the board, in whose zone `now` is.

    A period is worded by the production day instead, which ends in the early morning.
    """
    local = at.astimezone(now.tzinfo)
    return f"{day_words(local.date(), now.date())} {local:%H:%M}"


def due_day_words(due: date, today: date, by_clock: date) -> str:
    """A day somebody has promised: `today` while the production day `today` or the calendar is on it, else `Tue` …

    Before the day start the calendar is a day ahead of the production day: what is due on either is due now.
    """
    return "today" if due == today else day_words(due, by_clock)


def difference(figure: str, unit: str) -> str:
    """A difference with its unit, `1.9 h`; one of percentages is in points: `1.9 points`."""
    if unit != "%":
        return with_unit(figure, unit)
    return f"{figure} point" if figure.lstrip("+−-") == "1" else f"{figure} points"


def full_day_words(day: date) -> str:
    """`Sat 21 Nov`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def period_words(period: Period, today: date) -> str:
    """`yesterday`, `S2 · Fri 20 Nov`, `14:00 · today`, `W47`, `Nov 2026`, `Q4 2026`, `2026`."""
    key = period.key
    match period.cadence:
        case Cadence.DAY:
            near = day_words(period.day, today)
            return near if near in ("today", "yesterday") else full_day_words(period.day)
        case Cadence.SHIFT:
            return f"{key[11:]} · {_near_day(period.day, today)}"
        case Cadence.HOUR:
            return f"{key[11:13]}:00 · {_near_day(period.day, today)}"
        case Cadence.WEEK:
            return f"{key[5:]} {key[:4]}"
        case Cadence.MONTH:
            return f"{_MONTHS[int(key[5:7]) - 1]} {key[:4]}"
        case Cadence.QUARTER:
            return f"{key[5:]} {key[:4]}"
        case Cadence.YEAR:
            return key


def _near_day(day: date, today: date) -> str:
    near = day_words(day, today)
    return near if near in ("today", "yesterday") else full_day_words(day)


def age_words(hours: int) -> str:
    """`now`, `5 h`, `26 h`, from two days on `3 d`."""
    if hours < 1:
        return "now"
    return f"{hours} h" if hours < 48 else f"{hours // 24} d"


def count(one: str, many: str, n: int, **parts: object) -> str:
    """The words for `n`, whose plural is a form of its own: `count("1 KPI has", "{n} KPIs have", n)`.

    What else stands in them is named: `count("1 reading of {kpi}", "{n} readings of {kpi}", n, kpi=name)`.
    """
    return (one if n == 1 else many).format(n=n, **parts)


def times(n: int) -> str:
    """`1 time`, `3 times`."""
    return count("1 time", "{n} times", n)


_PERIODS = {
    Cadence.HOUR: ("1 hour", "{n} hours"),
    Cadence.SHIFT: ("1 shift", "{n} shifts"),
    Cadence.DAY: ("1 day", "{n} days"),
    Cadence.WEEK: ("1 week", "{n} weeks"),
    Cadence.MONTH: ("1 month", "{n} months"),
    Cadence.QUARTER: ("1 quarter", "{n} quarters"),
    Cadence.YEAR: ("1 year", "{n} years"),
}


def periods(n: int, cadence: Cadence) -> str:
    """`1 day`, `3 weeks`: that many periods of a KPI."""
    one, many = _PERIODS[cadence]
    return count(one, many, n)
