"""What is done with actions: start, edit, move through PDCA, note, ask why, cancel."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date
from typing import TYPE_CHECKING

from kpiboard.basics import entry
from kpiboard.basics.errors import BoardError
from kpiboard.model import Action, ActionKind, Evidence, Stage
from kpiboard.rules import pdca
from kpiboard.rules.whys import named_in
from kpiboard.screens.action.page import NAME_HINT
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field, Text
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.action import kind_words
from kpiboard.words.plain import day_words, full_day_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import ActionCard, BoardSnapshot


async def add(app: LiveBoard) -> None:
    """A new action; about the focused KPI or out of the focused feedback it starts filled in."""
    chosen = app.selection
    if chosen and chosen.kind == "feedback":
        from kpiboard.screens.feedback.commands import accept

        await accept(app)
        return
    snapshot = app.need_snapshot()
    card = snapshot.kpi(chosen.id) if chosen and chosen.kind == "kpi" else None
    start: dict[str, str] = {}
    if card is not None:
        start = await app.gateway.call(lambda board: board.draft_action(card.kpi.id))
        start |= {"kpi": card.kpi.id, "owner": card.kpi.owner_id or ""}

    def save(values: Values) -> Awaitable[object]:
        title, rest = values["title"], {name: value or None for name, value in values.items() if name != "title"}
        return app.attempt(
            lambda board: board.add_action(title, **rest), lambda new: f"A-{new.number} is planned: {new.title}"
        )

    form_id = f"action:new:{card.kpi.id if card else ''}"
    await app.open_dialog(Form(form_id, "Start an action", action_fields(snapshot, start), save, verb="Start"))


def action_fields(snapshot: BoardSnapshot, start: dict[str, str], old: ActionCard | None = None) -> list[Field]:
    today = snapshot.today
    return [
        Field("title", "What", start.get("title", ""), "what will be done", "Second set of change-over tools"),
        Choice("owner", "Owner", start.get("owner", ""), "the one person who does it",
               options=choices.people(snapshot, start.get("owner"))),
        Field("due", "Due", start.get("due", ""), "2026-11-30, tomorrow, friday or +3", "friday",
              read=lambda typed: due_echo(typed, today), replace=True),
        Choice("kpi", "KPI", start.get("kpi", ""), "the measure that shows whether it worked",
               options=choices.kpis(snapshot, old.kpi if old else None)),
        Choice("kind", "Kind", start.get("kind", ActionKind.COUNTERMEASURE.value),
               read=lambda kind: kind_words(ActionKind(kind)), options=choices.members(ActionKind)),
        Field("code", "Reason code", start.get("code", ""), "one short word, the same each time: they are counted",
              "film"),
    ]  # fmt: skip


def due_echo(typed: str, today: date) -> str:
    """How the board understands a date, while it is typed."""
    day = entry.day(typed, today)
    if day is None:
        return ""
    full, near = full_day_words(day), day_words(day, today)
    return full if near in full else f"{full}, {near}"


async def edit(app: LiveBoard, card: ActionCard) -> None:
    action = card.action

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.edit_action(action.id, **values), lambda new: f"A-{new.number} is changed."
        )

    start = {
        "title": action.title,
        "code": action.code,
        "owner": action.owner_id or "",
        "due": action.due.isoformat() if action.due else "",
        "kpi": action.kpi_id or "",
        "kind": action.kind.value,
    }
    fields = action_fields(app.need_snapshot(), start, card)
    await app.open_dialog(Form(f"action:{action.id}", f"Edit {card.label}", fields, save, changes_only=True))


async def advance(app: LiveBoard) -> None:
    """The next stage; what it still needs is asked."""
    from kpiboard.screens.action.guard import step

    await step(app, app.focused_action().action.id)


async def step_back(app: LiveBoard) -> None:
    from kpiboard.screens.action.guard import said

    action = app.focused_action().action
    app.change(lambda board: board.step_back(action.id), lambda new: said(new, action.stage))


async def move(app: LiveBoard, action_id: str, stage: Stage) -> None:
    """What dropping a card into a column asks for."""
    from kpiboard.screens.action.guard import step

    try:
        await step(app, action_id, stage)
    except BoardError as error:
        app.tell(error)


async def note(app: LiveBoard) -> None:
    card = app.focused_action()

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.note_action(card.action.id, values["note"]), lambda _: f"Noted on {card.label}."
        )

    fields = [Text("note", "Note", "", "what happened, what was seen; ctrl+j begins a new line", rows=4)]
    await app.open_dialog(Form(f"note:{card.action.id}", f"Note on {card.label} {card.action.title}", fields, save))


async def whys(app: LiveBoard) -> None:
    card = app.focused_action()
    old = {why.position: why for why in card.whys}

    def save(values: Values) -> Awaitable[object]:
        given = [(values[f"why{n}"], values[f"evidence{n}"]) for n in range(1, 6) if values[f"why{n}"].strip()]
        return app.attempt(
            lambda board: board.set_whys(card.action.id, given), lambda _: f"The whys of {card.label} are kept."
        )

    fields: list[Field] = []
    for n in range(1, 6):
        because = old[n].because if n in old else ""
        evidence = old[n].evidence if n in old else Evidence.ASSUMED
        fields.append(Field(f"why{n}", f"{n}. Because", because, "stop where you find a cause you can act on",
                            "the label smears" if n == 1 else ""))  # fmt: skip
        fields.append(Choice(f"evidence{n}", "   known by", evidence.value, "seen, from data, or only assumed",
                             options=choices.members(Evidence)))  # fmt: skip
    people = app.need_snapshot().people

    def preview(values: Values) -> str:
        given = [values[f"why{n}"] for n in range(1, 6) if values[f"why{n}"].strip()]
        return NAME_HINT if given and named_in(given[-1], people) else ""

    about = f"Why? {card.action.title}"
    form = Form(f"whys:{card.action.id}", f"Five whys of {card.label}", fields, save, about=about, preview=preview)
    await app.open_dialog(form)


async def put_away(app: LiveBoard, card: ActionCard) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.cancel_action(card.action.id, values["reason"]),
            lambda action: f"A-{action.number} is cancelled; < takes it up again.",
        )

    about = f"{card.label} {card.action.title}"
    if card.action.stage in pdca.RUNNING and card.kpi:
        about += f"\n{card.kpi.name} loses its answer with it." if len(_others(app, card)) == 0 else ""
    fields = [Field("reason", "Reason", "", "so that nobody has to ask later", "solved another way")]
    await app.open_dialog(
        Form(f"cancel:{card.action.id}", f"Cancel {card.label}", fields, save, verb="Cancel it", about=about)
    )


def _others(app: LiveBoard, card: ActionCard) -> list[Action]:
    kpi = app.need_snapshot().kpi(card.action.kpi_id or "")
    return [action for action in (kpi.running if kpi else ()) if action.id != card.action.id]
