"""A phone's camera: what a QR reader sees in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

Cell = tuple[str, bool, bool]  # the character; whether its ink, and whether its paper is light

WIDE, HIGH = 4, 8  # pixels of a cell


def scanned(cells: Sequence[Sequence[Cell]]) -> str:
    """The text of the code on the screen; empty when no reader finds one. Skips where no reader is installed."""
    zxing = pytest.importorskip("zxingcpp")
    width = max(map(len, cells)) * WIDE
    image = bytearray()
    for row in cells:
        halves = [bytearray(), bytearray()]
        for sign, ink, paper in row:
            for half, light in zip(halves, (ink if sign == "▀" else paper, paper), strict=True):
                half += bytes([255 * light]) * WIDE
        for half in halves:
            image += bytes(half.ljust(width, b"\0")) * (HIGH // 2)
    found = zxing.read_barcodes(memoryview(bytes(image)).cast("B", [len(cells) * HIGH, width]))
    return str(found[0].text) if found else ""
