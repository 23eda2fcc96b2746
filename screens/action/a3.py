"""The A3 sheet of an action over the whole screen: two columns where there is room, and the coach's questions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from kpiboard.basics.errors import BoardError
from kpiboard.screens.action.head import stages
from kpiboard.screens.frame.live import LiveBoard, LiveScreen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import Glyphs, Line, spread, typed
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.lines import Lines
from kpiboard.screens.widgets.paper import Paper
from kpiboard.words.a3 import OPEN, a3

if TYPE_CHECKING:
    from kpiboard.views.action import ActionStory
    from kpiboard.views.board import BoardSnapshot

WIDE = 140  # columns from which the problem stands at the left and the way out at the right
LEFT = 4  # boxes at the left: background, current condition, goal, cause


async def toggle(app: LiveBoard) -> None:
    """The sheet of the focused action, and back."""
    if isinstance(app.screen, A3Screen):
        app.pop_screen()
        return
    await app.open_dialog(A3Screen(app.need_snapshot(), app.focused_action().action.id))


class A3Screen(LiveScreen):
    """To be read; the board's commands act on this action."""

    CSS_PATH = "action.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "app.focus_next", show=False),
        Binding("shift+tab,left", "app.focus_previous", show=False),
    ]

    def __init__(self, snapshot: BoardSnapshot, action_id: str) -> None:
        super().__init__(Selection("action", action_id))
        self.snapshot = snapshot
        self.action_id = action_id
        self._told: ActionStory | None = None
        self._head = Lines(id="head")
        self._problem = Paper(id="problem", title="Problem and cause")
        self._way = Paper(id="way", title="Countermeasures and follow-up")

    def compose(self) -> ComposeResult:
        yield self._head
        with Horizontal(id="sheet"):
            yield self._problem
            yield self._way
        yield CommandBar()

    def on_mount(self) -> None:
        self.show(self.snapshot)
        self.set_focus(self._problem)

    def on_resize(self) -> None:
        self._draw()

    def show(self, snapshot: BoardSnapshot) -> None:
        """Shows the sheet as it is now; closes when the action is not on the board any more."""
        self.snapshot = snapshot
        if snapshot.action(self.action_id) is not None:
            self._load()
        elif self.is_current:
            self.dismiss(None)

    @work(group="story", exclusive=True)
    async def _load(self) -> None:
        action_id = self.action_id
        try:
            self._told = await self.board_app.gateway.call(lambda board: board.actions.story(action_id))
        except BoardError as error:
            self.board_app.tell(error)
            return
        if self.is_attached:
            self._draw()

    def _draw(self) -> None:
        story, glyphs = self._told, self.board_app.glyphs
        if story is None:
            return
        wide = self.size.width >= WIDE
        self._way.display = wide
        self._problem.title = "Problem and cause" if wide else "A3"
        card, width = story.card, self.size.width
        title: Line = [
            ("  ", ""),
            (f"{card.label}  ", "$accent-text bold"),
            (typed(card.action.title), "$heading bold"),
        ]
        end: Line = [*stages(card, glyphs, width), (" ", "")] if width >= 100 else []
        self._head.show(lambda size: [spread(title, end, size.width, glyphs)])
        self._problem.show(partial(boxes, story, 0, LEFT if wide else None, glyphs))
        self._way.show(partial(boxes, story, LEFT, None, glyphs))


def boxes(story: ActionStory, first: int, end: int | None, glyphs: Glyphs, width: int) -> list[Line]:
    """The boxes `first` to `end` (excluded): a title, what the coach asks, and what is known."""
    lines: list[Line] = []
    for box in a3(story, max(10, width - 4))[first:end]:
        title: Line = [("  ", ""), (box.title, "$heading bold")]
        asked = glyphs.plain(box.asked)
        lines += [[], spread(title, [(asked, "$muted"), (" ", "")], width, glyphs)] if width >= 60 else [
            [], title, [("  ", ""), (asked, "$muted")]
        ]  # fmt: skip
        lines.append([("  ", ""), (glyphs.rule * max(0, width - 3), "$rule")])
        style = "" if box.written else "$muted"
        lines += [[("  ", ""), (glyphs.plain(words), style)] for words in box.lines]
        if not box.lines:
            lines.append([("  ", ""), (glyphs.plain(OPEN), "$watch")])
    return lines[1:]
