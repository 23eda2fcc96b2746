"""`kpiboard kpi show`: the chart, the words and the JSON."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from kpiboard.cli import output

Read = Callable[..., Any]
HOSTILE = "see [/floor] \x1b]0;pwned\x07\x1b[31m\x9b2J"


def chart_of(said: str) -> list[str]:
    """The lines of the chart: those with an axis."""
    return [line for line in said.splitlines() if "│" in line[:8] or "┤" in line[:8] or "└" in line[:8]]


@pytest.mark.usefixtures("measured")
def test_the_chart_and_what_it_means(kpiboard: Any) -> None:
    said = kpiboard("kpi", "show", "otd").stdout
    lines = chart_of(said)
    assert len(lines) == 14
    assert sum(line.count("●") + line.count("▼") + line.count("■") for line in lines) == 24
    assert any("════" in line for line in lines)
    assert sum("≥ 95" in line for line in lines) == 1
    assert "\n  ■ watch   ● on target   ═ target   ─ limit   » entered late\n" in said
    means = "Met, as in 13 of the last 20 days; the present process will miss it now and then."
    assert f"  means         {means}\n" in said
    assert "  reach         met in 13 of the last 20\n" in said
    assert "  question      " in said
    assert "(locked, 20 points)" in said
    assert "of 4 questions answered; open:" in said
    assert "Next: kpiboard kpi quality otd\n" in said


@pytest.mark.usefixtures("measured")
def test_in_a_pipe_it_is_80_cells_wide_and_plain(kpiboard: Any) -> None:
    said = kpiboard("kpi", "show", "otd", COLUMNS="200").stdout
    assert max(map(len, chart_of(said))) == 80
    assert "\x1b" not in said


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_real_terminal(file: Path, no_color: str, coloured: bool) -> None:
    """It is as wide as the terminal, and coloured by role unless NO_COLOR is set."""
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kpiboard", "kpi", "show", "otd", "-b", str(file)],
        stdout=follower,
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": no_color, "COLUMNS": "110", "LINES": "40"},
    )
    os.close(follower)
    said = b"".join(iter(lambda: _read(leader), b"")).decode()
    os.close(leader)
    assert process.wait() == 0
    assert ("\x1b[32m●" in said) is coloured
    assert ("\x1b" in said) is coloured
    plain = re.sub(r"\x1b\[\d*m", "", said).replace("\r", "")
    assert max(map(output.width, chart_of(plain))) == 110


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.usefixtures("measured")
def test_ascii_only(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpiboard", "kpi", "show", "otd", "--ascii", "-b", str(file)],
        capture_output=True,
        check=True,
    )
    said = done.stdout.decode("ascii")
    assert "+ on target" in said
    assert any("=====" in line for line in said.splitlines())
    assert any(line.endswith(">= 95") for line in said.splitlines())


def test_json_gives_limits_signals_and_the_sentence(kpiboard: Any, read: Read, measured: dict[str, float]) -> None:
    kpiboard("record", "otd", "80", "--at", "2026-11-21")
    found = read("kpi", "show", "otd")
    first = list(measured.values())[:20]
    centre = fmean(first)
    spread = fmean(abs(after - before) for before, after in pairwise(first))
    (segment,) = found["limits"]
    assert segment == {
        "chart": "xmr", "points": 20, "state": "locked", "clipped": [],
        "from": next(iter(measured)), "to": "2026-11-21",
        "center": pytest.approx(centre, abs=0.005), "lower": pytest.approx(centre - 2.66 * spread, abs=0.01),
        "upper": pytest.approx(centre + 2.66 * spread, abs=0.01),
        "range_upper": pytest.approx(3.268 * spread, abs=0.005),
    }  # fmt: skip
    assert {one["lower_limit"] for one in found["points"]} == {segment["lower"]}
    assert [(one["rule"], one["side"], one["periods"]) for one in found["signals"]] == [
        ("outside a limit", "low", ["2026-11-21"]),  # and the leap there is its own, no signal more
    ]
    assert found["sense"] == "worse and missed"
    assert found["sentence"] == "Signal and red: find today's cause now."
    assert (found["reach"], found["capability"]["hits"], found["capability"]["of"]) == ("sometimes", 13, 20)
    assert found["assessment"]["score"] + sum(not one["answered"] for one in found["assessment"]["questions"]) == 4
    assert found["ladder"] == {"kpis": [], "goal": "Deliver as promised", "vision": "", "complete": True}
    assert [point["period"] for point in found["points"]][-2:] == ["2026-11-20", "2026-11-21"]
    assert {"value": 80.0, "status": "off target", "low": 95.0, "high": None}.items() <= found["points"][-1].items()
    assert {"proposals", "baselines", "guards", "asked", "reviews", "audits", "discrepancy"} <= set(found)


@pytest.mark.usefixtures("measured")
def test_signals_in_words(kpiboard: Any) -> None:
    kpiboard("record", "otd", "80", "--at", "2026-11-21")
    said = kpiboard("kpi", "show", "otd").stdout
    assert "2026-11-21: below the lower limit\n" in said
    assert "◆" in "".join(chart_of(said))


@pytest.mark.usefixtures("measured")
def test_a_clipped_limit_is_named(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "edit", "otd", "--cap", "100")
    assert read("kpi", "show", "otd")["limits"][0]["clipped"] == ["upper"]
    assert read("kpi", "show", "otd")["limits"][0]["upper"] == 100.0


def test_zoom(kpiboard: Any, read: Read, measured: dict[str, float]) -> None:
    days = list(measured)

    def drawn(*options: str) -> list[str]:
        return [point["period"] for point in read("kpi", "show", "otd", *options)["points"]]

    assert drawn() == drawn("--all") == days
    assert drawn("--last", "8") == days[-6:]
    assert sum(line.count("●") for line in chart_of(kpiboard("kpi", "show", "otd", "--last", "8").stdout)) < 6
    assert "exclude each other" in kpiboard("kpi", "show", "otd", "--last", "8", "--all", code=2).stderr
    assert kpiboard("kpi", "show", "otd", "--last", "0", code=2).exit_code == 2


def test_without_readings_there_is_no_chart(kpiboard: Any, read: Read) -> None:
    said = kpiboard("kpi", "show", "otd").stdout
    assert chart_of(said) == []
    assert "too early to tell: 0 of 6 points" in said
    found = read("kpi", "show", "otd")
    assert (found["sense"], found["signals"]) == ("no reading", [])
    assert {one["center"] for one in found["limits"]} <= {None}


@pytest.mark.usefixtures("measured")
def test_a_retired_kpi_keeps_its_chart(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "retire", "otd", "measured", "elsewhere", "--epitaph", "It was never about the dock")
    said = kpiboard("kpi", "show", "otd").stdout
    assert chart_of(said)
    assert "It was never about the dock" in said
    assert (read("kpi", "show", "otd")["status"], read("kpi", "show", "otd")["state"]) == (None, "retired")


@pytest.mark.usefixtures("measured")
def test_green_with_a_red_guard_is_suspect(kpiboard: Any, read: Read) -> None:
    kpiboard("record", "complaints", "9")
    kpiboard("kpi", "guard", "otd", "complaints", "--because", "late is better than wrong")
    said = kpiboard("kpi", "show", "otd").stdout
    assert "■ suspect" in said
    assert "■ on target, but Customer complaints is off target" in said
    assert "Customer complaints ▼ off target: late is better than wrong" in said
    found = read("kpi", "show", "otd")
    assert found["suspect"] is True
    assert found["guards"] == [
        {"kpi": "complaints", "name": "Customer complaints", "status": "off target",
         "because": "late is better than wrong"}
    ]  # fmt: skip
    assert "■  D  On-time delivery" in kpiboard("status").stdout
    assert "suspect" in kpiboard("kpi", "list").stdout


@pytest.mark.usefixtures("measured")
def test_text_cannot_steer_the_terminal(kpiboard: Any, file: Path) -> None:
    db = sqlite3.connect(file)
    with db:  # another program knows nothing of our cleaning
        for column in ("name", "unit", "because", "formula", "drivers", "epitaph", "review_trigger"):
            db.execute(f"UPDATE kpis SET {column} = ?", (HOSTILE,))
        db.execute("UPDATE goals SET title = ?", (HOSTILE,))
        db.execute("UPDATE people SET name = ?", (HOSTILE,))
        db.execute("UPDATE categories SET name = ?, letter = ?", (HOSTILE, "\x1bD"))
        db.execute("UPDATE readings SET code = ?, excluded = ?", (HOSTILE, HOSTILE))
        db.execute("UPDATE targets SET how = ?, rationale = ?", (HOSTILE, HOSTILE))
    db.close()
    for command in (
        ["kpi", "show", "otd"], ["kpi", "quality", "otd"], ["tree"], ["tree", "--person", "JP"], ["balance"],
        ["pareto"], ["pareto", "otd"], ["letters"], ["status"], ["kpi", "audit", "otd"],
    ):  # fmt: skip
        said = kpiboard(*command).stdout
        assert not set(said) & {"\x1b", "\x07", "\x9b"}, command
    assert "see [/floor]" in kpiboard("kpi", "show", "otd").stdout
    assert json.loads(kpiboard("kpi", "show", "otd", "--json").stdout)["name"] == HOSTILE


def test_shares_of_changing_size_have_limits_for_each_point(kpiboard: Any, read: Read) -> None:
    kpiboard("kpi", "add", "Yield", "--key", "y", "--share", "--unit", "%", "--target", "90")
    for day in range(1, 21):
        of = (10, 40, 60)[day % 3]
        kpiboard("record", "y", f"{of - day % 2}/{of}", "--at", f"2026-11-{day:02}")
    kpiboard("record", "y", "0/0", "--at", "2026-11-21")
    found = read("kpi", "show", "y", "--all")
    assert found["limits"][0]["chart"] == "p"
    assert found["limits"][0]["range_upper"] is None
    assert len({one["lower_limit"] for one in found["points"][:20]}) == 3
    assert found["points"][20]["status"] == "day off"
    said = kpiboard("kpi", "show", "y").stdout
    assert " % for a size of 60, centre 98." in said
    assert "(locked, 20 points, chart of shares)" in said
