"""`kpiboard view` and `kpiboard action list --view`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.fixture
def queue(kpiboard: Any) -> None:
    kpiboard("action", "add", "Gate", "--for", "otd", "--owner", "JP", "--due", "2026-11-19")
    kpiboard("action", "add", "Dock", "--for", "otd", "--owner", "RC", "--helper", "JP")
    kpiboard("action", "add", "Seal", "--for", "fpy", "--owner", "RC", "--kind", "containment")


def shown(read: Read, *options: str) -> list[str]:
    return [row["title"] for row in read("action", "list", *options)]


@pytest.mark.usefixtures("queue")
def test_a_view_filters_the_queue(kpiboard: Any, read: Read) -> None:
    kpiboard("view", "save", "6", "Joana", "--person", "JP")
    kpiboard("view", "save", "7", "--kind", "containment", "--for", "fpy", "--columns")
    assert shown(read, "--view", "6") == ["Gate", "Dock"]  # her own, and where she helps
    assert shown(read, "--view", "7") == ["Seal"]
    assert shown(read, "--view", "5") == ["Gate"]  # nobody saved it: what is overdue
    assert shown(read, "--view", "6", "--overdue") == ["Gate"]
    assert shown(read, "--view", "4", "--as", "RC") == ["Dock", "Seal"]  # my work
    assert "Nothing is saved on 8" in kpiboard("action", "list", "--view", "8", code=1).stderr
    assert "Invalid value for '--view'" in kpiboard("action", "list", "--view", "3", code=2).stderr


def test_save_list_and_remove(kpiboard: Any, read: Read) -> None:
    assert kpiboard("view", "save", "7", "--kind", "system", "--for", "otd", "--columns").stdout == (
        "The key 7 shows On-time delivery · system, in columns.\n"
    )
    kpiboard("view", "save", "6", "My", "own", "--person", "JP")
    found = {row["digit"]: row for row in read("view", "list")}
    assert found[7] == {
        "digit": 7, "name": "", "person": None, "kpi": "otd", "kind": "system", "overdue": False, "columns": True,
        "id": found[7]["id"],
    }  # fmt: skip
    assert (found[6]["name"], found[6]["person"], found[5]["overdue"]) == ("My own", "JP", True)
    assert [line.split() for line in kpiboard("view", "list").stdout.splitlines()[2:3]] == [["6", "My", "own", "JP"]]
    kpiboard("view", "save", "7", "--overdue")
    assert (read("view", "list")[-1]["kind"], read("view", "list")[-1]["overdue"]) == (None, True)
    kpiboard("view", "remove", "7")
    assert [row["digit"] for row in read("view", "list")] == [5, 6]
    assert "Nothing is saved on 7" in kpiboard("view", "remove", "7", code=1).stderr
