"""The huddles of the demo board and what came out of them: help asked for, coaching, thanks.

Ids are short words here, as in `measures`. Days ago are working days before the last due one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from kpiboard.model import (
    ActionKind,
    Answer,
    AnswerState,
    Block,
    Congratulation,
    Escalation,
    Helper,
    Kata,
    View,
)

SOMETIME = datetime(1970, 1, 1, tzinfo=UTC)  # a moment that is put in

HELPERS = (
    Helper("A-9/AO", "A-9", "AO"),
    Helper("A-11/LR", "A-11", "LR"),
    Helper("A-14/LR", "A-14", "LR"),
    Helper("A-14/EH", "A-14", "EH"),
)
BLOCKS = (Block("A-15/A-11", "A-15", "A-11"),)

VIEWS = (
    View("scrap", 6, "Film and scrap", kpi_id="scrap", columns=True),
    View("fires", 7, "Containment", kind=ActionKind.CONTAINMENT),
)


class Meeting(NamedTuple):
    """A huddle, how many days ago; nobody was there when it was `skipped`, and somebody was thanked unless `nobody`."""

    ago: int
    facilitator: str = ""
    absent: tuple[str, ...] = ()
    minutes: int = 10
    notes: str = ""
    nobody: bool = False
    skipped: str = ""


MEETINGS = (
    Meeting(0, "JP", ("KN",), 9, "Dock 2: one more day, then we act"),
    Meeting(1, "RC", ("KN", "AO"), 10, nobody=True),
    Meeting(2, "MS", ("TL",), 11, nobody=True),
    Meeting(3, "KN", (), 9),
    Meeting(4, "AO", ("JP",), 10, nobody=True),
    Meeting(5, skipped="Stocktaking: the line stood still"),
    Meeting(6, "LR", ("RC",), 12, nobody=True),
    Meeting(7, "TL", (), 10, nobody=True),
    Meeting(8, "JP", ("LR", "KN"), 9),
    Meeting(9, "RC", (), 10, nobody=True),
    Meeting(10, "MS", ("AO",), 8, nobody=True),
    Meeting(11, "KN", (), 10),
    Meeting(12, "AO", ("TL",), 14, "Too long: the reds first, the stories later", nobody=True),
)

# (congratulation, days ago), said at the huddle of that day; their dates are put in.
CONGRATULATIONS: tuple[tuple[Congratulation, int], ...] = (
    (Congratulation("C-1", 1, "TL", date.min, "Amara Obi", "The rack for off-cuts is up"), 11),
    (Congratulation("C-2", 2, "MS", date.min, "Jana Petrov", "42 days since the guard", action_id="A-12"), 8),
    (Congratulation("C-3", 3, "LR", date.min, "Kim Nilsson", "Cleared the jam at station 3 before hand-over"), 3),
    (Congratulation("C-4", 4, "AO", date.min, "Jana Petrov", "Counted twice, and found the wrong one"), 0),
)

# (coaching, days ago, working days from today until they go and see)
KATA: tuple[tuple[Kata, int, int], ...] = (
    (
        Kata(
            "K-1",
            1,
            date.min,
            action_id="A-14",
            coach_id="EH",
            learner_id="RC",
            target_condition="Each start has its torque on the sheet, and no cap is loose",
            actual="Torque is checked at 1 of 3 starts; 2 of 3 complaints are loose caps",
            last_step="Borrow the wrench and measure three starts",
            last_expected="Torque low for five minutes",
            last_happened="Low for 20 minutes, on Mondays for 35",
            learned="Cold grease, not the setting",
            obstacle="There is no wrench at the line",
            parked="Nights start alone",
            next_step="Early shift checks every start with the borrowed wrench",
            next_expected="No loose cap in the first hour",
        ),
        1,
        2,
    ),
)

# (escalation, hours ago, its answers and how many hours after; the last number: hours until it was confirmed)
ESCALATIONS: tuple[tuple[Escalation, int, tuple[tuple[Answer, int], ...], int | None], ...] = (
    (
        Escalation(
            "E-1",
            1,
            "A-8 Second scanner at dock 1",
            "The port for the gate belongs to IT",
            SOMETIME,
            "Jana Petrov",
            "Open the port",
            "IT, Hall 2",
            action_id="A-8",
            kpi_id="otd",
            confirmed_by="Jana Petrov",
        ),
        880,
        (
            (Answer("E-1.1", "E-1", AnswerState.ACCEPTED, SOMETIME, "Plant 1", "On the list for Tuesday"), 5),
            (Answer("E-1.2", "E-1", AnswerState.RESOLVED, SOMETIME, "Plant 1", "The port is open"), 40),
        ),
        60,
    ),
    (
        Escalation(
            "E-2",
            2,
            "A-11 Second set of change-over tools",
            "2,400 € is more than the line may spend",
            SOMETIME,
            "Tuan Le",
            "Release the order",
            "Plant manager",
            action_id="A-11",
            kpi_id="scrap",
        ),
        94,
        ((Answer("E-2.1", "E-2", AnswerState.ACCEPTED, SOMETIME, "Plant 1", "It goes to purchasing on Monday"), 6),),
        None,
    ),
    (
        Escalation(
            "E-3",
            3,
            "F-29 Target of 95 % is not reachable while dock 2 is closed",
            "Only the plant can bring the repair of dock 2 forward",
            SOMETIME,
            "Maren Sato",
            "A second gate until dock 2 is open",
            "Plant manager",
            feedback_id="F-29",
            kpi_id="otd",
        ),
        26,
        (),
        None,
    ),
)
