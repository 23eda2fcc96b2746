"""The screen of one thing: its panes, and above them their names where not all of them are shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.screen import PaneScreen
from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.ink import Ink


class Regions(Ink):
    """Where tab leads: the panes by name, the one that is shown marked."""

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


class RegionScreen(PaneScreen[Widget]):
    """Not a dialog: the board's commands act on what is shown. Its `names` say where tab leads."""

    def __init__(self, about: Selection) -> None:
        super().__init__(about)
        self.names = Regions()

    @on(Regions.Chosen)
    def _chosen_region(self, event: Regions.Chosen) -> None:
        self.focus_pane(event.number)
