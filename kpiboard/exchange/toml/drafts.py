"""One table of the file as a draft of a row: what it says, which row of the board it means."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.fields import Field, Spec
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.toml.huddle_tables import HUDDLE
from kpiboard.exchange.values import Wrong
from kpiboard.model import Row

Resolve = Callable[[str, str], str]


@dataclass(slots=True)
class Draft:
    """`given` holds only what the file says, by attribute. `key` is the name of the table, if it has one.

    `id` is the one in the file; `meant` is the row of the board that this is about, None when it is new. `refused`
    are attributes whose value was a problem. `later` has the names of rows of the same kind, by attribute: they are
    looked up when all of them are there.
    """

    spec: Spec
    where: str
    key: str
    raw: dict[str, Any]
    given: dict[str, Any]
    id: str = ""
    meant: Any = None
    refused: set[str] = dataclass_field(default_factory=set)
    later: dict[str, str] = dataclass_field(default_factory=dict)


# A table named by more than a short name is named by the full one: `[person."Joana Prado"]`.
_SPEAKING = {"person": ("name", "initials"), "action": ("title", "number"), "escalation": ("about", "number")}


def read_draft(spec: Spec, where: str, key: str, raw: dict[str, Any], findings: Findings, resolve: Resolve) -> Draft:
    """Reads every field; what is wrong is a problem, what is unknown a remark, and neither gets into `given`."""
    draft = Draft(spec, where, key, raw, {})
    named = schema.given_by(spec, key) if key else None
    if named:
        take_field(draft, spec.by_name[named[0]], named[1], findings, resolve)
    for name, value in raw.items():
        field = spec.by_name.get(name)
        if name == "id":
            if value != "":
                draft.id = findings.own_id(where, value)
        elif field:
            take_field(draft, field, value, findings, resolve)
        elif name not in spec.known:
            findings.unknown(where, name, spec.known)
    full_name, short_name = _SPEAKING.get(spec.name, ("", ""))
    if full_name and key and not named and not {full_name, short_name} & raw.keys():
        take_field(draft, spec.by_name[full_name], key, findings, resolve)
    return draft


def take_field(draft: Draft, field: Field, value: Any, findings: Findings, resolve: Resolve) -> None:
    where = place(draft.where, field.name)
    try:
        found = None
        if value == "":
            found = cleared(draft.spec, field.attr)
        else:
            found = field.take(value, findings.remarks_at(where))
            if found == "" or found is None:
                found = cleared(draft.spec, field.attr)
            elif field.points_to == draft.spec.kind.table:
                draft.later[field.attr] = found
                found = None
            elif field.points_to:
                found = resolve(field.points_to, found)
        draft.given[field.attr] = found
    except Wrong as wrong:
        findings.problem(where, wrong)
        draft.refused.add(field.attr)


def cleared(spec: Spec, attr: str) -> Any:
    """What an empty text makes of a field: its default. Raises Wrong for a field that a row cannot be without."""
    if attr in spec.usual:
        return spec.usual[attr]
    raise Wrong("may not be empty")


def match(spec: Spec, drafts: Iterable[Draft], rows: Mapping[str, Row], *, by_name: Callable[[Draft], bool]) -> None:
    """Finds the row each draft means: by its id, else by its names; no row is meant twice."""
    left = dict(rows)
    unmatched = []
    for draft in drafts:
        draft.meant = left.pop(draft.id, None)
        if draft.meant is None and by_name(draft):
            unmatched.append(draft)
    keys = schema.table_keys(spec, schema.in_order(spec, rows.values())) if spec in _BY_TABLE else {}
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
_BY_TABLE = (schema.GOAL, HUDDLE)
# Kind of row → its natural keys, the surest first; each is a tuple of attributes.
_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "categories": (("letter",),),
    "shifts": (("key",),),
    "people": (("name",), ("initials",)),
    "goals": (("title",),),
    "kpis": (("key",), ("name",)),
    "guards": (("kpi_id", "guard_id"),),
    "targets": (("kpi_id", "valid_from"),),
    "proposals": (
        ("kpi_id", "made_on", "person_id", "value"),
        ("kpi_id", "made_on", "value"),
        ("kpi_id", "person_id", "value"),
        ("kpi_id", "value"),
    ),
    "baselines": (("kpi_id", "start"),),
    "audits": (("kpi_id", "period", "checked_on"), ("kpi_id", "period")),
    "reviews": (("kpi_id", "reviewed_on"),),
    "mappings": (("name",),),
    "actions": (("number",), ("title",)),
    "whys": (("action_id", "position"),),
    "notes": (("action_id", "said_at", "text"), ("action_id", "text")),
    "feedback": (("number",), ("text",)),
    "kata": (
        ("number",),
        ("held_on", "kpi_id", "learner_id"),
        ("held_on", "action_id", "learner_id"),
        ("held_on", "kpi_id"),
        ("held_on", "action_id"),
    ),
    "escalations": (("number",), ("about", "reason")),
    "answers": (
        ("escalation_id", "answered_at", "state"),
        ("escalation_id", "state", "text"),
        ("escalation_id", "state"),
    ),
    "views": (("digit",),),
    "huddles": (("held_on", "started_at"),),
    "congratulations": (
        ("number",),
        ("person_id", "said_on", "what"),
        ("person_id", "what"),
        ("person_id", "kpi_id", "period"),
        ("person_id", "action_id"),
    ),
}


def names(row: Any) -> list[Hashable]:
    """The natural keys of a row."""
    return [_folded(attrs, [getattr(row, attr) for attr in attrs]) for attrs in _NAMES[row.table]]


def _draft_names(draft: Draft) -> list[Hashable]:
    found: list[Hashable] = []
    fuller: set[str] = set()
    for attrs in _NAMES[draft.spec.kind.table]:
        # A number is a name only inside one board: A-12 of another copy is another action, and has its own id.
        if draft.id and attrs == ("number",):
            continue
        # What the file says more exactly is not looked for by less: a note of yesterday is not that of today.
        if draft.given.keys() >= set(attrs) and not fuller > set(attrs):
            fuller = set(attrs)
            found.append(_folded(attrs, [draft.given[attr] for attr in attrs]))
    if draft.spec is schema.GOAL and draft.key and "title" not in draft.given:
        found.append(draft.key)
    elif draft.spec is HUDDLE and not draft.id:  # the first of the day, if nothing else is said
        found.append(draft.key or str(draft.given.get("held_on")))
    return found


def _folded(attrs: tuple[str, ...], parts: list[Any]) -> Hashable:
    return attrs, tuple(part.casefold() if isinstance(part, str) else part for part in parts)
