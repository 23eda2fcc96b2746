"""A packaging line that stands back: goals, a tree of KPIs, definitions, guards, reviews and reasons to count."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from random import Random

from support import Clock, store_of

from boards import built_once
from kpiboard.basics.entry import Entry
from kpiboard.basics.ids import reading_id
from kpiboard.board import Board
from kpiboard.model import Kpi, Reading

# What stood in the way at the docks, and how often; the first one until dock 2 got its second gate.
_REASONS = {"dock closed": 9, "carrier late": 4, "pallet missing": 2, "label smears": 1, "no forklift": 1,
            "wrong lot": 1, "Other": 1}  # fmt: skip


@built_once
def study_board(path: Path, clock: Clock) -> None:
    """Ten KPIs of all kinds under three goals, one of them under none; two more are on the floor."""
    now = clock()
    with Board.create(path, name="LINE 4", template="empty", who="Jana Petrov", now=clock, timezone="UTC") as board:
        board.settings.edit(
            team="Packaging", vision="Every pallet right, on time, and nobody hurt", days_off="saturday, sunday"
        )
        _people_and_goals(board)
        _kpis(board)
        _readings(board)
        _actions(board, clock)
        _studied(board, clock)
    clock.moment = now


def _people_and_goals(board: Board) -> None:
    for key, name, start, end in (("S1", "Early", 6, 14), ("S2", "Late", 14, 22), ("S3", "Night", 22, 6)):
        board.settings.add_shift(key, name, time(start), time(end))
    board.team.add_person("Maren Sato", "MS", "leader")
    for name, initials in (("Rafael Costa", "RC"), ("Jana Petrov", "JP"), ("Tuan Le", "TL"), ("Lena Ruiz", "LR")):
        board.team.add_person(name, initials)
    board.team.add_goal("Nobody gets hurt at the line", category="safety", owner="MS")
    board.team.add_goal("Every order complete, right and on the day", category="customer", owner="JP")
    board.team.add_goal("A tenth less waste by next summer", category="efficiency", owner="TL", horizon="short")


def _kpis(board: Board) -> None:
    add = board.kpis.add
    add("Days without accident", key="safe", category="S", goal="Nobody", owner="MS", unit="d", decimals=0, target=30,
        horizon="long", kind="outcome", perspective="safety", effort_minutes=1)  # fmt: skip
    add("Near misses reported", key="near", category="S", parent="safe", owner="LR", decimals=0, cadence="week",
        target=3, kind="process", perspective="safety", effort_minutes=10)  # fmt: skip
    add("First-pass yield", key="fpy", category="Q", goal="Every", owner="RC", unit="%", target=97.5, watch=97,
        kind="outcome", perspective="quality", effort_minutes=3)  # fmt: skip
    add("Customer complaints", key="complaints", category="Q", parent="fpy", owner="RC", decimals=0, cadence="week",
        direction="lower", target=2, kind="outcome", perspective="customer", effort_minutes=5)  # fmt: skip
    add("On-time delivery", key="otd", category="D", goal="Every", owner="JP", unit="%", target=95, share=True,
        kind="outcome", perspective="customer", rollup="ratio",
        formula="orders complete and on the day ÷ orders due that day",
        definition="An order counts when all its pallets left the dock in their time slot")  # fmt: skip
    for key, name, owner in (("dock1", "Dock 1 on time", "JP"), ("dock2", "Dock 2 on time", "TL")):
        add(name, key=key, category="D", parent="otd", owner=owner, unit="%", target=95, share=True, kind="process",
            perspective="customer", effort_minutes=4)  # fmt: skip
    add("Scrap cost", key="scrap", category="C", goal="A tenth", owner="TL", unit="€", decimals=0, direction="lower",
        target=400, watch=420, kind="outcome", perspective="cost")  # fmt: skip
    add("Overtime", key="overtime", category="P", owner="LR", unit="h", cadence="week", direction="lower", target=8,
        perspective="cost", controllable="no")  # fmt: skip
    add("Ideas put into practice", key="ideas", category="P", goal="A tenth", owner="LR", decimals=0, cadence="month",
        target=4, horizon="long", perspective="people", effort_minutes=5)  # fmt: skip
    for name, reason, epitaph in (
        ("Surveys sent", "counts what we do, not what comes of it", "We were busy, and no customer was happier."),
        ("Pallets per hour", "speed at the cost of the load", ""),
    ):
        add(name, owner="JP")
        board.kpis.retire(name, reason, epitaph)


def _readings(board: Board) -> None:
    """Half a year of them, written at one go as an import would."""
    today, chance = board.today(), Random("line 4")
    kpis = {kpi.key: kpi for kpi in store_of(board).all(Kpi)}
    days = [day for ago in range(200, 0, -1) if (day := today - timedelta(ago)).weekday() < 5]
    gate = today - timedelta(28)  # since then dock 2 is open again
    rows = []
    for place, day in enumerate(days):
        noise = sum(chance.random() for _ in range(6)) - 3
        rows.append(_reading(kpis["safe"], day.isoformat(), float(12 + place - (0 if place < 100 else 100))))
        rows.append(_reading(kpis["fpy"], day.isoformat(), round(97.8 + noise / 2, 1)))
        rows.append(_reading(kpis["scrap"], day.isoformat(), round(432 - place / 6 + 12 * noise)))
        for key, closed in (("dock1", 0.0), ("dock2", 0.0 if day >= gate else 3.0)):
            late = max(0, round(3 + closed + 3 * noise))
            if day is days[-1]:
                late = 9 if key == "dock2" else 2
            known = list(_REASONS)[0 if closed else 1 :]
            code = chance.choices(known, [_REASONS[one] for one in known])[0]
            rows.append(
                _reading(kpis[key], day.isoformat(), 100 * (80 - late) / 80, 80 - late, 80, code if late > 4 else "")
            )  # fmt: skip
    for weeks in range(26, 0, -1):
        key = "{}-W{:02}".format(*(today - timedelta(weeks=weeks)).isocalendar()[:2])
        rows.append(_reading(kpis["near"], key, float(chance.choice((2, 3, 4, 5)))))
        rows.append(_reading(kpis["complaints"], key, float(3 if weeks == 1 else chance.choice((0, 1, 1, 2, 3)))))
        rows.append(_reading(kpis["overtime"], key, round(6 + 2 * chance.random(), 1)))
    for month in ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10"):
        rows.append(_reading(kpis["ideas"], month, float(chance.choice((3, 4, 5, 6)))))
    with store_of(board).write(board.who, "Import last year's sheet", board.now()) as writer:
        writer.put_many(rows)


def _reading(
    kpi: Kpi, period: str, value: float, top: float | None = None, bottom: float | None = None, code: str = ""
) -> Reading:
    return Reading(reading_id(kpi.id, period), kpi.id, period, value, top, bottom, code=code)


def _actions(board: Board, clock: Clock) -> None:
    """Some of them are behind the team: the clock goes back to when they began."""
    now = clock.moment
    clock.moment = now - timedelta(days=28)
    board.actions.add("Second gate at dock 2", kpi="dock2", owner="TL", due="2026-10-30")
    day = clock.moment.date()
    known = {"cause": "one gate for two lorries", "evidence": "it opens", "learning": "lorries wait less"}
    board.actions.move(1, "closed", done_on=day, check_on=day, result="worked", standard="both gates", **known)
    board.actions.add("Ask the carrier for a fixed slot", kpi="dock1", owner="JP", due="2026-11-18")
    board.actions.advance(2, cause="it is old")
    clock.moment = now - timedelta(days=9)
    board.actions.add("Torque check at capper start-up", kpi="complaints", owner="RC", due="2026-11-24")
    board.actions.advance(3, cause="it is old")
    board.actions.add(
        "Reuse of off-cut film", kpi="scrap", owner="TL", due="2026-11-27", kind="system", cause="no rack"
    )
    clock.moment = now


def _studied(board: Board, clock: Clock) -> None:
    """What the team has written down about its measures."""
    board.kpis.edit(
        "fpy", because="Reworked packs cost us an hour a shift and the customer's trust",
        formula="packs right the first time ÷ packs started", data_source="counter of the case packer",
        measurement_plan="The shift leader reads the counter at hand-over and types it in",
        customer_impact="Fewer crushed cartons and missing caps on their shelves",
        behaviour_risk="Packs could be reworked quietly and counted as right", risk_level=2, importance=5, ease=4,
        drivers="film lot, capper torque, change-overs", constraints="one capper for two formats",
        controllable="yes", success="Nobody sorts packs by hand any more",
    )  # fmt: skip
    board.kpis.edit("otd", because="Late orders cost us the second customer", importance=5, ease=2)
    board.kpis.guard("fpy", "complaints", "what we let pass, the customer finds")
    now = clock.moment
    board.kpis.consult("fpy", ["RC"])
    clock.moment = now + timedelta(seconds=1)  # who was asked later has the later id
    board.kpis.consult("fpy", ["RC", "LR"])
    clock.moment = now - timedelta(days=95)
    board.reviews.add("fpy", "keep", score=2, liked=False, why="Nobody had asked the packers")
    clock.moment = now
    board.reviews.add("fpy", "adjust", score=4, liked=True, why="Counted at the capper from now on")
    for period, value in (("2026-11-18", 98.4), ("2026-11-19", 97.9), ("2026-11-19", 98.1)):
        board.readings.record("fpy", Entry(value, note="counter was read twice"), period=period)
    board.readings.record("safe", 42)
