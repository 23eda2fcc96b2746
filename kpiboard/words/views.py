"""The words of a saved view of the queue."""

from __future__ import annotations

from kpiboard.model import View
from kpiboard.views.board import BoardSnapshot


def view_words(view: View, snapshot: BoardSnapshot) -> str:
    """The name of a view, else what it asks for: `JP · On-time delivery · system · late`; `all actions` for nothing."""
    if view.name:
        return view.name
    person = next((one.initials for one in snapshot.people if one.id == view.person_id), "?")
    kpi = snapshot.kpi(view.kpi_id or "")
    asked = (
        person if view.person_id else "",
        (kpi.kpi.name if kpi else "?") if view.kpi_id else "",
        view.kind.value if view.kind else "",
        "late" if view.overdue else "",
    )
    return " · ".join(part for part in asked if part) or "all actions"
