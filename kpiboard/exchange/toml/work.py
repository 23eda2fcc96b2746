"""The board as it takes shape during an import: what was there, what the file adds, and who is called what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.changes import Mode, differences
from kpiboard.exchange.toml.findings import Findings
from kpiboard.exchange.values import Wrong, is_group, shown
from kpiboard.model import ROW_TYPES, BoardInfo, Kpi, Reading, Row, Shift
from kpiboard.rules.calendar import WorkCalendar, production_day

R = TypeVar("R", bound=Row)

# Table → the names by which people refer to a row of it, besides the name of its table in the file and its id.
_CALLED: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "categories": lambda row: (row.letter, row.name),
    "people": lambda row: (row.initials, row.name),
    "goals": lambda row: (schema.slug(row.title), row.title),
    "kpis": lambda row: (row.key, row.name),
    "actions": lambda row: (f"A-{row.number}", str(row.number), row.title),
    "feedback": lambda row: (f"F-{row.number}", str(row.number)),
    "escalations": lambda row: (f"E-{row.number}", str(row.number)),
    "huddles": lambda row: (str(row.held_on),),
}
_NOUNS = {
    "categories": "category",
    "people": "person",
    "goals": "goal",
    "kpis": "KPI",
    "actions": "action",
    "feedback": "feedback",
}


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
        noun = _NOUNS[table]
        if found:
            raise Wrong(f"{shown(word)} can be {len(found)} rows; give the name of the table, or the id")
        if table == "people" and is_group(word):
            raise Wrong(f"{shown(word)} is not one person; name the one person you would congratulate")
        known = self._known(table)
        hint = self.findings.suggestion(word, [*called, *known])
        there = f"there are: {', '.join(known[:12])}" if known else f"there is no {noun} yet"
        raise Wrong(f"there is no {noun} {shown(word)}{hint}; {there}")

    def _index(self, table: str) -> dict[str, set[str]]:
        kind = next(kind for kind in ROW_TYPES if kind.table == table)
        index: dict[str, set[str]] = {}
        for row in self.rows(kind).values():
            for name in (*_CALLED[table](row), row.id):
                index.setdefault(name.casefold(), set()).add(row.id)
        return index

    def _known(self, table: str) -> list[str]:
        kind = next(kind for kind in ROW_TYPES if kind.table == table)
        return [_CALLED[table](row)[0] for row in self.rows(kind).values()]

    def label_of(self, table: str, row_id: str) -> str:
        """What a row that is pointed to is called."""
        row = self.new[table].get(row_id) or self.old[table].get(row_id)
        return _CALLED[table](row)[-1 if table in ("people", "goals") else 0] if row else row_id

    def label(self, row: Any) -> str:
        """What a row is called where changes are listed."""
        match row.table:
            case "board":
                return f"board {shown(row.name)}"
            case "categories":
                return f"category {row.letter} {shown(row.name)}"
            case "shifts":
                return f"shift {row.key}"
            case "people":
                return f"person {row.initials} {shown(row.name)}"
            case "goals":
                return f"goal {shown(row.title)}"
            case "kpis":
                return f"KPI {row.key}"
            case "guards":
                return f"guard {self._kpi_key(row.guard_id)} of {self._kpi_key(row.kpi_id)}"
            case "consulted":
                return f"{self._person(row.person_id)}, asked about {self._kpi_key(row.kpi_id)}"
            case "proposals":
                return f"proposal {shown(row.value)} for {self._kpi_key(row.kpi_id)}, {row.made_on}"
            case "baselines":
                return f"baseline {self._kpi_key(row.kpi_id)} from {row.start or 'the beginning'}"
            case "audits":
                return f"audit {self._kpi_key(row.kpi_id)} {row.period}"
            case "reviews":
                return f"review {self._kpi_key(row.kpi_id)}, {row.reviewed_on}"
            case "mappings":
                return f"mapping {shown(row.name)}"
            case "targets":
                return f"target {self._kpi_key(row.kpi_id)} from {row.valid_from or 'the beginning'}"
            case "readings":
                return f"reading {self._kpi_key(row.kpi_id)} {row.period}"
            case "actions":
                return f"action A-{row.number} {shown(row.title)}"
            case "whys":
                return f"why {row.position} of {self.label_of('actions', row.action_id)}"
            case "notes":
                return f"note on {self.label_of('actions', row.action_id)}, {row.said_at:%Y-%m-%d}"
            case "helpers":
                return f"{self._person(row.person_id)}, helping with {self.label_of('actions', row.action_id)}"
            case "blocks":
                blocker = self.label_of("actions", row.blocker_id)
                return f"{self.label_of('actions', row.action_id)}, blocked by {blocker}"
            case "kata":
                return f"coaching K-{row.number}, {row.held_on}"
            case "escalations":
                return f"escalation E-{row.number} {shown(row.about)}"
            case "answers":
                return f"answer to {self.label_of('escalations', row.escalation_id)}, {row.state.value}"
            case "views":
                return f"view {row.digit} {shown(row.name)}"
            case "huddles":
                return f"huddle of {row.held_on}"
            case "attendance":
                return f"{self._person(row.person_id)}, at the huddle of {self.label_of('huddles', row.huddle_id)}"
            case "congratulations":
                return f"congratulation C-{row.number} to {self._person(row.person_id)}"
            case _:
                return f"feedback F-{row.number} {shown(row.text)}"

    def kpi_keys(self) -> dict[str, str]:
        rows = {**self.old[Kpi.table], **self.new[Kpi.table]}
        return {row_id: row.key for row_id, row in rows.items() if isinstance(row, Kpi)}

    def _kpi_key(self, kpi_id: str) -> str:
        return self.label_of(Kpi.table, kpi_id)

    def _person(self, person_id: str) -> str:
        return self.label_of("people", person_id)

    def differences(self, old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
        return differences(old, new, self.label_of)
