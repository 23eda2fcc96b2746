"""Rows that the tests of the store share."""

from __future__ import annotations

from datetime import UTC, datetime

from kpiboard.ids import reading_id
from kpiboard.model import Reading

AT = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)


def a_reading(period: str, value: float = 93.1, kpi: str = "k1") -> Reading:
    return Reading(reading_id(kpi, period), kpi, period, value)
