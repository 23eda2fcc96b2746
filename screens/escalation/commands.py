"""What is done around escalations: ask the next tier, see all of them, show one to the camera of a phone."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from kpiboard.basics.errors import LookOnly, Refused
from kpiboard.model.facts.team import ESCALATION
from kpiboard.model.kinds import short_name
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.escalation import deeds
from kpiboard.screens.escalation.screen import EscalationScreen
from kpiboard.screens.panes.study_screen import toggle
from kpiboard.words.escalation import open_on

if TYPE_CHECKING:
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
            lambda board: board.escalations.add(**{chosen.kind: chosen.id}, **values),
            lambda new: f"{short_name(new)} asks tier {new.to_tier}: {new.about}",
        )

    fields = [ask(fact, fact.usual, snapshot) for fact in ESCALATION.asked]
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
    await deeds.show_qr(app, card)
