"""`kpiboard huddle`: held from the shell, from its start to its minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

from kpiboard.model import HuddleStep

Read = Callable[..., Any]


@pytest.fixture
def monday(clock: Clock) -> Clock:
    """Monday 23 November 2026, 07:00 in Berlin."""
    clock.advance(days=1, hours=16, minutes=28)
    return clock


def test_without_a_command_it_tells_where_the_huddle_stands(kpiboard: Any, read: Read, monday: Clock) -> None:
    assert kpiboard("huddle").stdout.splitlines() == [
        "No huddle is running.",
        "  last    none yet",
        "  led by  Joana Prado",
        "Next: kpiboard huddle start",
    ]
    assert read("huddle") is None
    kpiboard("huddle", "start")
    monday.advance(seconds=40)
    assert kpiboard("huddle").stdout.splitlines() == [
        "1 of 8 Open · 0:40 of 0:30 · in all 0:40 of 10:00",
        "Is everybody here and safe? What has happened since we last met?",
        "  led by      Joana Prado",
        "  present     JP, RC",
        "  still open  nobody was thanked by name yet",
    ]
    found = read("huddle")
    assert (found["state"], found["step"], found["facilitator"]) == ("running", "open", "JP")
    assert found["still_open"] == ["nobody thanked"]


@pytest.mark.usefixtures("monday")
def test_turning_the_pages(kpiboard: Any, read: Read) -> None:
    assert "No huddle is running" in kpiboard("huddle", "next", code=1).stderr
    kpiboard("huddle", "start")
    seen = []
    for _ in HuddleStep:
        seen.append(read("huddle")["step"])
        kpiboard("huddle", "next")
    assert seen == list(HuddleStep)
    assert read("huddle")["step"] == "close"  # the last page stays
    assert kpiboard("huddle", "back").stdout.startswith("7 of 8 Escalate")


@pytest.mark.usefixtures("monday")
def test_held_from_start_to_close(kpiboard: Any, read: Read, monday: Clock) -> None:
    kpiboard("record", "otd", "90")
    kpiboard("huddle", "start", "--facilitator", "RC")
    assert kpiboard("huddle", "present", "RC").stdout == "Here: Rui Costa.\n"
    kpiboard("huddle", "note", "New", "gloves")
    kpiboard("huddle", "note", "They fit")
    refused = kpiboard("huddle", "close", code=1).stderr
    assert "1 red has no answer; nobody was thanked by name yet" in refused
    kpiboard("action", "add", "--for", "otd", "--due", "")
    assert "A-1 has no owner or no due date" in kpiboard("huddle", "close", code=1).stderr
    kpiboard("action", "edit", "A-1", "--due", "friday")
    assert "C-1 Joana Prado: found the seal" in kpiboard("huddle", "thank", "JP", "found the seal").stdout
    monday.advance(minutes=9)
    lines = kpiboard("huddle", "close").stdout.splitlines()
    assert lines == kpiboard("huddle", "show", "2026-11-23").stdout.splitlines()
    for line in (
        "Huddle of Mon 23 Nov 2026",
        "07:00 to 07:09, 9 min",
        "Led by Rui Costa",
        "Absent: Joana Prado (JP)",
        "  Joana Prado: found the seal",
        "  A-1 Bring On-time delivery back on target · Joana Prado · due 2026-11-27",
        "  New gloves",
        "  They fit",
    ):
        assert line in lines
    found = read("huddle", "show")
    assert {
        "day": "2026-11-23", "state": "closed", "facilitator": "RC", "present": ["RC"], "absent": ["JP"], "minutes": 9,
        "new_actions": ["A-1"], "thanked": [{"person": "JP", "what": "found the seal"}], "nobody_thanked": False,
        "notes": "New gloves\nThey fit", "streak": 1, "still_open": [],
    }.items() <= found.items()  # fmt: skip
    assert [(red["kpi"], red["action"]) for red in found["reds"]] == [("otd", "A-1")]


@pytest.mark.usefixtures("monday")
def test_a_running_one_is_resumed_and_led_by_another(kpiboard: Any, read: Read) -> None:
    kpiboard("huddle", "start")
    kpiboard("huddle", "next")
    kpiboard("huddle", "start", "--facilitator", "RC")
    assert (read("huddle")["facilitator"], read("huddle")["step"]) == ("RC", "wins")


@pytest.mark.usefixtures("monday")
def test_nobody_is_thanked_when_the_team_says_so(kpiboard: Any, read: Read) -> None:
    kpiboard("huddle", "start")
    assert "Name one PERSON" in kpiboard("huddle", "thank", code=2).stderr
    assert "Name one PERSON" in kpiboard("huddle", "thank", "JP", "--nobody", code=2).stderr
    kpiboard("huddle", "thank", "--nobody")
    assert read("huddle")["nobody_thanked"] is True
    assert "nobody today" in kpiboard("huddle", "close").stdout


@pytest.mark.usefixtures("monday")
def test_notes_can_start_over(kpiboard: Any, read: Read) -> None:
    kpiboard("huddle", "start")
    kpiboard("huddle", "note", "New gloves")
    kpiboard("huddle", "note", "--again", "They fit")
    assert read("huddle")["notes"] == "They fit"


def test_a_day_without_needs_a_reason(kpiboard: Any, read: Read, monday: Clock) -> None:
    kpiboard("huddle", "start")
    kpiboard("huddle", "thank", "--nobody")
    kpiboard("huddle", "close")
    monday.advance(days=2)
    assert "  missed  Tue 24 Nov" in kpiboard("huddle").stdout.splitlines()
    assert "There was no huddle on Tue 24 Nov" in kpiboard("huddle", "start", code=1).stderr
    kpiboard("huddle", "start", "--skipped-because", "line was down")
    assert kpiboard("huddle", "show", "2026-11-24").stdout == "No huddle on Tue 24 Nov 2026: line was down\n"
    kpiboard("huddle", "thank", "--nobody")
    kpiboard("huddle", "close")
    monday.advance(days=1)
    assert "Missing option '--reason'" in kpiboard("huddle", "skip", code=2).stderr
    assert kpiboard("huddle", "skip", "--reason", "audit").stdout == "No huddle on Thu 26 Nov 2026: audit\n"
    found = read("huddle", "list")
    assert found["streak"] == 0
    assert [(row["day"], row["state"], row["skip_reason"]) for row in found["huddles"]] == [
        ("2026-11-26", "skipped", "audit"),
        ("2026-11-25", "closed", ""),
        ("2026-11-24", "skipped", "line was down"),
        ("2026-11-23", "closed", ""),
    ]


def test_a_streak_is_counted(kpiboard: Any, monday: Clock) -> None:
    assert kpiboard("huddle", "list").stdout == "No huddle was held yet.\n"
    for _ in range(3):
        kpiboard("huddle", "start")
        kpiboard("huddle", "thank", "--nobody")
        kpiboard("huddle", "close")
        monday.advance(days=1)
    assert kpiboard("huddle", "list").stdout.splitlines()[-1] == "3 huddles in a row"


@pytest.mark.usefixtures("monday")
def test_one_that_was_not_meant_is_taken_away(kpiboard: Any, read: Read) -> None:
    kpiboard("huddle", "start")
    kpiboard("huddle", "abandon")
    assert read("huddle") is None
    assert "No huddle was held yet" in kpiboard("huddle", "show", code=1).stderr
