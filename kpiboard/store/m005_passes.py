"""Migration 5: the leader who lets a red pass, and an index of the readings with a reason. Frozen: files out there have
run exactly this.
"""

from __future__ import annotations

SQL = (
    "ALTER TABLE readings ADD COLUMN passed_by TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX readings_by_reason ON readings (kpi_id, period) WHERE reason <> '' AND deleted_at IS NULL",
)
