"""A board that has something for every step of the huddle: for screens, pictures and the story in a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from support import Clock

from boards import built_once
from kpiboard.board import Board

BUILT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # a Monday
DAY = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # the Friday of the huddle


@built_once
def make_huddle_board(path: Path, clock: Clock) -> None:
    """Safety green, yield back on target (Mira is due), delivery red without an answer, one action a week late."""
    clock.moment = BUILT
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_person("Mira Sand", "MS", role="leader")
        board.team.add_person("Joana Prado", "JP")
        board.team.add_person("Tom Lindt", "TL")
        board.kpis.add("Days without accident", key="acc", category="S", unit="d", decimals=0, target=30, owner="TL")
        board.kpis.add("First-pass yield", key="fpy", category="Q", unit="%", target=97.5, owner="MS")
        board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95, owner="JP")
        board.actions.add("Second set of change-over tools", kpi="fpy", owner="TL", due="2026-11-12")
        board.feedback.add("The torque wrench is worn", kind="idea", author="JP")
        clock.advance(days=4)
        for period, safe, good, fast in (
            ("2026-11-17", 39, 98.0, 96.1), ("2026-11-18", 40, 96.2, 95.8), ("2026-11-19", 41, 98.1, 93.1),
        ):  # fmt: skip
            for kpi, value in (("acc", safe), ("fpy", good), ("otd", fast)):
                board.readings.record(kpi, value, period=period)
        board.readings.explain("fpy", "film lot 87", period="2026-11-18")
    clock.moment = DAY
