"""What a table of the file is made of: one declaration for writing, reading and naming what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field, replace
from dataclasses import fields as dataclass_fields
from typing import Any

from kpiboard.basics import entry
from kpiboard.exchange import values
from kpiboard.exchange.literals import literal
from kpiboard.exchange.toml import periods
from kpiboard.exchange.values import Take
from kpiboard.model import REFERENCES, Row
from kpiboard.model.frozen import frozen


@frozen
class Field:
    """One line of a table: its name in the file, the attribute of the row, and how it is read and written.

    `points_to` names the model table of a reference; such a field is read by the name of the other row. A `quiet` one
    is not written where it says what a row has anyway.
    """

    name: str
    attr: str
    take: Take
    points_to: str = ""
    required: bool = False
    quiet: bool = False
    write: Callable[[Any], str] = literal


@frozen
class Names:
    """A list of names in a table (`helpers = ["jp", "ms"]`), each of which is a row that ties two others.

    Such a row points to that of the table by its attribute `owner`, and to the one that is named by `named`.
    """

    name: str
    kind: type[Row]
    owner: str
    named: str
    points_to: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "points_to", REFERENCES[self.kind.table, self.named])


@frozen
class Spec:
    """A table of the file.

    `children` are the tables inside it, one for each row that points to this one by its attribute `owner`; a `noun` is
    what one of them is called. `lists` are the lists of names in it. `inside` are the names in it that are read apart
    from all these. `usual` has what an attribute is when nothing is said about it, where a row can be without.
    """

    name: str
    kind: type[Row]
    fields: tuple[Field, ...]
    children: tuple[Spec, ...] = ()
    lists: tuple[Names, ...] = ()
    inside: tuple[str, ...] = ()
    owner: str = ""
    noun: str = ""
    by_name: dict[str, Field] = field(init=False, compare=False)
    known: tuple[str, ...] = field(init=False, compare=False)
    usual: dict[str, Any] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})
        tables, lists = (child.name for child in self.children), (one.name for one in self.lists)
        known = (*self.by_name, *tables, *lists, *self.inside)
        object.__setattr__(self, "known", known)
        usual = {one.name: one.default for one in dataclass_fields(self.kind) if one.default is not MISSING}
        object.__setattr__(self, "usual", usual)


def name(attr: str = "name", *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.NAME_LIMIT), required=required)


def title(attr: str = "title", *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.TITLE_LIMIT), required=required)


def text(attr: str, *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.TEXT_LIMIT, multiline=True), required=required)


def line(attr: str) -> Field:
    """As long as a text may be, on one line."""
    return Field(attr, attr, values.text(entry.TEXT_LIMIT))


def choice(attr: str, kind: Any, *, required: bool = False) -> Field:
    return Field(attr, attr, values.choice(kind), required=required)


def ref(called: str, table: str, *, required: bool = False) -> Field:
    return Field(called, f"{called}_id", values.text(entry.TITLE_LIMIT), points_to=table, required=required)


def number(attr: str) -> Field:
    return Field(attr, attr, values.number)


def amount(attr: str) -> Field:
    return Field(attr, attr, values.amount)


def whole(attr: str, least: int, most: int, *, required: bool = False) -> Field:
    return Field(attr, attr, values.whole(least, most), required=required)


def truth(attr: str) -> Field:
    return Field(attr, attr, values.truth)


def day(attr: str, called: str = "", *, required: bool = False) -> Field:
    return Field(called or attr, attr, values.day, required=required)


def moment(attr: str) -> Field:
    return Field(attr, attr, values.moment)


def period(attr: str, called: str = "", *, required: bool = False) -> Field:
    return Field(called or attr, attr, periods.any_period, required=required, write=periods.period_literal)


def quiet(*fields: Field) -> tuple[Field, ...]:
    return tuple(replace(one, quiet=True) for one in fields)


ID = Field("id", "id", values.identity)
NUMBER = whole("number", 1, 999_999_999)
POSITION = number("position")
