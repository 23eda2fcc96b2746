"""What the three panes share: a snapshot in, a heading, a frame or none, and Opened out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from kpiboard.screens.frame.selection import Kind, Opened, Selection
from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.cardlist import CardList
from kpiboard.views.board import BoardSnapshot


class Pane(CardList):
    """One pane of the board. `framed` panes are cards with air around, the others are parts of one dense list."""

    KIND: ClassVar[Kind]
    TITLE: ClassVar[str]
    CAPITALS: ClassVar[str] = ""  # the title of a framed pane, if it is not simply the title in capitals

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.snapshot: BoardSnapshot | None = None
        self.framed = False
        self.zoomed = False

    def show(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        self.relayout()

    def look(self, *, framed: bool, zoomed: bool) -> None:
        """How the board wants the pane; takes effect when its size changes or at the next relayout."""
        if (framed, zoomed) != (self.framed, self.zoomed):
            self.framed, self.zoomed = framed, zoomed
            self.set_class(framed, "-framed")
            if self.size:  # else it is arranged when it gets one
                self.call_after_refresh(self._relook)

    def _relook(self) -> None:
        self.relayout()
        self.reveal()

    @property
    def selection(self) -> Selection | None:
        return Selection(self.KIND, self.cursor) if isinstance(self.cursor, str) else None

    def move_to(self, card_id: Hashable) -> bool:
        """The bottom line says so when somebody is to be congratulated on the card under the cursor."""
        before = self._praised
        moved = super().move_to(card_id)
        if before is not self._praised:
            self.screen.refresh_bindings()
        return moved

    @property
    def _praised(self) -> bool:
        return self.snapshot is not None and any(card.about == self.cursor for card in self.snapshot.praise)

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        event.stop()
        if isinstance(event.card_id, str):
            self.post_message(Opened(Selection(self.KIND, event.card_id)))

    @property
    def head_rows(self) -> int:
        return 3 if self.framed else 1

    def hidden(self) -> int:
        """How many cards do not fit without scrolling."""
        view = self.room.height - self.head_rows
        return len([place for place in self.arranged.places if place.entry.id and place.area.bottom > view])

    def heading(self, facts: Sequence[Line], width: int) -> list[Line]:
        """The title, the facts behind it and, when not everything fits, how much more there is."""
        glyphs, more = self.glyphs, self._more()
        line = self._title()
        for fact in facts:
            part = self._fact(fact)
            if width_of(line) + width_of(part) + width_of(more) > width:
                break  # a fact is shown whole or not at all
            line += part
        line = crop(line, width - width_of(more), glyphs)
        gap = width - width_of(line) - width_of(more)
        if self.framed:
            return [[], [*line, (" " * gap, ""), *more], []]
        return [[*line, (glyphs.rule * gap, self._rule), *more]]

    def room_behind(self, facts: Sequence[Line], width: int) -> int:
        """The cells that the heading has for one more fact behind these; below 0 when they do not all fit."""
        return width - sum(map(width_of, (self._title(), *map(self._fact, (*facts, [])), self._more())))

    @property
    def _rule(self) -> str:
        return "$accent" if self.has_focus else "$rule"

    def _title(self) -> Line:
        focus = self.has_focus
        words = f" {self.CAPITALS or self.TITLE.upper()}  " if self.framed else f"{self.TITLE} "
        mark = (self.glyphs.cursor if focus else " ", "$accent-text bold")
        return [mark, (words, "$accent-text bold" if focus else "$heading bold")]

    def _fact(self, fact: Line) -> Line:
        before = (" ", "") if self.framed else (self.glyphs.rule * 2 + " ", self._rule)
        return [before, *fact, ("  " if self.framed else " ", "")]

    def _more(self) -> Line:
        hidden, words = self.hidden(), " more" if self.room.width > 24 else ""
        return [(f" {self.glyphs.more} +{hidden}{words} ", "$muted")] if hidden else []

    def in_sight(self, card_id: Hashable) -> bool:
        """Whether the whole of a card is seen as the pane is scrolled now."""
        place = self.arranged.of(card_id)
        if place is None:
            return False
        area, top = place.area, self.scroll_offset.y
        return top <= area.y and area.bottom <= top + self.room.height - self.head_rows

    def invitation(self, words: str) -> list[Line]:
        """The line of an empty pane: what is so, and what to do."""
        return [[("  " if self.framed else " ", ""), (self.glyphs.plain(words), "$muted")]]
