"""What every command shares: which board, who is writing, what the terminal can show."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kpiboard.board import Board


def clock() -> datetime:
    """This moment; tests put their own here."""
    return datetime.now(UTC)


def now() -> datetime:
    """What boards are given as their clock: looked up at each call, so that a test's clock is seen."""
    return clock()


class Session:
    """The choices made on the command line, before or after the sub-command."""

    def __init__(self) -> None:
        self.board_file: Path | None = None
        self.who: str | None = None
        self.ascii_only = False
        self.read_only = False
        self.theme: str | None = None

    @property
    def path(self) -> Path:
        """The board's file: as named, else KPIBOARD_FILE, else the platform's own place."""
        if self.board_file is not None:
            return self.board_file
        named = os.environ.get("KPIBOARD_FILE")
        if named:
            return Path(named).expanduser()
        import platformdirs  # not needed where the file is named

        return platformdirs.user_data_path("kpiboard", appauthor=False) / "board.db"

    def open(self, *, read_only: bool = False) -> Board:
        from kpiboard.board import Board  # late: --version and completion do not wait for the store

        return Board.open(self.path, who=self.who, now=now, read_only=read_only or self.read_only)

    def command(self, words: str) -> str:
        """A next step to type, for this same board."""
        board = f" -b {_quoted(self.board_file)}" if self.board_file is not None else ""
        return f"kpiboard {words}{board}"


pass_session = click.make_pass_decorator(Session)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    session = ctx.find_object(Session)
    if value and session is not None and param.name:
        setattr(session, param.name, value)


def board_options() -> list[click.Parameter]:
    """-b, --as and --ascii, which stand before or after the sub-command."""
    return [
        click.Option(
            ["-b", "--board", "board_file"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            expose_value=False,
            callback=_keep,
            help="The board's file (or set KPIBOARD_FILE).",
        ),
        click.Option(
            ["--as", "who"],
            metavar="WHO",
            expose_value=False,
            callback=_keep,
            help="Who is writing; your user name otherwise.",
        ),
        click.Option(
            ["--ascii", "ascii_only"],
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="Plain ASCII signs only.",
        ),
    ]


def screen_options() -> list[click.Parameter]:
    """--theme and --read-only, for what opens the board on the screen."""
    return [
        click.Option(["--theme"], metavar="NAME", expose_value=False, callback=_keep, help="The colours of the board."),
        click.Option(
            ["--read-only"],
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="Look only; nothing can be changed.",
        ),
    ]


def given(**options: Any) -> dict[str, Any]:
    """The options that were given; a usage error when none was."""
    found = {name: value for name, value in options.items() if value is not None}
    if not found:
        raise click.UsageError("Nothing to change: give at least one option.", click.get_current_context())
    return found


def joined(words: Iterable[str]) -> str:
    """Several words of the shell are one text, so that a sentence needs no quotes."""
    return " ".join(words)
