"""When the team asks again whether a KPI is a good one.

Every quarter unless told otherwise, or when an event calls for it; a review that is overdue is a remark,
never a red. Sources: domain.md 2.17; article S2, "not set in stone".
"""

from __future__ import annotations

from datetime import date, timedelta

from kpiboard.model import Kpi, KpiState


def next_review(kpi: Kpi, from_day: date) -> date:
    """The day of the next review, when one was held (or the KPI came onto the board) on `from_day`."""
    return from_day + timedelta(days=kpi.review_days)


def is_due(kpi: Kpi, today: date) -> bool:
    """Whether an active KPI is to be reviewed: its day has come, or an event has called it and named no day."""
    if kpi.state is not KpiState.ACTIVE:
        return False
    return bool(kpi.review_trigger) if kpi.next_review is None else kpi.next_review <= today


def days_overdue(kpi: Kpi, today: date) -> int:
    """Days since the review was due; 0 on the day itself, before it, and when none is due."""
    return (today - kpi.next_review).days if is_due(kpi, today) and kpi.next_review else 0
