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
