"""What is said once about every field is said about each of them, and about nothing else."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum

import pytest

from kpiboard.model import ROW_TYPES, Row
from kpiboard.model.facts.every import FACTS, REFERENCES
from kpiboard.model.facts.fact import Fact, Sort

EVERY = [(row, fact) for row in ROW_TYPES for fact in FACTS[row]]
_TYPES = {
    Sort.NUMBER: "float", Sort.WHOLE: "int", Sort.TRUTH: "bool", Sort.DAY: "date", Sort.MOMENT: "datetime",
    Sort.CLOCK: "time", Sort.NUMBERS: "tuple[float, ...]", Sort.DAYS: "tuple[str, ...]",
}  # fmt: skip


def test_every_kind_of_row_has_its_facts() -> None:
    assert set(FACTS) == set(ROW_TYPES)


@pytest.mark.parametrize("row", ROW_TYPES, ids=lambda row: row.table)
def test_every_attribute_has_one_fact_and_every_fact_an_attribute(row: type[Row]) -> None:
    facts = FACTS[row]
    assert list(facts.by_attr) == [field.name for field in fields(row)]
    assert len(facts.by_name) == len(list(facts)), "two facts of one name"
    beside = {fact.sort for fact in facts if not fact.attr}
    assert beside <= {Sort.NAMES, Sort.TARGET}


@pytest.mark.parametrize(("row", "fact"), EVERY, ids=lambda one: getattr(one, "name", getattr(one, "table", "")))
def test_a_fact_says_what_its_attribute_holds(row: type[Row], fact: Fact) -> None:
    assert fact.help, "every attribute has its line"
    assert not fact.help.endswith("."), "the end of a sentence; the doors that want one put the full stop"
    assert (fact.limit > 0) is (fact.sort in (Sort.TEXT, Sort.LINE, Sort.PERSON))
    assert bool(fact.table) is (fact.sort in (Sort.REFERENCE, Sort.NAMES))
    if not fact.attr:
        return
    (field,) = [one for one in fields(row) if one.name == fact.attr]
    held = field.type.removesuffix(" | None")
    options = fact.options
    if isinstance(options, type):
        assert issubclass(options, StrEnum)
        assert held == options.__name__
    else:
        assert held == _TYPES.get(fact.sort, "str")
    if fact.words and isinstance(options, type):
        assert len(fact.words) == len(options)
    if fact.words and fact.sort is Sort.WHOLE:
        assert fact.most is not None
        assert fact.least is not None
        assert len(fact.words) == fact.most - fact.least + 1


def test_references_are_those_of_the_columns() -> None:
    pointing = {(row.table, field.name) for row in ROW_TYPES for field in fields(row) if field.name.endswith("_id")}
    assert set(REFERENCES) == pointing
    assert set(REFERENCES.values()) <= {row.table for row in ROW_TYPES}
