"""`kpiboard export` and `kpiboard import`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]


def without(toml: str, table: str) -> str:
    """The text without one table (up to the next head of another one)."""
    return re.sub(rf"\n\[{re.escape(table)}\]\n.*?(?=\n\[(?!\[?{re.escape(table)})|\Z)", "", toml, flags=re.DOTALL)


@pytest.fixture
def toml(kpiboard: Any) -> str:
    kpiboard("record", "otd", "90", "--at", "2026-11-19")
    text: str = kpiboard("export").stdout
    return text


def test_export_to_standard_output_and_to_a_file(kpiboard: Any, toml: str, tmp_path: Path) -> None:
    assert "[kpi.otd]" in toml
    assert kpiboard("export", "-").stdout == toml
    target = tmp_path / "plan.toml"
    target.write_text("older")
    assert kpiboard("export", str(target)).stdout == f"Wrote {target}.\n"
    assert target.read_text(encoding="utf-8") == toml


def test_export_never_replaces_a_board(kpiboard: Any, file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    assert "is a database" in kpiboard("export", str(file), code=1).stderr
    assert file.read_bytes() == before
    assert "cannot be written" in kpiboard("export", str(tmp_path / "no" / "x.toml"), code=1).stderr


def test_dry_run_shows_and_changes_nothing(kpiboard: Any, toml: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    edited = without(toml, "kpi.drift").replace('name = "On-time delivery"', 'name = "Deliveries"\nownr = "JP"')
    plan.write_text(edited + '\n[kpi.new]\nname = "New one"\n', encoding="utf-8")
    said = kpiboard("import", str(plan), "--dry-run").stdout
    assert "added    KPI new" in said
    assert re.search(r"name: .*On-time delivery.* → .*Deliveries", said)
    assert re.search(r"remark .*ownr", said)
    assert "removed  " not in said
    assert "removed  KPI drift" in kpiboard("import", str(plan), "--dry-run", "--replace").stdout
    assert kpiboard("export").stdout == toml


def test_merge_adds_and_changes_but_never_removes(kpiboard: Any, read: Read, toml: str) -> None:
    edited = without(toml, "kpi.drift").replace('name = "On-time delivery"', 'name = "Deliveries"\nownr = "JP"')
    result = kpiboard("import", "-", input=edited)
    assert result.stdout == "Imported: 0 added, 1 changed, 0 removed.\n"
    assert "ownr" in result.stderr
    assert next(one["name"] for one in read("kpi", "list")) == "Deliveries"
    assert "drift" in [one["key"] for one in read("kpi", "list")]
    kpiboard("undo")
    assert kpiboard("export").stdout == toml


def test_the_same_again_is_nothing(kpiboard: Any, toml: str) -> None:
    assert "Nothing would change" in kpiboard("import", "-", input=toml).stdout


def test_replace_asks_before_it_removes(
    kpiboard: Any, read: Read, toml: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(without(toml, "kpi.drift"), encoding="utf-8")
    assert "Say --yes" in kpiboard("import", str(plan), "--replace", code=1).stderr
    assert "Say --yes" in kpiboard("import", "-", "--replace", input=without(toml, "kpi.drift"), code=1).stderr
    assert len(read("kpi", "list")) == 4
    kpiboard("import", str(plan), "--replace", "--yes")
    assert len(read("kpi", "list")) == 3
    kpiboard("undo")

    from kpiboard.cli import files

    monkeypatch.setattr(files, "_can_ask", lambda: True)
    assert "Nothing was changed" in kpiboard("import", str(plan), "--replace", input="n\n", code=1).stderr
    assert kpiboard("import", str(plan), "--replace", input="", code=130).exit_code == 130
    assert len(read("kpi", "list")) == 4
    asked = kpiboard("import", str(plan), "--replace", input="y\n")
    assert "removed  KPI drift" in asked.stdout
    assert len(read("kpi", "list")) == 3


def test_into_a_new_file(kpiboard: Any, toml: str, tmp_path: Path) -> None:
    plan, path = tmp_path / "plan.toml", tmp_path / "made.db"
    plan.write_text(toml, encoding="utf-8")
    said = kpiboard("import", str(plan), "--dry-run", "-b", str(path)).stdout
    assert "added    KPI otd" in said
    assert not path.exists()
    assert kpiboard("import", str(plan), "-b", str(path)).stdout == f"Made the board Line 4 in {path}.\n"
    assert kpiboard("export", "-b", str(path)).stdout == toml
    plan.write_text(toml.replace("\n[kpi.otd]\n", '\n[kpi.otd]\nownr = "JP"\n'), encoding="utf-8")
    for number, command in enumerate([("import", str(plan), "-b"), ("new", "--from", str(plan))]):
        assert "ownr" in kpiboard(*command, str(tmp_path / f"made{number}.db")).stderr


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[kpi.otd\n", ["line 1"]),
        ('[kpi.otd]\nname = 3\n\n[kpi.new]\nname = ""\n', ["otd", "new"]),
        ("format = 99\n", ["format"]),
    ],
)
def test_every_problem_is_named_and_nothing_is_changed(
    kpiboard: Any, toml: str, tmp_path: Path, text: str, problems: list[str]
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(text)
    for options in ([], ["--dry-run"], ["--replace", "--yes"], ["-b", str(tmp_path / "made.db")]):
        result = kpiboard("import", str(plan), *options, code=1)
        assert "The file was not imported" in result.stderr
        lines = [line for line in result.stderr.splitlines() if line.startswith("  - ")]
        assert all(any(problem in line for line in lines) for problem in problems)
    assert kpiboard("export").stdout == toml
    assert not (tmp_path / "made.db").exists()


def test_a_file_that_is_not_there(kpiboard: Any, tmp_path: Path) -> None:
    assert "There is no file" in kpiboard("import", str(tmp_path / "none.toml"), code=1).stderr


def test_a_bar_shows_only_where_somebody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpiboard.cli import files

    class Watched:
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            return len(text)

        def flush(self) -> None: ...

    with files._bar(10**6) as bar:
        assert bar is None
    monkeypatch.setattr(sys, "stderr", Watched())
    with files._bar(10**6) as bar:
        assert bar is not None
    with files._bar(10) as bar:
        assert bar is None
