"""The board as it takes shape during an import: what was there, what the file adds, and who is called what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kpiboard.basics.entry import GROUP_WORDS
from kpiboard.basics.safetext import shown
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.findings import Findings
from kpiboard.exchange.values import Wrong
from kpiboard.model import ROW_TYPES, BoardInfo, Kpi, Person, Reading, Row, Shift
from kpiboard.model.facts.every import REFERENCES
from kpiboard.model.kinds import KINDS, kind_of, names_of, short_name
from kpiboard.rules.calendar import WorkCalendar, production_day
from kpiboard.views.imports import Mode
from kpiboard.words.imports import differences

R = TypeVar("R", bound=Row)


class Work:
    """`old` and `new` hold rows by table and id, without readings; `new` what the file gives. `now` is aware."""

    def __init__(self, current: BoardRows | None, mode: Mode, now: datetime, findings: Findings) -> None:
        self.mode = mode
        self.now = now
        self.findings = findings
        self.old: dict[str, dict[str, Row]] = {kind.table: {} for kind in ROW_TYPES}
        self.new: dict[str, dict[str, Row]] = {kind.table: {} for kind in ROW_TYPES}
        self.file_keys: dict[str, dict[str, str]] = {kind.table: {} for kind in ROW_TYPES}
        self._called: dict[str, dict[str, set[str]]] = {}
        if current:
            for kind in ROW_TYPES:
                if kind is not Reading:
                    self.old[kind.table] = {row.id: row for row in current.of_kind(kind)}

    def rows(self, kind: type[R]) -> dict[str, R]:
        """The rows of one kind as they will be, as far as the file has been worked through."""
        kept = self.old[kind.table] if self.mode is Mode.MERGE else {}
        return {**kept, **self.new[kind.table]}  # type: ignore[dict-item]  # a table holds one kind

    def table_of(self, row_id: str) -> str:
        """The table on the board that has a row with this id, or empty text."""
        return next((table for table, rows in self.old.items() if row_id in rows), "")

    def settle(self, info: BoardInfo) -> None:
        """Board and shifts are known: from now on there are a calendar, a zone, a today and a tier."""
        shifts = self.rows(Shift).values()
        try:
            self.calendar = WorkCalendar.of(info, shifts)
        except ValueError as reason:  # what the board has had, for instance a zone that this machine does not know
            line = f"board: {reason}"
            if line not in self.findings.problems:
                self.findings.problems.append(line)
            self.calendar = WorkCalendar.of(BoardInfo(info.id, info.name), shifts)
        self.zone: ZoneInfo = self.calendar.zone
        self.today = production_day(self.calendar, self.now)
        self.tier = info.tier

    def resolve(self, table: str, word: str) -> str:
        """The id of the row called `word`. Raises Wrong, naming what there is."""
        own = self.file_keys[table].get(word)
        if own:
            return own
        called = self._called.get(table)
        if called is None:
            called = self._called[table] = self._index(table)
        found = called.get(word.casefold(), set())
        if len(found) == 1:
            return next(iter(found))
        noun = KINDS[table].noun
        if found:
            raise Wrong(f"{shown(word)} can be {len(found)} rows; give the name of the table, or the id")
        if table == Person.table and word.casefold() in GROUP_WORDS:
            raise Wrong(f"{shown(word)} is not one person; name the one person you would congratulate")
        known = self._known(table)
        hint = self.findings.suggestion(word, [*called, *known])
        there = f"there are: {', '.join(known[:12])}" if known else f"there is no {noun} yet"
        raise Wrong(f"there is no {noun} {shown(word)}{hint}; {there}")

    def _index(self, table: str) -> dict[str, set[str]]:
        index: dict[str, set[str]] = {}
        for row in self.rows(KINDS[table].row).values():
            for name in (*names_of(row), schema.natural_key(row), row.id):
                index.setdefault(name.casefold(), set()).add(row.id)
        return index

    def _known(self, table: str) -> list[str]:
        return [short_name(row) for row in self.rows(KINDS[table].row).values()]

    def label_of(self, table: str, row_id: str) -> str:
        """What a row that is pointed to is called."""
        row = self.new[table].get(row_id) or self.old[table].get(row_id)
        if row is None:
            return row_id
        return row.name if isinstance(row, Person) else short_name(row)

    def label(self, row: Row) -> str:
        """What a row is called where changes are listed."""
        return kind_of(row).phrase.format_map(_Told(row, self.label_of))

    def kpi_keys(self) -> dict[str, str]:
        rows = {**self.old[Kpi.table], **self.new[Kpi.table]}
        return {row_id: row.key for row_id, row in rows.items() if isinstance(row, Kpi)}

    def differences(self, old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
        return differences(old, new, self.label_of)


class _Told(dict[str, Any]):
    """The attributes of a row as they are told, by their names: another row by what it is called, text on one line."""

    def __init__(self, row: Any, label_of: Callable[[str, str], str]) -> None:
        super().__init__()
        self._row, self._label_of = row, label_of

    def __missing__(self, attr: str) -> Any:
        value = getattr(self._row, attr)
        if attr == "number":
            return short_name(self._row)
        if table := REFERENCES.get((self._row.table, attr)):
            return self._label_of(table, value)
        return (shown(value)[1:-1] if isinstance(value, str) else value) or "the beginning"
