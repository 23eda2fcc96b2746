"""`kpiboard action add`, `edit`, `show`, `advance`, `move`, `back` and `cancel`: an action from plan to its effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

from kpiboard.cli.action_edit import edit
from kpiboard.cli.fields import FieldOption
from kpiboard.model.facts.action import ACTION

Read = Callable[..., Any]

A3_TEXTS = {
    "background": "Trucks wait", "current": "6 of 20 late", "goal": "None late", "countermeasures": "Two teams",
    "plan": "Joana on Monday", "follow_up": "Look again in May",
}  # fmt: skip


@pytest.fixture
def planned(kpiboard: Any) -> None:
    """A-1 on On-time delivery waits for A-2."""
    kpiboard("action", "add", "Second dock team", "--for", "otd", "--owner", "JP", "--due", "monday")
    kpiboard("action", "add", "Tools", "--owner", "RC")
    kpiboard("action", "edit", "A-1", "--after", "A-2", "--helper", "RC")


def one(read: Read, name: str = "A-1") -> dict[str, Any]:
    found: dict[str, Any] = read("action", "show", name)
    return found


def test_every_field_of_an_action_has_its_option() -> None:
    options = [str(param.name) for param in edit.params if isinstance(param, FieldOption)]
    assert sorted(options) == sorted(fact.name for fact in ACTION if fact.subject)


def test_everything_can_be_said_when_it_is_added(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools")
    texts = [word for name, text in A3_TEXTS.items() for word in (f"--{name.replace('_', '-')}", text)]
    kpiboard(
        "action", "add", "Second", "dock", "team", "--for", "otd", "--kind", "system", "--helper", "RC", "--after", "1",
        "--blocked", "the key", "--cause", "one team", "--hypothesis", "two are faster", "--expect", "+2,5",
        "--expect-by", "2026-12-24", "--check-n", "7", "--check-on", "friday", *texts,
    )  # fmt: skip
    found = one(read, "A-2")
    assert {
        "title": "Second dock team", "kpi": "otd", "kind": "system", "owner": "JP", "due": "2026-11-23",
        "helpers": ["RC"], "blocked_by": ["A-1"], "blocked": "the key", "cause": "one team",
        "hypothesis": "two are faster", "expected": 2.5, "expected_by": "2026-12-24", "check_n": 7,
        "check_on": "2026-11-27", "a3": A3_TEXTS, "cycle": 1, "moves": 0, "result": None, "effect": found["effect"],
    }.items() <= found.items()  # fmt: skip


@pytest.mark.usefixtures("planned")
def test_show_tells_all_that_is_known(kpiboard: Any) -> None:
    for due in ("+3", "+4", "+5"):
        kpiboard("action", "edit", "A-1", "--due", due)
    kpiboard("action", "edit", "A-1", "--expect", "3", "--expect-by", "2026-12-24", "--blocked", "the key")
    kpiboard("escalation", "raise", "--action", "A-1", "--reason", "No money")
    said = kpiboard("action", "show", "A-1").stdout
    for line in (
        "◔ A-1 Second dock team (plan)",
        "  helpers    Rui Costa",
        "  due        2026-11-26 (Thu)",
        "  moved      3 times",
        "  after      A-2 Tools (plan)",
        "  waits for  the key",
        "  expected   +3 points by 2026-12-24",
        "  E-1        raised: No money",
    ):
        assert line in said.splitlines()


@pytest.mark.usefixtures("planned")
def test_links_are_replaced_and_taken_away(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "edit", "A-1", "--helper", "")
    assert (one(read)["helpers"], one(read)["blocked_by"]) == ([], ["A-2"])
    kpiboard("action", "edit", "A-1", "--after", "", "--helper", "RC")
    assert (one(read)["helpers"], one(read)["blocked_by"]) == (["RC"], [])
    assert "would wait for itself" in kpiboard("action", "edit", "A-1", "--after", "A-1", code=1).stderr


def test_a_guard_names_what_is_missing_and_the_option_that_gives_it(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools")
    assert kpiboard("action", "advance", "A-1", code=1).stderr.splitlines() == [
        "Not ready yet: A-1 cannot leave plan yet: owner, due date, cause or hypothesis.",
        "  --owner PERSON: One person, by name: where all are accountable, nobody is.",
        "  --due DATE (2026-11-23?): What has no date is put off.",
        "  --cause TEXT: What makes it happen, as far as you know? A why counts, too.",
        "  Or a leader lets it pass: --pass-by PERSON --reason TEXT",
    ]
    assert one(read)["stage"] == "plan"
    kpiboard("action", "advance", "A-1", "--owner", "RC", "--due", "monday", code=1)
    assert (one(read)["owner"], one(read)["due"]) == (None, None)  # all of it or nothing


@pytest.mark.usefixtures("planned")
def test_through_the_stages(kpiboard: Any, read: Read) -> None:
    said = [
        kpiboard("action", "advance", "A-2", *facts).stdout
        for facts in (
            ["--due", "monday", "--hypothesis", "one set is not enough"],
            ["--done", "yesterday", "--evidence", "they hang there"],
            ["--result", "worked", "--learning", "ask earlier"],
            ["--standard", "list of tools"],
        )
    ]
    stages = ("◑", "do"), ("◕", "check"), ("◉", "act"), ("✓", "closed")
    assert said == [f"{sign} A-2 Tools ({stage})\n" for sign, stage in stages]
    found = one(read, "A-2")
    assert {
        "stage": "closed", "ended_on": "2026-11-21", "done_on": "2026-11-20", "evidence": "they hang there",
        "result": "worked", "learning": "ask earlier", "standard": "list of tools", "held_days": 0,
    }.items() <= found.items()  # fmt: skip
    assert one(read)["blocked_by"] == []  # it has ended
    assert "Not possible now" in kpiboard("action", "advance", "A-2", code=1).stderr


def test_a_leader_lets_it_pass_with_a_reason(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools", "--owner", "RC", "--due", "monday")
    passing = ["action", "advance", "A-1", "--pass-by", "JP", "--reason", "the customer waits"]
    assert "no leader" in kpiboard(*passing, code=1).stderr
    kpiboard("person", "edit", "JP", "--role", "leader")
    assert "reason is empty" in kpiboard(*passing[:5], code=1).stderr
    assert kpiboard(*passing).stdout == "◑ A-1 Tools (do)\n"
    assert "the customer waits" in one(read)["notes"][0]["text"]


def test_move_needs_what_lies_on_the_way(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools", "--owner", "RC", "--due", "monday")
    assert kpiboard("action", "move", "A-1", "plan").stdout == "◔ A-1 Tools (plan)\n"
    missing = kpiboard("action", "move", "A-1", "check", code=1).stderr
    assert [option in missing for option in ("--cause", "--done", "--evidence", "--owner")] == [True, True, True, False]
    kpiboard("action", "move", "A-1", "CHECK", "--cause", "lost", "--done", "today", "--evidence", "they hang there")
    assert one(read)["stage"] == "check"
    assert kpiboard("action", "move", "A-1", "plan").stdout == "◔ A-1 Tools (plan)\n"
    assert "cancelled" in kpiboard("action", "move", "A-1", "cancelled", code=2).stderr


@pytest.mark.usefixtures("planned")
def test_readings_that_are_still_to_come_are_counted(kpiboard: Any, clock: Clock) -> None:
    kpiboard("action", "move", "A-1", "check", "--cause", "x", "--done", "2026-11-18", "--evidence", "y")
    kpiboard("record", "otd", "96", "--at", "2026-11-19")
    missing = kpiboard("action", "advance", "A-1", "--learning", "z", "--result", "worked", code=1).stderr
    assert "  --check-on DATE: 1 of 5 readings are in." in missing
    kpiboard("action", "advance", "A-1", "--learning", "z", "--result", "worked", "--check-n", "1")


def test_what_has_not_worked_is_planned_again(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools", "--owner", "RC", "--due", "monday", "--cause", "lost")
    kpiboard("action", "advance", "A-1")
    kpiboard("action", "advance", "A-1", "--done", "today", "--evidence", "they hang there")
    kpiboard("action", "advance", "A-1", "--result", "none", "--learning", "it is not the tools")
    assert "--standard TEXT" in kpiboard("action", "move", "A-1", "closed", "--result", "worked", code=1).stderr
    assert kpiboard("action", "advance", "A-1").stdout == "◔ A-1 Tools (plan)\n"
    assert (one(read)["cycle"], one(read)["done_on"], one(read)["result"]) == (2, None, None)
    assert "cycle 2" in " ".join(kpiboard("action", "show", "A-1").stdout.split())


def test_what_was_closed_comes_back(kpiboard: Any, read: Read, finish: Callable[[str], None], clock: Clock) -> None:
    kpiboard("action", "add", "Tools")
    finish("A-1")
    clock.advance(days=3)
    assert one(read)["held_days"] == 3
    assert "held for 3 days" in kpiboard("action", "show", "A-1").stdout
    assert kpiboard("action", "back", "A-1").stdout == "◔ A-1 Tools (plan)\n"
    assert one(read)["came_back_on"] == "2026-11-24"
    assert "Not possible now" in kpiboard("action", "back", "A-1", code=1).stderr


def test_cancel_needs_a_reason(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Tools")
    assert "Missing argument" in kpiboard("action", "cancel", "A-1", code=2).stderr
    kpiboard("action", "cancel", "A-1", "line", "is", "closed")
    assert (one(read)["stage"], one(read)["cancel_reason"]) == ("cancelled", "line is closed")


@pytest.mark.usefixtures("measured")
def test_the_effect_is_told_once_enough_readings_are_in(kpiboard: Any, read: Read) -> None:
    kpiboard("action", "add", "Dock", "--for", "otd", "--expect", "4", "--check-n", "4", "--cause", "one team")
    kpiboard("action", "move", "A-1", "check", "--done", "2026-11-16", "--evidence", "two teams")
    for day in range(17, 21):
        kpiboard("record", "otd", "99.5", "--at", f"2026-11-{day}")
    said = " ".join(kpiboard("action", "show", "A-1").stdout.split())
    assert " readings 4 of 4 since it was done " in said
    assert " effect Before 95.15 %, after 99.5 %: +4.35 of +4 points expected: it worked." in said
    effect = one(read)["effect"]
    assert (effect["readings"], effect["needed"], effect["proposal"]) == (4, 4, "worked")
    missing = kpiboard("action", "advance", "A-1", code=1).stderr
    assert "  --result worked|partly|none|worse (worked?): " in missing


# The A3 sheet


@pytest.mark.usefixtures("planned", "measured")
def test_the_sheet_is_one_page(kpiboard: Any) -> None:
    kpiboard("action", "edit", "A-1", "--expect", "2", "--expect-by", "2026-12-24", "--cause", "one team")
    kpiboard("action", "why", "A-1", "trucks come together", "--evidence", "data")
    kpiboard("action", "why", "A-1", "the carrier plans so")
    kpiboard("feedback", "add", "Trucks wait for an hour")
    lines = kpiboard("action", "show", "A-1", "--a3").stdout.splitlines()
    assert max(map(len, lines)) == 80
    assert len(lines) < 60
    assert lines[:2] == ["A-1 Second dock team", "On-time delivery · countermeasure · plan · Sat 21 Nov 2026"]
    boxes = [line.split(" ── ")[0].removeprefix("── ") for line in lines if line.startswith("──")]
    assert boxes == ["Background", "Current condition", "Goal", "Cause", "Countermeasures", "Plan", "Follow-up"]
    for line in (
        "── Current condition ── Does this describe what is happening, or why? ──────────",
        "  ? open",
        "  On-time delivery: 96.0 % (yesterday), wanted ≥ 95.",
        "  Off target in 0 of the last 20 readings, mean 95.1 %.",
        "  On-time delivery: +2 points to 97.1 % by Thu 24 Dec.",
        "  one team",
        "  1 trucks come together [✓ data]",
        "  2 the carrier plans so [? assumed]",
        "  Joana Prado, Mon 23 Nov",
        "  With Rui Costa",
        "  After A-2 Tools",
        "  To check after 5 readings",
    ):
        assert line in lines


def test_what_the_team_wrote_stands_on_the_sheet(kpiboard: Any) -> None:
    texts = [word for name, text in A3_TEXTS.items() for word in (f"--{name.replace('_', '-')}", text)]
    kpiboard("action", "add", "Dock", "--for", "otd", *texts)
    lines = kpiboard("action", "show", "A-1", "--a3").stdout.splitlines()
    assert all(f"  {text}" in lines for text in A3_TEXTS.values())
    assert lines.count("  ? open") == 1  # the cause


def test_the_sheet_of_an_action_without_a_kpi(kpiboard: Any) -> None:
    kpiboard("action", "add", "Tools 達成 " + "long " * 20)
    lines = kpiboard("action", "show", "A-1", "--a3").stdout.splitlines()
    assert lines.count("  ? open") == 5  # what to do is known, and the plan says what it lacks
    assert "  ? owner open, ? due date open" in lines
