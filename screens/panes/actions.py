"""The action queue: what is late first and loud, then by stage; what has ended last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from kpiboard import wording
from kpiboard.model import Stage
from kpiboard.rules.pdca import RUNNING
from kpiboard.screens.panes import Kind
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import Glyphs, Line, crop, left, spread, typed, wrap
from kpiboard.screens.widgets.cardlist import Arrangement, Entry
from kpiboard.snapshot import ActionCard, BoardSnapshot

_STAGE_WORDS = {
    Stage.PLAN: "PLAN",
    Stage.DO: "DO",
    Stage.CHECK: "CHECK",
    Stage.ACT: "ACT",
    Stage.CLOSED: "CLOSED",
    Stage.CANCELLED: "CANCELLED",
}


def grouped(cards: Sequence[ActionCard]) -> list[tuple[str, list[ActionCard]]]:
    """Late ones, the stages in their order, then closed and cancelled; each as the queue orders them."""
    groups = [("LATE", [card for card in cards if card.days_late])]
    for stage, words in _STAGE_WORDS.items():
        groups.append((words, [card for card in cards if card.action.stage is stage and not card.days_late]))
    return [(words, members) for words, members in groups if members]


def due_part(card: ActionCard, snapshot: BoardSnapshot, glyphs: Glyphs) -> tuple[str, str]:
    words = wording.due_words(card, snapshot.today)
    return (f"{glyphs.alarm} {words}", "$lose bold") if card.days_late else (words, "$muted")


def owner_words(card: ActionCard, glyphs: Glyphs) -> str:
    return typed(card.owner.initials) if card.owner else glyphs.plain("–")


class ActionPane(Pane):
    KIND: ClassVar[Kind] = "action"
    TITLE: ClassVar[str] = "Actions"

    def __init__(self) -> None:
        super().__init__(id="actions")
        self._lines = 1
        self._due_width = 0
        self._label_width = 4

    def place_cards(self, width: int, height: int) -> Arrangement:
        if self.snapshot is None or not self.snapshot.actions:
            return Arrangement([])
        groups = grouped(self.snapshot.actions)
        cards = [card for _, members in groups for card in members]
        dues = [due_part(card, self.snapshot, self.glyphs)[0] for card in cards]
        self._due_width = min(14, max(cell_len(words) for words in dues))
        self._label_width = max(4, *(len(card.label) for card in cards))
        self._lines = 1
        form = self._form(groups, height - self.head_rows)
        if form is None:
            return Arrangement([Entry(card.action.id, 1) for card in cards])
        self._lines, blank = form
        entries: list[Entry] = []
        for words, members in groups:
            above = blank if entries else 0
            entries.append(Entry("", 1 + above, f"{words} {len(members)}", across=True))
            entries += [Entry(card.action.id, self._lines) for card in members]
        return Arrangement(entries)

    def _form(self, groups: Sequence[tuple[str, list[ActionCard]]], height: int) -> tuple[int, int] | None:
        """Lines a card and blanks above a heading: the roomiest form that shows all running ones together.

        None is the dense list without headings. A zoomed pane scrolls rather than having less than three lines.
        """
        if not (self.framed or self.zoomed):
            return None
        running = [members for _, members in groups if members[0].action.stage in RUNNING]
        cards = sum(map(len, running))
        for lines, blank in ((5, 0), (4, 0), (3, 0), (2, 1), (2, 0), (1, 1), (1, 0)):
            if cards * lines + len(running) * (1 + blank) <= height or (self.zoomed and lines == 3):
                return lines, blank
        return None

    def head(self, width: int) -> list[Line]:
        if self.snapshot is None:
            return self.heading([], width)
        glyphs = self.glyphs
        facts: list[Line] = []
        for stage in RUNNING:
            count = sum(card.action.stage is stage for card in self.snapshot.actions)
            facts.append([(f"{glyphs.stage[stage]} {count}", "$muted")])
        late = sum(1 for card in self.snapshot.actions if card.days_late)
        if late and not self.framed:
            facts.append([(f"{glyphs.alarm} {late} late", "$lose bold")])
        return self.heading(facts, width)

    def empty(self, width: int) -> list[Line]:
        return self.invitation("No actions yet · press a to start one") if self.snapshot else []

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        assert self.snapshot is not None
        glyphs = self.glyphs
        card = self.snapshot.action(entry.id)
        if card is None:
            late = entry.words.startswith("LATE")
            heading: Line = [("  ", ""), (entry.words, "$lose bold" if late else "$muted bold")]
            return [*([] for _ in range(height - 1)), heading]
        if self._lines == 1:
            return [self._row(card, width, here)]
        return action_card(card, self.snapshot, width, height, here, glyphs)

    def _row(self, card: ActionCard, width: int, here: bool) -> Line:
        assert self.snapshot is not None
        glyphs = self.glyphs
        due, due_style = due_part(card, self.snapshot, glyphs)
        ended = card.action.stage in (Stage.CLOSED, Stage.CANCELLED)
        end: Line = [
            (left(owner_words(card, glyphs), 3, glyphs), "$muted"),
            ("  ", ""),
            (left(due, self._due_width, glyphs), due_style),
        ]
        start: Line = [
            (glyphs.cursor if here else " ", "$accent-text bold"),
            (" " if self.framed else "", ""),
            (f"{glyphs.stage[card.action.stage]} ", "$off" if ended else "$accent-text"),
            (left(card.label, self._label_width + 1), "$muted"),
            (typed(card.action.title), "$off" if ended else "$heading"),
        ]
        if card.kpi and width > 90:
            end = [(left(typed(card.kpi.name), 24, glyphs), "$muted"), ("  ", ""), *end]
        return spread(start, end, width, glyphs) if width >= 36 else crop(start, width, glyphs)


def action_card(
    card: ActionCard, snapshot: BoardSnapshot, width: int, height: int, here: bool, glyphs: Glyphs
) -> list[Line]:
    """A card of two to four lines, the last one blank from three on: title, facts, and the latest word on it."""
    ended = card.action.stage in (Stage.CLOSED, Stage.CANCELLED)
    due, due_style = due_part(card, snapshot, glyphs)
    room = max(1, width - 5)
    title = wrap(card.action.title, room, 2 if height > 3 else 1, glyphs)
    title_style = "$off" if ended else "$heading bold"
    mark = glyphs.cursor if here else " "
    lines: list[Line] = [
        [
            (f"{mark} ", "$accent-text bold"),
            (f"{glyphs.stage[card.action.stage]}  ", "$off" if ended else "$accent-text"),
            (title[0], title_style),
        ]
    ]
    lines += [[("     ", ""), (text, title_style)] for text in title[1:]]
    facts: Line = [(f"{card.label}  {owner_words(card, glyphs)}", "$muted")]
    if due:
        facts += [("  ", ""), (due, due_style)]
    about = [typed(card.kpi.name)] if card.kpi else []
    about += [f"from {piece_label}" for piece_label in (f"F-{piece.number}" for piece in card.feedback)]
    if about:
        facts.append((glyphs.plain(" · ") + glyphs.plain(" · ").join(about), "$muted"))
    lines.append([("     ", ""), *crop(facts, room, glyphs)])
    said = latest_word(card)
    if said and len(lines) < height - 1:
        lines += [[("     ", ""), (text, "$muted")] for text in wrap(said, room, height - 1 - len(lines), glyphs)]
    return lines


def latest_word(card: ActionCard) -> str:
    """The reason it was cancelled, the latest note, or the deepest why."""
    if card.action.cancel_reason:
        return card.action.cancel_reason
    if card.notes:
        note = max(card.notes, key=lambda note: note.said_at)
        return f"{note.said_by}: {note.text}"
    if card.whys:
        return f"because {max(card.whys, key=lambda why: why.position).because}"
    return ""
