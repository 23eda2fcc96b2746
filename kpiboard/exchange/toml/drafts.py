"""One table of the file as a draft of a row: what it says, which row of the board it means."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import Any

from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.fields import Spec, take_line
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.values import Wrong
from kpiboard.model import Action, Escalation, Goal, Huddle, Person, Row
from kpiboard.model.facts.fact import Fact
from kpiboard.model.kinds import kind_of

Resolve = Callable[[str, str], str]


@dataclass(slots=True)
class Draft:
    """`given` holds only what the file says, by attribute. `key` is the name of the table, if it has one.

    `id` is the one in the file; `meant` is the row of the board that this is about, None when it is new. `refused`
    are attributes whose value was a problem. `later` has the names of rows of the same kind, by attribute: they are
    looked up when all of them are there. Days may be told from `today`, where it is known.
    """

    spec: Spec
    where: str
    key: str
    raw: dict[str, Any]
    given: dict[str, Any] = dataclass_field(default_factory=dict)
    id: str = ""
    meant: Any = None
    refused: set[str] = dataclass_field(default_factory=set)
    later: dict[str, str] = dataclass_field(default_factory=dict)
    today: date | None = None


# A table named by more than a short name is named by the full one: `[person."Joana Prado"]`.
_SPEAKING: dict[type[Row], tuple[str, str]] = {
    Person: ("name", "initials"),
    Action: ("title", "number"),
    Escalation: ("about", "number"),
}


def read_draft(draft: Draft, findings: Findings, resolve: Resolve) -> Draft:
    """Reads every field; what is wrong is a problem, what is unknown a remark, and neither gets into `given`."""
    spec, key, raw = draft.spec, draft.key, draft.raw
    named = schema.given_by(spec, key) if key else None
    if named:
        take_field(draft, spec.by_name[named[0]], named[1], findings, resolve)
    for name, value in raw.items():
        fact = spec.by_name.get(name)
        if name == "id":
            if value != "":
                draft.id = findings.own_id(draft.where, value)
        elif fact:
            take_field(draft, fact, value, findings, resolve)
        elif name not in spec.known:
            findings.unknown(draft.where, name, spec.known)
    full_name, short_name = _SPEAKING.get(spec.kind, ("", ""))
    if full_name and key and not named and not {full_name, short_name} & raw.keys():
        take_field(draft, spec.by_name[full_name], key, findings, resolve)
    return draft


def take_field(draft: Draft, fact: Fact, value: Any, findings: Findings, resolve: Resolve) -> None:
    where = place(draft.where, fact.line)
    try:
        found = take_line(fact, value, findings.remarks_at(where), draft.today)
        if fact.table and found is not None:
            if fact.table == draft.spec.kind.table:
                draft.later[fact.attr] = found
                found = None
            else:
                found = resolve(fact.table, found)
        draft.given[fact.attr] = found
    except Wrong as wrong:
        findings.problem(where, wrong)
        draft.refused.add(fact.attr)


def match(spec: Spec, drafts: Iterable[Draft], rows: Mapping[str, Row], *, by_name: Callable[[Draft], bool]) -> None:
    """Finds the row each draft means: by its id, else by its names; no row is meant twice."""
    left = dict(rows)
    unmatched = []
    for draft in drafts:
        draft.meant = left.pop(draft.id, None)
        if draft.meant is None and by_name(draft):
            unmatched.append(draft)
    keys = schema.table_keys(schema.in_order(rows.values())) if spec.kind in _BY_TABLE else {}
    index: dict[Hashable, list[Row]] = {}
    for row in left.values():
        for name in (*names(row), keys.get(row.id, "")):
            index.setdefault(name, []).append(row)
    for draft in unmatched:
        for name in _draft_names(draft):
            draft.meant = next((row for row in index.get(name, ()) if row.id in left), None)
            if draft.meant is not None:
                del left[draft.meant.id]
                break


# Those that are also found by the name that their table has in an exported file.
_BY_TABLE = (Goal, Huddle)


def names(row: Any) -> list[Hashable]:
    """The natural keys of a row."""
    return [_folded(attrs, [getattr(row, attr) for attr in attrs]) for attrs in kind_of(row).known]


def _draft_names(draft: Draft) -> list[Hashable]:
    found: list[Hashable] = []
    fuller: set[str] = set()
    for attrs in kind_of(draft.spec.kind).known:
        # A number is a name only inside one board: A-12 of another copy is another action, and has its own id.
        if draft.id and attrs == ("number",):
            continue
        # What the file says more exactly is not looked for by less: a note of yesterday is not that of today.
        if draft.given.keys() >= set(attrs) and not fuller > set(attrs):
            fuller = set(attrs)
            found.append(_folded(attrs, [draft.given[attr] for attr in attrs]))
    if draft.spec.kind is Goal and draft.key and "title" not in draft.given:
        found.append(draft.key)
    elif draft.spec.kind is Huddle and not draft.id:  # the first of the day, if nothing else is said
        found.append(draft.key or str(draft.given.get("held_on")))
    return found


def _folded(attrs: tuple[str, ...], parts: list[Any]) -> Hashable:
    return attrs, tuple(part.casefold() if isinstance(part, str) else part for part in parts)
