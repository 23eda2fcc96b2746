"""Migration 10: the feedback that led to a target. Frozen: files out there have run exactly this."""

from __future__ import annotations

SQL = ("ALTER TABLE targets ADD COLUMN feedback_id TEXT REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED",)
