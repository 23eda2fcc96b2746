"""The explanation at the head of every exported file: how to write it by hand, then every line that there is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from functools import cache

from kpiboard.exchange.toml.fields import Spec
from kpiboard.exchange.toml.remarks import BESIDE
from kpiboard.exchange.toml.schema import BOARD, NAMED
from kpiboard.model import Kpi
from kpiboard.model.facts.every import FACTS
from kpiboard.model.facts.fact import Fact, Sort
from kpiboard.model.kinds import kind_of

_WIDTH, _NAME = 118, 18  # cells of a line, and of a name in front of its explanation

_FIRST = """\
# A kpiboard team board: every fact of it, to read, to edit by hand and to import again.
#
#   kpiboard import this-file.toml --dry-run      says what would change; nothing is touched
#   kpiboard import this-file.toml                adds and changes (--merge); what the file leaves out stays
#   kpiboard import this-file.toml --replace      the file is the whole board; what it leaves out is removed
#
# How to write it
#   text in "quotes"; numbers plain (97.5); yes and no as true and false; dates 2026-11-30; times of day 06:00:00;
#   moments 2026-11-30T14:05:00Z. Almost every line may be left out; a line with "" empties its field.
#   Lines with id = "..." tie a row to the one on the board, also when it is renamed. Leave them alone, and leave
#   them out of what you add: then rows are found by key, name, title or number, and new ones get an id.
#   A row is named by its table: owner = "jp" means [person.jp], kpi = "otd" means [kpi.otd]. A name such as
#   owner = "Joana Prado" does as well. position puts rows in order. Lines that say the usual may be missing.
#   The least that will do for a KPI: a name and  target = 95  (a band: target = [20, 22]);  watch = 93  beside it.
#   A target that differs from today's begins today.
#
# What there is
"""
_LAST = """\
#
# Periods: hour 2026-11-21T14 (2026-10-25T02b is the second 02 when the clocks go back), shift 2026-11-21-S2,
#   day 2026-11-21, week 2026-W47, month 2026-11, quarter 2026-Q4, year 2026.

"""
# The readings of a KPI are no tables of their own: there are very many.
_READINGS = """\
#   [kpi.otd.readings]  period = value, or [numerator, denominator], or "off", or "missing"
#   [kpi.otd.other_readings]  the same, read before the cadence or the shifts were changed
#   [[kpi.otd.remarks]]  what else is known of a reading: its period, value (only where the share does not give it)
"""
# What the table of a row may be called, where it is not its letter and a number.
_LIKE = {
    "category": "S",
    "shift": "S1",
    "person": "jp",
    "goal": "on-time",
    "kpi": "otd",
    "mapping": "nightly",
    "view": "4",
    "huddle": "2026-11-21",
}


@cache
def head() -> str:
    """Comment lines of at most 118 cells, the last one empty."""
    return "".join((_FIRST, *_table(BOARD, "[board]"), *(part for spec in NAMED for part in _named(spec)), _LAST))


def _named(spec: Spec) -> Iterator[str]:
    called = f"{spec.name}.{_LIKE.get(spec.name) or f'{kind_of(spec.kind).letter}-1'}"
    yield from _table(spec, f"[{called}]")
    for child in spec.children:
        yield from _table(child, f"[[{called}.{child.name}]]")
    if spec.kind is Kpi:
        yield _READINGS
        yield from _lines(BESIDE.values())


def _table(spec: Spec, heading: str) -> Iterator[str]:
    yield f"#   {heading}\n"
    beside = [one for one in FACTS[spec.kind] if not one.attr]
    yield from _lines([one for one in (*beside, *spec.fields) if one.name not in ("id", "number", "position")])


def _lines(facts: Iterable[Fact]) -> Iterator[str]:
    """A line a field."""
    for fact in facts:
        about = f"{fact.help}{_allowed(fact)}"
        room = _WIDTH - _NAME - len("#     ")
        first, *more = textwrap.wrap(about, room)
        yield f"#     {fact.line:<{_NAME - 1}} {first}\n"
        yield from (f"#     {'':<{_NAME - 1}} {line}\n" for line in more)


def _allowed(fact: Fact) -> str:
    """` (higher, lower, band)`, ` (1 to 4)` or ` (["jp", "ms"])`."""
    if fact.sort is Sort.CHOICE:
        return f" ({', '.join(fact.options)})"
    if fact.sort is Sort.WHOLE and fact.most is not None and fact.most < 1000:
        return f" ({fact.least:g} to {fact.most:g})"
    if fact.sort is Sort.NAMES:
        listed = ", ".join(f'"{name}"' for name in fact.example.split(", "))
        return f" ([{listed}])"
    return ""
