"""Escalations as a file of their own, which goes from one tier's board to the next one's and back.

An escalation belongs to the board that asks, its answers to the one that answers: a file of the asking board speaks for
the escalation, one of the answering board (it names the `origin`) for the answers, and neither for the other's part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from kpiboard.basics.safetext import shown
from kpiboard.exchange.literals import literal
from kpiboard.exchange.toml import schema
from kpiboard.exchange.toml.drafts import Draft, read_draft
from kpiboard.exchange.toml.fields import Spec, write_line
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.toml.read import Document
from kpiboard.exchange.values import in_utc
from kpiboard.model import Answer, BoardInfo, Escalation
from kpiboard.model.facts.team import ESCALATION
from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import kind_of, short_name
from kpiboard.views.imports import Change, Changes, ImportPlan, ReadingChanges
from kpiboard.words.imports import differences

HEAD = """\
# Help that a team asks for, written by kpiboard. The board of the next tier takes it, and answers:
#
#   kpiboard escalation import FILE --dry-run     says what would change; nothing is touched
#   kpiboard escalation import FILE
#
# Exported there, it brings the answer back to the board that asked in the same way. An escalation stays as the board
# that asked has it, and an answer as the board that gave it: import the file as often as you like.

"""

# Lines for the reader: they say what the row's references mean, which another board does not have.
FOR_THE_READER = ("wanted_by", "action", "kpi", "feedback", "number")

_KIND = kind_of(Escalation)
ANSWER = Spec(kind_of(Answer))
_BOARD = Spec(kind_of(BoardInfo), only=("id", "name", "tier"), name=schema.SENDER)
_ESCALATION = Spec(
    _KIND,
    only=[attr for attr, one in ESCALATION.by_attr.items() if not one.table and one.name not in FOR_THE_READER],
    inside=(ANSWER.name, *FOR_THE_READER),
)
_TOP_LEVEL = ("format", _BOARD.name, _ESCALATION.name)


@frozen
class Sent:
    """An escalation on its way: its answers, and what the reader is told by the name of the line."""

    escalation: Escalation
    answers: Sequence[Answer] = ()
    told: Mapping[str, str] | None = None


def export(info: BoardInfo, sent: Iterable[Sent], *, brief: bool = False) -> Iterator[str]:
    """The file in pieces; `brief`, for a small place, without what a program does not need."""
    if not brief:
        yield HEAD
    yield f"format = {schema.FORMAT}\n\n[{_BOARD.name}]\n"
    yield from _lines(_BOARD, info)
    for one in sent:
        table = f"{_ESCALATION.name}.{short_name(one.escalation)}"
        yield f"\n[{table}]\n"
        yield from _lines(_ESCALATION, one.escalation)
        if one.told and not brief:
            yield from (f"{name} = {literal(words)}\n" for name, words in one.told.items() if words)
        for answer in one.answers:
            yield f"\n[[{table}.{ANSWER.name}]]\n"
            yield from _lines(ANSWER, answer)


def _lines(spec: Spec, row: Any) -> Iterator[str]:
    for fact in spec.fields:
        value = getattr(row, fact.attr)
        if value not in (None, "") and (fact.always or value != fact.usual):
            yield write_line(fact, value)


@frozen
class Held:
    """What the board has that reads the file; `number` is the next free one of an escalation, `zone` its clock's."""

    info: BoardInfo
    escalations: Iterable[Escalation]
    answers: Iterable[Answer]
    number: int
    zone: ZoneInfo


def plan(document: Document, held: Held) -> ImportPlan:
    """What reading the file would change on that board; nothing is done yet.

    Raises ImportProblems with everything that is wrong, and when nothing in the file is for this board.
    """
    return _Reading(document, held).plan()


class _Reading:
    def __init__(self, document: Document, held: Held) -> None:
        self.document, self.info, self.zone, self.number = document, held.info, held.zone, held.number
        self.known = {one.id: one for one in held.escalations}
        self.said = {one.id: one for one in held.answers}
        self.findings = Findings()
        self.added: list[Change] = []
        self.changed: list[Change] = []
        self.taken = 0  # how many tables of the file are for this board
        self.left: list[tuple[str, str]] = []  # the others, and why they are not

    def plan(self) -> ImportPlan:
        for name in self.document.data:
            if name not in _TOP_LEVEL:
                self.findings.unknown("", name, _TOP_LEVEL)
        tables = self.findings.table(_ESCALATION.name, self.document.data.get(_ESCALATION.name, {}))
        if not tables and not self.findings.problems:
            self.findings.problem(_ESCALATION.name, "there is none in the file; one is headed [escalation.E-1]")
        self.findings.stop_if_any()
        raw = self.findings.table(_BOARD.name, self.document.data.get(_BOARD.name, {}))
        sender = self._draft(_BOARD, _BOARD.name, raw)
        for key, raw in tables.items():
            self._take(f"{_ESCALATION.name} {shown(key)}", raw, sender)
        for where, why in self.left:
            (self.findings.remark if self.taken else self.findings.problem)(where, why)
        self.findings.stop_if_any()
        return ImportPlan(
            self.info,
            Changes(self.added, (), _no_reading),
            Changes(self.changed, (), _no_reading),
            Changes((), (), _no_reading),
            ReadingChanges(),
            tuple(self.findings.remarks),
        )

    def _draft(self, spec: Spec, where: str, raw: dict[str, Any]) -> Draft:
        """The values of a table; what is needed and missing is a problem."""
        draft = read_draft(Draft(spec, where, "", raw), self.findings, _nowhere)
        draft.given = {attr: in_utc(value, self.zone) for attr, value in draft.given.items()}
        found = draft.given.keys() | draft.refused | ({"id"} if draft.id or "id" in raw else set())
        for fact in spec.fields:
            if fact.needed and fact.attr not in found:
                self.findings.problem(place(where, fact.line), "missing")
                draft.refused.add(fact.attr)
        return draft

    def _take(self, where: str, raw: Any, sender: Draft) -> None:
        before = len(self.findings.problems)
        draft = self._draft(_ESCALATION, where, self.findings.table(where, raw))
        answers = self._answers(where, draft.raw.get(ANSWER.name, []))
        if len(self.findings.problems) > before or sender.refused:
            return
        mine = self.known.get(draft.id)
        name = sender.given["name"]
        ours = not mine.origin if mine else (sender.id, name) == (self.info.id, self.info.name)
        if origin := draft.given.get("origin"):
            if mine is None or not ours:
                self.left.append((where, f"answers what {shown(origin)} asked; this board has not asked it"))
                return
            self._take_answers(where, mine, answers)
        elif ours:
            self.left.append((where, "was raised on this board, which takes only what the next tier answers"))
            return
        else:
            row = self._take_row(where, {**draft.given, "origin": name}, draft.id, mine)
            if mine is None:  # later on our own answers stay as we have them
                self._take_answers(where, row, answers)
        self.taken += 1

    def _take_row(self, where: str, given: dict[str, Any], row_id: str, mine: Escalation | None) -> Escalation:
        if mine is None:
            row = Escalation(id=row_id, number=self.number, **given)
            self.number += 1
            self.added.append(Change(row.table, _label(row), row))
            if row.to_tier != self.info.tier:
                said = f"is meant for tier {row.to_tier}; this board is of tier {self.info.tier}"
                self.findings.remark(where, said)
            return row
        row = replace(mine, **{**_USUAL, **given})
        if _older(row, mine):
            self.findings.remark(where, "the file is older than what the board has, which stays")
        elif row != mine:
            self.changed.append(Change(row.table, _label(row), row, differences(mine, row)))
        return row

    def _answers(self, where: str, raw: Any) -> list[Draft]:
        found = []
        for number, table in enumerate(self.findings.tables(place(where, ANSWER.name), raw), 1):
            inside = place(where, f"{ANSWER.name} {number}")
            found.append(self._draft(ANSWER, inside, table))
        return found

    def _take_answers(self, where: str, row: Escalation, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            mine = self.said.get(draft.id)
            answer = Answer(id=draft.id, escalation_id=row.id, **draft.given)
            label = (
                f"answer to {short_name(row)}: {answer.state.value}{f' {shown(answer.text)}' if answer.text else ''}"
            )
            if mine is None:
                self.added.append(Change(answer.table, label, answer))
            elif mine.escalation_id != row.id:
                self.findings.problem(where, f"{draft.id} is the id of an answer to another escalation")
            elif mine != answer:
                self.changed.append(Change(answer.table, label, answer, differences(mine, answer)))


# What a line that the file leaves out says.
_USUAL = {fact.attr: fact.usual for fact in _ESCALATION.fields if not fact.needed}


def _older(file: Escalation, mine: Escalation) -> bool:
    """Whether the asking board has said more since: it has raised it again, or confirmed it."""
    return (file.raised_at, file.confirmed_at is not None) < (mine.raised_at, mine.confirmed_at is not None)


def _label(row: Escalation) -> str:
    return f"escalation {short_name(row)} of {row.origin} {shown(row.about)}"


def _nowhere(table: str, word: str) -> str:
    raise AssertionError(f"no field of the file points to {table}")


def _no_reading(_: Any) -> Change:
    raise AssertionError("there are no readings in the file")
