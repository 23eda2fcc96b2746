"""What the screen of an action asks the board for, ready to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpiboard.charts.runchart import Track, Zoom, of_points
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import ends_of

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.views.action import ActionStory

BEFORE = 6  # readings before it was done: with fewer in sight there is nothing to compare with


@frozen(eq=False)
class Told:
    """A story ready to be drawn, without a track when the action has no KPI; `stamp` tells it from a newer one."""

    story: ActionStory
    track: Track | None
    stamp: object


def tell(board: Board, action_id: str, moment: object, known: object) -> Told | None:
    """In the board's thread: the story of now; None while nothing has changed since the stamp `known`."""
    stamp = (next((step.txn for step in board.history.log(1)), 0), moment)
    if stamp == known:
        return None
    story = board.actions.story(action_id)
    kpi = story.card.kpi
    if kpi is None:
        return Told(story, None, stamp)
    floor, cap = ends_of(kpi)
    track = of_points(
        story.points, story.chart, kpi.decimals, floor=floor, cap=cap, done=story.done_at, ghost=story.ghost
    )
    return Told(story, track, stamp)


def first_zoom(track: Track) -> Zoom:
    """The nearest one that shows what was before the action was done, and what came after it."""
    for zoom in (Zoom.QUARTER, Zoom.YEAR):
        first, _ = track.window(zoom)
        if track.done is None or track.done - first >= BEFORE:
            return zoom
    return Zoom.ALL
