"""What a cursor stands on, and what a pane asks for: messages go up, and the app does it."""

from __future__ import annotations

from typing import Literal

from textual.message import Message

from kpiboard.model import Stage
from kpiboard.model.frozen import frozen

Kind = Literal["kpi", "action", "feedback"]


@frozen
class Selection:
    """What the cursor stands on."""

    kind: Kind
    id: str


class Opened(Message):
    """Somebody wants to see all of it: enter, a double click, or a click on the row under the cursor."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class Moved(Message):
    """Somebody put an action into another stage."""

    def __init__(self, action_id: str, stage: Stage) -> None:
        super().__init__()
        self.action_id = action_id
        self.stage = stage
