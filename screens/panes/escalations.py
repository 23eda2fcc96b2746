"""Help asked from the next tier: the list of it, and one of them with its answers and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model import Answer, AnswerState
from kpiboard.model.frozen import frozen
from kpiboard.rules.escalation import State, may_answer, may_confirm, may_raise_again
from kpiboard.screens.panes.study import Card, CardsPane
from kpiboard.screens.text import Glyphs, Line, left, spread, typed, wrap
from kpiboard.screens.widgets.arrangement import Entry
from kpiboard.views.board import BoardSnapshot, EscalationCard
from kpiboard.words.escalation import ANSWER_WORDS, from_to_words, moment_words, state_words, wanted_by

TEXT = "text"  # the card that holds what was asked
LABEL = 9  # cells of the labels beside the text
MOST = 30  # confirmed ones that are listed


@frozen
class Deed:
    """Something that can be done with an escalation now; `action` is the screen's, `key` the one bound to it."""

    key: str
    action: str
    words: str
    why: str


def deeds(card: EscalationCard) -> list[Deed]:
    """What can be done, the next step first."""
    state, row = card.state, card.escalation
    found = []
    if card.incoming:
        for key, answer in (("k", AnswerState.ACCEPTED), ("w", AnswerState.RESOLVED), ("d", AnswerState.RETURNED)):
            if may_answer(state, answer):
                words = ANSWER_WORDS[answer]
                found.append(Deed(key, f"answer('{answer.value}')", words.verb, f"say {words.hint}"))
        found.append(Deed("e", "export", "Export", f"a file that takes the answer back to {row.origin}"))
    else:
        if may_confirm(state):
            found.append(Deed("greater_than_sign", "confirm", "Confirm", "the answer helps: it is over"))
        if may_raise_again(state):
            found.append(Deed("less_than_sign", "again", "Raise again", "the answer does not help; say why"))
        found.append(Deed("e", "export", "Export", f"a file for the board of tier {row.to_tier}"))
    return [*found, Deed("q", "qr", "QR code", "for the camera of a phone")]


def state_part(card: EscalationCard, glyphs: Glyphs) -> tuple[str, str]:
    """How it stands, in the colour that it asks for: red is overdue, the accent waits for this board."""
    words = glyphs.plain(state_words(card))
    if card.overdue:
        return f"{glyphs.alarm} {words}", "$lose bold"
    if card.state is State.CONFIRMED:
        return words, "$off"
    ours = card.state in (State.RETURNED, State.RESOLVED) if not card.incoming else card.state is State.RAISED
    return words, "$accent-text bold" if ours else "$muted"


class ListPane(CardsPane):
    TITLE: ClassVar[str] = "Escalations"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="escalations")
        self.study: tuple[EscalationCard, ...] = ()

    def facts(self) -> list[Line]:
        late = sum(card.overdue for card in self.study)
        facts: list[Line] = [[(f"{sum(card.state is not State.CONFIRMED for card in self.study)} open", "$muted")]]
        if late:
            facts.append([(f"{self.glyphs.alarm} {late} without an answer", "$lose bold")])
        return facts if self.study else []

    def cards(self, width: int) -> Iterator[Card]:
        still_open = [card for card in self.study if card.state is not State.CONFIRMED]
        groups = (
            ("Asked of this board", [card for card in still_open if card.incoming]),
            ("Asked by this board", [card for card in still_open if not card.incoming]),
            ("Confirmed", [card for card in self.study if card.state is State.CONFIRMED][:MOST]),
        )
        for title, members in groups:
            if members:
                yield self.title(title, width)
            for card in members:
                yield self._entry(card, width)

    def _entry(self, card: EscalationCard, width: int) -> Card:
        row, glyphs = card.escalation, self.glyphs
        over = card.state is State.CONFIRMED
        start: Line = [(f"{card.label}  ", "$muted"), (typed(row.about), "$off" if over else "$heading bold")]
        facts: Line = [("     ", ""), (typed(from_to_words(card)), "$accent-text" if card.incoming else "$muted")]
        facts.append((glyphs.plain(f" · {typed(row.reason)}"), "$muted"))
        return Card(
            row.id, [spread(start, [state_part(card, glyphs)], width, glyphs), spread(facts, [], width, glyphs)]
        )

    def empty(self, width: int) -> list[Line]:
        words = (
            "Nothing is escalated · j on an action, a KPI or feedback asks the next tier; i reads a file from a team"
        )
        return [[("  ", ""), (text, "$muted")] for text in wrap(self.glyphs.plain(words), max(1, width - 3))]


class OnePane(CardsPane):
    """The escalation under the cursor of the list; enter does what the cursor stands on."""

    TITLE: ClassVar[str] = "Escalation"
    AIRY: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Do it", key_display="⏎")]

    def __init__(self, chosen: Callable[[], EscalationCard | None], key_of: Callable[[str], str]) -> None:
        super().__init__(id="escalation")
        self._chosen, self._key_of = chosen, key_of
        self._shown = ""

    def show(self, snapshot: BoardSnapshot) -> None:
        """Another one is read from its beginning."""
        card = self._chosen()
        before, self._shown = self._shown, card.escalation.id if card else ""
        if before != self._shown:
            self.cursor = None
        super().show(snapshot)

    def facts(self) -> list[Line]:
        card = self._chosen()
        return [[(card.label, "$muted")], [state_part(card, self.glyphs)]] if card else []

    def base(self, entry: Entry, here: bool) -> str:
        """The text is there to be read: no bar lies over it."""
        return "" if entry.id == TEXT else super().base(entry, here)

    def cards(self, width: int) -> Iterator[Card]:
        card = self._chosen()
        if card is None or self.snapshot is None:
            return
        yield Card(TEXT, list(self._text(card, width)))
        answers = [line for answer in card.answers for line in self._answer(answer, card, width)]
        none = "None yet: this board is asked." if card.incoming else "None yet."
        yield Card("", [*self.title("Answers", width).lines, *(answers or [[(none, "$muted")]])])
        yield self.title("What can be done", width)
        for deed in deeds(card):
            line: Line = [(left(self._key_of(deed.key), 3), "$accent-text bold"), (left(deed.words, 13), "$heading")]
            yield Card(deed, [spread([*line, (self.glyphs.plain(deed.why), "$muted")], [], width, self.glyphs)])

    def _text(self, card: EscalationCard, width: int) -> Iterator[Line]:
        assert self.snapshot is not None
        row, zone = card.escalation, self.snapshot.taken_at.tzinfo
        for text in wrap(row.about, width, 0, self.glyphs):
            yield [(text, "$heading bold")]
        yield []
        by = f" by {row.raised_by}" if row.raised_by else ""
        facts = [("Why", row.reason), ("Help", row.help_asked)]
        facts += [("KPI", card.kpi.name if card.kpi else ""), ("From", row.origin)]
        to = [f"tier {row.to_tier}"] if not card.incoming else []
        facts += [("To", ", ".join([*to, *([row.to_whom] if row.to_whom else [])]))]
        facts += [("Asked", f"{moment_words(row.raised_at, zone)}{by}")]
        if row.confirmed_at:
            by = f" by {row.confirmed_by}" if row.confirmed_by else ""
            facts.append(("Confirmed", f"{moment_words(row.confirmed_at, zone)}{by}"))
        elif card.state is State.RAISED:
            facts.append(("Answer", f"wanted by {wanted_by(card, zone)}"))
        for label, words in facts:
            for place, text in enumerate(wrap(words, width - LABEL - 1, 0, self.glyphs) if words else ()):
                style = "$lose bold" if label == "Answer" and card.overdue else "$foreground"
                yield [(left("" if place else label, LABEL + 1), "$muted"), (text, style)]

    def _answer(self, answer: Answer, card: EscalationCard, width: int) -> list[Line]:
        assert self.snapshot is not None
        before = answer.answered_at < card.escalation.raised_at
        when = moment_words(answer.answered_at, self.snapshot.taken_at.tzinfo)
        by = f" by {typed(answer.answered_by)}" if answer.answered_by else ""
        again = self.glyphs.plain(" · before it was raised again") if before else ""
        head: Line = [(left(answer.state.value, LABEL + 1), "$off" if before else "$heading bold")]
        lines = [spread([*head, (f"{when}{by}{again}", "$muted")], [], width, self.glyphs)]
        texts = wrap(answer.text, width - LABEL - 1, 0, self.glyphs) if answer.text else []
        return [*lines, *([(" " * (LABEL + 1), ""), (text, "$off" if before else "$foreground")] for text in texts)]
