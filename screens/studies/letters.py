"""The letter calendar over the whole screen: a letter a category, a cell a day, as on the paper board."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from kpiboard.basics.errors import BoardError
from kpiboard.rules.calendar import FIRST_YEAR
from kpiboard.screens.dialogs.day import DayDialog
from kpiboard.screens.frame.live import LiveBoard, LiveScreen
from kpiboard.screens.text import Part
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.ink import Ink
from kpiboard.screens.widgets.letterpage import Page, Place, page, step
from kpiboard.screens.widgets.masthead import LINE, Masthead
from kpiboard.views.board import BoardSnapshot

if TYPE_CHECKING:
    from kpiboard.views.letters import LettersMonth


class LettersView(Ink, can_focus=True):
    """The page, line by line, and its cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(way, f"step('{way}')", show=False) for way in ("up", "down", "left", "right", "home", "end")),
        Binding("tab", "step('next')", show=False),
        Binding("shift+tab", "step('previous')", show=False),
        Binding("enter", "open", "Open the day"),
        Binding("escape", "app.do('back')", "Board", key_display="esc"),
    ]

    class Chosen(Message):
        """Enter, or a click on the day under the cursor."""

    class Turned(Message):
        """A click on the sign beside the month."""

        def __init__(self, months: int) -> None:
            super().__init__()
            self.months = months

    def __init__(self) -> None:
        super().__init__()
        self.month: LettersMonth | None = None
        self.snapshot: BoardSnapshot | None = None
        self.place = Place(0, date.min)
        self.keys = ("[", "]")
        self._page: Page | None = None
        self._drawn_at = Size(0, 0)
        self._strips: dict[tuple[tuple[Part, ...], bool], Strip] = {}  # by line: most stay when the cursor moves

    def show(self, month: LettersMonth, snapshot: BoardSnapshot) -> None:
        """Draws a month; the cursor stays on its letter and its day of the month, and begins on today."""
        before = self.place.day if self.month else month.today
        self.month, self.snapshot = month, snapshot
        if month.letters:
            days = month.letters[0].days
            letter = min(self.place.letter, len(month.letters) - 1)
            self.place = Place(letter, days[min(before.day, len(days)) - 1].day)
        self._strips.clear()
        self.redraw()

    def redraw(self) -> None:
        self._page = None
        self.refresh()

    def recolour(self) -> None:
        self._strips.clear()

    @property
    def page(self) -> Page:
        # By size and not by an event: the new size is painted before the event arrives.
        if self._page is None or self._drawn_at != self.size:
            if self._drawn_at != self.size:
                self._strips.clear()
            self._drawn_at = self.size
            if self.month is None or self.snapshot is None:
                self._page = Page([[]])
            else:
                self._page = page(self.month, self.snapshot, self.place, self.size, self.keys, self.glyphs)
        return self._page

    @property
    def top(self) -> int:
        """The first line that is seen: on a small terminal the page moves with the cursor."""
        if len(self.page.lines) <= self.size.height:
            return 0
        return max(0, min(self.page.cursor[1] + 1 - self.size.height, len(self.page.lines) - self.size.height))

    def render_line(self, y: int) -> Strip:
        y += self.top
        line = self.page.lines[y] if y < len(self.page.lines) else []
        key = tuple(line), 0 < self.page.card <= y
        if key not in self._strips:
            self._strips[key] = self.strip(line, self.size.width, "on $card" if key[1] else "")
        return self._strips[key]

    def action_step(self, way: str) -> None:
        if self.month is not None:
            self._go(step(self.month, self.place, way))

    def _go(self, place: Place) -> None:
        if place != self.place:
            self.place = place
            self.redraw()

    def action_open(self) -> None:
        if self.month is not None and self.month.letters:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        y = event.y + self.top
        place = self.page.place_at(event.x, y)
        if place is not None and place == self.place:
            self.action_open()
        elif place is not None:
            self._go(place)
        elif y == self.page.title:
            for columns, months in self.page.turns:
                if event.x in columns:
                    self.post_message(self.Turned(months))


class LettersScreen(LiveScreen):
    CSS_PATH = "letters.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.snapshot: BoardSnapshot | None = None
        self.month: date | None = None  # None: the running one, also after midnight
        self._masthead = Masthead()
        self._view = LettersView()

    def compose(self) -> ComposeResult:
        yield self._masthead
        yield self._view
        yield CommandBar()

    def on_mount(self) -> None:
        self._masthead.styles.height = LINE
        self._view.keys = (self.board_app.key_of("earlier-month"), self.board_app.key_of("later-month"))
        self._view.focus()

    def show(self, snapshot: BoardSnapshot) -> None:
        """The board has changed: draws the month anew, the cursor stays where it is."""
        self.snapshot = snapshot
        self._masthead.show(snapshot)
        self._load(self.month)

    def turn(self, months: int) -> None:
        """Shows an earlier or later month; none after the running one, of which nothing can be known."""
        if self.snapshot is None:
            return
        running = self.snapshot.today.replace(day=1)
        at = self.month or running
        to = (at - timedelta(days=1) if months < 0 else at + timedelta(days=31)).replace(day=1)
        if to > running or to.year <= FIRST_YEAR:
            self.app.bell()
            return
        self.month = None if to == running else to
        self._load(self.month)

    @work(group="letters", exclusive=True)
    async def _load(self, month: date | None) -> None:
        try:
            found = await self.board_app.gateway.call(lambda board: board.letters.month(month))
        except BoardError as error:
            self.board_app.tell(error)
            return
        if self.is_attached and self.snapshot is not None:
            self._view.show(found, self.snapshot)

    def on_letters_view_turned(self, event: LettersView.Turned) -> None:
        self.turn(event.months)

    async def on_letters_view_chosen(self) -> None:
        month, snapshot = self._view.month, self.snapshot
        if month is not None and snapshot is not None:
            place = self._view.place
            await self.board_app.open_dialog(DayDialog(snapshot, month.letters[place.letter], place.day))


async def toggle(app: LiveBoard) -> None:
    """The letters, and back."""
    if isinstance(app.screen, LettersScreen):
        app.pop_screen()
    else:
        await _opened(app)


async def _opened(app: LiveBoard) -> LettersScreen:
    if isinstance(app.screen, LettersScreen):
        return app.screen
    screen = LettersScreen()
    await app.push_screen(screen)
    screen.show(app.need_snapshot())
    return screen


async def earlier(app: LiveBoard) -> None:
    (await _opened(app)).turn(-1)


async def later(app: LiveBoard) -> None:
    (await _opened(app)).turn(1)
