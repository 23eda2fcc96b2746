"""The tables of the file, and the names that their rows have in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from kpiboard.basics import entry
from kpiboard.exchange.toml.fields import Spec
from kpiboard.model import BoardInfo, Goal, Kpi, Person
from kpiboard.model.facts.fact import Sort
from kpiboard.model.kinds import KINDS, kind_of, short_name
from kpiboard.model.limits import KEY

FORMAT = 1
BOARD = Spec(kind_of(BoardInfo))
# Tables with a name of their own for each row (`[kpi.otd]`), those that are pointed to before those that point.
NAMED = tuple(Spec(kind) for kind in KINDS.values() if not kind.parent and kind.row is not BoardInfo)
SENDER = "from"  # the table that only a file of escalations has: which board it comes from
TOP_LEVEL = ("format", "board", *(spec.name for spec in NAMED))

_TOKEN = re.compile(rf"\S{{1,{KEY}}}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-[0-9]+)?", re.ASCII)


def given_by(spec: Spec, table_key: str) -> tuple[str, Any] | None:
    """What the name of a table says about its row: (attribute, value), or None.

    `[kpi.otd]` → key `otd`; `[person.jp]` → initials `JP`; `[action.A-12]` → number 12; `[view.4]` → digit 4;
    `[huddle.2026-11-21-2]`, the second one of a day → held_on; a day that does not exist stays text.
    """
    kind = kind_of(spec.kind)
    if kind.letter:
        match = re.fullmatch(rf"(?i:{kind.letter})-?([1-9][0-9]{{0,8}})", table_key)
        return ("number", int(match[1])) if match else None
    fact = spec.by_name[kind.names[0]]
    if fact.sort is Sort.WHOLE:
        return (fact.attr, int(table_key)) if re.fullmatch(r"[0-9]", table_key) else None
    if fact.sort is Sort.DAY:
        match = _DAY.fullmatch(table_key)
        with suppress(ValueError):
            return (fact.attr, date.fromisoformat(match[1])) if match else None
        return (fact.attr, match[1]) if match else None
    if spec.kind is Goal:  # called by a part of its title
        return None
    if spec.kind is Kpi and not _TOKEN.fullmatch(table_key):
        table_key = entry.key_of(table_key)
    called = table_key.upper() if spec.kind is Person else table_key
    return (fact.attr, called) if 1 <= len(called) <= fact.limit else None


def natural_key(row: Any) -> str:
    """The name that a row's table has in the file, before it is made unique."""
    name = short_name(row)
    if isinstance(row, Person):
        return name.lower()
    return slug(name) if isinstance(row, Goal) else name


def in_order(rows: Iterable[Any]) -> list[Any]:
    """The rows of one kind as their tables stand in the file."""
    return sorted(rows, key=lambda row: (*_places(row), natural_key(row) if kind_of(row).names else "", row.id))


def _places(row: Any) -> list[Any]:
    """What a row is listed by; what is not known comes first."""
    return [(value is not None, value) for value in (getattr(row, attr) for attr in kind_of(row).order)]


def table_keys(rows: Iterable[Any]) -> dict[str, str]:
    """Row id → name of its table, each name once, for `rows` in their order."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        keys[row.id] = unique(natural_key(row), taken)
        taken.add(keys[row.id])
    return keys


def slug(title: str) -> str:
    """`Größer & besser` → `groer-besser`: the Latin letters and digits of a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "goal"


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … when it is taken."""
    key, count = wanted, 2
    while key in taken:
        key, count = f"{wanted}-{count}", count + 1
    return key
