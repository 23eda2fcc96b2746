"""One KPI of a hundred thousand hourly readings: what is said of it in the shell, on its screen and on the board."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from bench_floors import NOW
from support import periods_up_to, store_of

from kpiboard import Board
from kpiboard.basics.ids import reading_id
from kpiboard.model import Cadence, Reading
from kpiboard.rules.calendar import period_at

HOURS = 100_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("boards") / "hours.db"
    dice = Random(1931)
    with Board.create(
        path, name="Line 4", template="empty", who="bench", now=lambda: NOW, timezone="Europe/Berlin"
    ) as board:
        kpi = board.kpis.add("Hourly yield", key="yield", target=49, cadence="hour")
        hours = periods_up_to(board.calendar(), period_at(board.calendar(), Cadence.HOUR, NOW), HOURS)
        with store_of(board).write("bench", "fill", NOW) as writer:
            writer.put_many(
                Reading(reading_id(kpi.id, one.key), kpi.id, one.key, round(dice.gauss(50, 2), 1)) for one in hours
            )
        board._desk.settle_all()
    return path


@pytest.fixture
def board(path: Path) -> Iterator[Board]:
    with Board.open(path, now=lambda: NOW) as opened:
        yield opened


@pytest.mark.benchmark(group="100,000 hours: shell")
def test_floor_help(benchmark) -> None:
    argv = (sys.executable, "-m", "kpiboard", "kpi", "show", "--help")
    benchmark.pedantic(subprocess.run, args=(argv,), kwargs={"stdout": subprocess.DEVNULL}, rounds=9, warmup_rounds=1)


@pytest.mark.benchmark(group="100,000 hours: shell")
@pytest.mark.parametrize(
    "words", [("show", "yield"), ("show", "yield", "--json"), ("reach", "yield", "50")], ids=" ".join
)
def test_shell(benchmark, path: Path, words: tuple[str, ...]) -> None:
    argv = (sys.executable, "-m", "kpiboard", "kpi", *words, "-b", str(path))
    benchmark.pedantic(subprocess.run, args=(argv,), kwargs={"stdout": subprocess.DEVNULL}, rounds=7, warmup_rounds=1)


@pytest.mark.benchmark(group="100,000 hours: in the program")
def test_its_story(benchmark, board: Board) -> None:
    """What the screen of the KPI waits for."""
    benchmark.pedantic(board.kpis.story, args=("yield",), rounds=7, warmup_rounds=1)


@pytest.mark.benchmark(group="100,000 hours: in the program")
def test_the_board(benchmark, board: Board) -> None:
    benchmark.pedantic(board.snapshot, rounds=15, warmup_rounds=1)
