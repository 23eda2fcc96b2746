"""Numbers as files have them: which sign is the decimal one is decided for a whole column, by what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import shown
from kpiboard.exchange.values import Wrong

DECIMAL_WORDS = {".": "a decimal point", ",": "a decimal comma"}


def _form(decimal: str, thousands: str) -> re.Pattern[str]:
    """Digits, the thousands in threes or not at all; a group is never led by a zero."""
    return re.compile(
        rf"[+-]?(?=[{decimal}]?[0-9])"
        rf"(?:[1-9][0-9]{{0,2}}(?P<thousands>[{thousands} '])[0-9]{{3}}(?:(?P=thousands)[0-9]{{3}})*|[0-9]*)"
        rf"(?:[{decimal}][0-9]*)?(?:[eE][+-]?[0-9]+)?"
    )


_FORMS = {".": _form(".", ","), ",": _form(",", ".")}
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# A blank, an apostrophe and a minus each have several signs.
_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})


class TwoWays(Wrong):
    """A number that is one thing with a decimal point and another with a decimal comma."""


def bare(text: str, units: Sequence[str] = ()) -> str:
    """The number without blanks around it, and without the sign of per cent or the unit behind it."""
    text = text.strip()
    if not text.isascii():
        text = text.translate(_SIGNS)
    for unit in ("%", *units):
        if unit and text.endswith(unit):
            return text[: -len(unit)].rstrip()
    return text


def tells(text: str) -> str | None:
    """The decimal sign that a bare number can only have; "" when it could be either, None when it tells nothing.

    `88,81` has a comma, and so has `1.234.567`; `1,234` could be either; `1234` tells nothing.
    """
    if "," not in text and "." not in text:
        return None
    ways = [decimal for decimal, form in _FORMS.items() if form.fullmatch(text)]
    return ("" if len(ways) > 1 else ways[0]) if ways else None


def number(text: str, decimal: str, units: Sequence[str] = ()) -> float:
    """A finite number. Raises Wrong, and TwoWays when no decimal sign was decided and it takes one to tell."""
    # Nearly all numbers are plain, and there are a million of them.
    plain = text if decimal == "." or text.isdecimal() else ""
    if decimal == "," and "." not in text:
        plain = text.replace(",", ".")
    value = float(plain) if _PLAIN.fullmatch(plain) else _odd(text, decimal, units)
    if not isfinite(value):
        raise Wrong(f"{shown(text)} is larger than any number a board can hold")
    return value + 0.0  # minus zero becomes zero


def _odd(text: str, decimal: str, units: Sequence[str]) -> float:
    digits = bare(text, units)
    told = tells(digits)
    if told == "" and not decimal:
        raise TwoWays(f'{shown(text)} can be read in two ways; say --decimal "," or --decimal "."')
    sign = decimal or told or "."
    match = _FORMS[sign].fullmatch(digits)
    if match is None:
        other = f" with {DECIMAL_WORDS[sign]}" if told else ""
        raise Wrong(f"{shown(text)} is not a number{other}")
    return float(digits.replace(match["thousands"] or " ", "").replace(",", "."))


class DecimalEvidence:
    """What the numbers of one column tell; `first` has each decimal sign that one told, with its line and itself."""

    def __init__(self, units: Sequence[str]) -> None:
        self.first: dict[str, tuple[int, str]] = {}
        self._units = units

    def look(self, line: int, text: str) -> None:
        """`text` has a comma or a point."""
        if text.count(",") + text.count(".") == 1 and ("," if "," in text else ".") in self.first:
            return  # it can tell nothing else
        for part in text.split("/"):
            told = tells(bare(part, self._units))
            if told:
                self.first.setdefault(told, (line, text))


def decided(columns: Sequence[DecimalEvidence]) -> list[str]:
    """The decimal sign of each column: the one its numbers tell, else the one that all other columns tell.

    "" where nothing tells or where one column has both; each number is then read for itself, if it can be.
    """
    everywhere: set[str] = set().union(*(one.first for one in columns))
    told = [one.first.keys() or everywhere for one in columns]
    return [next(iter(signs)) if len(signs) == 1 else "" for signs in told]


def decimal_of(typed: str) -> str:
    """A decimal sign as people name it. Raises InvalidInput."""
    found = {"comma": ",", "point": ".", "dot": "."}.get(typed.strip().lower(), typed)
    if found not in ("", ".", ","):
        raise InvalidInput(f"{shown(typed)} is no decimal sign.", 'Say "," or ".".', field="decimal")
    return found
