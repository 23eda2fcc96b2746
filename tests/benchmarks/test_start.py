"""Start to painted board, key to paint, memory at rest: the real program on a real pty, beside a bare Textual app."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bench_floors import BARE_APP
from terminal import Terminal

KPIBOARD = [sys.executable, "-m", "kpiboard"]
SIZE = {"columns": 160, "rows": 45}


def until_painted(argv: list[str], mark: bytes) -> None:
    with Terminal(argv, **SIZE, screen=False) as terminal:
        seen = b""
        while mark not in seen:
            chunk = terminal.read(20)
            assert chunk, seen[-500:]
            seen += chunk


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    from kpiboard import Board

    Board.create(tmp_path / "demo.db", template="demo").close()
    return tmp_path / "demo.db"


@pytest.mark.benchmark(group="start to painted")
def test_start_of_a_bare_textual_app(benchmark) -> None:
    benchmark.pedantic(until_painted, args=([sys.executable, "-c", BARE_APP], b"PAINTED"), rounds=9, warmup_rounds=1)


@pytest.mark.benchmark(group="start to painted")
def test_start_of_the_demo_board(benchmark, demo: Path) -> None:
    # The first figure of a tile stands only on a board that is filled.
    benchmark.pedantic(until_painted, args=([*KPIBOARD, str(demo)], b"Scrap cost"), rounds=9, warmup_rounds=1)


@pytest.mark.benchmark(group="start to painted, by history")
@pytest.mark.parametrize("count", [1_000, 1_000_000])
def test_start_by_history(benchmark, board_with: Callable[[int], Path], count: int) -> None:
    path = board_with(count)
    benchmark.pedantic(until_painted, args=([*KPIBOARD, str(path)], b"Measure"), rounds=7, warmup_rounds=1)


@pytest.mark.benchmark(group="snapshot, by history")
@pytest.mark.parametrize("count", [1_000, 1_000_000])
def test_snapshot_by_history(benchmark, board_with: Callable[[int], Path], count: int) -> None:
    from bench_floors import NOW

    from kpiboard import Board

    with Board.open(board_with(count), now=lambda: NOW) as board:
        benchmark(board.snapshot)


@pytest.mark.benchmark(group="key to paint")
def test_key_to_paint(benchmark, demo: Path) -> None:
    """From the key's byte on the pty to the first byte of the repainted screen."""
    with Terminal([*KPIBOARD, str(demo)], **SIZE, screen=False) as terminal:
        seen = b""
        while b"Scrap cost" not in seen:
            seen += terminal.read(20)
        terminal.settle(0.5)
        keys = [b"\x1b[D", b"\x1b[C"]  # to the right first: on the first tile there is nothing at the left

        def quiet() -> None:
            terminal.settle(0.06)

        def press() -> None:
            keys.reverse()
            terminal.write(keys[0])
            assert terminal.read(5)

        benchmark.pedantic(press, setup=quiet, rounds=60, warmup_rounds=5)
        benchmark.extra_info["memory_mb"] = round(terminal.memory_mb(), 1)


def test_idle(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CPU and bytes of a board that nobody touches, for ten seconds; printed, not judged."""
    with Terminal([*KPIBOARD, str(demo)], **SIZE, screen=False) as terminal:
        terminal.settle(1.5)
        before = cpu_seconds(terminal.pid)
        start, written = time.monotonic(), 0
        while (left := start + 10 - time.monotonic()) > 0:
            written += len(terminal.read(left))
        used = cpu_seconds(terminal.pid) - before
        with capsys.disabled():
            print(f"\nidle: {used / 10:.2%} CPU, {written} bytes in 10 s, {terminal.memory_mb():.0f} MB resident")


def cpu_seconds(pid: int) -> float:
    import os

    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
