"""From a draft to a row: what a person left out is filled in, what contradicts itself is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, time
from typing import Any

from kpiboard.basics import entry
from kpiboard.basics.errors import OtherWayRound
from kpiboard.basics.ids import event_id, midnight, new_id
from kpiboard.exchange.toml.drafts import Draft, match, take_field
from kpiboard.exchange.toml.findings import place
from kpiboard.exchange.toml.work import Work
from kpiboard.exchange.values import in_utc
from kpiboard.model import (
    Action,
    Answer,
    AnswerState,
    Category,
    Escalation,
    Event,
    Feedback,
    FeedbackState,
    Goal,
    Guard,
    Huddle,
    HuddleState,
    Kpi,
    Note,
    Person,
    Row,
    Shift,
    Stage,
    Target,
    Why,
)
from kpiboard.model.facts.fact import Sort
from kpiboard.rules.targets import version_on
from kpiboard.views.imports import Mode

# What stays as it was when a whole board is replaced by a file that a person wrote without ids.
_KEPT = (
    *("key", "letter", "number", "initials", "position", "opened_on", "said_on", "said_at", "held_on", "raised_at"),
    *("answered_at", "nth"),
)
# Stands in for a missing value, so that the rest of the file can be checked; the plan is never returned.
_DUMMY: dict[str, Any] = {"start": time(0), "end": time(0)}
_USUAL = {"S": "Safety", "Q": "Quality", "C": "Cost", "D": "Delivery", "P": "People", "M": "Morale", "I": "Improvement"}


class _Peers:
    """What the rows of one table have used up: positions, numbers and short names."""

    def __init__(self, work: Work, drafts: list[Draft]) -> None:
        rows = list(work.rows(drafts[0].spec.kind).values())
        self.numbers = {getattr(row, "number", 0) for row in rows}
        given = [draft.given for draft in drafts]
        self.last_number = max([*self.numbers, *(one.get("number", 0) for one in given)], default=0)
        positions = [getattr(row, "position", 0.0) for row in rows]
        self.last_position = max([*positions, *(one.get("position", 0.0) for one in given)], default=0.0)
        self.short = {getattr(row, "key", getattr(row, "initials", "")) for row in rows}
        self.short |= {one.get("key", one.get("initials", "")) for one in given}

    def next_number(self) -> int:
        self.last_number += 1
        return self.last_number

    def take_short(self, name: str) -> str:
        self.short.add(name)
        return name

    def next_position(self) -> float:
        self.last_position += 1.0
        return self.last_position


def build_all(work: Work, drafts: list[Draft]) -> list[Row]:
    """The rows of drafts of one kind, in order; they are put into `work.new`."""
    if not drafts:
        return []
    spec = drafts[0].spec
    for draft in drafts:
        draft.given = {attr: in_utc(value, work.zone) for attr, value in draft.given.items()}
    match(spec, drafts, work.old[spec.kind.table], by_name=lambda draft: work.mode is Mode.MERGE or not draft.id)
    peers = _Peers(work, drafts)
    return [_build(work, draft, peers) for draft in drafts]


def _build(work: Work, draft: Draft, peers: _Peers) -> Row:
    values = dict(draft.given)
    row: Row
    if draft.meant and work.mode is Mode.MERGE:
        row = replace(draft.meant, **values)
    else:
        if draft.meant:
            for attr in _KEPT:
                if hasattr(draft.meant, attr):
                    values.setdefault(attr, getattr(draft.meant, attr))
        _check_newcomer(work, draft, peers)
        _fill(work, draft, values, peers)
        row_id = draft.meant.id if draft.meant else draft.id or _new_id(work, draft, values)
        row = draft.spec.kind(id=row_id, **values)
    if isinstance(row, Action):
        row = _consistent_action(work, draft, row)
    elif isinstance(row, Kpi) and not draft.id:
        row = _counting(work, draft, row)
    _check(work, draft, row)
    work.new[row.table][row.id] = row
    if draft.key:
        work.file_keys[row.table][draft.key] = row.id
    return row


def _new_id(work: Work, draft: Draft, values: dict[str, Any]) -> str:
    """An event has the id that its KPI, day and place of the day give it in every copy of a board."""
    if draft.spec.kind is not Event:
        return new_id(_born(work, values))
    row_id = event_id(values["kpi_id"], values["day"], values["nth"])
    if row_id in work.new[Event.table]:
        said = f"two events of {values['day']} are number {values['nth']} of that day; leave the line out"
        work.findings.problem(place(draft.where, "nth"), said)
    return row_id


def _next_of_day(work: Work, values: dict[str, Any]) -> int:
    """The first number that no event of the KPI has on that day, here or on the board."""
    known = (one for rows in (work.old, work.new) for one in rows[Event.table].values() if isinstance(one, Event))
    same = (one.nth for one in known if (one.kpi_id, one.day) == (values["kpi_id"], values.get("day")))
    return max(same, default=0) + 1


def _born(work: Work, values: dict[str, Any]) -> datetime:
    """The moment in a new id; of an anonymous piece it tells no more than the date."""
    local = work.now.astimezone(work.zone)
    return midnight(values.get("said_on") or local.date(), local) if values.get("anonymous") else work.now


def _check_newcomer(work: Work, draft: Draft, peers: _Peers) -> None:
    """Ids are one of a kind on the whole board; numbers are only names, so two copies may bring the same."""
    if draft.meant:
        return
    table = work.table_of(draft.id) if draft.id else ""
    if table:
        work.findings.problem(place(draft.where, "id"), f"{draft.id} is the id of a row of {table} on this board")
    number = draft.given.get("number")
    if number is not None and number in peers.numbers:
        work.findings.remark(draft.where, "the board has another one with this number; both keep it")
    peers.numbers.add(number)


def _fill(work: Work, draft: Draft, values: dict[str, Any], peers: _Peers) -> None:
    """What a row of its own needs and the file leaves out."""
    kind = draft.spec.kind
    full_name = {Kpi: "name", Goal: "title"}.get(kind)
    if full_name and draft.key and not {full_name} & (values.keys() | draft.refused):
        take_field(draft, draft.spec.by_name[full_name], draft.key, work.findings, work.resolve)
        values.update({full_name: draft.given[full_name]} if full_name in draft.given else {})
    for attr, default in _defaults(work, draft, values, peers).items():
        if attr not in values:
            values[attr] = default()
    for fact in draft.spec.fields:
        if fact.needed and fact.attr not in (*values, "id"):
            if fact.attr not in draft.refused:
                work.findings.problem(place(draft.where, fact.line), "missing")
            values[fact.attr] = _DUMMY.get(fact.attr, "?")


def _defaults(work: Work, draft: Draft, values: dict[str, Any], peers: _Peers) -> dict[str, Callable[[], Any]]:
    """Attribute → what makes its value. A row with an id comes from a board, so what it lacks it lacks on purpose."""
    by_hand = not draft.id
    found: dict[str, Callable[[], Any]] = {}
    kind = draft.spec.kind
    attrs = {field.name for field in fields(kind)}
    if "position" in attrs and kind is not Why:
        found["position"] = peers.next_position
    if "number" in attrs:
        found["number"] = peers.next_number
    for fact in draft.spec.fields:  # what happened on a day or at a moment, when nothing is said about when
        if fact.needed and fact.sort is Sort.DAY and kind is not Huddle:
            found[fact.attr] = lambda: work.today
        elif fact.needed and fact.sort is Sort.MOMENT:
            found[fact.attr] = lambda: work.now.astimezone(UTC)
    if kind is Kpi:
        found["key"] = lambda: peers.take_short(entry.key_of(values.get("name", ""), peers.short))
    elif kind is Person and values.get("name"):
        found["initials"] = lambda: peers.take_short(entry.initials_of(values["name"], peers.short))
    elif kind is Category and "letter" in values:
        found["name"] = lambda: _USUAL.get(values["letter"], values["letter"])
    elif kind is Shift and "key" in values:
        found["name"] = lambda: values["key"]
    elif kind is Action and by_hand:
        found["opened_on"] = lambda: work.today
    elif kind is Feedback and by_hand:
        found["said_on"] = lambda: (values.get("said_at") or work.now).astimezone(work.zone).date()
    elif kind is Escalation and by_hand:
        found["from_tier"] = lambda: work.tier
        found["to_tier"] = lambda: values["from_tier"] + 1
    elif kind is Event and by_hand:
        found["nth"] = lambda: _next_of_day(work, values)
    elif kind is Huddle and by_hand:
        found["state"] = lambda: HuddleState.SKIPPED if values.get("skip_reason") else HuddleState.CLOSED
    elif kind is Note:
        found["said_by"] = str
    return found


def _consistent_action(work: Work, draft: Draft, action: Action) -> Action:
    """An ended action has the day it ended on, a running one has not."""
    ended = action.stage in (Stage.CLOSED, Stage.CANCELLED)
    if ended and action.ended_on is None:
        return replace(action, ended_on=work.today)
    if not ended and action.ended_on is not None:
        if draft.given.get("ended_on"):
            said = f"the action is in stage {action.stage.value}, so it has not ended; leave the line out"
            work.findings.problem(place(draft.where, "ended_on"), said)
        return replace(action, ended_on=None)
    return action


def _counting(work: Work, draft: Draft, kpi: Kpi) -> Kpi:
    """A KPI that begins to count events, by hand, has days from now on."""
    if not kpi.of_events or kpi.counted_from or (draft.meant and draft.meant.counts_events):
        return kpi
    return replace(kpi, counted_from=work.today, unit=kpi.unit or "d", decimals=draft.given.get("decimals", 0))


def _judged_otherwise(work: Work, draft: Draft, kpi: Kpi) -> bool:
    """Whether the target on the board was meant for another direction, and the file gives none."""
    if draft.meant is None or draft.meant.direction is kpi.direction or draft.raw.keys() & {"target", "targets"}:
        return False
    rows = (one for one in work.old[Target.table].values() if isinstance(one, Target) and one.kpi_id == kpi.id)
    present = version_on([*rows], work.today)
    return present is not None and not (present.low is present.high is None) and not kpi.of_events


def _check(work: Work, draft: Draft, row: Row) -> None:
    """What contradicts itself in a row is a problem."""

    def problem(name: str, said: str) -> None:
        work.findings.problem(place(draft.where, name), said)

    match row:
        case Kpi():
            if _judged_otherwise(work, draft, row):
                problem("direction", OtherWayRound(row.name).clause)
            if row.counts_events and not row.of_events:
                said = "it is not read by the day, or less of it is better: it counts no events, but has readings"
                work.findings.remark(place(draft.where, "counts_events"), said)
            for low, high in (("valid_min", "valid_max"), ("floor", "cap")):
                bottom, top = getattr(row, low), getattr(row, high)
                if bottom is not None and top is not None and bottom > top:
                    problem(low, f"{bottom:g} is above {high} {top:g}")
        case Guard() if row.guard_id == row.kpi_id:
            problem("kpi", "a KPI does not guard itself; name another one")
        case Feedback():
            if row.state is FeedbackState.DECLINED and not row.reply:
                problem("reply", "missing; declined feedback needs the reason as its reply")
            if row.anonymous:
                said = "anonymous feedback keeps no author and only the day (said_on); leave the line out"
                for attr, name in (("author_id", "author"), ("said_at", "said_at")):
                    if getattr(row, attr) is not None:
                        problem(name, said)
        case Answer() if row.state in (AnswerState.RETURNED, AnswerState.RESOLVED) and not row.text:
            problem("text", f"missing; an escalation that is {row.state.value} needs to know why or how")
        case Huddle() if row.state is HuddleState.SKIPPED and not row.skip_reason:
            problem("skip_reason", "missing; a huddle is skipped for a reason")
