"""`kpiboard escalation export` and `import`: to the board of the next tier, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kpiboard.cli.files import binary, spare_databases
from kpiboard.cli.group import Command
from kpiboard.cli.names import ESCALATION
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, pass_session
from kpiboard.words.imports import import_lines

_STDIO = "-"


@click.command(cls=Command, name="export")
@click.argument("escalation", type=ESCALATION, required=False)
@click.option("-o", "--output", default=_STDIO, metavar="FILE|-", help="Write to a file; standard output otherwise.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@pass_session
def export_command(session: Session, escalation: str | None, output: str, force: bool) -> None:
    """Write one escalation, or all that are open, as TOML.

    The next tier reads it with kpiboard escalation import, and sends its answer back in the same way.
    """
    with session.open(read_only=True) as board:
        if output == _STDIO:
            out = binary(sys.stdout)
            out.write(board.escalation_files.export(escalation).encode())
            out.flush()
            return
        path = Path(output)
        spare_databases(path)
        board.escalation_files.export_to(path, escalation, force=force)
    say(f"Wrote {path}.")


@click.command(cls=Command, name="import")
@click.argument("file", metavar="FILE|-")
@click.option("--dry-run", is_flag=True, help="Show what would be added or changed; change nothing.")
@pass_session
def import_command(session: Session, file: str, dry_run: bool) -> None:
    """Take an escalation of another board, or the answer to one of this board.

    It never takes back what is this board's own. It is one step, which undo takes back; the same file a second time
    changes nothing.
    """
    source: Path | bytes = binary(sys.stdin).read() if file == _STDIO else Path(file)
    with session.open(read_only=dry_run) as board:
        planned = board.escalation_files.plan(source)
        if not dry_run:
            board.files.apply_import(planned)
    plan = planned.plan
    if dry_run or plan.is_empty:
        for line in import_lines(plan):
            say(line)
        return
    say(f"Imported: {len(plan.added)} added, {len(plan.changed)} changed.")
    for change in (*plan.added, *plan.changed):
        say(f"  {change.label}")
    for remark in plan.ignored:
        say(f"Remark: {remark}", err=True)
