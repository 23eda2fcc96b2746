"""What the KPI screen asks the board for, ready to be drawn, and which part of it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kpiboard.charts.runchart import Track, Zoom, of_points, of_ranges
from kpiboard.model import Cadence
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import ends_of
from kpiboard.words.plain import full_day_words, period_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Kata
    from kpiboard.model.log import Step
    from kpiboard.rules.calendar import Period
    from kpiboard.rules.spc import Signal
    from kpiboard.views.board import Point
    from kpiboard.views.kpi import KpiStory

ENOUGH = 12  # points: a zoom that shows fewer says nothing
PAST = 12  # changes of the KPI itself that its sheet ends with


@frozen(eq=False)
class Told:
    """A story ready to be drawn; `stamp` tells it from a newer one."""

    story: KpiStory
    track: Track
    ranges: Track
    signals: dict[int, tuple[Signal, ...]]
    past: tuple[Step, ...]
    kata: tuple[Kata, ...]
    stamp: object


def tell(board: Board, kpi_id: str, moment: object, known: object) -> Told | None:
    """In the board's thread: the story of now; None while nothing has changed since the stamp `known`."""
    stamp = (next((step.txn for step in board.history.log(1)), 0), moment)
    if stamp == known:
        return None
    story = board.kpis.story(kpi_id)
    kpi = story.card.kpi
    floor, cap = ends_of(kpi)
    ranged = story.chart
    if kpi.of_events:  # its limits come from the days to a power: their ranges are no days
        ranged = replace(ranged, segments=(), signals=())
    return Told(
        story,
        of_points(story.points, story.chart, kpi.decimals, floor=floor, cap=cap),
        of_ranges(story.points, ranged, kpi.decimals),
        story.chart.marks(),
        tuple(board.history.log(PAST, row_id=kpi_id)),
        board.kata.all(kpi=kpi),
        stamp,
    )


class Look:
    """Which part of a story is looked at: the zoom, the window it opens, and the point under the cursor."""

    def __init__(self) -> None:
        self.told: Told | None = None
        self.zoom = Zoom.QUARTER
        self.window = (0, 0)
        self.cursor: int | None = None

    @property
    def newest(self) -> int:
        return len(self.told.story.points) - 1 if self.told else -1

    @property
    def point(self) -> Point | None:
        """The point under the cursor."""
        return self.told.story.points[self.cursor] if self.told and self.cursor is not None else None

    def take(self, told: Told) -> None:
        """A newer story: the cursor stays on its period, or on the newest point if that is where it was."""
        point, at_newest = self.point, self.cursor == self.newest
        if self.told is None:
            self.zoom = _first_zoom(told.track)
        self.told = told
        self.cursor = self.newest if self.newest >= 0 else None
        if point is not None and not at_newest:
            keys = (place for place, one in enumerate(told.story.points) if one.period.key == point.period.key)
            self.cursor = next(keys, self.cursor)
        self.window = told.track.window(self.zoom)
        if self.cursor is not None:
            self.move(self.cursor)

    def move(self, place: int) -> bool:
        """Puts the cursor on a point; whether the window had to move along."""
        assert self.told is not None
        self.cursor = min(max(place, 0), self.newest)
        before, self.window = self.window, self.told.track.moved(self.window, self.zoom, self.cursor)
        return self.window != before

    def zoom_on(self) -> None:
        """30 days, 90 days, a year, all, and from the beginning again; the cursor stays in sight."""
        self.zoom = list(Zoom)[(list(Zoom).index(self.zoom) + 1) % len(Zoom)]
        if self.told and self.cursor is not None:
            self.window = self.told.track.window(self.zoom)
            self.move(self.cursor)

    def signal(self, by: int) -> int | None:
        """The place of the next signal to the right (`by` 1) or to the left (-1) of the cursor."""
        if self.told is None or self.cursor is None:
            return None
        here = self.cursor
        further = [place for place in self.told.signals if (place - here) * by > 0]
        return min(further, key=lambda place: abs(place - here), default=None)

    @property
    def span(self) -> str:
        """From when to when, as `span_words`."""
        return span_words(self.told.story.points, self.window, self.told.story.today) if self.told else ""


def span_words(points: Sequence[Point], window: tuple[int, int], today: date) -> str:
    """From when to when the points of a window are: `24 Aug – 20 Nov`, `W34 2026 – W46 2026`; empty without any."""
    first, end = window
    if end <= first:
        return ""
    return f"{_begins(points[first].period, today)} – {_begins(points[end - 1].period, today)}"


def _begins(period: Period, today: date) -> str:
    if period.cadence not in (Cadence.HOUR, Cadence.SHIFT, Cadence.DAY):
        return period_words(period, today)
    return full_day_words(period.day)[4:] + (f" {period.day.year}" if period.day.year != today.year else "")


def _first_zoom(track: Track) -> Zoom:
    """90 days if they hold enough, else a year, else all."""
    for zoom in (Zoom.QUARTER, Zoom.YEAR):
        first, end = track.window(zoom)
        if sum(rank > 0 for rank in track.ranks[first:end]) >= ENOUGH:
            return zoom
    return Zoom.ALL
