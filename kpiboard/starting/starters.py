"""The KPIs that the templates begin with, each an example with a whole sheet, for a team to keep or to change.

They answer the four questions as a team might, but for the second: only the team can say whom it will congratulate.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpiboard.model import Cadence, Direction, Goal, GoalCategory, Horizon, Kpi, KpiKind, Perspective, Target
from kpiboard.model.frozen import frozen

_NO_ID = ""  # `kpiboard.starting.templates` makes the ids


@frozen
class Starter:
    """A KPI to start with: its letter, the goal it serves, the facts of a Kpi, and the bounds of its target, if any.

    `guard` is the key of the starter that shows what it may hide, and `hides` says what that is.
    """

    letter: str
    goal: str
    kpi: Kpi
    target: Target | None
    guard: str = ""
    hides: str = ""


def _at_least(low: float, watch: float | None = None) -> Target:
    return Target(_NO_ID, _NO_ID, low=low, watch_low=watch)


def _at_most(high: float, watch: float | None = None) -> Target:
    return Target(_NO_ID, _NO_ID, high=high, watch_high=watch)


def _goal(title: str, category: GoalCategory, horizon: Horizon = Horizon.SHORT) -> Goal:
    return Goal(_NO_ID, title, category, horizon=horizon)


LINE_GOALS: Mapping[str, Goal] = {
    "unhurt": _goal("Nobody gets hurt, and the team gets better at its work", GoalCategory.SAFETY, Horizon.LONG),
    "customer": _goal("Every order right and on the day", GoalCategory.CUSTOMER),
    "waste": _goal("Less time and material lost", GoalCategory.EFFICIENCY),
}

LINE = (
    Starter(
        "S",
        "unhurt",
        Kpi(
            _NO_ID,
            "safe",
            "Days without accident",
            unit="d",
            decimals=0,
            definition="Calendar days since the last injury that needed first aid or more",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.SAFETY,
            because="Everybody goes home as they came",
            formula="today − the day of the last accident",
            data_source="first-aid book",
            measurement_plan="Who leads the shift enters an accident on the day it happened; on other days nothing",
            effort_minutes=1,
            customer_impact="Skilled people stay at the line, and orders are not held up by an accident",
            behaviour_risk="Small injuries may be kept quiet, so that the row does not break",
            risk_level=2,
            counts_events=True,
        ),
        None,  # no accident is wanted, and no number
        guard="ideas",
        hides="A line that keeps injuries quiet keeps its ideas to itself, too",
    ),
    Starter(
        "Q",
        "customer",
        Kpi(
            _NO_ID,
            "fpy",
            "First-pass yield",
            unit="%",
            definition="Pieces right the first time / pieces started; reworked ones do not count as right",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.QUALITY,
            because="Every piece made twice is paid for twice",
            formula="pieces right the first time ÷ pieces started",
            data_source="counters of the line and the rework sheet",
            measurement_plan="At the end of the day whoever leads the last shift reads both and types them",
            effort_minutes=2,
            customer_impact="Parts that were right the first time reach customers sooner, and without repairs in them",
            behaviour_risk="Pieces could be reworked without a word and count as right",
            risk_level=1,
            valid_min=0,
            valid_max=100,
            floor=0,
            cap=100,
        ),
        _at_least(97.5),
    ),
    Starter(
        "C",
        "waste",
        Kpi(
            _NO_ID,
            "change",
            "Change-over time",
            unit="min",
            decimals=0,
            direction=Direction.LOWER,
            definition="Minutes from the last good piece of an order to the first good one of the next; mean of a day",
            kind=KpiKind.PROCESS,
            perspective=Perspective.COST,
            because="While the line is being set up, nobody is paid by a customer",
            formula="minutes of all change-overs ÷ change-overs",
            data_source="change-over sheet at the line",
            measurement_plan="The setter writes both times down; the last shift types the mean of the day",
            effort_minutes=3,
            customer_impact="Smaller lots get possible, so that customers wait less for what they need",
            behaviour_risk="Cleaning and checks could be left out to be faster",
            risk_level=1,
            valid_min=0,
            floor=0,
        ),
        _at_most(30, 35),
    ),
    Starter(
        "D",
        "customer",
        Kpi(
            _NO_ID,
            "otd",
            "On-time delivery",
            unit="%",
            definition="Orders that left complete and on time / orders due that day",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.CUSTOMER,
            because="A late order stops somebody else's work",
            formula="orders out complete and on time ÷ orders due",
            data_source="dispatch list",
            measurement_plan="Dispatch counts in the morning what was due the day before, and types it",
            effort_minutes=3,
            valid_min=0,
            valid_max=100,
            customer_impact="Customers can plan with the day that we have promised them",
            behaviour_risk="Orders could be moved to another day, so that they were never due",
            risk_level=1,
            floor=0,
            cap=100,
        ),
        _at_least(95),
    ),
    Starter(
        "P",
        "unhurt",
        Kpi(
            _NO_ID,
            "ideas",
            "Ideas put into practice",
            decimals=0,
            cadence=Cadence.MONTH,
            horizon=Horizon.LONG,
            definition="Ideas from the team that were put into practice in the month",
            kind=KpiKind.PROCESS,
            perspective=Perspective.PEOPLE,
            because="Those who do the work know best what is in its way",
            formula="ideas put into practice in the month",
            data_source="the feedback and the actions of this board",
            measurement_plan="At the last huddle of the month the team counts them together",
            effort_minutes=5,
            customer_impact="What annoys the team slows orders down: each idea is one cause of delay less",
            behaviour_risk="One idea could be cut into several small ones to make the number",
            risk_level=1,
            valid_min=0,
            floor=0,
        ),
        _at_least(2),
    ),
)

SERVICE_GOALS: Mapping[str, Goal] = {
    "well": _goal("A team that stays well and gets better at its work", GoalCategory.ENGAGEMENT, Horizon.LONG),
    "customer": _goal("Nobody waits for an answer or asks twice", GoalCategory.CUSTOMER),
}

SERVICE = (
    Starter(
        "S",
        "well",
        Kpi(
            _NO_ID,
            "absence",
            "Sick leave",
            unit="%",
            direction=Direction.LOWER,
            cadence=Cadence.MONTH,
            horizon=Horizon.LONG,
            definition="Days lost to sickness / days planned, in the month",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.PEOPLE,
            because="Who is worn out falls ill, and the others carry the load",
            formula="days lost to sickness ÷ days planned",
            data_source="attendance list",
            measurement_plan="Who plans the shifts counts both on the first day of the next month",
            effort_minutes=5,
            customer_impact="Requests are not left lying because somebody is missing",
            behaviour_risk="People could come to work although they are ill",
            risk_level=1,
            valid_min=0,
            valid_max=100,
            floor=0,
            cap=100,
        ),
        _at_most(5, 6),
    ),
    Starter(
        "Q",
        "customer",
        Kpi(
            _NO_ID,
            "fcr",
            "First-contact resolution",
            unit="%",
            definition="Requests solved at the first contact / requests received; one that comes back was not solved",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.QUALITY,
            because="Nobody likes to explain the same trouble twice",
            formula="requests solved at the first contact ÷ requests received",
            data_source="ticket list",
            measurement_plan="The last one to leave filters the list of the day and types both numbers",
            effort_minutes=2,
            customer_impact="Customers tell their trouble once, and can go on with their own work",
            behaviour_risk="Requests could be closed early and opened again under another number",
            risk_level=1,
            valid_min=0,
            valid_max=100,
            floor=0,
            cap=100,
        ),
        _at_least(75, 72),
    ),
    Starter(
        "D",
        "customer",
        Kpi(
            _NO_ID,
            "answered",
            "Answered within 24 h",
            unit="%",
            definition="Requests answered within 24 hours / requests received",
            kind=KpiKind.PROCESS,
            perspective=Perspective.CUSTOMER,
            because="Who waits for us cannot go on with their own work",
            formula="requests answered within 24 hours ÷ requests received",
            data_source="ticket list",
            measurement_plan="The first one in the morning filters the list of the day before",
            effort_minutes=2,
            customer_impact="Customers know within a day where they stand with their request",
            behaviour_risk="An answer that only says “we look into it” could be sent in time",
            risk_level=1,
            valid_min=0,
            valid_max=100,
            floor=0,
            cap=100,
        ),
        _at_least(90),
    ),
    Starter(
        "C",
        "customer",
        Kpi(
            _NO_ID,
            "open",
            "Open requests",
            decimals=0,
            direction=Direction.LOWER,
            definition="Requests that wait for us at the end of the day",
            kind=KpiKind.PROCESS,
            perspective=Perspective.OUTPUT,
            because="What waits has to be read twice and asked about once more",
            formula="requests not answered when the day ends",
            data_source="ticket list",
            measurement_plan="The last one to leave reads the number at the top of the list",
            effort_minutes=1,
            customer_impact="The shorter the queue, the sooner a request has its turn",
            behaviour_risk="Requests could be closed in the evening and opened again in the morning",
            risk_level=1,
            valid_min=0,
            floor=0,
        ),
        _at_most(40, 50),
    ),
    Starter(
        "P",
        "well",
        Kpi(
            _NO_ID,
            "ideas",
            "Ideas put into practice",
            decimals=0,
            cadence=Cadence.MONTH,
            horizon=Horizon.LONG,
            definition="Ideas from the team that were put into practice in the month",
            kind=KpiKind.PROCESS,
            perspective=Perspective.PEOPLE,
            because="Those who do the work know best what is in its way",
            formula="ideas put into practice in the month",
            data_source="the feedback and the actions of this board",
            measurement_plan="At the last meeting of the month the team counts them together",
            effort_minutes=5,
            customer_impact="What annoys the team slows answers down: each idea is one cause of delay less",
            behaviour_risk="One idea could be cut into several small ones to make the number",
            risk_level=1,
            valid_min=0,
            floor=0,
        ),
        _at_least(2),
    ),
)
