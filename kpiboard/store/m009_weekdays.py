"""Migration 9: the weekdays on which a KPI is read. Frozen: files out there have run exactly this."""

from __future__ import annotations

SQL = (
    """ALTER TABLE kpis ADD COLUMN weekdays TEXT NOT NULL DEFAULT '[]' CONSTRAINT "weekdays is a JSON list"
    CHECK (CASE WHEN json_valid(weekdays) THEN json_type(weekdays) = 'array' ELSE 0 END)""",
)
