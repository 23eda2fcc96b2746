"""Which actions a view of the queue shows."""

from __future__ import annotations

from collections.abc import Collection

from kpiboard.model import Action, View


def fits(view: View, action: Action, late: bool, helpers: Collection[str] = ()) -> bool:
    """Whether all that the view asks for is so; an action is the work of its owner and of its `helpers` (ids)."""
    return (
        (view.person_id is None or view.person_id == action.owner_id or view.person_id in helpers)
        and (view.kpi_id is None or view.kpi_id == action.kpi_id)
        and (view.kind is None or view.kind is action.kind)
        and (late or not view.overdue)
    )
