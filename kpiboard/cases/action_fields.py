"""An action as it is typed into a form or given on the command line, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.cases.desk import Desk
from kpiboard.cases.takes import Take, choice, day, number, text, typed, whole
from kpiboard.model import Action, ActionKind, Block, Helper, Kpi, Note, Person, Result, Row

MOST_READINGS = 99


def _kpi(desk: Desk, _action: Action, _field: str, value: object) -> dict[str, object]:
    return {"kpi_id": desk.find(Kpi, value if isinstance(value, Kpi) else typed(value)).id if value else None}


def _owner(desk: Desk, _action: Action, _field: str, value: object) -> dict[str, object]:
    return {"owner_id": desk.owner_id(typed(value))}


def _due(desk: Desk, action: Action, field: str, value: object) -> dict[str, object]:
    """A due date that is put off is counted."""
    due = entry.day(value if isinstance(value, date) else typed(value), desk.today(), field)
    put_off = action.due is not None and due is not None and due > action.due
    return {"due": due, "moves": action.moves + put_off}


FIELDS: dict[str, Take] = {
    "title": text(entry.TITLE_LIMIT, required=True),
    "kind": choice(ActionKind),
    "kpi": _kpi,
    "owner": _owner,
    "due": _due,
    "code": text(entry.NAME_LIMIT, called="reason code"),
    "cause": text(),
    "hypothesis": text(),
    "expected": number(),
    "expected_by": day,
    "done_on": day,
    "evidence": text(),
    "check_on": day,
    "check_n": whole(1, MOST_READINGS),
    "result": choice(Result, optional=True),
    "learning": text(),
    "standard": text(),
    "blocked": text(entry.TITLE_LIMIT),
    "background": text(),
    "current": text(),
    "goal": text(),
    "countermeasures": text(),
    "plan": text(),
    "follow_up": text(),
}
LINKS = ("helpers", "blocked_by")


def with_fields(desk: Desk, action: Action, given: dict[str, object]) -> Action:
    """`action` with the fields that were given, by the names in FIELDS. Raises InvalidInput."""
    new: dict[str, object] = {}
    for field, value in given.items():
        take = FIELDS.get(field)
        if take is None:
            raise InvalidInput(f"An action has no field {field!r}.", "See kpiboard action edit --help.", field=field)
        new |= take(desk, action, field, value)
    return replace(action, **new)  # type: ignore[arg-type]  # each value was checked for its field above


def linked(desk: Desk, action: Action, given: dict[str, object]) -> tuple[list[Row], list[Row]]:
    """The helpers and blockers that `given` names: rows to put, and rows to remove."""
    put: list[Row] = []
    gone: list[Row] = []
    now = desk.clock()
    if "helpers" in given:
        wanted = {desk.find_person(name, "helpers").id: None for name in _names(given["helpers"])}
        wanted.pop(action.owner_id or "", None)
        helpers = [one for one in desk.all(Helper) if one.action_id == action.id]
        known = {one.person_id for one in helpers}
        put += [Helper(new_id(now), action.id, person) for person in wanted if person not in known]
        gone += [one for one in helpers if one.person_id not in wanted]
    if "blocked_by" in given:
        wanted = {desk.find(Action, name).id: None for name in _names(given["blocked_by"])}
        known_blocks = desk.all(Block)
        if action.id in _waited_for(wanted, known_blocks):
            words = f"A-{action.number} would wait for itself."
            raise InvalidInput(words, "Name another one.", field="blocked_by")
        blocks = [one for one in known_blocks if one.action_id == action.id]
        waits = {one.blocker_id for one in blocks}
        put += [Block(new_id(now), action.id, blocker) for blocker in wanted if blocker not in waits]
        gone += [one for one in blocks if one.blocker_id not in wanted]
    return put, gone


def new_action(desk: Desk, title: str, kind: str | ActionKind | None = None, **given: object) -> Action:
    """An action that is not stored yet, checked field by field; `given` are fields as in `Actions.edit`."""
    now = desk.clock()
    blank = Action(
        new_id(now),
        desk.store.next_number(Action),
        entry.text(title, "title", limit=entry.TITLE_LIMIT),
        opened_on=desk.today(),
        opened_at=now.astimezone(UTC),
    )
    fields = {"kind": kind or ActionKind.COUNTERMEASURE} | given
    return with_fields(desk, blank, {name: value for name, value in fields.items() if name not in LINKS})


def note_on(desk: Desk, action: Action, text: str) -> Note:
    now = desk.clock()
    return Note(new_id(now), action.id, now.astimezone(UTC), desk.who, text)


def helpers_of(desk: Desk, action: Action) -> tuple[Person, ...]:
    there = {one.person_id for one in desk.all(Helper) if one.action_id == action.id}
    return tuple(person for person in desk.all(Person) if person.id in there)


def _waited_for(actions: Iterable[str], blocks: Sequence[Block]) -> set[str]:
    """The ids of these actions and of all that they wait for, however far away."""
    found: set[str] = set()
    ahead = list(actions)
    while ahead:
        action = ahead.pop()
        if action not in found:
            found.add(action)
            ahead += [block.blocker_id for block in blocks if block.action_id == action]
    return found


def _names(given: object) -> list[str]:
    """`jp, ms` or a list of names."""
    names = re.split(r"[,;]", given) if isinstance(given, str) else given if isinstance(given, Iterable) else ()
    return [str(name).strip() for name in names if str(name).strip()]
