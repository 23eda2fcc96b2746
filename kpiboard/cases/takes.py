"""What is given for the fields of a row, taken by its facts; other rows are looked up by what people call them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import shown
from kpiboard.basics.taking import take
from kpiboard.cases.desk import Desk
from kpiboard.model import Person
from kpiboard.model.facts.fact import Fact, Facts, Sort
from kpiboard.model.kinds import KINDS, kind_of


def taken(desk: Desk, facts: Facts, given: Mapping[str, object], only: Collection[str] = ()) -> dict[str, Any]:
    """Attribute → value, for what is given by name of the fields on the sheet of a row; or `only` of some of them.

    An empty text, or None, is what a row has when nothing is said. Raises InvalidInput, with the name of the field,
    for what it does not take, and NotFound for a row that there is not.
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        there = [*only] or [one.name for one in facts if one.attr and one.subject]
        if name not in there:
            noun = kind_of(facts.row).noun
            words = f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} has no field {shown(name)}."
            raise InvalidInput(words, f"There are: {', '.join(there)}.", field=name)
        fact = facts[name]
        found[fact.attr] = taken_one(desk, fact, value)
    return found


def taken_one(desk: Desk, fact: Fact, value: object) -> Any:
    """The value of one field; of another row its id."""
    if fact.sort is Sort.REFERENCE:
        return _looked_up(desk, fact, value)
    return take(fact, value, desk.today() if fact.sort is Sort.DAY else None)


def _looked_up(desk: Desk, fact: Fact, value: Any) -> str | None:
    kind = KINDS[fact.table].row
    name = value.id if isinstance(value, kind) else str(value) if isinstance(value, int) else value
    called = take(fact, name)
    if called is None:
        return None
    return desk.find_person(called, fact.name).id if kind is Person else desk.find(kind, called).id
