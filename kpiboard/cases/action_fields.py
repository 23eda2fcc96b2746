"""An action as it is given, and what it is tied to: helpers, actions that have to end first, other KPIs it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import Desk
from kpiboard.cases.takes import taken
from kpiboard.model import Action, ActionKind, Block, Cover, Helper, Kpi, Note, Person, Row
from kpiboard.model.facts.action import ACTION
from kpiboard.model.kinds import short_name

LINKS = ("helpers", "blocked_by", "also")


def with_fields(desk: Desk, action: Action, given: Mapping[str, object]) -> Action:
    """`action` with the fields that were given, by the names in its facts. Raises InvalidInput and NotFound."""
    new = taken(desk, ACTION, given)
    due = new.get("due")
    if action.due is not None and due is not None and due > action.due:
        new["moves"] = action.moves + 1  # a due date that is put off is counted
    return replace(action, **new)


def linked(desk: Desk, action: Action, given: dict[str, object]) -> tuple[list[Row], list[Row]]:
    """The helpers, blockers and other KPIs that `given` names: rows to put, and rows to remove."""
    put: list[Row] = []
    gone: list[Row] = []
    now = desk.clock()
    if "helpers" in given:
        wanted = {desk.find_person(name, "helpers").id: None for name in take(ACTION["helpers"], given["helpers"])}
        wanted.pop(action.owner_id or "", None)
        helpers = [one for one in desk.all(Helper) if one.action_id == action.id]
        known = {one.person_id for one in helpers}
        put += [Helper(new_id(now), action.id, person) for person in wanted if person not in known]
        gone += [one for one in helpers if one.person_id not in wanted]
    if "blocked_by" in given:
        wanted = {desk.find(Action, name).id: None for name in take(ACTION["blocked_by"], given["blocked_by"])}
        known_blocks = desk.all(Block)
        if action.id in _waited_for(wanted, known_blocks):
            words = f"{short_name(action)} would wait for itself."
            raise InvalidInput(words, "Name another one.", field="blocked_by")
        blocks = [one for one in known_blocks if one.action_id == action.id]
        waits = {one.blocker_id for one in blocks}
        put += [Block(new_id(now), action.id, blocker) for blocker in wanted if blocker not in waits]
        gone += [one for one in blocks if one.blocker_id not in wanted]
    if "also" in given:
        wanted = {desk.find(Kpi, name).id: None for name in take(ACTION["also"], given["also"])}
        wanted.pop(action.kpi_id or "", None)
        covers = [one for one in desk.all(Cover) if one.action_id == action.id]
        covered = {one.kpi_id for one in covers}
        put += [Cover(new_id(now), action.id, kpi) for kpi in wanted if kpi not in covered]
        gone += [one for one in covers if one.kpi_id not in wanted]
    return put, gone


def new_action(desk: Desk, title: str, kind: str | ActionKind | None = None, **given: object) -> Action:
    """An action that is not stored yet, checked field by field; `given` are fields as in `Actions.edit`."""
    now = desk.clock()
    blank = Action(
        new_id(now),
        desk.store.next_number(Action),
        take(ACTION["title"], title),
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
