"""Which KPI feeds which: looked up when all the KPIs of a file are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kpiboard.basics.safetext import shown
from kpiboard.exchange.toml.drafts import Draft
from kpiboard.exchange.toml.findings import place
from kpiboard.exchange.toml.work import Work
from kpiboard.exchange.values import Wrong
from kpiboard.model import Kpi
from kpiboard.rules.rollup import too_seldom

_ATTR = "parent_id"


def link_parents(work: Work, drafts: Sequence[Draft], rows: Sequence[Any]) -> None:
    """Hangs the rows in `work.new` where their drafts say; a line that would close a circle is left out, and named."""
    kpis: dict[str, Any] = work.new[Kpi.table]
    linked: dict[str, Draft] = {}
    for draft, row in zip(drafts, rows, strict=True):
        if _ATTR in draft.later:
            try:
                kpis[row.id] = replace(row, parent_id=work.resolve(Kpi.table, draft.later[_ATTR]))
                linked[row.id] = draft
            except Wrong as wrong:
                work.findings.problem(place(draft.where, "parent"), wrong)
    parents = {kpi.id: kpi.parent_id for kpi in work.rows(Kpi).values()}
    for row_id in _closing(parents, list(linked)):
        draft = linked[row_id]
        kpis[row_id] = replace(kpis[row_id], parent_id=None)
        said = f"{shown(draft.later[_ATTR])} hangs under this KPI itself; left out"
        work.findings.remark(place(draft.where, "parent"), said)
    _name_seldom(work, linked)


def _name_seldom(work: Work, linked: Mapping[str, Draft]) -> None:
    """What is read more seldom than the KPI above it is made, as every other door refuses it."""
    kpis = work.rows(Kpi)
    for row_id, draft in linked.items():
        child, parent = kpis[row_id], kpis.get(kpis[row_id].parent_id or "")
        if parent is not None and too_seldom(child, parent):
            said = f"it is read every {child.cadence.value}, and {parent.key} is made every {parent.cadence.value}"
            work.findings.remark(place(draft.where, "parent"), f"{said}, so that has no value")


def _closing(parents: Mapping[str, str | None], linked: Sequence[str]) -> Iterator[str]:
    """Of each circle the last of the `linked` in it. Every KPI is visited once, however long the file."""
    order = {row_id: place for place, row_id in enumerate(linked)}
    visited: dict[str, str] = {}
    for start in linked:
        at: str | None = start
        while at is not None and at not in visited:
            visited[at] = start
            at = parents.get(at)
        if at is None or visited[at] != start:
            continue
        circle = [at]
        while (above := parents[circle[-1]]) != at:
            assert above is not None
            circle.append(above)
        if mine := order.keys() & circle:
            yield max(mine, key=order.__getitem__)
