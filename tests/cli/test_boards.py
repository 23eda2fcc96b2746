"""`kpiboard new`, `status`, `check` and `backup`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import store_of

from kpiboard import Board
from kpiboard.cli import main

Read = Callable[..., Any]


@pytest.mark.parametrize(("template", "kpis"), [(None, 0), ("empty", 0), ("line", 5), ("service", 5), ("demo", 7)])
def test_new_from_a_template(kpiboard: Any, read: Read, tmp_path: Path, template: str | None, kpis: int) -> None:
    path = tmp_path / "made.db"
    options = ["--template", template] if template else []
    said = kpiboard("new", str(path), "--name", "Line 9", *options).stdout
    assert said == f"Made the board Line 9 in {path}.\nNext: kpiboard {path}\n"
    assert len(read("kpi", "list", "-b", str(path))) == kpis


def test_new_without_a_file_makes_your_own_board(
    kpiboard: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import platformdirs

    folder = tmp_path / "not" / "there"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder)
    assert kpiboard("new", KPIBOARD_FILE="").stdout.endswith("Next: kpiboard\n")
    assert kpiboard("kpi", "list", "--json", KPIBOARD_FILE="").stdout == "[]\n"
    assert (folder / "board.db").exists()


def test_new_from_toml(kpiboard: Any, read: Read, tmp_path: Path) -> None:
    plan, path = tmp_path / "plan.toml", tmp_path / "made.db"
    plan.write_text(kpiboard("export").stdout, encoding="utf-8")
    kpiboard("new", str(path), "--from", str(plan), "--name", "Line 9")
    assert [one["key"] for one in read("kpi", "list", "-b", str(path))] == ["otd", "complaints", "fpy", "drift"]
    assert read("board", "show", "-b", str(path))["name"] == "Line 9"
    assert "exclude each other" in kpiboard("new", "x.db", "--from", "y", "--template", "line", code=2).stderr


def test_new_never_replaces_a_file(kpiboard: Any, file: Path) -> None:
    before = file.read_bytes()
    assert "exists already" in kpiboard("new", str(file), code=1).stderr
    assert file.read_bytes() == before


def test_status_for_people(kpiboard: Any) -> None:
    kpiboard("record", "otd", "90")
    kpiboard("record", "complaints", "1")
    kpiboard("record", "drift", "0")
    kpiboard("action", "add", "Tools", "--due", "2026-11-20")
    kpiboard("feedback", "add", "The dock is slow")
    lines = kpiboard("status").stdout.splitlines()
    assert lines[0].startswith("Line 4 · Sat 21 Nov")
    assert lines[1].startswith(
        "WINNING · 1 UNANSWERED 8 h · More are on target than off it. 1 off · 2 on target · 1 without data."
    )
    assert lines[2].split() == [
        "▼", "D", "On-time", "delivery", "90.0", "%", "≥", "95", "off", "target", "JP", "NO", "ACTION",
        "since", "yesterday",
    ]  # fmt: skip
    assert lines[5].split()[:5] == ["●", "Oven", "drift", "0.0", "K"]
    assert lines[6] == "Joana Prado answers On-time delivery by tomorrow 06:00; too early to tell: 1 of 6."
    assert lines[7] == "Actions: 1 late · Feedback: 1 waiting"
    columns = [lines[2].index("≥"), lines[3].index("≤"), lines[5].index("-1–1")]
    assert len(set(columns)) == 1


def test_status_lists_unanswered_reds_first(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "96")
    kpiboard("record", "fpy", "90/100")
    lines = kpiboard("status").stdout.splitlines()
    assert [line.split()[-1] for line in lines[2:4]] == ["yesterday", "6"]
    assert "NO ACTION since yesterday" in lines[2]
    assert read("status")["oldest_unanswered_hours"] == 8


def test_status_names_who_asks_for_help_and_who_is_to_be_congratulated(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "otd", "90", "--at", "2026-11-19")
    kpiboard("record", "otd", "97")
    kpiboard("escalation", "raise", "--kpi", "fpy", "--reason", "No second printer")
    lines = kpiboard("status").stdout.splitlines()
    assert "Escalation: E-1 · waits for an answer, now · First-pass yield" in lines
    assert "Congratulate Joana Prado: On-time delivery is back on target" in lines
    found = read("status")
    assert (found["escalations_open"], found["to_congratulate"]) == (["E-1"], ["JP"])


def test_status_for_programs(kpiboard: Any, read: Read, file: Path) -> None:
    kpiboard("record", "otd", "90")
    found = read("status")
    assert {
        "board": "Line 4", "file": str(file), "today": "2026-11-21", "verdict": "no score", "won": 0, "lost": 1,
        "no_data": 3, "due": 4, "unanswered": ["otd"], "red": ["otd"], "actions_late": [], "feedback_open": [],
    }.items() <= found.items()  # fmt: skip
    assert found["taken_at"] == "2026-11-21T14:32:00+01:00"
    assert [kpi["key"] for kpi in found["kpis"]] == ["otd", "complaints", "fpy", "drift"]
    assert found["kpis"][0]["value"] == 90.0


@pytest.mark.parametrize(
    ("values", "verdict", "code"),
    [
        ({"otd": "96", "complaints": "1", "drift": "0"}, "winning", 0),
        ({"otd": "90", "complaints": "1"}, "level", 0),
        ({"otd": "90", "complaints": "9"}, "losing", 1),
        ({}, "no score", 3),
    ],
)
def test_exit_code_is_the_verdict(kpiboard: Any, read: Read, values: dict[str, str], verdict: str, code: int) -> None:
    for key, value in values.items():
        kpiboard("record", key, value)
    assert read("status")["verdict"] == verdict
    kpiboard("status", "--exit-code", code=code)
    kpiboard("status", code=0)


def test_check_of_a_sound_file(kpiboard: Any, file: Path) -> None:
    assert kpiboard("check").stdout == f"All well: {file}\n"


def test_check_names_each_problem(kpiboard: Any, file: Path) -> None:
    import sqlite3

    kpiboard("record", "otd", "90")
    with sqlite3.connect(file) as db:
        db.execute("UPDATE readings SET period = '2026-02-31'")
    db.close()
    lines = kpiboard("check", code=1).stdout.splitlines()
    assert lines
    assert any("2026-02-31" in line for line in lines)


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b""])
def test_check_of_what_is_no_board(kpiboard: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    assert kpiboard("check", "-b", str(path), code=1).stdout.count("\n") == 1
    assert path.read_bytes() == content


def test_check_of_a_damaged_file(kpiboard: Any, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    assert kpiboard("check", code=1).stdout.strip()


def test_backup(kpiboard: Any, file: Path, tmp_path: Path) -> None:
    kpiboard("record", "otd", "90")
    assert kpiboard("backup").stdout == f"Copied to {tmp_path / 'line4-2026-11-21-143200.db'}.\n"
    with Board.open(tmp_path / "line4-2026-11-21-143200.db") as copy:
        assert [one.value for one in store_of(copy).all_readings()] == [90.0]
    assert "exists already" in kpiboard("backup", code=1).stderr
    (tmp_path / "safe").mkdir()
    kpiboard("backup", str(tmp_path / "safe"))
    assert [one.name for one in (tmp_path / "safe").iterdir()] == ["line4-2026-11-21-143200.db"]
    kpiboard("backup", str(tmp_path / "mine.db"))
    assert (tmp_path / "mine.db").exists()
    assert kpiboard("backup", str(tmp_path / "no" / "where.db"), code=1).stderr


def test_no_board_says_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    for command in (["status"], ["record", "otd", "1"], ["export"], ["check"], ["backup"], ["log"]):
        result = CliRunner().invoke(main, [*command, "-b", str(missing)])
        assert result.exit_code == 1
        assert "No board here yet" in result.stderr
        assert result.stdout == ""
    assert not missing.exists()


def test_json_is_utf8_whatever_the_terminal(kpiboard: Any, tmp_path: Path) -> None:
    kpiboard("kpi", "edit", "otd", "--name", "Lieferfähigkeit 達成")
    raw = CliRunner(charset="ascii").invoke(main, ["kpi", "list", "--json", "-b", str(tmp_path / "line4.db")])
    assert json.loads(raw.stdout_bytes)[0]["name"] == "Lieferfähigkeit 達成"
