"""Values as TOML. tomli_w writes the text; numbers, dates and lists are kept on one line and as short as they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import tomli_w

from kpiboard.model import WEEKDAYS
from kpiboard.words.plain import exact

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def literal(value: Any) -> str:
    """The TOML of one value of a row."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_item(item) for item in value)}]"
    if isinstance(value, datetime):
        precision = "microseconds" if value.microsecond % 1000 else "milliseconds"
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=precision) + "Z"
    return str(value)  # whole numbers, dates and times of day


def quoted(key: str) -> str:
    """A name as a key: bare when TOML lets it be."""
    return key if _BARE.fullmatch(key) else _text(key, multiline=False)


def _item(item: Any) -> str:
    """A part of a list; what is text but not a weekday is a date."""
    if isinstance(item, str) and item not in WEEKDAYS:
        try:
            return date.fromisoformat(item).isoformat()
        except ValueError:
            return _text(item)
    return literal(item)


def _text(text: str, *, multiline: bool = True) -> str:
    # A carriage return would not survive in a multi-line string; the store holds none, other programs might.
    return tomli_w.dumps({"_": text}, multiline_strings=multiline and "\r" not in text)[4:-1]
