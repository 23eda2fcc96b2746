"""Targets in the file: the versions in `[[kpi.….targets]]`, then the one-line `target` and `watch`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kpiboard.basics.ids import new_id
from kpiboard.exchange.toml.bounds import BOUNDS, contradictions, meant
from kpiboard.exchange.toml.drafts import Draft
from kpiboard.exchange.toml.findings import place
from kpiboard.exchange.toml.work import Work
from kpiboard.exchange.values import Wrong
from kpiboard.model import Direction, Kpi, Target
from kpiboard.rules.targets import path, version_on

_SIGNATURES = ("leader_id", "member_id")


def say(work: Work, draft: Draft, direction: Direction) -> None:
    """Adds what `value` and `watch` mean to the bounds given one by one."""
    for name, bounds in (("value", BOUNDS[:2]), ("watch", BOUNDS[2:])):
        if name not in draft.raw:
            continue
        if any(bound in draft.raw for bound in bounds):
            work.findings.problem(place(draft.where, name), f"give either {name} or {' and '.join(bounds)}, not both")
        try:
            draft.given.update(meant(direction, name, draft.raw[name]))
        except Wrong as wrong:
            work.findings.problem(place(draft.where, name), wrong)


def take_targets(work: Work, kpis: Sequence[tuple[Draft, Kpi]], versions: Sequence[tuple[Draft, Target]]) -> None:
    """After the versions have been built: who agreed to them, the one-line targets, and what contradicts itself."""
    for draft, target in versions:
        if isinstance(draft.meant, Target) and _bounds(draft.meant) != _bounds(target):
            unsigned: dict[str, Any] = {attr: None for attr in _SIGNATURES if attr not in draft.given}
            work.new[Target.table][target.id] = replace(target, **unsigned)
    of_kpi: dict[str, list[Target]] = {}
    for target in work.rows(Target).values():
        of_kpi.setdefault(target.kpi_id, []).append(target)
    for owner, kpi in kpis:
        if "target" in owner.raw or "watch" in owner.raw:
            _take_inline(work, owner, kpi, of_kpi.get(kpi.id, []))
    for draft, target in versions:
        for problem in contradictions(target):
            work.findings.problem(draft.where, problem)
        if (target.glide_from is not None or target.glide_months) and not path(target, 0):
            said = "its path leads nowhere: a path needs from, the one value it leads to, and due or glide_months"
            work.findings.remark(draft.where, said)


def _bounds(target: Target | None) -> dict[str, Any]:
    return {name: getattr(target, name, None) for name in BOUNDS}


def _take_inline(work: Work, owner: Draft, kpi: Kpi, versions: list[Target]) -> None:
    """`target = 95` in the KPI's own table: nothing new when it says what is valid today, else a version from today."""
    before = _bounds(version_on(versions, work.today))
    bounds = dict(before)
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
    row = Target(same_day.id if same_day else new_id(work.now), kpi.id, since, **bounds)  # to be agreed to anew
    if "watch" not in owner.raw and contradictions(row):  # the watch that stood beside the old target
        row = replace(row, watch_low=None, watch_high=None)
    work.new[Target.table][row.id] = row
    for problem in contradictions(row):
        work.findings.problem(place(owner.where, "target"), problem)
