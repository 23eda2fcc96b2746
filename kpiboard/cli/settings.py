"""`kpiboard board`, `category` and `shift`: how the board is set up."""

from __future__ import annotations

import click

from kpiboard.cli.fields import field_options
from kpiboard.cli.group import Topic
from kpiboard.cli.names import LETTER
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.rows import row_json
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import BoardInfo
from kpiboard.model.facts.board import BOARD, CATEGORY, SHIFT
from kpiboard.model.facts.fact import Fact
from kpiboard.words.facts import value_words


@click.group(cls=Topic)
def board() -> None:
    """The board's settings: show, set."""


@board.command()
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, as_json: bool) -> None:
    """Name, team, time zone, production day, days off, letters and shifts."""
    with session.open(read_only=True) as opened:
        info, path = opened.info, opened.path
        letters, shifts = opened.settings.categories(), opened.settings.shifts()
    if as_json:
        emit(
            {
                "file": path,
                **row_json(BOARD, info),
                "categories": [row_json(CATEGORY, one) for one in letters],
                "shifts": [row_json(SHIFT, one) for one in shifts],
            }
        )
        return
    say((info.name, "cyan"), f"  {path}")
    details(
        [
            *((fact.name, _words(info, fact)) for fact in BOARD.asked if fact.name != "name"),
            ("letters", ", ".join(f"{one.letter} {one.name}" for one in letters)),
            ("shifts", ", ".join(f"{one.key} {one.start:%H:%M}–{one.end:%H:%M}" for one in shifts)),
        ]
    )


def _words(info: BoardInfo, fact: Fact) -> str:
    return value_words(fact, getattr(info, fact.attr))


@board.command("set")
@click.argument("field", type=click.Choice([fact.name for fact in BOARD.asked]))
@click.argument("value", nargs=-1)
@pass_session
def set_field(session: Session, field: str, value: tuple[str, ...]) -> None:
    """Set one FIELD; without a VALUE it is emptied.

    Examples: name Line 4 · tier 1 · timezone Europe/Berlin · day_start 06:00 · days_off saturday sunday 2026-12-25
    """
    with session.open() as opened:
        info = opened.settings.edit(**{field: joined(value)})
    say(f"{field}: {_words(info, BOARD[field]) or '(empty)'}")


@click.group(cls=Topic)
def category() -> None:
    """Letters that KPIs hang under: list, add, remove."""


@category.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_letters(session: Session, as_json: bool) -> None:
    """The letters in order."""
    with session.open(read_only=True) as opened:
        letters = opened.settings.categories()
    if as_json:
        emit([row_json(CATEGORY, one) for one in letters])
        return
    table([[one.letter, one.name, "must not lose" if one.must_not_lose else ""] for one in letters])
    if not letters:
        say("No letters yet.")


@category.command("add")
@click.argument("letter")
@click.argument("name", nargs=-1, required=True)
@field_options([CATEGORY["must_not_lose"]])
@pass_session
def add_letter(session: Session, letter: str, name: tuple[str, ...], must_not_lose: bool | None) -> None:
    """Add a letter."""
    with session.open() as opened:
        made = opened.settings.add_category(letter, joined(name), must_not_lose=bool(must_not_lose))
    say(f"Added {made.letter} {made.name}.")


@category.command("remove")
@click.argument("letter", type=LETTER)
@pass_session
def remove_letter(session: Session, letter: str) -> None:
    """Remove a letter that no KPI hangs under."""
    with session.open() as opened:
        found = opened.settings.find_category(letter)
        opened.settings.remove(found, f"{found.letter} {found.name}")
    say(f"Removed {found.letter} {found.name}.")


@click.group(cls=Topic)
def shift() -> None:
    """Shifts: list, add."""


@shift.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_shifts(session: Session, as_json: bool) -> None:
    """The shifts in order."""
    with session.open(read_only=True) as opened:
        shifts = opened.settings.shifts()
    if as_json:
        emit([row_json(SHIFT, one) for one in shifts])
        return
    table([[one.key, one.name, f"{one.start:%H:%M}–{one.end:%H:%M}"] for one in shifts])
    if not shifts:
        say("No shifts: the whole production day is one.")


@shift.command("add")
@click.argument("key")
@click.argument("name", nargs=-1, required=True)
@field_options([SHIFT["start"], SHIFT["end"]], required=True)
@pass_session
def add_shift(session: Session, key: str, name: tuple[str, ...], start: str, end: str) -> None:
    """Add a shift: kpiboard shift add N Night --start 22:00 --end 06:00"""
    with session.open() as opened:
        made = opened.settings.add_shift(key, joined(name), start, end)
    say(f"Added {made.name} {made.start:%H:%M}–{made.end:%H:%M}.")
