"""`kpiboard kpi`: the measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kpiboard.cli.group import NumberCommand, Topic
from kpiboard.cli.names import GOAL, KPI, LETTER, PERSON, one_of
from kpiboard.cli.output import Part, details, emit, say, status_part, table
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Cadence, Direction, Horizon, Kpi, KpiState

F = TypeVar("F", bound=Callable[..., Any])


def _fields(command: F) -> F:
    """The options of `kpi add` and `kpi edit`, by what Board.add_kpi calls them."""
    options = [
        click.option("--target", metavar="VALUE", help="95, or '20 to 22' for a band."),
        click.option("--watch", metavar="VALUE", help="The outer threshold: off target begins beyond it."),
        click.option("--unit", metavar="TEXT", help="%, min, pieces …"),
        click.option("--direction", type=one_of(Direction), help="Which way is better."),
        click.option("--cadence", type=one_of(Cadence), help="How often it is read."),
        click.option("--category", type=LETTER, help="The letter it hangs under."),
        click.option("--owner", type=PERSON, help="The one person who answers for it."),
        click.option("--goal", type=GOAL, help="The goal it ladders up to."),
        click.option("--key", metavar="KEY", help="The short name to type."),
        click.option("--decimals", type=click.IntRange(0, 6), help="Digits shown after the point."),
        click.option("--share/--no-share", default=None, help="Asked as numerator and denominator."),
        click.option("--horizon", type=one_of(Horizon)),
        click.option("--definition", metavar="TEXT", help="What is counted, where and how."),
        click.option("--state", type=click.Choice(["draft", "active"]), help="A draft is not on the board."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group(cls=Topic)
def kpi() -> None:
    """KPIs: list, add, edit, target, retire …"""


@kpi.command("list")
@click.option("--all", "everything", is_flag=True, help="Drafts and retired ones, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_kpis(session: Session, everything: bool, as_json: bool) -> None:
    """The KPIs with their latest value."""
    from kpiboard.cli.views import KPI_HEADS, kpi_json, kpi_row

    with session.open(read_only=True) as board:
        snapshot = board.snapshot()
        kpis = [card.kpi for card in snapshot.kpis]
        if everything:
            kpis += [*snapshot.drafts, *snapshot.retired]
        if as_json:
            emit([kpi_json(one, snapshot, board.targets(one)) for one in kpis])
            return
    table([kpi_row(one, snapshot) for one in kpis], KPI_HEADS, right=[3])
    if not kpis:
        say("No KPIs yet. Next: ", (session.command("kpi add 'On-time delivery' --target 95 --unit %"), "cyan"))


@kpi.command()
@click.argument("kpi", type=KPI)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, kpi: str, as_json: bool) -> None:
    """Everything about one KPI."""
    from kpiboard import wording
    from kpiboard.cli.views import action_words, figure, kpi_json, spark_words, target_json

    with session.open(read_only=True) as board:
        found = board.find_kpi(kpi)
        versions = board.targets(found)
        snapshot = board.snapshot()
    facts = kpi_json(found, snapshot, versions)
    if as_json:
        emit({**facts, "targets": [target_json(one) for one in versions]})
        return
    card = snapshot.kpi(found.id)
    say((found.name, "cyan"), f"  {found.key}")
    now: list[tuple[str, Part]] = []
    if card:
        now = [
            ("now", f"{figure(card)} · {wording.period_words(card.latest.period, snapshot.today)}"),
            ("status", status_part(card.status, wording.judgement(card))),
            ("lately", spark_words(card)),
            ("answer", wording.so_what(card, snapshot.today)),
        ]
    better = "a band is better" if found.direction is Direction.BAND else f"{found.direction.value} is better"
    details(
        [
            *now,
            ("target", "; ".join(_version(wording.target_words(one), one.valid_from) for one in versions)),
            ("read", f"every {found.cadence.value}, {better}"),
            ("letter", facts["category"] or ""),
            ("owner", facts["owner"] or ""),
            ("goal", facts["goal"] or ""),
            ("definition", found.definition),
            ("state", wording.state_words(found)),
            ("retired", found.retired_reason),
        ]
    )
    for action in card.running if card else ():
        say(f"  {action_words(action)}")


def _version(words: str, since: object) -> str:
    return f"{words} from {since}" if since else words


@kpi.command(cls=NumberCommand)
@click.argument("name", nargs=-1, required=True)
@_fields
@pass_session
def add(session: Session, /, name: tuple[str, ...], **fields: Any) -> None:
    """Add a KPI; nothing but its NAME is needed."""
    with session.open() as board:
        made = board.add_kpi(joined(name), **{key: value for key, value in fields.items() if value is not None})
    say(f"Added {made.name}. Next: ", (session.command(f"record {made.key} VALUE"), "cyan"))


@kpi.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.option("--name", metavar="TEXT")
@_fields
@pass_session
def edit(session: Session, /, kpi: str, **fields: Any) -> None:
    """Change a KPI; an empty text ('') takes a value away."""
    changes = given(**fields)
    with session.open() as board:
        made = board.edit_kpi(kpi, **changes)
    say(f"Changed {made.name}: {', '.join(changes)}.")


@kpi.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", nargs=-1, required=True)
@click.option("--watch", metavar="VALUE", help="The outer threshold: off target begins beyond it.")
@click.option("--from", "since", metavar="DATE", help="The first day it holds; today otherwise.")
@pass_session
def target(session: Session, kpi: str, value: tuple[str, ...], watch: str | None, since: str | None) -> None:
    """Set the target from a day on: 95, '20 to 22' for a band, or none. Earlier days keep the earlier target."""
    from kpiboard.wording import target_words

    words = joined(value)
    with session.open() as board:
        wanted = None if words.lower() == "none" else words
        version = board.set_target(kpi, target=wanted, watch=watch, valid_from=since)
        name = board.find_kpi(kpi).name
    if version is None:
        say(f"{name} has that target already; nothing was changed.")
        return
    day = f" from {version.valid_from}" if version.valid_from else ""
    say(f"{name}: {target_words(version)}{day}.")


@kpi.command()
@click.argument("kpi", type=KPI)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def retire(session: Session, kpi: str, reason: tuple[str, ...]) -> None:
    """Take a KPI off the board, with a REASON; its history stays."""
    with session.open() as board:
        gone: Kpi = board.retire_kpi(kpi, joined(reason))
    say(f"Retired {gone.name}. It comes back by: ", (session.command(f"kpi restore {gone.key}"), "cyan"))


@kpi.command()
@click.argument("kpi", type=KPI)
@pass_session
def restore(session: Session, kpi: str) -> None:
    """Bring a retired KPI, or a draft, onto the board."""
    with session.open() as board:
        back = board.restore_kpi(kpi)
    assert back.state is KpiState.ACTIVE
    say(f"{back.name} is on the board.")


@kpi.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("by", type=int)
@pass_session
def move(session: Session, kpi: str, by: int) -> None:
    """Move a KPI BY so many places: -1 is one up, 2 is two down."""
    with session.open() as board:
        moved = board.move_kpi(kpi, by)
        order = [card.kpi.key for card in board.snapshot(history=1).kpis]
    say(f"{moved.name}: {' · '.join(order)}")
