"""TOML in and out at 10 k, 100 k and 1 M readings, beside parsing and a plain executemany with the same triggers."""

from __future__ import annotations

import resource
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from bench_floors import NOW, readings_of
from support import store_of

from kpiboard import Board

SIZES = [10_000, 100_000, 1_000_000]


@pytest.mark.benchmark(group="export")
@pytest.mark.parametrize("count", SIZES)
def test_export(benchmark, board_with: Callable[[int], Path], tmp_path: Path, count: int) -> None:
    with Board.open(board_with(count), now=lambda: NOW) as board:
        benchmark.pedantic(board.files.export_to, args=(tmp_path / "board.toml",), rounds=1 if count > 100_000 else 3)
    benchmark.extra_info["megabytes"] = round((tmp_path / "board.toml").stat().st_size / 1e6, 1)


@pytest.mark.parametrize("count", SIZES)
class TestImport:
    @pytest.mark.benchmark(group="import")
    def test_floor_parse_and_plain_executemany(
        self, benchmark, board_with: Callable[[int], Path], tmp_path: Path, count: int
    ) -> None:
        source = tmp_path / "board.toml"
        with Board.open(board_with(count), now=lambda: NOW) as board:
            board.files.export_to(source)
        target = Board.create(tmp_path / "floor.db", template="empty", now=lambda: NOW)
        kpis = [target.kpis.add(f"Measure {n:02}") for n in range(50)]
        rows = [(one.id, one.kpi_id, one.period, one.value) for one in readings_of(kpis, count)]
        connection = store_of(target)._db  # the floor: SQLite itself, with the board's own triggers

        def parse_and_insert() -> None:
            tomllib.loads(source.read_text())
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO readings (id, board_id, kpi_id, period, value) VALUES (?, 'b', ?, ?, ?)", rows
            )
            connection.execute("COMMIT")

        benchmark.pedantic(parse_and_insert, rounds=1)
        target.close()

    @pytest.mark.benchmark(group="import")
    def test_import(self, benchmark, board_with: Callable[[int], Path], tmp_path: Path, count: int) -> None:
        source = tmp_path / "board.toml"
        with Board.open(board_with(count), now=lambda: NOW) as board:
            board.files.export_to(source)
        made = benchmark.pedantic(
            Board.create_from_toml, args=(tmp_path / "new.db", source), kwargs={"now": lambda: NOW}, rounds=1
        )
        made.close()
        benchmark.extra_info["peak_mb_of_the_whole_run"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
