"""What an import would do, frozen, so that it can be shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any, overload

from kpiboard.model import ROW_TYPES, BoardInfo, Reading, Row
from kpiboard.model.frozen import frozen


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


@frozen
class PlannedImport:
    """What an import would do, and the change of the board it was worked out against."""

    plan: ImportPlan
    since: int
    source: str


def _depth(row: Row) -> int:
    return ROW_TYPES.index(type(row))
