"""The panes of the pages behind the board: any kind of card, and pages of cards that are read from top to bottom."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar

from textual.message import Message
from textual.strip import Strip

from kpiboard.model.frozen import frozen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import Line, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.screens.widgets.cardlist import CardList
from kpiboard.screens.widgets.ink import Ink


class StudyLines(Ink):
    """Lines that do not scroll: the head of a page, or what stands below its panes."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        self.lines = lines
        self.display = bool(lines)
        self.styles.height = len(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        line = self.lines[y] if y < len(self.lines) else []
        return self.strip(line, self.size.width).crop(0, self.size.width)


@frozen
class Item:
    """A card that stands for an item of the board; `part` tells its cards apart where it has several."""

    selection: Selection | None
    part: Hashable = None


class StudyPane(Pane):
    """One pane of a page; its cards may be of any kind, and its screen says what choosing one does."""

    class Picked(Message):
        """Enter, or a click on the card under the cursor."""

        def __init__(self, pane: StudyPane, card: Hashable) -> None:
            super().__init__()
            self.pane = pane
            self.card = card

    class Pointed(Message):
        """The cursor was moved."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.hidden_panes: Sequence[str] = ()  # the titles of those that tab turns to

    @property
    def selection(self) -> Selection | None:
        return self.cursor.selection if isinstance(self.cursor, Item) else None

    @property
    def wanted(self) -> int:
        """How many rows it would fill; 0 when it takes what there is."""
        return 0

    def facts(self) -> list[Line]:
        """What stands behind the title."""
        return []

    def head(self, width: int) -> list[Line]:
        facts = self.facts()
        if self.hidden_panes:
            others = self.glyphs.plain(" · ").join(self.hidden_panes)
            facts = [*facts, [("tab ", "$accent-text bold"), (others, "$muted")]]
        return self.heading(facts, width)

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        event.prevent_default()  # the base class would open it as an item of the board
        event.stop()
        self.post_message(self.Picked(self, event.card_id))

    def move_to(self, card_id: Hashable) -> bool:
        moved = super().move_to(card_id)
        self.post_message(self.Pointed())
        return moved


@frozen
class Card:
    """Lines that the cursor takes as one; with an empty `id` they are a heading, which it passes over."""

    id: Hashable
    lines: Sequence[Line]


class CardsPane(StudyPane):
    """A pane that reads from top to bottom: headings, and under them cards of a few lines each."""

    AIRY: ClassVar[bool] = True  # a blank line between the cards where they all fit with it

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._texts: dict[str, Sequence[Line]] = {}

    def cards(self, width: int) -> Iterable[Card]:
        """What stands here, in lines of at most `width` cells."""
        raise NotImplementedError

    @property
    def wanted(self) -> int:
        cards = list(self.cards(max(1, (self.room.width or 60) - 4)))
        blanks = sum(not card.id for card in cards[1:]) + (len(cards) if self.AIRY else 0)
        return self.head_rows + sum(len(card.lines) for card in cards) + blanks + int(self.framed)

    def place_cards(self, width: int, height: int) -> Arrangement:
        cards = list(self.cards(max(1, width - 4)))
        room, lines = height - self.head_rows, sum(len(card.lines) for card in cards)
        spaced = self.AIRY and lines + len(cards) <= room
        grouped = spaced or self.framed or lines + sum(not card.id for card in cards[1:]) <= room
        self._texts = {}
        entries: list[Entry] = []
        before: Hashable = ""
        for number, card in enumerate(cards):
            if number and (spaced and before if card.id else grouped):
                entries.append(Entry("", 1))
            before, key = card.id, str(number)
            self._texts[key] = card.lines
            entries.append(Entry(card.id, len(card.lines), key, across=not card.id))
        return Arrangement(entries)

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        lines = self._texts.get(entry.words, [])
        mark = (f"{self.glyphs.cursor} " if here else "  ", "$accent-text bold")
        return [[("  ", "") if place or not entry.id else mark, *line] for place, line in enumerate(lines)]

    def title(self, words: str, width: int) -> Card:
        texts = wrap(self.glyphs.plain(words), width, 2, self.glyphs)
        return Card("", [[(text, "$muted bold")] for text in texts])

    def advice(self, card_id: Hashable, point: str, why: str, width: int) -> Card:
        """An open point and its reason."""
        first, *rest = wrap(point, width - 2, 3, self.glyphs)
        lines: list[Line] = [[(f"{self.glyphs.open} ", "$accent-text bold"), (first, "$heading")]]
        lines += [[("  ", ""), (text, "$heading")] for text in rest]
        lines += [[("  ", ""), (text, "$muted")] for text in wrap(self.glyphs.plain(why), width - 2, 4, self.glyphs)]
        return Card(card_id, lines)
