"""`kpiboard new`, `status`, `check` and `backup`: the board as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpiboard.basics.errors import Damaged, NotABoard, Refused
from kpiboard.cli.group import Command
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, now, pass_session
from kpiboard.rules.verdict import Outcome

if TYPE_CHECKING:
    from kpiboard.views.board import BoardSnapshot

# What `status --exit-code` leaves with. Level counts as winning: nothing asks for a stop.
EXIT_CODE = {Outcome.WINNING: 0, Outcome.LEVEL: 0, Outcome.LOSING: 1, Outcome.NO_SCORE: 3}

OUTCOME_COLOUR = {Outcome.WINNING: "green", Outcome.LEVEL: "yellow", Outcome.LOSING: "red"}


@click.command(cls=Command)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="TEXT", help="The board's name.")
@click.option(
    "--template",
    type=click.Choice(["line", "service", "empty", "demo"]),
    help="What it starts with: a production line, a service team, nothing (the default) or the demo.",
)
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="TOML", help="Start from a TOML file.")
@pass_session
def new(session: Session, file: Path | None, name: str, template: str | None, source: Path | None) -> None:
    """Make a new board."""
    from kpiboard.board import Board

    if source is not None and template is not None:
        raise click.UsageError("--template and --from exclude each other.", click.get_current_context())
    path = file or session.path
    if path.exists():
        raise Refused(f"{path} exists already.", "Choose another name; nothing was changed.")
    make_folder(path)
    remarks: list[str] = []
    if source is not None:
        board = Board.create_from_toml(path, source, who=session.who, now=now, remarks=remarks)
    else:
        board = Board.create(path, name=name, template=template or "empty", who=session.who, now=now)
    with board:
        if source is not None and name:
            board.edit_board(name=name)
        say(f"Made the board {board.info.name} in {path}.")
    tell_ignored(remarks)
    if file is not None:
        session.board_file = file
    own = session.board_file is None
    say("Next: ", ("kpiboard" if own else f"kpiboard {session.board_file}", "cyan"))


def tell_ignored(remarks: Iterable[str]) -> None:
    """What a TOML file says that the board could not take."""
    for remark in remarks:
        say(f"Ignored: {remark}", err=True)


def make_folder(path: Path) -> None:
    """The folder of a new file; the platform's own place is not there on a fresh machine."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Refused(f"{path.parent} cannot be made: {wrong.strerror}.", "Choose another place.") from None


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@click.option("--exit-code", is_flag=True, help="Exit with 0 winning or level, 1 losing, 3 no score.")
@pass_session
def status(session: Session, as_json: bool, exit_code: bool) -> None:
    """Are we winning or losing, and why?"""
    from kpiboard.cli.views import status_json

    with session.open(read_only=True) as board:
        snapshot = board.snapshot()
    if as_json:
        emit(status_json(snapshot))
    else:
        _print_status(snapshot)
    if exit_code:
        click.get_current_context().exit(EXIT_CODE[snapshot.verdict.outcome])


def _print_status(snapshot: BoardSnapshot) -> None:
    from kpiboard.cli.views import open_feedback, status_row
    from kpiboard.words import plain
    from kpiboard.words.escalation import line_words
    from kpiboard.words.huddle import praise_words

    verdict = snapshot.verdict
    shift = f" · {snapshot.shift.name}" if snapshot.shift else ""
    say(f"{snapshot.board.name} · {plain.full_day_words(snapshot.today)}{shift}")
    say((plain.verdict_words(verdict), OUTCOME_COLOUR.get(verdict.outcome, "")), f" · {plain.why(snapshot)}")
    table([status_row(card, snapshot) for card in snapshot.listed], right=[3])
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


@click.command(cls=Command)
@pass_session
def check(session: Session) -> None:
    """Check the file and the rules.

    Exit code 1 and a line for each problem; it reads damaged files as far as they go.
    """
    try:
        with session.open(read_only=True) as board:
            problems = [*board.store.repairs, *board.check()]
    except (Damaged, NotABoard) as error:
        problems = [error.message]
        say(f"  {error.hint}", err=True)
    if not problems:
        say(f"All well: {session.path}")
        return
    for problem in problems:
        say(problem)
    click.get_current_context().exit(1)


@click.command(cls=Command)
@click.argument("to", required=False, type=click.Path(path_type=Path))
@pass_session
def backup(session: Session, to: Path | None) -> None:
    """Write a copy of the board's file.

    Beside it and with the date in its name, unless TO names a file or a folder.
    """
    with session.open() as board:
        stem = f"{board.path.stem}-{board.now():%Y-%m-%d-%H%M%S}{board.path.suffix}"
        if to is None:
            to = board.path.with_name(stem)
        elif to.is_dir():
            to = to / stem
        if to.exists():
            raise Refused(f"{to} exists already.", "Choose another name; nothing was written.")
        board.backup(to)
    say(f"Copied to {to}.")
