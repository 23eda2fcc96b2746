"""`kpiboard kpi add` and `kpi edit`."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.fields import FieldOption, FieldsCommand, field_options
from kpiboard.cli.kpi_fields import SUBJECTS
from kpiboard.cli.names import KPI
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, given, joined, pass_session


@click.command(cls=FieldsCommand)
@click.argument("name", nargs=-1, required=True)
@field_options(SUBJECTS)
@pass_session
def add(session: Session, /, name: tuple[str, ...], **fields: Any) -> None:
    """Add a KPI; nothing but its NAME is needed."""
    with session.open() as board:
        made = board.add_kpi(joined(name), **{key: value for key, value in fields.items() if value is not None})
    say(f"Added {made.name}. Next: ", (session.command(f"record {made.key} VALUE"), "cyan"))


@click.command(cls=FieldsCommand)
@click.argument("kpi", type=KPI)
@click.option("--name", cls=FieldOption, subject="The KPI", metavar="TEXT")
@field_options(SUBJECTS)
@pass_session
def edit(session: Session, /, kpi: str, **fields: Any) -> None:
    """Change a KPI; an empty text ('') takes a value away."""
    changes = given(**fields)
    with session.open() as board:
        made = board.edit_kpi(kpi, **changes)
    say(f"Changed {made.name}: {', '.join(name.replace('_', ' ') for name in changes)}.")
