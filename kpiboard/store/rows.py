"""The fields of a dataclass ↔ the columns of its table, by type hints; a column is named like its field."""

from __future__ import annotations

import json
import math
import sys
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from kpiboard.basics.errors import Damaged, InvalidInput
from kpiboard.model import ROW_TYPES, Row
from kpiboard.model.frozen import frozen

R = TypeVar("R", bound=Row)

# What SQLite holds: text, whole numbers and reals; bytes are not used.
Value = str | int | float | None

# Columns every table has after its facts.
HOUSEKEEPING = ("board_id", "created_at", "updated_at", "updated_by", "rev", "deleted_at")


def utc_text(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS.mmmZ`, so that the order of the text is the order in time.

    Raises ValueError for a moment without a zone: it could be any of two dozen.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise InvalidInput("That is not a number a board can hold.", "Type a finite number.")
    return number + 0.0  # -0.0 becomes 0.0: JSON in the change log would lose the sign


def _clock(value: Any) -> str:
    text: str = value.isoformat()
    return text.removesuffix(":00") if len(text) > len("06:00") else text


def _list(value: Any) -> str:
    return json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))


def _tuple_codec(member: type) -> tuple[str, Callable[[Any], Any], Callable[[Any], Any]]:
    if member is float:
        return (
            "TEXT",
            lambda numbers: _list(map(_number, numbers)),
            lambda text: tuple(_number(one) for one in json.loads(text)),
        )
    return "TEXT", _list, lambda text: tuple(json.loads(text))


@cache
def _hint(module: str, written: str) -> Any:
    """What an annotation means. Kept, because a few dozen of them stand before all the fields of the model."""
    return eval(written, vars(sys.modules[module]))


@cache
def _codec(hint: Any) -> tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any] | None]:
    """Column type, encoder and decoder of one type hint; None stands for "as it is"."""
    if isinstance(hint, types.UnionType):  # X | None
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return _tuple_codec(typing.get_args(hint)[0])
    if issubclass(hint, StrEnum):
        return "TEXT", attrgetter("value"), {member.value: member for member in hint}.__getitem__
    codecs: dict[Any, tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any] | None]] = {
        str: ("TEXT", None, None),
        int: ("INTEGER", None, None),
        float: ("REAL", _number, None),
        bool: ("INTEGER", int, bool),
        date: ("TEXT", date.isoformat, date.fromisoformat),
        time: ("TEXT", _clock, time.fromisoformat),
        datetime: ("TEXT", utc_text, datetime.fromisoformat),
    }
    return codecs[hint]


@frozen
class Spec(Generic[R]):
    """How one kind of row is stored.

    `columns` are the facts, `id` first; `types` the SQLite types beside them; `listed` is the columns in SQL.
    """

    kind: type[R]
    table: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    listed: str
    _pick: Callable[[Any], tuple[Any, ...]]
    _encoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    _decoders: tuple[tuple[int, Callable[[Any], Any]], ...]

    def encode(self, row: R) -> list[Value]:
        """The facts as SQLite holds them. Raises InvalidInput for a number that is not finite."""
        values = list(self._pick(row))
        for index, encoder in self._encoders:
            if values[index] is not None:
                values[index] = encoder(values[index])
        return values

    def decode(self, values: Sequence[Any]) -> R:
        """The row of these facts. Raises Damaged where another program left what no board holds."""
        decoded = list(values)
        for index, decoder in self._decoders:
            if decoded[index] is not None:
                try:
                    decoded[index] = decoder(decoded[index])
                except (ValueError, TypeError, KeyError) as error:
                    raise Damaged(
                        f"Row {values[0]} of {self.table} holds {values[index]!r} as {self.columns[index]}, "
                        "which no board can read.",
                        "Another program wrote it; correct it there or undo its change.",
                    ) from error
        return self.kind(*decoded)


def _spec(kind: type[Any]) -> Spec[Any]:
    names = tuple(field.name for field in fields(kind))
    codecs = [_codec(_hint(kind.__module__, str(field.type))) for field in fields(kind)]
    return Spec(
        kind=kind,
        table=kind.table,
        columns=names,
        types=tuple(codec[0] for codec in codecs),
        listed=", ".join(f'"{name}"' for name in names),
        _pick=attrgetter(*names),
        _encoders=tuple((i, codec[1]) for i, codec in enumerate(codecs) if codec[1] is not None),
        _decoders=tuple((i, codec[2]) for i, codec in enumerate(codecs) if codec[2] is not None),
    )


@cache
def specs() -> dict[str, Spec[Any]]:
    """Table → how its rows are stored; parents before children."""
    return {kind.table: _spec(kind) for kind in ROW_TYPES}


def spec_of(kind: type[R]) -> Spec[R]:
    return specs()[kind.table]
