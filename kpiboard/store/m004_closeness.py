"""Migration 4: how close a KPI is to its goal. Frozen: files out there have run exactly this."""

from __future__ import annotations

SQL = (
    """ALTER TABLE kpis ADD COLUMN closeness INTEGER
    CONSTRAINT "closeness is 1 to 5" CHECK (closeness BETWEEN 1 AND 5)""",
)
