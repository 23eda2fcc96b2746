"""Whom a why blames."""

from __future__ import annotations

import pytest

from kpiboard.model import Person
from kpiboard.rules.whys import named_in

JON = Person("p1", "Jon Prado", "JP")
ROSA = Person("p2", "Rosa Conti Vidal", "RC")


@pytest.mark.parametrize(
    ("because", "blamed"),
    [
        ("Jon", JON),
        ("jp", JON),
        ("Prado!", JON),
        ("it was jon  PRADO again", JON),
        ("Rosa Conti", ROSA),
        ("Rosa Conti Vidal forgot it", ROSA),
        ("nobody told Rosa", None),
        ("the JP4 fuel is cold", None),
        ("Jonas", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_why_that_names_nothing_but_a_person(because: str, blamed: Person | None) -> None:
    assert named_in(because, [JON, ROSA]) == blamed


def test_a_person_without_a_name_is_never_blamed() -> None:
    assert named_in("the film smears", [Person("p3", "", "")]) is None
