"""`kpiboard kpi review`, `call-review` and `audit`: is it still a good KPI, and are its numbers true?"""

from __future__ import annotations

import re
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Command, NumberCommand
from kpiboard.cli.names import KPI, OneOf
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Decision
from kpiboard.model.facts.kpi import KPI as KPI_FACTS
from kpiboard.model.facts.kpi import REVIEW
from kpiboard.words.plain import value_number, with_unit
from kpiboard.words.quality import audit_sentence, discrepancy_sentence


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("decision", type=OneOf(Decision))
@click.argument("why", nargs=-1)
@field_options([REVIEW["liked"], KPI_FACTS["epitaph"]])
@pass_session
def review(session: Session, /, kpi: str, decision: str, why: tuple[str, ...], **fields: Any) -> None:
    """Is it still a good KPI? Keep, adjust or retire it.

    To adjust or retire needs a WHY. The next review is set.
    """
    with session.open() as board:
        score = board.kpis.story(kpi).assessment.score
        made = board.reviews.add(kpi, decision, joined(why), score=score, **what_is_given(fields))
        after = board.kpis.find(kpi)
    if made.decision is Decision.RETIRE:
        say(f"Retired {after.name}. It comes back by: ", (session.command(f"kpi restore {after.key}"), "cyan"))
    else:
        answers = f"{score} of 4 questions answered"
        say(f"{after.name} is reviewed: {made.decision.value}, {answers}. Next: {after.next_review}.")


@click.command("call-review", cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("event", nargs=-1, required=True)
@pass_session
def call_review(session: Session, kpi: str, event: tuple[str, ...]) -> None:
    """Call a review before its time, because of an EVENT.

    Such as a new competitor, a new leader, another strategy.
    """
    with session.open() as board:
        due = board.reviews.call(kpi, joined(event))
    say(f"{due.name} is due for a review: {due.review_trigger}.")


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("period", required=False)
@click.argument("true_value", required=False)
@click.option("--quarter", default="", metavar="QUARTER", help="2026-Q4; the present one otherwise.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def audit(session: Session, kpi: str, period: str | None, true_value: str | None, quarter: str, as_json: bool) -> None:
    """Check readings against their source.

    Without a PERIOD it names the five to check this quarter; then, one by one: kpiboard kpi audit otd 2026-11-18 96.5
    A value that was wrong is corrected in the same step.
    """
    if quarter and not re.fullmatch(r"\d{4}-Q[1-4]", quarter):
        raise click.UsageError(f"{quarter!r} is no quarter; write it like 2026-Q4.", click.get_current_context())
    if period is not None and true_value is None:
        raise click.UsageError("Type the TRUE_VALUE, too: what does the source say?", click.get_current_context())
    with session.open(read_only=period is None) as board:
        if period is None or true_value is None:
            _list_drill(session, board, kpi, quarter, as_json)
            return
        made = board.reviews.record_audit(kpi, period, true_value)
        _tell_doubt(board, kpi, audit_sentence(made))


def _list_drill(session: Session, board: Board, kpi: str, quarter: str, as_json: bool) -> None:
    found = board.kpis.find(kpi)
    readings = board.reviews.audit_drill(found, quarter)
    if as_json:
        emit([{"period": one.period, "value": one.value, "note": one.note} for one in readings])
        return
    if not readings:
        _tell_doubt(board, kpi, f"There is nothing to check for {found.name}.")
        return
    say(f"Look these up in {found.data_source or 'the source of the numbers'}:")
    table([[one.period, with_unit(value_number(one.value or 0.0, found), found.unit), one.note] for one in readings])
    say("Next: ", (session.command(f"kpi audit {found.key} {readings[0].period} TRUE_VALUE"), "cyan"))


def _tell_doubt(board: Board, kpi: str, words: str) -> None:
    """The words, and what all checks of the quarter say together."""
    say(f"{words} {discrepancy_sentence(board.kpis.story(kpi).discrepancy)}".rstrip())
