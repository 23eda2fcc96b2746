"""What the three panes share: a snapshot in, a heading, a frame or none, and Opened out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kpiboard.screens.panes import Kind, Opened, Selection
from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.cardlist import CardList
from kpiboard.snapshot import BoardSnapshot


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
            self.call_after_refresh(self._relook)

    def _relook(self) -> None:
        self.relayout()
        self.reveal()

    @property
    def selection(self) -> Selection | None:
        return Selection(self.KIND, self.cursor) if self.cursor else None

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        event.stop()
        self.post_message(Opened(Selection(self.KIND, event.card_id)))

    @property
    def head_rows(self) -> int:
        return 3 if self.framed else 1

    def hidden(self) -> int:
        """How many cards do not fit without scrolling."""
        view = self.room.height - self.head_rows
        return sum(1 for place in self._places if place.entry.id and place.area.bottom > view)

    def heading(self, facts: Sequence[Line], width: int) -> list[Line]:
        """The title, the facts behind it and, when not everything fits, how much more there is."""
        glyphs = self.glyphs
        focus = self.has_focus
        style = "$accent-text bold" if focus else "$heading bold"
        mark = (glyphs.cursor if focus else " ", "$accent-text bold")
        hidden = self.hidden()
        more: Line = [(f" {glyphs.more} +{hidden} more ", "$muted")] if hidden else []
        rule = "$accent" if focus else "$rule"
        line: Line = [mark, (f" {self.CAPITALS or self.TITLE.upper()}  " if self.framed else f"{self.TITLE} ", style)]
        for fact in facts:
            before: Line = [(" ", "")] if self.framed else [(glyphs.rule * 2 + " ", rule)]
            part: Line = [*before, *fact, ("  " if self.framed else " ", "")]
            if width_of(line) + width_of(part) + width_of(more) > width:
                break  # a fact is shown whole or not at all
            line += part
        line = crop(line, width - width_of(more), glyphs)
        gap = width - width_of(line) - width_of(more)
        if self.framed:
            return [[], [*line, (" " * gap, ""), *more], []]
        return [[*line, (glyphs.rule * gap, rule), *more]]

    def invitation(self, words: str) -> list[Line]:
        """The line of an empty pane: what is so, and what to do."""
        return [[("  " if self.framed else " ", ""), (self.glyphs.plain(words), "$muted")]]
