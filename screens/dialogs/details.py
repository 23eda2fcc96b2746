"""Everything about one piece of feedback or put-away KPI, over the dimmed board; the same keys work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kpiboard.basics.errors import BoardError
from kpiboard.screens.dialogs import pages
from kpiboard.screens.dialogs.base import HEIGHTS, STYLES, WIDTHS
from kpiboard.screens.frame.live import LiveScreen
from kpiboard.screens.frame.selection import Kind, Selection
from kpiboard.screens.widgets.commandbar import CommandBar

if TYPE_CHECKING:
    from kpiboard.views.board import BoardSnapshot


class Details(LiveScreen):
    """One item. Not a modal screen: the board's commands act on what is shown here."""

    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "turn(1)", show=False),
        Binding("shift+tab,left", "turn(-1)", show=False),
        Binding("enter", "follow", "Open", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, snapshot: BoardSnapshot, kind: Kind, item_id: str) -> None:
        self.item = Selection(kind, item_id)
        super().__init__(self.item)
        self.snapshot = snapshot
        self._links: list[Selection] = []
        self._past: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="panel"), VerticalScroll(id="page", can_focus=False):
            yield Static(id="facts")
            yield Static(id="links-title")
            yield OptionList(id="rows", markup=False, compact=True)
            yield Static(id="past")
        yield CommandBar()

    def on_mount(self) -> None:
        self.query_one("#rows").can_focus = False
        self.show(self.snapshot)

    def show(self, snapshot: BoardSnapshot) -> None:
        """Shows the item as it is now; closes when it is gone."""
        self.snapshot = snapshot
        glyphs = self.board_app.glyphs
        page = pages.page(snapshot, self.item, glyphs, self._room)
        if page is None:
            if self.is_current:
                self.dismiss(None)
            return
        panel = self.query_one("#panel")
        panel.border_title = Content(page.title)
        self.query_one("#facts", Static).update(page.facts)
        self._fill_links(page.links)
        self._read_past()

    @property
    def _room(self) -> int:
        """Cells in one line; dialogs.tcss gives the panel the same widths."""
        width, height = self.app.size
        return min(100 if width >= 140 else 90, width) - (8 if height >= 30 else 4) - 2

    def on_resize(self) -> None:
        self.show(self.snapshot)

    def _fill_links(self, links: list[tuple[Selection, Content]]) -> None:
        rows = self.query_one("#rows", OptionList)
        place = rows.highlighted
        rows.clear_options()
        rows.add_options([Option(words) for _, words in links])
        self._links = [selection for selection, _ in links]
        rows.display = bool(links)
        self.query_one("#links-title").display = bool(links)
        self.query_one("#links-title", Static).update(
            Content.assemble(("Linked", "$heading bold"), ("  tab chooses, enter opens", "$muted"))
        )
        if links:
            page = self.query_one("#page")
            rows.highlighted = min(place or 0, len(links) - 1)
            page.scroll_to(y=page.scroll_y, animate=False)  # a highlight would scroll itself into view

    @work(group="past", exclusive=True)
    async def _read_past(self) -> None:
        app = self.board_app
        item = self.item.id
        try:
            steps = await app.gateway.call(lambda board: board.history.log(12, row_id=item))
        except BoardError as error:
            app.tell(error)
            return
        if not self.is_attached:
            return  # it was closed meanwhile
        zone = self.snapshot.taken_at.tzinfo
        self.query_one("#past", Static).update(pages.past(steps, zone, app.glyphs, self._room))

    @on(OptionList.OptionSelected, "#rows")
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self._open(event.option_index)

    async def action_follow(self) -> None:
        if self._links:
            await self._open(self.query_one("#rows", OptionList).highlighted or 0)

    async def _open(self, place: int) -> None:
        await self.board_app.open_selection(self._links[place])

    def action_turn(self, by: int) -> None:
        rows = self.query_one("#rows", OptionList)
        if self._links:
            rows.highlighted = ((rows.highlighted or 0) + by) % len(self._links)
            rows.scroll_visible(animate=False)

    def action_scroll(self, by: int) -> None:
        self.query_one("#page").scroll_relative(y=by, animate=False)
