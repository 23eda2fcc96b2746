"""Where the regions of the KPI screen stand, by the size of the terminal."""

from __future__ import annotations

from kpiboard.model.frozen import frozen
from kpiboard.screens.panes.screen import room_in

CHART, HISTORY, ACTIONS, FEEDBACK, DEFINITION = range(5)
UPPER, LOWER = frozenset({CHART, HISTORY}), frozenset({ACTIONS, FEEDBACK, DEFINITION})
ROOMY = 52  # rows from which the moving ranges leave room for everything else


@frozen
class Plan:
    """What is shown and how: on a `wall` everything, on cards; else chart and history `beside` or above one another
    (`stacked`), or one region at a time with the `names` of all. A history of width 0 takes what there is.
    """

    shown: frozenset[int]
    wall: bool
    beside: bool
    stacked: bool
    names: bool
    history_width: int
    reading_rows: int


def plan(width: int, height: int, active: int, ranges: bool) -> Plan:
    """The arrangement when the region `active` has the focus, with or without the moving ranges."""
    room = room_in(width, height)
    wall, beside, stacked = room.wall, room.beside, room.stacked
    if wall and not (ranges and height < ROOMY):
        shown = UPPER | LOWER
    elif active in UPPER and (wall or beside or stacked):
        shown = UPPER
    else:
        shown = LOWER if wall else frozenset({active})
    history = max(44, min(76, width * 38 // 100)) if wall or beside else 0
    return Plan(shown, wall, beside, stacked, room.names, history, _reading_rows(height, wall, ranges))


def _reading_rows(height: int, wall: bool, ranges: bool) -> int:
    """On cards one of the rows is a blank."""
    if wall:
        return 4 if ranges else 5
    return 4 if height >= 24 and not ranges else 2 if height >= 16 else 1
