"""What a board is made of: frozen values, one module a subject.

Uses nothing but the standard library; everything else may use it. No rule, no sentence, no storage.
"""

from __future__ import annotations

from kpiboard.model.action import Action, ActionKind, Block, Evidence, Helper, Note, Result, Stage, Why
from kpiboard.model.board import WEEKDAYS, BoardInfo, Category, Shift
from kpiboard.model.escalation import Answer, AnswerState, Escalation
from kpiboard.model.feedback import Feedback, FeedbackKind, FeedbackState
from kpiboard.model.goal import Goal, GoalCategory, Horizon
from kpiboard.model.huddle import Attendance, Congratulation, Huddle, HuddleState, HuddleStep
from kpiboard.model.kata import Kata
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
from kpiboard.model.view import View

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
    | Helper
    | Block
    | Why
    | Note
    | Feedback
    | Kata
    | Escalation
    | Answer
    | View
    | Huddle
    | Attendance
    | Congratulation
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
    Helper,
    Block,
    Why,
    Note,
    Feedback,
    Kata,
    Escalation,
    Answer,
    View,
    Huddle,
    Attendance,
    Congratulation,
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
    ("helpers", "action_id"): "actions",
    ("helpers", "person_id"): "people",
    ("blocks", "action_id"): "actions",
    ("blocks", "blocker_id"): "actions",
    ("whys", "action_id"): "actions",
    ("notes", "action_id"): "actions",
    ("feedback", "kpi_id"): "kpis",
    ("feedback", "author_id"): "people",
    ("feedback", "action_id"): "actions",
    ("kata", "kpi_id"): "kpis",
    ("kata", "action_id"): "actions",
    ("kata", "coach_id"): "people",
    ("kata", "learner_id"): "people",
    ("escalations", "action_id"): "actions",
    ("escalations", "feedback_id"): "feedback",
    ("escalations", "kpi_id"): "kpis",
    ("answers", "escalation_id"): "escalations",
    ("views", "person_id"): "people",
    ("views", "kpi_id"): "kpis",
    ("huddles", "facilitator_id"): "people",
    ("attendance", "huddle_id"): "huddles",
    ("attendance", "person_id"): "people",
    ("congratulations", "person_id"): "people",
    ("congratulations", "kpi_id"): "kpis",
    ("congratulations", "action_id"): "actions",
}

__all__ = [
    "REFERENCES",
    "ROW_TYPES",
    "WEEKDAYS",
    "Action",
    "ActionKind",
    "Answer",
    "AnswerState",
    "Attendance",
    "Audit",
    "Average",
    "Baseline",
    "Block",
    "BoardInfo",
    "Cadence",
    "Category",
    "Collection",
    "Congratulation",
    "Consulted",
    "Controllable",
    "Decision",
    "Direction",
    "Escalation",
    "Evidence",
    "Feedback",
    "FeedbackKind",
    "FeedbackState",
    "Goal",
    "GoalCategory",
    "Guard",
    "Helper",
    "Horizon",
    "Huddle",
    "HuddleState",
    "HuddleStep",
    "Kata",
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
    "Result",
    "Review",
    "Role",
    "Rollup",
    "Row",
    "Shift",
    "SignalRules",
    "Stage",
    "Support",
    "Target",
    "View",
    "Why",
    "share_scale",
]
