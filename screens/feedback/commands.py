"""What is done with feedback: say, acknowledge, answer, decline, turn into an action, me too."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Refused
from kpiboard.model import ActionKind, Feedback, FeedbackKind
from kpiboard.model.facts.fact import Fact
from kpiboard.model.facts.team import FEEDBACK
from kpiboard.model.kinds import short_name
from kpiboard.screens.action.fields import action_fields
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.feedback import votes_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot, FeedbackCard


async def add(app: LiveBoard) -> None:
    snapshot = app.need_snapshot()
    chosen = app.selection
    about = chosen.id if chosen and chosen.kind == "kpi" else ""

    def save(values: Values) -> Awaitable[object]:
        anonymous = values["anonymous"] == "yes"
        return app.attempt(
            lambda board: board.feedback.add(
                values["text"],
                kind=values["kind"],
                kpi=values["kpi"] or None,
                author=None if anonymous else values["author"] or None,
                anonymous=anonymous,
            ),
            lambda new: f"{short_name(new)} is in the inbox. Thank you.",
        )

    start = {"kind": FeedbackKind.IDEA, "kpi": about, "author": choices.person_named(snapshot, [app.who])}
    fields = [_field(fact, start.get(fact.name), snapshot) for fact in FEEDBACK.asked]
    await app.open_dialog(Form("feedback:new", "Give feedback", fields, save, verb="Send"))


def _field(fact: Fact, value: object, snapshot: BoardSnapshot) -> Field:
    return ask(fact, value, snapshot, none={"kpi": "the work as a whole", "author": "somebody"}.get(fact.name, ""))


async def edit(app: LiveBoard, card: FeedbackCard) -> None:
    piece = card.feedback

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.feedback.edit(piece.id, **values), lambda new: f"{short_name(new)} is changed."
        )

    asked = (FEEDBACK[name] for name in ("text", "kind", "kpi"))
    fields = [_field(fact, getattr(piece, fact.attr), app.need_snapshot()) for fact in asked]
    await app.open_dialog(Form(f"feedback:{piece.id}", f"Edit {card.label}", fields, save, changes_only=True))


async def acknowledge(app: LiveBoard) -> None:
    piece = app.focused_feedback().feedback
    app.change(
        lambda board: board.feedback.acknowledge(piece.id),
        lambda new: f"{short_name(new)} is read; the answer is next.",
    )


async def me_too(app: LiveBoard) -> None:
    piece = app.focused_feedback().feedback
    app.change(lambda board: board.feedback.me_too(piece.id), _counted)


def _counted(piece: Feedback) -> str:
    return f"{short_name(piece)}: {votes_words(piece.votes)}."


async def answer(app: LiveBoard) -> None:
    card = app.focused_feedback()

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.feedback.answer(card.feedback.id, values["answer"]),
            lambda new: f"{short_name(new)} is answered.",
        )

    fields = [replace(ask(FEEDBACK["reply"], card.feedback.reply, app.need_snapshot()), name="answer")]
    await app.open_dialog(
        Form(
            f"answer:{card.feedback.id}", f"Answer {card.label}", fields, save, verb="Answer", about=card.feedback.text
        )
    )


async def decline(app: LiveBoard) -> None:
    await put_away(app, app.focused_feedback())


async def put_away(app: LiveBoard, card: FeedbackCard) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.feedback.decline(card.feedback.id, values["reason"]),
            lambda new: f"{short_name(new)} is declined.",
        )

    fields = [replace(ask(FEEDBACK["reply"], "", app.need_snapshot()), name="reason", label="Reason")]
    await app.open_dialog(
        Form(
            f"decline:{card.feedback.id}",
            f"Decline {card.label}",
            fields,
            save,
            verb="Decline",
            about=card.feedback.text,
        )
    )


async def accept(app: LiveBoard) -> None:
    """Turns the focused piece into an action, linked both ways."""
    card = app.focused_feedback()
    piece = card.feedback
    if piece.action_id:
        raise Refused(f"{card.label} became an action already.", "Open it to get there.")
    due = await app.gateway.call(lambda board: board.next_working_day())

    def save(values: Values) -> Awaitable[object]:
        given = {name: value or None for name, value in values.items()}
        return app.attempt(
            lambda board: board.feedback.accept(piece.id, **given),
            lambda new: f"{card.label} became {short_name(new)} {new.title}",
        )

    start: dict[str, object] = {
        "title": " ".join(piece.text.split("\n")[0].split())[:120],
        "kpi": piece.kpi_id or "",
        "due": due.isoformat(),
        "kind": ActionKind.IMPROVEMENT.value,
    }
    fields: list[Field] = action_fields(app.need_snapshot(), start)
    await app.open_dialog(
        Form(f"accept:{piece.id}", f"Turn {card.label} into an action", fields, save, verb="Start", about=piece.text)
    )
