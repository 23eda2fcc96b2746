"""The KPIs that the templates begin with, each with a sheet that a newcomer can read and change.

What only the team can know is left open: who owns it, where the number comes from, what the customer notices. The four
questions ask for it.
"""

from __future__ import annotations

from kpiboard.model import Cadence, Direction, Kpi, KpiKind, Perspective, Target
from kpiboard.model.frozen import frozen

_NO_ID = ""  # `kpiboard.starting.templates` makes the ids


@frozen
class Starter:
    """A KPI to start with: its letter, the facts of a Kpi, and the bounds of its target, where it has one."""

    letter: str
    kpi: Kpi
    target: Target | None


def _at_least(low: float, watch: float | None = None) -> Target:
    return Target(_NO_ID, _NO_ID, low=low, watch_low=watch)


def _at_most(high: float, watch: float | None = None) -> Target:
    return Target(_NO_ID, _NO_ID, high=high, watch_high=watch)


LINE = (
    Starter(
        "S",
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
            effort_minutes=1,
            behaviour_risk="Small injuries may be kept quiet, so that the row does not break",
            risk_level=3,
            counts_events=True,
        ),
        None,  # no accident is wanted, and no number
    ),
    Starter(
        "Q",
        Kpi(
            _NO_ID,
            "fpy",
            "First-pass yield",
            unit="%",
            share=True,
            definition="Pieces right the first time / pieces started; reworked ones do not count as right",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.QUALITY,
            because="Every piece made twice is paid for twice",
            formula="pieces right the first time ÷ pieces started",
            effort_minutes=2,
            behaviour_risk="Pieces could be reworked without a word and count as right",
            risk_level=1,
            floor=0,
            cap=100,
        ),
        _at_least(97.5),
    ),
    Starter(
        "C",
        Kpi(
            _NO_ID,
            "scrap",
            "Scrap cost",
            unit="€",
            decimals=0,
            direction=Direction.LOWER,
            definition="Material thrown away in a day, at purchase price",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.COST,
            because="What we throw away was paid for twice: as material and as work",
            formula="kilograms thrown away × price of the material",
            effort_minutes=3,
            valid_min=0,
            floor=0,
        ),
        _at_most(400, 420),
    ),
    Starter(
        "D",
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
            effort_minutes=3,
            valid_min=0,
            valid_max=100,
            behaviour_risk="Orders could be moved to another day, so that they were never due",
            risk_level=1,
        ),
        _at_least(95),
    ),
    Starter(
        "P",
        Kpi(
            _NO_ID,
            "overtime",
            "Overtime",
            unit="h",
            direction=Direction.LOWER,
            cadence=Cadence.WEEK,
            definition="Hours beyond the plan, all crews together, in the week",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.PEOPLE,
            because="Tired people make mistakes, and have families",
            formula="hours worked − hours planned, where it is more",
            effort_minutes=5,
            valid_min=0,
            floor=0,
        ),
        _at_most(8),
    ),
)

SERVICE = (
    Starter(
        "S",
        Kpi(
            _NO_ID,
            "absence",
            "Sick leave",
            unit="%",
            direction=Direction.LOWER,
            cadence=Cadence.MONTH,
            share=True,
            definition="Days lost to sickness / days planned, in the month",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.PEOPLE,
            because="Who is worn out falls ill, and the others carry the load",
            formula="days lost to sickness ÷ days planned",
            effort_minutes=5,
            behaviour_risk="People could come to work although they are ill",
            risk_level=1,
            floor=0,
            cap=100,
        ),
        _at_most(5, 6),
    ),
    Starter(
        "Q",
        Kpi(
            _NO_ID,
            "fcr",
            "First-contact resolution",
            unit="%",
            share=True,
            definition="Requests solved at the first contact / requests received; one that comes back was not solved",
            kind=KpiKind.OUTCOME,
            perspective=Perspective.QUALITY,
            because="Nobody likes to explain the same trouble twice",
            formula="requests solved at the first contact ÷ requests received",
            effort_minutes=2,
            behaviour_risk="Requests could be closed early and opened again under another number",
            risk_level=1,
            floor=0,
            cap=100,
        ),
        _at_least(75, 72),
    ),
    Starter(
        "D",
        Kpi(
            _NO_ID,
            "answered",
            "Answered within 24 h",
            unit="%",
            share=True,
            definition="Requests answered within 24 hours / requests received",
            kind=KpiKind.PROCESS,
            perspective=Perspective.CUSTOMER,
            because="Who waits for us cannot go on with their own work",
            formula="requests answered within 24 hours ÷ requests received",
            effort_minutes=2,
            behaviour_risk="An answer that only says “we look into it” could be sent in time",
            risk_level=1,
            floor=0,
            cap=100,
        ),
        _at_least(90),
    ),
    Starter(
        "C",
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
            effort_minutes=1,
            valid_min=0,
            floor=0,
        ),
        _at_most(40, 50),
    ),
    Starter(
        "P",
        Kpi(
            _NO_ID,
            "ideas",
            "Ideas put into practice",
            decimals=0,
            cadence=Cadence.MONTH,
            definition="Ideas from the team that were put into practice in the month",
            kind=KpiKind.PROCESS,
            perspective=Perspective.PEOPLE,
            because="Those who do the work know best what is in its way",
            formula="ideas put into practice in the month",
            effort_minutes=5,
            valid_min=0,
            floor=0,
        ),
        _at_least(2),
    ),
)
