"""`kpiboard kata`: the five coaching questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kpiboard.cli.kata import QUESTIONS
from kpiboard.model.facts.team import KATA

Read = Callable[..., Any]

CYCLE = (
    "kata", "add", "--kpi", "otd", "--coach", "JP", "--learner", "RC", "--obstacle", "trucks come together",
    "--next", "ask the carrier", "--expect", "two slots",
)  # fmt: skip


def test_every_answer_has_its_option() -> None:
    assert [fact.name for facts in QUESTIONS.values() for fact in facts] == [fact.name for fact in KATA if fact.subject]


def test_what_is_left_out_comes_from_the_board_and_the_cycle_before(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "93.1")
    said = kpiboard(*CYCLE).stdout
    assert said.splitlines()[:2] == ["K-1 On-time delivery", "  Joana Prado coached Rui Costa on 2026-11-21."]
    kpiboard("kata", "add", "--kpi", "otd", "--obstacle", "no slots", "--next", "a list", "--expect", "one week")
    first, second = read("kata", "list")
    assert {
        "kata": "K-1", "held_on": "2026-11-21", "kpi": "otd", "action": None, "coach": "JP", "learner": "RC",
        "target_condition": "On-time delivery ≥ 95 %", "actual": "93.1 %, yesterday", "last_step": "",
        "obstacle": "trucks come together", "next_step": "ask the carrier", "go_see_on": "2026-11-23",
    }.items() <= first.items()  # fmt: skip
    assert (second["coach"], second["last_step"], second["last_expected"]) == ("JP", "ask the carrier", "two slots")


def test_show_and_list(kpiboard: Any, read: Read) -> None:
    assert kpiboard("kata", "list").stdout == "No coaching yet.\n"
    kpiboard("action", "add", "Second dock team")
    kpiboard(*CYCLE, "--actual", "6 of 20 late")
    about = ("--action", "A-1", "--actual", "3 crates", "--target", "No crate waits", "--go-see", "friday")
    kpiboard("kata", "add", *CYCLE[4:], *about)
    lines = kpiboard("kata", "show", "k-2").stdout.splitlines()
    assert lines[0] == "K-2 A-1 Second dock team"
    assert "1. What is the target condition?" in lines
    last = lines.index("5. How quickly can we go and see what we have learned from taking that step?")
    assert lines[last + 1].split() == ["go", "see", "on", "2026-11-27"]
    assert [row["kata"] for row in read("kata", "list", "--action", "A-1")] == ["K-2"]
    assert kpiboard("kata", "list").stdout.splitlines()[1].split() == [
        "K-1", "2026-11-21", "On-time", "delivery", "JP", "RC", "ask", "the", "carrier",
    ]  # fmt: skip
    assert read("action", "show", "A-1")["kata"] == ["K-2"]
    assert "K-2" in kpiboard("action", "show", "A-1").stdout
    assert "Not on this board" in kpiboard("kata", "show", "K-9", code=1).stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--actual", "bad"], "has no number"),
        (["--target", "Lack of trucks"], "what is lacking"),
        (["--obstacle", "one; two"], "several obstacles"),
        (["--learner", "JP"], "one person"),
        (["--action", "A-1"], "one KPI or one action"),
    ],
)
def test_what_makes_the_questions_work(kpiboard: Any, given: list[str], told: str) -> None:
    kpiboard("action", "add", "Second dock team")
    kpiboard("record", "otd", "93.1")
    assert told in kpiboard(*CYCLE, *given, code=1).stderr
    assert kpiboard("kata", "list").stdout == "No coaching yet.\n"
