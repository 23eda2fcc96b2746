"""When a KPI is to be reviewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpiboard.model import Kpi, KpiState
from kpiboard.rules.reviews import days_overdue, is_due, next_review

TODAY = date(2026, 11, 21)


def kpi(in_days: int | None, **facts: object) -> Kpi:
    day = None if in_days is None else TODAY + timedelta(days=in_days)
    return replace(Kpi("otd", "otd", "On-time delivery", next_review=day), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "due", "overdue"),
    [
        (kpi(1), False, 0),
        (kpi(0), True, 0),
        (kpi(-1), True, 1),
        (kpi(-90), True, 90),
        (kpi(None), False, 0),
        (kpi(None, review_trigger="new competitor"), True, 0),
        (kpi(0, review_trigger="new leader"), True, 0),
        (kpi(7, review_trigger="strategy shift next week"), False, 0),
        (kpi(-1, state=KpiState.DRAFT), False, 0),
        (kpi(-1, state=KpiState.RETIRED), False, 0),
        (kpi(None, state=KpiState.RETIRED, review_trigger="new leader"), False, 0),
    ],
)
def test_due_on_its_day_or_when_called(measure: Kpi, due: bool, overdue: int) -> None:
    assert is_due(measure, TODAY) is due
    assert days_overdue(measure, TODAY) == overdue


@pytest.mark.parametrize(
    ("days", "expected"), [(90, "2027-02-19"), (180, "2027-05-20"), (1, "2026-11-22"), (30, "2026-12-21")]
)
def test_the_next_one_counts_from_the_last(days: int, expected: str) -> None:
    assert next_review(kpi(-5, review_days=days), TODAY) == date.fromisoformat(expected)


def test_a_quarter_is_usual() -> None:
    assert kpi(0).review_days == 90
