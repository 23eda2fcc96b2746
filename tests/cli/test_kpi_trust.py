"""`kpiboard kpi quality`, `guard`, `asked`, `review`, `call-review` and `audit`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

from kpiboard.rules.quality import Gap

Read = Callable[..., Any]


def test_what_is_open_and_why(kpiboard: Any, read: Read) -> None:
    said = kpiboard("kpi", "quality", "otd").stdout
    assert said.startswith("On-time delivery  1 of 4 questions answered\n? 1 Is it easily measurable?\n    ")
    assert "✓ 2 Who is the one person to congratulate?\n? 3 " in said
    assert "    No source. A good KPI is easily measured: say where the number is found.\n" in said
    assert said.endswith("Do you like the answers?\n")
    found = read("kpi", "quality", "otd")
    assert (found["kpi"], found["score"], found["of"]) == ("otd", 1, 4)
    assert [one["answered"] for one in found["questions"]] == [False, True, False, False]
    assert [one["letter"] for one in found["smart"]] == list("SMART")
    listed = [one for part in (*found["questions"], *found["smart"]) for one in part["open"]] + found["hints"]
    assert {one["gap"] for one in listed} <= {gap.value for gap in Gap}
    assert all(one["point"] and one["why"] for one in listed)
    kpiboard(
        "kpi", "edit", "otd", "--formula", "on time / due", "--data-source", "dispatch list", "--effort-minutes", "2",
        "--measurement-plan", "shift lead, at the end of the shift",
    )  # fmt: skip
    assert read("kpi", "quality", "otd")["score"] == 2


def test_a_measure_far_from_its_goal_is_asked_about(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "edit", "otd", "--closeness", "2")
    assert "    2 of 5: is there a measure closer to the goal? " in kpiboard("kpi", "quality", "otd").stdout
    assert read("kpi", "show", "otd")["sheet"]["closeness"] == 2
    kpiboard("kpi", "edit", "otd", "--closeness", "3")
    assert "closer to the goal" not in kpiboard("kpi", "quality", "otd").stdout


def test_a_guard_is_named_and_taken_away(kpiboard: Any, read: Read) -> None:
    assert kpiboard("kpi", "guard", "otd", "complaints").stdout == "Customer complaints guards On-time delivery.\n"
    assert [one["kpi"] for one in read("kpi", "show", "otd")["guards"]] == ["complaints"]
    assert "no longer" in kpiboard("kpi", "guard", "otd", "complaints", "--remove").stdout
    assert read("kpi", "show", "otd")["guards"] == []
    assert "cannot guard itself" in kpiboard("kpi", "guard", "otd", "otd", code=1).stderr
    assert "does not guard" in kpiboard("kpi", "guard", "otd", "drift", "--remove", code=1).stderr


def test_who_was_asked(kpiboard: Any, read: Read) -> None:
    assert kpiboard("kpi", "asked", "otd", "JP", "rui").stdout == (
        "Asked about On-time delivery: Joana Prado, Rui Costa.\n"
    )
    kpiboard("kpi", "asked", "otd", "RC")
    assert read("kpi", "show", "otd")["asked"] == ["RC"]
    assert "  asked         Rui Costa\n" in kpiboard("kpi", "show", "otd").stdout
    assert "nobody" in kpiboard("kpi", "asked", "otd", "--nobody").stdout
    assert read("kpi", "show", "otd")["asked"] == []
    for wrong in ([], ["JP", "--nobody"]):
        assert "Name each PERSON" in kpiboard("kpi", "asked", "otd", *wrong, code=2).stderr


def test_a_review_sets_the_next_one(kpiboard: Any, read: Read, clock: Clock) -> None:
    assert read("status")["reviews_due"] == []
    assert "Reviews due" not in kpiboard("status").stdout
    clock.advance(days=90)
    assert read("status")["reviews_due"] == ["otd", "complaints", "fpy", "drift"]
    kpiboard("kpi", "review", "drift", "keep")
    said = kpiboard("kpi", "review", "otd", "adjust", "count", "the", "lorries", "--not-liked").stdout
    assert said == "On-time delivery is reviewed: adjust, 1 of 4 questions answered. Next: 2027-05-20.\n"
    assert "Reviews due: Customer complaints, First-pass yield\n" in kpiboard("status").stdout
    (review,) = read("kpi", "show", "otd")["reviews"]
    assert {
        "on": "2027-02-19", "decision": "adjust", "why": "count the lorries", "score": 1, "liked": False, "event": "",
    }.items() <= review.items()  # fmt: skip
    assert "2027-02-19 adjust, 1 of 4, not liked" in kpiboard("kpi", "show", "otd").stdout
    assert "why is empty" in kpiboard("kpi", "review", "otd", "retire", code=1).stderr
    assert kpiboard("kpi", "review", "otd", "maybe", code=1).stdout == ""


def test_a_review_that_is_due_is_never_red(kpiboard: Any, clock: Clock) -> None:
    for key, value in (("otd", "99"), ("complaints", "0")):
        kpiboard("record", key, value)
    kpiboard("kpi", "call-review", "otd", "new", "customer")
    result = kpiboard("status", "--exit-code")
    assert "Reviews due: On-time delivery\n" in result.stdout
    assert result.stderr == ""


def test_an_event_calls_a_review_and_retiring_ends_it(kpiboard: Any, read: Read) -> None:
    assert kpiboard("kpi", "call-review", "otd", "new", "competitor").stdout == (
        "On-time delivery is due for a review: new competitor.\n"
    )
    assert "  review        review due: new competitor\n" in kpiboard("kpi", "show", "otd").stdout
    said = kpiboard("kpi", "review", "otd", "retire", "nobody acts on it", "--epitaph", "Counting moves nothing").stdout
    assert said == "Retired On-time delivery. It comes back by: kpiboard kpi restore otd\n"
    found = read("kpi", "show", "otd")
    assert (found["state"], found["retired_reason"]) == ("retired", "nobody acts on it")
    assert found["sheet"]["epitaph"] == "Counting moves nothing"
    assert found["reviews"][0]["event"] == "new competitor"


def test_the_audit_drill(kpiboard: Any, read: Read, measured: dict[str, float]) -> None:
    drill = read("kpi", "audit", "otd")
    assert len(drill) == 5
    assert all(measured[one["period"]] == one["value"] for one in drill)
    said = kpiboard("kpi", "audit", "otd").stdout
    first, second = drill[0]["period"], drill[1]["period"]
    assert said.splitlines()[1].split() == [first, str(drill[0]["value"]), "%"]
    assert f"Next: kpiboard kpi audit otd {first} TRUE_VALUE\n" in said
    right = kpiboard("kpi", "audit", "otd", first, str(drill[0]["value"])).stdout
    assert right == "It is right. 1 of 1 checked reading agreed with the source.\n"
    wrong = kpiboard("kpi", "audit", "otd", second, "-3").stdout
    assert wrong == f"It was wrong; {second} is corrected. Data doubtful: 1 of 2 checked readings was wrong.\n"
    assert [one["period"] for one in read("kpi", "audit", "otd")] == [one["period"] for one in drill[2:]]
    found = read("kpi", "show", "otd")
    assert found["doubtful"] is True
    assert found["discrepancy"] == {"checked": 2, "wrong": 1, "share": 0.5, "doubtful": True}
    assert {point["period"]: point["value"] for point in found["points"]}[second] == -3.0
    assert sorted((one["period"], one["true"], one["ok"]) for one in found["audits"]) == [
        (first, drill[0]["value"], True),
        (second, -3.0, False),
    ]
    assert f"{second}: {drill[1]['value']}, truly -3.0" in kpiboard("kpi", "show", "otd").stdout
    assert "checked already" in kpiboard("kpi", "audit", "otd", first, "95", code=1).stderr


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (["2026-11-20"], "Type the TRUE_VALUE", 2),
        (["--quarter", "autumn"], "is no quarter", 2),
        (["2026-11-20", "95"], "has no value for 2026-11-20", 1),
    ],
)
def test_what_cannot_be_audited(kpiboard: Any, typed: list[str], said: str, code: int) -> None:
    assert said in kpiboard("kpi", "audit", "otd", *typed, code=code).stderr


@pytest.mark.usefixtures("measured")
def test_another_quarter(kpiboard: Any, read: Read) -> None:
    assert read("kpi", "audit", "otd", "--quarter", "2026-Q3") == []
    assert kpiboard("kpi", "audit", "otd", "--quarter", "2026-Q3").stdout == (
        "There is nothing to check for On-time delivery.\n"
    )
