"""What a screen may offer to the app and to the commands, each as a Protocol: who offers it has the methods."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kpiboard.model import View
from kpiboard.screens.frame.selection import Kind
from kpiboard.views.board import BoardSnapshot


@runtime_checkable
class Showing(Protocol):
    """Draws a newer snapshot; cursor, scroll and focus stay where they are."""

    def show(self, snapshot: BoardSnapshot) -> None: ...


@runtime_checkable
class Selecting(Protocol):
    """Its cursor can be sent to an item; False when it does not show it."""

    def select(self, kind: Kind, item: str) -> bool: ...


@runtime_checkable
class Zooming(Protocol):
    """It can show less or more of something."""

    def toggle_zoom(self) -> None: ...


@runtime_checkable
class Ranging(Protocol):
    """It can show the moving ranges below a run chart."""

    def toggle_ranges(self) -> None: ...


@runtime_checkable
class Filtering(Protocol):
    """It shows actions, all of them or those that fit a view."""

    @property
    def view(self) -> View | None: ...

    def look_through(self, view: View | None) -> None: ...


@runtime_checkable
class Home(Selecting, Zooming, Protocol):
    """The board itself: its panes are counted from 0."""

    def focus_pane(self, number: int) -> None: ...
