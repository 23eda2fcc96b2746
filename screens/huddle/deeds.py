"""What is done with a huddle that is running: hand it over, note what was said, call it off."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from kpiboard.model import Huddle, Person
from kpiboard.model.facts.team import HUDDLE
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.base import Confirm
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.live import LiveBoard


async def hand_over(app: LiveBoard, team: Sequence[Person], leader: Person | None) -> None:
    rows = [(person.id, f"{person.name} ({person.initials})") for person in team]

    def chosen(person: str | None) -> None:
        if person is not None:
            app.change(lambda board: board.huddles.set_facilitator(person), lambda _: "")

    await app.open_dialog(Pick("Who leads?", rows, leader.id if leader else "", verb="Hand over"), chosen)


async def note(app: LiveBoard, huddle: Huddle) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(lambda board: board.huddles.note(values["notes"]), lambda _: "Noted.")

    fields = [ask(HUDDLE["notes"], huddle.notes, app.need_snapshot())]
    await app.open_dialog(Form(f"huddle:{huddle.id}", "Notes of this huddle", fields, save))


async def call_off(app: LiveBoard) -> None:
    about = "It is as if it had not begun; what was done in it stays."

    def carry_out() -> None:
        app.change(lambda board: board.huddles.abandon(), lambda _: "The huddle is called off.")

    await app.open_dialog(Confirm("Call this huddle off?", about, "Call it off", "Go on", carry_out))
