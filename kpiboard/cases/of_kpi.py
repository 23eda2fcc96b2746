"""The rows that belong to one KPI, in the order in which things happened."""

from __future__ import annotations

from datetime import date

from kpiboard.cases.desk import Desk
from kpiboard.model import Audit, Baseline, Kpi, Review, Target
from kpiboard.model.event import NO_EVENT
from kpiboard.rules.keys import in_time


def targets_of(desk: Desk, kpi: Kpi) -> list[Target]:
    """All versions, oldest first; of a KPI of events that none is wanted."""
    if kpi.of_events:
        return [NO_EVENT]
    versions = [target for target in desk.all(Target) if target.kpi_id == kpi.id]
    return sorted(versions, key=lambda target: (target.valid_from or date.min, target.id))


def baselines_of(desk: Desk, kpi: Kpi) -> list[Baseline]:
    """By the start of their first period."""
    calendar = desk.calendar()
    found = [one for one in desk.all(Baseline) if one.kpi_id == kpi.id]
    return sorted(found, key=lambda one: (in_time(calendar, kpi.cadence, one.start), one.id))


def reviews_of(desk: Desk, kpi: Kpi) -> list[Review]:
    """Oldest first."""
    return sorted((one for one in desk.all(Review) if one.kpi_id == kpi.id), key=lambda one: (one.reviewed_on, one.id))


def audits_of(desk: Desk, kpi: Kpi) -> list[Audit]:
    """Oldest first."""
    return sorted((one for one in desk.all(Audit) if one.kpi_id == kpi.id), key=lambda one: (one.checked_on, one.id))
