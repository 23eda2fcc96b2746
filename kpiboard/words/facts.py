"""The value of any field in words, by what is known about the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum

from kpiboard.model.facts.fact import Fact, Sort
from kpiboard.words.plain import short_number


def option_words(fact: Fact) -> list[tuple[str, str]]:
    """What may be chosen, each as it is typed and in words; none of a field that is not chosen from a few."""
    if fact.sort is Sort.WHOLE and fact.words and fact.least is not None:
        return [(str(n), f"{n}  {words}") for n, words in enumerate(fact.words, int(fact.least))]
    options = [str(one) for one in fact.options]
    return [*zip(options, fact.words or map(_plain, options), strict=True)]


def value_words(fact: Fact, value: object) -> str:
    """`sum of the KPIs below`, `2  work is shifted to look good`, `2026-11-30`; what people typed as they typed it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    typed = as_typed(value)
    return next((words for option, words in option_words(fact) if option == typed), typed)


def as_typed(value: object) -> str:
    """As people would type it: `97.5`, `2026-11-30`, `06:00`, `saturday, sunday`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case float():
            return short_number(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case str() | StrEnum():
            return str(value)
        case [float(), *_]:
            return " ".join(map(as_typed, value))  # a comma may be a decimal one
        case Iterable():
            return ", ".join(map(as_typed, value))
    return str(value)


def _plain(option: str) -> str:
    return option.replace("_", " ").replace("kpi ", "KPI ")
