"""What stands inside the table of a row: tables of its own, and lists of names; but for the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import shown
from kpiboard.exchange.toml.build import build_all
from kpiboard.exchange.toml.drafts import Draft, read_draft
from kpiboard.exchange.toml.fields import Names, Spec, take_line
from kpiboard.exchange.toml.findings import place
from kpiboard.exchange.toml.targets import say, take_targets
from kpiboard.exchange.toml.work import Work
from kpiboard.exchange.values import Wrong
from kpiboard.model import Kpi, Row, Target, Why

_MAX_WHYS = 5


def take_children(work: Work, spec: Spec, owners: Sequence[tuple[Draft, Any]]) -> None:
    """`owners` are the tables of one kind and the rows made of them."""
    for child in spec.children:
        drafts = [draft for owner, row in owners for draft in _drafts(work, child, owner, row)]
        rows = build_all(work, drafts)
        if child.kind is Target:
            take_targets(
                work, owners, [(d, row) for d, row in zip(drafts, rows, strict=True) if isinstance(row, Target)]
            )
    for one in spec.lists:
        _take_names(work, one, owners)


def _drafts(work: Work, spec: Spec, owner: Draft, parent: Row) -> Iterator[Draft]:
    where = place(owner.where, spec.name)
    tables = work.findings.tables(where, owner.raw.get(spec.name, []))
    if spec.kind is Why and len(tables) > _MAX_WHYS:
        work.findings.problem(where, f"{len(tables)} whys are too many; {_MAX_WHYS} are enough to act on")
    begun: set[Any] = set()
    for index, raw in enumerate(tables, 1):
        inside = place(owner.where, f"{spec.noun} {index}")
        draft = read_draft(Draft(spec, inside, "", raw, today=work.today), work.findings, work.resolve)
        draft.given[spec.owner] = parent.id
        if spec.kind is Why:
            draft.given.setdefault("position", index)
        elif "from" in spec.by_name:
            _begin(work, draft, begun)
        if isinstance(parent, Kpi) and spec.kind is Target:
            say(work, draft, parent.direction)
        yield draft


def _begin(work: Work, draft: Draft, begun: set[Any]) -> None:
    """What has no `from` holds since ever; two of one owner do not begin together."""
    fact = draft.spec.by_name["from"]
    if draft.id not in work.old[draft.spec.kind.table]:
        draft.given.setdefault(fact.attr, fact.usual)
    since = draft.given.get(fact.attr)
    if since in begun and not draft.id:
        said = f"two {draft.spec.name} from {since or 'the beginning'}; keep one"
        work.findings.problem(place(draft.where, "from"), said)
    begun.add(since)


def _take_names(work: Work, one: Names, owners: Sequence[tuple[Draft, Any]]) -> None:
    """`helpers = ["jp", "ms"]`: each name is a row, found again by the two that it ties."""
    known: dict[tuple[str, str], list[Row]] = {}
    for row in work.old[one.kind.table].values():
        known.setdefault((getattr(row, one.owner), getattr(row, one.named)), []).append(row)
    for owner, parent in owners:
        where = place(owner.where, one.name)
        for name in _names(work, one, owner, where):
            try:
                found = work.resolve(one.points_to, name)
                if found == parent.id:
                    raise Wrong(f"{shown(name)} is this {owner.spec.name} itself; name another one")
            except Wrong as wrong:
                work.findings.problem(where, wrong)
                continue
            rows = known.setdefault((parent.id, found), [])
            if not rows:
                made: dict[str, Any] = {"id": new_id(work.now), one.owner: parent.id, one.named: found}
                rows.append(one.kind(**made))
            work.new[one.kind.table].update({row.id: row for row in rows})


def _names(work: Work, one: Names, owner: Draft, where: str) -> tuple[str, ...]:
    try:
        found: tuple[str, ...] = take_line(one.fact, owner.raw.get(one.name), work.findings.remarks_at(where), None)
    except Wrong as wrong:
        work.findings.problem(where, wrong)
        return ()
    return found
