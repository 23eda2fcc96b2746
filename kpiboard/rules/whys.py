"""The last of the whys: a person is not a cause (domain.md 2.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpiboard.model import Person

_WORDS = re.compile(r"\w+")


def named_in(because: str, people: Iterable[Person]) -> Person | None:
    """The person whom a why blames: it says their whole name, or nothing but a part of it or their initials."""
    said = _WORDS.findall(because.casefold())
    for person in people:
        name = _WORDS.findall(person.name.casefold())
        whole = name and any(said[at : at + len(name)] == name for at in range(len(said)))
        if whole or (said and set(said) <= {*name, person.initials.casefold()}):
            return person
    return None
