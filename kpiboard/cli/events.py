"""`kpiboard event`: what happens rarely, by its date; nothing is typed on other days."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Topic
from kpiboard.cli.names import KPI
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import Event
from kpiboard.model.facts.event import EVENT as FACTS
from kpiboard.views.board import KpiCard
from kpiboard.words.event import counting_sentence
from kpiboard.words.process import meaning_words

NTH = click.option("--nth", type=click.IntRange(1), default=1, help="Which one of its day, where there are several.")


@click.group(cls=Topic)
def event() -> None:
    """Events of a KPI: add, list, edit, remove, convert."""


@event.command("add")
@click.argument("kpi", type=KPI)
@click.argument("what", nargs=-1)
@field_options(fact for fact in FACTS.asked if fact.name != "what")
@pass_session
def add_event(session: Session, /, kpi: str, what: tuple[str, ...], **fields: Any) -> None:
    """Something happened: kpiboard event add safe finger cut at the film cutter

    It is today's unless --on names another day. It waits for an action, or for the reason why it needs none.
    """
    with session.open() as board:
        made = board.events.add(kpi, joined(what), **what_is_given(fields))
        _tell(session, board, made)


@event.command("list")
@click.argument("kpi", type=KPI)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_events(session: Session, kpi: str, as_json: bool) -> None:
    """What happened, newest first, each with the days since the one before."""
    with session.open(read_only=True) as board:
        found, events = board.kpis.find(kpi), board.events.of(kpi)
    gaps = [None, *((after.day - before.day).days for before, after in pairwise(events))]
    rows = list(zip(events, gaps, strict=False))[::-1]
    if as_json:
        facts = [fact for fact in FACTS if fact.name != "kpi"]
        emit([{**row_json(facts, one), "days_since_the_one_before": gap} for one, gap in rows])
        return
    table(
        [[str(one.day), "–" if gap is None else str(gap), one.what, one.reason, one.code] for one, gap in rows],
        ("day", "after days", "what happened", "reason", "code"),
        right=[1],
    )
    if not events:
        say(f"{found.name} has no events.")


@event.command("edit")
@click.argument("kpi", type=KPI)
@click.argument("on_day", metavar="DAY")
@NTH
@field_options(FACTS.asked)
@pass_session
def edit_event(session: Session, /, kpi: str, on_day: str, nth: int, **fields: Any) -> None:
    """Change what is known of the event of a DAY."""
    with session.open() as board:
        old = board.events.on(kpi, on_day, nth)
        _tell(session, board, board.events.edit(old, **given(**fields)))


@event.command("remove")
@click.argument("kpi", type=KPI)
@click.argument("day")
@NTH
@pass_session
def remove_event(session: Session, kpi: str, day: str, nth: int) -> None:
    """Remove the event of a DAY (undo brings it back)."""
    with session.open() as board:
        gone = board.events.remove(board.events.on(kpi, day, nth))
        say(f"Removed the event of {board.kpis.find(kpi).name} on {gone.day}.")


@event.command("convert")
@click.argument("kpi", type=KPI)
@pass_session
def convert(session: Session, kpi: str) -> None:
    """Count the events of a KPI by their dates instead of numbers.

    For a count that is mostly 0, or the days since something that somebody types. What the readings tell becomes
    events; undo brings the readings back.
    """
    with session.open() as board:
        made = board.events.convert(kpi)
        say(counting_sentence(made, len(board.events.of(made))))


def _tell(session: Session, board: Board, made: Event) -> None:
    kpi = board.kpis.find(made.kpi_id)
    what = f": {made.what}" if made.what else ""
    say(f"{kpi.name}, {made.day}{what}.")
    card: KpiCard | None = board.snapshot().kpi(kpi.id)
    if card is None:
        return
    if card.process:
        say(f"  {meaning_words(card, card.process)}")
    if any(red.period.day == made.day for red in card.reds):
        say("  No action answers it. Next: ", (session.command(f"action add --for {kpi.key}"), "cyan"))
