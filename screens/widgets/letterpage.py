"""The page of the letter calendar as lines: the month, its letters side by side, and the day under the cursor.

Pure functions and values; screens/studies/letters.py shows them and moves the cursor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rich.cells import cell_len
from textual import geometry

from kpiboard.model.frozen import frozen
from kpiboard.rules.letters import Cell
from kpiboard.rules.status import Status
from kpiboard.screens.text import Glyphs, Line, crop, fit, spread, typed, width_of
from kpiboard.screens.widgets.letterday import day_lines
from kpiboard.screens.widgets.letters import INK, Size, letter_lines, sign, size_for
from kpiboard.views.board import BoardSnapshot
from kpiboard.views.letters import DayState, Letter, LettersMonth
from kpiboard.words import letters as letters_words

_LEGEND = (DayState.ON_TARGET, DayState.OFF_TARGET, DayState.NO_READING, DayState.DAY_OFF, DayState.RUNNING,
           DayState.NOT_JUDGED)  # fmt: skip
_WORDS = 4  # rows of words around the letters: title, names, two of counters
_DAY, _DAY_WISHED = 5, 9  # rows of the day under the cursor, its heading included
_AIR = (4, 1, 2, 3, 0, 1, 4)  # where blank rows go, the first one first: before title, names, letters, counters, day
_GAP = 8  # the most cells between two letters


@frozen
class Place:
    """Where the cursor is: a letter, counted from 0, and a day."""

    letter: int
    day: date


@frozen
class Frame:
    """Where the letters stand: their size, which of them (first, how many), margin and gap, blank rows by place."""

    size: Size
    first: int
    shown: int
    margin: int
    gap: int
    air: tuple[int, ...]

    @property
    def used(self) -> int:
        return self.shown * (self.size.letter_width + self.gap) - self.gap

    def x(self, n: int) -> int:
        """The left edge of the n-th letter that is shown."""
        return self.margin + n * (self.size.letter_width + self.gap)


def frame(letters: int, cursor: int, width: int, height: int) -> Frame:
    """For that many letters and a cursor on one of them; where not all fit, those around the cursor are shown."""
    size = size_for(max(1, letters), width, height - _WORDS - _DAY)
    shown = max(1, min(letters, (width + 1) // (size.letter_width + 1)))
    room = width - shown * size.letter_width
    gap = min(_GAP, max(1, (room - 2) // max(1, shown)))
    margin = max(0, (room - gap * (shown - 1)) // 2)
    rest = height - _WORDS - size.letter_height
    blank = max(0, rest - (_DAY_WISHED if rest > _DAY_WISHED else _DAY))
    air = tuple(sum(place == part for place in _AIR[:blank]) for part in range(5))
    return Frame(size, min(max(0, cursor - shown + 1), max(0, letters - shown)), shown, margin, gap, air)


@dataclass
class Page:
    """The lines; those from `card` on lie on a card. `title` is the row of the month.

    `spots` are the cells of the days (x, y, width, height), `turns` those of the title that turn the month. `cursor`
    are the first row of the cell under the cursor and the one after its last.
    """

    lines: list[Line] = field(default_factory=list)
    card: int = 0
    title: int = 0
    spots: list[tuple[int, int, int, int, Place]] = field(default_factory=list)
    turns: list[tuple[range, int]] = field(default_factory=list)
    cursor: tuple[int, int] = (0, 0)

    def place_at(self, x: int, y: int) -> Place | None:
        found = (place for left, top, w, h, place in self.spots if left <= x < left + w and top <= y < top + h)
        return next(found, None)


def page(
    month: LettersMonth,
    snapshot: BoardSnapshot,
    place: Place,
    size: geometry.Size,
    keys: tuple[str, str],
    glyphs: Glyphs,
) -> Page:
    """The page in the cells of `size`; on a small screen it is longer than that. `keys` turn the months."""
    width, height = size
    look = frame(len(month.letters), place.letter, width, height)
    shown = month.letters[look.first : look.first + look.shown]
    here = place.letter - look.first
    made = Page()
    made.lines += [[]] * look.air[0]
    made.title = len(made.lines)
    made.lines.append(_title(made, month, look, keys, glyphs))
    made.lines += [[]] * look.air[1]
    if not shown:
        made.lines.append([(glyphs.plain(" No categories yet · press C to add one"), "$muted")])
        made.card = len(made.lines)
        return made
    made.lines.append(_across([_name(one, n == here) for n, one in enumerate(shown)], look, glyphs))
    made.lines += [[]] * look.air[2]
    _add_letters(made, month, shown, look, place, glyphs)
    made.lines += [[]] * look.air[3]
    until = min(month.today, shown[0].days[-1].day)
    counted = [_counters(one, until, look.size.letter_width - 1, glyphs) for one in shown]
    made.lines += [_across(rows, look, glyphs) for rows in zip(*counted, strict=True)]
    made.lines += [[]] * look.air[4]
    made.card = len(made.lines)
    rows = max(_DAY, height - made.card)
    margin = (" " * (look.margin + 1), "")
    day = day_lines(month.letters[place.letter], place.day, snapshot, look.used - 1, rows, glyphs)
    made.lines += [[margin, *line] for line in day]
    return made


def _add_letters(
    made: Page, month: LettersMonth, shown: Sequence[Letter], look: Frame, place: Place, glyphs: Glyphs
) -> None:
    top, size = len(made.lines), look.size
    drawn = []
    for n, letter in enumerate(shown, look.first):
        cursor = place.day if n == place.letter else None
        drawn.append(letter_lines(letter, size, glyphs, month.today, cursor))
        for (row, column), day in letter.cells.items():
            x, y = look.x(n - look.first) + 1 + column * size.width, top + row * size.height
            made.spots.append((x, y, size.width, size.height, Place(n, day.day)))
            if day.day == cursor:
                made.cursor = (y, y + size.height)
    made.lines += [_across(rows, look, glyphs) for rows in zip(*drawn, strict=True)]


def _across(parts: Sequence[Line], look: Frame, glyphs: Glyphs) -> Line:
    """One row of every letter, side by side."""
    line: Line = [(" " * look.margin, "")]
    for part in parts:
        kept = crop(part, look.size.letter_width, glyphs)
        line += [*kept, (" " * (look.size.letter_width - width_of(kept) + look.gap), "")]
    return line


def _title(made: Page, month: LettersMonth, look: Frame, keys: tuple[str, str], glyphs: Glyphs) -> Line:
    """`[ November 2026 ]` with the keys that turn it, and what the signs mean."""
    before, after = (glyphs.plain(key) for key in keys)
    words = letters_words.month_words(month.month)
    later = month.month < month.today.replace(day=1)
    start: Line = [(" ", ""), (before, "$accent-text bold"), (f"  {words}  ", "$heading bold")]
    middle, end = look.margin + width_of(start), look.margin + width_of(start) + cell_len(after)
    made.turns = [(range(middle - cell_len(words) - 2), -1), *([(range(middle - 2, end + 2), 1)] if later else [])]
    start.append((after, "$accent-text bold" if later else "$off"))
    if look.shown < len(month.letters):
        some = f"   {look.first + 1}–{look.first + look.shown} of {len(month.letters)}"
        start.append((glyphs.plain(some), "$muted"))
    legend: Line = []
    for state in _LEGEND:
        part: Line = [("   " if legend else "", ""), (sign(state, glyphs), INK[state]), (f" {state.value}", "$muted")]
        if width_of(start) + width_of(legend) + width_of(part) + 2 <= look.used:
            legend += part
    return [(" " * look.margin, ""), *spread(start, legend, look.used, glyphs)]


def _name(letter: Letter, here: bool) -> Line:
    style = "$accent-text bold" if here else "$heading bold"
    return [(f" {typed(letter.category.letter)} ", style), (typed(letter.category.name), style)]


def _counters(letter: Letter, until: date, width: int, glyphs: Glyphs) -> tuple[Line, Line]:
    """How long it has been without a red; or how long red already, and what to do when that is too long."""

    def longest(forms: Sequence[str], room: int) -> str:
        return glyphs.plain(next((words for words in forms if cell_len(words) <= room), fit(forms[-1], room, glyphs)))

    if not letter.red_streak:
        return [(" ", ""), (longest(letters_words.since_red(letter, until), width), "$muted")], []
    loud = f"{glyphs.status[Status.OFF_TARGET]} {longest(letters_words.streak(letter.red_streak), width - 2)}"
    if letter.asks_to_dig:
        return [(" ", ""), (loud, "$lose bold")], [(" ", ""), (longest(letters_words.DIG, width), "$lose")]
    return [(" ", ""), (loud, "$lose")], []


# Moving


def step(month: LettersMonth, place: Place, way: str) -> Place:
    """The place beside this one: `left` and `right` along the row and on to the next letter, `up` and `down` in it.

    `next` and `previous` are the same day of the letters beside, `home` and `end` the first and last day.
    """
    count = len(month.letters)
    if not count:
        return place
    days = month.letters[place.letter].days
    match way:
        case "next" | "previous":
            return Place((place.letter + (1 if way == "next" else -1)) % count, place.day)
        case "home":
            return Place(place.letter, days[0].day)
        case "end":
            return Place(place.letter, days[-1].day)
    at = month.letters[place.letter].cells
    row, column = next(cell for cell, day in at.items() if day.day == place.day)
    ahead = -1 if way in ("left", "up") else 1
    if way in ("up", "down"):
        beyond = [cell for cell in at if (cell[0] - row) * ahead > 0]
        there = min(beyond, key=lambda cell: 2 * abs(cell[1] - column) + abs(cell[0] - row), default=None)
        return place if there is None else Place(place.letter, at[there].day)
    beside = [cell for cell in at if cell[0] == row and (cell[1] - column) * ahead > 0]
    if beside:
        return Place(place.letter, at[min(beside, key=lambda cell: abs(cell[1] - column))].day)
    if not 0 <= place.letter + ahead < count:
        return place
    at = month.letters[place.letter + ahead].cells
    entered: Cell = min(at, key=lambda cell: (abs(cell[0] - row), cell[1] * ahead))
    return Place(place.letter + ahead, at[entered].day)
