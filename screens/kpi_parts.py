"""The parts of the KPI screen that draw a few lines: its head, the names of its regions, the reading in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.ink import Ink


class Lines(Ink):
    """Lines written for the size there is; those after the first `band` lie on the screen's ground."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._write: Callable[[Size], list[Line]] = lambda size: []
        self.band: int | None = None
        self._strips: list[Strip] = []
        self._drawn_at = Size(0, 0)

    def show(self, write: Callable[[Size], list[Line]], band: int | None = None) -> None:
        self._write, self.band = write, band
        self._strips = []
        self.refresh()

    def recolour(self) -> None:
        self._strips = []

    def render_line(self, y: int) -> Strip:
        if not self._strips or self._drawn_at != self.size:
            self._drawn_at = self.size
            lines = self._write(self.size)
            band = len(lines) if self.band is None else self.band
            self._strips = [
                self.strip(line, self.size.width, "" if row < band else "on $background")
                for row, line in enumerate(lines)
            ]
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.colour(""))


class StoryHead(Lines):
    """Name, figure, status, and the plain sentence."""


class Reading(Lines):
    """The point under the cursor in words."""


class Regions(Ink):
    """Where tab leads: the regions by name, the one that is shown marked."""

    class Chosen(Message):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    GAP: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(id="regions")
        self.names: list[str] = []
        self.active = 0

    def show(self, names: list[str], active: int) -> None:
        if (names, active) != (self.names, self.active):
            self.names, self.active = names, active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        glyphs = self.glyphs
        line: Line = []
        for number, name in enumerate(self.names):
            here = number == self.active
            line.append((f" {glyphs.cursor if here else ' '}{name}", "$accent-text bold" if here else "$muted"))
            line.append((" ", ""))
        rule = self.size.width - width_of(line)
        return self.strip(
            crop([*line, (glyphs.rule * max(0, rule), "$rule")], self.size.width, glyphs), self.size.width
        )

    def on_click(self, event: events.Click) -> None:
        x = 0
        for number, name in enumerate(self.names):
            x += len(name) + 3
            if event.x < x:
                self.post_message(self.Chosen(number))
                return
