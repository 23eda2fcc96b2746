"""The field of a run chart: points, their line, targets and limits painted into cells."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from kpiboard.charts.runchart.scale import Scale, date_labels
from kpiboard.charts.runchart.signs import JUDGED, Mark, Role, Signs
from kpiboard.charts.runchart.track import Stretch, Track

AIR = (" ", Role.BLANK)
_POINT = {status: Role(f"point:{status.value}") for status in JUDGED}
_SIGNAL = {status: Role(f"signal:{status.value}") for status in JUDGED}
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column of a cell's eight dots


def column_of(slot: int, count: int, columns: int) -> int:
    """The column of the point number `slot` of `count`: in the middle of its share, or the bin it falls into."""
    if count <= columns:
        return ((2 * slot + 1) * columns) // (2 * count)
    return ((slot + 1) * columns - 1) // count


class Canvas:
    """The cells between the axes; what is painted later lies on top."""

    def __init__(self, track: Track, measure: Scale, columns: int, signs: Signs, first: int, end: int) -> None:
        self.track, self.measure, self.columns, self.signs = track, measure, columns, signs
        self.first, self.end = first, end
        self.count = end - first
        self.telling: list[int] = []
        self.cells = [[AIR] * columns for _ in range(measure.rows)]

    def paint(self) -> None:
        if not self.columns or not self.count:
            return
        binned = self.count > self.columns
        self.telling = [self._tell(*bin_) for bin_ in self._bins()] if binned else list(range(self.first, self.end))
        self._starts()
        for stretch in self.track.stretches_in(self.first, self.end):
            self._stretch(stretch)
        self._ghost()
        if 2 * self.count < 3 * self.columns:  # beyond that the bars touch each other
            self._line()
        if binned:
            self._bars()
        self._targets()
        self._points()

    def _edge(self, place: int) -> int:
        """The first column whose share belongs to a place or to a later one."""
        return -(-(place - self.first) * self.columns // self.count)

    def _starts(self) -> None:
        for place in self.track.starts:
            self._upright(place, (self.signs.start, Role.START))
        if self.track.done is not None:
            self._upright(self.track.done, (self.signs.done, Role.DONE))

    def _upright(self, place: int, cell: tuple[str, Role]) -> None:
        """A line from top to bottom before a place."""
        if self.first < place < self.end:
            for line in self.cells:
                line[min(self._edge(place), self.columns - 1)] = cell

    def _ghost(self) -> None:
        """What an action was to bring, beside what came."""
        ghost = self.track.ghost_in(self.end)
        if ghost is not None:
            begin = max(0, self._edge(max(self.track.done or 0, self.first)))
            self._dashes(ghost, self.signs.ghost, Role.GHOST, begin, self.columns)

    def _stretch(self, stretch: Stretch) -> None:
        begin = max(0, self._edge(max(stretch.first, self.first)))
        stop = min(self.columns, self._edge(min(stretch.last + 1, self.end)))
        bounds = self.signs.trial if stretch.trial else self.signs.limit
        for value, pattern, role in (
            (stretch.centre, self.signs.centre, Role.CENTRE),
            (stretch.lower, bounds, Role.LIMIT),
            (stretch.upper, bounds, Role.LIMIT),
        ):
            if value is not None:
                self._dashes(value, pattern, role, begin, stop)

    def _dashes(self, value: float, pattern: str, role: Role, begin: int, stop: int) -> None:
        """A line of two signs in turn; through the gaps is seen what lies below."""
        line = self.cells[self.measure.row(value)]
        for column in range(begin, stop):
            if pattern[column % 2] != " ":
                line[column] = (pattern[column % 2], role)

    def _targets(self) -> None:
        """Each bound as a line with a step where a newer target, or the next month of its path, begins."""
        steps = self.track.steps_in(self.first, self.end)
        edges = [*(max(0, self._edge(step.first)) for step in steps), self.columns]
        for bound in ("low", "high"):
            before: int | None = None
            for step, (begin, stop) in zip(steps, pairwise(edges), strict=True):
                if begin >= stop:
                    continue
                value = getattr(step, bound)
                row = None if value is None else self.measure.row(value)
                signs = self.signs.agreed if step.agreed else self.signs.proposed
                if row is not None:
                    self.cells[row][begin:stop] = [(signs[0], Role.TARGET)] * (stop - begin)
                    if before is not None and before != row:
                        self._riser(before, row, begin, signs)
                before = row

    def _riser(self, start: int, stop: int, column: int, signs: str) -> None:
        """Leads a line that comes from the left in row `start` up or down to row `stop`."""
        down_right, down_left, up_right, up_left = list(signs[2:])
        for row in range(min(start, stop), max(start, stop) + 1):
            self.cells[row][column] = (signs[1], Role.TARGET)
        self.cells[start][column] = (down_left if stop > start else up_left, Role.TARGET)
        self.cells[stop][column] = (up_right if stop > start else down_right, Role.TARGET)

    def _points(self) -> None:
        excluded, signals = (
            set(places[bisect_left(places, self.first) : bisect_left(places, self.end)])
            for places in (self.track.excluded, self.track.signals)
        )
        for place in self.telling:
            value = self.track.values[place]
            if value is not None:
                sign = self._sign(place, place in excluded, place in signals)
                self.cells[self.measure.row(value)][self._column(place)] = sign

    def _column(self, place: int) -> int:
        return column_of(place - self.first, self.count, self.columns)

    def _sign(self, place: int, excluded: bool, signal: bool) -> tuple[str, Role]:
        status = JUDGED[self.track.ranks[place] - 1]
        if excluded:
            return self.signs.excluded, Role.EXCLUDED
        if signal:
            return self.signs.signals[status], _SIGNAL[status]
        return self.signs.points[status], _POINT[status]

    def _bins(self) -> Iterator[tuple[int, int]]:
        """For each column the places from and up to (excluded) which it stands for."""
        return pairwise(self.first + column * self.count // self.columns for column in range(self.columns + 1))

    def _tell(self, begin: int, after: int) -> int:
        """The place to look at among several: the last signal, else the last of the worst."""
        ranks = self.track.ranks
        signal = self.track.any_of(self.track.signals, begin, after)
        return ranks.rindex(max(ranks[begin:after]), begin, after) if signal is None else signal

    def _bars(self) -> None:
        """From the lowest to the highest value of each column, in the role of the worst."""
        track = self.track
        for column, (begin, after) in enumerate(self._bins()):
            low, high = min(track.lows[begin:after]), max(track.highs[begin:after])
            if low <= high:  # something was measured
                bar = (self.signs.bar, _POINT[JUDGED[max(track.ranks[begin:after]) - 1]])
                for row in range(self.measure.row(high), self.measure.row(low) + 1):
                    self.cells[row][column] = bar

    def _line(self) -> None:
        """Joins neighbours; a period without a reading is a gap."""
        dots: dict[tuple[int, int], int] = {}
        before: tuple[float, float] | None = None
        for place in self.telling:
            value = self.track.values[place]
            if value is None:
                if place not in self.track.bridged:
                    before = None
                continue
            here = (self._column(place) + 0.5, self.measure.rows - 0.5 - self.measure.height(value))
            if before is not None:
                self._join(before, here, dots)
            before = here
        for (row, column), pattern in dots.items():
            sign = chr(0x2800 + pattern) if self.signs.braille else self.signs.dot
            self.cells[row][column] = (sign, Role.LINE)

    def _join(self, start: tuple[float, float], stop: tuple[float, float], dots: dict[tuple[int, int], int]) -> None:
        across, down = (2, 4) if self.signs.braille else (1, 1)
        (x0, y0), (x1, y1) = ((x * across, y * down) for x, y in (start, stop))
        # Without braille only the columns between the points are dotted: a steep line would be a wall of dots.
        steps = math.ceil(max(x1 - x0, abs(y1 - y0))) if self.signs.braille else round(x1 - x0)
        for step in range(1, steps):
            x, y = int(x0 + (x1 - x0) * step / steps), int(y0 + (y1 - y0) * step / steps)
            cell = (y // down, x // across)
            dots[cell] = dots.get(cell, 0) | _BRAILLE[y % 4][x % 2]

    # Under the field

    def marks(self) -> dict[int, Mark]:
        """What is to know about the readings of each column; of several the one that is worth most."""
        found: dict[int, Mark] = {}
        if not self.columns or not self.count:
            return found
        worth = list(Mark)
        for place in self.track.marked:
            if self.first <= place < self.end:
                column = self._column(place)
                mark = self.track.marks[place]
                if column not in found or worth.index(mark) < worth.index(found[column]):
                    found[column] = mark
        return found

    def dates(self, left: int, width: int) -> list[tuple[int, int, str]]:
        if not self.columns or not self.count:
            return []
        if self.count <= self.columns:
            places = range(self.first, self.end)
            columns = [self._column(place) for place in places]
            days = [self.track.days[place] for place in places]
        else:
            columns = list(range(self.columns))
            days = [self.track.days[self.first + column * self.count // self.columns] for column in columns]
        return date_labels(days, columns, self.columns, self.track.cadence, (-left, width - left))
