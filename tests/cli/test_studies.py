"""`kpiboard tree`, `balance`, `pareto` and `letters`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support import Clock

from kpiboard.cli import letters, pareto
from kpiboard.rules.letters import ROWS

Read = Callable[..., Any]


@pytest.fixture
def planted(kpiboard: Any, finish: Any) -> None:
    """Deliver as promised ← otd ← fpy, with actions; complaints and drift lead nowhere."""
    kpiboard("board", "set", "vision", "Every order on the day")
    kpiboard("kpi", "edit", "fpy", "--parent", "otd", "--owner", "RC")
    kpiboard("action", "add", "Second dock team", "--for", "otd", "--owner", "JP")
    kpiboard("action", "add", "Torque wrench", "--for", "fpy", "--owner", "RC", "--due", "2026-11-18")
    kpiboard("action", "add", "Ask the carrier", "--for", "otd", "--owner", "JP")
    finish("A-3")


@pytest.mark.usefixtures("planted")
def test_tree(kpiboard: Any) -> None:
    said = kpiboard("tree").stdout
    lines = said.splitlines()
    assert lines[:2] == ["Vision  Every order on the day", "2 of 4 KPIs lead to a goal (50 %)"]
    at = {line[:26].rstrip(): line for line in lines[3:]}
    names = list(at)
    assert names[1:7] == [
        "Deliver as promised",
        "└ On-time delivery",
        "  ├ ◔ A-1 Second dock team",
        "  └ First-pass yield",
        "    └ ◔ A-2 Torque wrench",
        "Without a goal",
    ]
    assert "customer, long term, 1 of 3 actions done (33 %)" in at["Deliver as promised"]
    assert at["    └ ◔ A-2 Torque wrench"].endswith("RC     3 d late")
    assert {line.find("○ no reading") for line in lines} == {-1, names_column(lines)}
    assert "? Customer complaints leads to no goal.\n    What serves no goal distracts" in said


def names_column(lines: list[str]) -> int:
    return next(line for line in lines if "status" in line).index("status")


@pytest.mark.usefixtures("planted")
def test_tree_of_one_person(kpiboard: Any, read: Read) -> None:
    said = kpiboard("tree", "--person", "rui").stdout
    assert "First-pass yield" in said
    assert "Without a goal" not in said
    assert "Open points" not in said
    assert read("tree", "--person", "RC")["without_goal"] == []
    kpiboard("person", "add", "Mia Sand")
    assert "Nothing here is theirs yet." in kpiboard("tree", "--person", "MS").stdout
    assert "There is no person 'XY'" in kpiboard("tree", "--person", "XY", code=1).stderr


@pytest.mark.usefixtures("planted")
def test_tree_json(read: Read) -> None:
    found = read("tree")
    assert found["coverage"] == {"with_goal": 2, "of": 4, "share": 0.5}
    (goal,) = found["goals"]
    assert (goal["title"], goal["owner"], goal["actions"], goal["actions_done"]) == ("Deliver as promised", "JP", 3, 1)
    (otd,) = goal["kpis"]
    assert (otd["key"], otd["status"], [one["action"] for one in otd["actions"]]) == (
        "otd", "no reading", ["A-1", "A-3"],
    )  # fmt: skip
    assert [below["key"] for below in otd["kpis"]] == ["fpy"]
    assert [kpi["key"] for kpi in found["without_goal"]] == ["complaints", "drift"]
    assert {"point": "KPI without a goal", "kpis": ["drift"], "goals": []}.items() <= found["open"][1].items()


def test_balance(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "edit", "otd", "--kind", "outcome", "--perspective", "output", "--effort-minutes", "5")
    kpiboard("kpi", "edit", "complaints", "--kind", "outcome", "--perspective", "cost")
    kpiboard("kpi", "retire", "drift", "nobody acts on it", "--epitaph", "The oven was never the reason")
    found = read("balance")
    assert (found["kpis"], found["crowd"], found["short"], found["long"]) == (3, "ideal", 3, 0)
    assert (found["outcome"], found["unsaid_kinds"], found["with_goal"]) == (2, 1, 1)
    assert found["perspectives"]["cost"] == 1
    assert found["minutes_a_week"] == 25.0
    assert [one["remark"] for one in found["remarks"]] == ["quantity only", "short term only", "outcomes only"]
    assert found["without_process_kpi"] == ["otd", "complaints"]
    assert [(one["key"], one["reason"], one["epitaph"]) for one in found["retired"]] == [
        ("drift", "nobody acts on it", "The oven was never the reason")
    ]
    said = kpiboard("balance").stdout
    for words in (
        "3 KPIs: a vital few\n", "? Quantity only: ", "3 short · 0 long\n", "25 min of measuring a week, 2 KPIs ",
        "On-time delivery, Customer complaints\n", "Oven drift: nobody acts on it. The oven was never the reason\n",
    ):  # fmt: skip
        assert words in said


def test_too_many_are_said_once(kpiboard: Any) -> None:
    for number in range(4):
        kpiboard("kpi", "add", f"Measure {number}")
    assert kpiboard("balance").stdout.count("8 KPIs: too many to act on: which one can go?") == 1


@pytest.fixture
def coded(kpiboard: Any, clock: Clock) -> None:
    """Dock closed three times, carrier late once; in October no forklift, twice."""
    for day, code in (("16", "dock closed"), ("17", "carrier late"), ("18", "Dock closed"), ("19", "dock closed")):
        kpiboard("record", "otd", "90", "--at", f"2026-11-{day}", "--code", code)
    kpiboard("record", "otd", "90", "--at", "2026-10-12", "--code", "no forklift")
    kpiboard("record", "complaints", "9", "--at", "2026-10-13", "--code", "no forklift")


@pytest.mark.usefixtures("coded")
def test_pareto(kpiboard: Any, read: Read) -> None:
    found = read("pareto", "--since", "2026-11-01", "--until", "2026-11-30")
    assert [(bar["code"], bar["count"], bar["before"], bar["vital"]) for bar in found["bars"]] == [
        ("dock closed", 3.0, 0.0, True),
        ("carrier late", 1.0, 0.0, True),
        ("no forklift", 0.0, 2.0, False),
    ]
    assert found["bars"][1]["cumulative"] == 1.0
    assert (found["kpi"], found["window"]["since"], found["before"]["since"]) == (None, "2026-11-01", "2026-10-02")
    assert [bar["code"] for bar in read("pareto", "complaints")["bars"]] == ["no forklift"]
    said = kpiboard("pareto", "--since", "2026-11-01", "--until", "2026-11-30").stdout.splitlines()
    assert said[0] == "Reasons of all KPIs"
    assert said[2] == "2 of 2 reasons make 100 %"
    lengths = {line[:12].strip(): line.count("█") for line in said[5:]}
    assert lengths["dock closed"] > 2 * lengths["carrier late"] > lengths["no forklift"] == 0
    assert any("75 %   75 %" in line for line in said)
    assert "#" * 8 in kpiboard("pareto", "--ascii").stdout


@pytest.mark.usefixtures("coded")
def test_pareto_around_a_countermeasure(kpiboard: Any, read: Read, clock: Clock) -> None:
    kpiboard("action", "add", "Second gate", "--for", "otd", "--code", "dock closed")
    clock.advance(days=10)
    found = read("pareto", "otd", "--around", "A-1")
    assert (found["around"], found["window"]["since"], found["before"]["until"]) == ("A-1", "2026-11-21", "2026-11-20")
    assert {bar["code"]: (bar["before"], bar["count"]) for bar in found["bars"]} == {
        "dock closed": (3.0, 1.0), "carrier late": (1.0, 0.0),
    }  # fmt: skip
    said = kpiboard("pareto", "otd", "--around", "A-1").stdout
    assert said.startswith("Reasons of On-time delivery, since A-1 Second gate\n")
    assert "0.14" in said  # nine working days beside seven: only rates can be compared
    assert "0.33" in said
    assert "exclude each other" in kpiboard("pareto", "--around", "A-1", "--since", "2026-11-01", code=2).stderr


def test_pareto_without_codes_says_how_to_give_them(kpiboard: Any) -> None:
    assert "record --code" in kpiboard("pareto").stdout
    backwards = ["--since", "2026-11-20", "--until", "2026-11-01"]
    assert "ends before it begins" in kpiboard("pareto", *backwards, code=1).stderr


def test_the_chart_fits_the_terminal(kpiboard: Any, coded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for cells in (60, 80, 200):
        monkeypatch.setattr(pareto, "columns", lambda cells=cells: cells)
        widest = max(map(len, kpiboard("pareto").stdout.splitlines()[4:-1]))
        assert cells / 2 < widest <= min(cells, pareto.WIDEST)


def test_letters(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90", "--at", "2026-11-18")
    kpiboard("record", "otd", "99", "--at", "2026-11-19")
    kpiboard("record", "complaints", "1", "--at", "2026-11-19")
    found = read("letters")
    assert (found["month"], found["today"]) == ("2026-11", "2026-11-21")
    by_letter = {one["letter"]: one for one in found["letters"]}
    days = {one["day"]: one for one in by_letter["D"]["days"]}
    assert len(days) == 30
    assert [days[f"2026-11-{day}"]["state"] for day in (18, 19, 20, 21, 23)] == [
        "off target", "on target", "no reading", "day off", "to come",
    ]  # fmt: skip
    assert days["2026-11-18"]["kpis"] == [
        {"kpi": "otd", "status": "off target", "periods": [{"period": "2026-11-18", "value": 90.0}]}
    ]
    assert (by_letter["D"]["days_since_red"], by_letter["D"]["red_streak"]) == (3, 0)
    said = kpiboard("letters").stdout
    lines = said.splitlines()
    assert lines[0] == "November 2026"
    drawn = lines[2 : 2 + ROWS]
    assert sum(line.count("▼") for line in drawn) == 1
    assert sum(line.count("●") for line in drawn) == 2
    assert all(len(line) <= 80 for line in drawn)
    assert "red on 18" in said
    assert "▼ off target" in lines[-1]


def test_letters_of_another_month(kpiboard: Any, read: Read) -> None:
    assert read("letters", "2026-02")["month"] == "2026-02"
    assert len(read("letters", "2026-02")["letters"][0]["days"]) == 28
    assert read("letters", "2026-10-07")["month"] == "2026-10"
    assert kpiboard("letters", "2026-10").stdout.startswith("October 2026\n")
    assert "is no month" in kpiboard("letters", "2026-13", code=1).stderr
    assert "is not a date" in kpiboard("letters", "october", code=1).stderr


def test_letters_wrap_and_line_up(kpiboard: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a narrow terminal they stand below each other; in ASCII every day is still one sign wide."""
    wide = kpiboard("letters", "--ascii").stdout.splitlines()
    assert all(line.isascii() for line in wide)
    monkeypatch.setattr(letters, "columns", lambda: 40)
    narrow = kpiboard("letters", "--ascii").stdout.splitlines()
    assert [line[:29].rstrip() for line in wide[2 : 2 + ROWS]] == narrow[2 : 2 + ROWS]


def test_a_board_without_letters_or_kpis(kpiboard: Any, tmp_path: Any) -> None:
    empty = str(tmp_path / "empty.db")
    kpiboard("new", empty)
    for letter in "SQDCP":
        kpiboard("category", "remove", letter, "-b", empty)
    assert "No letters yet." in kpiboard("letters", "-b", empty).stdout
    assert "No goals and no KPIs yet." in kpiboard("tree", "-b", empty).stdout
    assert "0 KPIs: none yet" in kpiboard("balance", "-b", empty).stdout
