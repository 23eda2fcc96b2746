"""The coaching kata: the five questions as a card, asked by a coach and answered by a learner."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from kpiboard.model import Role
from kpiboard.screens.action.fields import due_echo
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field, Text
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words import kata

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Kata
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot


async def coach(app: LiveBoard) -> None:
    """The card about the focused KPI or action, filled in from what the board knows."""
    chosen, snapshot = app.selection, app.need_snapshot()
    if chosen and chosen.kind == "action":
        card = app.focused_action()
        name, subject = f"{card.label} {card.action.title}", {"action": card.action.id}
    else:
        kpi = app.focused_kpi().kpi
        name, subject = kpi.name, {"kpi": kpi.id}
    known = await app.gateway.call(lambda board: board.kata.draft(**subject))
    draft = {name: app.glyphs.plain(words) for name, words in known.items()}

    def save(values: Values) -> Awaitable[object]:
        given = {key: value for key, value in values.items() if value.strip()}
        return app.attempt(lambda board: _kept(board, subject, given), lambda new: f"K-{new.number} is kept.")

    form_id = f"kata:{next(iter(subject.values()))}"
    await app.open_dialog(Form(form_id, "The five questions", kata_fields(draft, snapshot), save, about=name))


def _kept(board: Board, subject: dict[str, str], given: Values) -> Kata:
    people = {role: given.pop(role, "") for role in ("coach", "learner")}
    return board.kata.coach(coach=people["coach"], learner=people["learner"], **subject, **given)


def kata_fields(draft: dict[str, str], snapshot: BoardSnapshot) -> list[Field]:
    """The card, question by question."""

    learner = choices.person_named(snapshot, [draft["learner"]])
    coaches = (one.id for one in snapshot.people if one.role is Role.COACH and one.active and one.id != learner)
    leads = choices.person_named(snapshot, [draft["coach"]]) or next(coaches, "")
    people = choices.people(snapshot)

    def answer(name: str, label: str, hint: str = "", above: str = "", rows: int = 1) -> Field:
        return Text(name, label, draft[name], hint, above=above, rows=rows)

    return [
        Choice("coach", "Coach", leads, "asks the questions", options=people),
        Choice("learner", "Learner", learner, "answers them, and takes the next step", options=people),
        answer("target_condition", "", "how it is once it is reached; not what is lacking now", _asked(1), 2),
        answer("actual", "", "facts: a number", _asked(2), 2),
        answer("last_step", "Planned", kata.PLANNED, f"   {kata.REFLECT}"),
        answer("last_expected", "Expected", kata.EXPECTED),
        answer("last_happened", "Happened", kata.HAPPENED),
        answer("learned", "Learned", kata.LEARNED),
        answer("obstacle", "This one", "exactly one; the others wait below", _asked(3), 2),
        answer("parked", "Others", "one a line; ctrl+j begins a new line", rows=2),
        answer("next_step", "Next step", "one step, the smallest that teaches something", _asked(4), 2),
        answer("next_expected", "Expected", "what do you expect?"),
        Field("go_see_on", "Go and see", draft["go_see_on"], "today, tomorrow, friday or +3", "tomorrow",
              lambda typed: due_echo(typed, snapshot.today), True, above=_asked(5)),
    ]  # fmt: skip


def _asked(number: int) -> str:
    """`1  What is the target condition?`"""
    return f"{number}  {kata.QUESTIONS[number - 1]}"
