"""A QR code in the cells of a terminal: dark on light whatever the theme, with the quiet zone that a camera needs."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.strip import Strip

from kpiboard.charts.qr import QUIET, Code
from kpiboard.screens.text import Glyphs, Line
from kpiboard.screens.widgets.ink import Ink

# Not the theme's colours: a camera wants all the contrast there is.
_DARK, _LIGHT = "#000000", "#ffffff"


def side_in(width: int, height: int, glyphs: Glyphs) -> int:
    """How many modules a code may have at each side in so many cells."""
    across, down = (width, 2 * height) if glyphs.half_blocks else (width // 2, height)
    return max(0, min(across, down) - 2 * QUIET)


class QrCode(Ink):
    """Two modules a cell, one above the other; where the font has no half blocks a module takes two cells."""

    DEFAULT_CSS: ClassVar[str] = "QrCode { width: auto; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []

    def show(self, code: Code) -> None:
        side = len(code.rows) + 2 * QUIET
        empty = [False] * side
        edge = [False] * QUIET
        rows = [*[empty] * QUIET, *([*edge, *row, *edge] for row in code.rows), *[empty] * QUIET]
        if self.glyphs.half_blocks:
            below = [*rows[1::2], *([empty] if side % 2 else [])]
            self._lines = [_halves(upper, lower) for upper, lower in zip(rows[::2], below, strict=True)]
        else:
            self._lines = [[("##" if dark else "  ", _style(dark, dark)) for dark in row] for row in rows]
        self.styles.width = side if self.glyphs.half_blocks else 2 * side
        self.styles.height = len(self._lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.strip(self._lines[y] if y < len(self._lines) else [], self.size.width)


def _halves(upper: list[bool], lower: list[bool]) -> Line:
    """A row of cells. What is all dark or all light is a blank: no gap between two rows of cells shows through it."""
    line: Line = []
    for (above, below), cells in groupby(zip(upper, lower, strict=True)):
        sign = " " if above == below else "▀"
        line.append((sign * len(list(cells)), _style(above, below)))
    return line


def _style(ink: bool, paper: bool) -> str:
    return f"{_DARK if ink else _LIGHT} on {_DARK if paper else _LIGHT}"
