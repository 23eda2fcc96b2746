"""What a board is made of: frozen values, one module a subject.

Uses nothing but the standard library; everything else may use it. No rule, no storage, and of sentences only the one
that explains each attribute: `facts/` says of every field what it is and what it may hold, `kinds` the same of tables.
"""

from __future__ import annotations

from typing import get_args

from kpiboard.model.action import Action, ActionKind, Block, Cover, Evidence, Helper, Note, Result, Stage, Why
from kpiboard.model.board import WEEKDAYS, BoardInfo, Category, Shift
from kpiboard.model.escalation import Answer, AnswerState, Escalation
from kpiboard.model.event import Event
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
from kpiboard.model.reading import Audit, Baseline, ChartKind, Reading, ReadingKind, share_scale, share_value
from kpiboard.model.target import Proposal, Support, Target
from kpiboard.model.view import View

Row = (
    BoardInfo
    | Category
    | Shift
    | Person
    | Goal
    | Kpi
    | Target
    | Guard
    | Consulted
    | Proposal
    | Reading
    | Event
    | Baseline
    | Audit
    | Review
    | Mapping
    | Action
    | Helper
    | Block
    | Cover
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
ROW_TYPES: tuple[type[Row], ...] = get_args(Row)

__all__ = [
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
    "ChartKind",
    "Collection",
    "Congratulation",
    "Consulted",
    "Controllable",
    "Cover",
    "Decision",
    "Direction",
    "Escalation",
    "Event",
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
    "share_value",
]
