"""`kpiboard action`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.fixture
def queue(kpiboard: Any) -> None:
    kpiboard("action", "add", "Second set of tools", "--owner", "RC", "--due", "2026-11-19")
    kpiboard("action", "add", "--for", "otd")


def one(read: Read, name: str = "1") -> dict[str, Any]:
    found: dict[str, Any] = read("action", "show", name)
    return found


@pytest.mark.usefixtures("queue")
def test_list_and_its_json(kpiboard: Any, read: Read) -> None:
    found = read("action", "list")
    assert [(row["action"], row["title"], row["days_late"]) for row in found] == [
        ("A-1", "Second set of tools", 2),
        ("A-2", "Bring On-time delivery back on target", 0),
    ]
    assert (found[1]["owner"], found[1]["kpi"], found[1]["due"]) == ("JP", "otd", "2026-11-23")
    lines = kpiboard("action", "list").stdout.splitlines()
    assert lines[1].split() == ["◔", "A-1", "plan", "2", "d", "late", "RC", "Second", "set", "of", "tools"]


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["A-2"]),
        (["--all"], ["A-2", "A-1"]),
        (["--all", "--for", "otd"], ["A-2"]),
        (["--all", "--owner", "RC"], ["A-1"]),
        (["--overdue"], []),
        (["--kind", "containment"], []),
        (["--kind", "countermeasure"], ["A-2"]),
    ],
)
def test_list_shows_what_was_asked_for(kpiboard: Any, read: Read, options: list[str], names: list[str]) -> None:
    kpiboard("action", "cancel", "A-1", "not needed")
    assert [row["action"] for row in read("action", "list", *options)] == names


def test_add_takes_what_was_given_over_what_is_proposed(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Open", "dock 2", "--for", "otd", "--owner", "RC", "--due", "+3", "--kind", "containment")
    found = one(read)
    assert (found["title"], found["owner"], found["due"], found["kind"], found["stage"]) == (
        "Open dock 2",
        "RC",
        "2026-11-24",
        "containment",
        "plan",
    )
    assert "Type a TITLE" in kpiboard("action", "add", code=2).stderr
    assert "not one person" in kpiboard("action", "add", "x", "--owner", "team", code=1).stderr


@pytest.mark.usefixtures("queue")
def test_edit(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "edit", "a-1", "--title", "Tools", "--owner", "", "--due", "friday", "--for", "fpy")
    found = one(read)
    assert (found["title"], found["owner"], found["due"], found["kpi"]) == ("Tools", None, "2026-11-27", "fpy")
    assert "Nothing to change" in kpiboard("action", "edit", "A-1", code=2).stderr


def test_a_reason_code_is_given_changed_and_taken_away(kpiboard: Any, read: Read) -> None:
    assert "  code    dock closed\n" in kpiboard("action", "add", "Second gate", "--code", "dock closed").stdout
    assert read("action", "show", "A-1")["code"] == "dock closed"
    kpiboard("action", "edit", "A-1", "--code", "")
    assert read("action", "show", "A-1")["code"] == ""


@pytest.mark.usefixtures("queue")
def test_note(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "note", "A-1", "tools", "ordered", "--as", "rui")
    assert [(note["said_by"], note["text"]) for note in one(read)["notes"]] == [("rui", "tools ordered")]
    assert "tools ordered" in kpiboard("action", "show", "A-1").stdout


@pytest.mark.usefixtures("queue")
def test_five_whys(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "why", "A-1", "the tools are away", "--evidence", "seen")
    kpiboard("action", "why", "A-1", "the other line has them")
    whys = [{"because": "the tools are away", "evidence": "seen"}]
    assert one(read)["whys"] == [*whys, {"because": "the other line has them", "evidence": "assumed"}]
    assert "the other line has them (assumed)" in kpiboard("action", "why", "A-1").stdout
    kpiboard("action", "why", "A-1", "--again", "one set for two lines")
    assert [why["because"] for why in one(read)["whys"]] == ["one set for two lines"]
    for number in range(4):
        kpiboard("action", "why", "A-1", f"because {number}")
    assert "too many" in kpiboard("action", "why", "A-1", "sixth", code=1).stderr
    assert len(one(read)["whys"]) == 5


def test_what_is_not_there(kpiboard: Any) -> None:
    assert "Not on this board: There is no action 'A-9'" in kpiboard("action", "show", "A-9", code=1).stderr.replace(
        "'9'", "'A-9'"
    )
    assert kpiboard("action", "list").stdout == "No actions yet.\n"
