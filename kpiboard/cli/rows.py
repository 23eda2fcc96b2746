"""A row as JSON and as lines for people, made from what is known about its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kpiboard.model import Row
from kpiboard.model.facts.fact import Fact
from kpiboard.model.kinds import short_name
from kpiboard.words.facts import value_words

Linked = Mapping[str, "Row | Sequence[Row] | None"]  # field → what the row points to


def row_json(facts: Iterable[Fact], row: Row, linked: Linked = {}) -> dict[str, Any]:  # noqa: B006  # only read
    """Fields by their names, for programs; the keys are a promise.

    Rows that it points to are told by what people call them; fields that stand in rows of their own, and are not in
    `linked`, are left out.
    """
    return {
        fact.name: _called(linked[fact.name]) if fact.name in linked else getattr(row, fact.attr)
        for fact in facts
        if fact.attr or fact.name in linked
    }


def _called(others: Row | Sequence[Row] | None) -> str | list[str] | None:
    if others is None:
        return None
    return [short_name(one) for one in others] if isinstance(others, Sequence) else short_name(others)


def said(facts: Iterable[Fact], row: Row) -> Iterator[tuple[str, str]]:
    """Name and words of each field that says more than what is usual."""
    for fact in facts:
        value = getattr(row, fact.attr) if fact.attr else None
        if value is not None and value != fact.usual:
            yield fact.name.replace("_", " "), value_words(fact, value)
