"""What is said once about every table."""

from __future__ import annotations

import string
from dataclasses import fields
from datetime import date

import pytest

from kpiboard.model import ROW_TYPES, Action, Goal, Huddle, Kpi, Person, Row
from kpiboard.model.facts.every import FACTS, REFERENCES
from kpiboard.model.facts.fact import Sort
from kpiboard.model.kinds import KINDS, kind_of, names_of, parent_of, short_name


def test_every_table_is_known_in_the_order_of_the_rows() -> None:
    assert [kind.row for kind in KINDS.values()] == list(ROW_TYPES)
    assert len({kind.place for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("row", ROW_TYPES, ids=lambda row: row.table)
def test_a_kind_names_attributes_that_there_are(row: type[Row]) -> None:
    kind, attrs = kind_of(row), {field.name for field in fields(row)}
    named = {name for _, name, _, _ in string.Formatter().parse(kind.phrase) if name}
    assert {*kind.names, *kind.order, *named, *(one for names in kind.known for one in names)} <= attrs
    assert bool(kind.letter) is ("number" in attrs)
    assert kind.owner in {"", *attrs}
    parent = parent_of(kind)
    if parent:
        assert REFERENCES[row.table, kind.owner] == parent.table
    if kind.ties:
        assert attrs == {"id", kind.owner, kind.ties}


def test_lists_of_names_are_facts_of_those_they_stand_in() -> None:
    lists = {(kind.parent, kind.place, REFERENCES[kind.table, kind.ties]) for kind in KINDS.values() if kind.ties}
    facts = {
        (kind_of(row).place, one.name, one.table) for row in ROW_TYPES for one in FACTS[row] if one.sort is Sort.NAMES
    }
    assert facts == lists


def test_short_names_are_what_people_say() -> None:
    assert short_name(Action("a", 12, "Tools")) == "A-12"
    assert names_of(Action("a", 12, "Tools")) == ("A-12", "12", "Tools")
    assert names_of(Kpi("k", "otd", "On-time delivery")) == ("otd", "On-time delivery")
    assert short_name(Person("p", "Joana Prado", "JP")) == "JP"
    assert short_name(Goal("g", "On the day")) == "On the day"
    assert short_name(Huddle("h", date(2026, 11, 21))) == "2026-11-21"
