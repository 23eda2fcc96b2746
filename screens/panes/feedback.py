"""The feedback inbox: what waits for an answer first, with its age."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len

from kpiboard.model import FeedbackState
from kpiboard.model.kinds import short_name
from kpiboard.rules.inbox import answering, is_open
from kpiboard.screens.frame.selection import Kind
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import Line, crop, left, right, spread, typed, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.views.board import FeedbackCard
from kpiboard.words import plain
from kpiboard.words.feedback import KIND_WORDS, SHORT_STATE_WORDS, author_words, must_answer_words

_STATE_WIDTH = 11


class FeedbackPane(Pane):
    KIND: ClassVar[Kind] = "feedback"
    TITLE: ClassVar[str] = "Feedback"

    def __init__(self) -> None:
        super().__init__(id="feedback")
        self._full = False
        self._kpi_width = 0
        self._author_width = 2

    def place_cards(self, width: int, height: int) -> Arrangement:
        if self.snapshot is None or not self.snapshot.feedback:
            return Arrangement([])
        cards = self.snapshot.feedback
        names = [cell_len(typed(card.kpi.name)) for card in cards if card.kpi]
        self._kpi_width = min(24, max(names, default=0)) if width > 90 else 1
        self._author_width = min(5, max(cell_len(self._author(card)) for card in cards))
        self._full = self.zoomed
        if self._full:
            return Arrangement(
                [Entry(card.feedback.id, len(self._whole(card, width, False))) for card in cards], gap_y=1
            )
        return Arrangement([Entry(card.feedback.id, 1) for card in cards])

    def head(self, width: int) -> list[Line]:
        if self.snapshot is None:
            return self.heading([], width)
        waiting = [card for card in self.snapshot.feedback if is_open(card.feedback)]
        new = sum(card.feedback.state is FeedbackState.NEW for card in waiting)
        facts = [f"{new} new"] if new else [f"{len(waiting)} open"] if waiting else ["all answered"]
        if not self.snapshot.feedback:
            facts = []
        if waiting:
            facts.append(f"oldest {plain.age_words(max(card.age_hours for card in waiting))}")
        if waiting and (who := must_answer_words(answering(self.snapshot.people), short=not self.framed)):
            facts.append(f"{who} within 48 h" if self.framed else who)
        words = self.glyphs.plain(" · ".join(facts))
        late = any(card.overdue for card in waiting)
        return self.heading([[(words, "$watch" if late else "$muted")]] if facts else [], width)

    def empty(self, width: int) -> list[Line]:
        return self.invitation("Nothing said yet · press f to write it down") if self.snapshot else []

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        assert self.snapshot is not None
        card = self.snapshot.piece(str(entry.id))
        if card is None:
            return []
        return self._whole(card, width, here) if self._full else [self._row(card, width, here)]

    def _row(self, card: FeedbackCard, width: int, here: bool) -> Line:
        glyphs = self.glyphs
        start = [*self._mark(card, here), *self._state(card)]
        start.append((typed(card.feedback.text), self._style(card)))
        end: Line = []
        if card.feedback.votes:
            end += [(f"+{card.feedback.votes}  ", "$accent-text")]
        if width > 90:
            name = typed(card.kpi.name) if card.kpi else ""
            end += [(left(name, self._kpi_width, glyphs), "$muted"), ("  ", "")]
        end += [(left(self._author(card), self._author_width, glyphs), "$muted"), ("  ", "")]
        end += self._age(card)
        if 48 < width <= 90:
            letter = self._letter(card)
            end += [("  ", ""), (letter, "$muted")]
        return spread(start, end, width, glyphs) if width >= 36 else crop(start, width, glyphs)

    def _whole(self, card: FeedbackCard, width: int, here: bool) -> list[Line]:
        glyphs = self.glyphs
        feedback = card.feedback
        wide = width > 90
        margin = 3 + (_STATE_WIDTH if wide else 0)
        room = max(1, width - margin - 2)
        blank = (" " * margin, "")
        said = wrap(feedback.text, room, 0, glyphs)
        start = [*self._mark(card, here), *self._state(card)]
        lines: list[Line] = [[*start, (said[0], self._style(card))]]
        lines += [[blank, (text, self._style(card))] for text in said[1:]]
        facts = [card.label, KIND_WORDS[feedback.kind]]
        if not wide:
            facts.append(self._state_words(card))
        if card.kpi:
            facts.append(typed(card.kpi.name))
        facts.append(
            "anonymous" if feedback.anonymous else typed(card.author.name) if card.author else glyphs.plain("–")
        )
        if feedback.votes:
            facts.append(f"+{feedback.votes} me too")
        line: Line = [blank, (glyphs.plain(" · ").join(facts), "$muted")]
        lines.append(spread(line, self._age(card), width, glyphs))
        if feedback.reply:
            by = f"{typed(feedback.replied_by)}: " if feedback.replied_by else ""
            for text in wrap(by + feedback.reply, max(1, room - 2), 0, glyphs):
                lines.append([blank, (f"{glyphs.bar} ", "$accent-text"), (text, "")])
        return lines

    def _mark(self, card: FeedbackCard, here: bool) -> Line:
        glyphs = self.glyphs
        style = "$accent-text" if is_open(card.feedback) else "$off"
        cursor = (glyphs.cursor if here else " ", "$accent-text bold")
        return [cursor, *([(" ", "")] if self.framed else []), (f"{glyphs.feedback[card.feedback.state]} ", style)]

    def _state(self, card: FeedbackCard) -> Line:
        if self.room.width <= 90:
            return []
        style = "$accent-text" if is_open(card.feedback) else "$muted"
        return [(left(self._state_words(card), _STATE_WIDTH - (1 if self.framed else 0)), style)]

    def _state_words(self, card: FeedbackCard) -> str:
        return f"{short_name(card.action)}" if card.action else SHORT_STATE_WORDS[card.feedback.state]

    def _style(self, card: FeedbackCard) -> str:
        return "$heading" if is_open(card.feedback) else "$muted"

    def _author(self, card: FeedbackCard) -> str:
        return self.glyphs.plain("–") if not (card.author or card.feedback.anonymous) else typed(author_words(card))

    def _age(self, card: FeedbackCard) -> Line:
        words = plain.age_words(card.age_hours)
        if card.overdue:
            return [(right(f"{self.glyphs.alarm} {words}", 7), "$lose bold")]
        return [(right(words, 7), "$muted")]

    def _letter(self, card: FeedbackCard) -> str:
        assert self.snapshot is not None
        of_kpi = self.snapshot.kpi(card.kpi.id) if card.kpi else None
        return typed(of_kpi.category.letter)[:1] if of_kpi and of_kpi.category else " "
