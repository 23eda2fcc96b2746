"""What a fact is, and short names for making one of each sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from typing import Any, cast

from kpiboard.model import Row
from kpiboard.model.frozen import frozen
from kpiboard.model.limits import NAME, TEXT


class Sort(StrEnum):
    """What a field holds, and so how it is asked, taken and written."""

    TEXT = "text"  # on several lines
    LINE = "line"
    PERSON = "person"  # the name of one person, never of a group
    NUMBER = "number"
    WHOLE = "whole"
    NUMBERS = "numbers"
    CHOICE = "choice"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"
    CLOCK = "clock"  # a time of day
    PERIOD = "period"
    WEEKDAY = "weekday"
    DAYS = "days"  # weekdays and dates
    ZONE = "zone"  # a time zone
    SIGN = "sign"  # one character that is neither letter nor digit
    REFERENCE = "reference"  # another row
    NAMES = "names"  # several other rows, each tied by a row of its own
    TARGET = "target"  # a number, or two for a band
    ID = "id"


@frozen
class Fact:
    """One field: what people call it, what it holds, and the one sentence that explains it everywhere."""

    sort: Sort
    name: str
    """What every door calls it: the argument of the use case, the option, the line of the file, the key of JSON."""
    label: str
    """What stands beside it in a form; empty for what the board keeps by itself and nobody is asked for."""
    help: str
    """What it is, as the end of a sentence: begins small, without a full stop."""
    example: str = ""
    attr: str = ""
    """The attribute of the row; empty for what stands in rows of its own, such as a target or helpers."""
    limit: int = 0
    """Characters that fit into a text."""
    least: float | None = None
    most: float | None = None
    options: type[StrEnum] | tuple[str, ...] = ()
    """What may be chosen."""
    words: tuple[str, ...] = ()
    """What is said for each choice, or for each whole number from the least on; else the value itself is said."""
    table: str = ""
    """The table of the row that is pointed to."""
    flag: str = ""
    """The shell's option, where it is not the name."""
    line: str = ""
    """The name in the file, where it is another."""
    always: bool = False
    """Written to the file also where it says the usual."""
    rows: int = 1
    """Lines of its editor in a form."""
    subject: str = ""
    """Its part of the sheet; empty for what is asked apart, or not at all."""
    usual: Any = None
    """What a row has when nothing is said."""
    needed: bool = False
    """Whether there is nothing usual: a row cannot be without."""

    @property
    def option(self) -> str:
        return self.flag or f"--{self.name.replace('_', '-')}"

    @property
    def sentence(self) -> str:
        """Its help as a sentence: `The letter it hangs under.`"""
        return f"{self.help[:1].upper()}{self.help[1:]}{'' if self.help.endswith(('?', '…', '.')) else '.'}"


class Facts:
    """The facts of one kind of row, by the subjects of its sheet; those under "" are not on the sheet.

    Iterates in the order of the sheet. `by_name` has them by what the doors call them, `by_attr` those of attributes,
    in the order of the row.
    """

    def __init__(self, row: type[Row], subjects: Mapping[str, tuple[Fact, ...]]) -> None:
        usual = {one.name: one.default for one in fields(row)}
        given = {one.attr for facts in subjects.values() for one in facts}
        rest = tuple(one for one in (ID, NUMBER, POSITION) if one.attr in usual.keys() - given)
        self.row = row
        self._all = tuple(
            _settled(one, subject, usual)
            for subject, facts in {**subjects, "": subjects.get("", ()) + rest}.items()
            for one in facts
        )
        self.by_name = {one.name: one for one in self._all}
        of = {one.attr: one for one in self._all}
        self.by_attr = {attr: of[attr] for attr in usual if attr in of}

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._all)

    def __getitem__(self, name: str) -> Fact:
        return self.by_name[name]

    @property
    def asked(self) -> tuple[Fact, ...]:
        """Those of all subjects of the sheet: what people fill in."""
        return tuple(one for one in self._all if one.subject)

    @property
    def subjects(self) -> dict[str, tuple[Fact, ...]]:
        """The sheet: title → the facts under it."""
        found: dict[str, tuple[Fact, ...]] = {}
        for one in self._all:
            if one.subject:
                found[one.subject] = (*found.get(one.subject, ()), one)
        return found


def _settled(fact: Fact, subject: str, usual: Mapping[str, Any]) -> Fact:
    default = usual.get(fact.attr)
    needed = default is MISSING
    return replace(fact, line=fact.line or fact.name, subject=subject, usual=None if needed else default, needed=needed)


def _fact(sort: Sort, name: str, label: str, help: str, example: str, more: Mapping[str, Any]) -> Fact:
    return Fact(sort, name, label, help, example, **{"attr": name, **cast("dict[str, Any]", more)})


def text(name: str, label: str, help: str, example: str = "", *, rows: int = 2, **more: Any) -> Fact:
    return _fact(Sort.TEXT, name, label, help, example, {"limit": TEXT, "rows": rows, **more})


def line(name: str, label: str, help: str, example: str = "", *, limit: int = NAME, **more: Any) -> Fact:
    return _fact(Sort.LINE, name, label, help, example, {"limit": limit, **more})


def number(name: str, label: str, help: str, example: str = "", *, least: float | None = None, **more: Any) -> Fact:
    return _fact(Sort.NUMBER, name, label, help, example, {"least": least, **more})


def whole(name: str, least: int, most: int, label: str, help: str, example: str = "", **more: Any) -> Fact:
    return _fact(Sort.WHOLE, name, label, help, example, {"least": least, "most": most, **more})


def choice(name: str, options: type[StrEnum] | tuple[str, ...], label: str, help: str, **more: Any) -> Fact:
    return _fact(Sort.CHOICE, name, label, help, "", {"options": options, **more})


def truth(name: str, label: str, help: str, **more: Any) -> Fact:
    return _fact(Sort.TRUTH, name, label, help, "", more)


def day(name: str, label: str, help: str, example: str = "", **more: Any) -> Fact:
    return _fact(Sort.DAY, name, label, help, example, more)


def moment(name: str, label: str, help: str, **more: Any) -> Fact:
    return _fact(Sort.MOMENT, name, label, help, "", more)


def period(name: str, label: str, help: str, example: str = "", **more: Any) -> Fact:
    return _fact(Sort.PERIOD, name, label, help, example, more)


def ref(name: str, table: str, label: str, help: str, example: str = "", **more: Any) -> Fact:
    """Another row; the attribute ends in `_id`."""
    return _fact(Sort.REFERENCE, name, label, help, example, {"attr": f"{name}_id", "table": table, **more})


def names(name: str, table: str, label: str, help: str, example: str = "", **more: Any) -> Fact:
    """Several rows of a table."""
    return _fact(Sort.NAMES, name, label, help, example, {"attr": "", "table": table, **more})


def of_sort(sort: Sort, name: str, label: str, help: str, example: str = "", **more: Any) -> Fact:
    """For the sorts that few fields have."""
    return _fact(sort, name, label, help, example, more)


ID = of_sort(Sort.ID, "id", "", "what tells it from every other row, for good")
NUMBER = whole("number", 1, 999_999_999, "", "the number in its short name, counted up from 1 on each board")
POSITION = number("position", "", "its place among the others, the smallest first", always=True)
