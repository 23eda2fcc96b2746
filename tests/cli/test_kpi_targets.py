"""`kpiboard kpi target`, `reach`, `sign` and `propose`; `rebase`, `lock`, `exclude` and `include`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
Measured = dict[str, float]


def test_locked_limits_are_told_and_reckoned_anew_when_somebody_says_so(
    kpiboard: Any, read: Read, measured: Measured
) -> None:
    said = kpiboard("kpi", "limits", "otd").stdout
    first, last = next(iter(measured)), list(measured)[19]
    assert f"  from {first}  89." in said
    assert f"made from {first} to {last}\n" in said
    kpiboard("record", "otd", "50", "--at", first)
    said = kpiboard("kpi", "limits", "otd").stdout
    assert "The baseline rests on numbers that were changed since.\n" in said
    assert "kpi limits otd --anew" in said
    assert "  The baseline" not in said
    assert "The baseline rests on numbers that were changed since." in kpiboard("kpi", "show", "otd").stdout
    assert read("kpi", "limits", "otd")["changed_since"] is True
    before = read("kpi", "show", "otd")["limits"]
    assert "are reckoned anew" in kpiboard("kpi", "limits", "otd", "--anew").stdout
    found = read("kpi", "limits", "otd")
    assert (found["changed_since"], found["baselines"][0]["first"]) == (False, first)
    assert found["limits"][0]["center"] < before[0]["center"]


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    ("wanted", "reach", "words"),
    [
        ("95", "sometimes", "met in 13 of the last 20"),
        ("80", "reliably", "reliably met"),
        ("110", "cannot", "the present process cannot reach this"),
    ],
)
def test_whether_it_can_be_reached(kpiboard: Any, read: Read, wanted: str, reach: str, words: str) -> None:
    before = read("log")
    found = read("kpi", "reach", "otd", wanted)
    assert (found["reach"], found["words"], found["of"]) == (reach, words, 20)
    assert kpiboard("kpi", "reach", "otd", wanted).stdout.lower() == f"{words}.\n"
    assert read("log") == before
    assert f"  reach  {words}\n" in kpiboard("kpi", "target", "otd", wanted, "--from", "2026-11-20").stdout


def test_reach_of_what_is_no_target(kpiboard: Any) -> None:
    assert kpiboard("kpi", "reach", "drift", "-2", "to", "3").stdout == "Too early to tell: 0 of 6 points.\n"
    assert "is not a number" in kpiboard("kpi", "reach", "otd", "high", code=1).stderr


def test_a_target_with_all_that_was_agreed(kpiboard: Any, read: Read) -> None:
    said = kpiboard(
        "kpi", "target", "otd", "97", "--watch", "95", "--from", "2026-12-01", "--due", "2027-05-31",
        "--glide-from", "91", "--because", "what the customer asks for", "--how", "a second dock team",
        "--needs", "a forklift", "--support", "promised", "--leader", "RC", "--member", "joana",
    ).stdout  # fmt: skip
    assert said.startswith("On-time delivery: ≥ 97 from 2026-12-01, due 2027-05-31.\n")
    assert "  path   2026-12-01  92\n         2027-01-01  93\n" in said
    found = read("kpi", "show", "otd")["targets"][-1]
    assert {
        "low": 97.0, "watch_low": 95.0, "valid_from": "2026-12-01", "due": "2027-05-31", "support": "promised",
        "because": "what the customer asks for", "how": "a second dock team", "needs": "a forklift",
        "leader": "RC", "member": "JP", "agreed": True,
    }.items() <= found.items()  # fmt: skip
    assert [step["value"] for step in found["path"]] == [92.0, 93.0, 94.0, 95.0, 96.0, 97.0]
    shown = kpiboard("kpi", "show", "otd").stdout
    for words in (
        "≥ 97, watch 95 from 2026-12-01, due 2027-05-31\n", "path: 92 to 97 in 6 months\n", "how: a second dock team\n",
        "needs: a forklift (promised)\n", "agreed by Rui Costa and Joana Prado\n",
    ):  # fmt: skip
        assert words in shown


def test_status_is_judged_on_the_path(kpiboard: Any, read: Read) -> None:
    """80 → 90 in twelve months is 85 in the sixth."""
    kpiboard("kpi", "target", "otd", "90", "--from", "2026-06-01", "--due", "2027-05-31", "--glide-from", "80")
    kpiboard("record", "otd", "85")
    found = read("kpi", "show", "otd")
    assert (found["status"], found["target"]["low"], found["targets"][-1]["low"]) == ("on target", 85.0, 90.0)
    assert "path: 80.8 to 90 in 12 months, now ≥ 85" in kpiboard("kpi", "show", "otd").stdout


def test_a_path_of_explicit_months(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "target", "otd", "90", "--from", "2026-11-01", "--months", "82 84,5 88")
    assert [step["value"] for step in read("kpi", "show", "otd")["targets"][-1]["path"]] == [82.0, 84.5, 88.0]


@pytest.mark.parametrize(
    "wrong",
    [["--glide-from", "80"], ["--due", "soon"], ["--due", "2026-11-01"], ["--member", "the team"], ["--months", "x"]],
)
def test_a_path_that_leads_nowhere_is_refused(kpiboard: Any, read: Read, wrong: list[str]) -> None:
    before = read("kpi", "show", "otd")["targets"]
    assert "Please check the" in kpiboard("kpi", "target", "otd", "97", *wrong, code=1).stderr
    assert read("kpi", "show", "otd")["targets"] == before


def test_signing(kpiboard: Any, read: Read) -> None:
    kpiboard("person", "edit", "RC", "--role", "leader")
    assert kpiboard("kpi", "sign", "otd", "JP").stdout == (
        "Joana Prado agrees to the target of On-time delivery.\n"
        "  state  proposed, signed by Joana Prado: no leader has signed\n"
    )
    assert "proposed, signed by Joana Prado: no leader has signed\n" in kpiboard("kpi", "show", "otd").stdout
    assert "agreed by Rui Costa and Joana Prado\n" in kpiboard("kpi", "sign", "otd", "rui").stdout
    assert read("kpi", "show", "otd")["targets"][-1]["agreed"] is True
    assert "is not one person" in kpiboard("kpi", "sign", "otd", "everybody", code=1).stderr


@pytest.mark.usefixtures("measured")
def test_proposing(kpiboard: Any, read: Read) -> None:
    said = kpiboard("kpi", "propose", "otd", "93", "--by", "JP", "--because", "dock 2 is closed").stdout
    assert said == "Proposed for On-time delivery: 93 (met in 20 of the last 20).\n"
    assert read("kpi", "show", "otd")["proposals"] == [
        {"made_on": "2026-11-21", "by": "JP", "value": "93", "because": "dock 2 is closed"}
    ]
    assert "93 by Joana Prado on 2026-11-21: dock 2 is closed\n" in kpiboard("kpi", "show", "otd").stdout


def test_a_new_baseline_and_back(kpiboard: Any, read: Read, measured: Measured) -> None:
    start = list(measured)[12]
    assert "REASON" in kpiboard("kpi", "rebase", "otd", start, code=2).stderr
    said = kpiboard("kpi", "rebase", "otd", start, "second", "dock", "--lock-at", "8").stdout
    assert said.startswith(f"The limits of On-time delivery begin anew with {start}.\n  limits 89.")
    assert "(locked, 8 points)" in said
    found = read("kpi", "show", "otd")
    assert [(one["from"], one["points"], one["state"]) for one in found["limits"]] == [
        (next(iter(measured)), 12, "trial"),
        (start, 8, "locked"),
    ]
    baseline = found["baselines"][-1]
    assert {name: baseline[name] for name in ("from", "lock_at", "reason", "on", "n", "first")} == {
        "from": start, "lock_at": 8, "reason": "second dock", "on": "2026-11-21", "n": 8, "first": start,
    }  # fmt: skip
    assert f"from {start}, locked after 8: second dock" in kpiboard("kpi", "show", "otd").stdout
    kpiboard("kpi", "rebase", "otd", start, "--remove")
    assert len(read("kpi", "show", "otd")["limits"]) == 1
    assert "no reading" in kpiboard("kpi", "rebase", "otd", "2026-11-21", "too early", code=1).stderr


@pytest.mark.usefixtures("measured")
def test_locking_earlier(kpiboard: Any, read: Read) -> None:
    assert "(locked, 10 points)" in kpiboard("kpi", "lock", "otd", "10", "steady since").stdout
    assert read("kpi", "show", "otd")["limits"][0]["points"] == 10
    assert "whole number from 6 to 20" in kpiboard("kpi", "lock", "otd", "30", "steady", code=1).stderr


def test_leaving_a_point_out(kpiboard: Any, read: Read, measured: Measured) -> None:
    day = list(measured)[3]
    before = read("kpi", "show", "otd")["limits"]
    said = kpiboard("kpi", "exclude", "otd", day, "power", "cut").stdout
    assert said.startswith(f"{day} is left out of the limits of On-time delivery.\n  limits ")
    assert f"  left out      {day}: power cut\n" in kpiboard("kpi", "show", "otd").stdout
    assert {one["period"]: one["excluded"] for one in read("kpi", "show", "otd")["points"]}[day] == "power cut"
    assert read("kpi", "show", "otd")["limits"] != before
    assert "counts for the limits" in kpiboard("kpi", "include", "otd", day).stdout
    assert read("kpi", "show", "otd")["limits"] == before
    assert "no value" in kpiboard("kpi", "exclude", "otd", "2026-11-21", "reason", code=1).stderr
