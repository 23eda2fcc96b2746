"""Which period is meant: the one that is due, or the one that was typed."""

from __future__ import annotations

from kpiboard.basics.errors import InvalidInput
from kpiboard.cases.desk import Desk
from kpiboard.cases.points import proposed_period
from kpiboard.model import Kpi
from kpiboard.rules.calendar import Period, parse_moment


def due_period(desk: Desk, kpi: Kpi) -> Period:
    """The period that Record proposes."""
    newest = desk.readings(kpi, limit=1)
    return proposed_period(kpi, newest, desk.calendar(), desk.clock())


def typed_period(desk: Desk, kpi: Kpi, typed: str | None) -> Period:
    """The period that was typed, the due one if there is none. Raises InvalidInput."""
    if typed is None or not typed.strip():
        return due_period(desk, kpi)
    now = desk.clock()
    try:
        period = parse_moment(desk.calendar().read_on(kpi.weekdays), kpi.cadence, typed.strip(), now)
    except ValueError as wrong:
        raise InvalidInput(str(wrong), f"{kpi.name} is read by {kpi.cadence.value}.", field="period") from None
    if period.start > now:
        raise InvalidInput(f"{period.key} has not begun yet.", "Choose a period up to now.", field="period")
    return period
