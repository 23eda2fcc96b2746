"""How a row is found by what people call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from kpiboard.basics.errors import NotFound
from kpiboard.model import Action, Category, Escalation, Feedback, Goal, Kata, Kpi, Person, Row

R = TypeVar("R", bound=Row)


class Called(NamedTuple):
    """A noun for a kind of row, what people may call a row of it, and the letter before its number."""

    noun: str
    names: Callable[[Any], tuple[str, ...]]
    letter: str = ""


CALLED: dict[type[Any], Called] = {
    Kpi: Called("KPI", lambda kpi: (kpi.key, kpi.name)),
    Person: Called("person", lambda person: (person.initials, person.name)),
    Goal: Called("goal", lambda goal: (goal.title,)),
    Category: Called("category", lambda one: (one.letter, one.name)),
    Action: Called("action", lambda one: (f"A-{one.number}",), "A"),
    Feedback: Called("feedback", lambda one: (f"F-{one.number}",), "F"),
    Escalation: Called("escalation", lambda one: (f"E-{one.number}",), "E"),
    Kata: Called("coaching cycle", lambda one: (f"K-{one.number}",), "K"),
}


def find_row(rows: Sequence[R], kind: type[R], name: str | int) -> R:
    """The one row called `name`: by its id, its number, one of its names or how one of them begins.

    Raises NotFound, with what there is instead.
    """
    called = CALLED[kind]
    name = f"{called.letter}-{name}" if called.letter and str(name).isdecimal() else str(name)
    wanted = name.strip().casefold()
    for row in rows:
        if row.id == name or row.id.casefold() == wanted:
            return row
    found = [row for row in rows if wanted in (one.casefold() for one in called.names(row))]
    if not found and wanted and not called.letter:  # A-1 is not the beginning of A-12
        found = [row for row in rows if any(one.casefold().startswith(wanted) for one in called.names(row))]
    if len(found) == 1:
        return found[0]
    noun = called.noun
    if found:
        several = ", ".join(f"{called.names(row)[-1]} ({row.id[:8]})" for row in found[:5])
        raise NotFound(f"{name!r} could be more than one {noun}: {several}.", "Type more of it, or the id.")
    raise NotFound(
        f"There is no {noun} {name!r} on this board.", _instead(name, [called.names(row)[0] for row in rows], called)
    )


def _instead(name: str, known: Sequence[str], called: Called) -> str:
    from difflib import get_close_matches  # only a name that was not found waits for it

    near = [] if called.letter else get_close_matches(name, known, 1, 0.5)  # A-9 is not nearly A-5
    if near:
        return f"Did you mean {near[0]}?"
    return f"There are: {', '.join(known[:12])}." if known else f"Add the {called.noun} first."
