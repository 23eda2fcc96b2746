"""A screen of panes: side by side where there is room; else one is shown, and tab turns to the next."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from kpiboard.model.frozen import frozen
from kpiboard.screens.frame.live import LiveScreen
from kpiboard.screens.frame.selection import Selection

P = TypeVar("P", bound=Widget)

LARGE = (110, 36)  # columns and rows from which everything about one thing is shown at once, its figure in heavy digits


@frozen
class Room:
    """What the screen of one thing has room for: on a `wall` all panes, on cards; else two, `beside` or above one
    another (`stacked`), or one; then with the `names` of all, where a row can be spared for them.
    """

    wall: bool
    beside: bool
    stacked: bool
    names: bool


def room_in(width: int, height: int) -> Room:
    """On a terminal of that many columns and rows."""
    wall = width >= LARGE[0] and height >= LARGE[1]
    return Room(wall, not wall and width >= 100, not wall and width < 100 and height >= 40, not wall and height >= 12)


class PaneScreen(LiveScreen, Generic[P]):
    """Knows which pane has the focus. Subclasses fill `panes`, and say in `lay_out` where each of them stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
    ]

    def __init__(self, about: Selection | None = None) -> None:
        super().__init__(about)
        self.panes: tuple[P, ...] = ()
        self.active = 0  # the pane in focus, also while another screen is in front
        self._arranged: tuple[object, ...] | None = None

    @property
    def pane(self) -> P:
        return self.panes[self.active]

    def lay_out(self) -> None:
        """Puts every pane where it belongs at this size, with this pane in focus."""
        raise NotImplementedError

    def rearranged(self, *state: object) -> bool:
        """Whether anything of what an arrangement depends on has changed since it was last asked."""
        before, self._arranged = self._arranged, state
        return state != before

    def show_panes(self, *, one: bool) -> None:
        """All of them, or only the `one` in focus."""
        for number, pane in enumerate(self.panes):
            pane.display = not one or number == self.active

    def focus_pane(self, number: int) -> None:
        """Shows that pane, counted from 0 and round, and gives it the keyboard at once: the next key is for it."""
        self.active = number % len(self.panes)
        self.lay_out()
        self.set_focus(self.pane)

    def action_turn(self, by: int) -> None:
        self.focus_pane(self.active + by)

    def on_resize(self) -> None:
        self.lay_out()

    def on_descendant_focus(self) -> None:
        found = next((number for number, pane in enumerate(self.panes) if pane.has_focus), self.active)
        if found != self.active:
            self.active = found
            self.lay_out()
        self.refresh_bindings()
