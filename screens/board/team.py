"""Who works at the board and what it is made of: people, goals, letters, settings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from kpiboard.model import Category, Goal, Person, Row
from kpiboard.model.facts.board import BOARD, CATEGORY, GOAL, PERSON
from kpiboard.model.facts.fact import Facts
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.base import Confirm
from kpiboard.screens.dialogs.fields import Field, yes_no
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot

R = TypeVar("R", Person, Goal)

_NEW, _REMOVE = "+new", "+remove"


async def _manage(
    app: LiveBoard, title: str, rows: list[tuple[R, str]], edit: Callable[[LiveBoard, R | None], Awaitable[None]]
) -> None:
    """A list whose rows are edited, and a button for a new one; read-only boards only look."""
    by_id = {row.id: row for row, _ in rows}
    may = not app.need_snapshot().read_only

    def chosen(value: str | None) -> None:
        if value is not None and may:
            app.run_worker(edit(app, None if value == _NEW else by_id[value]))

    extra = [(_NEW, "New")] if may else []
    await app.open_dialog(Pick(title, [(row.id, words) for row, words in rows], verb="Edit", extra=extra), chosen)


async def people(app: LiveBoard) -> None:
    rows = [(one, f"{one.initials:<4}{one.name}  {choices.words(one.role)}{'' if one.active else '  set aside'}")
            for one in app.need_snapshot().people]  # fmt: skip
    await _manage(app, "People", rows, _person)


async def _person(app: LiveBoard, old: Person | None) -> None:
    start = old or Person("", "", "")

    def save(values: Values) -> Awaitable[object]:
        if old is None:
            return app.attempt(
                lambda board: board.team.add_person(values["name"], values["initials"], values["role"]),
                lambda new: f"{new.name} ({new.initials}) is on the board.",
            )
        return app.attempt(
            lambda board: board.team.edit_person(old.id, **values), lambda new: f"{new.name} is changed."
        )

    fields = _fields(PERSON, start, app.need_snapshot())
    if old is None:
        fields.pop()  # whoever is new is active
    title = f"Edit {old.name}" if old else "New person"
    form_id = f"person:{old.id if old else 'new'}"
    await app.open_dialog(
        Form(form_id, title, fields, save, verb="Save" if old else "Add", changes_only=old is not None)
    )


async def goals(app: LiveBoard) -> None:
    rows = [(one, one.title) for one in app.need_snapshot().goals]
    await _manage(app, "Goals", rows, _goal)


async def _goal(app: LiveBoard, old: Goal | None) -> None:
    start = old or Goal("", "")

    def save(values: Values) -> Awaitable[object]:
        if values.get("remove"):
            assert old is not None
            return _ask_removal(app, old, old.title)
        given = {name: value for name, value in values.items() if name != "remove"}
        if old is None:
            title = given.pop("title")
            return app.attempt(lambda board: board.team.add_goal(title, **given), lambda new: f"Goal: {new.title}")
        return app.attempt(lambda board: board.team.edit_goal(old.id, **given), lambda new: f"{new.title} is changed.")

    fields = _fields(GOAL, start, app.need_snapshot())
    if old is not None:
        fields.append(yes_no("remove", "Remove", False, "takes the goal off the board; asks first"))
    title, form_id = ("Edit goal", f"goal:{old.id}") if old else ("New goal", "goal:new")
    await app.open_dialog(
        Form(form_id, title, fields, save, verb="Save" if old else "Add", changes_only=old is not None)
    )


async def _ask_removal(app: LiveBoard, row: Row, name: str) -> None:
    def remove() -> None:
        app.change(lambda board: board.team.remove(row, name), lambda _: f"{name} is removed; u brings it back.")

    app.call_later(app.open_dialog, Confirm("Remove?", f"{name}\nleaves the board.", "Remove it", then=remove))


async def letters(app: LiveBoard) -> None:
    """The letters, to look at and to add to."""
    snapshot = app.need_snapshot()

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.settings.add_category(
                values["letter"], values["name"], must_not_lose=values["must_not_lose"] == "yes"
            ),
            lambda new: f"{new.letter} {new.name} is on the board.",
        )

    fields = _fields(CATEGORY, Category("", "", ""), snapshot)
    there = "  ".join(f"{one.letter} {one.name}{'!' if one.must_not_lose else ''}" for one in snapshot.categories)
    await app.open_dialog(Form("category:new", "New category", fields, save, verb="Add", about=there))


async def settings(app: LiveBoard) -> None:
    info = app.need_snapshot().board

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(lambda board: board.settings.edit(**values), lambda _: "The settings are changed.")

    fields = _fields(BOARD, info, app.need_snapshot())
    await app.open_dialog(Form("settings", "Board settings", fields, save, changes_only=True))


def _fields(facts: Facts, row: Row, snapshot: BoardSnapshot) -> list[Field]:
    """All that is asked about a row, as it is now."""
    return [ask(fact, getattr(row, fact.attr), snapshot) for fact in facts.asked]
