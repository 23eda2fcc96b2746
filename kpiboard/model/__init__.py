"""What a board is made of: frozen values, one file a subject. No rules, no storage."""

from __future__ import annotations

from kpiboard.model.action import Action, ActionKind, Evidence, Note, Stage, Why
from kpiboard.model.board import WEEKDAYS, BoardInfo, Category, Shift
from kpiboard.model.feedback import Feedback, FeedbackKind, FeedbackState
from kpiboard.model.goal import Goal, GoalCategory, Horizon
from kpiboard.model.kpi import Cadence, Direction, Kpi, KpiState, Reading, ReadingKind, Target, share_scale
from kpiboard.model.people import Person, Role

Row = BoardInfo | Category | Shift | Person | Goal | Kpi | Target | Reading | Action | Why | Note | Feedback

# Every kind of row, parents before children.
ROW_TYPES: tuple[type[Row], ...] = (
    BoardInfo,
    Category,
    Shift,
    Person,
    Goal,
    Kpi,
    Target,
    Reading,
    Action,
    Why,
    Note,
    Feedback,
)

# (table, column) → the table it points to.
REFERENCES: dict[tuple[str, str], str] = {
    ("goals", "owner_id"): "people",
    ("kpis", "category_id"): "categories",
    ("kpis", "goal_id"): "goals",
    ("kpis", "owner_id"): "people",
    ("targets", "kpi_id"): "kpis",
    ("readings", "kpi_id"): "kpis",
    ("actions", "kpi_id"): "kpis",
    ("actions", "owner_id"): "people",
    ("whys", "action_id"): "actions",
    ("notes", "action_id"): "actions",
    ("feedback", "kpi_id"): "kpis",
    ("feedback", "author_id"): "people",
    ("feedback", "action_id"): "actions",
}

__all__ = [
    "REFERENCES",
    "ROW_TYPES",
    "WEEKDAYS",
    "Action",
    "ActionKind",
    "BoardInfo",
    "Cadence",
    "Category",
    "Direction",
    "Evidence",
    "Feedback",
    "FeedbackKind",
    "FeedbackState",
    "Goal",
    "GoalCategory",
    "Horizon",
    "Kpi",
    "KpiState",
    "Note",
    "Person",
    "Reading",
    "ReadingKind",
    "Role",
    "Row",
    "Shift",
    "Stage",
    "Target",
    "Why",
    "share_scale",
]
