"""`kpiboard export` and `kpiboard import`: the board as one TOML file."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.board import Board
from kpiboard.cli.boards import make_folder, tell_ignored
from kpiboard.cli.group import Command
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, now, pass_session
from kpiboard.views.imports import ImportPlan, Mode
from kpiboard.words.imports import import_lines

_STDIO = "-"
_MANY = 20_000  # rows from which on a bar shows that something happens


@click.command(cls=Command)
@click.argument("file", default=_STDIO, metavar="[FILE|-]")
@pass_session
def export(session: Session, file: str) -> None:
    """Write the whole board as TOML to FILE, or to standard output."""
    with session.open(read_only=True) as board:
        if file == _STDIO:
            out = binary(sys.stdout)
            for piece in board.files.pieces():
                out.write(piece.encode())
            out.flush()
            return
        path = Path(file)
        spare_databases(path)
        board.files.export_to(path)
    say(f"Wrote {path}.")


def binary(stream: TextIO) -> BinaryIO:
    """The bytes of standard input or output; a service manager may have closed them."""
    if stream is None:
        raise InvalidInput("Standard input or output is closed.", "Name a FILE.")
    return stream.buffer


def spare_databases(path: Path) -> None:
    """An export replaces an older export, never a board."""
    try:
        with path.open("rb") as existing:
            database = existing.read(15) == b"SQLite format 3"
    except OSError:  # not there, or not readable: writing it will tell
        return
    if database:
        raise Refused(f"{path} is a database, not a TOML file; it was left as it is.", "Choose another name.")


@click.command(cls=Command, name="import")
@click.argument("file", metavar="FILE|-")
@click.option("--dry-run", is_flag=True, help="Show what would be added, changed, removed or ignored; change nothing.")
@click.option("--merge", "mode", flag_value="merge", default=True, help="Add and change, never remove (the default).")
@click.option("--replace", "mode", flag_value="replace", help="Make the file the whole board; what it lacks goes.")
@click.option("--yes", is_flag=True, help="Do not ask before removing.")
@pass_session
def import_command(session: Session, file: str, dry_run: bool, mode: str, yes: bool) -> None:
    """Read a TOML file into the board; all of it or nothing.

    It is one step, which undo takes back. Where there is no board yet, one is made.
    """
    source: Path | bytes = binary(sys.stdin).read() if file == _STDIO else Path(file)
    if not session.path.exists():
        _make(session, source, dry_run)
        return
    with session.open(read_only=dry_run) as board:
        planned = board.files.plan_import(source, Mode(mode))
        plan = planned.plan
        if dry_run or plan.is_empty:
            _print(plan)
            return
        if plan.removed and not yes:
            _ask(plan, source)
        with _bar(len(plan.added) + len(plan.changed)) as bar:
            board.files.apply_import(planned, (lambda done: bar.update(done - bar.pos)) if bar else None)
    say(_counts(plan))
    tell_ignored(plan.ignored)


def _make(session: Session, source: Path | bytes, dry_run: bool) -> None:
    if dry_run:
        _print(Board.plan_from_toml(source, now=now))
        say(f"It would make {session.path}.")
        return
    make_folder(session.path)
    remarks: list[str] = []
    with Board.create_from_toml(session.path, source, who=session.who, now=now, remarks=remarks) as board:
        say(f"Made the board {board.info.name} in {session.path}.")
    tell_ignored(remarks)


def _print(plan: ImportPlan) -> None:
    for line in import_lines(plan):
        say(line)


def _counts(plan: ImportPlan) -> str:
    return f"Imported: {len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed."


def _ask(plan: ImportPlan, source: Path | bytes) -> None:
    """Removing is asked for; without a person to ask it is refused."""
    count = len(plan.removed)
    if isinstance(source, bytes) or not _can_ask():
        raise Refused(f"This would remove {count} from the board.", "Say --yes, or look first with --dry-run.")
    _print(plan)
    if not click.confirm(f"Remove {count}?", err=True):
        raise InvalidInput("Nothing was changed.")


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _bar(count: int) -> AbstractContextManager[Any]:
    """A progress bar on standard error when somebody watches and there is much to do."""
    if count < _MANY or not sys.stderr.isatty():
        return nullcontext()
    bar: AbstractContextManager[Any] = click.progressbar(length=count, label="Importing", file=sys.stderr)
    return bar
