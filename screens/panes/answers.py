"""How the red contract is kept: reds without an answer, the acted-on rate, and what gathers dust."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import ClassVar

from textual.binding import Binding, BindingType

from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import Card, CardsPane, Item
from kpiboard.screens.text import Line, crop, spread, typed, width_of, wrap
from kpiboard.screens.widgets.figures import figure
from kpiboard.screens.widgets.meter import meter
from kpiboard.screens.widgets.tile import initials, letter
from kpiboard.views.answers import Contract
from kpiboard.views.board import KpiCard
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.action import firefighting_words
from kpiboard.words.answers import RARELY_WORDS, acted_words, done_words
from kpiboard.words.kpi import target_words, value_words


class About(Enum):
    """What a card is about, where an item alone does not say it."""

    DUST = auto()
    ACTED = auto()
    FIRES = auto()
    MOVED = auto()
    ASKED = auto()


class AnswerPane(CardsPane):
    """A pane of the page of answers."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.study: Contract | None = None

    def said(self, words: str, style: str, width: int, most: int = 3) -> list[Line]:
        return [[(text, style)] for text in wrap(self.glyphs.plain(words), width, most, self.glyphs)]


class OpenPane(AnswerPane):
    """The KPIs with an unanswered red, the oldest first, and those nobody ever acted on; enter starts an action."""

    TITLE: ClassVar[str] = "No answer yet"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Answer it", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="open")

    def facts(self) -> list[Line]:
        waiting = len(self.study.unanswered) if self.study else 0
        return [[(f"{self.glyphs.alarm} {waiting}", "$lose bold")]] if waiting else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None or self.snapshot is None:
            return
        for card in self.study.unanswered:
            yield self._open(card, width)
        dust = [card for card in self.study.dust if not card.reds]
        if dust:
            why = "red in the last 30 days, and never an action: measured for nothing?"
            yield Card("", [*self.title("Dust", width).lines, *self.said(why, "$muted", width)])
            for card in dust:
                yield Card(Item(Selection("kpi", card.kpi.id), About.DUST), [self._named(card, [], width)])

    def _open(self, card: KpiCard, width: int) -> Card:
        assert self.snapshot is not None
        age = (plain.age_words(card.reds[0].hours(self.snapshot.taken_at)), "$lose bold")
        lines = [self._named(card, [age, ("  ", "")], width)]
        value = plain.with_unit(value_words(card.latest, card.kpi), card.kpi.unit)
        fact = f"{value}, wanted {target_words(card.target)}"
        asks = kpi_words.asked_for(card) or kpi_words.sense(card)
        lines += self.said(typed(kpi_words.no_action(card, self.snapshot.today)), "$lose", width - 2, 1)
        lines += self.said(" · ".join(typed(part) for part in (fact, asks) if part), "$muted", width - 2)
        return Card(Item(Selection("kpi", card.kpi.id)), [lines[0], *([("  ", ""), *line] for line in lines[1:])])

    def _named(self, card: KpiCard, before_owner: Line, width: int) -> Line:
        glyphs = self.glyphs
        start: Line = [(f"{letter(card, glyphs)} ", "$lose bold"), (typed(card.kpi.name), "$heading bold")]
        return spread(start, [*before_owner, (initials(card, glyphs), "$heading")], width, glyphs)

    def empty(self, width: int) -> list[Line]:
        return self.invitation("No red waits for an answer, and nothing gathers dust") if self.study else []


class ActedPane(AnswerPane):
    """The rates: reds acted on, fires fought, actions done beside readings taken."""

    TITLE: ClassVar[str] = "Acted on"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Which ones?", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="acted")

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        yield Card(About.ACTED, self._acted(width))
        found = self.study.firefighting
        bar = meter(found.share, min(width, 40), self.glyphs, "$watch") if found.share is not None else []
        why = "containment stops the harm, a countermeasure its cause"
        fires = [*self.said(firefighting_words(found), "", width), *self.said(why, "$muted", width)]
        yield self.title("Firefighting", width)
        yield Card(About.FIRES, [bar, *fires] if bar else fires)
        done = self.said(done_words(self.study.done_per_100), "", width)
        yield Card("", [*self.title("Doing and measuring", width).lines, *done])

    def _acted(self, width: int) -> list[Line]:
        """The rate as a heavy figure; what it counts, and what the articles say, beside it or below."""
        assert self.study is not None
        share, glyphs = self.study.acted.share, self.glyphs
        rate = glyphs.plain("–" if share is None else str(round(100 * share)))
        scale = 2 if self.framed and glyphs.half_blocks and width >= 60 else 1
        heavy: list[Line] = [[(row, "$heading")] for row in figure(rate, scale, glyphs)]
        wide = width_of(heavy[0]) + 2
        room = width - wide if width - wide >= 30 else 0
        words = acted_words(self.study.acted)
        said = [(f"% {words.counted}" if words.missed else words.counted, "$heading"), (words.often, "$muted")]
        said.append((" · ".join(filter(None, (words.missed, RARELY_WORDS))), "$muted"))
        beside = [line for text, style in said if text for line in self.said(text, style, room or width, 2)]
        if not room:
            return [*heavy, *beside]
        blank: Line = [(" " * (wide - 2), "")]
        rows = [*heavy, *([blank] * (len(beside) - len(heavy)))]
        return [[*row, ("  ", ""), *(beside[n] if n < len(beside) else [])] for n, row in enumerate(rows)]


class LearnedPane(AnswerPane):
    """The wall of what was learned, the newest first; enter opens the action it comes from."""

    TITLE: ClassVar[str] = "What we learned"

    def __init__(self) -> None:
        super().__init__(id="learned")

    def facts(self) -> list[Line]:
        return [[(str(len(self.study.learned)), "$muted")]] if self.study and self.study.learned else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        glyphs, today = self.glyphs, self.study.today
        for card in self.study.learned:
            action = card.action
            texts = wrap(action.learning, width - 2, 4, glyphs)
            lines: list[Line] = [[(f"{glyphs.bar} ", "$accent-text"), (text, "$heading")] for text in texts]
            ended = plain.day_words(action.ended_on, today) if action.ended_on else action.stage.value
            about = f"{card.label} {typed(action.title)}"
            who = f"{typed(card.owner.initials)} · {ended}" if card.owner else ended
            lines.append(spread([("  ", ""), (about, "$muted")], [(glyphs.plain(who), "$muted")], width, glyphs))
            if action.standard:
                kept = glyphs.plain("standard: ") + typed(action.standard)
                lines.append([("  ", ""), *crop([(kept, "$muted")], width - 2, glyphs)])
            yield Card(Item(Selection("action", action.id)), lines)

    def empty(self, width: int) -> list[Line]:
        return self.invitation("Nothing yet: an action says what was learned when it is checked") if self.study else []
