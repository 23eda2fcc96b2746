"""The fields of a form, made from what is known about the fields of a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kpiboard.basics import entry
from kpiboard.model import WEEKDAYS
from kpiboard.model.facts.fact import Fact, Sort
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field, Option, Text
from kpiboard.views.board import BoardSnapshot
from kpiboard.words.facts import as_typed, option_words
from kpiboard.words.plain import day_words, full_day_words

UNSAID = "not said"
# Where typing replaces what stands there.
_REPLACED = {Sort.NUMBER, Sort.WHOLE, Sort.NUMBERS, Sort.DAY, Sort.CLOCK, Sort.TARGET}
_MOST_CHOICES = 5  # of a whole number, that are chosen and not typed
_ROOMY = 3  # lines from which on the hint tells how a new one is begun

Offer = Callable[[BoardSnapshot, str, str], list[Option]]
_OFFERS: dict[str, Offer] = {
    "people": lambda snapshot, keep, none: choices.people(snapshot, keep, ("", none or "nobody yet")),
    "kpis": lambda snapshot, keep, none: choices.kpis(snapshot, keep, none or "no KPI"),
    "categories": lambda snapshot, _, none: choices.categories(snapshot, none or "none"),
    "feedback": lambda snapshot, keep, none: choices.feedback(snapshot, keep, none or "none"),
    "goals": lambda snapshot, _, none: choices.goals(snapshot, none or "none"),
}


def ask(fact: Fact, value: object, snapshot: BoardSnapshot, *, none: str = "") -> Field:
    """The field of a form that asks for a fact.

    `value` is the row's, or what may be typed for it; of another row it is the id. `none` is what stands where
    nothing is chosen.
    """
    start = as_typed(value)
    options = _options(fact, start, snapshot, none)
    if options:
        return Choice(fact.name, fact.label, start or options[0][0], fact.help, options=options)
    if fact.sort is Sort.TEXT and (fact.rows > 1 or "\n" in start):
        hint = f"{fact.help}; ctrl+j begins a new line" if fact.rows >= _ROOMY else fact.help
        return Text(fact.name, fact.label, start, hint, fact.example, rows=fact.rows)
    read = (lambda typed: due_echo(typed, snapshot.today)) if fact.sort is Sort.DAY else None
    return Field(fact.name, fact.label, start, fact.help, fact.example, read, fact.sort in _REPLACED)


def _options(fact: Fact, start: str, snapshot: BoardSnapshot, none: str) -> list[Option]:
    """What is chosen from; nothing for what is typed."""
    if fact.sort is Sort.REFERENCE:
        return _OFFERS[fact.table](snapshot, start, none)
    if fact.sort is Sort.TRUTH:
        found = [("no", "no"), ("yes", "yes")]
    elif fact.sort is Sort.WHOLE and not fact.words and _span(fact) <= _MOST_CHOICES:
        assert fact.least is not None
        found = [(str(n), str(n)) for n in range(int(fact.least), int(fact.least) + _span(fact))]
    elif fact.sort is Sort.WEEKDAY:
        found = [(one, one) for one in WEEKDAYS]
    elif fact.sort is Sort.DAYS:
        found = []  # several of them are typed
    else:
        found = option_words(fact)
    may_be_empty = fact.usual is None and not fact.needed
    return [("", none or UNSAID), *found] if found and may_be_empty else found


def _span(fact: Fact) -> int:
    return int((fact.most or 0) - (fact.least or 0)) + 1


def due_echo(typed: str, today: date) -> str:
    """How the board understands a date, while it is typed."""
    day = entry.day(typed, today)
    if day is None:
        return ""
    full, near = full_day_words(day), day_words(day, today)
    return full if near in full else f"{full}, {near}"
