"""`kpiboard kpi`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kpiboard.cli.fields import FieldOption
from kpiboard.cli.kpi_edit import edit
from kpiboard.cli.kpis import SECTIONS
from kpiboard.model.facts.kpi import KPI

Read = Callable[..., Any]


def one(read: Read, key: str) -> dict[str, Any]:
    found: dict[str, Any] = read("kpi", "show", key)
    return found


def test_list_and_its_json(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90")
    found = read("kpi", "list")
    assert [kpi["key"] for kpi in found] == ["otd", "complaints", "fpy", "drift"]
    assert {
        "name": "On-time delivery", "category": "D", "owner": "JP", "goal": "Deliver as promised", "unit": "%",
        "direction": "higher", "cadence": "day", "state": "active", "status": "off target", "value": 90.0,
        "period": "2026-11-20", "unanswered": True, "actions": [],
        "target": {"low": 95.0, "high": None, "watch_low": 93.0, "watch_high": None, "valid_from": None},
    }.items() <= found[0].items()  # fmt: skip
    head, first, *others = kpiboard("kpi", "list").stdout.splitlines()
    assert head.split() == ["key", "name", "value", "target", "every", "owner", "status"]
    assert first.split() == [
        *["otd", "D", "On-time", "delivery", "90.0", "%", "≥", "95", "day", "JP", "▼", "off", "target"]
    ]
    assert {line[head.index("every")] for line in (first, *others)} == {"d"}
    assert [line[head.index("owner")] for line in (first, *others)] == ["J", "–", "–", "–"]


def test_add_needs_a_name_only(kpiboard: Any, read: Read) -> None:
    assert "Next: kpiboard record overtime VALUE" in kpiboard("kpi", "add", "Overtime").stdout
    assert one(read, "overtime")["target"] is None


def test_add_with_everything(kpiboard: Any, read: Read) -> None:
    kpiboard(
        "kpi", "add", "Change-over", "time", "--key", "co", "--target", "12,5", "--watch", "14", "--unit", "min",
        "--direction", "lower", "--cadence", "shift", "--category", "d", "--owner", "rui", "--goal", "deliver",
        "--decimals", "2", "--horizon", "long", "--definition", "last good to first good", "--state", "draft",
    )  # fmt: skip
    found = one(read, "co")
    assert (found["name"], found["unit"], found["direction"], found["cadence"]) == (
        "Change-over time",
        "min",
        "lower",
        "shift",
    )
    assert (found["category"], found["owner"], found["goal"], found["state"]) == (
        "D",
        "RC",
        "Deliver as promised",
        "draft",
    )
    assert (found["decimals"], found["horizon"], found["definition"]) == (2, "long", "last good to first good")
    assert found["target"] == {"low": None, "high": 12.5, "watch_low": None, "watch_high": 14.0, "valid_from": None}


def test_the_whole_sheet_is_taken_and_taken_away(kpiboard: Any, read: Read) -> None:
    """An option for every field of the definition sheet."""
    given = {
        "because": "late orders cost us customers", "success": "nobody asks where the order is", "kind": "outcome",
        "perspective": "customer", "importance": 5, "ease": 2, "formula": "on time / due",
        "data_source": "dispatch list", "measurement_plan": "shift lead", "collection": "import",
        "effort_minutes": 2.5, "valid_min": -1.5, "valid_max": 100.0, "customer_impact": "they can plan",
        "behaviour_risk": "easy orders first", "risk_level": 3, "controllable": "partly", "drivers": "lot size",
        "constraints": "one dock", "rollup": "weighted", "weight": 0.5, "floor": 0.0, "cap": 100.0,
        "signal_rules": "western electric", "limits_by": "median", "screen_ranges": True,
        "next_review": "2027-01-15", "review_days": 180, "closeness": 4, "counted_from": "2026-03-01",
    }  # fmt: skip
    assert set(given) | {"parent"} == {fact.name for fact in KPI.asked if fact.subject != "The KPI"}
    options = [f"--{field.replace('_', '-')}={value}" for field, value in given.items() if value is not True]
    options = [option.replace("western electric", "western-electric") for option in options]
    kpiboard("kpi", "edit", "drift", "--screen-ranges", "--parent", "otd", *options)
    found = one(read, "drift")
    assert given.items() <= found["sheet"].items()
    assert found["parent"] == "otd"
    said = kpiboard("kpi", "show", "drift").stdout
    assert "  measurement plan  shift lead\n" in said
    kpiboard("kpi", "edit", "drift", "--kind", "", "--parent", "", "--floor", "", "--no-screen-ranges")
    emptied = one(read, "drift")
    assert (emptied["parent"], emptied["sheet"]["kind"], emptied["sheet"]["floor"]) == (None, None, None)
    assert emptied["sheet"]["screen_ranges"] is False


def test_the_command_line_knows_every_field_of_a_kpi() -> None:
    asked = {param.name for param in edit.params if isinstance(param, FieldOption)}
    assert asked == {fact.name for fact in KPI if fact.subject}


@pytest.mark.parametrize(("option", "code"), [("--importance=6", 1), ("--kind=both", 1), ("--parent=otd", 1)])
def test_a_wrong_field_is_refused(kpiboard: Any, option: str, code: int) -> None:
    assert "Traceback" not in kpiboard("kpi", "edit", "otd", option, code=code).stderr


def test_help_groups_the_fields_and_the_commands(kpiboard: Any) -> None:
    said = kpiboard("kpi", "add", "--help").stdout
    places = [said.index(f"\n{subject}:\n") for subject in (*KPI.subjects, "Options")]
    assert places == sorted(places)
    assert said.index("How it is measured:") < said.index("--data-source TEXT") < said.index("What it does to people:")
    commands = kpiboard("kpi", "--help").stdout
    for section, names in SECTIONS.items():
        for name in names:
            assert commands.index(f"\n{section}:\n") < commands.index(f"\n  {name} ")
            assert "Usage:" in kpiboard("kpi", name, "--help").stdout
    assert "Did you mean target?" in kpiboard("kpi", "tarket", code=2).stderr


def test_a_kpi_is_retired_with_a_reason_only(kpiboard: Any, read: Read) -> None:
    assert "is retired with a reason" in kpiboard("kpi", "edit", "otd", "--state", "retired", code=1).stderr
    assert "is retired with a reason" in kpiboard("kpi", "add", "Gone", "--state", "retired", code=1).stderr
    assert one(read, "otd")["state"] == "active"


def test_edit_changes_what_was_given_and_no_more(kpiboard: Any, read: Read) -> None:
    before = one(read, "otd")
    kpiboard("kpi", "edit", "otd", "--name", "Deliveries on time", "--owner", "", "--unit", "")
    changed = {"name": "Deliveries on time", "owner": None, "unit": ""}
    follows = {"assessment"}  # nobody owns it now
    after = one(read, "otd")
    assert {key for key in before if before[key] != after[key]} == {*changed, *follows}
    assert changed.items() <= after.items()
    assert "Nothing to change" in kpiboard("kpi", "edit", "otd", code=2).stderr


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        (["otd", "97"], 97.0, None),
        (["otd", "≥ 97,5"], 97.5, None),
        (["drift", "-2", "to", "-1"], -2.0, -1.0),
        (["drift", "-2 to 3"], -2.0, 3.0),
    ],
)
def test_target_from_today(kpiboard: Any, read: Read, typed: list[str], low: float, high: float | None) -> None:
    kpiboard("kpi", "target", *typed)
    versions = one(read, typed[0])["targets"]
    assert len(versions) == 2
    assert (versions[1]["low"], versions[1]["high"], versions[1]["valid_from"]) == (low, high, "2026-11-21")


def test_target_taken_away_and_unchanged(kpiboard: Any, read: Read) -> None:
    assert "nothing was changed" in kpiboard("kpi", "target", "otd", "95", "--watch", "93").stdout
    kpiboard("kpi", "target", "otd", "none", "--from", "2026-11-20")
    assert one(read, "otd")["target"] is None
    assert "Watch is above" in kpiboard("kpi", "target", "otd", "90", "--watch", "95", code=1).stderr


def test_retire_and_restore(kpiboard: Any, read: Read) -> None:
    assert "Missing argument" in kpiboard("kpi", "retire", "otd", code=2).stderr
    kpiboard("kpi", "retire", "otd", "measured", "elsewhere")
    assert "otd" not in [kpi["key"] for kpi in read("kpi", "list")]
    retired = next(kpi for kpi in read("kpi", "list", "--all") if kpi["key"] == "otd")
    assert (retired["state"], retired["retired_reason"]) == ("retired", "measured elsewhere")
    assert "retired: measured elsewhere" in kpiboard("kpi", "list", "--all").stdout
    kpiboard("kpi", "restore", "otd")
    assert one(read, "otd")["state"] == "active"


def test_move(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "move", "drift", "-2")
    assert [kpi["key"] for kpi in read("kpi", "list")] == ["otd", "drift", "complaints", "fpy"]
    kpiboard("kpi", "move", "otd", "1")
    assert [kpi["key"] for kpi in read("kpi", "list")] == ["drift", "otd", "complaints", "fpy"]


def test_show_tells_the_whole_story(kpiboard: Any) -> None:
    kpiboard("record", "otd", "90")
    kpiboard("action", "add", "Second dock team", "--for", "otd")
    said = kpiboard("kpi", "show", "otd").stdout
    for words in ("On-time delivery", "90.0 % · yesterday", "▼", "≥ 95", "Deliver as promised", "A-1 Second dock team"):
        assert words in said


def test_an_empty_board_says_what_to_type(kpiboard: Any, tmp_path: Any) -> None:
    empty = str(tmp_path / "empty.db")
    kpiboard("new", empty)
    assert "kpiboard kpi add" in kpiboard("kpi", "list", "-b", empty).stdout


def test_the_articles_own_sentence_is_a_name(kpiboard: Any, read: Read) -> None:
    sentence = "Increase the customer satisfaction score from 80 % to 90 % within the next 12 months"
    kpiboard("kpi", "add", sentence, "--key", "csat")
    assert read("kpi", "show", "csat")["name"] == sentence
    said = kpiboard("kpi", "quality", "csat").stdout
    for point in ("The name is a wish", "No unit", "? Specific", "? Measurable", "? Achievable", "? Time-bound"):
        assert point not in said


def test_the_eighth_asks_which_one_goes(kpiboard: Any) -> None:
    for number in range(5, 8):
        assert "which one goes?" not in kpiboard("kpi", "add", f"Measure {number}").stdout
    assert "8 KPIs are many to act on: which one goes?" in kpiboard("kpi", "add", "Measure 8").stdout
    kpiboard("kpi", "retire", "measure-8", "too many")
    assert "which one goes?" in kpiboard("kpi", "restore", "measure-8").stdout
    assert "which one goes?" not in kpiboard("kpi", "add", "Later", "--state", "draft").stdout
