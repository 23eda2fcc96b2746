"""What is done and said on the demo board, as tables; `kpiboard.demo` gives them dates and ids.

Ids are short words here, as in `measures`: `A-11`, `F-31`, a KPI's key, a person's initials.
"""

from __future__ import annotations

from kpiboard.model import (
    Action,
    ActionKind,
    Evidence,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Stage,
    Why,
)

# (action, opened, due, ended), in working days from today: −3 is three of them ago, 2 the second from now.
# Only a running action that is late counts the days of the calendar, so that it is as late on any day.
ACTIONS: tuple[tuple[Action, int, int, int | None], ...] = (
    (
        Action("A-5", 5, "Floor marking at the film store", ActionKind.IMPROVEMENT, Stage.CLOSED, "safe", "LR"),
        -62,
        -50,
        -52,
    ),
    (
        Action(
            "A-6",
            6,
            "Spare sensor for the case packer on the shelf",
            ActionKind.SYSTEM,
            Stage.CLOSED,
            "yield",
            "RC",
            code="sensor fault",
        ),
        -58,
        -50,
        -54,
    ),
    (Action("A-7", 7, "Five-minute clean at hand-over", ActionKind.IMPROVEMENT, Stage.ACT, "fpy", "LR"), -40, 4, None),
    (
        Action(
            "A-8",
            8,
            "Second scanner at dock 1",
            ActionKind.SUPPORT,
            Stage.CANCELLED,
            "otd",
            "JP",
            cancel_reason="The new gate reads the labels itself",
        ),
        -38,
        -20,
        -24,
    ),
    (Action("A-9", 9, "Reuse of off-cut film", ActionKind.SYSTEM, Stage.CHECK, "scrap", "TL"), -30, 5, None),
    (
        Action("A-10", 10, "Ear plug dispenser at the door", ActionKind.IMPROVEMENT, Stage.CLOSED, None, "KN"),
        -15,
        -6,
        -7,
    ),
    (
        Action("A-11", 11, "Second set of change-over tools", ActionKind.SYSTEM, Stage.DO, "scrap", "TL"),
        -16,
        -2,
        None,
    ),
    (Action("A-12", 12, "Guard on the film cutter", ActionKind.CONTAINMENT, Stage.CLOSED, "safe", "MS"), -30, -29, -29),
    (
        Action("A-13", 13, "Count cartons after the last delivery", stage=Stage.CLOSED, kpi_id="stock", owner_id="AO"),
        -13,
        -8,
        -8,
    ),
    (
        Action(
            "A-14",
            14,
            "Torque check at capper start-up",
            stage=Stage.DO,
            kpi_id="complaints",
            owner_id="RC",
            code="loose cap",
        ),
        -8,
        1,
        None,
    ),
    (Action("A-15", 15, "Trolley blocks the aisle", ActionKind.IMPROVEMENT, Stage.PLAN, "safe", "MS"), -1, 3, None),
    (
        Action(
            "A-16",
            16,
            "Labels smear on film lot 88",
            ActionKind.CONTAINMENT,
            Stage.PLAN,
            "yield",
            "JP",
            code="label smears",
        ),
        -1,
        2,
        None,
    ),
)

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
