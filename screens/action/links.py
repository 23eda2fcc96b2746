"""What an action is linked to: its KPI, the feedback it came from, what it waits for and what waits for it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from kpiboard.model.kinds import short_name
from kpiboard.screens.frame.selection import Kind, Opened, Selection
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import STATUS_STYLE, Line, crop, left, spread, typed, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.screens.widgets.cardlist import CardList
from kpiboard.words import plain
from kpiboard.words.kpi import value_words

if TYPE_CHECKING:
    from kpiboard.model import Action
    from kpiboard.views.board import BoardSnapshot

_LABEL = 7


class LinkPane(Pane):
    """A line each; Enter opens what it names."""

    KIND: ClassVar[Kind] = "action"
    TITLE: ClassVar[str] = "Linked"
    CAPITALS: ClassVar[str] = "Linked"  # as the other headings of the screen

    def __init__(self) -> None:
        super().__init__(id="links")
        self._lines: dict[Hashable, tuple[Selection, Line, Line]] = {}

    def tell(self, snapshot: BoardSnapshot, action_id: str) -> None:
        """Shows what this action is linked to."""
        self._lines = {row[0]: row for row in self._linked(snapshot, action_id)}
        self.show(snapshot)

    def __len__(self) -> int:
        return len(self._lines)

    def __bool__(self) -> bool:
        return True

    def _linked(self, snapshot: BoardSnapshot, action_id: str) -> list[tuple[Selection, Line, Line]]:
        """What is opened, its line, and what stands at the line's end."""
        card = snapshot.action(action_id)
        if card is None:
            return []
        rows: list[tuple[Selection, Line, Line]] = []
        if card.kpi is not None:
            start: Line = [(left("KPI", _LABEL), "$muted"), (typed(card.kpi.name), "$heading")]
            rows.append((Selection("kpi", card.kpi.id), start, self._standing(snapshot, card.kpi.id)))
        rows += [self._action(blocker, "comes first") for blocker in card.blockers]
        waiting = (other.action for other in snapshot.actions if action_id in {one.id for one in other.blockers})
        rows += [self._action(other, "waits for this") for other in waiting]
        for piece in card.feedback:
            sign = self.glyphs.feedback[piece.state]
            label = (left(f"{short_name(piece)}", _LABEL), "$muted")
            rows.append((Selection("feedback", piece.id), [label, (f"{sign} {typed(piece.text)}", "")], []))
        return rows

    def _action(self, action: Action, why: str) -> tuple[Selection, Line, Line]:
        sign = f"{self.glyphs.stage[action.stage]} "
        start: Line = [
            (left(f"{short_name(action)}", _LABEL), "$muted"),
            (sign, "$accent-text"),
            (typed(action.title), ""),
        ]
        return Selection("action", action.id), start, [(why, "$watch")]

    def _standing(self, snapshot: BoardSnapshot, kpi_id: str) -> Line:
        card = snapshot.kpi(kpi_id)
        if card is None:
            return [("not on the board", "$muted")]
        value = plain.with_unit(value_words(card.latest, card.kpi), typed(card.kpi.unit))
        status = f"{self.glyphs.status[card.status]} {card.status.value}"
        return [(self.glyphs.plain(f"{value}  "), ""), (status, STATUS_STYLE[card.status])]

    def place_cards(self, width: int, height: int) -> Arrangement:
        return Arrangement([Entry(key, 1) for key in self._lines])

    def head(self, width: int) -> list[Line]:
        return self.heading([], width)

    def empty(self, width: int) -> list[Line]:
        margin = "  " if self.framed else " "
        words = self.glyphs.plain("Nothing yet · e links it to a KPI")
        return [[(margin, ""), (line, "$muted")] for line in wrap(words, max(1, width - 2))]

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        _, start, end = self._lines[entry.id]
        mark = self.glyphs.cursor if here else " "
        line: Line = [(f"{mark} " if self.framed else mark, "$accent-text bold"), *start]
        return [spread(line, [*end, (" ", "")], width, self.glyphs) if width >= 48 else crop(line, width, self.glyphs)]

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        event.stop()
        event.prevent_default()  # not every line is about an action
        self.post_message(Opened(self._lines[event.card_id][0]))
