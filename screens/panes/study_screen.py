"""Standing back: what the pages behind the board share. A study is read through the gateway and drawn in panes.

A page has a head, and panes that stand side by side where there is room; else one is shown and tab turns to the next.
"""

from __future__ import annotations

from collections.abc import Awaitable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from kpiboard.basics.errors import BoardError, NotFound
from kpiboard.screens.frame.command import Command
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.screen import PaneScreen
from kpiboard.screens.panes.study import StudyLines, StudyPane
from kpiboard.screens.text import Line
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.masthead import LINE, Masthead
from kpiboard.views.board import BoardSnapshot

if TYPE_CHECKING:
    from kpiboard.board import Board

S = TypeVar("S")

STYLES = Path(__file__).with_name("study.tcss")  # in full: Textual looks beside each subclass
BESIDE = 120  # from that many cells on the panes stand side by side


class StudyScreen(PaneScreen[StudyPane], Generic[S]):
    """One page: `read` asks the board, `take` hands the answer to the panes."""

    CSS_PATH = STYLES
    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0,),)  # the panes of each column, from top to bottom
    SHARES: ClassVar[tuple[int, ...]] = (1,)  # of the width, a column each

    def __init__(self) -> None:
        super().__init__()
        self.snapshot: BoardSnapshot | None = None
        self.study: S | None = None
        self._masthead = Masthead()
        self._head, self._foot = StudyLines(id="page-head"), StudyLines(id="page-foot")

    # What a page says about itself.

    def read(self, board: Board) -> S:
        """What the page shows; runs in the board's thread. Raises BoardError."""
        raise NotImplementedError

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        """Lines above the panes; with air where there is room."""
        return []

    def page_foot(self, width: int, *, roomy: bool) -> list[Line]:
        return []

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        """Enter, or a click on the card under the cursor."""

    def start(self, work: Awaitable[object]) -> None:
        """Runs something that may open a dialog or ask the board; what goes wrong is told."""
        self.run_worker(self._told(work))

    async def _told(self, work: Awaitable[object]) -> None:
        try:
            await work
        except BoardError as error:
            self.board_app.tell(error)

    def rests(self, command: Command[LiveBoard]) -> bool:
        """Whether a key of the command means something else on this page."""
        own = {one.key for one in self.BINDINGS if isinstance(one, Binding)}
        return command.eager and not own.isdisjoint(command.keys.split(","))

    def same_as(self, other: StudyScreen[Any]) -> bool:
        """Whether another screen shows the same page."""
        return type(other) is type(self)

    # What the app asks for.

    @property
    def selection(self) -> Selection | None:
        """What the cursor of the pane in focus stands on."""
        return self.pane.selection if self.study is not None else None

    def show(self, snapshot: BoardSnapshot) -> None:
        """The board has changed: the page is read anew; cursor and scroll stay where they are."""
        self.snapshot = snapshot
        self._masthead.show(snapshot)
        self._read_again()

    @work(group="study", exclusive=True)
    async def _read_again(self) -> None:
        try:
            study = await self.board_app.gateway.call(self.read)
        except NotFound:
            if self.is_current:
                self.dismiss(None)  # what it is about is gone
            return
        except BoardError as error:
            self.board_app.tell(error)
            return
        if self.is_attached:
            self.take(study)

    def take(self, study: S) -> None:
        """Draws what was read."""
        self.study = study
        self.redraw()

    def redraw(self) -> None:
        """Draws head, panes and foot anew from what is known."""
        if self.study is None or self.snapshot is None or not self.is_attached:
            return
        for pane in self.panes:
            pane.show(self.snapshot)
        self.lay_out()
        self.refresh_bindings()

    def on_study_pane_picked(self, event: StudyPane.Picked) -> None:
        self.choose(event.pane, event.card)

    def on_study_pane_pointed(self) -> None:
        self.draw_foot()
        self.refresh_bindings()

    # Where the panes stand.

    def compose(self) -> ComposeResult:
        yield self._masthead
        yield self._head
        with Horizontal(id="study"):
            for column in self.COLUMNS:
                with Vertical():
                    yield from (self.panes[number] for number in column)
        yield self._foot
        yield CommandBar()

    def on_mount(self) -> None:
        self._masthead.styles.height = LINE
        if self.snapshot is not None:
            self._masthead.show(self.snapshot)
        if self.study is not None:
            self.take(self.study)
        self.pane.focus()

    @property
    def wide(self) -> bool:
        """Whether the panes stand side by side."""
        return len(self.COLUMNS) > 1 and self.size.width >= BESIDE

    @property
    def roomy(self) -> bool:
        return self.size.height >= 32 and self.size.width >= 100

    def lay_out(self) -> None:
        if not self.is_attached or not self.size:
            return
        width = self.size.width
        if self.study is not None:
            self._head.show(self.page_head(width, roomy=self.roomy))
        self.draw_foot()
        wide, framed = self.wide, self.roomy
        self.query_one("#study").set_class(framed, "-framed")
        self.show_panes(one=not wide)
        for number, pane in enumerate(self.panes):
            pane.hidden_panes = () if wide else self._other_titles(number)
            pane.look(framed=framed, zoomed=False)
        for place, (share, column) in enumerate(zip(self.SHARES, self.COLUMNS, strict=True)):
            box = self.panes[column[0]].parent
            assert isinstance(box, Vertical)
            box.display = wide or self.active in column
            box.styles.width = f"{share}fr"
            box.set_class(wide and place > 0, "-beside")
            self._share_height(column)

    def _share_height(self, column: tuple[int, ...]) -> None:
        """The lower pane of a column takes what it needs, but not what the upper one needs, save a third."""
        upper = self.panes[column[0]]
        total = self.size.height - len(self._head.lines) - len(self._foot.lines) - 3
        for number in column[1:]:
            pane = self.panes[number]
            rows = max(total // 3, total - upper.wanted - 1)
            pane.styles.height = min(rows, pane.wanted) if self.wide and pane.wanted else "1fr"
            pane.set_class(self.wide, "-below")

    def draw_foot(self) -> None:
        if self.study is not None and self.is_attached:
            self._foot.show(self.page_foot(self.size.width, roomy=self.roomy))

    def _other_titles(self, number: int) -> list[str]:
        """In the order in which tab turns to them."""
        return [pane.TITLE for pane in (*self.panes[number + 1 :], *self.panes[:number])]


async def toggle(app: LiveBoard, page: StudyScreen[S]) -> None:
    """Opens a page; goes back to it when it is open already, and closes it when it is in front. Raises BoardError."""
    found = next((one for one in app.screen_stack if isinstance(one, StudyScreen) and page.same_as(one)), None)
    if found is app.screen:
        app.pop_screen()
        return
    if found is not None:
        while app.screen is not found:
            app.pop_screen()
        return
    study = await app.gateway.call(page.read)
    page.snapshot, page.study = app.need_snapshot(), study
    await app.push_screen(page)
