"""`kpiboard new`, `check` and `backup`: the board as a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kpiboard.basics.errors import Damaged, NotABoard, Refused
from kpiboard.board import Board
from kpiboard.cli.group import Command
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, now, pass_session


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
            board.settings.edit(name=name)
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
@pass_session
def check(session: Session) -> None:
    """Check the file and the rules.

    Exit code 1 and a line for each problem; it reads damaged files as far as they go.
    """
    try:
        with session.open(read_only=True) as board:
            problems = [*board.repairs, *board.files.check()]
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
        board.files.backup(to)
    say(f"Copied to {to}.")
