"""What importing a document would do to a board: everything checked, nothing done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import shown
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.build import build_all
from kpiboard.exchange.toml.children import take_children
from kpiboard.exchange.toml.drafts import Draft, read_draft
from kpiboard.exchange.toml.fields import Spec
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.toml.parents import link_parents
from kpiboard.exchange.toml.periods import Periods
from kpiboard.exchange.toml.plan_readings import KpiReadings, plan_readings
from kpiboard.exchange.toml.read import Document
from kpiboard.exchange.toml.work import Work
from kpiboard.model import ROW_TYPES, BoardInfo, Kpi, Reading, Shift
from kpiboard.model.kinds import kind_of
from kpiboard.views.imports import Change, Changes, ImportPlan, Mode, ReadingChanges


def plan(document: Document, current: BoardRows | None, mode: Mode, now: datetime, timezone: str) -> ImportPlan:
    """Works out an import into `current`, or into a new board when that is None.

    `now` is aware. `timezone` (IANA) is the one of a new board whose file names none. Raises ImportProblems with
    everything that is wrong; then no row has been touched, as it has not when it returns.
    """
    findings = Findings()
    work = Work(current, mode, now, findings)
    if schema.SENDER in document.data:
        findings.problem(schema.SENDER, "it carries escalations, not a board; kpiboard escalation import takes it")
        findings.stop_if_any()
    for name in document.data:
        if name not in schema.TOP_LEVEL:
            findings.unknown("", name, schema.TOP_LEVEL)
    info = _take_board(work, document, current, timezone)
    work.new[BoardInfo.table] = {info.id: info}
    owners: dict[str, list[tuple[Draft, Any]]] = {}
    work.settle(info)
    for spec in schema.NAMED:
        drafts = list(_drafts(work, spec, document.data.get(spec.name, {})))
        rows = build_all(work, drafts)
        if spec.kind is Shift:
            work.settle(info)
        elif spec.kind is Kpi:
            link_parents(work, drafts, rows)
            _keys_once(work, drafts)
        owners[spec.name] = list(zip(drafts, rows, strict=True))
    for spec in schema.NAMED:
        take_children(work, spec, owners[spec.name])
    readings = plan_readings(
        [_readings_of(work, draft, kpi) for draft, kpi in owners[kind_of(Kpi).place]],
        current.readings if current else (),
        mode,
        Periods(work.calendar, now),
        findings,
    )
    findings.stop_if_any()
    return _changes(work, info, readings)


def _take_board(work: Work, document: Document, current: BoardRows | None, timezone: str) -> BoardInfo:
    """The board's own table; a board keeps its id, whatever file is imported."""
    raw = work.findings.table("board", document.data.get("board", {}))
    draft = read_draft(Draft(schema.BOARD, "board", "", raw), work.findings, work.resolve)
    old = current.info if current else None
    if old and draft.id and draft.id != old.id:
        said = "the file is of another board; this one keeps its identity, and rows are found by id, key or name"
        work.findings.remark("board", said)
    if old and work.mode is Mode.MERGE:
        return replace(old, **draft.given)
    if "name" not in draft.given:
        name = old.name if old else PurePath(document.name).stem
        if not name and "name" not in draft.refused:
            work.findings.problem(place("board", "name"), "missing")
        draft.given["name"] = name
    draft.given.setdefault("timezone", timezone)
    return BoardInfo(id=old.id if old else draft.id or new_id(work.now), **draft.given)


def _drafts(work: Work, spec: Spec, value: Any) -> Iterator[Draft]:
    """`[kpi.otd]` tables, or `[[kpi]]` ones without a name of their own."""
    tables: list[tuple[str, Any]]
    if isinstance(value, list):
        tables = [("", raw) for raw in work.findings.tables(spec.name, value)]
    else:
        tables = list(work.findings.table(spec.name, value).items())
    for index, (key, raw) in enumerate(tables, 1):
        where = f"{spec.name} {shown(key)}" if key else f"{spec.name} {index}"
        if isinstance(raw, dict):
            yield read_draft(Draft(spec, where, key, raw, today=work.today), work.findings, work.resolve)
        else:
            work.findings.problem(where, f"{shown(raw)} is not a table; head it with [{spec.name}.name]")


def _keys_once(work: Work, drafts: list[Draft]) -> None:
    """A key is what people type: a line gives none that another KPI of the board has.

    A board that has one twice all the same comes back from its file as it was.
    """
    before = {kpi.id: kpi.key for kpi in work.old[Kpi.table].values() if isinstance(kpi, Kpi)}
    holders = Counter(kpi.key for kpi in work.rows(Kpi).values() if before.get(kpi.id) == kpi.key)
    for draft in drafts:
        key = draft.given.get("key", "")
        if holders[key] and before.get(draft.meant.id if draft.meant else "") != key:
            work.findings.problem(
                place(draft.where, "key"), f"another KPI has the key {shown(key)}; choose another short name"
            )


def _readings_of(work: Work, draft: Draft, kpi: Kpi) -> KpiReadings:
    where, raw, findings = draft.where, draft.raw, work.findings
    return KpiReadings(
        kpi,
        where,
        findings.table(place(where, "readings"), raw.get("readings", {})),
        findings.table(place(where, "other_readings"), raw.get("other_readings", {})),
        findings.tables(place(where, "remarks"), raw.get("remarks", [])),
    )


def _changes(work: Work, info: BoardInfo, readings: ReadingChanges) -> ImportPlan:
    added, changed, removed = [], [], []
    for kind in ROW_TYPES:
        if kind is Reading:
            continue
        old, new = work.old[kind.table], work.new[kind.table]
        for row_id, row in new.items():
            before = old.get(row_id)
            if before is None:
                added.append(Change(kind.table, work.label(row), row))
            elif before != row:
                changed.append(Change(kind.table, work.label(row), row, work.differences(before, row)))
        if work.mode is Mode.REPLACE:
            removed += [Change(kind.table, work.label(row), row) for row_id, row in old.items() if row_id not in new]

    def one(reading: Reading) -> Change:
        return Change(Reading.table, work.label(reading), reading)

    def corrected(pair: tuple[Reading, Reading]) -> Change:
        return Change(Reading.table, work.label(pair[1]), pair[1], work.differences(*pair))

    return ImportPlan(
        info,
        Changes(added, readings.added, one),
        Changes(changed, readings.changed, corrected),
        Changes(removed, readings.removed, one),
        readings,
        tuple(work.findings.remarks),
        work.kpi_keys(),
    )
