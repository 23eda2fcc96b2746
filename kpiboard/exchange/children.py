"""What stands inside the table of a KPI or an action: targets, whys and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kpiboard.exchange import schema
from kpiboard.exchange.bounds import BOUNDS, contradictions, meant
from kpiboard.exchange.build import build_all
from kpiboard.exchange.drafts import Draft, read_draft
from kpiboard.exchange.findings import place
from kpiboard.exchange.values import Wrong
from kpiboard.exchange.work import Work
from kpiboard.ids import new_id
from kpiboard.model import Action, Kpi, Target
from kpiboard.rules.status import target_on

_MAX_WHYS = 5


def take_targets(work: Work, kpis: list[tuple[Draft, Kpi]]) -> None:
    """The versions in `[[kpi.….targets]]`, then the one-line `target` and `watch`."""
    drafts = []
    for owner, kpi in kpis:
        seen: set[date | None] = set()
        where = place(owner.where, "targets")
        for index, raw in enumerate(work.findings.tables(where, owner.raw.get("targets", [])), 1):
            here = place(owner.where, f"target {index}")
            draft = read_draft(schema.TARGET, here, "", raw, work.findings, work.resolve)
            draft.given["kpi_id"] = kpi.id
            if draft.id not in work.old[Target.table]:
                draft.given.setdefault("valid_from", None)
            since = draft.given.get("valid_from")
            if since in seen and not draft.id:
                work.findings.problem(place(here, "from"), f"two targets from {since or 'the beginning'}; keep one")
            seen.add(since)
            _say(work, draft, kpi, raw)
            drafts.append(draft)
    rows = build_all(work, drafts)
    of_kpi: dict[str, list[Target]] = {}
    for target in work.rows(Target).values():
        of_kpi.setdefault(target.kpi_id, []).append(target)
    for owner, kpi in kpis:
        if "target" in owner.raw or "watch" in owner.raw:
            _take_inline(work, owner, kpi, of_kpi.get(kpi.id, []))
    for draft, row in zip(drafts, rows, strict=True):
        assert isinstance(row, Target)
        for problem in contradictions(row):
            work.findings.problem(draft.where, problem)


def _say(work: Work, draft: Draft, kpi: Kpi, raw: dict[str, Any]) -> None:
    """Adds what `value` and `watch` mean to the bounds given one by one."""
    for name, bounds in (("value", BOUNDS[:2]), ("watch", BOUNDS[2:])):
        if name not in raw:
            continue
        if any(bound in raw for bound in bounds):
            work.findings.problem(place(draft.where, name), f"give either {name} or {' and '.join(bounds)}, not both")
        try:
            draft.given.update(meant(kpi.direction, name, raw[name]))
        except Wrong as wrong:
            work.findings.problem(place(draft.where, name), wrong)


def _take_inline(work: Work, owner: Draft, kpi: Kpi, versions: list[Target]) -> None:
    """`target = 95` in the KPI's own table: nothing new when it says what is valid today, else a version from today."""
    present = target_on(versions, work.today)
    bounds = {name: getattr(present, name, None) for name in BOUNDS}
    before = dict(bounds)
    for name in ("target", "watch"):
        if name in owner.raw:
            try:
                bounds.update(meant(kpi.direction, "value" if name == "target" else name, owner.raw[name]))
            except Wrong as wrong:
                work.findings.problem(place(owner.where, name), wrong)
                return
    if bounds == before:
        return
    since = work.today if versions else None
    same_day = next((one for one in versions if one.valid_from == since), None)
    row = Target(same_day.id if same_day else new_id(work.now), kpi.id, since, **bounds)
    if "watch" not in owner.raw and contradictions(row):  # the watch that stood beside the old target
        row = replace(row, watch_low=None, watch_high=None)
    work.new[Target.table][row.id] = row
    for problem in contradictions(row):
        work.findings.problem(place(owner.where, "target"), problem)


def take_whys_and_notes(work: Work, actions: list[tuple[Draft, Action]]) -> None:
    for spec, noun in ((schema.WHY, "why"), (schema.NOTE, "note")):
        drafts = []
        for owner, action in actions:
            where = place(owner.where, spec.name)
            tables = work.findings.tables(where, owner.raw.get(spec.name, []))
            if spec is schema.WHY and len(tables) > _MAX_WHYS:
                work.findings.problem(where, f"{len(tables)} whys are too many; {_MAX_WHYS} are enough to act on")
            for index, raw in enumerate(tables, 1):
                draft = read_draft(spec, place(owner.where, f"{noun} {index}"), "", raw, work.findings, work.resolve)
                draft.given["action_id"] = action.id
                if spec is schema.WHY:
                    draft.given.setdefault("position", index)
                drafts.append(draft)
        build_all(work, drafts)
