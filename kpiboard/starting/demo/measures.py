"""Whose the demo board is, what it is for and which targets it has; the room gives dates, readings and ids.

Ids are short words here, and references use them: a KPI's key, a person's initials, a category's letter. The KPIs
themselves are in `sheets`.
"""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from kpiboard.model import (
    BoardInfo,
    Category,
    Consulted,
    Goal,
    GoalCategory,
    Guard,
    Horizon,
    Person,
    Proposal,
    Role,
    Shift,
    Support,
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
    Goal("waste", "A quarter less waste by next summer", GoalCategory.EFFICIENCY, "TL", Horizon.SHORT, position=3),
)


class Version(NamedTuple):
    """A target, how many weeks ago it began (None: since ever), and in how many weeks it is to be reached."""

    target: Target
    since: int | None = None
    due: int | None = None


TARGETS = (
    # Cards are to be handed in more often, month by month as the team has planned it.
    Version(Target("near", "near", low=6)),
    Version(
        Target(
            "near-2",
            "near",
            low=12,
            glide_months=(8, 9, 9, 10, 10, 11),
            rationale="Four cards a crew and month: twice as many as we had",
            how="A pad of cards at every station, and one is read out at each huddle",
            leader_id="MS",
        ),
        since=17,
        due=26,
    ),
    # Met for ever, and still no question asked: whoever looks at the guard knows better.
    Version(Target("fpy", "fpy", low=96.5)),
    Version(
        Target(
            "fpy-2",
            "fpy",
            low=97,
            rationale="What the best of the three shifts does month after month",
            how="The setting sheet of that shift at every station",
            leader_id="MS",
            member_id="RC",
        ),
        since=6,
    ),
    # Raised six weeks ago; the shifts before keep the colour they had.
    Version(Target("yield", "yield", low=97)),
    Version(
        Target(
            "yield-2",
            "yield",
            low=97.5,
            rationale="The same for every shift, half a point above the mean of all of them",
            how="Each shift leaves the line set up for the next one",
            leader_id="MS",
            member_id="LR",
        ),
        since=6,
    ),
    Version(Target("complaints", "complaints", high=2, leader_id="MS", member_id="RC")),
    # Worked out together, reached step by step, signed by both sides.
    Version(
        Target(
            "otd",
            "otd",
            low=95,
            glide_months=(92, 93, 94, 95),
            rationale="The two largest customers ask for 95 % in their contracts from this year on",
            how="Pallets stand at the dock an hour before the slot; the carrier is called two hours before",
            support_needed="Both docks open; while one is closed, a slot in Hall 3",
            support=Support.ASKED,
            leader_id="MS",
            member_id="JP",
        ),
        since=30,
        due=20,
    ),
    Version(Target("stock", "stock", low=2, high=4, watch_low=1.5, watch_high=4.5)),
    # Month by month from 470 to 350 €: in its ninth month the path asks for 380, more than the process can do.
    Version(
        Target(
            "scrap",
            "scrap",
            high=350,
            watch_high=390,
            glide_from=470,
            rationale="A quarter less waste is what the plant has promised for next summer",
            how="Use the off-cuts again, then splice the film instead of cutting it at lot changes",
            support_needed="A splicer for the film, 6200 €",
            support=Support.ASKED,
            leader_id="MS",
        ),
        since=36,
        due=16,
    ),
    Version(Target("overtime", "overtime", high=8)),
)


def _thrown(number: int, person: str, value: str, argument: str) -> Proposal:
    return Proposal(f"scrap.{number}", "scrap", date.min, person, value, argument)


# Catchball over the target of scrap cost: (proposal, days ago).
PROPOSALS: tuple[tuple[Proposal, int], ...] = (
    (_thrown(1, "MS", "350", "A quarter less is promised; the path was set when film was cheaper"), 12),
    (_thrown(2, "TL", "390", "Off-cuts gave 50 € a day; without a splicer the process ends at 380"), 9),
    (_thrown(3, "MS", "365", "With a splicer by spring: I ask for the money on Monday"), 2),
)

GUARDS = (
    Guard("fpy/complaints", "fpy", "complaints", "What we let pass as right, the customer finds"),
    Guard("safe/near", "safe", "near", "A long row with few cards means that people keep quiet"),
    Guard("otd/complaints", "otd", "complaints", "An order can leave on time and arrive broken"),
    Guard("scrap/yield", "scrap", "yield", "Off-cuts that are too short split at the seal"),
)

# Who was asked before a KPI came onto the board.
CONSULTED = tuple(
    Consulted(f"{kpi}/{person}", kpi, person)
    for kpi, people in {
        "safe": "KN LR",
        "fpy": "LR JP",
        "complaints": "RC KN",
        "otd": "JP KN AO",
        "scrap": "TL",
    }.items()
    for person in people.split()
)
