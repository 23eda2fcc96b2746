"""`kpiboard kpi add` and `kpi edit`."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.crowd import ask_which_goes
from kpiboard.cli.fields import FieldsCommand, field_options
from kpiboard.cli.names import KPI
from kpiboard.cli.output import say
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import KpiState
from kpiboard.model.facts.kpi import KPI as FACTS


@click.command(cls=FieldsCommand)
@click.argument("name", nargs=-1, required=True)
@field_options((fact for fact in FACTS.asked if fact.name != "name"), new=True)
@pass_session
def add(session: Session, /, name: tuple[str, ...], **fields: Any) -> None:
    """Add a KPI; nothing but its NAME is needed."""
    with session.open() as board:
        made = board.kpis.add(joined(name), **{key: value for key, value in fields.items() if value is not None})
        active = sum(one.state is KpiState.ACTIVE for one in board.kpis.all())
    entering = f"event add {made.key} WHAT" if made.of_events else f"record {made.key} VALUE"
    say(f"Added {made.name}. Next: ", (session.command(entering), "cyan"))
    ask_which_goes(session, made, active)


@click.command(cls=FieldsCommand)
@click.argument("kpi", type=KPI)
@field_options(FACTS.asked)
@pass_session
def edit(session: Session, /, kpi: str, **fields: Any) -> None:
    """Change a KPI; an empty text ('') takes a value away."""
    changes = given(**fields)
    with session.open() as board:
        made = board.kpis.edit(kpi, **changes)
    say(f"Changed {made.name}: {', '.join(name.replace('_', ' ') for name in changes)}.")
