"""Migration 6: KPIs that count events by their dates. Frozen: files out there have run exactly this."""

from __future__ import annotations

from kpiboard.store.m001_board import HOUSEKEEPING, ID

SQL = (
    """ALTER TABLE kpis ADD COLUMN counts_events INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "counts_events is 0 or 1" CHECK (counts_events IN (0, 1))""",
    """ALTER TABLE kpis ADD COLUMN counted_from TEXT
    CONSTRAINT "counted_from is a date" CHECK (counted_from IS date(counted_from, '+0 days'))""",
    f"""CREATE TABLE events (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL CONSTRAINT "day is a date" CHECK (day IS date(day, '+0 days')),
  nth INTEGER NOT NULL DEFAULT 1 CONSTRAINT "nth counts from 1" CHECK (nth >= 1),
  what TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  reason_at TEXT CONSTRAINT "reason_at is a moment in UTC"
    CHECK (reason_at IS strftime('%Y-%m-%dT%H:%M:%fZ', reason_at, '+0 days')),
  late_at TEXT CONSTRAINT "late_at is a moment in UTC"
    CHECK (late_at IS strftime('%Y-%m-%dT%H:%M:%fZ', late_at, '+0 days')),
  passed_by TEXT NOT NULL DEFAULT '',
  {HOUSEKEEPING}
) STRICT""",
)
