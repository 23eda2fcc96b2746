"""The run chart in the terminal: what kpiboard/charts/runchart.py lays out, its roles in the terminal's own colours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from kpiboard.charts.runchart import SIGNS, Drawing, Role, Run, Signs, Track, Zoom, draw, of_points
from kpiboard.cli.output import alphabet, columns, shown
from kpiboard.rules.limits import ends_of
from kpiboard.views.kpi import KpiStory

HEIGHT = 16
ENOUGH = 12  # values: a window that shows fewer says nothing

_STYLE: dict[Role, dict[str, Any]] = {
    Role.AXIS: {"dim": True},
    Role.TICK: {"dim": True},
    Role.DATE: {"dim": True},
    Role.LINE: {"dim": True},
    Role.START: {"dim": True},
    Role.EXCLUDED: {"dim": True},
    Role.TARGET: {"fg": "blue", "bold": True},
    Role.LIMIT: {"fg": "cyan"},
    Role.CENTRE: {"fg": "cyan"},
    Role.MARK: {"fg": "magenta"},
    Role.ON_TARGET: {"fg": "green"},
    Role.WATCH: {"fg": "yellow"},
    Role.OFF_TARGET: {"fg": "red"},
    Role.SIGNAL_ON_TARGET: {"fg": "green", "bold": True},
    Role.SIGNAL_WATCH: {"fg": "yellow", "bold": True},
    Role.SIGNAL_OFF_TARGET: {"fg": "red", "bold": True},
    Role.SIGNAL_NO_TARGET: {"bold": True},
}
# What is worth a word below the chart, what is most in need of one first.
_LEGEND = (
    ("signal", (Role.SIGNAL_ON_TARGET, Role.SIGNAL_WATCH, Role.SIGNAL_OFF_TARGET, Role.SIGNAL_NO_TARGET)),
    ("off target", (Role.OFF_TARGET,)),
    ("watch", (Role.WATCH,)),
    ("on target", (Role.ON_TARGET,)),
    ("left out", (Role.EXCLUDED,)),
    ("new baseline", (Role.START,)),
    ("target", (Role.TARGET,)),
    ("limit", (Role.LIMIT,)),
)


def track_of(story: KpiStory) -> Track:
    kpi = story.card.kpi
    floor, cap = ends_of(kpi)
    return of_points(story.points, story.chart, kpi.decimals, floor=floor, cap=cap)


def window_of(track: Track, last: int | None, everything: bool) -> tuple[int, int]:
    """The points to draw, the last of them excluded: of the `last` days, all, or as many days as say something."""
    if last is not None:
        since = track.days[-1].toordinal() - last if track.days else 0
        return next((place for place, day in enumerate(track.days) if day.toordinal() > since), len(track)), len(track)
    if not everything:
        for zoom in (Zoom.QUARTER, Zoom.YEAR):
            first, end = track.window(zoom)
            if sum(rank > 0 for rank in track.ranks[first:end]) >= ENOUGH:
                return first, end
    return 0, len(track)


def say_chart(track: Track, window: tuple[int, int]) -> None:
    """Prints the chart and what its signs mean; as wide as the terminal."""
    signs = SIGNS[alphabet().name]
    drawing = draw(track, columns(), HEIGHT, signs, *window)
    for row in drawing.rows:
        _say(row)
    legend = _legend(drawing, signs)
    if legend:
        _say([("  ", Role.BLANK), *legend])


def _legend(drawing: Drawing, signs: Signs) -> list[Run]:
    drawn: dict[Role, str] = {}
    for row in drawing.rows:
        for words, role in row:
            drawn.setdefault(role, words.strip()[:1])
    meant: list[list[Run]] = []
    for words, roles in _LEGEND:
        marks = [(drawn[role], role) for role in roles if drawn.get(role)]
        if marks:
            meant.append([*marks, (f" {words}", Role.BLANK)])
    marked = {sign for row in drawing.rows for words, role in row if role is Role.MARK for sign in words}
    meant += [[(sign, Role.MARK), (f" {mark}", Role.BLANK)] for mark, sign in signs.marks.items() if sign in marked]
    room = columns() - 2
    line: list[Run] = []
    for part in meant:
        joined = [*line, ("   ", Role.BLANK), *part] if line else part
        if sum(len(words) for words, _ in joined) <= room:
            line = joined
    return line


def _styled(run: Run) -> str:
    words, role = run
    return click.style(shown(words), **_STYLE[role]) if role in _STYLE else shown(words)


def _say(row: Sequence[Run]) -> None:
    """One line without the blanks at its end."""
    runs = list(row)
    while runs and not runs[-1][0].strip():
        runs.pop()
    if runs:
        runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
    click.echo("".join(map(_styled, runs)), color=False if os.environ.get("NO_COLOR") else None)
