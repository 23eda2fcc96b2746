"""Migration 8: why a result is called better than what was measured. Frozen: files out there have run exactly this."""

from __future__ import annotations

SQL = ("ALTER TABLE actions ADD COLUMN result_reason TEXT NOT NULL DEFAULT ''",)
