"""From stage to stage: what a step still needs is asked in one small form, or a leader passes it with a reason."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics.errors import BoardError, GuardOpen, InvalidInput
from kpiboard.model import Action, Stage
from kpiboard.model.facts.action import ACTION
from kpiboard.rules.pdca import FIELDS, Need
from kpiboard.screens.action.fields import action_field
from kpiboard.screens.dialogs.choices import leaders
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.action import before_words, effect_words, moved_words, need_words, readings_in_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.action import Guarded
    from kpiboard.views.board import ActionCard, BoardSnapshot


async def advance(app: LiveBoard) -> None:
    """The next stage; what it still needs is asked."""
    await step(app, app.focused_action().action.id)


async def step_back(app: LiveBoard) -> None:
    action = app.focused_action().action
    app.change(lambda board: board.actions.step_back(action.id), lambda new: moved_words(new, action.stage))


async def move(app: LiveBoard, action_id: str, stage: Stage) -> None:
    """What dropping a card into a column asks for."""
    try:
        await step(app, action_id, stage)
    except BoardError as error:
        app.tell(error)


async def step(app: LiveBoard, action_id: str, to: Stage | None = None) -> None:
    """Into stage `to`, the next one unless given: at once where nothing is missing."""
    guarded = await app.gateway.call(lambda board: board.actions.guard(action_id, to))
    before = guarded.action.stage
    if not guarded.missing:
        app.change(lambda board: board.actions.move(action_id, guarded.to), lambda new: moved_words(new, before))
        return
    card = app.need_snapshot().action(action_id)
    if card is not None:
        await app.open_dialog(await _form(app, guarded, card, to))


async def _form(app: LiveBoard, guarded: Guarded, card: ActionCard, asked: Stage | None) -> Form:
    action, to = guarded.action, guarded.to

    def save(values: Values) -> Awaitable[object]:
        return _saved(app, action, asked, {name: value for name, value in values.items() if value.strip()})

    about = f"{card.label} {action.title}\n{_needs(guarded, card)}"
    if Need.RESULT in guarded.missing and card.kpi is not None:
        kpi = card.kpi
        story = await app.gateway.call(lambda board: board.actions.story(action.id))
        about += f"\n{app.glyphs.plain(effect_words(story.effect, kpi))}" if story.effect else ""
    verb = "Close it" if to is Stage.CLOSED else "Go on" if undecided(guarded) else f"To {to.value}"
    title = (
        f"{card.label}: what came of it?" if undecided(guarded) else f"{card.label}: {action.stage.value} to {to.value}"
    )
    form_id = f"step:{action.id}:{to.value}"
    return Form(form_id, title, guard_fields(guarded, app.need_snapshot()), save, verb=verb, about=about)


def undecided(guarded: Guarded) -> bool:
    """Whether the result tells where it goes on to: a leader has let it into act without one."""
    return guarded.action.stage is Stage.ACT and Need.RESULT in guarded.missing


async def _saved(app: LiveBoard, action: Action, to: Stage | None, facts: Values) -> object:
    def use(board: Board) -> Action:
        return board.actions.advance(action.id, **facts) if to is None else board.actions.move(action.id, to, **facts)

    try:
        return await app.attempt(use, lambda new: moved_words(new, action.stage))
    except GuardOpen as gap:  # the form stays, and points to it
        raise InvalidInput(gap.message, gap.hint, field=FIELDS[Need(gap.missing[0])][0]) from None


def _needs(guarded: Guarded, card: ActionCard) -> str:
    """`Before do it needs: owner, due date.`"""
    sentence = before_words(None if undecided(guarded) else guarded.to, guarded.missing)
    if Need.READINGS in guarded.missing and card.kpi is not None:
        sentence += f" {readings_in_words(guarded.readings, guarded.action.check_n)}"
    return sentence


def guard_fields(guarded: Guarded, snapshot: BoardSnapshot) -> list[Field]:
    """Just what is missing, filled in as far as it can be guessed; and the way past it, where there is a leader."""
    names = [name for need in guarded.missing for name in FIELDS[need]]
    if guarded.proposal is not None and "result_reason" not in names:
        names.insert(names.index("result") + 1, "result_reason")  # only a result better than that needs it
    if undecided(guarded) and "standard" not in names:
        names.append("standard")  # only what worked needs it
    fields = [_field(name, guarded, snapshot) for name in names]
    if known := leaders(snapshot):
        options = [("", "no"), *known]
        hint = "a leader lets it go on without what is missing; it is noted"
        fields.append(Choice("passed_by", "Leader passes", "", hint, options=options))
        fields.append(Field("reason", "… because", "", "only when a leader passes it", "the line stands still until"))
    return fields


def _field(name: str, guarded: Guarded, snapshot: BoardSnapshot) -> Field:
    """The field as everywhere, but with what the step needs it for."""
    need = next(need for need, fields in FIELDS.items() if name in fields)
    values = {"owner": guarded.action.owner_id, "result": guarded.proposal or guarded.action.result}
    field = action_field(ACTION[name], values.get(name, guarded.draft.get(name, "")), snapshot)
    hints = {"hypothesis": "one of the two is enough", "result_reason": "only for a result better than measured"}
    hint = hints.get(name, need_words(need).hint)
    label = {"hypothesis": "or hypothesis", "check_on": "Check on"}.get(name, field.label)
    return replace(field, label=label, hint=hint)
