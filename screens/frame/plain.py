"""Parts of Textual's own widgets that a console's font cannot draw, replaced by ones that it can."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainBars(ScrollBarRender):
    """A scroll bar without eighth blocks at its ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def scroll_bars(plain: bool) -> None:
    """For the whole process: Textual keeps the renderer on the class."""
    ScrollBar.renderer = PlainBars if plain else ScrollBarRender
