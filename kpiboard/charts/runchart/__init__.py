"""The run chart: points, targets and process limits as rows of cells, each cell a sign and what it stands for.

Pure geometry: no colours and no terminal. The screens colour the roles (screens/widgets/runchart.py); a shell prints
the signs. track.py holds what is drawn, scale.py the axes and signs.py the signs.

Columns are shared out by place, not by time: each point has the same room. When there are more points than columns,
a column stands for several of them: a bar from the lowest to the highest, and on it the sign of the one to look at
(a signal, else the worst).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kpiboard.charts.runchart.canvas import AIR, Canvas, column_of
from kpiboard.charts.runchart.scale import Scale, scale
from kpiboard.charts.runchart.signs import ASCII, CONSOLE, SIGNS, UNICODE, Mark, Role, Signs
from kpiboard.charts.runchart.track import Step, Stretch, Track, Zoom, of_points, of_ranges
from kpiboard.model.frozen import frozen
from kpiboard.words.plain import number, short_number

__all__ = [
    "ASCII", "CONSOLE", "SIGNS", "UNICODE", "Drawing", "Mark", "Role", "Signs", "Step", "Stretch", "Track", "Zoom",
    "draw", "of_points", "of_ranges", "plain_chart",
]  # fmt: skip

Run = tuple[str, Role]


@frozen
class Drawing:
    """A drawn chart: `rows` of runs of cells, each row `width` cells wide.

    The points `first` to `end` (excluded) stand in `columns` cells from the cell `left` on, in the top `plot` rows.
    """

    rows: tuple[tuple[Run, ...], ...]
    width: int
    left: int
    columns: int
    plot: int
    first: int
    end: int
    telling: tuple[int, ...]  # for each column that holds points, in order: the one its sign stands for

    @property
    def margins(self) -> tuple[int, int]:
        return self.left, self.width - self.left - self.columns

    @property
    def binned(self) -> bool:
        return self.end - self.first > self.columns

    def x(self, place: int) -> int | None:
        """The cell column a point stands in; None when it is not drawn."""
        if not self.first <= place < self.end or not self.columns:
            return None
        return self.left + column_of(place - self.first, self.end - self.first, self.columns)

    def place(self, x: int) -> int | None:
        """The point to look at in a cell column, or the one nearest to it; None when nothing is drawn."""
        if not self.telling:
            return None
        count = self.end - self.first
        column = min(max(x - self.left, 0), self.columns - 1)
        return self.telling[min(column if self.binned else column * count // self.columns, len(self.telling) - 1)]

    def beside(self, place: int, by: int) -> int:
        """The point to look at `by` columns further, not beyond the edges of the drawing."""
        if not self.telling:
            return place
        count = self.end - self.first
        here = min(max(place, self.first), self.end - 1) - self.first
        slot = column_of(here, count, self.columns) if self.binned else here
        return self.telling[min(max(slot + by, 0), len(self.telling) - 1)]


def draw(
    track: Track,
    width: int,
    height: int,
    signs: Signs = UNICODE,
    first: int = 0,
    end: int | None = None,
    margins: tuple[int, int] = (0, 0),
) -> Drawing:
    """The points `first` to `end` (excluded; all of them unless given) in exactly `width` × `height` cells.

    Small sizes do without the labels at the right, then the axes; there is no size that cannot be drawn. `margins`
    are the least that is kept free beside the points, so that charts above one another have the same columns.
    """
    width, height = max(0, width), max(0, height)
    end = len(track) if end is None else min(end, len(track))
    first = min(max(0, first), end)
    below = 3 if height >= 10 and track.marks else 2 if height >= 5 else 1 if height >= 3 else 0
    plot = height - below
    measure = _measure(track, first, end, plot)
    left = max((len(label) for _, label in measure.ticks), default=0) + 2 if width >= 24 else 0
    labels = _labels(track, first, end, signs, words=width >= 96) if width >= 36 and end > first else []
    right = max((len(label.text) for label in labels), default=-1) + 1
    if width >= 36:
        left, right = max(left, margins[0]), max(right, margins[1])
    if width - left - right < 12:
        labels, right = [], 0
    columns = max(0, width - left - right)
    canvas = Canvas(track, measure, columns, signs, first, end)
    canvas.paint()
    rows = [list(_runs(line)) for line in canvas.cells]
    if left:
        _ticks(rows, measure, left, signs)
    for label in _spread_out(labels, measure):
        rows[label.row].append((f" {label.text}", label.role))
    rows += _foot(canvas, left, width, below)
    whole = tuple(_exactly(runs, width) for runs in rows[:height])
    return Drawing(whole, width, left, columns, plot, first, end, tuple(canvas.telling))


def _ticks(rows: list[list[Run]], measure: Scale, left: int, signs: Signs) -> None:
    """Puts the axis with its numbers before the rows."""
    names = dict(measure.ticks)
    for row, runs in enumerate(rows):
        label = names.get(row, "")
        axis = signs.axis_tick if label else signs.axis
        runs[:0] = [(label.rjust(left - 2) + " ", Role.TICK), (axis, Role.AXIS)]


def _foot(canvas: Canvas, left: int, width: int, rows: int) -> list[list[Run]]:
    """What stands below the points: the axis, the marks of readings (on the axis where rows are short), the dates."""
    if not rows:
        return []
    signs, columns = canvas.signs, canvas.columns
    dates, marks = canvas.dates(left, width), canvas.marks()
    marked = {column: (signs.marks[mark], Role.MARK) for column, mark in marks.items()}
    ticks = {column for column, _, _ in dates}
    words = ""
    for _, start, date_words in dates:
        words = words.ljust(start + left) + date_words
    axis = [(signs.floor_tick if column in ticks else signs.floor, Role.AXIS) for column in range(columns)]
    if rows == 2:
        axis = [marked.get(column, cell) for column, cell in enumerate(axis)]
    corner: Run = (signs.corner.rjust(left) if left else "", Role.AXIS)
    under = [marked.get(column, AIR) for column in range(columns)]
    foot: list[list[Run]] = [[corner, *_runs(axis)], [(" " * left, Role.BLANK), *_runs(under)], [(words, Role.DATE)]]
    return {1: foot[2:], 2: [foot[0], foot[2]], 3: foot}[rows]


def plain_chart(
    track: Track, width: int, height: int, signs: Signs = UNICODE, first: int = 0, end: int | None = None
) -> str:
    """The same drawing as text, without blanks at the ends of its lines."""
    rows = draw(track, width, height, signs, first, end).rows
    return "\n".join("".join(text for text, _ in runs).rstrip() for runs in rows)


def _exactly(runs: Iterable[Run], width: int) -> tuple[Run, ...]:
    found: list[Run] = []
    room = width
    for text, role in runs:
        if text and room > 0:
            found.append((text[:room], role))
            room -= len(found[-1][0])
    if room:
        found.append((" " * room, Role.BLANK))
    return tuple(found)


def _runs(cells: Iterable[tuple[str, Role]]) -> Iterator[Run]:
    for role, group in groupby(cells, key=lambda cell: cell[1]):
        yield "".join(sign for sign, _ in group), role


def _measure(track: Track, first: int, end: int, rows: int) -> Scale:
    """The scale that holds every value, target and limit that is drawn."""
    found = [value for stretch in track.stretches_in(first, end) for value in _heights(stretch)]
    found += [value for step in track.steps_in(first, end) for value in (step.low, step.high) if value is not None]
    if end > first:
        low, high = min(track.lows[first:end]), max(track.highs[first:end])
        found += [value for value in (low, high) if math.isfinite(value)]
    if (ghost := track.ghost_in(end)) is not None:
        found.append(ghost)
    if not found:
        found = [0.0, 1.0]
    return scale(min(found), max(found), rows, track.decimals, track.floor, track.cap)


def _heights(stretch: Stretch) -> list[float]:
    return [value for value in (stretch.lower, stretch.centre, stretch.upper) if value is not None]


# The labels at the right edge


@dataclass(slots=True)
class _Label:
    value: float
    text: str
    role: Role
    row: int = 0


def _labels(track: Track, first: int, end: int, signs: Signs, words: bool) -> list[_Label]:
    """The values of the lines that reach the right edge, in the order of their worth."""
    found: list[_Label] = []

    def add(value: float | None, sign: str, figure: str, word: str, role: Role) -> None:
        if value is not None:
            found.append(_Label(value, signs.plain(f"{sign} {figure}") + (f" {word}" if words else ""), role))

    step = track.step_at(end - 1)
    if step:
        for bound, sign in ((step.low, "≥"), (step.high, "≤")):
            add(bound, sign, "" if bound is None else short_number(bound), "target", Role.TARGET)
    if (ghost := track.ghost_in(end)) is not None:
        add(ghost, signs.ghost[0], number(ghost, track.decimals), "expected", Role.GHOST)
    stretch = next(iter(reversed(track.stretches_in(first, end))), None)
    if stretch and stretch.last >= end - 1:
        digits = track.decimals + 1
        word = "trial limit" if stretch.trial else "limit"
        for bound, end_of_scale in (
            (stretch.upper, "cap" if stretch.at_cap else ""),
            (stretch.lower, "floor" if stretch.at_floor else ""),
        ):
            figure = "" if bound is None else number(bound, digits)
            add(bound, signs.limit[0], figure, end_of_scale or word, Role.LIMIT)
        add(stretch.centre, signs.centre[0], number(stretch.centre, digits), "mean", Role.CENTRE)
    return found


def _spread_out(labels: list[_Label], measure: Scale) -> list[_Label]:
    """Each label in a row of its own, as near to its line as the others let it; the last ones may find no room."""
    kept = sorted(labels[: measure.rows], key=lambda label: -label.value)
    for place, label in enumerate(kept):
        label.row = max(measure.row(label.value), kept[place - 1].row + 1 if place else 0)
    lowest = measure.rows
    for label in reversed(kept):
        lowest = label.row = min(label.row, lowest - 1)
    return kept
