"""Parameter types for what people call things by; the shell completes them from the board itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from kpiboard.basics.errors import BoardError
from kpiboard.board import Board
from kpiboard.cli.session import Session
from kpiboard.model.kinds import short_name
from kpiboard.rules.inbox import is_open
from kpiboard.rules.pdca import RUNNING

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Names = Iterable[tuple[str, str]]  # (what to type, what it is)


class Named(click.types.StringParamType):
    """A name of something on the board; looked up by the board, completed here."""

    def __init__(self, name: str, names: Callable[[Board], Names]) -> None:
        self.name = name
        self._names = names

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # for the TAB key only

        session = ctx.find_object(Session)
        if session is None:
            return []
        try:
            with session.open(read_only=True) as board:
                names = list(self._names(board))
        except BoardError:  # a completion has nowhere to say so: the command itself will
            return []
        wanted = incomplete.casefold()
        return [CompletionItem(word, help=help) for word, help in names if word.casefold().startswith(wanted)]


def _kpis(board: Board) -> Names:
    return [(kpi.key, kpi.name) for kpi in board.kpis.all()]


def _actions(board: Board) -> Names:
    running = [action for action in board.actions.all() if action.stage in RUNNING]
    return [(short_name(action), action.title) for action in running]


def _feedback(board: Board) -> Names:
    pieces = [piece for piece in board.feedback.all() if is_open(piece)]
    return [(short_name(piece), piece.text.split("\n")[0][:60]) for piece in pieces]


def _people(board: Board) -> Names:
    return [(person.initials, person.name) for person in board.team.people() if person.active]


def _goals(board: Board) -> Names:
    return [(goal.title, goal.category.value) for goal in board.team.goals()]


def _escalations(board: Board) -> Names:
    open_ones = [one for one in board.escalations.all() if one.confirmed_at is None]
    return [(short_name(one), one.about) for one in open_ones]


def _kata(board: Board) -> Names:
    return [(short_name(one), f"{one.held_on}: {one.next_step}") for one in board.kata.all()]


def _codes(board: Board) -> Names:
    return [(code, "") for code in board.studies.reason_codes()]


def _letters(board: Board) -> Names:
    return [(one.letter, one.name) for one in board.settings.categories()]


ESCALATION = Named("escalation", _escalations)
KATA = Named("kata", _kata)
KPI = Named("kpi", _kpis)
ACTION = Named("action", _actions)
FEEDBACK = Named("feedback", _feedback)
PERSON = Named("person", _people)
GOAL = Named("goal", _goals)
LETTER = Named("letter", _letters)
CODE = Named("code", _codes)


# The table that a field points to → what completes it.
NAMES = {
    "kpis": KPI,
    "actions": ACTION,
    "feedback": FEEDBACK,
    "people": PERSON,
    "goals": GOAL,
    "categories": LETTER,
}


class OneOf(click.Choice[str]):
    """One of a few words. Any other is passed on: the board refuses it, as it does in a form."""

    def __init__(self, options: Iterable[str]) -> None:
        super().__init__([str(option).replace(" ", "-") for option in options])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value


def one_of(kind: type[StrEnum]) -> click.Choice[str]:
    """One of the words of an enumeration, in any case."""
    return click.Choice([member.value.replace(" ", "-") for member in kind], case_sensitive=False)
