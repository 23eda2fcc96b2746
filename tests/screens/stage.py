"""A stage for one screen: an app with the board's themes, a few keys, and a record of what the screen asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from kpiboard.basics.errors import Refused
from kpiboard.board import Board, system_clock
from kpiboard.screens.frame import theming
from kpiboard.screens.frame.config import Config
from kpiboard.screens.frame.gateway import Gateway
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.plain import scroll_bars
from kpiboard.screens.frame.selection import Moved, Selection
from kpiboard.screens.text import UNICODE, Glyphs
from kpiboard.views.board import BoardSnapshot

SIZES = [(3, 2), (10, 3), (20, 5), (40, 12), (60, 20), (79, 23), (80, 24), (100, 30), (100, 50), (110, 32), (120, 36),
         (139, 60), (140, 36), (160, 45), (200, 24), (200, 60), (300, 90)]  # fmt: skip


T = TypeVar("T")


class NoBoard(Gateway):
    """A screen on the stage has its snapshot and nothing to ask."""

    async def call(self, use: Callable[[Board], T]) -> T:
        raise Refused("There is no board on the stage.", "")


class Stage(LiveBoard):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "press('r')", "Record"),
        Binding("a", "press('a')", "Action"),
        Binding("f", "press('f')", "Feedback"),
        Binding("z", "press('z')", "Zoom"),
        Binding("slash", "press('/')", "Find"),
        Binding("x", "press('x')", "Hidden", show=False),
        Binding("question_mark", "help", "Help"),
    ]

    def __init__(self, screen: Screen[None], snapshot: BoardSnapshot | None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(Path("stage.db"), system_clock, Config(), {})
        self.gateway = NoBoard()
        self.glyphs = glyphs
        scroll_bars(plain=glyphs is not UNICODE)
        self.shown = screen
        self.first = snapshot
        self.asked: list[object] = []
        self.pressed: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(theming.VARIABLE_DEFAULTS)

    async def on_mount(self) -> None:
        for theme in theming.bundled_themes():
            self.register_theme(theme)
        self.theme = theming.DEFAULT_THEME
        await self.push_screen(self.shown)
        if self.first is not None:
            self.shown.show(self.first)  # type: ignore[attr-defined]

    async def open_selection(self, selection: Selection) -> None:
        self.asked.append((selection.kind, selection.id))

    def on_moved(self, event: Moved) -> None:
        self.asked.append((event.action_id, event.stage))

    def action_press(self, key: str) -> None:
        self.pressed.append(key)

    def action_help(self) -> None:
        self.pressed.append("?")


def lines(app: App[None]) -> list[str]:
    """What the screen shows, a string a row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def picture(app: App[None]) -> str:
    return "\n".join(lines(app))


async def wheel(pilot: Pilot[None], widget: Widget) -> None:
    """Turns the mouse wheel one notch towards the user, over the middle of a widget."""
    x, y = widget.region.center
    place = {"widget": widget, "x": int(x), "y": int(y), "delta_x": 0, "delta_y": 0, "button": 0}
    place |= {"shift": False, "meta": False, "ctrl": False, "screen_x": int(x), "screen_y": int(y)}
    widget.screen._forward_event(events.MouseScrollDown(**place))  # type: ignore[arg-type]
    await pilot.pause()
