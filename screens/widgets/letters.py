"""Letters drawn in day cells: large ones with numbers for the calendar, small ones for a strip on the board.

Pure functions: what a month holds goes in, lines of parts come out (screens/text.py).
"""

from __future__ import annotations

from datetime import date

from kpiboard.model.frozen import frozen
from kpiboard.rules.letters import COLUMNS, ROWS
from kpiboard.rules.status import Status
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, Part, typed
from kpiboard.views.letters import DayState, Letter, LetterDay, LettersMonth

# The colour of a state on the page, and of words in a cell that is filled with it.
INK = {
    DayState.ON_TARGET: "$win",
    DayState.WATCH: "$watch",
    DayState.OFF_TARGET: "$lose",
    DayState.NO_READING: "$none",
    DayState.DAY_OFF: "$off",
    DayState.NOT_JUDGED: "$muted",
    DayState.RUNNING: "$accent-text",
    DayState.FUTURE: "$muted",
}
_FILLED = {
    DayState.ON_TARGET: ("$on-win", "$win"),
    DayState.WATCH: ("$on-watch", "$watch"),
    DayState.OFF_TARGET: ("$on-lose", "$lose"),
    DayState.NO_READING: ("$none", "$rule"),
    DayState.DAY_OFF: ("$off", "$card"),
    DayState.NOT_JUDGED: ("$muted", "$rule 50%"),
    DayState.RUNNING: ("$accent-text", "$rule 50%"),
    DayState.FUTURE: ("$muted", "$rule 50%"),
}
_COLOURED = (DayState.ON_TARGET, DayState.WATCH, DayState.OFF_TARGET)


@frozen
class Size:
    """Columns and rows of one day; but for the smallest, a column of them and half a row are the gaps around it."""

    width: int
    height: int

    @property
    def letter_width(self) -> int:
        """Columns of a letter, one before it for the cursor included."""
        return 1 + COLUMNS * self.width

    @property
    def letter_height(self) -> int:
        return ROWS * self.height


SMALL = Size(2, 1)  # the sign alone
SIZES = (Size(6, 3), Size(5, 3), Size(4, 2), Size(3, 2), SMALL)


def size_for(letters: int, width: int, height: int) -> Size:
    """The largest size in which so many letters stand side by side; SMALL when they do not even so."""
    for size in SIZES:
        if letters * (size.letter_width + 1) - 1 <= width and size.letter_height <= height:
            return size
    return SMALL


def sign(state: DayState, glyphs: Glyphs) -> str:
    """The sign of a state; nothing yet for what is to come, but on a console, whose shades may all be black."""
    return " " if state is DayState.FUTURE and glyphs.half_blocks else glyphs.day[state]


def letter_lines(letter: Letter, size: Size, glyphs: Glyphs, today: date, cursor: date | None = None) -> list[Line]:
    """The letter in `size.letter_height` lines of `size.letter_width` cells.

    The cursor's day has bars beside it; the smallest cells have no gaps for them, there it is inverted.
    """
    at = letter.cells
    lines: list[Line] = []
    for row in range(ROWS):
        days = [at.get((row, column)) for column in range(COLUMNS)]
        drawn = [cell(day, size, glyphs, today, here=bool(day and day.day == cursor)) for day in days]
        here = next((place for place, day in enumerate(days) if day and day.day == cursor), None)
        for y in range(size.height):
            gaps = [(" ", "")] * (COLUMNS + 1)
            if here is not None and size != SMALL:
                bars = ("▐", "▌") if glyphs.half_blocks else ("[", "]")
                gaps[here : here + 2] = [(bar, "$heading bold") for bar in bars]
            line: Line = [gaps[0]]
            for parts, gap in zip(drawn, gaps[1:], strict=True):
                line += parts[y] if size == SMALL else [*parts[y], gap]
            lines.append(line)
    return lines


def cell(day: LetterDay | None, size: Size, glyphs: Glyphs, today: date, here: bool = False) -> list[Line]:
    """One day in `size.height` lines: number, sign, and an edge with a piece a KPI; the smallest is the sign alone.

    The lines are one cell narrower than `size.width`, which is the gap; the smallest one has none.
    """
    width = size.width if size == SMALL else size.width - 1
    if day is None:
        return [[(" " * width, "")] for _ in range(size.height)]
    ink, fill = _FILLED[day.state]
    style = "bold" if day.state in (DayState.OFF_TARGET, DayState.RUNNING) else ""
    if day.day == today:
        style = "bold underline"
        if day.state not in _COLOURED:
            ink, fill, style = "$background", "$accent", "bold"
    mark = sign(day.state, glyphs)
    if size == SMALL:
        if here:
            ink, fill = "$background", "$heading"
        return [[(mark.ljust(width), f"{ink} on {fill} {style}".rstrip())]]
    style = f"{ink} on {fill} {style}".rstrip()
    number = f"{day.day.day:>2}"
    if width == 2:  # no room for the sign beside the number
        return [[(number, style)], _signs(day, width, glyphs)]
    lines: list[Line] = [[(f"{number}{mark}".center(width), style)]]
    if size.height > 2:
        rings = "".join(glyphs.status[one.status] for one in day.marks) if len(day.marks) > 1 else ""
        lines.append([(rings[:width].center(width), style)])
    return [*lines, _edge(day, width, fill, glyphs)]


def _signs(day: LetterDay, width: int, glyphs: Glyphs) -> Line:
    """Below a number: a sign a KPI; where there is no more than one, that of the day."""
    signs: Line = [(glyphs.status[mark.status], STATUS_STYLE[mark.status]) for mark in day.marks[:width]]
    if len(signs) < 2:
        signs = [(sign(day.state, glyphs), INK[day.state])]
    return [*signs, (" " * (width - len(signs)), "")]


def _edge(day: LetterDay, width: int, fill: str, glyphs: Glyphs) -> Line:
    """The lower edge of a cell: with half blocks a piece a KPI in its colour, without them a sign a KPI."""
    marks = day.marks[:width]
    if len(marks) < 2:
        return [("▀" * width, fill)] if glyphs.half_blocks else [(" " * width, "")]
    if not glyphs.half_blocks:
        return _signs(day, width, glyphs)
    ends = [width * place // len(marks) for place in range(len(marks) + 1)]
    return [
        ("▀" * (end - start), STATUS_STYLE[mark.status])
        for mark, start, end in zip(marks, ends[:-1], ends[1:], strict=True)
    ]


# The strip

_GAP = 2  # cells between two letters, where there is room for them


def strip_lines(month: LettersMonth, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """The letters as small as they can be read, in the middle of the room; below them how each category stands.

    Signs where there is room for them, else half a block a day (a font without half blocks has no strip); as many
    letters as fit.
    """
    with_signs = _fits(month, SMALL.letter_width, width) and height >= ROWS + 2
    wide = SMALL.letter_width if with_signs else COLUMNS
    gap = _GAP if _fits(month, wide, width) else 1
    shown = month.letters[: max(0, (width + gap) // (wide + gap))]
    drawn = [letter_lines(one, SMALL, glyphs, month.today) if with_signs else _blocks(one) for one in shown]
    words = [[_stands(letter, wide, glyphs)] for letter in shown]
    rows = [*zip(*drawn, strict=True), (), words]
    margin = (" " * ((width - len(shown) * (wide + gap) + gap) // 2), "")
    lines: list[Line] = [[] for _ in range((height - len(rows) + 1) // 2)]
    for row in rows:
        line: Line = [margin]
        for part in row:
            line += [*part, (" " * gap, "")]
        lines.append(line)
    return lines


def _fits(month: LettersMonth, wide: int, width: int) -> bool:
    return len(month.letters) * (wide + _GAP) - _GAP <= width


def _blocks(letter: Letter) -> list[Line]:
    """Half a row a day, without signs: the words below say what the colours mean."""
    at = letter.cells
    lines: list[Line] = []
    for row in range(0, ROWS, 2):
        pairs = ((at.get((row, column)), at.get((row + 1, column))) for column in range(COLUMNS))
        lines.append([_block(_pixel(upper), _pixel(lower)) for upper, lower in pairs])
    return lines


def _block(upper: str | None, lower: str | None) -> Part:
    """Two colours above one another in one cell."""
    if upper == lower:
        return (" ", f"on {upper}" if upper else "")
    if upper and lower:
        return ("▀", f"{upper} on {lower}")
    return ("▀", upper) if upper else ("▄", lower or "")


def _pixel(day: LetterDay | None) -> str | None:
    if day is None:
        return None
    quiet = {DayState.DAY_OFF: "$rule", DayState.NOT_JUDGED: "$rule", DayState.FUTURE: "$rule 50%"}
    return quiet.get(day.state, INK[day.state])


def _stands(letter: Letter, width: int, glyphs: Glyphs) -> tuple[str, str]:
    """`S ▼ 3` days red in a row, `S ● 12` days since the last red, in exactly `width` cells."""
    name = typed(letter.category.letter)[:2]
    if letter.red_streak:
        text, style = f"{name} {glyphs.status[Status.OFF_TARGET]} {letter.red_streak}", "$lose bold"
    elif letter.days_since_red is not None:
        text, style = f"{name} {glyphs.status[Status.ON_TARGET]} {letter.days_since_red}", "$muted"
    else:
        text, style = name, "$muted"
    return text[:width].ljust(width), style
