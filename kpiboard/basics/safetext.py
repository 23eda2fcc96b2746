"""Text that people type is data: cleaned where it enters, so that it can never steer a terminal."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls except line feed, lone surrogates, bidirectional overrides, line separators, tags.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)
# More than four combining marks on one character is no language but a way to paint over other lines.
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean(text: str, *, multiline: bool = False) -> str:
    """Text in Unicode NFC without anything that controls a terminal.

    One line by default (white space folded); with `multiline` line feeds stay. `clean(clean(x)) == clean(x)`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _CONTROL.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _STACKED_MARKS.sub(r"\1", text)
    if not multiline:
        return " ".join(text.split())
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def shown(value: object) -> str:
    """A value as a person may see it inside a sentence: short, one line, harmless; text in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        line = clean(value)
        return f'"{line[:40]}…"' if len(line) > 40 else f'"{line}"'
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number of more than 38 digits"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value)


def width(text: str) -> int:
    """Cells of a line in the terminal: wide East Asian characters take two, combining ones none."""
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def wrapped(text: str, room: int) -> list[str]:
    """The lines of a text, broken between words so that they take at most `room` cells (2 or more).

    A word that does not fit is broken, too; line feeds stay.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer) > room:
                lines.append(line)
                longer = word
            while width(longer) > room:
                piece = longer
                while width(piece) > room:
                    piece = piece[:-1]
                lines.append(piece)
                longer = longer[len(piece) :]
            line = longer
        lines.append(line)
    return lines
