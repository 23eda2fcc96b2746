"""What is done with one escalation: answer, confirm, raise it again, and carry it to another board and back."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.model import AnswerState
from kpiboard.model.facts.team import ANSWER, ESCALATION
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.files import LOOK_FIRST, ask_where, look, path_of
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.escalation.qr import EscalationQr
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.words.escalation import ANSWER_WORDS

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.views.board import EscalationCard


async def show_qr(app: LiveBoard, card: EscalationCard) -> None:
    texts = await app.gateway.call(lambda board: board.escalation_files.texts(card.escalation))
    await app.open_dialog(EscalationQr(card.label, texts))


async def answer(app: LiveBoard, card: EscalationCard, state: AnswerState) -> None:
    """Asks what the answer says; to accept it needs no words."""
    words = ANSWER_WORDS[state]
    origin = card.escalation.origin

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.escalations.answer(card.escalation, state, values["answer"]),
            lambda _: f"{card.label} is {state.value}; e writes the file that tells {origin}.",
        )

    fields = [replace(ask(ANSWER["text"], "", app.need_snapshot()), name="answer", hint=words.hint)]
    about = f"{card.label} of {origin}: {card.escalation.about}"
    form_id = f"answer:{card.escalation.id}:{state.value}"
    await app.open_dialog(Form(form_id, f"{words.verb} {card.label}", fields, save, verb=words.verb, about=about))


def confirm(app: LiveBoard, card: EscalationCard) -> None:
    app.change(
        lambda board: board.escalations.confirm(card.escalation),
        lambda done: f"{card.label} is confirmed; e writes the file that tells tier {done.to_tier}.",
    )


async def again(app: LiveBoard, card: EscalationCard) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.escalations.raise_again(card.escalation, values["reason"]),
            lambda new: f"{card.label} asks tier {new.to_tier} again.",
        )

    reason = ask(ESCALATION["reason"], card.escalation.reason, app.need_snapshot())
    fields = [replace(reason, hint="why the answer does not help")]
    form_id, about = f"again:{card.escalation.id}", card.escalation.about
    await app.open_dialog(Form(form_id, f"Raise {card.label} again", fields, save, verb="Raise", about=about))


async def export(app: LiveBoard, card: EscalationCard) -> None:
    row = card.escalation
    to = row.origin or f"the board of tier {row.to_tier}"

    def write(board: Board, path: Path) -> None:
        board.escalation_files.export_to(path, row, force=True)

    await ask_where(f"export:{row.id}", app, app.path.with_name(f"{card.label}.toml"), f"for {to} to import", write)


async def import_file(app: LiveBoard) -> None:
    """What a team asks of this board, or the next tier's answer; after a look at what it would change."""

    async def save(values: Values) -> None:
        path = path_of(values["path"])
        await look(app, path, lambda board: board.escalation_files.plan(path))

    fields = [Field("path", "File", str(app.path.with_name("E-1.toml")), LOOK_FIRST)]
    about = "What a team asks of this board, or what the next tier has answered."
    await app.open_dialog(Form("import:escalation", "Import an escalation", fields, save, verb="Look", about=about))
