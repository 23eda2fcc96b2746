"""What is known about an action, asked in small forms: one subject at a time, everything may stay empty."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from kpiboard.model.frozen import frozen
from kpiboard.screens.action.fields import due_echo
from kpiboard.screens.action.guard import results
from kpiboard.screens.dialogs.fields import Choice, Field, Text
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.plain import short_number

if TYPE_CHECKING:
    from datetime import date

    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import ActionCard


@frozen
class Subject:
    """One part of what is known: its title, and the fields that ask for it on a day."""

    id: str
    title: str
    fields: Callable[[ActionCard, date], Sequence[Field]]


def _day(name: str, label: str, value: date | None, hint: str, example: str, today: date) -> Field:
    return Field(
        name, label, value.isoformat() if value else "", hint, example, lambda typed: due_echo(typed, today), True
    )


def _cause(card: ActionCard, today: date) -> list[Field]:
    action = card.action
    unit = f" in {card.kpi.unit}" if card.kpi and card.kpi.unit else ""
    return [
        Text("cause", "Cause", action.cause, "what makes it happen; W asks why five times", "one set of tools for two",
             rows=2),
        Text("hypothesis", "Hypothesis", action.hypothesis, "if we …, then …, because …",
             "if each line has its own set, nobody waits", rows=3),
        Field("expected", "Expected", "" if action.expected is None else short_number(action.expected),
              f"the change of its KPI{unit}, with its sign", "-40", replace=True),
        _day("expected_by", "… by", action.expected_by, "when the change is to be seen", "+30", today),
    ]  # fmt: skip


def _check(card: ActionCard, today: date) -> list[Field]:
    action = card.action
    return [
        _day("done_on", "Done on", action.done_on, "from that day on its KPI shows the effect", "today", today),
        Text("evidence", "Evidence", action.evidence, "what everybody can go and see now", "photo at machine 3",
             rows=2),
        Field("check_n", "Check after", str(action.check_n), "readings of its KPI since it was done", "5",
              replace=True),
        _day("check_on", "or on", action.check_on, "the day of the check, however many readings are in", "+14", today),
    ]  # fmt: skip


def _learned(card: ActionCard, _today: date) -> list[Field]:
    action = card.action
    return [
        Choice("result", "Result", action.result or "", "what it did to its KPI: the team decides",
               options=results()),
        Text("learning", "Learned", action.learning, "what do we know now that we did not know before?", rows=3),
        Text("standard", "Standard", action.standard, "what has been changed for good, so that it stays",
             "change-over sheet 4, version 3", rows=2),
    ]  # fmt: skip


def _help(card: ActionCard, _today: date) -> list[Field]:
    helpers = ", ".join(person.initials for person in card.helpers)
    blockers = ", ".join(f"A-{blocker.number}" for blocker in card.blockers)
    return [
        Field("helpers", "Helpers", helpers, "names or initials, with commas; the owner stays one person", "jp, ms"),
        Field("blocked_by", "After", blockers, "actions that have to end first", "A-9, A-11"),
        Field("blocked", "Waits for", card.action.blocked, "anything else it waits for", "the supplier's answer"),
    ]


def _a3(card: ActionCard, _today: date) -> list[Field]:
    action = card.action
    return [
        Text("background", "Background", action.background, "why does it matter, and to whom?", rows=2),
        Text("current", "Condition", action.current, "what is happening now, in numbers", rows=2),
        Text("goal", "Goal", action.goal, "what closes the gap, and by when", rows=2),
        Text("countermeasures", "Measures", action.countermeasures, "what acts on the cause", rows=2),
        Text("plan", "Plan", action.plan, "who does what until when; ctrl+j begins a new line", rows=3),
        Text("follow_up", "Follow-up", action.follow_up, "how we will know that it worked, and that it stays", rows=2),
    ]


SUBJECTS = (
    Subject("cause", "Cause, hypothesis and expected effect", _cause),
    Subject("check", "Done and checked", _check),
    Subject("learned", "Result, learning and standard", _learned),
    Subject("help", "Helpers, and what it waits for", _help),
    Subject("a3", "The words of the A3 sheet", _a3),
)


async def choose(app: LiveBoard) -> None:
    """A list of the subjects; one of them is then asked."""
    from kpiboard.screens.dialogs.pick import Pick

    card = app.focused_action()

    def chosen(subject_id: str | None) -> None:
        if subject_id:
            app.call_later(ask, app, card, subject_id)

    options = [(subject.id, subject.title) for subject in SUBJECTS]
    await app.open_dialog(Pick(f"{card.label} {card.action.title}", options, verb="Fill in"), chosen)


async def ask(app: LiveBoard, card: ActionCard, subject_id: str) -> None:
    """The form of one subject."""
    subject = next(one for one in SUBJECTS if one.id == subject_id)
    action = card.action

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.actions.edit(action.id, **values), lambda new: f"A-{new.number} is changed."
        )

    fields = subject.fields(card, app.need_snapshot().today)
    form_id = f"sheet:{subject.id}:{action.id}"
    await app.open_dialog(Form(form_id, f"{card.label}: {subject.title}", fields, save, changes_only=True))
