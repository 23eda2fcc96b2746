"""`kpiboard feedback`: the inbox."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.actions import action_words
from kpiboard.cli.group import Topic
from kpiboard.cli.names import FEEDBACK, KPI, PERSON, one_of
from kpiboard.cli.output import STATE_SIGN, Part, details, emit, say, table
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Feedback, FeedbackKind
from kpiboard.rules.inbox import is_open
from kpiboard.views.board import BoardSnapshot, FeedbackCard
from kpiboard.words import plain
from kpiboard.words.feedback import author_words

_KIND = one_of(FeedbackKind)


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


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, feedback: str, as_json: bool) -> None:
    """One piece of feedback with its answer."""
    with session.open(read_only=True) as board:
        card = _card(board, board.find_feedback(feedback))
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
    say((f"{STATE_SIGN[piece.state]} {card.label} ({piece.state.value})", "cyan"))
    details(
        [
            ("said", piece.text),
            ("by", f"{author_words(card)} on {piece.said_on}"),
            ("kind", piece.kind.value.replace("_", " ")),
            ("about", card.kpi.name if card.kpi else ""),
            ("me too", str(piece.votes or "")),
            ("reply", f"{piece.reply} ({piece.replied_by})" if piece.reply else ""),
            ("became", f"A-{card.action.number} {card.action.title}" if card.action else ""),
        ]
    )


def _say(piece: Feedback) -> None:
    say(f"{STATE_SIGN[piece.state]} F-{piece.number} is {piece.state.value}: {piece.text.split(chr(10))[0]}")


@feedback.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=_KIND, default=FeedbackKind.IDEA.value, show_default=True)
@click.option("--about", "kpi", type=KPI, help="The KPI it is about.")
@click.option("--by", "author", type=PERSON, help="Who said it.")
@click.option("--anonymous", is_flag=True, help="Keep no name, and no more than the date.")
@pass_session
def add(
    session: Session, text: tuple[str, ...], kind: str, kpi: str | None, author: str | None, anonymous: bool
) -> None:
    """Say something: kpiboard feedback add Torque wrench for capper 3 is worn"""
    if anonymous and author:
        raise click.UsageError("--anonymous and --by exclude each other.", click.get_current_context())
    with session.open() as board:
        made = board.add_feedback(joined(text), kind=kind, kpi=kpi, author=author, anonymous=anonymous)
    _say(made)


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.option("--text", metavar="TEXT")
@click.option("--kind", type=_KIND)
@click.option("--about", "kpi", type=KPI, help="The KPI it is about.")
@pass_session
def edit(session: Session, /, feedback: str, **fields: Any) -> None:
    """Correct text, kind or KPI."""
    changes = given(**fields)
    with session.open() as board:
        _say(board.edit_feedback(feedback, **changes))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@pass_session
def acknowledge(session: Session, feedback: str) -> None:
    """Somebody has read it; the answer follows."""
    with session.open() as board:
        _say(board.acknowledge(feedback))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.argument("reply", nargs=-1, required=True)
@pass_session
def answer(session: Session, feedback: str, reply: tuple[str, ...]) -> None:
    """Answer it."""
    with session.open() as board:
        _say(board.answer(feedback, joined(reply)))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def decline(session: Session, feedback: str, reason: tuple[str, ...]) -> None:
    """Decline it, with a REASON."""
    with session.open() as board:
        _say(board.decline(feedback, joined(reason)))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@click.option("--title", metavar="TEXT", help="The action's title; the feedback's first line otherwise.")
@click.option("--owner", type=PERSON, help="The one person who does it.")
@click.option("--due", metavar="DATE", help="A date, tomorrow, friday or +3.")
@pass_session
def accept(session: Session, feedback: str, title: str | None, owner: str | None, due: str | None) -> None:
    """Turn it into an action, linked both ways."""
    with session.open() as board:
        made = board.accept(feedback, title=title, owner=owner, due=due)
        _say(board.find_feedback(feedback))
    say(action_words(made))


@feedback.command()
@click.argument("feedback", type=FEEDBACK)
@pass_session
def metoo(session: Session, feedback: str) -> None:
    """Me too: somebody else says the same."""
    with session.open() as board:
        piece = board.me_too(feedback)
    say(f"F-{piece.number}: {piece.votes} me too.")


HEADS = ("", "feedback", "state", "kind", "by", "age", "KPI", "text")


def feedback_row(card: FeedbackCard) -> list[Part]:
    piece = card.feedback
    age = plain.age_words(card.age_hours)
    votes = f"  +{piece.votes}" if piece.votes else ""
    return [
        STATE_SIGN[piece.state],
        card.label,
        piece.state.value,
        piece.kind.value.replace("_", " "),
        author_words(card),
        (age, "red") if card.overdue else age,
        card.kpi.key if card.kpi else "",
        piece.text + votes,
    ]


def feedback_json(card: FeedbackCard) -> dict[str, Any]:
    piece = card.feedback
    return {
        "feedback": card.label,
        "text": piece.text,
        "kind": piece.kind.value,
        "state": piece.state.value,
        "kpi": card.kpi.key if card.kpi else None,
        "author": card.author.initials if card.author else None,
        "anonymous": piece.anonymous,
        "said_on": piece.said_on,
        "said_at": piece.said_at,
        "age_hours": card.age_hours,
        "overdue": card.overdue,
        "acknowledged_at": piece.acknowledged_at,
        "reply": piece.reply,
        "replied_by": piece.replied_by,
        "replied_at": piece.replied_at,
        "action": f"A-{card.action.number}" if card.action else None,
        "votes": piece.votes,
        "id": piece.id,
    }


def open_feedback(snapshot: BoardSnapshot) -> list[FeedbackCard]:
    return [card for card in snapshot.feedback if is_open(card.feedback)]
