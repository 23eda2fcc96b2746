"""The KPIs: tiles with heavy figures where there is room, else one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kpiboard.model.frozen import frozen
from kpiboard.rules.status import Status
from kpiboard.screens.frame.selection import Kind
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, width_of, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.screens.widgets.kpirow import Columns, columns_for, row
from kpiboard.screens.widgets.tile import Drawn, Size, answerer, tile, tile_height, tile_width
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.words.board import quiet_forms

_COUNTED = (Status.OFF_TARGET, Status.WATCH, Status.ON_TARGET, Status.NO_READING, Status.NO_TARGET)
_SCALES = (5, 4, 3, 2, 1)


@frozen
class Grid:
    """Tiles: how large the figures are, words `beside` or below them, how many side by side in rows of `height`."""

    scale: int
    beside: bool
    columns: int
    rows: int
    height: int


def tile_grid(cards: tuple[KpiCard, ...], width: int, height: int, glyphs: Glyphs) -> Grid | None:
    """The tiles with the largest figures that all fit; None when even the smallest do not."""
    count = len(cards)
    for scale in _SCALES if glyphs.half_blocks else (1,):
        found: list[tuple[float, Grid]] = []
        for beside in (True, False):
            wide, least = tile_width(cards, scale, beside, glyphs), tile_height(scale, beside, glyphs)
            for columns in range(1, min(count, (width + 2) // (wide + 2)) + 1):
                rows = -(-count // columns)
                high = (height - (rows - 1)) // rows
                if high < least:
                    continue
                # A tile is best two and a half times as wide as high; an empty place costs more than a poor shape.
                shape = abs((width / columns) / high - 2.5)
                found.append((shape + 2 * (columns * rows - count), Grid(scale, beside, columns, rows, high)))
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return None


class KpiPane(Pane):
    KIND: ClassVar[Kind] = "kpi"
    TITLE: ClassVar[str] = "KPIs"
    CAPITALS: ClassVar[str] = "KPIs"

    def __init__(self) -> None:
        super().__init__(id="kpis")
        self._grid: Grid | None = None
        self._columns: Columns | None = None

    def place_cards(self, width: int, height: int) -> Arrangement:
        arrangement = self._arranged(width, height)
        self.set_class(self._grid is not None, "-tiles")
        return arrangement

    def _arranged(self, width: int, height: int) -> Arrangement:
        self._grid = self._columns = None
        if self.snapshot is None or not self.snapshot.kpis:
            return Arrangement([])
        cards = self.snapshot.listed
        headless = self.framed and not self.zoomed
        if self.framed or self.zoomed:
            high = height if headless else height - self.head_rows
            self._grid = tile_grid(cards, width, high, self.glyphs)
            if self._grid:
                return self._tiles(self._grid, high)
        height = max(1, height - self.head_rows)
        lines = max(1, min(3, height // len(cards))) if width >= 36 else 1
        self._columns = columns_for(cards, width, lines, self.glyphs)
        if len(cards) > height:  # not all fit: every red must be seen without scrolling
            cards = tuple(sorted(cards, key=_urgency))
        return Arrangement([Entry(card.kpi.id, lines) for card in cards])

    def _tiles(self, grid: Grid, height: int) -> Arrangement:
        assert self.snapshot is not None
        cards = self.snapshot.listed
        spare = height - grid.rows * grid.height - (grid.rows - 1)
        entries = [
            Entry(card.kpi.id, grid.height + (1 if place // grid.columns < spare else 0))
            for place, card in enumerate(cards)
        ]
        if len(cards) % grid.columns:
            entries.append(Entry("", entries[-1].height, "score"))
        return Arrangement(entries, grid.columns, gap_x=2, gap_y=1)

    def head(self, width: int) -> list[Line]:
        if self.snapshot is None:
            return self.heading([], width)
        if self.framed and not self.zoomed and self._grid:
            return []
        counts = _counts(self.snapshot, self.glyphs)
        return self.heading([*counts, *(() if self.framed else self._quiet(counts, width))], width)

    def _quiet(self, counts: Sequence[Line], width: int) -> list[Line]:
        """Both horizons and the mark on the choice of KPIs, in the longest form that fits.

        Framed, the masthead has them.
        """
        assert self.snapshot is not None
        for form in quiet_forms(self.snapshot):
            facts: list[Line] = [[(self.glyphs.plain(words), "$muted")] for words in form]
            if self.room_behind([*counts, *facts[:-1]], width) >= sum(map(width_of, facts[-1:])):
                return facts
        return []

    def empty(self, width: int) -> list[Line]:
        return self.invitation("No KPIs yet · press n to add one") if self.snapshot else []

    def base(self, entry: Entry, here: bool) -> str:
        if here and entry.id:
            return "on $cursor-bg"
        return "on $card" if self._grid else ""

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        assert self.snapshot is not None
        card = self.snapshot.kpi(str(entry.id))
        if card is None:
            return _score(self.snapshot, width, height, self.glyphs)
        kpi = Drawn(
            card,
            self.snapshot.today,
            self.snapshot.by_clock,
            answerer(card, self.snapshot, self.glyphs),
            here,
            self.glyphs,
        )
        if self._grid:
            return tile(kpi, Size(width, height, self._grid.scale, self._grid.beside))
        assert self._columns is not None
        return row(kpi, self._columns, height)


def _urgency(card: KpiCard) -> tuple[bool, bool]:
    return (not card.unanswered, card.status is not Status.OFF_TARGET)


def _counts(snapshot: BoardSnapshot, glyphs: Glyphs) -> list[Line]:
    facts: list[Line] = []
    for status in _COUNTED:
        count = sum(card.status is status for card in snapshot.kpis)
        if count:
            facts.append([(f"{glyphs.status[status]} {count}", STATUS_STYLE[status])])
    return facts


def _score(snapshot: BoardSnapshot, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """What fills the place behind the last tile: the counts in words, and what it is all for."""
    room = max(1, width - 4)
    lines: list[Line] = []
    for status in _COUNTED:
        count = sum(card.status is status for card in snapshot.kpis)
        if count:
            lines.append([(f"{glyphs.status[status]} {count:>2} ", f"{STATUS_STYLE[status]} bold"), (status.value, "")])
    if snapshot.board.vision:
        lines += [[], *([(text, "$muted")] for text in wrap(snapshot.board.vision, room, 3, glyphs))]
    above = max(0, min(1, height - len(lines)))
    return [[]] * above + [[("  ", ""), *crop(line, room, glyphs)] for line in lines]
