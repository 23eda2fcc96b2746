"""Paper: lines to read, as long as they are, with a heading that stays; and Page, on which such lines are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kpiboard.screens.text import Glyphs, Line, left, wrap
from kpiboard.screens.widgets.ink import Ink

HEAD = 2  # the title, and a blank
LABEL = 16  # cells of the left column
NOT_SAID = "not said yet"


class Page:
    """Lines of `label  text`, wrapped, under headings."""

    def __init__(self, width: int, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.width = max(10, width - 3)
        self.label = LABEL if width >= 44 else 0
        self.lines: list[Line] = []

    @property
    def whole(self) -> list[Line]:
        """What was written, without a blank at the top."""
        return self.lines[1:] if self.lines and not self.lines[0] else self.lines

    def heading(self, words: str) -> None:
        self.lines += [[], [("  ", ""), (self.glyphs.plain(words), "$heading bold")]]

    def said(self, label: str, text: str, style: str = "") -> None:
        """Text that somebody typed: its own lines are kept, its signs are its own."""
        if not self.label:
            self.lines.append([("  ", ""), (label, "$muted")] if label else [])
        for row, words in enumerate(wrap(text, self.width - self.label)):
            name = left("" if row else label, self.label)
            self.lines.append([("  ", ""), (name, "$muted"), (words, style)])

    def fact(self, label: str, words: str, style: str = "") -> None:
        """Our own words; nothing when there are none."""
        if words:
            self.said(label, self.glyphs.plain(words), style)

    def asked(self, label: str, text: str) -> None:
        """What a sheet should say; a gap can be seen."""
        self.said(label, text or NOT_SAID, "" if text else "$off")


class Paper(Ink, ScrollView, can_focus=True):
    """Scrolls with the arrow keys; its lines are made anew for each width."""

    DEFAULT_CSS: ClassVar[str] = """
    Paper {
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size: 1 1;
        background: $card; color: $foreground;
    }
    """

    def __init__(self, *, id: str, title: str) -> None:
        super().__init__(id=id)
        self.title = title
        self._write: Callable[[int], list[Line]] = lambda width: []
        self._lines: list[Line] = []

    def show(self, write: Callable[[int], list[Line]]) -> None:
        """Other lines, `write(width)`; they are scrolled as far as the old ones were."""
        self._write = write
        self.on_resize()

    def on_resize(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = self._write(width) if width > 0 else []
        self.virtual_size = Size(width, HEAD + len(self._lines))
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y == 0:
            focus = self.has_focus
            mark = self.glyphs.cursor if focus else " "
            style = "$accent-text bold" if focus else "$heading bold"
            return self.strip([(f"{mark} ", "$accent-text bold"), (self.title, style)], width)
        row = y - HEAD + self.scroll_offset.y
        return self.strip(self._lines[row] if y >= HEAD and row < len(self._lines) else [], width)
