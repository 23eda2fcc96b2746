"""`kpiboard answers`: the red contract in the shell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

Read = Callable[..., Any]


@pytest.fixture
def two_reds(kpiboard: Any, clock: Clock) -> None:
    """On-time delivery was red on Thursday and on Friday, and both numbers came in time."""
    clock.advance(days=-1)
    kpiboard("record", "otd", "90")
    clock.advance(days=1)
    kpiboard("record", "otd", "91")


def test_without_reds(kpiboard: Any) -> None:
    said = kpiboard("answers").stdout
    assert said.startswith("No red waits for an answer.\n")
    assert "31 % rarely acted upon" in said


@pytest.mark.usefixtures("two_reds")
def test_reds_wait_with_their_age(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "complaints", "5")
    lines = kpiboard("answers").stdout.splitlines()
    assert [re.split("  +", line)[:2] for line in lines[1:4]] == [
        ["32 h", "On-time delivery"],
        ["8 h", "On-time delivery"],
        ["8 h", "Customer complaints"],
    ]
    assert lines[1].endswith("JP     Thu 19 Nov; too early to tell: 2 of 6 points; what stood in the way?")
    assert lines[4] == "2 KPIs have a red without an answer."
    found = read("answers")
    assert [(row["kpi"], [red["hours"] for red in row["reds"]]) for row in found["unanswered"]] == [
        ("otd", [32, 8]),
        ("complaints", [8]),
    ]
    assert found["dust"] == ["otd", "complaints"]
    kpiboard("action", "add", "--for", "otd")
    kpiboard("readings", "explain", "complaints", "one lot counted twice")
    found = read("answers")
    assert (found["unanswered"], found["dust"]) == ([], ["complaints"])
    assert "  dust  Customer complaints: red, and never an action" in kpiboard("answers").stdout


@pytest.mark.usefixtures("two_reds")
def test_the_rate_stands_beside_that_of_the_articles(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "--for", "otd")
    acted = read("answers")["acted_on"]
    assert acted == {"in_time": 1, "of": 2, "share": 0.5, "explained": 0, "answered_late": 0, "rarely_elsewhere": 0.31}
    said = kpiboard("answers").stdout
    assert "50 % of the reds acted on within 24 h · 1 of 2 in 90 days · 50 % were not" in said
    assert "31 % rarely acted upon" in said


@pytest.mark.usefixtures("two_reds")
def test_one_reason_for_several_reds_and_kpis_counts_apart_from_actions(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "complaints", "5")
    said = kpiboard("readings", "explain", "otd", "the", "power", "was", "cut", "--also", "complaints", "--all").stdout
    assert said.splitlines() == [
        "Reason kept for On-time delivery 2026-11-19: the power was cut",
        "Reason kept for On-time delivery 2026-11-20: the power was cut",
        "Reason kept for Customer complaints 2026-11-20: the power was cut",
    ]
    found = read("answers")
    assert found["unanswered"] == []
    assert found["acted_on"] | {"rarely_elsewhere": 0} == {
        "in_time": 0, "of": 3, "share": 0, "explained": 3, "answered_late": 0, "rarely_elsewhere": 0,
    }  # fmt: skip
    assert "0 of 3 in 90 days, 3 explained · 100 % were not" in kpiboard("answers").stdout
    kpiboard("undo")
    assert len(read("answers")["unanswered"]) == 2


@pytest.mark.usefixtures("two_reds")
def test_a_reason_wears_out(kpiboard: Any, clock: Clock) -> None:
    kpiboard("readings", "explain", "otd", "the power was cut")
    clock.advance(days=2)
    again = kpiboard("record", "otd", "91", "--reason", "The power was cut!", code=1).stderr
    assert "On-time delivery had this reason in the last 30 days." in again
    kpiboard("record", "otd", "91", "--reason", "the film was wet")
    clock.advance(days=1)
    kpiboard("record", "otd", "91")
    third = kpiboard("readings", "explain", "otd", "a truck broke down", code=1).stderr
    assert "On-time delivery was explained twice in the last 30 days." in third
    assert "JP is no leader" in kpiboard(
        "readings", "explain", "otd", "a truck broke down", "--pass-by", "JP", code=1
    ).stderr.replace("Jon Prado", "JP").replace("Joana Prado", "JP")


def test_what_grows_old_is_to_be_talked_about(kpiboard: Any, read: Read) -> None:
    for number in range(1, 5):
        kpiboard("action", "add", f"Step {number}", "--owner", "JP", "--due", "2026-11-18", "--cause", "x")
        kpiboard("action", "advance", f"A-{number}")
    kpiboard("action", "add", "Stop the line", "--kind", "containment")
    for due in ("2026-11-19", "+1", "+2"):
        kpiboard("action", "edit", "A-1", "--due", due)
    kpiboard("action", "edit", "A-1", "--learning", "ask first")
    kpiboard("escalation", "raise", "--action", "A-5", "--reason", "No key")
    found = read("answers")
    assert {
        "overloaded": {"JP": 4}, "overdue": ["A-2", "A-3", "A-4"], "moved_often": ["A-1"], "escalations": ["E-1"],
        "learned": ["A-1"], "firefighting": {"containment": 1, "countermeasure": 4, "share": 0.2},
    }.items() <= found.items()  # fmt: skip
    said = kpiboard("answers").stdout
    for words in (
        "A-2 Step 2: 3 d late: tell the tier leader",
        "A-1 Step 1: 3 times",
        "Joana Prado: 4 actions in do",
        "E-1 · waits for an answer, now · A-5 Stop the line",
        "1 containment, 4 countermeasures: firefighting 20 %",
        "A-1  ask first",
    ):
        assert words in said
