"""The letters of the running month, small, on a wide board: how each category has done at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from kpiboard.screens.widgets.ink import Ink

if TYPE_CHECKING:
    from kpiboard.views.letters import LettersMonth

ROWS = 8  # the letters, a line of words and the air around them


class LetterStrip(Ink):
    """Empty until it is given a month; what draws it is imported then, after the first frame."""

    DEFAULT_CSS = "LetterStrip { background: $card; }"

    class Clicked(Message):
        """Somebody wants to see the letters."""

    def __init__(self) -> None:
        super().__init__(id="letters")
        self.month: LettersMonth | None = None
        self._strips: list[Strip] = []
        self._drawn_at = Size(0, 0)

    def show(self, month: LettersMonth) -> None:
        if month != self.month:
            self.month = month
            self._strips.clear()
            self.refresh()

    def recolour(self) -> None:
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        if self.month is not None and (not self._strips or self._drawn_at != self.size):
            from kpiboard.screens.widgets.letters import strip_lines  # the first frame comes without

            self._drawn_at = self.size
            lines = strip_lines(self.month, width, height, self.glyphs)
            self._strips = [self.strip(line, width) for line in lines]
        return self._strips[y] if y < len(self._strips) else Strip.blank(width, self.colour(""))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked())
