"""`kpiboard feedback`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

Read = Callable[..., Any]


@pytest.fixture
def said(kpiboard: Any) -> None:
    kpiboard("feedback", "add", "Torque wrench", "is worn", "--by", "RC", "--kind", "safety", "--about", "otd")


def one(read: Read, name: str = "F-1") -> dict[str, Any]:
    found: dict[str, Any] = read("feedback", "show", name)
    return found


@pytest.mark.usefixtures("said")
def test_add_and_list(kpiboard: Any, read: Read, clock: Clock) -> None:
    clock.advance(hours=9)
    (found,) = read("feedback", "list")
    assert {
        "feedback": "F-1", "text": "Torque wrench is worn", "kind": "safety", "state": "new", "kpi": "otd",
        "author": "RC", "anonymous": False, "age_hours": 9, "overdue": True, "action": None, "votes": 0,
    }.items() <= found.items()  # fmt: skip
    lines = kpiboard("feedback", "list").stdout.splitlines()
    assert lines[1].split() == ["✦", "F-1", "new", "safety", "RC", "9", "h", "otd", "Torque", "wrench", "is", "worn"]


def test_anonymous_leaves_no_name_and_no_time(kpiboard: Any, read: Read) -> None:
    kpiboard("feedback", "add", "The target is out of reach", "--anonymous", "--as", "rui")
    found = one(read)
    assert (found["anonymous"], found["author"], found["said_on"], found["said_at"]) == (True, None, "2026-11-21", None)
    newest = read("log", "--limit", "1")[0]
    assert newest["who"] == "anonymous"
    assert "rui" not in str(newest)
    assert "exclude each other" in kpiboard("feedback", "add", "x", "--anonymous", "--by", "RC", code=2).stderr


@pytest.mark.usefixtures("said")
def test_edit(kpiboard: Any, read: Read) -> None:
    kpiboard("feedback", "edit", "1", "--text", "The wrench is worn", "--kind", "concern", "--about", "")
    assert (one(read)["text"], one(read)["kind"], one(read)["kpi"]) == ("The wrench is worn", "concern", None)


@pytest.mark.usefixtures("said")
def test_acknowledge_and_answer(kpiboard: Any, read: Read) -> None:
    assert kpiboard("feedback", "acknowledge", "F-1").stdout == "✧ F-1 is acknowledged: Torque wrench is worn\n"
    assert one(read)["acknowledged_at"] == "2026-11-21T13:32:00+00:00"
    assert "acknowledged already" in kpiboard("feedback", "acknowledge", "F-1", code=1).stderr
    kpiboard("feedback", "answer", "F-1", "A new", "one comes Monday", "--as", "joana")
    found = one(read)
    assert (found["state"], found["reply"], found["replied_by"]) == ("answered", "A new one comes Monday", "joana")
    assert kpiboard("feedback", "list").stdout == "Nothing waits for an answer.\n"
    assert [row["feedback"] for row in read("feedback", "list", "--all")] == ["F-1"]
    assert "A new one comes Monday" in kpiboard("feedback", "show", "F-1").stdout


@pytest.mark.usefixtures("said")
def test_decline_needs_a_reason(kpiboard: Any, read: Read) -> None:
    assert "Missing argument" in kpiboard("feedback", "decline", "F-1", code=2).stderr
    kpiboard("feedback", "decline", "F-1", "it is new")
    assert (one(read)["state"], one(read)["reply"]) == ("declined", "it is new")


@pytest.mark.usefixtures("said")
def test_accept_makes_an_action_linked_both_ways(kpiboard: Any, read: Read) -> None:
    said = kpiboard("feedback", "accept", "F-1", "--title", "Buy a wrench", "--owner", "JP", "--due", "monday").stdout
    assert said.splitlines()[-1] == "◔ A-1 Buy a wrench (plan)"
    assert (one(read)["state"], one(read)["action"]) == ("accepted", "A-1")
    action = read("action", "show", "A-1")
    assert (action["feedback"], action["owner"], action["due"], action["kpi"]) == (["F-1"], "JP", "2026-11-23", "otd")


@pytest.mark.usefixtures("said")
def test_me_too(kpiboard: Any, read: Read) -> None:
    kpiboard("feedback", "metoo", "F-1")
    assert kpiboard("feedback", "metoo", "F-1").stdout == "F-1: 2 me too.\n"
    assert one(read)["votes"] == 2
    assert kpiboard("feedback", "list").stdout.rstrip().endswith("Torque wrench is worn +2")
