"""A spark: recent readings as small columns, coloured by the status each one had."""

from __future__ import annotations

from collections.abc import Sequence

from kpiboard.rules.status import Status
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line
from kpiboard.views.board import Point


def spark(points: Sequence[Point], width: int, rows: int, glyphs: Glyphs, *, widen: bool = False) -> list[Line]:
    """The latest periods in `rows` lines of at most `width` cells; days off are left out.

    Columns are scaled between the lowest and the highest of the values shown. A period without a reading is a gap.
    They end at the right edge; with `widen` they begin at the left one, each as wide as all of them have room.
    """
    shown = [point for point in points if point.status is not Status.DAY_OFF][-width:] if width > 0 else []
    values = [point.value for point in shown if point.value is not None]
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    steps = len(glyphs.levels)
    most = rows * steps - 1
    columns: list[tuple[int | None, str]] = []
    for point in shown:
        style = STATUS_STYLE[point.status]
        if point.value is None:
            columns.append((None, style))
        else:
            share = (point.value - low) / (high - low) if high > low else 0.5
            columns.append((round(share * most), style))
    wide = min(3, max(1, width // max(1, len(columns)))) if widen else 1
    before = 0 if widen else width - len(columns)
    lines: list[Line] = []
    for row in reversed(range(rows)):
        line: Line = [(" " * before, "")] if before > 0 else []
        for level, style in columns:
            sign = _sign(level, row, steps, glyphs)
            sign = sign * wide if level is not None else sign.ljust(wide)
            if line and (line[-1][1] == style or not sign.strip()):
                line[-1] = (line[-1][0] + sign, line[-1][1])
            else:
                line.append((sign, style))
        lines.append(line)
    return lines


def _sign(level: int | None, row: int, steps: int, glyphs: Glyphs) -> str:
    if level is None:
        return glyphs.gap if row == 0 else " "
    step = level - row * steps
    if step < 0:
        return " "
    if step >= steps:  # without blocks a column is a point: nothing stands below it
        return glyphs.levels[-1] if glyphs.half_blocks else " "
    return glyphs.levels[step]
