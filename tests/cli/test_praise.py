"""`kpiboard congratulate` and `kpiboard congratulations`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support import Clock

Read = Callable[..., Any]


def test_who_is_due_until_it_is_said(kpiboard: Any, read: Read, finish: Callable[[str], None]) -> None:
    assert kpiboard("congratulate").stdout.startswith("Nobody is waiting for a word of praise.")
    kpiboard("record", "otd", "90", "--at", "2026-11-19")
    kpiboard("record", "otd", "97")
    kpiboard("action", "add", "Second dock team", "--owner", "RC")
    finish("A-1")
    assert [line.split(maxsplit=3) for line in kpiboard("congratulate").stdout.splitlines()] == [
        ["JP", "Joana", "Prado", "On-time delivery is back on target"],
        ["JP", "Joana", "Prado", "A-1 Second dock team has worked"],
    ]
    assert [(row["kpi"], row["period"], row["action"]) for row in read("congratulate")] == [
        ("otd", "2026-11-20", None),
        (None, None, "A-1"),
    ]
    assert kpiboard("congratulate", "JP", "--for", "otd").stdout == (
        "C-1 Joana Prado: On-time delivery is back on target\n"
    )
    kpiboard("congratulate", "JP", "--action", "A-1")
    assert read("congratulate") == []
    assert "already" in kpiboard("congratulate", "JP", "--action", "A-1", code=1).stderr


def test_the_list_of_a_month(kpiboard: Any, read: Read, clock: Clock) -> None:
    kpiboard("congratulate", "rui", "Found", "the", "worn seal", "--as", "anna")
    (found,) = read("congratulations")
    assert {
        "congratulation": "C-1", "said_on": "2026-11-21", "person": "RC", "name": "Rui Costa",
        "words": "Found the worn seal", "kpi": None, "period": None, "action": None, "said_by": "anna",
    }.items() <= found.items()  # fmt: skip
    clock.advance(days=14)
    assert kpiboard("congratulations").stdout == "Nobody was congratulated in that month.\n"
    assert kpiboard("congratulations", "--month", "2026-11").stdout == (
        "C-1  2026-11-21  Rui Costa  Found the worn seal\n"
    )
    assert "not a month" in kpiboard("congratulations", "--month", "May", code=1).stderr


def test_exactly_one_person_and_something_to_say(kpiboard: Any) -> None:
    assert "Say WHAT for" in kpiboard("congratulate", "JP", code=2).stderr
    assert "not one person" in kpiboard("congratulate", "team", "Great", code=1).stderr
