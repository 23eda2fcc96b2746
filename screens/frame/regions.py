"""The screen of one thing: regions side by side where there is room; else one is shown, and tab turns to the next."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kpiboard.screens.frame.live import LiveScreen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.ink import Ink


class Regions(Ink):
    """Where tab leads: the regions by name, the one that is shown marked."""

    class Chosen(Message):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    GAP: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(id="regions")
        self.names: list[str] = []
        self.active = 0

    def show(self, names: list[str], active: int) -> None:
        if (names, active) != (self.names, self.active):
            self.names, self.active = names, active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        glyphs = self.glyphs
        line: Line = []
        for number, name in enumerate(self.names):
            here = number == self.active
            line.append((f" {glyphs.cursor if here else ' '}{name}", "$accent-text bold" if here else "$muted"))
            line.append((" ", ""))
        rule = self.size.width - width_of(line)
        return self.strip(
            crop([*line, (glyphs.rule * max(0, rule), "$rule")], self.size.width, glyphs), self.size.width
        )

    def on_click(self, event: events.Click) -> None:
        x = 0
        for number, name in enumerate(self.names):
            x += len(name) + 3
            if event.x < x:
                self.post_message(self.Chosen(number))
                return


class RegionScreen(LiveScreen):
    """Not a dialog: the board's commands act on what is shown. Subclasses fill `regions` and lay them out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
    ]

    def __init__(self, about: Selection) -> None:
        super().__init__(about)
        self.regions: tuple[Widget, ...] = ()
        self.active = 0  # the region in focus
        self.names = Regions()

    def lay_out(self) -> None:
        """Shows what there is room for; does nothing while size, focus and content ask for nothing else."""
        raise NotImplementedError

    def on_resize(self) -> None:
        self.lay_out()

    def on_descendant_focus(self) -> None:
        for number, region in enumerate(self.regions):
            if region.has_focus and number != self.active:
                self.active = number
                self.lay_out()

    def focus_region(self, number: int) -> None:
        self.active = number
        self.lay_out()
        self.set_focus(self.regions[number])  # at once: the next key is already for it

    def action_turn(self, by: int) -> None:
        self.focus_region((self.active + by) % len(self.regions))

    @on(Regions.Chosen)
    def _chosen_region(self, event: Regions.Chosen) -> None:
        self.focus_region(event.number)
