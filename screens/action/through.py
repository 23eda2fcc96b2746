"""The view that the actions are seen through, on all screens alike."""

from __future__ import annotations

from kpiboard.model import View
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.offers import Filtering


def current(app: LiveBoard) -> View | None:
    return next((screen.view for screen in app.screen_stack if isinstance(screen, Filtering)), None)


def look_through(app: LiveBoard, view: View | None) -> None:
    """Shows only the actions that fit a view; None: all."""
    for screen in app.screen_stack:
        if isinstance(screen, Filtering):
            screen.look_through(view)
    app.screen.refresh_bindings()
