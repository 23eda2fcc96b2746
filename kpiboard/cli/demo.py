"""`kpiboard demo`: a board to try things out on."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kpiboard.board import Board
from kpiboard.cli.group import Command
from kpiboard.cli.open import show
from kpiboard.cli.session import Session, now, pass_session, screen_options


@click.command(cls=Command, params=screen_options())
@click.option("--keep", type=click.Path(path_type=Path), metavar="FILE", help="Keep the demo board in this new file.")
@pass_session
def demo(session: Session, keep: Path | None) -> None:
    """Try things out on a board that is thrown away afterwards."""
    if keep is not None:
        Board.create(keep, template="demo", who=session.who, now=now).close()
        show(session, keep)
    with TemporaryDirectory(prefix="kpiboard-demo-") as folder:
        path = Path(folder) / "demo.db"
        Board.create(path, template="demo", who=session.who, now=now).close()
        show(session, path)
