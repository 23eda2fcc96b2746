"""Single values of a file: taken as at every door of the board, with a remark about what looks odd in a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import shown
from kpiboard.basics.taking import take
from kpiboard.model.facts.fact import Fact, Sort

Remark = Callable[[str], None]

_PLACEHOLDER = re.compile(
    r"\[[A-Z][^\[\]]*\]|<[a-z][a-z _-]*>|(.*\b)?(TODO|TBD|FIXME)\b.*|lorem ipsum.*|x{3,}", re.DOTALL
)
# `1,234` and `1.234` in quotes: one and a bit, or more than a thousand?
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_TEXTS = (Sort.TEXT, Sort.LINE, Sort.PERSON, Sort.REFERENCE, Sort.NAMES)


class Wrong(Exception):
    """A value that cannot be taken; the message says what is wrong and what is allowed."""


def taken(fact: Fact, value: Any, remark: Remark, today: date | None = None) -> Any:
    """The value of a field as the board takes it. Raises Wrong, with the words of every door."""
    if fact.sort is Sort.NUMBER:
        _read_in_one_way(value)
    try:
        found = take(fact, value, today)
    except InvalidInput as refused:
        raise Wrong(refused.clause) from None
    if fact.sort in _TEXTS and isinstance(value, str) and isinstance(found, str):
        if "".join(found.split()) != "".join(unicodedata.normalize("NFC", value).split()):
            remark("control characters were taken out")
        if _PLACEHOLDER.fullmatch(found):
            remark(f"{shown(found)} looks like a placeholder that was never filled in; taken as it is")
    return found


def number(value: Any) -> float:
    """A finite number; in quotes it may have a decimal comma or thousands (`"1 234,5"`)."""
    _read_in_one_way(value)
    try:
        return entry.number(value)
    except InvalidInput as refused:
        raise Wrong(refused.message.removesuffix(".")) from None


def _read_in_one_way(value: Any) -> None:
    """A file tells nobody how a number was understood, as a form does: what has two readings is asked for again."""
    if isinstance(value, str) and _AMBIGUOUS.fullmatch(value.strip()):
        raise Wrong(f"{shown(value)} can be read in two ways; write it without quotes, with a decimal point")


def in_utc(value: Any, zone: ZoneInfo) -> Any:
    """A moment without an offset is meant on the board's clock, which shows `zone`; anything else is as it is."""
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
