"""What is done with escalations: ask the next tier, answer, confirm, and carry them to another board and back."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import LookOnly, Refused
from kpiboard.model import AnswerState
from kpiboard.screens.board.files import LOOK_FIRST, ask_where, look, path_of
from kpiboard.screens.dialogs.fields import Field, Text
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.escalation import ANSWER_WORDS, open_on

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import EscalationCard


async def escalate(app: LiveBoard) -> None:
    """Asks for help with the focused item; where help was asked already, or without an item, the list."""
    snapshot, chosen = app.need_snapshot(), app.selection
    asked = open_on(snapshot.escalations, chosen.id) if chosen else None
    if chosen is None or asked is not None:
        await escalations(app, asked)
        return
    if snapshot.read_only:
        raise LookOnly()
    about = {"kpi": _of_kpi, "action": _of_action, "feedback": _of_feedback}[chosen.kind](app)

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.raise_escalation(**{chosen.kind: chosen.id}, **values),
            lambda new: f"E-{new.number} asks tier {new.to_tier}: {new.about}",
        )

    fields = [
        Text("reason", "Why", "", "what is beyond the team: authority, money or skill",
             "The second set costs 4000 €, we may spend 500 €", rows=3),
        Field("help_asked", "Help", "", "what would help, as exactly as you can", "Release the money by Friday"),
        Field("to_whom", "To whom", "", "one person of the next tier, if you know who", "Jana Berg"),
        Field("answer_hours", "Answer within", "24", "hours: by the next tier's next meeting", replace=True),
    ]  # fmt: skip
    title = f"Ask tier {snapshot.board.tier + 1} for help"
    await app.open_dialog(Form(f"escalate:{chosen.id}", title, fields, save, verb="Escalate", about=about))


def _of_kpi(app: LiveBoard) -> str:
    return app.focused_kpi().kpi.name


def _of_action(app: LiveBoard) -> str:
    card = app.focused_action()
    return f"{card.label} {card.action.title}"


def _of_feedback(app: LiveBoard) -> str:
    card = app.focused_feedback()
    return f"{card.label} {card.feedback.text}"


async def escalations(app: LiveBoard, chosen: EscalationCard | None = None) -> None:
    """The list, with the cursor on one of them; again: back."""
    from kpiboard.screens.escalation.screen import EscalationScreen
    from kpiboard.screens.panes.study_screen import toggle

    page = EscalationScreen()
    await toggle(app, page)
    if chosen is not None and isinstance(app.screen, EscalationScreen):
        app.screen.select_escalation(chosen.escalation.id)


async def qr(app: LiveBoard) -> None:
    """The QR code of what the focused item has asked for."""
    chosen = app.selection
    card = open_on(app.need_snapshot().escalations, chosen.id) if chosen else None
    if card is None:
        raise Refused("No help has been asked for it.", f"{app.key_of('escalate')} asks the next tier.")
    await show_qr(app, card)


async def show_qr(app: LiveBoard, card: EscalationCard) -> None:
    from kpiboard.screens.escalation.qr import EscalationQr

    texts = await app.gateway.call(lambda board: board.escalation_texts(card.escalation))
    await app.open_dialog(EscalationQr(card.label, texts))


async def answer(app: LiveBoard, card: EscalationCard, state: AnswerState) -> None:
    """Asks what the answer says; to accept it needs no words."""
    words = ANSWER_WORDS[state]
    origin = card.escalation.origin

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.answer_escalation(card.escalation, state, values["answer"]),
            lambda _: f"{card.label} is {state.value}; e writes the file that tells {origin}.",
        )

    fields = [Text("answer", "Answer", "", words.hint, rows=4)]
    about = f"{card.label} of {origin}: {card.escalation.about}"
    form_id = f"answer:{card.escalation.id}:{state.value}"
    await app.open_dialog(Form(form_id, f"{words.verb} {card.label}", fields, save, verb=words.verb, about=about))


def confirm(app: LiveBoard, card: EscalationCard) -> None:
    app.change(
        lambda board: board.confirm_escalation(card.escalation),
        lambda done: f"{card.label} is confirmed; e writes the file that tells tier {done.to_tier}.",
    )


async def again(app: LiveBoard, card: EscalationCard) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.raise_again(card.escalation, values["reason"]),
            lambda new: f"{card.label} asks tier {new.to_tier} again.",
        )

    fields = [Text("reason", "Why", card.escalation.reason, "why the answer does not help", rows=4)]
    form_id, about = f"again:{card.escalation.id}", card.escalation.about
    await app.open_dialog(Form(form_id, f"Raise {card.label} again", fields, save, verb="Raise", about=about))


async def export(app: LiveBoard, card: EscalationCard) -> None:
    row = card.escalation
    to = row.origin or f"the board of tier {row.to_tier}"

    def write(board: Board, path: Path) -> None:
        board.export_escalation_to(path, row, force=True)

    await ask_where(f"export:{row.id}", app, app.path.with_name(f"{card.label}.toml"), f"for {to} to import", write)


async def import_file(app: LiveBoard) -> None:
    """What a team asks of this board, or the next tier's answer; after a look at what it would change."""

    async def save(values: Values) -> None:
        path = path_of(values["path"])
        await look(app, path, lambda board: board.plan_escalations(path))

    fields = [Field("path", "File", str(app.path.with_name("E-1.toml")), LOOK_FIRST)]
    about = "What a team asks of this board, or what the next tier has answered."
    await app.open_dialog(Form("import:escalation", "Import an escalation", fields, save, verb="Look", about=about))
