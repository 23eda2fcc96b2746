"""What an import would do, so that it can be shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, fields
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, overload

from kpiboard.basics.safetext import shown
from kpiboard.exchange.literals import number
from kpiboard.model import ROW_TYPES, BoardInfo, Reading, ReadingKind, Row
from kpiboard.model.facts.every import REFERENCES
from kpiboard.model.frozen import frozen
from kpiboard.words.plain import count

Labels = Callable[[str, str], str]

_SHOWN_READINGS = 5


class Mode(StrEnum):
    """MERGE adds and changes and never removes; REPLACE makes the file the whole board."""

    MERGE = "merge"
    REPLACE = "replace"


@frozen
class Change:
    """One row: `row` is its new state (of a removed one the old); `fields` are (field, old, new) in plain words."""

    table: str
    label: str
    row: Row
    fields: tuple[tuple[str, str, str], ...] = ()


@frozen
class ReadingChanges:
    """Readings are many, so they are kept as they are, and made into a Change when somebody looks at one."""

    added: Sequence[Reading] = ()
    changed: Sequence[tuple[Reading, Reading]] = ()
    removed: Sequence[Reading] = ()


class Changes(Sequence[Change]):
    """Changes of rows, then of readings."""

    def __init__(self, rows: Iterable[Change], readings: Sequence[Any], make: Callable[[Any], Change]) -> None:
        self.rows = tuple(rows)
        self._readings = readings
        self._make = make

    def __len__(self) -> int:
        return len(self.rows) + len(self._readings)

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self))))
        place = range(len(self))[index]
        return self.rows[place] if place < len(self.rows) else self._make(self._readings[place - len(self.rows)])


@frozen
class ImportPlan:
    """Everything an import would do. `ignored` are remarks: unknown names, placeholders, cleaned text.

    `info` is the board afterwards. `added`, `changed` and `removed` are sequences of Change, readings last.
    """

    info: BoardInfo
    added: Changes
    changed: Changes
    removed: Changes
    readings: ReadingChanges
    ignored: tuple[str, ...] = ()
    kpi_keys: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether the board is already as the file says."""
        return not (self.added or self.changed or self.removed)

    def rows_to_put(self) -> Iterator[Row]:
        """New and changed rows, those that are pointed to first."""
        rows = [change.row for change in (*self.added.rows, *self.changed.rows)]
        yield from sorted(rows, key=_depth)
        yield from self.readings.added
        for _, new in self.readings.changed:
            yield new

    def rows_to_remove(self) -> Iterator[Row]:
        """Rows that go, those that point to others first."""
        yield from self.readings.removed
        yield from sorted((change.row for change in self.removed.rows), key=_depth, reverse=True)

    def summary(self) -> list[str]:
        """Lines for --dry-run: every change of a row, the readings of each KPI together, then the remarks."""
        lines = []
        if self.is_empty:
            lines.append("Nothing would change: the board is as the file says.")
        else:
            lines.append(f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed")
        lines += [f"added    {change.label}" for change in self.added.rows]
        lines += self._grouped("added", self.readings.added, value_words)
        for change in self.changed.rows:
            lines.append(f"changed  {change.label}")
            lines += [f"           {name}: {old} → {new}" for name, old, new in change.fields]
        lines += self._grouped("changed", self.readings.changed, _correction)
        lines += [f"removed  {change.label}" for change in self.removed.rows]
        lines += self._grouped("removed", self.readings.removed, value_words)
        lines += [f"remark   {remark}" for remark in self.ignored]
        return lines

    def _grouped(self, verb: str, readings: Sequence[Any], words: Callable[[Any], str]) -> list[str]:
        """One line a KPI, with its first readings and the number of the rest."""
        lines = []
        for kpi_id, group in groupby(readings, key=lambda one: _newest(one).kpi_id):
            of_kpi = list(group)
            listed = ", ".join(f"{_newest(one).period} = {words(one)}" for one in of_kpi[:_SHOWN_READINGS])
            rest = len(of_kpi) - _SHOWN_READINGS
            more = f" … and {rest} more" if rest > 0 else ""
            counted = count(
                "1 reading of KPI {kpi}", "{n} readings of KPI {kpi}", len(of_kpi), kpi=self.kpi_keys[kpi_id]
            )
            lines.append(f"{verb:<8} {counted}: {listed}{more}")
        return lines


def _depth(row: Row) -> int:
    return ROW_TYPES.index(type(row))


def _newest(one: Reading | tuple[Reading, Reading]) -> Reading:
    return one[1] if isinstance(one, tuple) else one


def _correction(pair: tuple[Reading, Reading]) -> str:
    parts = [f"{old} → {new}" if name == "value" else f"{name} {old} → {new}" for name, old, new in differences(*pair)]
    return ", ".join(parts)


def value_words(reading: Reading) -> str:
    """`93`, `93 (930/1000)`, `off` or `missing`."""
    if reading.value is None or reading.kind is not ReadingKind.ACTUAL:
        return reading.kind.value
    words = number(reading.value)
    if reading.numerator is not None and reading.denominator is not None:
        words += f" ({number(reading.numerator)}/{number(reading.denominator)})"
    return words


def differences(old: Any, new: Any, label: Labels | None = None) -> tuple[tuple[str, str, str], ...]:
    """(field, old, new) of what is not the same, in plain words; references by `label(table, id)`."""
    found = []
    for one in fields(old):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before == after:
            continue
        table = REFERENCES.get((old.table, one.name))
        if table and label:
            name = one.name.removesuffix("_id")
            found.append((name, *(label(table, row_id) if row_id else "nothing" for row_id in (before, after))))
        elif isinstance(old, Reading) and one.name in ("value", "numerator", "denominator", "kind"):
            if not any(name == "value" for name, *_ in found):
                found.append(("value", value_words(old), value_words(new)))
        else:
            found.append((one.name, _words(before), _words(after)))
    return tuple(found)  # type: ignore[arg-type]


def _words(value: Any) -> str:
    if value is None or value == "" or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else number(one) for one in value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
