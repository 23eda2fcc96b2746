"""Migration 12: the other KPIs whose reds an action answers. Frozen: files out there have run exactly this."""

from __future__ import annotations

from kpiboard.store.m001_board import HOUSEKEEPING, ID

SQL = (
    f"""CREATE TABLE covers (
  {ID},
  action_id TEXT NOT NULL REFERENCES actions (id) DEFERRABLE INITIALLY DEFERRED,
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  {HOUSEKEEPING}
) STRICT""",
)
