"""`kpiboard action advance`, `back`, `move` and `cancel`: the way of an action through plan, do, check and act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from kpiboard.basics.errors import GuardOpen
from kpiboard.board import Board
from kpiboard.cli.actions import action_words
from kpiboard.cli.fields import FieldsCommand, field_options, usage
from kpiboard.cli.group import Command
from kpiboard.cli.names import ACTION, PERSON
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Action, Stage
from kpiboard.model.facts.action import ACTION as FACTS
from kpiboard.rules.pdca import FIELDS, ORDER, Need
from kpiboard.views.action import Guarded
from kpiboard.words.action import need_words, readings_in_words

# The option that gives what is needed.
_OPTIONS = {need: usage(FACTS[fields[0]]) for need, fields in FIELDS.items()} | {Need.REASON: "--reason TEXT"}
# What a step may ask for, and so what can be given with it.
_ASKED = [fact for fact in FACTS.asked if fact.name in {"check_n"}.union(*FIELDS.values())]

_PASS = click.option("--pass-by", "passed_by", type=PERSON, help="The leader who lets it pass, with a --reason.")
_REASON = click.option("--reason", default="", metavar="TEXT", help="Why the leader lets it pass.")


@click.command(cls=FieldsCommand)
@click.argument("action", type=ACTION)
@field_options(_ASKED)
@_PASS
@_REASON
@pass_session
def advance(session: Session, /, action: str, passed_by: str | None, reason: str, **facts: Any) -> None:
    """One PDCA stage on; after act it is closed, or planned again when it has not worked.

    What the next stage needs can be given with it.
    """
    with session.open() as board, _options_named(board, action):
        _say_stage(board.actions.advance(action, passed_by=passed_by, reason=reason, **_given(facts)))


@click.command(cls=FieldsCommand)
@click.argument("action", type=ACTION)
@click.argument("stage", type=click.Choice(ORDER, case_sensitive=False))
@field_options(_ASKED)
@_PASS
@_REASON
@pass_session
def move(session: Session, /, action: str, stage: str, passed_by: str | None, reason: str, **facts: Any) -> None:
    """To any STAGE, as cards move over columns; all that lies on the way is needed."""
    with session.open() as board, _options_named(board, action):
        _say_stage(board.actions.move(action, stage, passed_by=passed_by, reason=reason, **_given(facts)))


@click.command(cls=Command)
@click.argument("action", type=ACTION)
@pass_session
def back(session: Session, action: str) -> None:
    """One PDCA stage back; one that has ended is planned again."""
    with session.open() as board:
        _say_stage(board.actions.step_back(action))


@click.command(cls=Command)
@click.argument("action", type=ACTION)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def cancel(session: Session, action: str, reason: tuple[str, ...]) -> None:
    """Cancel an action, with a REASON."""
    with session.open() as board:
        made = board.actions.cancel(action, joined(reason))
        assert made.stage is Stage.CANCELLED
        _say_stage(made)


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


def _say_stage(made: Action) -> None:
    say(action_words(made))


@contextmanager
def _options_named(board: Board, action: str) -> Iterator[None]:
    """What a step still needs is said with the options that give it, and with what the board proposes for them."""
    try:
        yield
    except GuardOpen as refused:
        guarded = board.actions.guard(action)
        lines = [_needed(Need(need), guarded) for need in refused.missing]
        lines.append("Or a leader lets it pass: --pass-by PERSON --reason TEXT")
        raise GuardOpen(refused.message, "\n  ".join(lines), missing=refused.missing) from None


def _needed(need: Need, guarded: Guarded) -> str:
    """`--due DATE (2026-11-23?): What has no date is put off.`"""
    hint = need_words(need).hint
    if need is Need.READINGS and guarded.action.kpi_id:
        hint = f"{readings_in_words(guarded.readings, guarded.action.check_n)} {hint}"
    drafts = {Need.DUE: guarded.draft["due"], Need.DONE: guarded.draft["done_on"], Need.RESULT: guarded.proposal}
    draft = drafts.get(need)
    return f"{_OPTIONS[need]}{f' ({draft}?)' if draft else ''}: {hint}"
