"""`kpiboard open`: the board on the screen; the only place in the shell that knows the screens."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from kpiboard.cli.group import Command
from kpiboard.cli.session import Session, pass_session, screen_options


def show(session: Session, path: Path | None = None) -> None:
    """Opens a board in the app and leaves with its exit code."""
    gc.disable()  # until the first frame: what is made on the way there stays, so looking through it is wasted
    try:
        _leave_out_tls()
        from kpiboard.screens.app import run  # here, for the pause above, and not for each --help

        code = run(
            path or session.path,
            theme=session.theme,
            ascii=session.ascii_only,
            read_only=session.read_only,
            who=session.who,
        )
    finally:
        gc.enable()
    raise click.exceptions.Exit(code)


def _leave_out_tls() -> None:
    """A board works offline; of what asyncio would load, TLS is the largest part.

    asyncio can do without: to it this is a Python that was built so.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # an import of it fails
        import asyncio.sslproto  # noqa: F401  # here, while it is so

        del sys.modules["ssl"]


@click.command(cls=Command, name="open", params=screen_options())
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_session
def open_command(session: Session, file: Path | None) -> None:
    """Open a board on the screen.

    Without FILE it is the one of -b or KPIBOARD_FILE, else your own. Where there is none, it offers to make one.
    """
    show(session, file)
