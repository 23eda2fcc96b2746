"""The parts of the screen of one thing that draw a few lines: its head, the reading in words."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size
from textual.strip import Strip

from kpiboard.screens.text import Line
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
