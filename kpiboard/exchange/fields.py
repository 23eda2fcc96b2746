"""What a table of the file is made of: one declaration for writing, reading and naming what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, replace
from dataclasses import fields as dataclass_fields
from typing import Any

from kpiboard import entry
from kpiboard.exchange import periods, values
from kpiboard.exchange.literals import literal
from kpiboard.exchange.values import Take
from kpiboard.model import Row


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Spec:
    """A table of the file.

    `children` are the tables inside it, one for each row that points to this one by its attribute `owner`; a `noun` is
    what one of them is called. `inside` are the names in it that are read apart from its fields and its children.
    `usual` has what an attribute is when nothing is said about it, where a row can be without.
    """

    name: str
    kind: type[Row]
    fields: tuple[Field, ...]
    children: tuple[Spec, ...] = ()
    inside: tuple[str, ...] = ()
    owner: str = ""
    noun: str = ""
    by_name: dict[str, Field] = field(init=False, compare=False)
    known: tuple[str, ...] = field(init=False, compare=False)
    usual: dict[str, Any] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})
        known = (*self.by_name, *(child.name for child in self.children), *self.inside)
        object.__setattr__(self, "known", known)
        usual = {one.name: one.default for one in dataclass_fields(self.kind) if one.default is not MISSING}
        object.__setattr__(self, "usual", usual)


def name(attr: str = "name", *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.NAME_LIMIT), required=required)


def title(attr: str = "title", *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.TITLE_LIMIT), required=required)


def text(attr: str, *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.TEXT_LIMIT, multiline=True), required=required)


def choice(attr: str, kind: Any, *, required: bool = False) -> Field:
    return Field(attr, attr, values.choice(kind), required=required)


def ref(called: str, table: str) -> Field:
    return Field(called, f"{called}_id", values.text(entry.TITLE_LIMIT), points_to=table)


def number(attr: str) -> Field:
    return Field(attr, attr, values.number)


def amount(attr: str) -> Field:
    return Field(attr, attr, values.amount)


def whole(attr: str, least: int, most: int) -> Field:
    return Field(attr, attr, values.whole(least, most))


def truth(attr: str) -> Field:
    return Field(attr, attr, values.truth)


def day(attr: str, called: str = "") -> Field:
    return Field(called or attr, attr, values.day)


def moment(attr: str) -> Field:
    return Field(attr, attr, values.moment)


def period(attr: str, called: str = "", *, required: bool = False) -> Field:
    return Field(called or attr, attr, periods.any_period, required=required, write=periods.period_literal)


def quiet(*fields: Field) -> tuple[Field, ...]:
    return tuple(replace(one, quiet=True) for one in fields)


ID = Field("id", "id", values.identity)
POSITION = number("position")
