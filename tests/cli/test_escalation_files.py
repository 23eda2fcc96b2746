"""`kpiboard escalation export` and `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import Clock

from kpiboard import Board


@pytest.fixture
def asked(kpiboard: Any, file: Path, clock: Clock) -> Path:
    """The board has asked for help once; the path of another board, which is asked."""
    with Board.open(file, who="anna", now=clock) as board:
        board.actions.add("Second set of tools", kpi="otd")
        board.escalations.add(action="A-1", reason="It costs 4000 €")
    plant = file.with_name("plant.db")
    with Board.create(plant, name="Plant", who="Jana", now=clock, timezone="Europe/Berlin") as board:
        board.settings.edit(tier=2)
    return plant


def test_to_standard_output_and_to_a_file(kpiboard: Any, asked: Path, tmp_path: Path) -> None:
    text = kpiboard("escalation", "export", "E-1").stdout
    assert "[escalation.E-1]" in text
    assert kpiboard("escalation", "export").stdout == kpiboard("escalation", "export", "-o", "-").stdout == text
    target = tmp_path / "E-1.toml"
    assert kpiboard("escalation", "export", "1", "-o", str(target)).stdout == f"Wrote {target}.\n"
    assert target.read_text(encoding="utf-8") == text
    assert "exists already" in kpiboard("escalation", "export", "-o", str(target), code=1).stderr
    kpiboard("escalation", "export", "-o", str(target), "--force")


def test_an_export_never_replaces_a_board(kpiboard: Any, asked: Path) -> None:
    before = asked.read_bytes()
    assert "is a database" in kpiboard("escalation", "export", "-o", str(asked), "--force", code=1).stderr
    assert asked.read_bytes() == before


def test_import_shows_first_and_then_does_it_once(kpiboard: Any, asked: Path) -> None:
    text = kpiboard("escalation", "export").stdout
    there = ("-b", str(asked))
    looked = kpiboard("escalation", "import", "-", "--dry-run", *there, input=text).stdout
    assert looked == '1 added, 0 changed, 0 removed\nadded    escalation E-1 of Line 4 "A-1 Second set of tools"\n'
    assert "E-1" not in kpiboard("escalation", "list", *there).stdout
    done = kpiboard("escalation", "import", "-", *there, input=text).stdout
    assert done == 'Imported: 1 added, 0 changed.\n  escalation E-1 of Line 4 "A-1 Second set of tools"\n'
    assert "E-1" in kpiboard("escalation", "list", *there).stdout
    assert "Nothing would change" in kpiboard("escalation", "import", "-", *there, input=text).stdout
    assert "Undone" in kpiboard("undo", *there).stdout
    assert "E-1" not in kpiboard("escalation", "list", *there).stdout


def test_the_import_of_a_board_points_to_the_one_of_escalations(kpiboard: Any, asked: Path) -> None:
    text = kpiboard("escalation", "export", "E-1").stdout
    for mode in ("--merge", "--replace"):
        told = kpiboard("import", "-", mode, "-b", str(asked), input=text, code=1).stderr
        assert "kpiboard escalation import takes it" in told
    assert "E-1" not in kpiboard("escalation", "list", "-b", str(asked)).stdout


def test_the_answer_comes_back(kpiboard: Any, asked: Path, tmp_path: Path) -> None:
    there, way = ("-b", str(asked)), str(tmp_path / "E-1.toml")
    kpiboard("escalation", "export", "-o", way)
    kpiboard("escalation", "import", way, *there)
    kpiboard("escalation", "resolve", "E-1", "Released", *there)
    kpiboard("escalation", "export", "E-1", "-o", way, "--force", *there)
    done = kpiboard("escalation", "import", way).stdout
    assert done == 'Imported: 1 added, 0 changed.\n  answer to E-1: resolved "Released"\n'
    assert "resolved" in kpiboard("escalation", "show", "E-1").stdout


def test_what_is_odd_is_told_beside(kpiboard: Any, asked: Path) -> None:
    text = kpiboard("escalation", "export").stdout.replace("to_tier = 2", "to_tier = 3\ncolour = 1")
    done = kpiboard("escalation", "import", "-", "-b", str(asked), input=text)
    assert 'Remark: escalation "E-1" · colour: unknown, left out' in done.stderr
    assert "is meant for tier 3" in done.stderr
    assert "Remark" not in done.stdout


def test_a_wrong_file_is_refused_line_by_line(kpiboard: Any, asked: Path, file: Path) -> None:
    text = kpiboard("escalation", "export").stdout
    before = kpiboard("log").stdout
    own = kpiboard("escalation", "import", "-", input=text, code=1)
    assert "The file was not imported" in own.stderr
    assert '  - escalation "E-1": was raised on this board' in own.stderr
    wrong = kpiboard("escalation", "import", "-", "--dry-run", input="[kpi.otd]\n", code=1).stderr
    assert "  - escalation: there is none in the file" in wrong
    assert "There is no file" in kpiboard("escalation", "import", str(file.with_name("none")), code=1).stderr
    assert kpiboard("log").stdout == before
