"""class Board is made of many: none of them may take another's name away."""

from __future__ import annotations

from collections import Counter

from kpiboard import Board


def test_no_two_of_the_use_cases_share_a_name() -> None:
    names = Counter(name for kind in Board.__mro__[:-1] for name in vars(kind) if not name.startswith("__"))
    assert [name for name, often in names.items() if often > 1] == []
