"""Where the regions of the screen of an action stand, by the size of the terminal."""

from __future__ import annotations

from kpiboard.model.frozen import frozen
from kpiboard.screens.panes.screen import room_in

STORY, EFFECT, PAST, LINKS = range(4)
FIRST, SECOND = frozenset({STORY, EFFECT}), frozenset({PAST, LINKS})


@frozen
class Plan:
    """What is shown and how: on a `wall` everything, on cards; else two regions at a time, beside or above one another
    (`stacked`), or one; then with the `names` of all.
    """

    shown: frozenset[int]
    wall: bool
    stacked: bool
    names: bool
    effect_height: str  # of the chart and its sentences, beside what stands below them
    effect_rows: int  # of the sentences alone


def plan(width: int, height: int, active: int) -> Plan:
    """The arrangement when the region `active` has the focus."""
    room = room_in(width, height)
    wall = room.wall
    if wall:
        shown = FIRST | SECOND
    elif room.beside or room.stacked:
        shown = FIRST if active in FIRST else SECOND
    else:
        shown = frozenset({active})
    rows = 4 if wall else 3 if height >= 24 else 2 if height >= 14 else 1  # on cards one of them is a blank
    share = "1fr" if not wall else "2fr" if height >= 42 else "4fr"
    return Plan(shown, wall, room.stacked, room.names, share, rows)
