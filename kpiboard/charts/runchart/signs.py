"""What a run chart is drawn with: what each sign means, and the signs of three kinds of font."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

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
    """One cell each. A line has two signs in turn, so that it can be dashed; the steps of a target are drawn with
    `across`, `upright` and four corners: ┏ ┓ ┗ ┛.
    """

    name: str
    points: Mapping[Status, str]
    signals: Mapping[Status, str]
    excluded: str
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
    pointer: str
    marks: Mapping[Mark, str]
    braille: bool
    dot: str
    replace: Mapping[str, str]

    def plain(self, words: str) -> str:
        """Words with the signs this set has."""
        return words.translate({ord(sign): other for sign, other in self.replace.items()})


def _judged(signs: str) -> dict[Status, str]:
    return dict(zip(JUDGED, signs, strict=True))


def _marks(signs: str) -> dict[Mark, str]:
    return dict(zip(Mark, signs, strict=True))


# A signal is a diamond (a box where the font has none), the fuller the worse.
UNICODE = Signs(
    name="unicode",
    points=_judged("•●◐▼"),
    signals=_judged("◆◇◈◆"),
    excluded="×",
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
    pointer="▲",
    marks=_marks("✎◷¶"),
    braille=True,
    dot="·",
    replace={},
)
CONSOLE = Signs(
    name="console",
    points=_judged("•●■▼"),
    signals=_judged("█☐▒█"),
    excluded="✗",
    agreed="━┃┏┓┗┛",
    proposed="═║╔╗╚╝",
    limit="──",
    trial="─ ",
    centre="· ",
    start="│",
    done="!",
    ghost="_ ",
    bar="│",
    axis="│",
    axis_tick="┤",
    floor="─",
    floor_tick="┬",
    corner="└",
    pointer="▲",
    marks=_marks('±»"'),
    braille=False,
    dot="·",
    replace={"┄": "·", "−": "-", "╍": "_"},
)
ASCII = Signs(
    name="ascii",
    points=_judged("o*~v"),
    signals=_judged("#O@#"),
    excluded="x",
    agreed="=|====",
    proposed="=|====",
    limit="--",
    trial="- ",
    centre="- ",
    start=":",
    done="!",
    ghost="_ ",
    bar="|",
    axis="|",
    axis_tick="+",
    floor="-",
    floor_tick="+",
    corner="+",
    pointer="^",
    marks=_marks('cl"'),
    braille=False,
    dot=".",
    replace={"≥": ">=", "≤": "<=", "–": "-", "·": "-", "┄": "-", "─": "-", "━": "=", "═": "=", "…": "~", "−": "-",
             "╍": "_"},
)  # fmt: skip
SIGNS = {signs.name: signs for signs in (UNICODE, CONSOLE, ASCII)}
