"""The letter calendar: where the days of a month stand in a letter, and what a day's readings make of its cell.

On the paper board of lean plants each category is its own letter, cut into 31 numbered cells, and every day somebody
fills one in with green or red. Here too every letter has 31 cells, on a grid of 7 × 9; the days run through it as one
reads, row by row from the top, so that any day is found at once and a short month ends the letter a little earlier.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from kpiboard.rules.status import Status

COLUMNS, ROWS, DAYS = 7, 9, 31
DIG_AFTER = 3  # red days in a row after which today's answer is not enough: count the reasons, ask for help

_SHAPES = """
A       B       C       D       E       F       G       H       I
..###.. ####... .#####. #####.. ####### ####### .#####. ##....# .#####.
.#..##. ##..#.. ##...## ##...#. ##..... ####### ##....# ##....# ..###..
#....## ##..#.. ##...## ##....# ##..... ##..... ##..... ##....# ..###..
#....## ##..#.. ##..... ##....# ##..... ##..... ##..... ##....# ..###..
####### ####... ##..... ##....# #####.. #####.. ##..### ####### ..###..
#....## ##..#.. ##..... ##....# ##..... ##..... ##....# ##....# ..###..
#....## ##...#. ##....# ##....# ##..... ##..... ##....# ##....# ..###..
#....## ##...#. ##...## ##...#. ##..... ##..... ##....# ##....# ..###..
#....## #####.. .#####. #####.. ####### ##..... .#####. ##....# .#####.

J       K       L       M       N       O       P       Q       R
....### ##....# ###.... #....## ##....# .#####. ######. .#####. #####..
....### ##...#. ###.... ##...## ##....# ##....# ##...## ##....# ##...#.
....### ##..#.. ###.... #.#.### ###...# ##....# ##...## ##....# ##...#.
....### ##.#... ###.... #..#.## ##.#..# ##....# ##...## ##....# ##...#.
....### ###.... ###.... #....## ##..#.# ##....# #####.. ##....# #####..
....### ####... ###.... #....## ##...## ##....# ##..... ##....# ##.#...
....### ##.##.. ###.... #....## ##....# ##....# ##..... ##..#.# ##..#..
##..### ##..##. ###.... #....## ##....# ##....# ##..... .#####. ##...#.
.#####. ##...## ####### #....## ##....# .#####. ##..... .....## ##...#.

S       T       U       V       W       X       Y       Z       0
.#####. ####### ##....# ##...## #....## ##...## ##...## ####### .#####.
##...## ..###.. ##....# ##...## #....## ##...## ##...## .....## #....##
##..... ..###.. ##....# ##...## #....## .##.##. ##...## ....##. #....##
##..... ..###.. ##....# .##.##. #....## ..###.. .##.##. ...###. #....##
.#####. ..###.. ##....# .##.##. #....## ...#... ..###.. ..###.. #....##
.....## ..###.. ##....# .##.##. #..#.## ..###.. ..###.. .###... #....##
.....## ..###.. ##....# ..###.. #.#.### .##.##. ..###.. .##.... #....##
##...## ..###.. ###..## ..###.. ##...## ##...## ..###.. ##..... #....##
.#####. ..###.. .#####. ...#... #....## ##...## ..###.. ####### .#####.

1       2       3       4       5       6       7       8       9
...##.. .#####. .#####. ##..##. ####### .#####. ####### .####.. .#####.
..###.. ##...## ##...## ##..##. ##..... ##..... ####### ##...#. #....##
.####.. ##...## .....## ##..##. ##..... ##..... .....## ##...#. #....##
..###.. ....##. .....## ##..##. #####.. ##..... ....##. ##...#. #....##
..###.. ...##.. ..##### ####### .....## ######. ....##. .####.. .######
..###.. ..##... .....## ....##. .....## ##....# ...##.. ##...#. .....##
..###.. .##.... .....## ....##. .....## ##....# ..###.. ##...#. .....##
..###.. ###.... ##...## ....##. ##...## ##....# ..###.. ##..##. .....##
####### ####### .#####. ....##. .#####. .#####. ..###.. .####.. .#####.
"""

Cell = tuple[int, int]  # row and column, from 0


class DayState(StrEnum):
    """What the cell of a day says."""

    ON_TARGET = "on target"
    WATCH = "watch"
    OFF_TARGET = "off target"
    NO_READING = "no reading"
    DAY_OFF = "day off"
    NOT_JUDGED = "nothing due"
    RUNNING = "still running"
    FUTURE = "to come"


@lru_cache(maxsize=128)
def layout(letter: str) -> tuple[Cell, ...]:
    """The cells of the days 1 to 31 in the shape of a letter or digit; its accents and case do not matter.

    Of a longer text the first sign counts. What has no shape here is a plain block of five weeks.
    """
    base = unicodedata.normalize("NFKD", letter.strip()[:1]).upper()[:1]
    return _shapes().get(base) or tuple((2 + day // COLUMNS, day % COLUMNS) for day in range(DAYS))


@lru_cache(maxsize=1)
def _shapes() -> dict[str, tuple[Cell, ...]]:
    found: dict[str, tuple[Cell, ...]] = {}
    for band in _SHAPES.strip().split("\n\n"):
        names, *rows = band.split("\n")
        for place, name in enumerate(names.split()):
            drawn = [row.split()[place] for row in rows]
            found[name] = tuple((r, c) for r, row in enumerate(drawn) for c, dot in enumerate(row) if dot == "#")
    return found


_WORST_FIRST = (
    Status.OFF_TARGET,
    Status.WATCH,
    Status.NO_READING,
    Status.ON_TARGET,
    Status.NO_TARGET,
    Status.DAY_OFF,
)


def worst(statuses: Iterable[Status], *, amber: bool = False) -> Status | None:
    """The status that colours a day with these readings; None when there are none.

    Letters are binary, as on paper: did we make it or not? Watch is within what the team puts up with, so it counts
    as on target unless `amber` is wanted. A reading that is missing weighs more than one that is on target: a green
    day is one of which everything is known.
    """
    seen = {Status.ON_TARGET if one is Status.WATCH and not amber else one for one in statuses}
    return next((status for status in _WORST_FIRST if status in seen), None)


_STATES = {
    Status.ON_TARGET: DayState.ON_TARGET,
    Status.WATCH: DayState.WATCH,
    Status.OFF_TARGET: DayState.OFF_TARGET,
    Status.NO_READING: DayState.NO_READING,
    Status.NO_TARGET: DayState.NOT_JUDGED,
    Status.DAY_OFF: DayState.DAY_OFF,
}


def day_state(found: Status | None, *, off: bool = False, open_still: bool = False, future: bool = False) -> DayState:
    """The state of a day whose worst status is `found`; `open_still`: something of this day is yet to be read.

    A day is coloured at its end, or as soon as all of it is read. Red needs no waiting: it gets no better.
    """
    if found is Status.OFF_TARGET:
        return DayState.OFF_TARGET
    if future:
        return DayState.FUTURE
    if open_still:
        return DayState.RUNNING
    if found is None:
        return DayState.DAY_OFF if off else DayState.NOT_JUDGED
    return _STATES[found]


_BRIDGED = (DayState.DAY_OFF, DayState.NOT_JUDGED, DayState.RUNNING, DayState.FUTURE)


def red_streak(states: Sequence[DayState]) -> int:
    """How many days in a row have been off target, up to the last of `states` (oldest first) that says anything.

    Days off and days on which nothing was due are bridged; a missing reading ends the run, as everywhere.
    """
    told = [state for state in states if state not in _BRIDGED]
    return next((n for n, state in enumerate(reversed(told)) if state is not DayState.OFF_TARGET), len(told))


def days_since_red(states: Sequence[DayState]) -> int | None:
    """Days from the last red one of `states` (one a day, oldest first) to the last of them; None without a red."""
    return next((n for n, state in enumerate(reversed(states)) if state is DayState.OFF_TARGET), None)


def asks_to_dig(streak: int, after: int = DIG_AFTER) -> bool:
    """Whether red has lasted long enough to count the reasons (Pareto) and to ask the next tier for help."""
    return streak >= after
