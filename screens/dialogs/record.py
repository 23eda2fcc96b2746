"""Record: one line in, and its status before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from kpiboard.basics.errors import BoardError
from kpiboard.model import Kpi
from kpiboard.rules.calendar import Period, following, previous
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.dialogs.line import Line as Typed
from kpiboard.screens.dialogs.line import matching, read_line
from kpiboard.screens.dialogs.preview import figure, kpi_line, preview_lines
from kpiboard.screens.text import Line, Part, fit, typed
from kpiboard.words.kpi import back_words
from kpiboard.words.plain import period_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.views.board import BoardSnapshot, KpiCard
    from kpiboard.views.reading import Preview

FORM = "record"  # the name under which a line that was left is kept


class Record(Dialog[tuple[Kpi, str]]):
    """Type a number, see what it means, press Enter.

    Of a KPI that counts events it takes no number: it closes with the KPI, and with what was typed.

    Args:
        snapshot: the board as it is; a newer one only renews the list, never what is typed.
        kpi_id: the KPI that is meant unless the line names another.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", show=False),
        Binding("down", "turn(1)", show=False),
        Binding("pageup", "period(-1)", show=False),
        Binding("pagedown", "period(1)", show=False),
        Binding("ctrl+s", "save", show=False),
    ]

    def __init__(self, snapshot: BoardSnapshot, kpi_id: str | None) -> None:
        super().__init__("Record a number")
        self.snapshot = snapshot
        self.first = kpi_id
        self.cards: list[KpiCard] = []
        self.chosen: str | None = None  # picked with the arrow keys or the mouse
        self.period: Period | None = None  # picked with page up and page down
        self.seen: Preview | None = None
        self._busy = False
        self._doubted: tuple[str, Typed, str | None] | None = None  # what was asked about once: really?
        # Kept here, not asked for: a preview may come back from the board when the dialog is closed already.
        self._field = Input(placeholder="97.5", compact=True, select_on_focus=False, id="line")
        self._seen_line = Static(id="preview")
        self._rows = OptionList(id="rows", markup=False, compact=True)

    def parts(self) -> ComposeResult:
        kept = self.board_app.drafts.pop(FORM, {}).get("line", "")
        self._field.value = kept
        yield self._field
        yield self._seen_line
        yield self._rows
        yield Static(id="message")
        plain = self.glyphs.plain
        yield buttons(
            ("save", f"Save{plain('  ⏎')}"),
            ("earlier", "Earlier  pgup"),
            ("later", "Later  pgdn"),
            ("leave", "Close  esc"),
        )

    def on_mount(self) -> None:
        self._rows.can_focus = False
        self._fill()

    def show(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        self._fill()

    @property
    def line(self) -> Typed:
        return read_line(self._field.value)

    @property
    def card(self) -> KpiCard | None:
        place = self._rows.highlighted
        return self.cards[place] if place is not None and place < len(self.cards) else None

    @on(Input.Changed, "#line")
    def _typed(self) -> None:
        self._fill()

    def _fill(self) -> None:
        """The KPIs the line may mean, the likeliest on top."""
        cards = matching(self.snapshot.kpis, self.line.kpi, self.first)
        keep = next((place for place, card in enumerate(cards) if card.kpi.id == self.chosen), 0)
        rows = self._rows
        if [card.kpi for card in cards] != [card.kpi for card in self.cards] or not rows.option_count:
            rows.clear_options()
            today, room = self.snapshot.today, self.room - 1
            rows.add_options([Option(self._plain(kpi_line(card, today, room, self.glyphs))) for card in cards])
        self.cards = cards
        rows.highlighted = keep if cards else None
        self._look()

    def action_turn(self, by: int) -> None:
        rows = self._rows
        if self.cards:
            rows.highlighted = ((rows.highlighted or 0) + by) % len(self.cards)
            self._pick()

    @on(OptionList.OptionSelected, "#rows")
    def _picked(self) -> None:
        self._pick()

    def _pick(self) -> None:
        self.chosen = self.card.kpi.id if self.card else None
        self.period = None
        self._look()

    # The period

    async def action_period(self, by: int) -> None:
        card = self.card
        if card is None:
            return
        start = self.period or (self.seen.period if self.seen and self.seen.kpi.id == card.kpi.id else card.due)
        try:
            calendar = await self.board_app.gateway.call(lambda board: board.calendar())
        except BoardError as error:
            self.say_error(error)
            return
        period = previous(calendar, start) if by < 0 else following(calendar, start)
        if period.start <= self.board_app.now():
            self.period = period
            self._look()

    @property
    def _period_key(self) -> str | None:
        return self.line.period or (self.period.key if self.period else None)

    # What it would be

    def _look(self) -> None:
        self._preview()

    @work(group="preview", exclusive=True)
    async def _preview(self) -> None:
        card, line, period = self.card, self.line, self._period_key
        self.seen = None
        if card is None:
            return self._say([], [("No KPI has such a name. The arrow keys choose one.", "$watch")])
        when = period_words(self.period or card.due, self.snapshot.today) if not line.period else f"@{line.period}"
        name: Part = (typed(card.kpi.name), "$heading bold")
        if card.kpi.of_events:
            words = "It counts events: Enter asks what happened, and when."
            return self._say([name], [(fit(words, self.room, self.glyphs), "$muted")])
        if not line.value:
            ask = "so many of so many, such as 931/1000" if card.kpi.share else "the number"
            # What is counted stands where the number is typed: then everybody counts the same.
            counts = typed(card.kpi.definition)
            words = f"Type {ask}. Counts: {counts}" if counts else f"Type {ask}; a note may follow it."
            return self._say([name, (f"  {when}", "$muted")], [(fit(words, self.room, self.glyphs), "$muted")])
        if card.kpi.share and _half(line.value):
            return self._say(
                [name, (f"  {when}", "$muted")], [("Of how many? Type the number in all.", "$accent-text")]
            )
        try:
            seen = await self.board_app.gateway.call(
                lambda board: board.readings.preview(card.kpi.id, line.entry, period)
            )
        except BoardError as error:
            return self._say([name, (f"  {when}", "$muted")], [(f"{error.message} {error.hint}", "$watch")])
        self.seen = seen
        key = self.board_app.key_of("action")
        return self._say(*preview_lines(card, seen, self.snapshot.today, key, self.glyphs))

    def _say(self, first: Line, second: Line) -> None:
        self._seen_line.update(Content("\n").join(map(self._plain, (first, second))))

    def _plain(self, line: Line) -> Content:
        return Content.assemble(*((self.glyphs.plain(text), how) for text, how in line))

    # Saving

    @on(Input.Submitted, "#line")
    def _submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        card, line = self.card, self.line
        if card is None or self._busy:
            return None
        if card.kpi.of_events:
            self.dismiss((card.kpi, f"{line.value} {line.note}".strip()))
            return None
        if not line.value:
            return self._look()
        if card.kpi.share and _half(line.value):
            return self._ask_all()
        self._busy = True
        self._saving(card, line)
        return None

    def _ask_all(self) -> None:
        """A share has two numbers: Enter after the first one asks for the second."""
        field = self._field
        if not self.line.value.endswith("/"):
            before, value, after = field.value.partition(self.line.value)
            field.value = f"{before}{value}/{after}"
            field.cursor_position = len(before) + len(value) + 1

    @work(group="save")
    async def _saving(self, card: KpiCard, line: Typed) -> None:
        kpi, period = card.kpi, self._period_key
        entry = (kpi.id, line, period)
        sure = self._doubted == entry
        try:
            seen, saved = await self.board_app.attempt(lambda board: _save(board, kpi.id, line, period, sure))
        except BoardError as error:
            self.say_error(error)
            return
        finally:
            self._busy = False
        if not saved and seen.doubt:
            self._doubted = entry
            number = figure(seen.reading, kpi)
            self.say(self.glyphs.plain(f"{number} is {seen.doubt.value}. Really? ⏎ saves it."), "$watch bold")
            return
        self.dismiss(None)
        self.board_app.select("kpi", kpi.id)
        self._tell(seen)

    def _tell(self, seen: Preview) -> None:
        app, kpi = self.board_app, seen.kpi
        verb = "corrected to" if seen.old else "is"
        said = f"{kpi.name} {verb} {figure(seen.reading, kpi)}, {self.glyphs.status[seen.status]} {seen.status.value}."
        card = app.snapshot.kpi(kpi.id) if app.snapshot else None
        if card and any(red.period == seen.period for red in card.reds):
            said += f"\n{back_words(card)}" if card.duty.back else ""
            said += f"\nPress {app.key_of('action')} to start an action."
            app.notify(self.glyphs.plain(said), title="Off target", severity="warning", timeout=8, markup=False)
        else:
            app.say(self.glyphs.plain(said))

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "save":
                self.action_save()
            case "earlier":
                await self.action_period(-1)
            case "later":
                await self.action_period(1)
            case _:
                self.action_leave()
        if event.button.id != "leave" and self.is_attached:
            self._field.focus()

    def action_leave(self) -> None:
        if left_over := self._field.value.strip():
            self.board_app.drafts[FORM] = {"line": left_over}
        self.dismiss(None)


def _half(value: str) -> bool:
    """Only one of a share's two numbers."""
    return value.lower() not in ("off", "missing") and ("/" not in value or value.endswith("/"))


def _save(board: Board, kpi_id: str, line: Typed, period: str | None, sure: bool) -> tuple[Preview, bool]:
    """Looks and saves in one call, so that what is told is what was stored; a doubtful number only when `sure`."""
    seen = board.readings.preview(kpi_id, line.entry, period)
    if seen.doubt and not sure:
        return seen, False
    return board.readings.save(seen), True
