"""Readings from CSV at 10 k, 100 k and 1 M lines, beside the csv module and a plain executemany with the triggers."""

from __future__ import annotations

import csv
import resource
from pathlib import Path

import pytest
from bench_floors import KPIS, NOW, readings_of
from support import store_of

from kpiboard import Board

SIZES = [10_000, 100_000, 1_000_000]


def empty_board(path: Path) -> Board:
    board = Board.create(path, name="Line 4", template="empty", who="bench", now=lambda: NOW, timezone="UTC")
    for number in range(KPIS):
        board.kpis.add(f"Measure {number:02}", key=f"m{number:02}", target=95)
    return board


def nightly_export(path: Path, board: Board, count: int) -> Path:
    """As a plant's system writes it: semicolons, local dates, decimal commas."""
    kpis = [card.kpi for card in board.snapshot(history=1).kpis]
    keys = {kpi.id: kpi.key for kpi in kpis}
    with path.open("w", encoding="utf-8-sig", newline="\r\n") as file:
        file.write("Kennzahl;Datum;Wert\n")
        for one in readings_of(kpis, count):
            day = ".".join(reversed(one.period.split("-")))
            file.write(f"{keys[one.kpi_id]};{day};{one.value:.2f}\n".replace(".", ",").replace(",", ".", 2))
    return path


@pytest.mark.parametrize("count", SIZES)
class TestImport:
    @pytest.mark.benchmark(group="import of CSV")
    def test_floor_parse_and_plain_executemany(self, benchmark, tmp_path: Path, count: int) -> None:
        with empty_board(tmp_path / "floor.db") as board:
            source = nightly_export(tmp_path / "nightly.csv", board, count)
            kpis = [card.kpi for card in board.snapshot(history=1).kpis]
            rows = [(one.id, one.kpi_id, one.period, one.value) for one in readings_of(kpis, count)]
            connection = store_of(board)._db  # the floor: SQLite itself, with the board's own triggers

            def parse_and_insert() -> None:
                with source.open(encoding="utf-8-sig", newline="") as file:
                    for _ in csv.reader(file, delimiter=";"):
                        pass
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    "INSERT INTO readings (id, board_id, kpi_id, period, value) VALUES (?, 'b', ?, ?, ?)", rows
                )
                connection.execute("COMMIT")

            benchmark.pedantic(parse_and_insert, rounds=1)

    @pytest.mark.benchmark(group="import of CSV")
    def test_import(self, benchmark, tmp_path: Path, count: int) -> None:
        with empty_board(tmp_path / "new.db") as board:
            source = nightly_export(tmp_path / "nightly.csv", board, count)
            done = benchmark.pedantic(board.reading_files.load, args=(source,), rounds=1)
            assert (done.new, done.wrong) == (count, 0)
        benchmark.extra_info["megabytes"] = round(source.stat().st_size / 1e6, 1)
        benchmark.extra_info["peak_mb_of_the_whole_run"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000

    @pytest.mark.benchmark(group="import of CSV")
    def test_the_same_again(self, benchmark, tmp_path: Path, count: int) -> None:
        with empty_board(tmp_path / "same.db") as board:
            source = nightly_export(tmp_path / "nightly.csv", board, count)
            board.reading_files.load(source)
            done = benchmark.pedantic(board.reading_files.load, args=(source,), rounds=1)
            assert (done.same, done.is_empty) == (count, True)

    @pytest.mark.benchmark(group="one night's lines")
    def test_fifty_lines_onto_a_long_history(self, benchmark, tmp_path: Path, count: int) -> None:
        with empty_board(tmp_path / "night.db") as board:
            board.reading_files.load(nightly_export(tmp_path / "history.csv", board, count))
            source = nightly_export(tmp_path / "nightly.csv", board, KPIS)
            benchmark.pedantic(board.reading_files.plan, args=(source,), rounds=5, warmup_rounds=1)

    @pytest.mark.benchmark(group="export of CSV")
    def test_export(self, benchmark, tmp_path: Path, count: int) -> None:
        with empty_board(tmp_path / "full.db") as board:
            board.reading_files.load(nightly_export(tmp_path / "nightly.csv", board, count))
            out = tmp_path / "out.csv"
            benchmark.pedantic(board.reading_files.export_to, args=(out,), kwargs={"force": True}, rounds=1)
        benchmark.extra_info["megabytes"] = round(out.stat().st_size / 1e6, 1)
