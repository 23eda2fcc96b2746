"""The history of a KPI as a table, the newest on top: drawn row by row, however many there are."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kpiboard.charts.runchart import SIGNS, Track
from kpiboard.model import Kpi
from kpiboard.rules.status import Status
from kpiboard.screens.text import STATUS_STYLE, Line, crop, left, right, typed
from kpiboard.screens.widgets.ink import Ink
from kpiboard.views.board import Point
from kpiboard.words import plain as plain_words
from kpiboard.words.kpi import target_words, value_words, when_words

HEAD = 2  # the title, and the names of the columns


class History(Ink, ScrollView, can_focus=True):
    """Period, value, the target of then, status, and what there is to know; the cursor is that of the chart."""

    DEFAULT_CSS: ClassVar[str] = """
    History {
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size: 1 1;
        background: $card; color: $foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(1)", show=False),
        Binding("pagedown", "page(-1)", show=False),
    ]

    class Pointed(Message):
        """Somebody chose a place: a point's index, oldest first."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="history")
        self.kpi: Kpi | None = None
        self.points: tuple[Point, ...] = ()
        self.cursor: int | None = None
        self._today = date.min
        self._track: Track | None = None
        self._widths = (0, 0, 0)
        self._signals: frozenset[int] = frozenset()
        self._strips: dict[int, Strip] = {}

    def show(self, kpi: Kpi, points: tuple[Point, ...], track: Track, cursor: int | None, today: date) -> None:
        """Draws other points; what stands at the top stays there as long as the cursor can be seen."""
        self.kpi, self.points, self.cursor, self._today, self._track = kpi, points, cursor, today, track
        self._signals = frozenset(track.signals)
        plain = self.glyphs.plain
        values = (
            [plain_words.number(value, kpi.decimals) for value in (min(track.lows), max(track.highs))] if points else []
        )
        targets = {point.target for point in (points[step.first] for step in track.steps)}
        ends = [when_words(points[place].period, today) for place in range(0, len(points), 97)]
        self._widths = (
            max([12, *(cell_len(words) for words in ends[:200])]),
            max([5, *(len(words) for words in values if "inf" not in words)]),
            max([6, *(cell_len(plain(target_words(target))) for target in targets if target)]),
        )
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, HEAD + len(points))
        self.reveal()
        self.refresh()

    def point(self, place: int | None) -> None:
        """Moves the cursor to a place."""
        for one in (self.cursor, place):
            if one is not None:
                self._strips.pop(one, None)
                row = len(self.points) - 1 - one - self.scroll_offset.y + HEAD
                self.refresh(Region(0, row, self.size.width, 1))
        self.cursor = place
        self.reveal()

    def reveal(self) -> None:
        """Scrolls just as far as the row under the cursor asks."""
        if self.cursor is None:
            return
        row = len(self.points) - 1 - self.cursor
        view = max(1, self.scrollable_content_region.height - HEAD)
        top = self.scroll_offset.y
        if not top <= row < top + view:
            self.scroll_to(y=row if row < top else row - view + 1, animate=False, force=True)

    def recolour(self) -> None:
        self._strips.clear()

    def on_resize(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, HEAD + len(self.points))
        self.reveal()

    def on_focus(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_blur(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y < HEAD:
            return self.strip(self._head()[y], width)
        place = len(self.points) - 1 - (y - HEAD + self.scroll_offset.y)
        if place < 0 or self.kpi is None:
            return Strip.blank(width, self.colour(""))
        strip = self._strips.get(place)
        if strip is None:
            if len(self._strips) > 500:
                self._strips.clear()
            here = place == self.cursor
            base = "on $cursor-bg" if here and self.has_focus else "on $panel" if here else ""
            strip = self._strips[place] = self.strip(self.row(place, width), width, base)
        return strip

    def _head(self) -> list[Line]:
        focus = self.has_focus
        mark = self.glyphs.cursor if focus else " "
        periods, values, targets = self._widths
        count = plain_words.count("1 period", "{n} periods", len(self.points))
        return [
            [
                (f"{mark} ", "$accent-text bold"),
                ("History", "$accent-text bold" if focus else "$heading bold"),
                (f"  {count}", "$muted"),
            ],
            [("  ", ""), (f"{'period':<{periods}} {'value':>{values}}    {'target':<{targets}}  status", "$off")],
        ]

    def row(self, place: int, width: int) -> Line:
        """One period: what was read, what was wanted then, how it was judged, and what there is to know."""
        assert self.kpi is not None
        assert self._track is not None
        glyphs, signs = self.glyphs, SIGNS[self.glyphs.name]
        point = self.points[place]
        periods, values, targets = self._widths
        style = STATUS_STYLE[point.status]
        target = target_words(point.target)
        here = place == self.cursor
        sign = " "
        if point.excluded:
            sign = signs.excluded
        elif place in self._signals:
            sign = signs.signals[point.status if point.status in signs.signals else Status.NO_TARGET]
        line: Line = [
            (f"{glyphs.cursor if here else ' '} ", "$accent-text bold"),
            (left(glyphs.plain(when_words(point.period, self._today)), periods + 1, glyphs), "$foreground"),
            (right(glyphs.plain(value_words(point, self.kpi)), values, glyphs), f"{style} bold"),
            (f" {sign}", f"{style} bold"),
            (left(f"  {glyphs.plain('–' if target == 'no target' else target)}", targets + 4, glyphs), "$muted"),
            (f"{glyphs.status[point.status]} {left(point.status.value, 10)}", style),
        ]
        mark = self._track.marks.get(place)
        said = typed(point.reading.note or point.reading.reason) if point.reading else ""
        if mark or said:
            line += [(f"  {signs.marks[mark] if mark else ' '}", "$accent-text"), (f" {said}", "$muted")]
        return crop(line, width, glyphs)

    def action_page(self, by: int) -> None:
        if self.cursor is not None:
            view = max(1, self.scrollable_content_region.height - HEAD - 1)
            self.post_message(self.Pointed(min(max(self.cursor + by * view, 0), len(self.points) - 1)))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < HEAD:
            return
        place = len(self.points) - 1 - (offset.y - HEAD + self.scroll_offset.y)
        if place >= 0:
            self.post_message(self.Pointed(place))
