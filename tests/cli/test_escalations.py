"""`kpiboard escalation`: help asked from the next tier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

Read = Callable[..., Any]


@pytest.fixture
def raised(kpiboard: Any) -> None:
    kpiboard("action", "add", "Second printer", "--for", "otd")
    kpiboard(
        "escalation", "raise", "--action", "A-1", "--reason", "No money", "--help-asked", "An order", "--to", "J. Berg",
        "--hours", "8", "--as", "joana",
    )  # fmt: skip


def one(read: Read) -> dict[str, Any]:
    found: dict[str, Any] = read("escalation", "show", "E-1")
    return found


@pytest.mark.usefixtures("raised")
def test_raise(kpiboard: Any, read: Read, clock: Clock) -> None:
    assert {
        "escalation": "E-1", "state": "raised", "about": "A-1 Second printer", "reason": "No money",
        "help_asked": "An order", "to_whom": "J. Berg", "from_tier": 1, "to_tier": 2, "raised_by": "joana",
        "answer_hours": 8, "age_hours": 0, "overdue": False, "origin": "", "action": "A-1", "feedback": None,
        "kpi": "otd", "answers": [], "confirmed_at": None,
    }.items() <= one(read).items()  # fmt: skip
    assert read("action", "show", "A-1")["escalated"] is True
    clock.advance(hours=9)
    assert one(read)["overdue"] is True
    said = kpiboard("escalation", "list").stdout.splitlines()[1]
    assert said.split("  ")[:2] == ["E-1", "no answer for 9 h"]
    assert (
        "E-1 asks for that already"
        in kpiboard("escalation", "raise", "--action", "A-1", "--reason", "x", code=1).stderr
    )


def test_raise_needs_a_reason_and_something_to_ask_about(kpiboard: Any) -> None:
    assert "Missing option '--reason'" in kpiboard("escalation", "raise", "--kpi", "otd", code=2).stderr
    assert "not about anything" in kpiboard("escalation", "raise", "--reason", "No money", code=1).stderr
    assert kpiboard("escalation", "list").stdout == "No escalations yet.\n"


def test_feedback_and_kpis_are_escalated_too(kpiboard: Any, read: Read) -> None:
    kpiboard("feedback", "add", "Trucks wait")
    kpiboard("escalation", "raise", "--feedback", "F-1", "--reason", "Not ours")
    kpiboard("escalation", "raise", "--kpi", "fpy", "--reason", "No sensor")
    found = read("escalation", "list")
    assert [(row["feedback"], row["kpi"], row["about"]) for row in found] == [
        ("F-1", None, "F-1 Trucks wait"),
        (None, "fpy", "First-pass yield"),
    ]


@pytest.mark.usefixtures("raised")
def test_accepted_resolved_and_confirmed(kpiboard: Any, read: Read) -> None:
    said = kpiboard("escalation", "accept", "E-1", "Jonas", "asks", "--by", "J. Berg").stdout
    assert said == "E-1 · accepted · A-1 Second printer\n"
    assert "nothing to confirm" in kpiboard("escalation", "confirm", "E-1", code=1).stderr
    kpiboard("escalation", "resolve", "E-1", "It", "is", "ordered", "--by", "J. Berg")
    assert [(row["state"], row["by"], row["text"]) for row in one(read)["answers"]] == [
        ("accepted", "J. Berg", "Jonas asks"),
        ("resolved", "J. Berg", "It is ordered"),
    ]
    shown = kpiboard("escalation", "show", "E-1").stdout
    assert "resolved, to be confirmed" in shown
    assert "Sat 21 Nov 14:32  accepted by J. Berg: Jonas asks" in shown
    assert kpiboard("escalation", "confirm", "E-1").stdout == "E-1 · confirmed · A-1 Second printer\n"
    assert read("action", "show", "A-1")["escalated"] is False
    assert kpiboard("escalation", "list").stdout == "No help is asked for now.\n"
    assert [row["escalation"] for row in read("escalation", "list", "--all")] == ["E-1"]


@pytest.mark.usefixtures("raised")
def test_returned_and_raised_again(kpiboard: Any, read: Read, clock: Clock) -> None:
    assert "Missing argument" in kpiboard("escalation", "return", "E-1", code=2).stderr
    kpiboard("escalation", "return", "1", "Use", "the", "old", "one")
    assert one(read)["state"] == "returned"
    clock.advance(hours=1)
    kpiboard("escalation", "again", "E-1", "The old one is broken")
    assert (one(read)["state"], one(read)["reason"], one(read)["age_hours"]) == ("raised", "The old one is broken", 0)
    assert "cannot be raised again" in kpiboard("escalation", "again", "E-1", "x", code=1).stderr


@pytest.mark.usefixtures("raised")
def test_what_is_not_there(kpiboard: Any) -> None:
    assert "Not on this board" in kpiboard("escalation", "show", "E-9", code=1).stderr
