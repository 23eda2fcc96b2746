"""What a run chart is drawn with: what each sign means, and the signs of three kinds of font."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from kpiboard.basics import signs as alphabets
from kpiboard.basics.signs import Alphabet, Sign
from kpiboard.model.frozen import frozen
from kpiboard.rules.status import Status


class Role(StrEnum):
    """What a cell of the chart stands for; screens give each role a colour."""

    BLANK = ""
    AXIS = "axis"
    TICK = "tick"
    DATE = "date"
    TARGET = "target"
    LIMIT = "limit"
    CENTRE = "centre"
    START = "baseline"
    DONE = "done"
    GHOST = "expected"
    LINE = "line"
    MARK = "mark"
    EXCLUDED = "excluded"
    ON_TARGET = "point:on target"
    WATCH = "point:watch"
    OFF_TARGET = "point:off target"
    NO_TARGET = "point:no target"
    SIGNAL_ON_TARGET = "signal:on target"
    SIGNAL_WATCH = "signal:watch"
    SIGNAL_OFF_TARGET = "signal:off target"
    SIGNAL_NO_TARGET = "signal:no target"


class Mark(StrEnum):
    """What is to know about a reading; of several the first one is drawn."""

    CORRECTED = "corrected"
    LATE = "entered late"
    NOTE = "note"


JUDGED = (Status.NO_TARGET, Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET)  # what a point can be, the worst last


@frozen(eq=False)  # compared and hashed by identity: the sets are constants
class Signs:
    """The signs of an alphabet, and the strokes of lines, one cell each.

    A line has two strokes in turn, so that it can be dashed; the steps of a target are drawn with `across`, `upright`
    and four corners: ┏ ┓ ┗ ┛.
    """

    alphabet: Alphabet
    agreed: str
    proposed: str
    limit: str
    trial: str
    centre: str
    start: str
    done: str
    ghost: str
    bar: str
    axis: str
    axis_tick: str
    floor: str
    floor_tick: str
    corner: str
    braille: bool
    dot: str
    strokes: Mapping[str, str]  # how the lines of the legend are written here
    points: Mapping[Status, str] = field(init=False)
    signals: Mapping[Status, str] = field(init=False)
    marks: Mapping[Mark, str] = field(init=False)

    def __post_init__(self) -> None:
        give = object.__setattr__  # frozen: these belong to the making
        give(self, "points", {status: self.alphabet.of(status) for status in JUDGED})
        give(self, "signals", {status: self.alphabet[_SIGNALS[status]] for status in JUDGED})
        give(self, "marks", {mark: self.alphabet.of(mark) for mark in Mark})

    @property
    def excluded(self) -> str:
        return self.alphabet[Sign.EXCLUDED]

    @property
    def pointer(self) -> str:
        return self.alphabet[Sign.POINTER]

    def plain(self, words: str) -> str:
        """Words with the signs this set has."""
        return self.alphabet.plain(words.translate({ord(stroke): own for stroke, own in self.strokes.items()}))


_SIGNALS = {
    Status.NO_TARGET: Sign.SIGNAL_NO_TARGET,
    Status.ON_TARGET: Sign.SIGNAL_ON_TARGET,
    Status.WATCH: Sign.SIGNAL_WATCH,
    Status.OFF_TARGET: Sign.SIGNAL_OFF_TARGET,
}

UNICODE = Signs(
    alphabets.UNICODE,
    agreed="━┃┏┓┗┛",
    proposed="═║╔╗╚╝",
    limit="──",
    trial="─ ",
    centre="┄┄",
    start="┊",
    done="┇",
    ghost="╍╍",
    bar="│",
    axis="│",
    axis_tick="┤",
    floor="─",
    floor_tick="┬",
    corner="└",
    braille=True,
    dot="·",
    strokes={},
)
CONSOLE = Signs(
    alphabets.CONSOLE,
    agreed="━┃┏┓┗┛",
    proposed="═║╔╗╚╝",
    limit="──",
    trial="─ ",
    centre="· ",
    start="│",
    done=";",
    ghost="_ ",
    bar="│",
    axis="│",
    axis_tick="┤",
    floor="─",
    floor_tick="┬",
    corner="└",
    braille=False,
    dot="·",
    strokes={"┄": "·", "╍": "_"},
)
ASCII = Signs(
    alphabets.ASCII,
    agreed="=|====",
    proposed="=|====",
    limit="--",
    trial="- ",
    centre="- ",
    start=":",
    done=";",
    ghost="_ ",
    bar="|",
    axis="|",
    axis_tick="]",
    floor="-",
    floor_tick="'",
    corner="`",
    braille=False,
    dot=".",
    strokes={"┄": "-", "─": "-", "━": "=", "═": "=", "╍": "_"},
)
SIGNS = {one.alphabet.name: one for one in (UNICODE, CONSOLE, ASCII)}
