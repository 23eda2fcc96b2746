"""`kpiboard record` and `kpiboard reading`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import store_of

from kpiboard import Board
from kpiboard.cli import record
from kpiboard.model import Reading


def stored(file: Path, kpi: str, period: str = "2026-11-20") -> Reading | None:
    with Board.open(file, read_only=True) as board:
        return store_of(board).reading(board.kpis.find(kpi).id, period)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (["otd", "97.5"], 97.5),
        (["otd", "97,5"], 97.5),
        (["otd", "1 234,5"], 1234.5),
        (["OTD", "97.5 %"], 97.5),
        (["on-time", "97.5"], 97.5),
        (["drift", "-0.5"], -0.5),
        (["drift", "-,5"], -0.5),
        (["drift", "--", "-3"], -3.0),
        (["drift", "−3"], -3.0),
        (["fpy", "931/1000"], 93.1),
        (["fpy", "931 of 1000"], 93.1),
        (["fpy", "--num", "931", "--den", "1000"], 93.1),
    ],
)
def test_a_value_as_people_type_it(kpiboard: Any, file: Path, typed: list[str], value: float) -> None:
    kpiboard("record", *typed)
    key = "otd" if typed[0] == "on-time" else typed[0]
    reading = stored(file, key)
    assert reading is not None
    assert reading.value == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("word", ["off", "missing"])
def test_a_period_without_a_number(kpiboard: Any, file: Path, word: str) -> None:
    kpiboard("record", "otd", word)
    reading = stored(file, "otd")
    assert reading is not None
    assert (reading.kind.value, reading.value) == (word, None)


def test_it_says_what_was_stored(kpiboard: Any) -> None:
    said = kpiboard("record", "otd", "97.5").stdout
    assert said == "● on target · On-time delivery 97.5 % · yesterday · wanted ≥ 95\n"
    assert kpiboard("record", "fpy", "98/100").stdout.startswith("● on target · First-pass yield 98.0 % (98 of 100)")


def test_a_red_without_an_answer_names_the_next_step(kpiboard: Any, file: Path) -> None:
    said = kpiboard("record", "otd", "90").stdout
    assert said.startswith("▼ off target · On-time delivery 90.0 %")
    assert "Next: kpiboard action add --for otd\n" in said
    named = kpiboard("record", "otd", "90", "-b", str(file)).stdout
    assert f"Next: kpiboard action add --for otd -b {file}" in named


@pytest.mark.parametrize("answer", [["--reason", "dock 2 closed"], "action", "watch"])
def test_an_answered_red_asks_for_nothing(kpiboard: Any, answer: Any) -> None:
    if answer == "action":
        kpiboard("action", "add", "--for", "otd")
    value, more = ("94", []) if answer == "watch" else ("90", answer if isinstance(answer, list) else [])
    assert "Next:" not in kpiboard("record", "otd", value, *more).stdout


def test_a_second_value_corrects_the_first(kpiboard: Any, file: Path) -> None:
    kpiboard("record", "otd", "90", "--at", "2026-11-19")
    said = kpiboard("record", "otd", "96", "--at", "2026-11-19").stdout
    assert "Corrects 90.0 %." in said
    reading = stored(file, "otd", "2026-11-19")
    assert reading is not None
    assert (reading.value, reading.corrected_from) == (96.0, 90.0)
    assert "The same was recorded before." in kpiboard("record", "otd", "96", "--at", "2026-11-19").stdout
    kpiboard("record", "otd", "off")
    assert "Corrects off." in kpiboard("record", "otd", "96", "--at", "2026-11-20").stdout


def test_note_and_reason_are_kept(kpiboard: Any, file: Path) -> None:
    kpiboard("record", "otd", "90", "--note", "dock 2", "--reason", "dock two closed")
    reading = stored(file, "otd")
    assert reading is not None
    assert (reading.note, reading.reason) == ("dock 2", "dock two closed")


def test_a_dot_is_no_reason(kpiboard: Any, file: Path) -> None:
    refused = kpiboard("record", "otd", "90", "--reason", ".", code=1)
    assert "That says too little to be a reason." in refused.stderr
    assert stored(file, "otd") is None
    kpiboard("record", "otd", "96", "--reason", ".")  # nothing is red, and it is a remark


@pytest.mark.usefixtures("measured")
def test_outside_the_limits_it_is_saved_with_a_remark(kpiboard: Any, file: Path) -> None:
    """Nobody is there to be asked."""
    result = kpiboard("record", "otd", "60", "--at", "2026-11-21")
    assert "outside the process limits" in result.stderr
    assert result.stdout.startswith("▼ off target · On-time delivery 60.0 %")
    reading = stored(file, "otd", "2026-11-21")
    assert reading is not None
    assert reading.value == 60.0
    assert kpiboard("record", "otd", "61", "--at", "2026-11-21", "--yes").stderr == ""
    assert kpiboard("record", "otd", "96", "--at", "2026-11-21").stderr == ""


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(("answer", "code", "kept"), [("y\n", 0, 60.0), ("n\n", 1, None), ("", 130, None)])
def test_outside_the_limits_a_person_is_asked_once(
    kpiboard: Any, file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, kept: float | None
) -> None:
    monkeypatch.setattr(record, "_can_ask", lambda: True)
    result = kpiboard("record", "otd", "60", "--at", "2026-11-21", input=answer, code=code)
    assert result.stderr.count("On-time delivery 60.0 % is outside the process limits. Really?") == 1
    reading = stored(file, "otd", "2026-11-21")
    assert (reading.value if reading else None) == kept
    if code == 0:  # the same side again is no news
        assert "Really?" not in kpiboard("record", "otd", "62", "--at", "2026-11-21", "--yes").stderr
    else:
        assert result.stdout == ""


def test_a_value_that_cannot_be_is_a_plain_error(kpiboard: Any, file: Path) -> None:
    kpiboard("kpi", "edit", "otd", "--valid-max", "100")
    said = kpiboard("record", "otd", "961", "--yes", code=1).stderr
    assert said.startswith("Please check the value: On-time delivery is never above 100 %.")
    assert stored(file, "otd") is None


def test_a_reason_code_is_kept(kpiboard: Any, read: Callable[..., Any]) -> None:
    kpiboard("record", "otd", "90", "--code", "dock closed")
    (reading,) = read("reading", "list", "otd")
    assert (reading["code"], reading["excluded"], reading["late_at"]) == ("dock closed", "", None)


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (["otd"], "Type the VALUE", 2),
        (["otd", "ninety"], 'Please check the value: "ninety" is not a number.', 1),
        (["otd", "nan"], "is not a number", 1),
        (["otx", "90"], "Did you mean otd?", 1),
        (["fpy", "90"], "First-pass yield is a share.", 1),
        (["fpy", "--num", "3"], "The denominator is missing.", 1),
        (["otd", "90", "--at", "2026-13-01"], "Please check the", 1),
        (["otd", "90", "--at", "2026-12-24"], "has not begun yet", 1),
        (["otd", "90", "--noet", "x"], "--noet", 2),
    ],
)
def test_what_cannot_be_recorded(kpiboard: Any, file: Path, typed: list[str], said: str, code: int) -> None:
    result = kpiboard("record", *typed, code=code)
    assert said in result.stderr
    assert result.stdout == ""
    assert stored(file, typed[0] if typed[0] != "otx" else "otd") is None


def test_readings_are_listed_newest_first_against_the_target_valid_then(
    kpiboard: Any, read: Callable[..., Any]
) -> None:
    kpiboard("record", "otd", "96", "--at", "2026-11-18")
    kpiboard("record", "otd", "90", "--at", "2026-11-19", "--note", "dock 2")
    kpiboard("kpi", "target", "otd", "97", "--from", "2026-11-20")
    kpiboard("record", "otd", "96", "--at", "2026-11-20")
    found = read("reading", "list", "otd")
    assert [(one["period"], one["value"], one["status"]) for one in found] == [
        ("2026-11-20", 96.0, "off target"),
        ("2026-11-19", 90.0, "off target"),
        ("2026-11-18", 96.0, "on target"),
    ]
    assert [one["period"] for one in read("reading", "list", "otd", "--limit", "1")] == ["2026-11-20"]
    lines = kpiboard("reading", "list", "otd").stdout.splitlines()
    assert lines[0].split() == ["period", "%", "target", "status"]
    assert lines[2].split() == ["2026-11-19", "90.0", "≥", "95", "▼", "off", "target", "dock", "2"]


def test_a_reading_is_explained_and_removed(kpiboard: Any, file: Path) -> None:
    kpiboard("record", "otd", "90")
    assert "dock 2 closed" in kpiboard("reading", "explain", "otd", "dock", "2", "closed").stdout
    explained = stored(file, "otd")
    assert explained is not None
    assert explained.reason == "dock 2 closed"
    kpiboard("reading", "remove", "otd", "yesterday")
    assert stored(file, "otd") is None
    assert "no reading" in kpiboard("reading", "remove", "otd", "yesterday", code=1).stderr
    assert kpiboard("reading", "list", "otd").stdout == "On-time delivery has no readings yet.\n"


def test_more_than_all_is_doubted(kpiboard: Any) -> None:
    told = kpiboard("record", "fpy", "12/10")
    assert "It is more than all of them: a slip of the finger?" in told.stderr
    assert "more than" not in kpiboard("record", "fpy", "13/10", "--yes").stderr
    assert "The numerator is below zero." in kpiboard("record", "fpy", "--num=-1", "--den=10", code=1).stderr
