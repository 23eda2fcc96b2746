"""`kpiboard feedback`: the inbox."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.actions import action_words
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Topic
from kpiboard.cli.names import FEEDBACK
from kpiboard.cli.output import Part, details, emit, say, sign, table
from kpiboard.cli.rows import Linked, row_json
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Feedback
from kpiboard.model.facts.action import ACTION
from kpiboard.model.facts.team import FEEDBACK as FACTS
from kpiboard.model.kinds import short_name
from kpiboard.rules.inbox import answering, is_open
from kpiboard.views.board import BoardSnapshot, FeedbackCard
from kpiboard.words import plain
from kpiboard.words.feedback import author_words, must_answer_words


@click.group(cls=Topic)
def feedback() -> None:
    """Feedback: list, add, acknowledge, answer, decline, accept …"""


@feedback.command("list")
@click.option("--all", "everything", is_flag=True, help="Answered, accepted and declined ones, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_feedback(session: Session, everything: bool, as_json: bool) -> None:
    """What waits for an answer, the longest first."""
    with session.open(read_only=True) as board:
        snapshot = board.snapshot(history=1)
    cards = list(snapshot.feedback) if everything else open_feedback(snapshot)
    if as_json:
        emit([feedback_json(card) for card in cards])
        return
    table([feedback_row(card) for card in cards], HEADS)
    if not cards:
        say("Nothing waits for an answer." if snapshot.feedback else "No feedback yet.")
    elif open_feedback(snapshot) and (who := must_answer_words(answering(snapshot.people))):
        say(f"{who}.")


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, feedback: str, as_json: bool) -> None:
    """One piece of feedback with its answer."""
    with session.open(read_only=True) as board:
        card = _card(board, board.feedback.find(feedback))
    if as_json:
        emit(feedback_json(card))
        return
    _describe(card)


def _card(board: Board, found: Feedback) -> FeedbackCard:
    card = board.snapshot(history=1).piece(found.id)
    assert card is not None  # the inbox holds every live piece
    return card


def _describe(card: FeedbackCard) -> None:
    piece = card.feedback
    say((f"{sign(piece.state)} {card.label} ({piece.state.value})", "cyan"))
    details(
        [
            ("said", piece.text),
            ("by", f"{author_words(card)} on {piece.said_on}"),
            ("kind", piece.kind.value.replace("_", " ")),
            ("about", card.kpi.name if card.kpi else ""),
            ("me too", str(piece.votes or "")),
            ("reply", f"{piece.reply} ({piece.replied_by})" if piece.reply else ""),
            ("became", f"{short_name(card.action)} {card.action.title}" if card.action else ""),
        ]
    )


def _say(piece: Feedback) -> None:
    say(f"{sign(piece.state)} {short_name(piece)} is {piece.state.value}: {piece.text.split(chr(10))[0]}")


@feedback.command()
@click.argument("text", nargs=-1, required=True)
@field_options((fact for fact in FACTS.asked if fact.name != "text"), new=True)
@pass_session
def add(session: Session, /, text: tuple[str, ...], **fields: Any) -> None:
    """Say something: kpiboard feedback add Torque wrench for capper 3 is worn"""
    if fields["anonymous"] and fields["author"]:
        raise click.UsageError("--anonymous and --by exclude each other.", click.get_current_context())
    with session.open() as board:
        made = board.feedback.add(joined(text), **what_is_given(fields))
    _say(made)


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@field_options([FACTS["text"], FACTS["kind"], FACTS["kpi"]])
@pass_session
def edit(session: Session, /, feedback: str, **fields: Any) -> None:
    """Correct text, kind or KPI."""
    changes = given(**fields)
    with session.open() as board:
        _say(board.feedback.edit(feedback, **changes))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@pass_session
def acknowledge(session: Session, feedback: str) -> None:
    """Somebody has read it; the answer follows."""
    with session.open() as board:
        _say(board.feedback.acknowledge(feedback))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.argument("reply", nargs=-1, required=True)
@pass_session
def answer(session: Session, feedback: str, reply: tuple[str, ...]) -> None:
    """Answer it."""
    with session.open() as board:
        _say(board.feedback.answer(feedback, joined(reply)))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def decline(session: Session, feedback: str, reason: tuple[str, ...]) -> None:
    """Decline it, with a REASON."""
    with session.open() as board:
        _say(board.feedback.decline(feedback, joined(reason)))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.option("--title", metavar="TEXT", help="The action's title; the feedback's first line otherwise.")
@field_options([ACTION["owner"], ACTION["due"]])
@pass_session
def accept(session: Session, feedback: str, title: str | None, owner: str | None, due: str | None) -> None:
    """Turn it into an action, linked both ways."""
    with session.open() as board:
        made = board.feedback.accept(feedback, title=title, owner=owner, due=due)
        _say(board.feedback.find(feedback))
    say(action_words(made))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@pass_session
def metoo(session: Session, feedback: str) -> None:
    """Me too: somebody else says the same."""
    with session.open() as board:
        piece = board.feedback.me_too(feedback)
    say(f"{short_name(piece)}: {piece.votes} me too.")


HEADS = ("", "feedback", "state", "kind", "by", "age", "KPI", "text")


def feedback_row(card: FeedbackCard) -> list[Part]:
    piece = card.feedback
    age = plain.age_words(card.age_hours)
    votes = f"  +{piece.votes}" if piece.votes else ""
    return [
        sign(piece.state),
        card.label,
        piece.state.value,
        piece.kind.value.replace("_", " "),
        author_words(card),
        (age, "red") if card.overdue else age,
        card.kpi.key if card.kpi else "",
        piece.text + votes,
    ]


def feedback_json(card: FeedbackCard) -> dict[str, Any]:
    linked: Linked = {"kpi": card.kpi, "author": card.author, "action": card.action}
    return {
        "feedback": card.label,
        **row_json(FACTS, card.feedback, linked),
        "age_hours": card.age_hours,
        "overdue": card.overdue,
    }


def open_feedback(snapshot: BoardSnapshot) -> list[FeedbackCard]:
    return [card for card in snapshot.feedback if is_open(card.feedback)]
