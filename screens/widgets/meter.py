"""A meter: how much of something there is, as a bar on its track. Length says it, not the colour."""

from __future__ import annotations

from kpiboard.screens.text import Glyphs, Line

_SIGNS = {"unicode": ("━", "─"), "console": ("█", "░"), "ascii": ("#", ".")}


def meter(share: float, width: int, glyphs: Glyphs, style: str = "$accent-text") -> Line:
    """`━━━━━━────` in exactly `width` cells; `share` is 0 to 1. A little is never nothing, nearly all is never all."""
    full, rest = _SIGNS[glyphs.name]
    share = min(1.0, max(0.0, share))
    cells = round(share * width)
    if width > 1 and 0 < share < 1:
        cells = min(width - 1, max(1, cells))
    return [(full * cells, style), (rest * (width - cells), "$rule")]
