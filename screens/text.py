"""Words become coloured lines: glyph sets, status colours, and fitting text into a width.

A line is a list of parts `(text, style)`; a style is Textual's own notation with the theme's variables
(`"$lose bold"`), so that a change of theme reaches every line, and `Content.assemble(*line)` takes it as it is.
The words themselves come from kpiboard.words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from rich.cells import cell_len, chop_cells, set_cell_size

from kpiboard.basics import signs
from kpiboard.basics.safetext import clean
from kpiboard.basics.signs import Alphabet, Sign
from kpiboard.model import FeedbackState, Stage
from kpiboard.model.frozen import frozen
from kpiboard.rules.letters import DayState
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome

Part = tuple[str, str]
Line = list[Part]

STATUS_STYLE = {
    Status.ON_TARGET: "$win",
    Status.WATCH: "$watch",
    Status.OFF_TARGET: "$lose",
    Status.NO_READING: "$none",
    Status.DAY_OFF: "$off",
    Status.NO_TARGET: "$none",
}
OUTCOME_STYLE = {
    Outcome.WINNING: "$on-win on $win",
    Outcome.LEVEL: "$on-watch on $watch",
    Outcome.LOSING: "$on-lose on $lose",
    Outcome.NO_SCORE: "$on-none on $none",
}


@frozen(eq=False)  # compared and hashed by identity: the sets are constants
class Glyphs:
    """What a terminal's font can draw: the signs of an alphabet, and the strokes for lines, bars and columns.

    `plain` replaces what it cannot draw in our own words.
    """

    alphabet: Alphabet
    rule: str
    bar: str
    bar_here: str
    arrow: str
    levels: str
    gap: str
    half_blocks: bool
    box: str
    status: Mapping[Status, str] = field(init=False)
    stage: Mapping[Stage, str] = field(init=False)
    feedback: Mapping[FeedbackState, str] = field(init=False)
    day: Mapping[DayState, str] = field(init=False)

    def __post_init__(self) -> None:
        give = object.__setattr__  # frozen: these belong to the making
        give(self, "status", {one: self.alphabet.of(one) for one in Status})
        give(self, "stage", {one: self.alphabet.of(one) for one in Stage})
        give(self, "feedback", {one: self.alphabet.of(one) for one in FeedbackState})
        give(self, "day", {one: self.alphabet.of(one) for one in DayState})

    @property
    def name(self) -> str:
        return self.alphabet.name

    @property
    def alarm(self) -> str:
        return self.alphabet[Sign.ALARM]

    @property
    def cursor(self) -> str:
        return self.alphabet[Sign.CURSOR]

    @property
    def more(self) -> str:
        return self.alphabet[Sign.MORE]

    @property
    def done(self) -> str:
        return self.alphabet[Sign.CLOSED]

    @property
    def open(self) -> str:
        return self.alphabet[Sign.OPEN]

    @property
    def ellipsis(self) -> str:
        return self.alphabet[Sign.RUNNING]

    def plain(self, words: str) -> str:
        """Our own words with the signs this set has."""
        return self.alphabet.plain(words)

    def outcome(self, outcome: Outcome) -> str:
        return self.status[_OUTCOME_AS_STATUS[outcome]]


_OUTCOME_AS_STATUS = {
    Outcome.WINNING: Status.ON_TARGET,
    Outcome.LEVEL: Status.WATCH,
    Outcome.LOSING: Status.OFF_TARGET,
    Outcome.NO_SCORE: Status.NO_READING,
}


UNICODE = Glyphs(
    signs.UNICODE,
    rule="─",
    bar="▎",
    bar_here="█",
    arrow="→",
    levels="▁▂▃▄▅▆▇█",
    gap="·",
    half_blocks=True,
    box="─│┌┐└┘├┤┬┴┼╴╶╵╷",
)
CONSOLE = Glyphs(
    signs.CONSOLE,
    rule="─",
    bar="│",
    bar_here="█",
    arrow="→",
    levels="_.-'",
    gap=" ",
    half_blocks=False,
    box="─│┌┐└┘├┤┬┴┼╴╶╵╷",
)
ASCII = Glyphs(
    signs.ASCII,
    rule="-",
    bar="|",
    bar_here="#",
    arrow="->",
    levels="_.-'",
    gap=" ",
    half_blocks=False,
    box="_|         ",
)

GLYPH_SETS = {glyphs.name: glyphs for glyphs in (UNICODE, CONSOLE, ASCII)}


def typed(text: str) -> str:
    """Text that people typed, as one line that cannot steer the terminal."""
    return clean(text)


def fit(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """`text` in at most `width` cells; what is cut ends in the ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return glyphs.ellipsis[:width]
    kept = set_cell_size(text, width - 1).rstrip()
    return kept + glyphs.ellipsis


def left(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """`text` in exactly `width` cells, blanks after it."""
    return set_cell_size(fit(text, width, glyphs), max(0, width))


def right(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """`text` in exactly `width` cells, blanks before it."""
    text = fit(text, width, glyphs)
    return " " * (width - cell_len(text)) + text


def width_of(line: Iterable[Part]) -> int:
    return sum(cell_len(text) for text, _ in line)


def crop(line: Sequence[Part], width: int, glyphs: Glyphs = UNICODE) -> Line:
    """The line in at most `width` cells; the part that does not fit ends in the ellipsis."""
    kept: Line = []
    room = width
    for text, style in line:
        length = cell_len(text)
        if length > room:
            if room > 0:
                kept.append((fit(text, room, glyphs), style))
            break
        kept.append((text, style))
        room -= length
    return kept


def spread(start: Sequence[Part], end: Sequence[Part], width: int, glyphs: Glyphs = UNICODE) -> Line:
    """`start` at the left and `end` at the right edge of `width` cells; `start` is cut when both do not fit."""
    end = crop(end, width, glyphs)
    room = width - width_of(end)
    start = crop(start, room - 1 if end else room, glyphs)
    return [*start, (" " * (room - width_of(start)), ""), *end]


def wrap(text: str, width: int, most: int = 0, glyphs: Glyphs = UNICODE) -> list[str]:
    """Multi-line text in lines of at most `width` cells, words kept whole where they can be.

    With `most` no more lines than that; the last one then ends in the ellipsis.
    """
    width = max(1, width)
    lines: list[str] = []
    for paragraph in clean(text, multiline=True).split("\n"):
        current = ""
        for word in paragraph.split():
            joined = f"{current} {word}" if current else word
            if cell_len(joined) <= width:
                current = joined
                continue
            if current:
                lines.append(current)
            pieces = chop_cells(word, width)
            lines.extend(pieces[:-1])
            current = pieces[-1] if pieces else ""
        lines.append(current)
    if most and len(lines) > most:
        last = fit(f"{lines[most - 1]} {lines[most]}", width, glyphs)
        if not last.endswith(glyphs.ellipsis):
            last = fit(last + glyphs.ellipsis, width, glyphs)
        lines = [*lines[: most - 1], last]
    return lines
