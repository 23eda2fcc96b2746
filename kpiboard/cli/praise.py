"""`kpiboard congratulate` and `kpiboard congratulations`: who is to be thanked by name, and who was."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.group import Command
from kpiboard.cli.names import ACTION, KPI, PERSON
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Congratulation
from kpiboard.model.kinds import short_name
from kpiboard.words.huddle import praise_words, said_words


@click.command(cls=Command)
@click.argument("person", type=PERSON, required=False)
@click.argument("what", nargs=-1)
@click.option("--for", "kpi", type=KPI, help="The KPI that is on target again.")
@click.option("--action", type=ACTION, help="The action that worked.")
@click.option("--json", "as_json", is_flag=True, help="Who is due, as JSON for programs.")
@pass_session
def congratulate(
    session: Session, person: str | None, what: tuple[str, ...], kpi: str | None, action: str | None, as_json: bool
) -> None:
    """Record that a PERSON was congratulated, and WHAT for; without one it tells who is to be.

    kpiboard congratulate JP Found the worn seal before the shift
    """
    if person is None:
        _say_due(session, as_json)
        return
    if not (what or kpi or action):
        raise click.UsageError("Say WHAT for, or --for a KPI, or --action.", click.get_current_context())
    with session.open() as board:
        said = board.praise.congratulate(person, what=joined(what), kpi=kpi, action=action)
        say_said(board, said)


def say_said(board: Board, said: Congratulation) -> None:
    """What was recorded: `C-3 Joana Prado: found the worn seal`."""
    (row,) = _rows(board, (said,))
    say(f"{short_name(said)} {row['name']}: {row['words']}" if row["words"] else f"{short_name(said)} {row['name']}")


def _say_due(session: Session, as_json: bool) -> None:
    with session.open(read_only=True) as board:
        due = board.snapshot().praise
    if as_json:
        emit(
            [
                {
                    "person": card.person.initials,
                    "kpi": card.kpi.key if card.kpi else None,
                    "period": card.period or None,
                    "action": short_name(card.action) if card.action else None,
                    "words": praise_words(card),
                }
                for card in due
            ]
        )
        return
    table([[card.person.initials, card.person.name, praise_words(card)] for card in due])
    if not due:
        say("Nobody is waiting for a word of praise. Thank somebody all the same: kpiboard congratulate PERSON WHAT")


@click.command(cls=Command)
@click.option("--month", metavar="MONTH", help="2026-11; the running one otherwise.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def congratulations(session: Session, month: str | None, as_json: bool) -> None:
    """Who was congratulated in a month, and what for."""
    with session.open(read_only=True) as board:
        rows = _rows(board, board.praise.said(month))
    if as_json:
        emit(rows)
        return
    table([[row["congratulation"], str(row["said_on"]), row["name"], row["words"]] for row in rows])
    if not rows:
        say("Nobody was congratulated in that month.")


def _rows(board: Board, said: tuple[Congratulation, ...]) -> list[dict[str, Any]]:
    """Congratulations for programs; the keys are a promise."""
    people = {row.id: row for row in board.team.people()}
    kpis = {row.id: row for row in board.kpis.all()}
    actions = {row.id: row for row in board.actions.all()}
    rows = []
    for one in said:
        person, kpi, action = people[one.person_id], kpis.get(one.kpi_id or ""), actions.get(one.action_id or "")
        rows.append(
            {
                "congratulation": short_name(one),
                "said_on": one.said_on,
                "person": person.initials,
                "name": person.name,
                "words": said_words(one, kpi, action),
                "kpi": kpi.key if kpi else None,
                "period": one.period or None,
                "action": short_name(action) if action else None,
                "said_by": one.said_by,
                "id": one.id,
            }
        )
    return rows
