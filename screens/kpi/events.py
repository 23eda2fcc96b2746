"""What is done with a KPI that counts events: something happened, and how a KPI begins to count them."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from kpiboard.model.facts.event import EVENT
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.event import counting_sentence

if TYPE_CHECKING:
    from kpiboard.model import Event, Kpi
    from kpiboard.screens.frame.live import LiveBoard


async def happened(app: LiveBoard, kpi: Kpi, what: str = "") -> None:
    """Asks what happened, and on which day; `what` was typed already."""

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(lambda board: board.events.add(kpi.id, **values), said)

    def said(event: Event) -> str:
        words = f"{kpi.name}: {event.what or 'an event'}, {event.day}."
        return words if event.reason else f"{words} Press {app.key_of('action')} to start an action."

    snapshot = app.need_snapshot()
    started = {"day": "today", "what": what}
    fields = [ask(fact, started.get(fact.name, ""), snapshot) for fact in EVENT.asked]
    fields.sort(key=lambda field: field.name != "what")
    about = "Nothing is typed on the other days. It waits for an action, or for the reason why it needs none."
    await app.open_dialog(Form(f"event:{kpi.id}", f"{kpi.name}: it happened", fields, save, verb="Add", about=about))


async def convert(app: LiveBoard) -> None:
    """Its readings become events where they tell of some; undo brings them back."""
    kpi = app.focused_kpi().kpi

    def told(found: tuple[Kpi, int]) -> str:
        return f"{counting_sentence(*found)} u brings the readings back."

    app.change(lambda board: (new := board.events.convert(kpi.id), len(board.events.of(new))), told)
