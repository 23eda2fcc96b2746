"""A saved look at the action queue."""

from __future__ import annotations

from typing import ClassVar

from kpiboard.model.action import ActionKind
from kpiboard.model.frozen import frozen


@frozen
class View:
    """What the key `digit` (4 to 9) shows of the queue: all that is given has to fit; in a list or in columns."""

    table: ClassVar[str] = "views"

    id: str
    digit: int
    name: str = ""
    person_id: str | None = None
    kpi_id: str | None = None
    kind: ActionKind | None = None
    overdue: bool = False
    columns: bool = False
