"""The board: the verdict on top, KPIs, actions and feedback below, in the arrangement that fits the terminal."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Size

from kpiboard.basics.errors import BoardError
from kpiboard.model import View
from kpiboard.model.frozen import frozen
from kpiboard.rules.pdca import RUNNING
from kpiboard.screens.action.through import look_through
from kpiboard.screens.frame.selection import Kind, Selection
from kpiboard.screens.panes.actions import ActionPane
from kpiboard.screens.panes.feedback import FeedbackPane
from kpiboard.screens.panes.kpis import KpiPane
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.panes.screen import PaneScreen
from kpiboard.screens.widgets import letterstrip
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.masthead import BADGE, BOTH, HEAVIEST, HEAVY, LINE, SENTENCE, Masthead
from kpiboard.views.board import BoardSnapshot


class Shape(Enum):
    """How the panes stand."""

    SMALL = "one pane at a time, the reds first"
    LIST = "dense lists above one another"
    TALL = "tiles, then two framed panes above one another"
    BELOW = "tiles, then two framed panes side by side"
    WALL = "tiles with the actions at their right, feedback below"


@frozen
class Plan:
    """Rows of the masthead and the grid of the panes; tracks are Textual's (`1fr`, `40`)."""

    shape: Shape
    masthead: int
    columns: str
    rows: str
    letters: bool = False  # the strip of small letters, beside the feedback


def shape_of(width: int, height: int) -> Shape:
    if width < 80 or height < 24:
        return Shape.SMALL
    if width >= 140 and height >= 36:
        return Shape.WALL
    if width >= 110 and height >= 32:
        return Shape.BELOW
    return Shape.TALL if height >= 44 else Shape.LIST


def plan(width: int, height: int, kpis: int, actions: int, feedback: int, *, blocks: bool = True) -> Plan:
    """The arrangement for a terminal of this size and that many KPIs, running actions and pieces of feedback.

    `blocks`: its font has the half blocks that the strip of letters is made of.
    """
    shape = shape_of(width, height)
    if shape is Shape.SMALL:
        return Plan(shape, SENTENCE if height >= 12 else LINE, "1fr", "1fr")
    if shape is Shape.LIST:
        top = BOTH if kpis + 5 + 12 <= height else SENTENCE  # not at the price of a KPI: the lists below want twelve
        return Plan(shape, top, "1fr", " ".join(map(str, _shared(height - top - 1, kpis, actions, feedback))))
    top = HEAVIEST if width >= 220 and height >= 64 else HEAVY if width >= 140 and height >= 42 else BADGE
    left_over = height - top - 2
    if shape is Shape.TALL:
        each = max(7, left_over // 4)
        return Plan(shape, top, "1fr", f"1fr {each} {each}")
    if shape is Shape.BELOW:
        return Plan(shape, top, "1fr 1fr", f"1fr {max(9, left_over * 2 // 5)}")
    beside = max(44, min(width * 29 // 100, 90))
    most = left_over * 27 // 100  # of which the KPIs are sure not to be needed
    letters = blocks and most >= letterstrip.ROWS
    below = max(letterstrip.ROWS if letters else 6, min(feedback + 4, most))
    return Plan(shape, top, f"1fr {beside}", f"1fr {below}", letters)


def _shared(rows: int, kpis: int, actions: int, feedback: int) -> tuple[int, int, int]:
    """Rows for the three lists: KPIs first, then what actions and feedback want; what is over is air."""
    wanted = [1 + max(1, count) for count in (kpis, actions, feedback)]
    least = min(6, rows // 3)
    first = max(2, min(wanted[0], rows - 2 * least))
    rest = rows - first
    second = min(wanted[1], max(rest // 2, rest - wanted[2]))
    third = min(wanted[2], rest - second)
    over = rest - second - third
    return first + over - over // 2, second + over // 2, third


class BoardScreen(PaneScreen[Pane]):
    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_view", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.snapshot: BoardSnapshot | None = None
        self.zoomed = False
        self._masthead = Masthead()
        self._letters = letterstrip.LetterStrip()
        self._queue = ActionPane()
        self.panes = (KpiPane(), self._queue, FeedbackPane())

    def compose(self) -> ComposeResult:
        yield self._masthead
        with Container(id="panes"):
            yield from self.panes
            yield self._letters
        yield CommandBar()

    def on_mount(self) -> None:
        self.panes[0].focus()
        self.lay_out(self.app.size)  # so that the first frame has its shape

    # What the app asks for.

    def show(self, snapshot: BoardSnapshot) -> None:
        """Draws a newer snapshot; cursor, scroll and focus stay where they are."""
        self.snapshot = snapshot
        self._masthead.show(snapshot)
        for pane in self.panes:
            pane.show(snapshot)
        self.lay_out()
        self._show_letters()

    @property
    def view(self) -> View | None:
        """What the actions are seen through."""
        return self._queue.view

    def look_through(self, view: View | None) -> None:
        """Shows only the actions that fit a view; None: all."""
        self._queue.look_through(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "clear_view" or self.view is not None

    def action_clear_view(self) -> None:
        look_through(self.board_app, None)

    @property
    def selection(self) -> Selection | None:
        """What the cursor of the pane in focus stands on."""
        return self.pane.selection

    def select(self, kind: Kind, item: str) -> bool:
        """Moves focus and cursor to a row; False when the board does not show it."""
        number = next(number for number, pane in enumerate(self.panes) if kind == pane.KIND)
        if self.zoomed and number != self.active:
            self.zoomed = False
        self.focus_pane(number)
        return self.panes[number].move_to(item)

    def toggle_zoom(self) -> None:
        """The pane in focus over the whole screen, and back."""
        self.zoomed = not self.zoomed
        self.lay_out()

    # Where the panes stand.

    def lay_out(self, size: Size | None = None) -> None:
        """Takes the arrangement for the screen's size; `size` says it while the screen is mounted and has none yet."""
        if size is None and not self.is_mounted:
            return
        width, height = size or self.size
        counts = self._counts()
        now = plan(width, height, *counts, blocks=self.board_app.glyphs.half_blocks)
        single = self.zoomed or now.shape is Shape.SMALL
        if not self.rearranged(now, single, self.zoomed, self.active if single else None):
            return
        framed = now.shape not in (Shape.SMALL, Shape.LIST)
        self._masthead.styles.height = now.masthead
        panes = self.query_one("#panes")
        panes.set_class(framed, "-framed")
        panes.styles.grid_size_columns = 1 if single else len(now.columns.split())
        panes.styles.grid_columns = "1fr" if single else now.columns
        panes.styles.grid_rows = "1fr" if single else now.rows
        kpis, _, feedback = self.panes
        kpis.styles.column_span = 2 if now.shape is Shape.BELOW and not single else 1
        feedback.styles.column_span = 2 if now.shape is Shape.WALL and not single and not now.letters else 1
        shown, self._letters.display = self._letters.display, now.letters and not single
        if self._letters.display and not shown:
            self._show_letters()
        self.show_panes(one=single)
        for pane in self.panes:
            pane.look(framed=framed, zoomed=self.zoomed)

    def _show_letters(self) -> None:
        """After the frame of a thorough look: the letters must keep nothing waiting."""
        if self._letters.display and self.snapshot is not None and self.snapshot.thorough:
            self.call_after_refresh(self._load_letters)

    @work(group="letters", exclusive=True)
    async def _load_letters(self) -> None:
        gateway = self.board_app.gateway
        try:
            self._letters.show(await gateway.call(lambda board: board.letters.month()))
        except BoardError:
            return  # the board itself says what is wrong with its file

    async def on_letter_strip_clicked(self) -> None:
        await self.run_action("app.do('calendar')")

    def _counts(self) -> tuple[int, int, int]:
        if self.snapshot is None:
            return 0, 0, 0
        running = sum(card.action.stage in RUNNING for card in self.snapshot.actions)
        return len(self.snapshot.kpis), running, len(self.snapshot.feedback)
