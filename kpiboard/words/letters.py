"""The words of the letter calendar, each in forms from long to short: a letter may be fifteen cells wide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpiboard.model import Action, Stage
from kpiboard.views.letters import Letter
from kpiboard.words.plain import count, day_words

_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


def month_words(month: date) -> str:
    """`November 2026`."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def since_red(letter: Letter, until: date) -> Sequence[str]:
    """How long it has not been red by `until`: `12 days since the last red`, `no red since 24 Aug`."""
    days = letter.days_since_red
    if letter.since is None:
        return ("nothing read yet", "no reading yet")
    if days is None:
        since = day_words(letter.since, until)
        return (f"no red since {since}",)
    if days == 0:
        return ("red on the last day", "red")
    return (
        count("1 day since the last red", "{n} days since the last red", days),
        count("1 day since red", "{n} days since red", days),
        f"{days} d since red",
    )


def streak(length: int) -> Sequence[str]:
    """`3 red days in a row`."""
    if length == 1:
        return ("the last day was red", "last day red")
    return (f"{length} red days in a row", f"{length} red in a row", f"{length} in a row")


DIG = ("count the reasons, ask for help", "count reasons, ask for help", "count reasons, get help", "ask for help")


def happened(action: Action, day: date) -> str:
    """What `day` was for an action: `opened`, `closed`, `cancelled`, `due`, several with commas; empty: nothing."""
    words = ["opened"] if action.opened_on == day else []
    if action.ended_on == day:
        words.append("cancelled" if action.stage is Stage.CANCELLED else "closed")
    elif action.due == day and (action.ended_on is None or action.ended_on > day):
        words.append("due")
    return ", ".join(words)
