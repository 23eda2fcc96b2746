"""`kpiboard undo`, `redo` and `log`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]


def test_undo_and_redo(kpiboard: Any, read: Read) -> None:
    for value in ("90", "91", "92"):
        kpiboard("record", "otd", value, "--at", "2026-11-20")
    assert kpiboard("undo").stdout.startswith("Undone: Correct On-time delivery 92.0 for 2026-11-20")
    assert read("kpi", "show", "otd")["value"] == 91.0
    said = kpiboard("undo", "2").stdout.splitlines()
    assert [line.split(" (change")[0] for line in said] == [
        "Undone: Correct On-time delivery 91.0 for 2026-11-20",
        "Undone: Record On-time delivery 90.0 for 2026-11-20",
    ]
    assert read("kpi", "show", "otd")["value"] is None
    assert kpiboard("redo").stdout.startswith("Done again: Record On-time delivery 90.0 for 2026-11-20")
    assert read("kpi", "show", "otd")["value"] == 90.0
    kpiboard("redo", "2")
    assert read("kpi", "show", "otd")["value"] == 92.0
    assert "Not undone" in kpiboard("redo", code=1).stderr


def test_undo_stops_where_there_is_no_more(kpiboard: Any) -> None:
    kpiboard("record", "otd", "90", "--as", "rui")
    said = kpiboard("undo", "9", "--as", "rui").stdout.splitlines()
    assert len(said) == 2
    assert said[1] == "That is all: 1 of 9."
    assert "nothing left to undo" in kpiboard("undo", "--as", "rui", code=1).stderr
    assert kpiboard("undo", "0", code=2).stderr


def test_undo_of_one_change(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90")
    kpiboard("record", "complaints", "1")
    change = next(step["change"] for step in read("log") if "On-time delivery" in step["what"])
    kpiboard("undo", "--change", str(change))
    assert read("kpi", "show", "otd")["value"] is None
    assert read("kpi", "show", "complaints")["value"] == 1.0


def test_undo_never_over_somebody_elses_change(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90", "--as", "anna")
    kpiboard("record", "otd", "91", "--at", "yesterday", "--as", "rui")
    assert "changed by rui" in kpiboard("undo", "--as", "anna", code=1).stderr
    assert read("kpi", "show", "otd")["value"] == 91.0


def test_log(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90", "--as", "rui")
    kpiboard("undo", "--as", "rui")
    undid, recorded = read("log", "--limit", "2")
    assert (recorded["who"], recorded["what"], recorded["undone"]) == (
        "rui",
        "Record On-time delivery 90.0 for 2026-11-20",
        True,
    )
    assert undid["undoes"] == recorded["change"]
    assert recorded["at"].startswith("2026-11-21T13:32:00")
    assert [row["table"] for row in recorded["rows"]] == ["readings"]
    lines = kpiboard("log", "--limit", "2").stdout.splitlines()
    assert len(lines) == 3
    assert "2026-11-21 14:32  rui" in lines[2]
    assert lines[2].endswith("undone")
    assert "Record On-time delivery" in lines[1]


def test_log_shows_old_and_new(kpiboard: Any) -> None:
    kpiboard("record", "otd", "90")
    kpiboard("record", "otd", "91.5", "--at", "yesterday", "--note", "dock 2")
    said = kpiboard("log", "-v", "--limit", "1").stdout
    assert "value 90 → 91.5" in said
    assert "note – → dock 2" in said
    assert "updated_at" not in said
