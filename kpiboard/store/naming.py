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
    "targets": "A target of KPI",
    "readings": "Reading",
    "actions": "Action",
    "whys": "A why of action",
    "notes": "A note on action",
    "feedback": "Feedback",
}
_LABELS = {
    "board": "name",
    "categories": "name",
    "shifts": "name",
    "people": "name",
    "goals": "title",
    "kpis": "name",
    "targets": "(SELECT name FROM kpis WHERE kpis.id = kpi_id)",
    "readings": "(SELECT name FROM kpis WHERE kpis.id = kpi_id) || ' ' || period",
    "actions": "'A-' || number",
    "whys": "(SELECT 'A-' || number FROM actions WHERE actions.id = action_id)",
    "notes": "(SELECT 'A-' || number FROM actions WHERE actions.id = action_id)",
    "feedback": "'F-' || number",
}


def name_of(db: sqlite3.Connection, table: str, row_id: str) -> str:
    """What people call a row: `Action A-12`."""
    found = db.execute(f"SELECT {_LABELS[table]} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return f"{_KINDS[table]} {found[0] if found else row_id}"
