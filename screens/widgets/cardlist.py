"""CardList: cards in one or more columns, drawn line by line, with a cursor that stays on its card.

One widget whatever the number of cards. It knows where cards stand, the cursor, keys, mouse and scrolling; what a
card looks like is up to the subclass: `place_cards` puts entries into the size there is, `paint` words one of them.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kpiboard.screens.text import Line
from kpiboard.screens.widgets.arrangement import Arranged, Arrangement, Entry
from kpiboard.screens.widgets.ink import Ink


class CardList(Ink, ScrollView, can_focus=True):
    DEFAULT_CSS = """
    CardList {
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size: 1 1;
        background: $card; color: $foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('up')", show=False),
        Binding("down", "step('down')", show=False),
        Binding("left", "step('left')", show=False),
        Binding("right", "step('right')", show=False),
        Binding("pageup", "step('pageup')", show=False),
        Binding("pagedown", "step('pagedown')", show=False),
        Binding("home", "step('home')", show=False),
        Binding("end", "step('end')", show=False),
        Binding("enter", "open", show=False),
    ]

    class Chosen(Message):
        """Enter or a click on the card under the cursor."""

        def __init__(self, cards: CardList, card_id: Hashable) -> None:
            super().__init__()
            self.cards = cards
            self.card_id = card_id

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor: Hashable | None = None
        self.arranged = Arranged(Arrangement(()), 0)
        self._heads: dict[bool, list[Strip]] = {}  # with and without the focus
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self._moved = False  # whether somebody has put the cursor where it is
        self._focused_by_click = False
        self._opened_by_click = False

    # What a subclass says about its cards.

    def place_cards(self, width: int, height: int) -> Arrangement:
        """Where the cards stand in that much room, of which the head takes some."""
        raise NotImplementedError

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        """The lines of one entry; `here` when it is under the cursor."""
        raise NotImplementedError

    def head(self, width: int) -> list[Line]:
        """Lines above the cards that do not scroll."""
        return []

    def empty(self, width: int) -> list[Line]:
        """What stands there when there is no card: what to do."""
        return []

    def base(self, entry: Entry, here: bool) -> str:
        """The style a whole card lies on."""
        if here and entry.id:
            return "on $cursor-bg"
        return ""

    # Where everything stands.

    @property
    def room(self) -> Size:
        """The cells cards and head can use: without the gutter of the scrollbar."""
        return self.scrollable_content_region.size

    def compose(self) -> ComposeResult:
        return []

    def relayout(self) -> None:
        """Arranges everything anew; the cursor stays on its card and the card where it is on the screen."""
        if not self.is_attached:
            return
        anchor, offset = self._anchor()
        width, height = self.room
        self._colours.clear()
        self._drawn.clear()
        old_cursor_place = self.arranged.index.get(self.cursor or "", 0)
        self.arranged = Arranged(self.place_cards(width, height), width)
        self._heads.clear()
        if self.cursor not in self.arranged.index:
            # The card is gone: the one that took its place.
            ids = [place.entry.id for place in self.arranged.places[old_cursor_place:] if place.entry.id]
            ids = ids or [place.entry.id for place in reversed(self.arranged.places) if place.entry.id]
            self.cursor = ids[0] if ids else None
        self.virtual_size = Size(width, len(self._head) + len(self.arranged.row_at))
        if held := self.arranged.of(anchor):
            self.scroll_to(y=held.area.y - offset, animate=False, force=True)
        self.refresh()

    @property
    def _head(self) -> list[Strip]:
        strips = self._heads.get(self.has_focus)
        if strips is None:
            width, height = self.room
            strips = [self.strip(line, width) for line in self.head(width)][:height]
            self._heads[self.has_focus] = strips
        return strips

    def _anchor(self) -> tuple[Hashable, int]:
        """The card to hold on to, and how far it is from the top: that of the cursor if seen, else the first seen."""
        top = self.scroll_offset.y
        seen = range(top, top + max(1, self.room.height - len(self._head)))
        for place in (self.arranged.of(self.cursor), *self.arranged.places):
            if place and place.entry.id and place.area.y in seen:
                return place.entry.id, place.area.y - top
        return "", 0

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width = self.room.width
        if y < len(self._head):
            return self._head[y]
        y += self.scroll_offset.y - len(self._head)
        if not self.arranged.index:
            lines = self.empty(width)
            return self.strip(lines[y] if y < len(lines) else [], width, "")
        if y >= len(self.arranged.row_at) or self.arranged.row_at[y] < 0:
            return Strip.blank(width, self.colour(""))
        pieces: list[Strip] = []
        x = 0
        for index in self.arranged.rows[self.arranged.row_at[y]]:
            area = self.arranged.places[index].area
            if area.x > x:
                pieces.append(Strip.blank(area.x - x, self.colour("")))
            pieces.append(self._card(index)[y - area.y])
            x = area.right
        return Strip.join(pieces).adjust_cell_length(width, self.colour(""))

    def _card(self, index: int) -> list[Strip]:
        entry, area = self.arranged.places[index].entry, self.arranged.places[index].area
        here = entry.id == self.cursor and self.has_focus
        strips = self._drawn.get((index, here))
        if strips is None:
            lines = self.paint(entry, area.width, area.height, here)
            lines = [*lines, *([] for _ in range(area.height - len(lines)))]
            base = self.base(entry, here)
            strips = self._drawn[index, here] = [self.strip(line, area.width, base) for line in lines[: area.height]]
        return strips

    def _redraw(self, card_id: Hashable | None) -> None:
        if place := self.arranged.of(card_id):
            area = place.area
            top = area.y - self.scroll_offset.y + len(self._head)
            self.refresh(Region(area.x, top, area.width, area.height))

    def recolour(self) -> None:
        self._drawn.clear()
        self._heads.clear()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Arranges the cards before the next frame; a Resize comes after it.

        A private hook of Textual; tests/screens/test_widgets.py pins it.
        """
        resized = size != self.outer_size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if resized:
            if not self._moved:
                self.cursor = None  # the sizes on the way to the first frame may order the cards differently
            self.relayout()
            self.reveal()
        return changed

    def on_focus(self) -> None:
        self._focused_by_click = True
        self._refocused()

    def on_blur(self) -> None:
        self._refocused()

    def _refocused(self) -> None:
        self._redraw(self.cursor)
        self.refresh(Region(0, 0, self.room.width, len(self._head)))

    # The cursor.

    def move_to(self, card_id: Hashable) -> bool:
        """Puts the cursor on a card and shows it; False when there is no such card."""
        if card_id not in self.arranged.index:
            return False
        before, self.cursor = self.cursor, card_id
        self._moved = True
        if before != card_id:
            self._redraw(before)
            self._redraw(card_id)
        self.reveal()
        return True

    def reveal(self) -> None:
        """Scrolls just as far as the card under the cursor asks, with the heading above it."""
        if self.cursor not in self.arranged.index:
            return
        index = self.arranged.index[self.cursor]
        area = self.arranged.places[index].area
        top = area.y
        if index and self.arranged.places[index - 1].entry.across:
            top = self.arranged.places[index - 1].area.y
        view = self.room.height - len(self._head)
        if top < self.scroll_offset.y or area.height >= view:
            self.scroll_to(y=top, animate=False, force=True)
        elif area.bottom > self.scroll_offset.y + view:
            self.scroll_to(y=area.bottom - view, animate=False, force=True)

    def action_step(self, way: str) -> None:
        self._focused_by_click = False
        if here := self.arranged.of(self.cursor):
            self.move_to(self.arranged.step(here, way, max(1, self.room.height - len(self._head))).entry.id)

    def action_open(self) -> None:
        if self.cursor in self.arranged.index:
            self.post_message(self.Chosen(self, self.cursor))

    def card_at(self, x: int, y: int) -> Hashable:
        """The id of the card at a place on the widget; empty where there is none."""
        if y < len(self._head):
            return ""
        return self.arranged.at(x, y + self.scroll_offset.y - len(self._head))

    def on_click(self, event: events.Click) -> None:
        self.clicked(event)

    def clicked(self, event: events.Click) -> None:
        """A click puts the cursor on a card, and opens the card the cursor was already on."""
        card_id = self.card_at(event.x, event.y)
        chosen_before = card_id == self.cursor and not self._focused_by_click
        self._focused_by_click = False
        if not card_id:
            return
        self.move_to(card_id)
        opened_before, self._opened_by_click = self._opened_by_click, chosen_before
        if chosen_before and not (event.chain > 1 and opened_before):
            self.action_open()
