"""What people type into the fields of a form or give on the command line, taken one by one.

A taker gets the desk (to look things up), the row as it was, the field's name and what was given; it returns the
attributes to change, or raises InvalidInput with the field's name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.cases.desk import Desk

Take = Callable[[Desk, Any, str, object], dict[str, object]]


def typed(value: object) -> str:
    return "" if value is None else str(value)


def text(limit: int = entry.TEXT_LIMIT, *, required: bool = False, called: str = "") -> Take:
    def take(_desk: Desk, _row: Any, field: str, value: object) -> dict[str, object]:
        multiline = limit >= entry.TEXT_LIMIT
        name = called or field.replace("_", " ")
        try:
            return {field: entry.text(typed(value), name, limit=limit, required=required, multiline=multiline)}
        except InvalidInput as wrong:
            raise InvalidInput(wrong.message, wrong.hint, field=field) from None

    return take


def choice(kind: type[StrEnum], *, optional: bool = False) -> Take:
    def take(_desk: Desk, _row: Any, field: str, value: object) -> dict[str, object]:
        if optional and not typed(value).strip():
            return {field: None}
        return {field: entry.choice(kind, typed(value), field)}

    return take


def number(low: float | None = None, high: float | None = None, *, optional: bool = True) -> Take:
    def take(_desk: Desk, _row: Any, field: str, value: object) -> dict[str, object]:
        if optional and not typed(value).strip():
            return {field: None}
        found = entry.number(typed(value), field.replace("_", " "))
        if (low is not None and found < low) or (high is not None and found > high):
            words = f"{low:g} or more" if high is None else f"{low:g} to {high:g}"
            raise InvalidInput(f"The {field.replace('_', ' ')} is {words}.", "Type such a number.", field=field)
        return {field: found}

    return take


def whole(low: int, high: int, *, optional: bool = False) -> Take:
    take_number = number(low, high, optional=optional)

    def take(desk: Desk, row: Any, field: str, value: object) -> dict[str, object]:
        found = take_number(desk, row, field, value)[field]
        if isinstance(found, float) and not found.is_integer():
            words = f"The {field.replace('_', ' ')} is a whole number."
            raise InvalidInput(words, f"Type {low} to {high}.", field=field)
        return {field: None if found is None else int(found)}  # type: ignore[call-overload]  # a float or None

    return take


def truth(_desk: Desk, _row: Any, field: str, value: object) -> dict[str, object]:
    return {field: bool(value)}


def day(desk: Desk, _row: Any, field: str, value: object) -> dict[str, object]:
    return {field: entry.day(value if isinstance(value, date) else typed(value), desk.today(), field)}
