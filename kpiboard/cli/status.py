"""`kpiboard status`: are we winning or losing, and why?"""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.feedback import open_feedback
from kpiboard.cli.group import Command
from kpiboard.cli.kpi_cards import figure, kpi_json
from kpiboard.cli.output import Part, emit, say, status_part, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.verdict import Outcome
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.words import board as board_words
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.board import verdict_words
from kpiboard.words.escalation import line_words
from kpiboard.words.huddle import praise_words
from kpiboard.words.kpi import target_words

# What `status --exit-code` leaves with. Level counts as winning: nothing asks for a stop.
EXIT_CODE = {Outcome.WINNING: 0, Outcome.LEVEL: 0, Outcome.LOSING: 1, Outcome.NO_SCORE: 3}

OUTCOME_COLOUR = {Outcome.WINNING: "green", Outcome.LEVEL: "yellow", Outcome.LOSING: "red"}


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@click.option("--exit-code", is_flag=True, help="Exit with 0 winning or level, 1 losing, 3 no score.")
@pass_session
def status(session: Session, as_json: bool, exit_code: bool) -> None:
    """Are we winning or losing, and why?"""
    with session.open(read_only=True) as board:
        snapshot = board.snapshot()
    if as_json:
        emit(status_json(snapshot))
    else:
        _print_status(snapshot)
    if exit_code:
        click.get_current_context().exit(EXIT_CODE[snapshot.verdict.outcome])


def _print_status(snapshot: BoardSnapshot) -> None:
    verdict = snapshot.verdict
    shift = f" · {snapshot.shift.name}" if snapshot.shift else ""
    say(f"{snapshot.board.name} · {plain.full_day_words(snapshot.today)}{shift}")
    say((verdict_words(verdict), OUTCOME_COLOUR.get(verdict.outcome, "")), f" · {board_words.why_counted(snapshot)}")
    table([status_row(card, snapshot) for card in snapshot.listed], right=[3])
    for words in (board_words.what_next(snapshot), board_words.horizon_words(verdict)):
        if words:
            say(words)
    late = [card for card in snapshot.actions if card.days_late]
    waiting = open_feedback(snapshot)
    overdue = [card for card in waiting if card.overdue]
    say(
        "Actions: ",
        (f"{len(late)} late", "red" if late else ""),
        " · Feedback: ",
        f"{len(waiting)} waiting",
        *([(f", {len(overdue)} overdue", "red")] if overdue else []),
    )
    for card in snapshot.escalations:
        if card.escalation.confirmed_at is None:
            say(f"Escalation: {line_words(card)} · {card.escalation.about}")
    for one in snapshot.praise:
        say(f"Congratulate {one.person.name}: {praise_words(one)}")
    reviews = [card.kpi.name for card in snapshot.kpis if card.review_due]
    if reviews:
        say(f"Reviews due: {', '.join(reviews)}")
    for remark in snapshot.remarks:
        say(remark, err=True)


def status_row(card: KpiCard, snapshot: BoardSnapshot) -> list[Part]:
    """Sign, letter, name, value, target, judgement, owner, so what."""
    sign, colour = status_part(card.status)
    answer = kpi_words.so_what(card, snapshot.today, snapshot.by_clock)
    return [
        (sign[0], colour),
        card.category.letter if card.category else "",
        card.kpi.name,
        figure(card),
        target_words(card.target),
        (kpi_words.judgement(card), colour),
        card.owner.initials if card.owner else "–",
        (answer, "red") if card.unanswered else answer,
    ]


def status_json(snapshot: BoardSnapshot) -> dict[str, Any]:
    """The whole answer of `kpiboard status`."""
    verdict, board = snapshot.verdict, snapshot.board
    keys = {card.kpi.id: card.kpi.key for card in snapshot.kpis}
    return {
        "board": board.name,
        "team": board.team,
        "file": snapshot.path,
        "taken_at": snapshot.taken_at,
        "today": snapshot.today,
        "shift": snapshot.shift.key if snapshot.shift else None,
        "verdict": verdict.outcome.value,
        "won": verdict.won,
        "lost": verdict.lost,
        "watch": verdict.watch,
        "no_data": verdict.no_data,
        "due": verdict.due,
        "short": list(verdict.short),
        "long": list(verdict.long),
        "why": board_words.why_counted(snapshot),
        "next": board_words.what_next(snapshot),
        "red": [keys[row] for row in verdict.red],
        "must_not_lose_red": [keys[row] for row in verdict.must_not_lose_red],
        "unanswered": [keys[row] for row in verdict.unanswered],
        "answered_late": [keys[row] for row in verdict.late],
        "oldest_unanswered_hours": verdict.oldest_hours,
        "reviews_due": [card.kpi.key for card in snapshot.kpis if card.review_due],
        "kpis": [kpi_json(card.kpi, snapshot) for card in snapshot.kpis],
        "actions_running": sum(card.action.stage in RUNNING for card in snapshot.actions),
        "actions_late": [card.label for card in snapshot.actions if card.days_late],
        "feedback_open": [card.label for card in open_feedback(snapshot)],
        "feedback_overdue": [card.label for card in snapshot.feedback if card.overdue],
        "escalations_open": [card.label for card in snapshot.escalations if card.escalation.confirmed_at is None],
        "huddle_streak": snapshot.streak,
        "to_congratulate": [card.person.initials for card in snapshot.praise],
    }
