"""The run chart on the screen: what kpiboard.charts.runchart lays out, in colours, with a cursor on a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from kpiboard.charts import runchart
from kpiboard.charts.runchart import SIGNS, Drawing, Role, Signs, Track
from kpiboard.screens.text import Glyphs, Line, crop, spread, width_of
from kpiboard.screens.widgets.ink import Ink

ROLE_STYLE = {
    Role.BLANK: "",
    Role.AXIS: "$rule",
    Role.TICK: "$muted",
    Role.DATE: "$muted",
    Role.TARGET: "$target",
    Role.LIMIT: "$limit",
    Role.CENTRE: "$limit",
    Role.START: "$muted",
    Role.DONE: "$accent-text",
    Role.GHOST: "$accent-text",
    Role.LINE: "$off",
    Role.MARK: "$accent-text",
    Role.EXCLUDED: "$muted bold",
    Role.ON_TARGET: "$win",
    Role.WATCH: "$watch",
    Role.OFF_TARGET: "$lose",
    Role.NO_TARGET: "$heading",
    Role.SIGNAL_ON_TARGET: "$win bold",
    Role.SIGNAL_WATCH: "$watch bold",
    Role.SIGNAL_OFF_TARGET: "$lose bold",
    Role.SIGNAL_NO_TARGET: "$heading bold",
}
# What the signs mean: what needs an explanation most, then the marks of readings, then what the whole board uses.
_PROVEN = (
    ("done", (Role.DONE,)),
    ("expected", (Role.GHOST,)),
    ("signal", (Role.SIGNAL_ON_TARGET, Role.SIGNAL_WATCH, Role.SIGNAL_OFF_TARGET, Role.SIGNAL_NO_TARGET)),
    ("left out", (Role.EXCLUDED,)),
    ("new baseline", (Role.START,)),
)
_JUDGED = (("off target", (Role.OFF_TARGET,)), ("watch", (Role.WATCH,)), ("on target", (Role.ON_TARGET,)))


def lines_of(drawing: Drawing) -> list[Line]:
    """The drawing as lines of parts, each role in its colour."""
    return [[(words, ROLE_STYLE[role]) for words, role in row] for row in drawing.rows]


def draw(track: Track, width: int, height: int, glyphs: Glyphs, first: int = 0, end: int | None = None) -> list[Line]:
    """The points `first` to `end` (excluded; all unless given) in `height` lines of `width` cells."""
    return lines_of(runchart.draw(track, width, height, SIGNS[glyphs.name], first, end))


def legend(drawing: Drawing, signs: Signs, width: int) -> Line:
    """What the signs that are drawn mean: as many of them as fit whole."""
    drawn = {role for row in drawing.rows for _, role in row}
    sign_of = {Role.EXCLUDED: signs.excluded, Role.START: signs.start, Role.DONE: signs.done}
    sign_of[Role.GHOST] = signs.ghost.strip()
    sign_of |= {Role(f"point:{status.value}"): sign for status, sign in signs.points.items()}
    sign_of |= {Role(f"signal:{status.value}"): sign for status, sign in signs.signals.items()}

    def meant(table: Sequence[tuple[str, tuple[Role, ...]]]) -> list[Line]:
        found: list[Line] = []
        for words, roles in table:
            marks: Line = [(sign_of[role], ROLE_STYLE[role]) for role in roles if role in drawn]
            found += [[*marks, (f" {words}", "$muted")]] if marks else []
        return found

    marked = {sign for row in drawing.rows for words, role in row if role is Role.MARK for sign in words}
    noted: list[Line] = [
        [(sign, ROLE_STYLE[Role.MARK]), (f" {mark}", "$muted")] for mark, sign in signs.marks.items() if sign in marked
    ]
    line: Line = []
    for part in (*meant(_PROVEN), *noted, *meant(_JUDGED)):
        joined: Line = [*line, ("   ", ""), *part] if line else part
        if width_of(joined) <= width:
            line = joined
    return line


class RunChart(Ink, can_focus=True):
    """A heading and the chart below it: a window of the track, with a cursor. The screen moves both."""

    DEFAULT_CSS: ClassVar[str] = "RunChart { background: $card; color: $foreground; }"

    class Pointed(Message):
        """Somebody pointed at a place of the track."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str, title: str) -> None:
        super().__init__(id=id)
        self.title = title
        self.facts: Line = []
        self.span = ""  # from when to when; shown where there is room
        self.empty = ""  # what to do while there is nothing to draw
        self.above: RunChart | None = None  # the chart whose columns these stand below
        self.track: Track | None = None
        self.window = (0, 0)
        self.cursor: int | None = None
        self._drawing: Drawing | None = None
        self._drawn_for: object = None
        self._strips: list[Strip] = []

    def show(self, track: Track, window: tuple[int, int], cursor: int | None, facts: Line, span: str = "") -> None:
        """Draws another track or another part of it."""
        self.track, self.window, self.cursor, self.facts, self.span = track, window, cursor, facts, span
        self.refresh()

    def point(self, place: int | None) -> None:
        """Moves the cursor; only the two columns are drawn anew."""
        for one in (self.cursor, place):
            x = self.drawing.x(one) if one is not None and self.drawing else None
            if x is not None:
                self.refresh(Region(x, 0, 1, self.size.height))
        self.cursor = place

    @property
    def drawing(self) -> Drawing | None:
        """The chart at the size of now; None before there is one."""
        if self.track is None:
            return None
        margins = self.above.drawing.margins if self.above and self.above.drawing else (0, 0)
        wanted = (self.track, self.window, self.size, self.glyphs, margins)
        if wanted != self._drawn_for or self._drawing is None:
            self._drawn_for = wanted
            signs, (width, height) = SIGNS[self.glyphs.name], self.size
            self._drawing = runchart.draw(self.track, width, max(0, height - 1), signs, *self.window, margins)
            self._strips = []
        return self._drawing

    def recolour(self) -> None:
        self._strips = []

    def on_focus(self) -> None:
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_blur(self) -> None:
        self.refresh(Region(0, 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        drawing = self.drawing
        if y == 0:
            return self.strip(self._heading(drawing), width)
        if drawing is None or y > len(drawing.rows):
            return Strip.blank(width, self.colour(""))
        if self.empty and self.track and not any(self.track.ranks) and y == 1 + drawing.plot // 2:
            words = crop([(self.glyphs.plain(self.empty), "$muted")], width - drawing.left - 2, self.glyphs)
            return self.strip([(" " * (drawing.left + 2), ""), *words], width)
        if not self._strips:
            self._strips = [self.strip(line, width) for line in lines_of(drawing)]
        strip = self._strips[y - 1]
        x = drawing.x(self.cursor) if self.cursor is not None else None
        cell = None if x is None else self._cursor_cell(drawing, y - 1, x)
        if x is None or cell is None:
            return strip
        return Strip.join([strip.crop(0, x), cell, strip.crop(x + 1, width)])

    def _cursor_cell(self, drawing: Drawing, row: int, x: int) -> Strip | None:
        """The cell under the cursor on a ground of its own; on the axis a sign, which needs no colour."""
        if row > drawing.plot:
            return None
        if row == drawing.plot:
            axis = len(drawing.rows) > drawing.plot + 1
            return self.strip([(SIGNS[self.glyphs.name].pointer, "$accent-text bold")], 1) if axis else None
        for words, role in drawing.rows[row]:
            if x < len(words):
                return self.strip([(words[x], ROLE_STYLE[role])], 1, "on $cursor-bg")
            x -= len(words)
        return None

    def _heading(self, drawing: Drawing | None) -> Line:
        glyphs, focus = self.glyphs, self.has_focus
        line: Line = [
            (f"{glyphs.cursor if focus else ' '} ", "$accent-text bold"),
            (self.title, "$accent-text bold" if focus else "$heading bold"),
            ("  ", ""),
        ]
        for words, style in self.facts:  # as many as fit whole
            if width_of(line) + cell_len(glyphs.plain(words)) > self.size.width:
                break
            line.append((glyphs.plain(words), style))
        if drawing is None:
            return crop(line, self.size.width, glyphs)
        signs = [*legend(drawing, SIGNS[glyphs.name], self.size.width - width_of(line) - 4), ("  ", "")]
        if width_of(line) + cell_len(self.span) + width_of(signs) + 4 <= self.size.width:
            line.append((f"  {glyphs.plain(self.span)}", "$muted"))
        return spread(line, signs, self.size.width, glyphs)

    def on_click(self, event: events.Click) -> None:
        place = self.drawing.place(event.x) if self.drawing else None
        if place is not None:
            self.post_message(self.Pointed(place))
