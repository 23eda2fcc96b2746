"""The two axes of a run chart: round numbers up the side, dates along the bottom."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kpiboard.model import Cadence
from kpiboard.model.frozen import frozen
from kpiboard.words.plain import full_day_words

_MANTISSAS = (1.0, 2.0, 2.5, 5.0)
_LONGEST = 9  # cells of a tick's label; longer ones are written with an exponent


@frozen
class Scale:
    """Rows of one height in value: row 0 is the top, the last one stands for `first` × `unit`.

    `ticks` are (row, label), top first; each tick's value is a round number and lies exactly on its row.
    """

    rows: int
    unit: float
    first: int
    ticks: tuple[tuple[int, str], ...]

    @property
    def low(self) -> float:
        return self.first * self.unit

    @property
    def high(self) -> float:
        return (self.first + self.rows - 1) * self.unit

    def height(self, value: float) -> float:
        """Rows above the lowest one, with a fraction; values outside are drawn at the edge."""
        return min(max(value / self.unit - self.first, 0.0), self.rows - 1.0)

    def row(self, value: float) -> int:
        return self.rows - 1 - round(self.height(value))


def scale(
    low: float, high: float, rows: int, decimals: int, floor: float | None = None, cap: float | None = None
) -> Scale:
    """The finest scale of `rows` rows that holds `low` to `high` and has round numbers on whole rows.

    What is left over stands above and below alike, but not beyond zero, `floor` or `cap` when no value is.
    """
    rows = max(1, rows)
    unit, each, first = _finest(low, high, rows, decimals)
    over = first + rows - 1 - math.ceil(high / unit - 1e-9)
    bottom = max((bound for bound in (floor, 0.0) if bound is not None and bound <= low), default=None)
    down = over // 2
    if cap is not None and high <= cap:
        down = min(over, max(down, math.ceil((first + rows - 1) - cap / unit - 1e-9)))
    if bottom is not None:
        down = max(0, min(down, first - math.ceil(bottom / unit - 1e-9)))
    first -= down
    places = [place for place in range(first, first + rows) if place % each == 0]
    labels = _labels([place * unit for place in places], unit * each)
    ticks = [(first + rows - 1 - place, label) for place, label in zip(places, labels, strict=True)]
    return Scale(rows, unit, first, tuple(reversed(ticks)))


def _finest(low: float, high: float, rows: int, decimals: int) -> tuple[float, int, int]:
    """(value of a row, rows from tick to tick, the lowest row as a multiple of the unit)."""
    least = max((high - low) / max(1, rows - 1), 10.0**-decimals / 8, max(abs(low), abs(high)) * 1e-9)
    apart = range(max(1 if rows < 4 else 2, rows // 8 + 1), max(2, min(5, rows // 2), rows // 3) + 1)
    exponent = math.floor(math.log10(least))
    found: list[tuple[float, float, int]] = []  # (how it is liked, unit, each)
    for power in range(exponent, exponent + 3):
        for mantissa in _MANTISSAS:
            if (mantissa == 2.5) - power > decimals:
                continue  # finer than the KPI's own digits
            step = mantissa * 10.0**power
            dislike = 1.1 if mantissa == 2.5 else 1.0  # steps of 2.5 are harder to read
            found += [(step / each * dislike, step / each, each) for each in apart if step / each >= least * (1 - 1e-9)]
    for _, unit, each in sorted(found):
        first = math.floor(low / unit + 1e-9)
        if (first + rows - 1) * unit >= high - unit * 1e-6:
            return unit, each, first
    unit = max(high - low, least)  # one row: everything lies on it
    return unit, 1, math.floor(low / unit)


def _labels(values: Sequence[float], step: float) -> list[str]:
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    if not math.isclose(step * 10**digits, round(step * 10**digits), rel_tol=1e-6):
        digits += 1  # 2.5, 0.25
    labels = [f"{value + 0.0:.{digits}f}" for value in values]
    labels = [label.lstrip("-") if float(label) == 0 else label for label in labels]
    if max(map(len, labels), default=0) <= _LONGEST:
        return labels
    return [f"{value:.{3 if len(labels) < 2 else 4}g}" for value in values]


# Dates


@frozen
class _Level:
    """A fineness of the dates: what tells one unit from the next, and how its first one and the others are named."""

    unit: Callable[[date], object]
    words: Callable[[date, bool], str]


def _day(day: date, new_year: bool) -> str:
    return full_day_words(day)[4:] + (f" {day.year}" if new_year else "")


def _month(day: date, new_year: bool) -> str:
    return full_day_words(day)[-3:] + (f" {day.year}" if new_year else "")


def _years(count: int) -> _Level:
    return _Level(lambda day: day.year // count, lambda day, _: str(day.year))


_DAY = _Level(lambda day: day, _day)
_WEEK = _Level(lambda day: day - timedelta(days=day.weekday()), _day)
_MONTH = _Level(lambda day: (day.year, day.month), _month)
_QUARTER = _Level(lambda day: (day.year, (day.month - 1) // 3), _month)
_LEVELS = {
    Cadence.HOUR: (_DAY, _WEEK),
    Cadence.SHIFT: (_DAY, _WEEK),
    Cadence.DAY: (_DAY, _WEEK),
    Cadence.WEEK: (_WEEK,),
}


def date_labels(
    days: Sequence[date], columns: Sequence[int], width: int, cadence: Cadence, room: tuple[int, int] | None = None
) -> list[tuple[int, int, str]]:
    """Labels under an axis of `width` cells as (column of the tick, column of the label, label).

    `days[n]` is the day drawn in `columns[n]`, both ascending. The finest of day, week, month, quarter and year whose
    labels all have room is taken; each stands under the first point of its unit. Labels may begin and end in `room`.
    """
    left, right = room or (0, width)
    levels = [*_LEVELS.get(cadence, ()), _MONTH, _QUARTER, _years(1), _years(5), _years(20), _years(100)]
    placed: list[tuple[int, int, str]] = []
    for level in levels:
        placed, whole = _placed(days, columns, level, left, right)
        if whole:
            break
    return placed


def _placed(
    days: Sequence[date], columns: Sequence[int], level: _Level, left: int, right: int
) -> tuple[list[tuple[int, int, str]], bool]:
    """The labels of one level that do not touch, and whether that is all but perhaps the first, cut-off unit's."""
    found: list[tuple[int, int, str]] = []
    whole = True
    free = left
    before: object = None
    year = 0
    for place, (day, column) in enumerate(zip(days, columns, strict=True)):
        unit = level.unit(day)
        if unit == before:
            continue
        before = unit
        words = level.words(day, day.year != year if level in (_MONTH, _QUARTER) else bool(year) and day.year != year)
        start = max(left, min(column - len(words) // 2, right - len(words)))
        if start < free:
            if len(found) == 1 and place and found[0][0] == columns[0]:
                found.clear()  # the unit that the window cuts off gives way to the first whole one
                words = level.words(day, level in (_MONTH, _QUARTER))
                start = max(left, min(column - len(words) // 2, right - len(words)))
            else:
                whole = False
                continue
        if start + len(words) <= right:
            found.append((column, start, words))
            free = start + len(words) + 2
            year = day.year
    return found, whole
