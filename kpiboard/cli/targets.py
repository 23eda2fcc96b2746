"""`kpiboard kpi target`, `reach`, `sign` and `propose`: what is wanted, and whether it can be had."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.basics import entry
from kpiboard.board import Board
from kpiboard.cli.fields import field_options, what_is_given
from kpiboard.cli.group import Command, NumberCommand
from kpiboard.cli.names import KPI, PERSON
from kpiboard.cli.output import Part, details, emit, say
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import Target
from kpiboard.model.facts.target import PROPOSAL
from kpiboard.model.facts.target import TARGET as FACTS
from kpiboard.rules.capability import Capability
from kpiboard.rules.targets import path
from kpiboard.words.kpi import target_words
from kpiboard.words.plain import short_number
from kpiboard.words.process import reach_sentence, reach_words
from kpiboard.words.target import agreement_words


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", nargs=-1, required=True)
@field_options(fact for fact in FACTS.asked if fact.name != "target")
@pass_session
def target(session: Session, /, kpi: str, value: tuple[str, ...], **fields: Any) -> None:
    """Set the target from a day on, and see whether it is in reach.

    VALUE is 95, '20 to 22' for a band, or none. Earlier days keep the earlier target.
    """
    words = joined(value)
    with session.open() as board:
        wanted = None if words.lower() == "none" else words
        version = board.targets.set(kpi, target=wanted, **what_is_given(fields))
        if version is None:
            say(f"{board.kpis.find(kpi).name} has that target already; nothing was changed.")
            return
        _tell_target(board, version)


def _tell_target(board: Board, version: Target) -> None:
    since = f" from {version.valid_from}" if version.valid_from else ""
    due = f", due {version.due}" if version.due else ""
    said: list[tuple[str, Part]] = []
    if version.low is not None or version.high is not None:
        said.append(("reach", reach_words(board.kpis.reach(version.kpi_id, version.low, version.high))))
    kpi = board.kpis.find(version.kpi_id)
    steps = [f"{day}  {short_number(wanted)}" for day, wanted in path(version, kpi.decimals)]
    say(f"{kpi.name}: {target_words(version)}{since}{due}.")
    people = {one.id: one for one in board.team.people()}
    details([*said, ("path", "\n".join(steps)), ("state", agreement_words(version, people))])


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def reach(session: Session, kpi: str, value: tuple[str, ...], as_json: bool) -> None:
    """Can the present process reach a target? Nothing is changed."""
    with session.open(read_only=True) as board:
        found = _reach(board, kpi, joined(value))
    words = reach_words(found)
    if as_json:
        emit({"reach": found.reach.value, "hits": found.hits, "of": found.of, "words": words})
    else:
        say(reach_sentence(found))


def _reach(board: Board, kpi: str, value: str) -> Capability:
    bounds = entry.bounds(board.kpis.find(kpi).direction, value)
    return board.kpis.reach(kpi, bounds.low, bounds.high)


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("person", type=PERSON)
@pass_session
def sign(session: Session, kpi: str, person: str) -> None:
    """Agree to the present target.

    A leader signs for the management, anybody else for the team.
    """
    with session.open() as board:
        signed = board.targets.sign(kpi, person)
        name, who = board.kpis.find(kpi).name, board.team.find_person(person).name
        people = {one.id: one for one in board.team.people()}
    say(f"{who} agrees to the target of {name}.")
    details([("state", agreement_words(signed, people))])


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", nargs=-1, required=True)
@field_options([PROPOSAL["person"], PROPOSAL["argument"]])
@pass_session
def propose(session: Session, kpi: str, value: tuple[str, ...], person: str | None, argument: str | None) -> None:
    """Propose another target: what could be agreed to, and why."""
    with session.open() as board:
        made = board.targets.propose(kpi, joined(value), person, argument or "")
        say(f"Proposed for {board.kpis.find(kpi).name}: {made.value} ({reach_words(_reach(board, kpi, made.value))}).")
