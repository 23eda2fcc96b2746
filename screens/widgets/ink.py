"""Lines of parts to strips in the colours of now: what every line-drawing widget of the board does."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from kpiboard.screens.frame.live import glyphs_of
from kpiboard.screens.text import Glyphs, Line, width_of


class Ink(Widget):
    """A widget that draws lines of (text, style); colours are looked up once a theme and style."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._colours: dict[tuple[str, str], RichStyle] = {}
        self._painted_with: tuple[str, Style] | None = None

    @property
    def glyphs(self) -> Glyphs:
        return glyphs_of(self)

    def colour(self, style: str, base: str = "") -> RichStyle:
        """The colours of `style` on `base` on this widget, under the theme of now."""
        known = self._colours.get((style, base))
        if known is None:
            whole = self.visual_style
            for words in (base, style):
                if words:
                    whole += Style.parse(words)
            known = self._colours[style, base] = whole.rich_style
        return known

    def strip(self, line: Line, width: int, base: str = "") -> Strip:
        """The line in exactly `width` cells."""
        segments = [Segment(text, self.colour(style, base)) for text, style in line if text]
        return Strip(segments, width_of(line)).adjust_cell_length(width, self.colour("", base))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if not self.is_attached:
            return
        painted_with = (self.app.theme, self.visual_style)
        if painted_with != self._painted_with:  # focus and hover change nothing that is drawn
            self._painted_with = painted_with
            self._colours.clear()
            self.recolour()

    def recolour(self) -> None:
        """The colours are other ones: what was drawn and kept has to be drawn again."""
