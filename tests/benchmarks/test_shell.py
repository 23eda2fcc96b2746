"""One reading from the shell, beside what click and sqlite-utils cost to import, and one reading in the library."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from bench_floors import NOW
from support import store_of

from kpiboard import Board


def run(*argv: str) -> None:
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Board.create(tmp_path / "demo.db", template="demo").close()
    return tmp_path / "demo.db"


@pytest.mark.benchmark(group="shell: record")
def test_floor_click_and_sqlite_utils(benchmark) -> None:
    argv = (sys.executable, "-c", "import click, sqlite_utils")
    benchmark.pedantic(run, args=argv, rounds=15, warmup_rounds=1)


@pytest.mark.benchmark(group="shell: record")
def test_record(benchmark, path: Path) -> None:
    argv = (sys.executable, "-m", "kpiboard", "record", "otd", "93.5", "-b", str(path))
    benchmark.pedantic(run, args=argv, rounds=15, warmup_rounds=1)


@pytest.mark.benchmark(group="shell: status")
def test_status(benchmark, path: Path) -> None:
    benchmark.pedantic(
        run, args=(sys.executable, "-m", "kpiboard", "status", "-b", str(path)), rounds=15, warmup_rounds=1
    )


@pytest.mark.benchmark(group="one durable reading")
def test_floor_plain_insert(benchmark, tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE readings (id TEXT PRIMARY KEY, kpi_id TEXT, period TEXT, value REAL) STRICT")
    numbers = count()

    def insert() -> None:
        n = next(numbers)
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO readings VALUES (?, 'kpi', ?, 97.5)", (f"{n:036}", f"{n:010}"))
        database.execute("COMMIT")

    benchmark(insert)


@pytest.mark.benchmark(group="one durable reading")
def test_one_reading_in_the_store(benchmark, path: Path) -> None:
    from dataclasses import replace

    with Board.open(path, now=lambda: NOW) as board:
        reading = board.readings.record("otd", 90)
        values = count()

        def put() -> None:
            with store_of(board).write("bench", "record", NOW) as writer:
                writer.put(replace(reading, value=90 + next(values) % 97 / 10))

        benchmark(put)
