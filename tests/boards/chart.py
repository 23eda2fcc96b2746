"""A KPI with everything that a chart can show."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from support import Clock

from boards import built_once
from kpiboard.basics.entry import Entry
from kpiboard.board import Board

FIRST = datetime(2026, 8, 24, 9, 0, tzinfo=UTC)  # a Monday
DAYS = 64


@built_once
def chart_board(path: Path, clock: Clock) -> None:
    """First-pass yield with everything that a chart can show: a change for the better, and a bad end."""
    noise = Random(4)
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        leader = board.team.add_person("Mira Sand", "MS", role="leader").id
        rosa = board.team.add_person("Rosa Conti", "RC").id
        board.team.add_goal("Every pallet right the first time", owner=leader)
        board.kpis.add("Scrap", key="sc", category="C", direction="lower", target=400, unit="€", decimals=0)
        board.kpis.add(
            "First-pass yield", key="fpy", category="Q", unit="%", target=94, watch=93, owner=rosa,
            goal="Every pallet right the first time", because="rework takes a third of the night shift",
            definition="Good pieces at the first test, of all pieces tested", cap=100,
        )  # fmt: skip
        for day in range(DAYS):
            level = 94.8 if day < 36 else 96.6
            value = round(noise.gauss(level, 0.6), 1)
            match day:
                case 14:
                    board.readings.record("fpy", Entry(91.2, note="power cut, line cold until ten"), period="today")
                    board.limits.exclude("fpy", "2026-09-11", "power cut")
                case 22:
                    pass  # nobody read it
                case 36:
                    board.readings.record("fpy", Entry(value, note="second set of change-over tools"), period="today")
                case _ if day >= DAYS - 3:
                    board.readings.record("fpy", 94.9 - (day - DAYS + 3) * 0.7, period="today")
                case _:
                    board.readings.record("fpy", value, period="today")
            clock.advance(days=3 if clock().weekday() == 4 else 1)
        clock.advance(days=-1)
        board.readings.record("fpy", Entry(96.4, note="scanner counted twice"), period="2026-11-05")
        board.readings.record("fpy", Entry(93.2, note="film lot 88 smears"), period="2026-11-19")
        board.limits.rebase("fpy", "2026-10-13", "second set of change-over tools")
        board.targets.set("fpy", target=95.5, watch=94.5, valid_from="2026-09-21", leader=leader, member=rosa)
        board.targets.set("fpy", target=96.5, watch=95.5, valid_from="2026-10-19", glide_months="95.8 96.2 96.5",
                         rationale="what the customer pays for")  # fmt: skip
        board.readings.record("sc", 460, period="2026-11-19")
        board.kpis.guard("fpy", "sc", "sorting out more than needed")
        board.actions.add("Stop the film lot and sort it", kpi="fpy", owner=rosa, due="2026-11-20")
        board.feedback.add("The scanner counts twice when the belt stops", kind="data_doubt", kpi="fpy")
