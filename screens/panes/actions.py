"""The action queue: what is late first and loud, then by stage; what has ended last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from kpiboard.model import Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules.pdca import RUNNING
from kpiboard.screens.panes.queue import NAMED, QueuePane, due_part, ended, joined, marks, owner_part, stage_sign
from kpiboard.screens.text import Glyphs, Line, crop, left, spread, typed, width_of, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.views.board import ActionCard, BoardSnapshot

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


class ActionPane(QueuePane):
    TITLE: ClassVar[str] = "Actions"

    def __init__(self) -> None:
        super().__init__(id="actions")
        self._lines = 1
        self._due_width = 0
        self._label_width = 4
        self._sign_width = 2

    def place_cards(self, width: int, height: int) -> Arrangement:
        if self.snapshot is None or not self.cards:
            return Arrangement([])
        groups = grouped(self.cards)
        cards = [card for _, members in groups for card in members]
        dues = [due_part(card, self.snapshot, self.glyphs)[0] for card in cards]
        self._due_width = min(14, max(cell_len(words) for words in dues))
        self._label_width = max(4, *(len(card.label) for card in cards))
        self._sign_width = 1 + max(len(stage_sign(card.action, self.glyphs)) for card in cards)
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
        glyphs, view = self.glyphs, self.view_facts()
        counts: list[Line] = []
        for stage in RUNNING:
            count = sum(card.action.stage is stage for card in self.cards)
            counts.append([(f"{glyphs.stage[stage]} {count}", "$muted")])
        if self.framed:
            whole = not view or self.room_behind([*view, *counts], width) >= 0
            return self.two_rows([*view, *counts] if whole else view, width, always=False)
        late, busy = self.late_fact(width, always=True), self.busy_facts()
        # Which ones are late out of sight comes before how many there are of each stage, and before who is busy.
        for before, after in ((counts, busy), ([], busy), ([], [])):
            room = self.room_behind([*view, *before, *after], width)
            if min(NAMED, width_of(late[0]) if late else 0) <= room:
                break
        late = self.late_fact(max(0, room), always=True)
        return self.heading([*view, *before, *late, *after], width)

    def empty(self, width: int) -> list[Line]:
        if self.snapshot is None:
            return []
        if self.snapshot.actions:
            return self.invitation("Nothing here in this view · esc shows all")
        return self.invitation("No actions yet · press a to start one")

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        assert self.snapshot is not None
        glyphs = self.glyphs
        card = self.snapshot.action(str(entry.id))
        if card is None:
            late = entry.words.startswith("LATE")
            heading: Line = [("  ", ""), (entry.words, "$lose bold" if late else "$muted bold")]
            return [*([] for _ in range(height - 1)), heading]
        if self._lines == 1:
            return [self._row(card, width, here)]
        return action_card(card, self.snapshot, width, height, here, glyphs)

    def _row(self, card: ActionCard, width: int, here: bool) -> Line:
        assert self.snapshot is not None
        glyphs, over = self.glyphs, ended(card)
        due, due_style = due_part(card, self.snapshot, glyphs)
        owner, owner_style = owner_part(card, glyphs)
        end: Line = [
            (left(owner, 3, glyphs), owner_style),
            ("  ", ""),
            (due, due_style),
            (" " * (self._due_width - cell_len(due)), ""),
        ]
        title = typed(card.action.title)
        start: Line = [
            (glyphs.cursor if here else " ", "$accent-text bold"),
            (" " if self.framed else "", ""),
            (left(stage_sign(card.action, glyphs), self._sign_width), "$off" if over else "$accent-text"),
            (left(card.label, self._label_width + 1), "$muted"),
            (title, "$off" if over else "$heading"),
        ]
        if width < 36:
            return crop(start, width, glyphs)
        if card.kpi and width > 90:
            end = [(left(typed(card.kpi.name), 24, glyphs), "$muted"), ("  ", ""), *end]
        # A long title gives way to what presses, but not all of it.
        room = width - width_of(end) - width_of(start) + max(0, cell_len(title) - 24) - 3
        signs = joined(marks(card), glyphs, room)
        return spread(start, [*signs, ("  ", ""), *end] if signs else end, width, glyphs)


def action_card(
    card: ActionCard, snapshot: BoardSnapshot, width: int, height: int, here: bool, glyphs: Glyphs
) -> list[Line]:
    """A card of two to four lines, the last one blank from three on: title, facts, and the latest word on it."""
    over = ended(card)
    room = max(1, width - 5)
    title = wrap(card.action.title, room, 2 if height > 3 else 1, glyphs)
    title_style = "$off" if over else "$heading bold"
    lines: list[Line] = [
        [
            (f"{glyphs.cursor if here else ' '} ", "$accent-text bold"),
            (left(stage_sign(card.action, glyphs), 3), "$off" if over else "$accent-text"),
            (title[0], title_style),
        ]
    ]
    lines += [[("     ", ""), (text, title_style)] for text in title[1:]]
    facts: Line = [(f"{card.label}  ", "$muted"), owner_part(card, glyphs)]
    due = due_part(card, snapshot, glyphs)
    if due[0]:
        facts += [("  ", ""), due]
    pressing = marks(card)
    about = [(typed(card.kpi.name), "$muted")] if card.kpi else []
    about += [(f"from {short_name(piece)}", "$muted") for piece in card.feedback]
    left_over = room - width_of(facts) - 3
    rows = [joined([*pressing, *about], glyphs)]
    if pressing and width_of(rows[0]) > left_over:
        if len(lines) + 2 < height:
            rows = [joined(about, glyphs), joined(pressing, glyphs, room)]
        elif width_of(joined(pressing, glyphs)) > left_over:  # each whole or not at all
            rows = [joined(pressing, glyphs, left_over)]
    rows[0] = [*facts, (glyphs.plain(" · "), "$muted"), *rows[0]] if rows[0] else facts
    lines += [[("     ", ""), *crop(row, room, glyphs)] for row in rows]
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
