"""The huddle over the whole screen: the team holds its ten minutes here, one thing at a time.

The board is read anew after every change; which pages there are follows from it (huddle_pages.py). The step is stored
when it is turned, so that a program that was killed goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from kpiboard.basics.errors import BoardError
from kpiboard.model import HuddleState, HuddleStep
from kpiboard.rules.huddle import clock
from kpiboard.screens.frame.command import Command
from kpiboard.screens.frame.live import LiveBoard, LiveScreen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.huddle import deeds, wins
from kpiboard.screens.huddle.agenda import TICK, Agenda, Progress, Talk, quarters
from kpiboard.screens.huddle.pages import Meeting, Page, Show, first_of, hurdle_at, pages, place_of
from kpiboard.screens.huddle.write import write
from kpiboard.screens.text import typed
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.words.plain import full_day_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Huddle, Person
    from kpiboard.views.board import BoardSnapshot, PraiseCard
    from kpiboard.views.huddle import HuddleRecord

BESIDE = (110, 32)  # columns and rows from which the agenda stands at the left


class HuddleScreen(LiveScreen):
    """Not a dialog: the board's commands act on what is shown."""

    CSS_PATH = "huddle.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Next", key_display="→"),
        Binding("space", "space", show=False),
        Binding("enter", "enter", show=False),
        Binding("left,backspace", "turn(-1)", "Previous", key_display="←"),
        Binding("escape", "app.do('back')", "Board", key_display="esc"),
        Binding("up", "person(-1)", show=False),
        Binding("down", "person(1)", show=False),
        *(Binding(key, f"digit({number})", show=False) for number, key in enumerate(wins.KEYS)),
        Binding("asterisk", "everybody", show=False),
        Binding("o", "hand_over", "Hand over", show=False),
        Binding("x", "call_off", "Call it off", show=False),
        Binding("N", "note", "Note"),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self.meeting = meeting
        self.pages = pages(meeting)
        self.place = first_of(self.pages, meeting.record.huddle.step)
        self.person: int | None = None  # whom the cursor stands on, once it was moved
        self._stored = meeting.record.huddle.step  # the step as the board has it
        self._turning = 0  # of our own steps, how many are on their way to the board
        self._rang = False
        self._agenda = Agenda()
        self._talk = Talk(lambda command: self.board_app.glyphs.plain(self.board_app.key_of(command)))

    def compose(self) -> ComposeResult:
        with Container(id="huddle"):
            yield self._agenda
            yield self._talk
        yield CommandBar()

    def on_mount(self) -> None:
        self._lay_out()
        self.draw()
        self.set_interval(TICK, self.tick)

    def on_resize(self) -> None:
        self._lay_out()

    def on_screen_resume(self) -> None:
        """What was over it is closed: the huddle may have ended meanwhile."""
        if self.board_app.snapshot is not None:
            self.show(self.board_app.snapshot)

    def _lay_out(self) -> None:
        self.set_class(self.size.width >= BESIDE[0] and self.size.height >= BESIDE[1], "-beside")

    # What the app asks for

    @property
    def page(self) -> Page:
        return self.pages[self.place]

    @property
    def closed(self) -> bool:
        """Whether the huddle is over, and only its end is shown."""
        return self.meeting.record.huddle.state is HuddleState.CLOSED

    @property
    def selection(self) -> Selection | None:
        """What the board's commands work on."""
        return None if self.closed else self.page.selection

    @property
    def period(self) -> str:
        """The red period that a reason would be for; empty: the latest."""
        return self.page.period

    @property
    def praise(self) -> PraiseCard | None:
        """The one person whom this page congratulates."""
        return wins.praise_of(self.page, self.meeting.snapshot) if self.page.show is Show.PRAISE else None

    def rests(self, command: Command[LiveBoard]) -> bool:
        """What would leave the meeting by a slip of the finger: digits mean people here."""
        return command.keys.isdecimal() or command.id in ("huddle", "zoom")

    def show(self, snapshot: BoardSnapshot) -> None:
        """The board has changed: what became of the huddle is read as well, then both are drawn."""
        self._read_again(snapshot)

    @work(group="huddle", exclusive=True)
    async def _read_again(self, snapshot: BoardSnapshot) -> None:
        huddle = self.meeting.record.huddle
        try:
            record = await self.board_app.gateway.call(lambda board: _record(board, huddle))
        except BoardError as error:
            self.board_app.tell(error)
            return
        if not self.is_attached:
            return
        if record is None:  # called off, undone, or taken away by another program
            self._leave("The huddle is not running any more.")
            return
        self._take(Meeting(snapshot, record))

    def _take(self, meeting: Meeting) -> None:
        before, place = self.page, self.place
        self.meeting = meeting
        self.pages = pages(meeting)
        self.place = place_of(self.pages, before, place)
        step = meeting.record.huddle.step
        if not self._turning and step is not self._stored:  # an undo, or another terminal, has turned the page
            self._stored = step
            self.place = first_of(self.pages, step)
        self.draw()

    def _leave(self, words: str = "") -> None:
        if words:
            self.board_app.say(words)
        if self.app.screen is self:
            self.app.pop_screen()

    # What is drawn

    def draw(self) -> None:
        """The page and the agenda, as they are now."""
        self.tick()
        page, meeting, person = self.page, self.meeting, self.person
        self._talk.show(lambda room: write(page, meeting, room, person))
        self.refresh_bindings()

    def tick(self) -> None:
        """Looks at the clock; nothing is drawn while it says the same."""
        record, snapshot = self.meeting.record, self.meeting.snapshot
        now = quarters(clock(record.huddle, self.board_app.now()))
        if now.bell and not self._rang and not self.closed:
            self._rang = True
            self.app.bell()
        page = self.page
        self._agenda.show(
            Progress(
                typed(snapshot.board.name),
                full_day_words(record.huddle.held_on),
                typed(record.facilitator.name) if record.facilitator else "",
                page.step,
                page.number,
                page.of,
                now,
            )
        )

    # Turning the pages

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys rest where they mean nothing, so that the line at the bottom shows what works."""
        if self.app.screen is not self:
            return False  # a dialog is open
        if self.closed:
            return action in ("enter", "space") or (action == "turn" and parameters == (1,))
        if action == "turn":
            return 0 <= self.place + int(str(parameters[0])) < len(self.pages)
        return wins.means_something(self.page, action, parameters)

    def action_turn(self, by: int) -> None:
        """The next thing, or the one before."""
        if self.closed:
            self._leave()
        else:
            self.go(self.place + by)

    def action_enter(self) -> None:
        """The next thing, too; the last page it closes."""
        if self.closed or self.page.show is not Show.CLOSE:
            self.action_turn(1)
        elif hurdles := self.meeting.record.hurdles:
            self.go(hurdle_at(self.pages, self.meeting, hurdles[0]))
        else:
            self._change(lambda board: board.huddles.close())

    def action_space(self) -> None:
        """The next thing, too; while a cursor stands on a person: here or not."""
        if self.page.show is Show.PEOPLE and self.person is not None:
            self._toggle(self.person)
        else:
            self.action_turn(1)

    def action_first(self) -> None:
        self.go(first_of(self.pages, self.page.step))

    def action_last(self) -> None:
        self.go(len(self.pages) - 1)

    @on(Agenda.Chosen)
    def _chosen(self, event: Agenda.Chosen) -> None:
        self.go(first_of(self.pages, event.step))

    def go(self, place: int) -> None:
        """To another page, at once; a new step is stored behind it."""
        if self.closed:
            return
        self.place = max(0, min(place, len(self.pages) - 1))
        step = self.page.step
        if step is not self._stored:
            self._stored = step
            self._turning += 1
            self._store_step(step)
        self.draw()

    @work(group="turning")
    async def _store_step(self, step: HuddleStep) -> None:
        try:
            await self.board_app.attempt(lambda board: board.huddles.go_to(step))
        except BoardError as error:
            self.board_app.tell(error)
        finally:
            self._turning -= 1

    # People, and what was said

    @property
    def team(self) -> list[Person]:
        return wins.team(self.meeting.snapshot, self.meeting.record.present)

    def action_person(self, by: int) -> None:
        before = self.person if self.person is not None else -1 if by > 0 else 0
        self.person = (before + by) % max(1, len(self.team))
        self.draw()

    def action_digit(self, number: int) -> None:
        """Somebody has come or gone; where it is asked whom to thank, 0 means nobody."""
        if self.page.show is Show.THANKS:
            self._change(lambda board: board.huddles.thank_nobody())
        else:
            self._toggle(number)

    def action_everybody(self) -> None:
        everybody = [person.id for person in self.team]
        self._change(lambda board: board.huddles.set_attendance(everybody))

    def _toggle(self, number: int) -> None:
        if number < len(self.team):
            person = self.team[number].id
            self._change(lambda board: board.huddles.toggle_presence(person))

    def _change(self, use: Callable[[Board], object]) -> None:
        """What can be seen on the page needs no words besides."""
        self.board_app.change(use, lambda _: "")

    async def action_hand_over(self) -> None:
        await deeds.hand_over(self.board_app, self.team, self.meeting.record.facilitator)

    async def action_note(self) -> None:
        await deeds.note(self.board_app, self.meeting.record.huddle)

    async def action_call_off(self) -> None:
        await deeds.call_off(self.board_app)


def _record(board: Board, huddle: Huddle) -> HuddleRecord | None:
    """What has come out of it so far; None when it is not on the board any more."""
    row = next((one for one in board.huddles.all() if one.id == huddle.id), None)
    return board.huddles.record(huddle=row) if row else None
