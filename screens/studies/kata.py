"""The coaching kata: the five questions as a card, asked by a coach and answered by a learner."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.model import Role
from kpiboard.model.facts.fact import Fact
from kpiboard.model.facts.team import KATA
from kpiboard.model.kinds import short_name
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.kata import REFLECT

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
        return app.attempt(lambda board: _kept(board, subject, given), lambda new: f"{short_name(new)} is kept.")

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
    people = [ask(KATA[name], value, snapshot) for name, value in (("coach", leads), ("learner", learner))]
    answers = [
        _answer(fact, draft[fact.name], f"{number}  {question}" if not place else "", snapshot)
        for number, (question, facts) in enumerate(KATA.subjects.items(), 1)
        for place, fact in enumerate(facts)
    ]
    return [*people, *answers]


def _answer(fact: Fact, value: str, above: str, snapshot: BoardSnapshot) -> Field:
    """The first answer to a question stands below it; between the second and the third, the last step is told."""
    field = ask(fact, value, snapshot)
    if fact.name == "last_step":
        above = f"   {REFLECT}"
    alone = fact.name in ("target_condition", "actual")  # its question says what it is
    return replace(field, above=above, label="" if alone else field.label)
