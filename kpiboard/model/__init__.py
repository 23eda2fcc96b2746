"""What a board is made of: frozen values, one file a subject. No rules, no storage."""

from __future__ import annotations

from kpiboard.model.action import Action, ActionKind, Evidence, Note, Stage, Why
from kpiboard.model.board import WEEKDAYS, BoardInfo, Category, Shift
from kpiboard.model.feedback import Feedback, FeedbackKind, FeedbackState
from kpiboard.model.goal import Goal, GoalCategory, Horizon
from kpiboard.model.kpi import (
    Average,
    Cadence,
    Collection,
    Consulted,
    Controllable,
    Decision,
    Direction,
    Guard,
    Kpi,
    KpiKind,
    KpiState,
    Perspective,
    Review,
    Rollup,
    SignalRules,
)
from kpiboard.model.mapping import Mapping
from kpiboard.model.people import Person, Role
from kpiboard.model.reading import Audit, Baseline, Reading, ReadingKind, share_scale
from kpiboard.model.target import Proposal, Support, Target

Row = (
    BoardInfo
    | Category
    | Shift
    | Person
    | Goal
    | Kpi
    | Guard
    | Consulted
    | Target
    | Proposal
    | Reading
    | Baseline
    | Audit
    | Review
    | Mapping
    | Action
    | Why
    | Note
    | Feedback
)

# Every kind of row, parents before children.
ROW_TYPES: tuple[type[Row], ...] = (
    BoardInfo,
    Category,
    Shift,
    Person,
    Goal,
    Kpi,
    Guard,
    Consulted,
    Target,
    Proposal,
    Reading,
    Baseline,
    Audit,
    Review,
    Mapping,
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
    ("kpis", "parent_id"): "kpis",
    ("guards", "kpi_id"): "kpis",
    ("guards", "guard_id"): "kpis",
    ("consulted", "kpi_id"): "kpis",
    ("consulted", "person_id"): "people",
    ("targets", "kpi_id"): "kpis",
    ("targets", "leader_id"): "people",
    ("targets", "member_id"): "people",
    ("proposals", "kpi_id"): "kpis",
    ("proposals", "person_id"): "people",
    ("readings", "kpi_id"): "kpis",
    ("baselines", "kpi_id"): "kpis",
    ("audits", "kpi_id"): "kpis",
    ("reviews", "kpi_id"): "kpis",
    ("mappings", "kpi_id"): "kpis",
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
    "Audit",
    "Average",
    "Baseline",
    "BoardInfo",
    "Cadence",
    "Category",
    "Collection",
    "Consulted",
    "Controllable",
    "Decision",
    "Direction",
    "Evidence",
    "Feedback",
    "FeedbackKind",
    "FeedbackState",
    "Goal",
    "GoalCategory",
    "Guard",
    "Horizon",
    "Kpi",
    "KpiKind",
    "KpiState",
    "Mapping",
    "Note",
    "Person",
    "Perspective",
    "Proposal",
    "Reading",
    "ReadingKind",
    "Review",
    "Role",
    "Rollup",
    "Row",
    "Shift",
    "SignalRules",
    "Stage",
    "Support",
    "Target",
    "Why",
    "share_scale",
]
