"""The sheet of a KPI or an action, asked in small forms: one subject at a time, everything may stay empty."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kpiboard.model.facts.fact import Fact, Facts
from kpiboard.model.frozen import frozen
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot


@frozen
class Sheet:
    """What is asked about one row: its subjects but the first, which is the form that edits it."""

    facts: Facts
    row_id: str
    title: str
    """Above the list of subjects."""
    name: str
    """Before the subject, above a form."""
    field: Callable[[Fact, BoardSnapshot], Field]
    save: Callable[[Board, Values], Any]
    """Called with the values that were changed. Raises BoardError."""
    done: Callable[[Any], str]
    """What is said about what `save` returns."""


async def choose(app: LiveBoard, sheet: Sheet) -> None:
    """A list of the subjects; one of them is then asked."""

    def chosen(subject: str | None) -> None:
        if subject:
            app.call_later(ask, app, sheet, subject)

    options = [(title, title) for title in list(sheet.facts.subjects)[1:]]
    await app.open_dialog(Pick(sheet.title, options, verb="Fill in"), chosen)


async def ask(app: LiveBoard, sheet: Sheet, subject: str, first: str = "") -> None:
    """The form of one subject; `first` is the field to begin with."""
    snapshot = app.need_snapshot()
    fields = [sheet.field(fact, snapshot) for fact in sheet.facts.subjects[subject]]
    form = Form(
        f"sheet:{subject}:{sheet.row_id}",
        f"{sheet.name}: {subject}",
        fields,
        lambda values: app.attempt(lambda board: sheet.save(board, values), sheet.done),
        changes_only=True,
    )
    await app.open_dialog(form)
    if first in form.fields:
        app.call_after_refresh(partial(_begin_with, form, first))


def _begin_with(form: Form, field: str) -> None:
    form.editor(field).focus()
