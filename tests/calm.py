"""When an app under test is at rest: told by what it still has to do, not by how busy the process is.

Textual's pilot waits until the process has used little CPU for 20 ms, twice a key. That takes most of a test's time on
an idle machine, and says nothing on a busy one. Importing this module lets it wait for the app's own work instead, and
lets no cursor blink.
"""

from __future__ import annotations

import asyncio

import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import ScreenStackError
from textual.widgets import Input, TextArea

import kpiboard.screens.kpi.screen


async def _nothing_ready() -> None:
    """Until no task of the event loop can go on: what is left waits for a thread, a timer or a key."""
    loop = asyncio.get_running_loop()
    quiet = 0
    while quiet < 3:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]


async def wait_for_rest(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Until everything that was asked for is handled and drawn; the next frame is not waited for but drawn at once."""
    app = active_app.get()
    for _ in range(20):
        await _nothing_ready()
        if app._resize_timer is not None:
            app._check_resize()
            continue
        try:
            screen = app.screen
        except ScreenStackError:  # it has ended
            return
        to_draw = screen._layout_required, screen._scroll_required, screen._repaint_required, screen._dirty_widgets
        if not any((*to_draw, screen._recompose_required, screen._callbacks)):
            return
        screen._on_timer_update()


def _stay(cursor: Input | TextArea) -> None:
    """Whether a cursor shows in a picture would depend on the half second it is taken in."""


textual.app.wait_for_idle = wait_for_rest  # type: ignore[attr-defined]
textual.pilot.wait_for_idle = wait_for_rest  # type: ignore[attr-defined]
Input._toggle_cursor = _stay  # type: ignore[method-assign]
TextArea._toggle_cursor_blink_visible = _stay  # type: ignore[method-assign]
kpiboard.screens.kpi.screen.REST = 0.0  # a hand rests on a point before its past is looked up, a test does not
