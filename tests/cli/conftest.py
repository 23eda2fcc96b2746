"""A small board and a way to type at it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support import SATURDAY, Clock

from kpiboard import Board
from kpiboard.cli import main, session

Kpiboard = Callable[..., Result]


@pytest.fixture(scope="session")
def made_board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "line4.db"
    clock = Clock(SATURDAY)
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="Europe/Berlin") as board:
        board.team.add_person("Joana Prado")
        board.team.add_person("Rui Costa")
        board.team.add_goal("Deliver as promised", category="customer", owner="JP")
        board.kpis.add(
            "On-time delivery", key="otd", target=95, watch=93, unit="%", category="D", owner="JP", goal="Deliver"
        )
        board.kpis.add("Customer complaints", key="complaints", target=2, direction="lower", decimals=0, category="C")
        board.kpis.add("First-pass yield", key="fpy", target=97.5, unit="%", share=True)
        board.kpis.add("Oven drift", key="drift", target=(-1, 1), direction="band", unit="K")
    return path


@pytest.fixture
def file(made_board: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saturday 21 November 2026: the day that is due is Friday 20. Nothing is recorded yet."""
    monkeypatch.setattr(session, "clock", clock)
    return Path(shutil.copy(made_board, tmp_path / "line4.db"))


@pytest.fixture
def measured(file: Path, clock: Clock) -> dict[str, float]:
    """On-time delivery of 24 working days, the last of them Friday 20 November: nothing but noise around 95."""
    past = (date(2026, 11, 21) - timedelta(ago) for ago in range(32, 0, -1))
    days = [day.isoformat() for day in past if day.weekday() < 5]
    found = dict(zip(days, (96.0, 94.0, 97.0, 95.0, 93.0, 96.0) * 4, strict=True))
    with Board.open(file, who="anna", now=clock) as board:
        for day, value in found.items():
            board.readings.record("otd", value, period=day)
    return found


@pytest.fixture
def kpiboard(file: Path) -> Kpiboard:
    """Types a command for that board; a traceback fails the test, unless a bug is what it is about."""

    def typed(*args: str, input: str | bytes | None = None, code: int = 0, **env: str) -> Result:
        variables = {"KPIBOARD_FILE": str(file), "NO_COLOR": None, **env}
        result = CliRunner().invoke(main, list(args), input=input, env=variables)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return typed


@pytest.fixture
def read(kpiboard: Kpiboard) -> Callable[..., Any]:
    """The JSON that a command prints."""

    def typed(*args: str) -> Any:
        return json.loads(kpiboard(*args, "--json").stdout)

    return typed


@pytest.fixture
def finish(kpiboard: Kpiboard) -> Callable[[str], None]:
    """Brings an action from plan through do, check and act: it has worked."""

    def done(action: str) -> None:
        kpiboard("action", "advance", action, "--owner", "JP", "--due", "+1", "--cause", "worn out")
        kpiboard("action", "advance", action, "--done", "today", "--evidence", "it runs")
        kpiboard("action", "advance", action, "--check-on", "today", "--result", "worked", "--learning", "check it")
        kpiboard("action", "advance", action, "--standard", "on the weekly list")

    return done
