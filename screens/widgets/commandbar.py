"""The bottom line: the keys that work here, as many as fit whole, each to be clicked as well."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from kpiboard.screens.frame.live import live_board
from kpiboard.screens.text import Line
from kpiboard.screens.widgets.ink import Ink


class Item(NamedTuple):
    """A key and what it does; `stays` marks help, which is shown however short the line is."""

    key: str
    shown: str
    words: str
    enabled: bool
    stays: bool

    @property
    def width(self) -> int:
        return cell_len(self.shown) + cell_len(self.words) + 3


class CommandBar(Ink):
    """Shows the screen's active bindings in the order they are declared; help always stays."""

    DEFAULT_CSS: ClassVar[str] = """
    CommandBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(id="commands")
        self._items: list[Item] = []
        self._shown: list[tuple[int, int, Item]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self._bindings_changed(self.screen)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        plain = self.glyphs.plain
        is_timely = live_board(self).is_timely
        found: dict[str, Item] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and binding.action not in found and is_timely(binding.id):
                shown = plain(self.app.get_key_display(binding))
                is_help = "help" in (binding.id or binding.action)
                found[binding.action] = Item(binding.key, shown, plain(binding.description), enabled, is_help)
        items = list(found.values())
        if items != self._items:
            self._items = items
            self.refresh()

    def fitting(self, width: int) -> list[Item]:
        """The items that fit into `width` cells, none cut; help, wherever it is declared, is the last of them."""
        last = [item for item in self._items if item.stays]
        room = width - sum(item.width for item in last) + 1  # a blank before, and none needed behind the last
        kept: list[Item] = []
        for item in self._items:
            if not item.stays and item.width <= room:
                kept.append(item)
                room -= item.width
            elif not item.stays:
                break
        return kept + last

    def render_line(self, y: int) -> Strip:
        line: Line = [(" ", "")]
        x = 1
        self._shown = []
        for item in self.fitting(self.size.width):
            line.append((item.shown, "$accent-text bold" if item.enabled else "$off"))
            line.append((f" {item.words}  ", "$muted" if item.enabled else "$off"))
            self._shown.append((x, x + item.width, item))
            x += item.width
        return self.strip(line, self.size.width).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        for start, end, item in self._shown:
            if start <= event.x < end:
                if item.enabled:
                    self.app.simulate_key(item.key)
                else:
                    self.app.bell()
                return
