"""The one alphabet of signs: what each says, and how it looks in Unicode, on a Linux console and in ASCII.

A sign is one cell that says something by itself; within a set no two things have the same sign, so that nobody has to
guess. Lines, bars and frames are no signs: they say something by where they lead, and belong to what draws them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from kpiboard.model.frozen import frozen


class Sign(Enum):
    """What a sign says. Stages, statuses and the like find theirs by the name of their member."""

    # How a reading, a KPI or a day stands
    ON_TARGET = "on target"
    WATCH = "watch"  # also of what is suspect, which says so in a word
    OFF_TARGET = "off target"
    NO_READING = "nothing there yet"
    DAY_OFF = "day off"
    NO_TARGET = "a value that no target judges"
    NOT_JUDGED = "nothing due"
    RUNNING = "it goes on"  # a day that is not over, and text that is cut
    FUTURE = "to come"
    # Where an action stands
    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"
    CLOSED = "done"
    CANCELLED = "cancelled"
    # Where a piece of feedback stands
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    ACCEPTED = "became an action"
    DECLINED = "declined"
    # What stands beside something
    ALARM = "a red that nobody is on, or late"
    CURSOR = "here"
    MORE = "more below"
    OPEN = "an open point, which asks something"
    # What a chart says about a point
    SIGNAL_ON_TARGET = "a signal, on target"
    SIGNAL_WATCH = "a signal, watch"
    SIGNAL_OFF_TARGET = "a signal, off target"
    SIGNAL_NO_TARGET = "a signal that no target judges"
    EXCLUDED = "left out of the limits"
    CORRECTED = "corrected"
    LATE = "entered late"
    NOTE = "has a note"
    POINTER = "the point under the cursor"


# In Unicode, with the console fonts of Debian, in ASCII. A console draws ▲ as an arrow up, ▼ as one down, • as ● and ✗
# as x, and has no circle but the full one, no diamond and no tick.
_TABLE: Mapping[Sign, str] = {
    Sign.ON_TARGET: "●●+",
    Sign.WATCH: "■■!",
    Sign.OFF_TARGET: "▼▼X",
    Sign.NO_READING: "○☐o",
    Sign.DAY_OFF: "––-",
    Sign.NO_TARGET: "•**",
    Sign.NOT_JUDGED: "··.",
    Sign.RUNNING: "……~",
    Sign.FUTURE: ":::",
    Sign.PLAN: "◔pp",
    Sign.DO: "◑dd",
    Sign.CHECK: "◕cc",
    Sign.ACT: "◉aa",
    Sign.CLOSED: "✓==",
    Sign.CANCELLED: "⊘//",
    Sign.NEW: "✦nn",
    Sign.ACKNOWLEDGED: "✧kk",
    Sign.ANSWERED: "←←<",
    Sign.ACCEPTED: "→→&",
    Sign.DECLINED: "¬¬\\",
    Sign.ALARM: "▲▲^",
    Sign.CURSOR: "▸▶>",
    Sign.MORE: "↓vv",
    Sign.OPEN: "???",
    Sign.SIGNAL_ON_TARGET: "◇░$",
    Sign.SIGNAL_WATCH: "◈▒@",
    Sign.SIGNAL_OFF_TARGET: "◆█#",
    Sign.SIGNAL_NO_TARGET: "❖ss",
    Sign.EXCLUDED: "××%",
    Sign.CORRECTED: "✎±e",
    Sign.LATE: "»»l",
    Sign.NOTE: '¶¶"',
    Sign.POINTER: "↑^|",
}

# What else stands in our own words: the names of keys, and on a terminal with ASCII alone all that is no letter.
_KEYS = {"⏎": "Enter", "↵": "Enter", "⇥": "Tab", "⌫": "Bksp", "⌃": "^", "−": "-"}
_PUNCTUATION = {
    "≥": ">=", "≤": "<=", "–": "-", "—": "-", "·": "-", "…": "...", "×": "x", "÷": "/", "→": "->", "←": "<-",
    "↑": "Up", "↓": "Down", "‘": "'", "’": "'", "“": '"', "”": '"', "█": "#", "│": "|", "├": "|", "└": "`", "─": "-",
}  # fmt: skip


@frozen(eq=False)  # compared and hashed by identity: the sets are constants
class Alphabet:
    """The signs of one kind of font, and how it writes what else stands in our words."""

    name: str
    signs: Mapping[Sign, str]
    words: Mapping[int, str]

    def __getitem__(self, sign: Sign) -> str:
        return self.signs[sign]

    def of(self, member: Enum) -> str:
        """The sign of a status, a stage, the state of a piece of feedback or of a day, or a mark of a reading."""
        return self.signs[Sign[member.name]]

    def plain(self, words: str) -> str:
        """Our own words with the signs this set has."""
        return words.translate(self.words) if self.words else words


def _alphabet(name: str, column: int, words: dict[str, str]) -> Alphabet:
    """Signs stand in words as well (`✓ closed`); what is punctuation elsewhere is written by what `words` say."""
    signs = {sign: row[column] for sign, row in _TABLE.items()}
    in_words = {row[0]: row[column] for row in _TABLE.values() if ord(row[0]) > 255 and row[0] not in _PUNCTUATION}
    replaced = {sign: own for sign, own in (in_words | words).items() if sign != own}
    return Alphabet(name, signs, str.maketrans(replaced))


UNICODE = _alphabet("unicode", 0, {})
CONSOLE = _alphabet("console", 1, _KEYS)
ASCII = _alphabet("ascii", 2, {**_KEYS, **_PUNCTUATION})
ALPHABETS = {one.name: one for one in (UNICODE, CONSOLE, ASCII)}
