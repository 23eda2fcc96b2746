"""Migration 11: KPIs that came with the board, until somebody touches them. Frozen: files out there have run this."""

from __future__ import annotations

SQL = (
    """ALTER TABLE kpis ADD COLUMN example INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "example is 0 or 1" CHECK (example IN (0, 1))""",
)
