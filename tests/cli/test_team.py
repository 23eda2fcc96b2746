"""`kpiboard person`, `goal`, `board`, `category` and `shift`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def test_people(kpiboard: Any, read: Read) -> None:
    assert kpiboard("person", "add", "Mia", "Schulz", "--role", "leader").stdout == "Added Mia Schulz (MS).\n"
    kpiboard("person", "add", "Mia Sand", "--initials", "msa")
    assert [(one["initials"], one["name"], one["role"]) for one in read("person", "list")] == [
        ("JP", "Joana Prado", "member"),
        ("RC", "Rui Costa", "member"),
        ("MS", "Mia Schulz", "leader"),
        ("MSA", "Mia Sand", "member"),
    ]
    kpiboard("person", "edit", "MS", "--name", "Mia Schultz", "--role", "coach", "--inactive")
    assert "MS" not in [one["initials"] for one in read("person", "list")]
    edited = next(one for one in read("person", "list", "--all") if one["initials"] == "MS")
    assert (edited["name"], edited["role"], edited["active"]) == ("Mia Schultz", "coach", False)
    assert "inactive" in kpiboard("person", "list", "--all").stdout
    kpiboard("person", "remove", "MSA")
    assert "MSA" not in [one["initials"] for one in read("person", "list", "--all")]
    assert "is in use" in kpiboard("person", "remove", "JP", code=1).stderr


def test_goals(kpiboard: Any, read: Read) -> None:
    kpiboard("goal", "add", "Nobody", "gets hurt", "--category", "safety", "--owner", "RC", "--horizon", "short")
    found = read("goal", "list")
    assert [(one["title"], one["category"], one["owner"], one["horizon"], one["kpis"]) for one in found] == [
        ("Deliver as promised", "customer", "JP", "long", ["otd"]),
        ("Nobody gets hurt", "safety", "RC", "short", []),
    ]
    kpiboard("goal", "edit", "Nobody", "--title", "No accidents", "--owner", "")
    assert [(one["title"], one["owner"]) for one in read("goal", "list")][1] == ("No accidents", None)
    assert "No accidents" in kpiboard("goal", "list").stdout
    kpiboard("goal", "remove", "No accidents")
    assert len(read("goal", "list")) == 1
    assert "is in use" in kpiboard("goal", "remove", "Deliver", code=1).stderr


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", ["Line", "5"], "Line 5"),
        ("team", ["Packaging"], "Packaging"),
        ("area", ["Hall 2"], "Hall 2"),
        ("tier", ["2"], 2),
        ("vision", ["Nobody waits"], "Nobody waits"),
        ("timezone", ["UTC"], "UTC"),
        ("day_start", ["5:30"], "05:30:00"),
        ("week_start", ["sunday"], "sunday"),
        ("days_off", ["sunday", "2026-12-25"], ["sunday", "2026-12-25"]),
        ("days_off", [], []),
    ],
)
def test_board_settings(kpiboard: Any, read: Read, field: str, value: list[str], kept: object) -> None:
    before = read("board", "show")
    kpiboard("board", "set", field, *value)
    assert read("board", "show") == {**before, field: kept}


def test_board_show(kpiboard: Any, file: Any) -> None:
    said = kpiboard("board", "show").stdout
    assert said.startswith(f"Line 4  {file}\n")
    assert "Europe/Berlin" in said
    assert "saturday, sunday" in said
    assert "not a time zone" in kpiboard("board", "set", "timezone", "Mars", code=1).stderr


def test_letters(kpiboard: Any, read: Read) -> None:
    kpiboard("category", "add", "m", "Morale", "--must-not-lose")
    assert [(one["letter"], one["must_not_lose"]) for one in read("category", "list")][-1] == ("M", True)
    assert "Morale" in kpiboard("category", "list").stdout
    kpiboard("category", "remove", "M")
    assert "M" not in [one["letter"] for one in read("category", "list")]
    assert "is in use" in kpiboard("category", "remove", "D", code=1).stderr


def test_shifts(kpiboard: Any, read: Read) -> None:
    assert kpiboard("shift", "list").stdout == "No shifts: the whole production day is one.\n"
    kpiboard("shift", "add", "N", "Night", "--start", "22", "--end", "06:00")
    assert [(one["key"], one["name"], one["start"], one["end"]) for one in read("shift", "list")] == [
        ("N", "Night", "22:00:00", "06:00:00")
    ]
    assert kpiboard("shift", "list").stdout == "N  Night  22:00–06:00\n"
    assert "not a time of day" in kpiboard("shift", "add", "X", "x", "--start", "25", "--end", "6", code=1).stderr
