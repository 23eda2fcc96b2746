"""Whose the demo board is and what it measures, as tables; `kpiboard.demo` gives them dates, readings and ids.

Ids are short words here, and references use them: a KPI's key, a person's initials, a category's letter.
"""

from __future__ import annotations

from datetime import time

from kpiboard.model import (
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Goal,
    GoalCategory,
    Horizon,
    Kpi,
    Person,
    Role,
    Shift,
    Target,
)

INFO = BoardInfo(
    id="line-4",
    name="LINE 4",
    team="Packaging",
    area="Hall 2",
    vision="Every pallet right, on time, and nobody hurt",
)

CATEGORIES = (
    Category("S", "S", "Safety", must_not_lose=True, position=1),
    Category("Q", "Q", "Quality", must_not_lose=True, position=2),
    Category("D", "D", "Delivery", position=3),
    Category("C", "C", "Cost", position=4),
    Category("P", "P", "People", position=5),
)

SHIFTS = (
    Shift("S1", "S1", "Early", time(6), time(14), position=1),
    Shift("S2", "S2", "Late", time(14), time(22), position=2),
    Shift("S3", "S3", "Night", time(22), time(6), position=3),
)

PEOPLE = (
    Person("MS", "Maren Sato", "MS", Role.LEADER, position=1),
    Person("RC", "Rafael Costa", "RC", position=2),
    Person("JP", "Jana Petrov", "JP", position=3),
    Person("TL", "Tuan Le", "TL", position=4),
    Person("LR", "Lena Ruiz", "LR", position=5),
    Person("AO", "Amara Obi", "AO", position=6),
    Person("KN", "Kim Nilsson", "KN", position=7),
    Person("EH", "Elif Haddad", "EH", Role.COACH, position=8),
)

GOALS = (
    Goal("unhurt", "Nobody gets hurt at the line", GoalCategory.SAFETY, "MS", position=1),
    Goal("customer", "Every order complete, right and on time", GoalCategory.CUSTOMER, "JP", position=2),
    Goal("waste", "A tenth less waste by next summer", GoalCategory.EFFICIENCY, "TL", position=3),
)

KPIS = (
    Kpi(
        id="safe",
        key="safe",
        name="Days without accident",
        category_id="S",
        goal_id="unhurt",
        owner_id="MS",
        unit="d",
        decimals=0,
        horizon=Horizon.LONG,
        definition="Calendar days since the last injury that needed first aid or more, counted at the end of the day",
        position=1,
    ),
    Kpi(
        id="near",
        key="near",
        name="Near misses reported",
        category_id="S",
        goal_id="unhurt",
        owner_id="LR",
        decimals=0,
        cadence=Cadence.MONTH,
        horizon=Horizon.LONG,
        definition="Cards handed in at the board; many are good, because what is reported can be put right",
        position=2,
    ),
    Kpi(
        id="fpy",
        key="fpy",
        name="First-pass yield",
        category_id="Q",
        goal_id="customer",
        owner_id="RC",
        unit="%",
        cadence=Cadence.SHIFT,
        share=True,
        definition="Packs right the first time / packs started, in a shift; reworked packs do not count as right",
        position=3,
    ),
    Kpi(
        id="complaints",
        key="complaints",
        name="Customer complaints",
        category_id="Q",
        goal_id="customer",
        owner_id="RC",
        decimals=0,
        direction=Direction.LOWER,
        cadence=Cadence.WEEK,
        definition="Complaints received in the week about goods of this line, whatever their cause",
        position=4,
    ),
    Kpi(
        id="otd",
        key="otd",
        name="On-time delivery",
        category_id="D",
        goal_id="customer",
        owner_id="JP",
        unit="%",
        definition="Orders that left the dock complete and in their time slot / orders due that day",
        position=5,
    ),
    Kpi(
        id="stock",
        key="stock",
        name="Carton stock",
        category_id="D",
        goal_id="waste",
        owner_id="AO",
        unit="d",
        direction=Direction.BAND,
        definition="Days that the cartons at the line will last; too few stop the line, too many block the aisle",
        position=6,
    ),
    Kpi(
        id="scrap",
        key="scrap",
        name="Scrap cost",
        category_id="C",
        goal_id="waste",
        owner_id="TL",
        unit="€",
        decimals=0,
        direction=Direction.LOWER,
        definition="Film and cartons thrown away in a day, at purchase price",
        position=7,
    ),
    Kpi(
        id="overtime",
        key="overtime",
        name="Overtime",
        category_id="P",
        owner_id="LR",
        unit="h",
        direction=Direction.LOWER,
        cadence=Cadence.WEEK,
        horizon=Horizon.LONG,
        definition="Hours beyond the plan, all three crews together, in the week",
        position=8,
    ),
)

# Each with the number of weeks ago from which it holds; None since ever.
TARGETS: tuple[tuple[Target, int | None], ...] = (
    (Target("safe", "safe", low=30), None),
    (Target("near", "near", low=8), None),
    (Target("fpy", "fpy", low=97), None),
    (Target("fpy-2", "fpy", low=97.5), 6),
    (Target("complaints", "complaints", high=2), None),
    (Target("otd", "otd", low=95), None),
    (Target("stock", "stock", low=2, high=4, watch_low=1.5, watch_high=4.5), None),
    (Target("scrap", "scrap", high=450, watch_high=480), None),
    (Target("scrap-2", "scrap", high=400, watch_high=420), 4),
    (Target("overtime", "overtime", high=8), None),
)

# (KPI, how many periods back, note)
READING_NOTES = (
    ("otd", 0, "dock 2 still closed; night lorry went without 14 pallets"),
    ("otd", 1, "dock 2 closed"),
    ("otd", 2, "dock 2 closed for repair; two lorries late"),
    ("fpy", 40, "film lot 81 splits at the seal"),
    ("scrap", 20, "first day with off-cut film"),
    ("complaints", 0, "two loose caps, one crushed carton"),
    ("stock", 17, "not counted: scanner at repair"),
)
