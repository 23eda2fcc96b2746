"""What stands inside the table of a KPI or an action, but for the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kpiboard import entry
from kpiboard.exchange import kpi_tables, schema
from kpiboard.exchange.build import build_all
from kpiboard.exchange.drafts import Draft, cleared, read_draft
from kpiboard.exchange.fields import Spec
from kpiboard.exchange.findings import place
from kpiboard.exchange.targets import say, take_targets
from kpiboard.exchange.values import Wrong, shown, text
from kpiboard.exchange.work import Work
from kpiboard.ids import new_id
from kpiboard.model import Consulted, Kpi, Person, Row, Target

_MAX_WHYS = 5
_take_name = text(entry.TITLE_LIMIT)


def take_children(work: Work, spec: Spec, owners: Sequence[tuple[Draft, Any]]) -> None:
    """`owners` are the tables of one kind and the rows made of them."""
    for child in spec.children:
        drafts = [draft for owner, row in owners for draft in _drafts(work, child, owner, row)]
        rows = build_all(work, drafts)
        if child is kpi_tables.TARGET:
            take_targets(
                work, owners, [(d, row) for d, row in zip(drafts, rows, strict=True) if isinstance(row, Target)]
            )
    if spec is kpi_tables.KPI:
        _take_consulted(work, owners)


def _drafts(work: Work, spec: Spec, owner: Draft, parent: Row) -> Iterator[Draft]:
    where = place(owner.where, spec.name)
    tables = work.findings.tables(where, owner.raw.get(spec.name, []))
    if spec is schema.WHY and len(tables) > _MAX_WHYS:
        work.findings.problem(where, f"{len(tables)} whys are too many; {_MAX_WHYS} are enough to act on")
    begun: set[Any] = set()
    for index, raw in enumerate(tables, 1):
        draft = read_draft(spec, place(owner.where, f"{spec.noun} {index}"), "", raw, work.findings, work.resolve)
        draft.given[spec.owner] = parent.id
        if spec is schema.WHY:
            draft.given.setdefault("position", index)
        elif "from" in spec.by_name:
            _begin(work, draft, begun)
        if isinstance(parent, Kpi) and spec is kpi_tables.TARGET:
            say(work, draft, parent.direction)
        yield draft


def _begin(work: Work, draft: Draft, begun: set[Any]) -> None:
    """What has no `from` holds since ever; two of one owner do not begin together."""
    attr = draft.spec.by_name["from"].attr
    if draft.id not in work.old[draft.spec.kind.table]:
        draft.given.setdefault(attr, cleared(draft.spec, attr))
    since = draft.given.get(attr)
    if since in begun and not draft.id:
        said = f"two {draft.spec.name} from {since or 'the beginning'}; keep one"
        work.findings.problem(place(draft.where, "from"), said)
    begun.add(since)


def _take_consulted(work: Work, kpis: Sequence[tuple[Draft, Kpi]]) -> None:
    """`consulted = ["jp", "ms"]`: the names of people, each of which is a row."""
    known: dict[tuple[str, str], list[Consulted]] = {}
    for row in work.old[Consulted.table].values():
        assert isinstance(row, Consulted)
        known.setdefault((row.kpi_id, row.person_id), []).append(row)
    for owner, kpi in kpis:
        where = place(owner.where, "consulted")
        names = owner.raw.get("consulted") or []
        if not isinstance(names, list):
            work.findings.problem(where, f'{shown(names)} is not a list of names such as ["jp", "ms"]')
            continue
        for name in names:
            try:
                person = work.resolve(Person.table, _take_name(name, work.findings.remarks_at(where)))
            except Wrong as wrong:
                work.findings.problem(where, wrong)
                continue
            rows = known.setdefault((kpi.id, person), []) or [Consulted(new_id(work.now), kpi.id, person)]
            known[kpi.id, person] = rows
            work.new[Consulted.table].update({row.id: row for row in rows})
