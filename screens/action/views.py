"""Views of the action queue: the form that makes one, the digits that show one, and the four columns."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Refused
from kpiboard.model import ActionKind, View
from kpiboard.model.facts.action import VIEW
from kpiboard.screens.action.queue import QueueScreen
from kpiboard.screens.action.through import current, look_through
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Choice
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.views import view_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard

DIGITS = range(4, 10)


async def show(app: LiveBoard, view: View) -> None:
    """Shows the actions that fit a view, in the list on the board or in four columns."""
    if not view.columns:
        app.to_board().focus_pane(1)
    elif not isinstance(app.screen, QueueScreen):
        app.to_board()
        await _open_columns(app)
    look_through(app, view)


async def all_actions(app: LiveBoard) -> None:
    """Back to all actions; columns that the view opened are closed with it."""
    if isinstance(app.screen, QueueScreen):
        app.screen.show_all()
    else:
        look_through(app, None)


async def columns(app: LiveBoard) -> None:
    """The four columns, and back."""
    if isinstance(app.screen, QueueScreen):
        app.pop_screen()
    else:
        await _open_columns(app)


async def _open_columns(app: LiveBoard) -> None:
    screen, view = QueueScreen(), current(app)
    await app.push_screen(screen)
    screen.show(app.need_snapshot())
    screen.look_through(view)


async def saved(app: LiveBoard, digit: int) -> None:
    """The view of a digit; when it is shown already, all actions again."""
    shown = current(app)
    if shown is not None and shown.digit == digit:
        await all_actions(app)
        return
    views = await app.gateway.call(lambda board: board.views.all())
    if digit not in views:
        raise Refused(f"No view is saved under {digit}.", "F chooses one and saves it.")
    await show(app, views[digit])


async def choose(app: LiveBoard) -> None:
    """The form: which actions, how they are shown, and the digit that brings them back."""
    snapshot, now = app.need_snapshot(), current(app) or View("", 0)
    views, who = await app.gateway.call(lambda board: (board.views.all(), board.who))
    in_columns = now.columns or isinstance(app.screen, QueueScreen)
    me = choices.person_named(snapshot, [who])
    person = ask(VIEW["person"], now.person_id, snapshot, none="everybody")
    assert isinstance(person, Choice)
    people = person.options
    mine = [(one, f"my work: {words}") for one, words in people if one and one == me]
    digits = [(str(n), f"{n}: {view_words(views[n], snapshot) if n in views else 'free'}") for n in DIGITS]
    fields = [
        replace(person, options=[people[0], *mine, *(one for one in people[1:] if one[0] != me)]),
        ask(VIEW["kpi"], now.kpi_id, snapshot, none="every KPI"),
        ask(VIEW["kind"], now.kind, snapshot, none="every kind"),
        ask(VIEW["overdue"], now.overdue, snapshot),
        Choice("shown", "Shown as", "columns" if in_columns else "list", "on the board, or over the whole screen",
               options=[("list", "a list"), ("columns", "four columns")]),
        Choice("digit", "Save as", "", "that key shows it again; saving a list of everything sets the digit free",
               options=[("", "not saved"), *([] if snapshot.read_only else digits)]),
        ask(VIEW["name"], now.name if now.id else "", snapshot),
    ]  # fmt: skip
    chosen: list[View] = []

    def save(values: Values) -> Awaitable[object]:
        return _keep(app, values, chosen)

    def then(done: bool | None) -> None:
        if done:
            app.call_later(show if chosen else all_actions, app, *chosen)

    await app.open_dialog(Form("view", "Which actions?", fields, save, verb="Show"), then)


async def _keep(app: LiveBoard, values: Values, chosen: list[View]) -> None:
    """Makes the view that was asked for, and saves it if it was; a list of everything is none."""
    kind, columns = ActionKind(values["kind"]) if values["kind"] else None, values["shown"] == "columns"
    person, kpi, overdue = values["person"] or None, values["kpi"] or None, values["overdue"] == "yes"
    digit, name = int(values["digit"] or 0), values["name"].strip()
    chosen.clear()
    if not (person or kpi or kind or overdue or columns):
        if any(view.digit == digit for view in app.need_snapshot().views):
            await app.attempt(lambda board: board.views.remove(digit), lambda _: f"{digit} is free again.")
    elif digit:
        chosen.append(
            await app.attempt(
                lambda board: board.views.save(
                    digit, name=name, person=person, kpi=kpi, kind=kind, overdue=overdue, columns=columns
                ),
                lambda _: f"{digit} shows this view from now on.",
            )
        )
    else:
        chosen.append(View("", 0, name, person, kpi, kind, overdue, columns))
