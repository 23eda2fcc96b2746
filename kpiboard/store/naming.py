"""What people call a row, for messages."""

from __future__ import annotations

import sqlite3

_KINDS = {
    "board": "The board",
    "categories": "Category",
    "shifts": "Shift",
    "people": "Person",
    "goals": "Goal",
    "kpis": "KPI",
    "guards": "A guard of KPI",
    "consulted": "Somebody asked about KPI",
    "targets": "A target of KPI",
    "proposals": "A proposal for KPI",
    "readings": "Reading",
    "baselines": "A baseline of KPI",
    "audits": "An audit of KPI",
    "reviews": "A review of KPI",
    "mappings": "Mapping",
    "actions": "Action",
    "whys": "A why of action",
    "notes": "A note on action",
    "feedback": "Feedback",
}
_OF_KPI = "(SELECT name FROM kpis WHERE kpis.id = kpi_id)"
_LABELS = {
    "board": "name",
    "categories": "name",
    "shifts": "name",
    "people": "name",
    "goals": "title",
    "kpis": "name",
    "guards": _OF_KPI,
    "consulted": _OF_KPI,
    "targets": _OF_KPI,
    "proposals": _OF_KPI,
    "readings": f"{_OF_KPI} || ' ' || period",
    "baselines": _OF_KPI,
    "audits": f"{_OF_KPI} || ' ' || period",
    "reviews": _OF_KPI,
    "mappings": "name",
    "actions": "'A-' || number",
    "whys": "(SELECT 'A-' || number FROM actions WHERE actions.id = action_id)",
    "notes": "(SELECT 'A-' || number FROM actions WHERE actions.id = action_id)",
    "feedback": "'F-' || number",
}


def name_of(db: sqlite3.Connection, table: str, row_id: str) -> str:
    """What people call a row: `Action A-12`."""
    found = db.execute(f"SELECT {_LABELS[table]} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return f"{_KINDS[table]} {found[0] if found else row_id}"
