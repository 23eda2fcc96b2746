"""What the team of the demo board knows about its numbers: marks on readings, baselines, audits, reviews.

Ids are short words here, as in `measures`. Ages are counted back from now: of readings in periods of the KPI (0 is
the latest), of everything else in working days.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kpiboard.model import Baseline, Decision, Mapping, Review


class Mark(NamedTuple):
    """What is said about one reading. `typed` is a wrong value that stood there first, for `typed_days`
    working days.

    `late`: it came after the cut-off. `reason` was given at the huddle of the next working day, by the team or by the
    leader `passed_by` who let it pass.
    """

    note: str = ""
    code: str = ""
    excluded: str = ""
    typed: float | None = None
    typed_days: int = 0
    late: bool = False
    reason: str = ""
    passed_by: str = ""


MARKS: dict[tuple[str, int], Mark] = {
    # Three days below anything that was normal: a signal. Twice the leader let it pass, and nobody is on it yet.
    ("otd", 0): Mark("dock 2 still closed; night lorry went without 14 pallets", code="dock 2 closed"),
    ("otd", 1): Mark(
        "dock 2 closed", code="dock 2 closed", reason="Dock 2 opens again tomorrow", passed_by="Maren Sato"
    ),
    ("otd", 2): Mark(
        "dock 2 closed for repair; two lorries late",
        code="dock 2 closed",
        reason="Dock 2 is repaired, two days at most",
        passed_by="Maren Sato",
    ),
    # One day that says nothing about the line: left out of the limits, with a reason.
    ("otd", 31): Mark(
        "no lorry came through until noon",
        excluded="Motorway closed for six hours after an accident",
        reason="Nothing to do about the motorway",
    ),
    ("yield", 15): Mark("typed in two days later: the terminal was down", late=True),
    ("yield", 101): Mark("film lot 81 splits at the seal", code="film splits"),
    ("scrap", 20): Mark("first day with off-cut film"),
    ("scrap", 34): Mark("half a reel of lot 81 thrown away"),
    ("complaints", 0): Mark("two loose caps, one crushed carton", code="loose cap"),
    ("complaints", 4): Mark(code="loose cap"),
    ("complaints", 6): Mark(code="label smears"),
    ("complaints", 11): Mark("a whole pallet from lot 79", code="loose cap"),
    ("complaints", 15): Mark(code="loose cap"),
    ("complaints", 18): Mark(code="label smears"),
    ("complaints", 21): Mark(code="Other"),
    # Found by the audit: counted before the delivery. And a slip of the finger, put right the same evening.
    ("stock", 3): Mark("counted before the afternoon delivery", typed=3.1, typed_days=2),
    ("stock", 6): Mark("not counted: scanner at repair"),
    ("stock", 8): Mark(typed=30.0),
    ("near", 0): Mark("five of them about the aisle at station 2"),
}

# What made a shift lose packs: (reason, how often of twelve) while the case packer had no spare sensor, and since.
SENSOR_SPARE = 54  # working days since the spare sensor is on the shelf
REASONS = (("sensor fault", 6), ("film splits", 3), ("label smears", 2), ("loose cap", 1), ("Other", 1))
REASONS_SINCE = (("film splits", 5), ("label smears", 3), ("loose cap", 2), ("sensor fault", 1), ("Other", 1))

# (baseline, the age of its first reading, how many days ago it was set)
BASELINES: tuple[tuple[Baseline, int, int], ...] = (
    (Baseline("scrap", "scrap", reason="Off-cut film is used again (A-9), and scrap fell", set_by="Tuan Le"), 20, 12),
)


class Check(NamedTuple):
    """An audit drill: the ages of the readings that were compared with their source, how many days ago, and by whom."""

    kpi: str
    ages: tuple[int, ...]
    days: int
    by: str


# One of the five readings of carton stock was wrong (its mark says how), none of those of scrap cost.
AUDITS = (
    Check("stock", (3, 5, 7, 9, 11), 1, "Maren Sato"),
    Check("scrap", (13, 16, 18, 22, 25), 9, "Amara Obi"),
)

REVIEWS: tuple[tuple[Review, int], ...] = (
    (
        Review(
            "otd",
            "otd",
            date.min,
            Decision.KEEP,
            "Jana Petrov",
            "Two customers asked us for it; the slot, not the day, is what they feel",
            score=4,
            liked=True,
        ),
        40,
    ),
    (
        Review(
            "scrap",
            "scrap",
            date.min,
            Decision.ADJUST,
            "Tuan Le",
            "Cartons are counted too: they are weighed anyway",
            score=3,
            liked=True,
        ),
        58,
    ),
    (
        Review(
            "overtime",
            "overtime",
            date.min,
            Decision.RETIRE,
            "Lena Ruiz",
            "The plan is made elsewhere: nobody at the line could move it",
            score=1,
            liked=False,
        ),
        54,
    ),
)

# KPI → in how many days it is looked at again. That of yield is overdue; that of scrap cost was called by an event.
# Accidents, by the days before the last working day: what happened, and what was done about it at once. The guard on
# the cutter answers the last one.
ACCIDENTS = (
    (42, "finger cut at the film cutter; guard was off", ""),
    (97, "hand caught between two pallets", "Pallets are pushed by the handles only"),
    (171, "slipped on loose film", "A bin for film ends stands at every station"),
    (230, "bruised foot: a reel fell off the trolley", "The trolley has an edge now"),
    (318, "cut by the edge of a carton", "Cut-proof gloves lie at the packer"),
    (362, "back strained lifting a reel", "Two people lift a reel"),
    (455, "eye rinsed: cleaner splashed", "Glasses hang beside the cleaner"),
    (520, "finger pinched in the gate", "The gate closes slowly now"),
    (611, "bump on the head at the low beam", "The beam is padded and yellow"),
)
COUNTED = 640  # days that the first-aid room has written down

NEXT_REVIEW = {"safe": 34, "near": 61, "fpy": -9, "yield": 48, "complaints": 26, "otd": 34, "stock": 72, "scrap": 0}
REVIEW_TRIGGERS = {"scrap": "new product or process"}

# The file that the yard and the scale write every night.
MAPPINGS = (
    Mapping(
        "nightly",
        "nightly",
        kpi_column="measure",
        period_column="day",
        value_column="value",
        note_column="remark",
        separator=";",
        decimal=",",
        date_order="dmy",
    ),
)
