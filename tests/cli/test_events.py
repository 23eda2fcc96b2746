"""`kpiboard event`: what happened, by its date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result


@pytest.fixture(autouse=True)
def safe(kpiboard: Callable[..., Result]) -> None:
    told = kpiboard("kpi", "add", "Days without accident", "--key", "safe", "--category", "S", "--counts-events").stdout
    assert "kpiboard event add safe WHAT" in told


def test_an_event_is_added_listed_changed_and_removed(
    kpiboard: Callable[..., Result], read: Callable[..., Any]
) -> None:
    told = kpiboard("event", "add", "safe", "finger", "cut", "--on", "2026-11-12", "--code", "guard").stdout
    assert "Days without accident, 2026-11-12: finger cut." in told
    assert "9 days since the last one. Too early: 0 of 6 gaps." in told
    assert "action add --for safe" in told
    told = kpiboard("event", "add", "safe", "slip", "--reason", "the floor is dry again").stdout
    assert "One today." in told
    assert "action add" not in told
    rows = read("event", "list", "safe")
    assert [(one["day"], one["days_since_the_one_before"], one["what"]) for one in rows] == [
        ("2026-11-21", 9, "slip"),
        ("2026-11-12", None, "finger cut"),
    ]
    kpiboard("event", "edit", "safe", "2026-11-12", "--on", "2026-11-13", "--reason", "was bandaged and works")
    assert "was bandaged and works" in kpiboard("event", "list", "safe").stdout
    assert (
        "Removed the event of Days without accident on 2026-11-13."
        in kpiboard("event", "remove", "safe", "2026-11-13").stdout
    )
    assert len(read("event", "list", "safe")) == 1
    kpiboard("event", "remove", "safe", "2026-11-21", "--nth", "2", code=1)


def test_record_says_what_to_do_instead(kpiboard: Callable[..., Result]) -> None:
    refused = kpiboard("record", "safe", "42", code=1).stderr
    assert "counts events" in refused
    assert "Add the event" in refused
    kpiboard("kpi", "target", "safe", "30", code=1)


def test_it_is_told_like_any_other(kpiboard: Callable[..., Result], read: Callable[..., Any]) -> None:
    kpiboard("event", "add", "safe", "finger cut", "--on", "2026-11-12")
    assert "▼  S  Days without accident  9 d  none" in kpiboard("status").stdout
    shown = kpiboard("kpi", "show", "safe").stdout
    assert "9 days since the last one. Too early: 0 of 6 gaps." in shown
    data = read("kpi", "show", "safe")
    assert (data["target"], data["targets"], data["sense"], data["value"]) == (None, [], "too early", 9.0)
    kpiboard("readings", "explain", "safe", "the guard is on again")
    assert read("kpi", "show", "safe")["unanswered"] is False


def test_a_count_that_is_mostly_zero_is_counted_by_its_events(
    kpiboard: Callable[..., Result], read: Callable[..., Any]
) -> None:
    kpiboard("event", "convert", "complaints", code=1)
    for day in range(1, 21):
        kpiboard(
            "record", "complaints", "1" if day == 12 else "0", "--at", f"2026-11-{day:02d}", "--note", f"lot {day}"
        )
    told = kpiboard("kpi", "show", "complaints").stdout
    assert "19 of 20 values are 0. Shall what happens be counted by its date" in told
    assert "kpiboard event convert complaints" in told
    assert "Customer complaints counts events now; 1 is known." in kpiboard("event", "convert", "complaints").stdout
    (event,) = read("event", "list", "complaints")
    assert (event["day"], event["what"], event["reason"]) == ("2026-11-12", "lot 12", "taken over from its readings")
    assert "counts events" not in kpiboard("undo").stdout
    assert len(read("readings", "list", "complaints")) == 20
