"""`kpiboard letters`: the letter calendar of a month, drawn in signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.signs import Alphabet
from kpiboard.board import Board
from kpiboard.cli.group import Command
from kpiboard.cli.output import Part, alphabet, columns, emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.rules.letters import COLUMNS, ROWS, DayState, layout
from kpiboard.views.letters import Letter, LetterDay, LettersMonth
from kpiboard.words.letters import DIG, month_words, since_red, streak

_COLOUR = {DayState.ON_TARGET: "green", DayState.WATCH: "yellow", DayState.OFF_TARGET: "red"}
WIDE, GAP = 2 * COLUMNS - 1, 3  # cells of a letter, and between two


@click.command(cls=Command)
@click.argument("month", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def letters(session: Session, month: str | None, as_json: bool) -> None:
    """The letter calendar: a letter drawn in the days of a month.

    MONTH is 2026-10, or a date in it; the running one otherwise.
    """
    with session.open(read_only=True) as board:
        found = board.letters.month(_month(board, month))
    if as_json:
        emit(_json(found))
    else:
        _print(found)


def _month(board: Board, typed: str | None) -> date | None:
    """A day of the month that is meant: `2026-10`, or any date."""
    if typed is None or not re.fullmatch(r"\d{4}-\d{1,2}", typed):
        return entry.day(typed, board.today(), "month")
    year, month = map(int, typed.split("-"))
    if not 1 <= month <= 12 or not year:
        raise InvalidInput(f"{typed!r} is no month.", "Type it like 2026-10.", field="month")
    return date(year, month, 1)


def _print(found: LettersMonth) -> None:
    say((month_words(found.month), "cyan"))
    if not found.letters:
        say("No letters yet. A category is a letter, and KPIs hang under it.")
        return
    signs = alphabet()
    beside = max(1, (columns() + GAP) // (WIDE + GAP))
    for first in range(0, len(found.letters), beside):
        say("")
        for row in range(ROWS):
            _say_row(found.letters[first : first + beside], row, signs, found.today)
    say("")
    table([_row(letter, found) for letter in found.letters])
    seen = {day.state for letter in found.letters for day in letter.days}
    say("   ".join(f"{signs.of(state)} {state.value}" for state in DayState if state in seen))


def _say_row(shown: Sequence[Letter], row: int, signs: Alphabet, today: date) -> None:
    """One row of the letters that stand side by side."""
    parts: list[Part] = []
    blanks = 0
    for letter in shown:
        at = _cells(letter)
        for column in range(COLUMNS):
            day = at.get((row, column))
            if day is not None:
                colour = _COLOUR.get(day.state, "cyan" if day.day == today else "")
                parts += [" " * blanks, (signs.of(day.state), colour)]
                blanks = 0
            blanks += 1 + (day is None)
        blanks += GAP - 1
    say(*parts)


def _cells(letter: Letter) -> dict[tuple[int, int], LetterDay]:
    """Where the days of the month stand; a short month leaves the last cells out."""
    return dict(zip(layout(letter.category.letter), letter.days, strict=False))


def _row(letter: Letter, month: LettersMonth) -> list[Part]:
    """How a letter stands, in words, and its red days by number."""
    until = min(month.today, letter.days[-1].day)
    words = streak(letter.red_streak)[0] if letter.red_streak else since_red(letter, until)[0]
    if letter.asks_to_dig:
        words += f": {DIG[0]}"
    red = [str(day.day.day) for day in letter.days if day.state is DayState.OFF_TARGET]
    said = f"red on {', '.join(red)}" if red else ""
    return [letter.category.letter, letter.category.name, (words, "red" if letter.red_streak else ""), said]


def _json(found: LettersMonth) -> dict[str, Any]:
    return {
        "month": f"{found.month:%Y-%m}",
        "today": found.today,
        "letters": [
            {
                "letter": letter.category.letter,
                "name": letter.category.name,
                "days_since_red": letter.days_since_red,
                "red_streak": letter.red_streak,
                "since": letter.since,
                "asks_to_dig": letter.asks_to_dig,
                "days": [_day_json(day) for day in letter.days],
            }
            for letter in found.letters
        ],
    }


def _day_json(day: LetterDay) -> dict[str, Any]:
    return {
        "day": day.day,
        "state": day.state.value,
        "kpis": [
            {
                "kpi": mark.kpi.key,
                "status": mark.status.value,
                "periods": [{"period": one.period.key, "value": one.value} for one in mark.points],
            }
            for mark in day.marks
        ],
    }
