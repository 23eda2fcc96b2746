"""`kpiboard action add`, `edit`, `note` and `why`."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.action_show import tell
from kpiboard.cli.fields import FieldsCommand, field_options
from kpiboard.cli.group import Command
from kpiboard.cli.names import ACTION
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Evidence
from kpiboard.model.facts.action import ACTION as FACTS
from kpiboard.model.facts.action import WHY
from kpiboard.model.kinds import short_name


@click.command(cls=FieldsCommand)
@click.argument("title", nargs=-1)
@field_options((fact for fact in FACTS.asked if fact.name != "title"), new=True)
@pass_session
def add(session: Session, /, title: tuple[str, ...], **fields: Any) -> None:
    """Add an action. With --for, title, owner, due date and kind are proposed."""
    asked = {name: value for name, value in fields.items() if value is not None}
    if not title and "kpi" not in asked:
        raise click.UsageError("Type a TITLE, or --for and a KPI.", click.get_current_context())
    with session.open() as board:
        draft = board.actions.draft(asked["kpi"]) if "kpi" in asked else {}
        words = joined(title) or draft["title"]
        tell(board, board.actions.add(**{**draft, **asked, "title": words}))


@click.command(cls=FieldsCommand)
@click.argument("action", type=ACTION)
@field_options(FACTS.asked)
@pass_session
def edit(session: Session, /, action: str, **fields: Any) -> None:
    """Change an action; an empty text ('') takes a value away."""
    changes = given(**fields)
    with session.open() as board:
        tell(board, board.actions.edit(action, **changes))


@click.command(cls=Command)
@click.argument("action", type=ACTION)
@click.argument("text", nargs=-1, required=True)
@pass_session
def note(session: Session, action: str, text: tuple[str, ...]) -> None:
    """Note something on an action."""
    with session.open() as board:
        found = board.actions.find(action)
        board.actions.note(found, joined(text))
        say(f"Noted on {short_name(found)} {found.title}.")


@click.command(cls=Command)
@click.argument("action", type=ACTION)
@click.argument("because", nargs=-1, metavar="[BECAUSE]...")
@field_options([WHY["evidence"]], new=True)
@click.option("--again", is_flag=True, help="Start over: take the present whys away first.")
@pass_session
def why(session: Session, action: str, because: tuple[str, ...], evidence: str | None, again: bool) -> None:
    """Ask why, up to five times: each call adds one answer (without BECAUSE it shows them)."""
    with session.open() as board:
        found = board.actions.find(action)
        whys: list[str | tuple[str, str | Evidence]] = []
        if not again:
            whys += [(one.because, one.evidence) for one in board.actions.story(found).card.whys]
        if because:
            whys.append((joined(because), evidence or Evidence.ASSUMED))
        if because or again:
            board.actions.set_whys(found, whys)
        tell(board, found)
