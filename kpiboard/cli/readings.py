"""`kpiboard readings`: the numbers. Recording one is in record.py, those from files are in reading_files.py."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.cli.fields import field_options
from kpiboard.cli.group import Topic
from kpiboard.cli.names import KPI, PERSON
from kpiboard.cli.output import emit, say, status_part, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Kpi, Reading
from kpiboard.model.facts.reading import READING as FACTS
from kpiboard.rules.calendar import parse_period
from kpiboard.rules.precision import shown
from kpiboard.rules.status import status_of
from kpiboard.rules.targets import target_on
from kpiboard.words import plain
from kpiboard.words.kpi import target_words


@click.group(cls=Topic)
def readings() -> None:
    """Readings: list, explain, remove; import and export as CSV."""


@readings.command("list")
@click.argument("kpi", type=KPI)
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_readings(session: Session, kpi: str, limit: int, as_json: bool) -> None:
    """The readings of a KPI, newest first, each against the target valid then."""
    with session.open(read_only=True) as board:
        found, calendar = board.kpis.find(kpi), board.calendar()
        targets, newest = board.targets.of(found), board.readings.of(found, limit=limit)
    rows = []
    for one in newest:
        target = target_on(targets, parse_period(calendar, found.cadence, one.period).day, found.decimals)
        rows.append((one, target, status_of(shown(one, found), target)))
    if as_json:
        emit([reading_json(one, status.value) for one, _, status in rows])
        return
    table(
        [
            [
                one.period,
                plain.reading_number(one, found),
                target_words(target),
                status_part(status),
                "" if one.corrected_from is None else f"was {plain.value_number(one.corrected_from, found)}",
                " · ".join(filter(None, [one.note, one.reason and f"reason: {one.reason}"])),
            ]
            for one, target, status in rows
        ],
        heads=("period", found.unit or "value", "target", "status", "", ""),
        right=[1],
    )
    if not rows:
        say(f"{found.name} has no readings yet.")


@readings.command()
@click.argument("kpi", type=KPI)
@click.argument("reason", nargs=-1, required=True)
@click.option("--at", "periods", multiple=True, metavar="PERIOD", help="The period, or several; else the latest.")
@click.option("--also", "others", type=KPI, multiple=True, help="Another KPI that the same reason is for.")
@click.option("--all", "everything", is_flag=True, help="All reds of these KPIs that wait for an answer.")
@field_options([FACTS["code"]])
@click.option("--pass-by", "passed_by", type=PERSON, help="The leader who lets them pass: a signal needs one.")
@pass_session
def explain(
    session: Session,
    kpi: str,
    reason: tuple[str, ...],
    periods: tuple[str, ...],
    others: tuple[str, ...],
    everything: bool,
    code: str | None,
    passed_by: str | None,
) -> None:
    """Say why a red needs no action of its own; one reason may be for several reds and counts once on each KPI."""
    with session.open() as board:
        found = [board.kpis.find(name) for name in (kpi, *others)]
        wanted: list[tuple[str | Kpi, str | None]]
        if everything:
            snapshot = board.snapshot()
            cards = (snapshot.kpi(one.id) for one in found)
            wanted = [(card.kpi, red.period.key) for card in cards if card for red in card.reds]
        else:
            wanted = [(one, period) for one in found for period in (periods or (None,))]
        for one in board.readings.explain_all(wanted, joined(reason), code, passed_by=passed_by):
            say(f"Reason kept for {board.kpis.find(one.kpi_id).name} {one.period}: {one.reason}")


@readings.command()
@click.argument("kpi", type=KPI)
@click.argument("period")
@pass_session
def remove(session: Session, kpi: str, period: str) -> None:
    """Remove the reading of a period (undo brings it back)."""
    with session.open() as board:
        gone = board.readings.remove(kpi, period)
        say(f"Removed the reading of {board.kpis.find(kpi).name} for {gone.period}.")


def reading_json(reading: Reading, status: str) -> dict[str, Any]:
    return {**row_json((fact for fact in FACTS if fact.name not in ("kpi", "id")), reading), "status": status}
