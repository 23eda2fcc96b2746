"""What is done around the huddle: start it or go on with it, after asking what has to be asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kpiboard.basics.errors import BoardError
from kpiboard.model import HuddleState
from kpiboard.model.facts.team import HUDDLE
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.base import Confirm
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.huddle.pages import Meeting
from kpiboard.screens.huddle.screen import HuddleScreen
from kpiboard.words.plain import full_day_words

if TYPE_CHECKING:
    from datetime import date

    from kpiboard.model import Huddle
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot


async def open_huddle(app: LiveBoard) -> None:
    """Starts the huddle or goes on with it, after asking what has to be asked."""
    found = next((one for one in app.screen_stack if isinstance(one, HuddleScreen)), None)
    if found is not None:
        while app.screen is not found:
            app.pop_screen()
        return
    snapshot = app.need_snapshot()
    running = snapshot.huddle.huddle if snapshot.huddle else None
    if running is not None and running.held_on != snapshot.today:
        await _ask_which(app, running)
    elif running is not None:
        await _start(app)
    elif missed := await app.gateway.call(lambda board: board.huddles.missed()):
        await _ask_why(app, missed)
    elif _held_already(snapshot):
        await _ask_again(app)
    else:
        await _start(app)


def _held_already(snapshot: BoardSnapshot) -> bool:
    """Whether this shift, or this day where there are none, had its huddle."""
    last, shift = snapshot.last_huddle, snapshot.shift.key if snapshot.shift else ""
    if last is None or last.state is not HuddleState.CLOSED:
        return False
    return (last.held_on, last.shift) == (snapshot.today, shift)


async def _start(app: LiveBoard) -> None:
    """Begins one, unless one is running, and shows it."""
    record = await app.attempt(lambda board: board.huddles.record(huddle=board.huddles.start()))
    await app.push_screen(HuddleScreen(Meeting(app.need_snapshot(), record)))


def _in_worker(app: LiveBoard, work: Callable[[LiveBoard], Awaitable[None]]) -> None:
    """The same after a dialog: what goes wrong is told in a toast."""

    async def told() -> None:
        try:
            await work(app)
        except BoardError as error:
            app.tell(error)

    app.run_worker(told())


async def _ask_which(app: LiveBoard, left: Huddle) -> None:
    """Nobody closed the one of another day: it is called off, or brought to its end first."""
    day = full_day_words(left.held_on)

    async def begin_anew(app: LiveBoard) -> None:
        await app.attempt(lambda board: board.huddles.abandon())
        await open_huddle(app)

    def chosen(anew: bool | None) -> None:
        if anew is not None:
            _in_worker(app, begin_anew if anew else _start)

    about = f"The huddle of {day} was never closed. What was done in it stays, either way."
    await app.open_dialog(Confirm("Another day, another huddle", about, "Begin today's", f"Go on with {day}"), chosen)


async def _ask_why(app: LiveBoard, missed: Sequence[date]) -> None:
    """There was none on working days: the team says why, then the next one begins."""
    days = full_day_words(missed[0])
    about = f"There was no huddle on {days}."
    if len(missed) > 1:
        about = f"There was no huddle on {len(missed)} working days since {days}."

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(lambda board: board.huddles.start(skipped_because=values["skipped_because"]))

    hint = "it is kept beside those days, and then the next one begins"
    fields = [replace(ask(HUDDLE["skip_reason"], "", app.need_snapshot()), name="skipped_because", hint=hint)]
    form = Form("huddle:missed", "Before we start", fields, save, verb="Start", about=about)

    def saved(yes: bool | None) -> None:
        if yes:
            _in_worker(app, _start)

    await app.open_dialog(form, saved)


async def _ask_again(app: LiveBoard) -> None:
    about = "Today's huddle is closed already."
    again = partial(_in_worker, app, _start)
    await app.open_dialog(Confirm("Hold another one?", about, "Hold another one", "No", again))
