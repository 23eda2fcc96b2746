"""`kpiboard kpi`: the measures. What is done with one of them is in modules of their own."""

from __future__ import annotations

import click

from kpiboard.cli.crowd import ask_which_goes
from kpiboard.cli.fields import field_options
from kpiboard.cli.group import Command, NumberCommand, Sections, Topic
from kpiboard.cli.kpi_cards import KPI_HEADS, kpi_json, kpi_row
from kpiboard.cli.names import KPI
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import KpiState
from kpiboard.model.facts.kpi import KPI as FACTS

SECTIONS: Sections = {
    "The KPIs": {
        "list": ("kpis", "list_kpis"),
        "show": ("kpi_show", "show"),
        "add": ("kpi_edit", "add"),
        "edit": ("kpi_edit", "edit"),
        "move": ("kpis", "move"),
        "retire": ("kpis", "retire"),
        "restore": ("kpis", "restore"),
    },
    "Targets": {
        "target": ("targets", "target"),
        "reach": ("targets", "reach"),
        "sign": ("targets", "sign"),
        "propose": ("targets", "propose"),
    },
    "Process limits": {
        "limits": ("limits", "limits"),
        "rebase": ("limits", "rebase"),
        "lock": ("limits", "lock"),
        "exclude": ("limits", "exclude"),
        "include": ("limits", "include"),
    },
    "Trust": {
        "quality": ("quality", "quality"),
        "guard": ("quality", "guard"),
        "asked": ("quality", "asked"),
        "review": ("reviews", "review"),
        "call-review": ("reviews", "call_review"),
        "audit": ("reviews", "audit"),
    },
}


@click.group(cls=Topic, sections=SECTIONS)
def kpi() -> None:
    """KPIs: list, show, add, edit, target, quality, review …"""


@click.command("list", cls=Command)
@click.option("--all", "everything", is_flag=True, help="Drafts and retired ones, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_kpis(session: Session, everything: bool, as_json: bool) -> None:
    """The KPIs with their latest value."""
    with session.open(read_only=True) as board:
        snapshot = board.snapshot()
        kpis = [card.kpi for card in snapshot.kpis]
        if everything:
            kpis += [*snapshot.drafts, *snapshot.retired]
        if as_json:
            emit([kpi_json(one, snapshot, board.targets.of(one)) for one in kpis])
            return
    table([kpi_row(one, snapshot) for one in kpis], KPI_HEADS, right=[3])
    if not kpis:
        say("No KPIs yet. Next: ", (session.command("kpi add 'On-time delivery' --target 95 --unit %"), "cyan"))


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("reason", nargs=-1, required=True)
@field_options([FACTS["epitaph"]])
@pass_session
def retire(session: Session, kpi: str, reason: tuple[str, ...], epitaph: str | None) -> None:
    """Take a KPI off the board, with a REASON; its history stays."""
    with session.open() as board:
        gone = board.kpis.retire(kpi, joined(reason), epitaph or "")
    say(f"Retired {gone.name}. It comes back by: ", (session.command(f"kpi restore {gone.key}"), "cyan"))


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@pass_session
def restore(session: Session, kpi: str) -> None:
    """Bring a retired KPI, or a draft, onto the board."""
    with session.open() as board:
        back = board.kpis.restore(kpi)
        active = sum(one.state is KpiState.ACTIVE for one in board.kpis.all())
    say(f"{back.name} is on the board.")
    ask_which_goes(session, back, active)


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("by", type=int)
@pass_session
def move(session: Session, kpi: str, by: int) -> None:
    """Move a KPI BY so many places: -1 is one up, 2 two down."""
    with session.open() as board:
        moved = board.kpis.move(kpi, by)
        order = [card.kpi.key for card in board.snapshot(history=1).kpis]
    say(f"{moved.name}: {' · '.join(order)}")
