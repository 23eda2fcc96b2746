"""What a table of the file is made of: its facts, for writing, reading and naming what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kpiboard.exchange import values
from kpiboard.exchange.literals import literal
from kpiboard.exchange.toml import periods
from kpiboard.exchange.values import Remark
from kpiboard.model import Kpi, Reading, Row
from kpiboard.model.facts.every import FACTS
from kpiboard.model.facts.fact import Fact, Sort
from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import KINDS, Kind

# What a KPI's table holds besides: read apart from its fields.
_OF_READINGS = ("readings", "other_readings", "remarks")


@frozen
class Names:
    """A list of names in a table (`helpers = ["jp", "ms"]`), each of which is a row that ties two others.

    Such a row points to that of the table by its attribute `owner`, and to the one that is named by `named`.
    """

    name: str
    kind: type[Row]
    owner: str
    named: str
    fact: Fact

    @property
    def points_to(self) -> str:
        return self.fact.table


class Spec:
    """A table of the file.

    `fields` are its lines, in the order of the row. `children` are the tables inside it, one for each row that points
    to this one by its attribute `owner`; a `noun` is what one of them is called. `lists` are the lists of names in it.
    `inside` are the names in it that are read apart from all these, `known` all there are.
    """

    def __init__(self, kind: Kind, only: Iterable[str] = (), inside: Iterable[str] = (), name: str = "") -> None:
        """`only` some attributes, and no table inside; `inside` what is read apart then."""
        facts = FACTS[kind.row]
        self.name = name or kind.place
        self.kind = kind.row
        self.owner = kind.owner
        self.noun = kind.noun
        chosen = {*only} or facts.by_attr.keys() - {kind.owner}
        within = [] if only else [one for one in KINDS.values() if one.parent == kind.place]
        self.fields = tuple(fact for attr, fact in facts.by_attr.items() if attr in chosen)
        self.by_name = {fact.line: fact for fact in self.fields}
        self.children = tuple(Spec(one) for one in within if not one.ties and one.row is not Reading)
        self.lists = tuple(
            Names(one.place, one.row, one.owner, one.ties, facts[one.place]) for one in within if one.ties
        )
        spoken = [fact.line for fact in facts if fact.sort is Sort.TARGET and not only]
        self.inside = (*inside, *spoken, *(_OF_READINGS if kind.row is Kpi else ()))
        tables, lists = (one.name for one in self.children), (one.name for one in self.lists)
        self.known = (*self.by_name, *tables, *lists, *self.inside)


def take_line(fact: Fact, value: Any, remark: Remark, today: date | None) -> Any:
    """The value of a line; of a reference the name it is given. Raises Wrong."""
    if fact.sort is Sort.PERIOD and value != "":
        return periods.any_period(value, remark)
    return values.taken(fact, value, remark, today)


def write_line(fact: Fact, value: Any) -> str:
    return f"{fact.line} = {periods.period_literal(value) if fact.sort is Sort.PERIOD else literal(value)}\n"
