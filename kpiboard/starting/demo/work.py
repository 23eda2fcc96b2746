"""What is done and said on the demo board, as tables; `kpiboard.starting.demo` gives them dates and ids.

Ids are short words here, as in `measures`: `A-11`, `F-31`, a KPI's key, a person's initials.
"""

from __future__ import annotations

from typing import NamedTuple

from kpiboard.model import (
    Action,
    ActionKind,
    Evidence,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Result,
    Stage,
    Why,
)


class Work(NamedTuple):
    """An action and its dates in working days from today: −3 is three of them ago, 2 the second from now.

    `due` of a running action that is late counts the days of the calendar, so that it is as late on any day; `done`
    counts from the last due day, as readings do.
    """

    action: Action
    opened: int
    due: int
    ended: int | None = None
    done: int | None = None
    check: int | None = None
    by: int | None = None
    came_back: int | None = None


# Small things that somebody just did, without a number to move.
_JUST_DONE = (
    ("A-1", 1, "Hook for the air gun at station 3", "KN", -20, "Nobody looks for it any more"),
    ("A-2", 2, "Lamp over the label reader", "LR", -32, "The reader sees what we see"),
    ("A-3", 3, "Film lots sorted by date", "TL", -41, "The oldest lot is in front"),
    ("A-4", 4, "Knife holder at the case packer", "AO", -12, "No knife lies on the belt"),
)

ACTIONS: tuple[Work, ...] = (
    *(
        Work(
            Action(
                word, number, title, ActionKind.IMPROVEMENT, Stage.CLOSED, None, who,
                evidence="It is there and in use", result=Result.WORKED, learning=learning, standard="None needed",
            ),
            ago, ago, ago, ago,
        )
        for word, number, title, who, ago, learning in _JUST_DONE
    ),
    Work(
        Action("A-5", 5, "Floor marking at the film store", ActionKind.IMPROVEMENT, Stage.CLOSED, "safe", "LR"),
        -62, -50, -52,
    ),
    Work(
        Action(
            "A-6", 6, "Spare sensor for the case packer on the shelf", ActionKind.SYSTEM, Stage.CLOSED, "yield", "RC",
            code="sensor fault",
            cause="A sensor from the store takes two shifts",
            evidence="Two sensors lie in the drawer under the packer",
            result=Result.WORKED,
            learning="We lost more packs by waiting than by the fault",
            standard="Sensors are on the list of parts at the line",
        ),
        -66, -50, -48, -57,
    ),
    Work(
        Action(
            "A-7", 7, "Five-minute clean at hand-over", ActionKind.SYSTEM, Stage.ACT, "yield", "LR",
            cause="Label dust on the reader at every change of shift",
            hypothesis="If each crew hands over a clean station, the first hour loses no packs",
            expected=0.2,
            evidence="All three crews have signed the checklist for two weeks",
            result=Result.WORKED,
            result_reason="The first hour after hand-over loses no packs any more; the rest is film",
            learning="It is done when the list hangs at the station, not in the office",
        ),
        -46, 4, done=-30, by=-5,
    ),
    Work(
        Action(
            "A-8", 8, "Second scanner at dock 1", ActionKind.SUPPORT, Stage.CANCELLED, "otd", "JP",
            cancel_reason="The new gate reads the labels itself",
        ),
        -38, -20, -24,
    ),
    Work(
        Action(
            "A-9", 9, "Reuse of off-cut film", ActionKind.SYSTEM, Stage.CHECK, "scrap", "TL",
            cause="There is no place to keep off-cuts at the machine",
            hypothesis="If off-cuts have a rack at the machine, they are used before a new reel is opened",
            expected=-45.0,
            evidence="The rack is up, and the bin for film is empty",
        ),
        -58, 5, done=-21, by=10,
    ),
    Work(
        Action(
            "A-10", 10, "Ear plug dispenser at the door", ActionKind.IMPROVEMENT, Stage.CLOSED, None, "KN",
            evidence="It hangs there and is full",
            result=Result.WORKED,
            learning="Nobody fetches ear plugs from the office",
            standard="Filling it is on the Monday round",
        ),
        -15, -6, -7, -9,
    ),
    Work(
        Action(
            "A-11", 11, "Second set of change-over tools", ActionKind.SYSTEM, Stage.DO, "scrap", "TL",
            cause="Change-over waits for the tools of line 3",
            expected=-20.0,
            moves=3,
            blocked="the supplier's delivery",
        ),
        -16, -2, by=20,
    ),
    Work(
        Action(
            "A-12", 12, "Guard on the film cutter", ActionKind.COUNTERMEASURE, Stage.CLOSED, "safe", "MS",
            cause="The cutter ran with its guard open",
            hypothesis="If the guard switches the knife off, no finger reaches it",
            evidence="Tried with a stick on all three shifts",
            result=Result.WORKED,
            learning="The guard was in the way of cleaning; now it swings aside",
            standard="The switch is on the weekly safety check",
        ),
        -30, -20, -9, -24,
    ),
    Work(
        Action(
            "A-13", 13, "Count cartons after the last delivery", stage=Stage.CLOSED, kpi_id="stock", owner_id="AO",
            result=Result.WORKED,
            learning="Counting earlier misses what comes in the afternoon",
            standard="The count is at 18:00",
        ),
        -13, -8, -8,
    ),
    Work(
        Action(
            "A-14", 14, "Torque check at capper start-up", stage=Stage.DO, kpi_id="complaints", owner_id="RC",
            code="loose cap",
            cause="The start-up sheet has no line for the torque",
            hypothesis="If every start is checked, no loose cap leaves the line",
            expected=-1.0,
            background="Half of the complaints of the autumn are loose caps",
            goal="No complaint about a loose cap in four weeks",
            countermeasures="Torque check before the first pack; grease for low temperatures",
            follow_up="Complaints of four weeks, then the sheet of line 3, too",
        ),
        -8, 1, by=25,
    ),
    Work(
        Action("A-15", 15, "Trolley blocks the aisle", ActionKind.IMPROVEMENT, Stage.PLAN, "safe", "MS"),
        -1, 3,
    ),
    Work(
        Action(
            "A-16", 16, "Labels smear on film lot 88", ActionKind.CONTAINMENT, Stage.PLAN, "yield", "JP",
            code="label smears",
            cycle=2,
        ),
        -22, 2, came_back=-1,
    ),
)  # fmt: skip

WHYS = (
    Why("A-14.1", "A-14", 1, "Caps come loose on the way to the customer", Evidence.SEEN),
    Why("A-14.2", "A-14", 2, "The capper runs below its torque for the first twenty minutes", Evidence.DATA),
    Why("A-14.3", "A-14", 3, "Cold grease after the weekend slows the clutch", Evidence.SEEN),
    Why("A-14.4", "A-14", 4, "Nobody checks the torque before the first pack", Evidence.SEEN),
    Why("A-14.5", "A-14", 5, "The start-up sheet has no line for it", Evidence.SEEN),
    Why("A-9.1", "A-9", 1, "A third of the scrap is film cut off at lot changes", Evidence.DATA),
    Why("A-9.2", "A-9", 2, "Off-cuts over two metres are thrown away with the rest", Evidence.SEEN),
    Why("A-9.3", "A-9", 3, "There is no place to keep them at the machine", Evidence.SEEN),
    Why("A-11.1", "A-11", 1, "Change-over waits for the tools of line 3", Evidence.SEEN),
    Why("A-11.2", "A-11", 2, "Both lines change over at the end of the shift", Evidence.ASSUMED),
)

# (action, working days ago, by, text)
NOTES = (
    ("A-7", 20, "Lena Ruiz", "All three crews do it; early crew has made a checklist"),
    ("A-7", 3, "Elif Haddad", "Checklist goes into the hand-over standard"),
    ("A-9", 20, "Tuan Le", "Rack is up, off-cuts are used from today"),
    ("A-9", 2, "Tuan Le", "Measured −12 %, from 463 to 409 € a day; now the baseline is new"),
    ("A-11", 4, "Tuan Le", "Tools ordered; supplier promises the trolley for this week"),
    ("A-14", 6, "Rafael Costa", "Torque wrench borrowed from maintenance for the trial"),
    ("A-14", 2, "Rafael Costa", "Early shift has checked three starts in a row, no loose cap"),
)

# (feedback, hours ago, hours until it was acknowledged or answered). What is anonymous keeps only its date.
FEEDBACK: tuple[tuple[Feedback, int, int], ...] = (
    (
        Feedback(
            "F-23",
            23,
            "Thanks to nights for clearing the jam at station 3 before hand-over",
            FeedbackKind.THANKS,
            FeedbackState.ANSWERED,
            author_id="LR",
            reply="Read out at the huddle. Well done, nights",
            replied_by="Maren Sato",
            votes=6,
        ),
        402,
        18,
    ),
    (
        Feedback(
            "F-24",
            24,
            "Ear plugs run out on Fridays; could there be a dispenser at the door?",
            FeedbackKind.SAFETY,
            FeedbackState.ACCEPTED,
            anonymous=True,
            reply="Yes: Kim sees to it",
            replied_by="Maren Sato",
            action_id="A-10",
            votes=5,
        ),
        360,
        6,
    ),
    (
        Feedback(
            "F-25",
            25,
            "Colour the film lots, so that nobody loads the wrong one",
            FeedbackKind.IDEA,
            FeedbackState.DECLINED,
            kpi_id="fpy",
            author_id="KN",
            reply="The supplier prints a bar code from January; the scanner will stop a wrong lot",
            replied_by="Rafael Costa",
            votes=1,
        ),
        290,
        30,
    ),
    (
        Feedback(
            "F-26",
            26,
            "Night scrap is booked in the morning: does it count for the right day?",
            FeedbackKind.DATA_DOUBT,
            FeedbackState.ANSWERED,
            kpi_id="scrap",
            author_id="AO",
            reply="Checked: it is booked for the day on which the night shift began",
            replied_by="Tuan Le",
        ),
        242,
        21,
    ),
    (
        Feedback(
            "F-27",
            27,
            "The huddle runs over, and then the bus is gone",
            FeedbackKind.CONCERN,
            FeedbackState.ANSWERED,
            anonymous=True,
            reply="We start at 13:45 sharp, and a bell rings after ten minutes",
            replied_by="Maren Sato",
            votes=4,
        ),
        168,
        20,
    ),
    (
        Feedback(
            "F-28",
            28,
            "Music at the manual packing table",
            FeedbackKind.IDEA,
            FeedbackState.DECLINED,
            anonymous=True,
            reply="Sorry: the fork-lift has to be heard there",
            replied_by="Maren Sato",
            votes=2,
        ),
        120,
        26,
    ),
    (
        Feedback(
            "F-29",
            29,
            "Target of 95 % is not reachable while dock 2 is closed",
            FeedbackKind.KPI_FEASIBILITY,
            kpi_id="otd",
            anonymous=True,
            votes=3,
        ),
        48,
        0,
    ),
    (
        Feedback(
            "F-30",
            30,
            "Two complaints a week include damage by the carrier, which is not ours",
            FeedbackKind.KPI_FEASIBILITY,
            FeedbackState.ACKNOWLEDGED,
            kpi_id="complaints",
            author_id="RC",
            votes=2,
        ),
        44,
        17,
    ),
    (
        Feedback(
            "F-31",
            31,
            "Trolley blocks the aisle at station 2",
            FeedbackKind.SAFETY,
            FeedbackState.ACCEPTED,
            author_id="MS",
            reply="Taken up: the trolley gets a marked place",
            replied_by="Maren Sato",
            action_id="A-15",
            votes=1,
        ),
        28,
        4,
    ),
    (
        Feedback(
            "F-32",
            32,
            "Carton stock was counted before the afternoon delivery",
            FeedbackKind.DATA_DOUBT,
            FeedbackState.ACKNOWLEDGED,
            kpi_id="stock",
            author_id="TL",
        ),
        21,
        3,
    ),
    (Feedback("F-33", 33, "Torque wrench for capper 3 is worn", FeedbackKind.CONCERN, author_id="JP"), 5, 0),
    (
        Feedback("F-34", 34, "Could nights see the film lot before loading?", author_id="KN", votes=4),
        2,
        0,
    ),
)
