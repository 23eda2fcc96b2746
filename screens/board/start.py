"""The first thing somebody sees where there is no board yet: make one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from kpiboard.basics.errors import BoardError
from kpiboard.screens.dialogs.base import HEIGHTS, STYLES, WIDTHS, buttons
from kpiboard.screens.frame.live import glyphs_of
from kpiboard.screens.text import typed

TEMPLATES = (
    ("line", "Production line", "safety, quality, delivery, cost, people"),
    ("service", "Service team", "requests, answers, satisfaction, people"),
    ("empty", "Empty board", "the five letters and nothing else"),
    ("demo", "Demo board", "a packaging line with half a year of numbers, to play with"),
)


class StartScreen(Screen[None]):
    """A name, a template, Enter.

    Args:
        path: the file that the board will be in.
        make: makes it, of a template and a name; raises BoardError.
    """

    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("escape", "app.quit", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, path: Path, make: Callable[[str, str], Awaitable[None]]) -> None:
        super().__init__()
        self.path, self.make = path, make

    def compose(self) -> ComposeResult:
        plain = glyphs_of(self).plain
        with Vertical(id="panel") as panel:
            panel.border_title = Content("kpiboard")
            heading = ("There is no board here yet.\n", "$heading bold")
            yield Static(Content.assemble(heading, (typed(str(self.path)), "$muted")), id="about")
            yield Static(Content.styled("Name of the team or line", "$muted"))
            yield Input(placeholder="Line 4", compact=True, id="line")
            yield Static(Content.styled("Start from", "$muted"), classes="gap")
            yield OptionList(id="rows", markup=False, compact=True)
            yield Static(id="message")
            yield buttons(("make", f"Make the board{plain('  ⏎')}"), ("quit", "Quit  esc"))

    def on_mount(self) -> None:
        rows = self.query_one("#rows", OptionList)
        rows.add_options(
            [Option(Content.assemble((f"{name:<18}", ""), (about, "$muted"))) for _, name, about in TEMPLATES]
        )
        rows.highlighted = 0
        rows.can_focus = False
        self.query_one("#line").focus()

    async def action_move(self, action: str) -> None:
        await self.query_one("#rows", OptionList).run_action(action)

    @on(Input.Submitted, "#line")
    def _submitted(self) -> None:
        self._make()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "make":
            self._make()
        else:
            self.app.exit()

    def _make(self) -> None:
        self._making()

    @work(group="make", exclusive=True)
    async def _making(self) -> None:
        place = self.query_one("#rows", OptionList).highlighted or 0
        template, title, _ = TEMPLATES[place]
        name = self.query_one("#line", Input).value.strip() or ("" if template == "demo" else title)
        try:
            await self.make(template, name)
            self.dismiss(None)
        except BoardError as error:
            said = f"{glyphs_of(self).alarm} {error.message} {error.hint}"
            self.query_one("#message", Static).update(Content.styled(said, "$lose"))
