"""Which reds of a KPI wait for an answer: its points and the actions on it, put to the red contract (rules/red.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from kpiboard.model import Action, Reading
from kpiboard.rules.calendar import Period, WorkCalendar
from kpiboard.rules.red import Red, RedPeriod, reds
from kpiboard.rules.status import Status
from kpiboard.rules.trust import cut_off
from kpiboard.views.board import Point

_SILENT = (Status.DAY_OFF, Status.NO_READING)  # says nothing: a number that is not in does not answer the red before it


def answers_of(
    points: Iterable[Point], worsened: Collection[str], actions: Sequence[Action], calendar: WorkCalendar
) -> tuple[Red, ...]:
    """Every red period among the points with its answer; `worsened` are the periods that a bad signal marks."""
    periods = [
        RedPeriod(point.period, point.reading, point.period.key in worsened)
        for point in points
        if point.status is Status.OFF_TARGET and isinstance(point.reading, Reading)
    ]
    return reds(periods, actions, calendar)


def open_reds(
    points: Sequence[Point],
    worsened: Collection[str],
    actions: Sequence[Action],
    calendar: WorkCalendar,
    now: datetime,
    last_huddle: datetime | None,
) -> tuple[Red, ...]:
    """The unanswered reds of one KPI that count now, oldest first; `points` oldest first."""
    asked = in_question(points, calendar, now, last_huddle)
    return tuple(red for red in answers_of(asked, worsened, actions, calendar) if not red.answered)


def in_question(
    points: Sequence[Point], calendar: WorkCalendar, now: datetime, last_huddle: datetime | None
) -> list[Point]:
    """The points whose reds wait for an answer now; `points` oldest first.

    Those of the present run, and those the team has not talked about yet: since its last huddle began, or, where none
    was held, until the end of the working day after the period.
    """
    run = len(points)
    while run and points[run - 1].status in (Status.OFF_TARGET, *_SILENT):
        run -= 1

    def counts(place: int, period: Period) -> bool:
        if place >= run:
            return True
        return period.end > last_huddle if last_huddle else cut_off(calendar, period) >= now

    return [point for place, point in enumerate(points) if counts(place, point.period)]
