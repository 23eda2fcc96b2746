"""What is done with actions: start, edit, note, ask why, cancel."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.model import Action, Stage, Why
from kpiboard.model.facts.action import ACTION, NOTE, WHY
from kpiboard.model.kinds import short_name
from kpiboard.rules import pdca
from kpiboard.rules.whys import named_in
from kpiboard.screens.action.fields import action_fields, values_of
from kpiboard.screens.action.page import NAME_HINT
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.words.action import moved_words
from kpiboard.words.plain import full_day_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import ActionCard, KpiCard


async def add(app: LiveBoard) -> None:
    """A new action, or first of all the one that worked and came back; about the focused KPI it starts filled in."""
    chosen = app.selection
    card = app.need_snapshot().kpi(chosen.id) if chosen and chosen.kind == "kpi" else None
    back = card.duty.back if card else None
    if card is None or back is None:
        return await _start(app, card)

    def decided(value: str | None) -> None:
        if value == "again":
            app.change(lambda board: board.actions.step_back(back.id), lambda new: moved_words(new, Stage.CLOSED))
        elif value:
            app.call_later(_start, app, card)

    again = f"{short_name(back)} {back.title}: take it up again"
    options = [("again", again), ("new", "Start another action")]
    closed = f" on {full_day_words(back.ended_on)}" if back.ended_on else ""
    hint = f"It worked and was closed{closed}. What comes back was not yet understood."
    await app.open_dialog(Pick(f"{short_name(back)} came back", options, hint=hint), decided)
    return None


async def _start(app: LiveBoard, card: KpiCard | None) -> None:
    snapshot = app.need_snapshot()
    start: dict[str, object] = {}
    if card is not None:
        drafted = await app.gateway.call(lambda board: board.actions.draft(card.kpi.id))
        start = {**drafted, "kpi": card.kpi.id, "owner": card.kpi.owner_id}

    def save(values: Values) -> Awaitable[object]:
        title, rest = values["title"], {name: value or None for name, value in values.items() if name != "title"}
        return app.attempt(
            lambda board: board.actions.add(title, **rest), lambda new: f"{short_name(new)} is planned: {new.title}"
        )

    form_id = f"action:new:{card.kpi.id if card else ''}"
    await app.open_dialog(Form(form_id, "Start an action", action_fields(snapshot, start), save, verb="Start"))


async def edit(app: LiveBoard, card: ActionCard) -> None:
    action = card.action

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.actions.edit(action.id, **values), lambda new: f"{short_name(new)} is changed."
        )

    fields = action_fields(app.need_snapshot(), values_of(card))
    await app.open_dialog(Form(f"action:{action.id}", f"Edit {card.label}", fields, save, changes_only=True))


async def note(app: LiveBoard) -> None:
    card = app.focused_action()

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.actions.note(card.action.id, values["note"]), lambda _: f"Noted on {card.label}."
        )

    fields = [replace(ask(NOTE["text"], "", app.need_snapshot()), name="note")]
    await app.open_dialog(Form(f"note:{card.action.id}", f"Note on {card.label} {card.action.title}", fields, save))


async def whys(app: LiveBoard) -> None:
    card = app.focused_action()
    old = {why.position: why for why in card.whys}

    def save(values: Values) -> Awaitable[object]:
        given = [(values[f"why{n}"], values[f"evidence{n}"]) for n in range(1, 6) if values[f"why{n}"].strip()]
        return app.attempt(
            lambda board: board.actions.set_whys(card.action.id, given), lambda _: f"The whys of {card.label} are kept."
        )

    snapshot = app.need_snapshot()
    fields: list[Field] = []
    for n in range(1, 6):
        why = old.get(n) or Why("", card.action.id, n, "")
        because, evidence = ask(WHY["because"], why.because, snapshot), ask(WHY["evidence"], why.evidence, snapshot)
        example = because.example if n == 1 else ""
        fields.append(replace(because, name=f"why{n}", label=f"{n}. {because.label}", example=example))
        fields.append(replace(evidence, name=f"evidence{n}", label=f"   {evidence.label}"))
    people = snapshot.people

    def preview(values: Values) -> str:
        given = [values[f"why{n}"] for n in range(1, 6) if values[f"why{n}"].strip()]
        return NAME_HINT if given and named_in(given[-1], people) else ""

    about = f"Why? {card.action.title}"
    form = Form(f"whys:{card.action.id}", f"Five whys of {card.label}", fields, save, about=about, preview=preview)
    await app.open_dialog(form)


async def put_away(app: LiveBoard, card: ActionCard) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.actions.cancel(card.action.id, values["reason"]),
            lambda action: f"{short_name(action)} is cancelled; < takes it up again.",
        )

    about = f"{card.label} {card.action.title}"
    if card.action.stage in pdca.RUNNING and card.kpi:
        about += f"\n{card.kpi.name} loses its answer with it." if len(_others(app, card)) == 0 else ""
    fields = [replace(ask(ACTION["cancel_reason"], "", app.need_snapshot()), name="reason")]
    await app.open_dialog(
        Form(f"cancel:{card.action.id}", f"Cancel {card.label}", fields, save, verb="Cancel it", about=about)
    )


def _others(app: LiveBoard, card: ActionCard) -> list[Action]:
    kpi = app.need_snapshot().kpi(card.action.kpi_id or "")
    return [action for action in (kpi.running if kpi else ()) if action.id != card.action.id]
