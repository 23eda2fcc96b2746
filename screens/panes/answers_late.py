"""What is late and stuck: the ladder of overdue actions, dates that slip, people with too much, help not yet given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from kpiboard.model import Person
from kpiboard.model.frozen import frozen
from kpiboard.rules.ageing import MOST_IN_DO
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.answers import About, AnswerPane
from kpiboard.screens.panes.queue import due_part, owner_part, stage_sign
from kpiboard.screens.panes.study import Card, Item
from kpiboard.screens.text import Line, Part, left, spread, typed
from kpiboard.views.board import ActionCard, EscalationCard
from kpiboard.words.action import rung_words
from kpiboard.words.escalation import from_to_words, state_words


@frozen
class Busy:
    """The work of somebody with too much of it."""

    person_id: str


class LatePane(AnswerPane):
    """Enter opens an action, what help is asked for, or the work of a person with too much of it."""

    TITLE: ClassVar[str] = "Late and stuck"

    def __init__(self) -> None:
        super().__init__(id="late")

    def facts(self) -> list[Line]:
        late = len(self.study.overdue) if self.study else 0
        return [[(f"{self.glyphs.alarm} {late} late", "$lose bold")]] if late else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None or self.snapshot is None:
            return
        for rung, members in groupby(self.study.overdue, key=lambda card: card.rung):
            yield self.title(rung_words(rung), width)
            for card in members:
                yield self._action(card, None, due_part(card, self.snapshot, self.glyphs), width)
        if self.study.escalations:
            yield self.title("Help asked, answer not confirmed", width)
            for one in self.study.escalations:
                yield self._escalation(one, width)
        if self.study.overloaded:
            yield self.title(f"More than {MOST_IN_DO} in do at a time", width)
            for person, number in self.study.overloaded:
                yield self._busy(person, number, width)
        if self.study.moved_often:
            yield self.title("Due date moved again and again", width)
            for card in self.study.moved_often:
                yield self._action(card, About.MOVED, (f"{card.action.moves} times", "$watch"), width)

    def _action(self, card: ActionCard, part: About | None, end: Part, width: int) -> Card:
        glyphs = self.glyphs
        start: Line = [
            (left(stage_sign(card.action, glyphs), 3), "$accent-text"),
            (f"{card.label} ", "$muted"),
            (typed(card.action.title), "$heading"),
        ]
        ends: Line = [("  ", ""), owner_part(card, glyphs), ("  ", ""), end]
        return Card(Item(Selection("action", card.action.id), part), [spread(start, ends, width, glyphs)])

    def _escalation(self, one: EscalationCard, width: int) -> Card:
        glyphs = self.glyphs
        state = (glyphs.plain(state_words(one)), "$lose bold" if one.overdue else "$muted")
        title: Line = [(f"{one.label} ", "$muted"), (typed(one.escalation.about), "$heading")]
        to = [(glyphs.plain(typed(from_to_words(one))), "$muted")]
        return Card(
            Item(_about(one), (About.ASKED, one.escalation.id)),
            [spread(title, [], width, glyphs), spread([("  ", ""), *to], [state], width, glyphs)],
        )

    def _busy(self, person: Person, number: int, width: int) -> Card:
        line = spread([(typed(person.name), "$heading")], [(f"{number} in do", "$watch bold")], width, self.glyphs)
        return Card(Busy(person.id), [line])

    def empty(self, width: int) -> list[Line]:
        return self.invitation("Nothing is late, and nobody waits for help") if self.study else []


def _about(one: EscalationCard) -> Selection | None:
    if one.action:
        return Selection("action", one.action.id)
    if one.feedback:
        return Selection("feedback", one.feedback.id)
    return Selection("kpi", one.kpi.id) if one.kpi else None
