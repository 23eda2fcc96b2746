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
    "helpers": "A helper of action",
    "blocks": "What blocks action",
    "whys": "A why of action",
    "notes": "A note on action",
    "feedback": "Feedback",
    "kata": "Coaching",
    "escalations": "Escalation",
    "answers": "An answer to escalation",
    "views": "View",
    "huddles": "The huddle of",
    "attendance": "Somebody at the huddle of",
    "congratulations": "Congratulation",
}
_OF_KPI = "(SELECT name FROM kpis WHERE kpis.id = kpi_id)"
_OF_ACTION = "(SELECT 'A-' || number FROM actions WHERE actions.id = action_id)"
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
    "helpers": _OF_ACTION,
    "blocks": _OF_ACTION,
    "whys": _OF_ACTION,
    "notes": _OF_ACTION,
    "feedback": "'F-' || number",
    "kata": "'K-' || number",
    "escalations": "'E-' || number",
    "answers": "(SELECT 'E-' || number FROM escalations WHERE escalations.id = escalation_id)",
    "views": "digit",
    "huddles": "held_on",
    "attendance": "(SELECT held_on FROM huddles WHERE huddles.id = huddle_id)",
    "congratulations": "'C-' || number",
}


def name_of(db: sqlite3.Connection, table: str, row_id: str) -> str:
    """What people call a row: `Action A-12`."""
    found = db.execute(f"SELECT {_LABELS[table]} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return f"{_KINDS[table]} {found[0] if found else row_id}"
