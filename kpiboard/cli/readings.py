"""`kpiboard record` and `kpiboard reading`: the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kpiboard.cli.group import NumberCommand, Topic
from kpiboard.cli.names import KPI
from kpiboard.cli.output import emit, say, status_part, table
from kpiboard.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.cases.readings import Preview


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", required=False)
@click.option("--at", "period", metavar="PERIOD", help="Another period: 2026-11-20, yesterday, 2026-W47 …")
@click.option("--note", metavar="TEXT", help="A remark to keep with the number.")
@click.option("--reason", metavar="TEXT", help="Why a red needs no action of its own.")
@click.option("--num", "numerator", metavar="N", help="The numerator of a share.")
@click.option("--den", "denominator", metavar="D", help="The denominator of a share.")
@pass_session
def record(
    session: Session,
    kpi: str,
    value: str | None,
    period: str | None,
    note: str | None,
    reason: str | None,
    numerator: str | None,
    denominator: str | None,
) -> None:
    """Record a reading: kpiboard record otd 97.5

    VALUE is what people type: 97.5, 97,5, -3, 931/1000, off (nothing was due) or missing. The period is the one due
    unless --at names another; a second value for a period corrects the first.
    """
    if value is None and numerator is None and denominator is None:
        raise click.UsageError("Type the VALUE, or --num and --den.", click.get_current_context())
    with session.open() as board:
        seen = board.preview(
            kpi,
            value,
            numerator=numerator,
            denominator=denominator,
            period=period,
            note=note,
            reason=reason,
        )
        board.save_reading(seen)
        _tell(session, board, seen)


def _tell(session: Session, board: Board, seen: Preview) -> None:
    from kpiboard import wording
    from kpiboard.rules.status import Status

    sign, colour = status_part(seen.status)
    when = wording.period_words(seen.period, board.today())
    wanted = f" · wanted {wording.target_words(seen.target)}" if seen.status is not Status.NO_TARGET else ""
    say((sign, colour), f" · {seen.kpi.name} {_figure(seen)} · {when}{wanted}")
    old, reading = seen.old, seen.reading
    if old == reading:
        say("  The same was recorded before.")
    elif old and old.value is not None and old.value != reading.value:
        say(f"  Corrects {wording.with_unit(wording.number(old.value, seen.kpi.decimals), seen.kpi.unit)}.")
    elif old and old.value is None and reading.value is not None:
        say(f"  Corrects {old.kind.value}.")
    if _unanswered(board, seen):
        say("  No action answers this red. Next: ", (session.command(f"action add --for {seen.kpi.key}"), "cyan"))


def _figure(seen: Preview) -> str:
    from kpiboard.wording import number, with_unit

    reading = seen.reading
    if reading.value is None:
        return reading.kind.value
    figure = with_unit(number(reading.value, seen.kpi.decimals), seen.kpi.unit)
    if reading.numerator is None or reading.denominator is None:
        return figure
    return f"{figure} ({reading.numerator:.10g} of {reading.denominator:.10g})"


def _unanswered(board: Board, seen: Preview) -> bool:
    from kpiboard.model import Action
    from kpiboard.rules.pdca import RUNNING
    from kpiboard.rules.status import Status
    from kpiboard.rules.verdict import is_unanswered

    if seen.status is not Status.OFF_TARGET:
        return False
    actions = board.store.all(Action)
    running = sum(action.kpi_id == seen.kpi.id and action.stage in RUNNING for action in actions)
    return is_unanswered(seen.status, running, seen.reading.reason)


@click.group(cls=Topic)
def reading() -> None:
    """Readings of a KPI: list, explain, remove."""


@reading.command("list")
@click.argument("kpi", type=KPI)
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_readings(session: Session, kpi: str, limit: int, as_json: bool) -> None:
    """The readings of a KPI, newest first, each against the target valid then."""
    from kpiboard import wording
    from kpiboard.cli.views import reading_json
    from kpiboard.rules.calendar import parse_period
    from kpiboard.rules.status import status_of, target_on

    with session.open(read_only=True) as board:
        found, calendar = board.find_kpi(kpi), board.calendar()
        targets, newest = board.targets(found), board.store.readings(found.id, found.cadence, limit=limit)
    rows = []
    for one in newest:
        target = target_on(targets, parse_period(calendar, found.cadence, one.period).day)
        rows.append((one, target, status_of(one, target)))
    if as_json:
        emit([reading_json(one, status.value) for one, _, status in rows])
        return
    table(
        [
            [
                one.period,
                one.kind.value if one.value is None else wording.number(one.value, found.decimals),
                wording.target_words(target),
                status_part(status),
                "" if one.corrected_from is None else f"was {wording.number(one.corrected_from, found.decimals)}",
                " · ".join(filter(None, [one.note, one.reason and f"reason: {one.reason}"])),
            ]
            for one, target, status in rows
        ],
        heads=("period", found.unit or "value", "target", "status", "", ""),
        right=[1],
    )
    if not rows:
        say(f"{found.name} has no readings yet.")


@reading.command()
@click.argument("kpi", type=KPI)
@click.argument("reason", nargs=-1, required=True)
@click.option("--at", "period", metavar="PERIOD", help="The period; the latest reading otherwise.")
@pass_session
def explain(session: Session, kpi: str, reason: tuple[str, ...], period: str | None) -> None:
    """Say why a red needs no action of its own."""
    with session.open() as board:
        found = board.explain_red(kpi, " ".join(reason), period)
        say(f"Reason kept for {board.find_kpi(kpi).name} {found.period}: {found.reason}")


@reading.command()
@click.argument("kpi", type=KPI)
@click.argument("period")
@pass_session
def remove(session: Session, kpi: str, period: str) -> None:
    """Remove the reading of a period (undo brings it back)."""
    with session.open() as board:
        gone = board.remove_reading(kpi, period)
        say(f"Removed the reading of {board.find_kpi(kpi).name} for {gone.period}.")
