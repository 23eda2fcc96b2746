"""BoardSnapshot: everything one screen shows, frozen; built from rows and a moment."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.model import (
    Action,
    Answer,
    BoardInfo,
    Category,
    Escalation,
    Feedback,
    Goal,
    Huddle,
    Kpi,
    Note,
    Person,
    Reading,
    Shift,
    Target,
    View,
    Why,
)
from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import Rung
from kpiboard.rules.calendar import Period
from kpiboard.rules.escalation import State
from kpiboard.rules.red import Nature, Natures, Red
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Streak, Trend
from kpiboard.rules.verdict import Verdict

if TYPE_CHECKING:  # the words need the snapshot, and recording from the shell must not wait for the process limits
    from kpiboard.rules.balance import Balance
    from kpiboard.rules.capability import Capability, Sense
    from kpiboard.rules.events import EventSense, Gaps
    from kpiboard.rules.spc import Limits, Signal


@frozen
class Point:
    """One period of a KPI, with the target valid then (its glide path resolved) and the status against it."""

    period: Period
    status: Status
    reading: Reading | None
    target: Target | None = None

    @property
    def value(self) -> float | None:
        return self.reading.value if self.reading else None

    @property
    def excluded(self) -> bool:
        """Whether somebody left it out of the process limits."""
        return bool(self.reading and self.reading.excluded)

    @property
    def counts(self) -> bool:
        """Whether it has a value that the process limits are about."""
        return self.value is not None and not self.excluded


@frozen
class Process:
    """What the process limits say about the latest value: the signals that mark it, and what it means.

    `natures` is what they make of it, and of each period before, when it is red. `gaps` are the days between events,
    where it counts those.
    """

    limits: Limits | None
    signals: tuple[Signal, ...]
    capability: Capability
    sense: Sense | EventSense
    natures: Natures = Natures()
    gaps: Gaps | None = None
    trend: Trend = Trend.UNKNOWN


@frozen
class Duty:
    """What the red contract asks of a KPI: the reds that count now with their answers, oldest first (rules/red.py).

    `back` is the action that worked not long ago, to be taken up again; `may_explain`: one more reason would be taken.
    """

    reds: tuple[Red, ...] = ()
    back: Action | None = None
    may_explain: bool = True


@frozen
class KpiCard:
    """One KPI as the board shows it.

    `latest` is the point of the latest due period (or of the running one when it already has a reading);
    `history` is oldest first and ends with `latest`. `due` is the period that Record proposes.
    `running` are the actions in plan, do, check or act on this KPI, the most urgent first. `suspected`: the names of
    the red KPIs that guard it while it is green; `doubtful`: more than a tenth of its audited readings were wrong;
    `review_due`: the team has to ask whether it is still a good one.
    """

    kpi: Kpi
    category: Category | None
    owner: Person | None
    goal: Goal | None
    target: Target | None
    latest: Point
    due: Period
    history: tuple[Point, ...]
    streak: Streak
    trend: Trend
    days_since_red: int | None
    running: tuple[Action, ...]
    duty: Duty = Duty()
    targets: tuple[Target, ...] = ()
    process: Process | None = None
    suspected: tuple[str, ...] = ()
    doubtful: bool = False
    review_due: bool = False

    @property
    def suspect(self) -> bool:
        """Whether it is green while a KPI that guards it is red: the number may be made at that cost."""
        return bool(self.suspected)

    @property
    def status(self) -> Status:
        """Of the latest point; a green that a red guard makes suspect is to be watched.

        What counts events is off target until each has its answer.
        """
        if self.kpi.of_events and self.reds:
            return Status.OFF_TARGET
        return Status.WATCH if self.suspect else self.latest.status

    @property
    def must_not_lose(self) -> bool:
        return self.category is not None and self.category.must_not_lose

    @property
    def reds(self) -> tuple[Red, ...]:
        """The red periods that nobody has answered yet, oldest first: the latest may be green again."""
        return tuple(red for red in self.duty.reds if not red.answered)

    @property
    def unanswered(self) -> bool:
        return bool(self.reds)

    @property
    def late(self) -> tuple[Red, ...]:
        """The red periods whose answer is overdue, oldest first."""
        return tuple(red for red in self.duty.reds if red.late)

    @property
    def signal(self) -> bool:
        """Whether the process limits prove that the latest value is a change for the worse."""
        return self.process is not None and self.process.natures.of(self.latest.period).nature is Nature.SIGNAL


@frozen
class ActionCard:
    """One action as the queue shows it; `days_late` is 0 when it is not overdue.

    `blockers` are the running actions it waits for; `readings` counts those of its KPI since it was done, None before
    that and without a KPI; `also` are the other KPIs whose reds it answers. `escalated`: help was asked, and the answer
    is not confirmed yet. `held_days` is for how long the gain of a closed one that worked has held; None when it has
    not.
    """

    action: Action
    kpi: Kpi | None
    owner: Person | None
    feedback: tuple[Feedback, ...]
    whys: tuple[Why, ...]
    notes: tuple[Note, ...]
    days_late: int
    helpers: tuple[Person, ...] = ()
    blockers: tuple[Action, ...] = ()
    rung: Rung = Rung.ON_TIME
    readings: int | None = None
    escalated: bool = False
    held_days: int | None = None
    also: tuple[Kpi, ...] = ()

    @property
    def label(self) -> str:
        return f"{short_name(self.action)}"


@frozen
class FeedbackCard:
    """One piece of feedback as the inbox shows it; `age_hours` is whole days × 24 when it is anonymous.

    `overdue` means that its clock has run out (rules/inbox.py).
    """

    feedback: Feedback
    kpi: Kpi | None
    author: Person | None
    action: Action | None
    age_hours: int
    overdue: bool

    @property
    def label(self) -> str:
        return f"{short_name(self.feedback)}"


@frozen
class EscalationCard:
    """Help asked from the next tier, as both tiers show it until the answer is confirmed (rules/escalation.py)."""

    escalation: Escalation
    answers: tuple[Answer, ...]
    state: State
    age_hours: int
    overdue: bool
    action: Action | None = None
    kpi: Kpi | None = None
    feedback: Feedback | None = None

    @property
    def label(self) -> str:
        return f"{short_name(self.escalation)}"

    @property
    def incoming(self) -> bool:
        """Whether another board asks this one."""
        return bool(self.escalation.origin)


@frozen
class HuddleCard:
    """The huddle that is running; `present` are in the order of the team."""

    huddle: Huddle
    facilitator: Person | None
    present: tuple[Person, ...]


@frozen
class PraiseCard:
    """The one person to congratulate: a target of `kpi` was hit in `period` after a miss, or `action` has worked."""

    person: Person
    kpi: Kpi | None = None
    period: str = ""
    action: Action | None = None

    @property
    def about(self) -> str:
        """The id of the action or of the KPI."""
        return self.action.id if self.action else self.kpi.id if self.kpi else ""


@frozen
class BoardSnapshot:
    """The whole board at one moment, `taken_at` (in the board's zone).

    `kpis` are the active ones in board order; `drafts` and `retired` are kept beside them. `actions` are in queue
    order (rules/pdca.py) and include the ended ones, last; `feedback` is in inbox order (rules/inbox.py). `remarks`
    say what was put right in the file; `balance` counts the active KPIs (rules/balance.py). `escalations` come open
    ones first; `huddle` is the running one, `last_huddle` the last one that was closed, and `streak` how many working
    days in a row had one. `praise` says who is to be congratulated.
    """

    path: Path
    read_only: bool
    taken_at: datetime
    today: date
    shift: Shift | None
    board: BoardInfo
    categories: tuple[Category, ...]
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    goals: tuple[Goal, ...]
    kpis: tuple[KpiCard, ...]
    drafts: tuple[Kpi, ...]
    retired: tuple[Kpi, ...]
    actions: tuple[ActionCard, ...]
    feedback: tuple[FeedbackCard, ...]
    verdict: Verdict
    remarks: tuple[str, ...] = field(default=())
    balance: Balance | None = None
    escalations: tuple[EscalationCard, ...] = ()
    views: tuple[View, ...] = ()
    huddle: HuddleCard | None = None
    last_huddle: Huddle | None = None
    streak: int = 0
    praise: tuple[PraiseCard, ...] = ()

    @property
    def by_clock(self) -> date:
        """The day of the calendar: before the day start it is the one after `today`, the production day."""
        return self.taken_at.date()

    @property
    def thorough(self) -> bool:
        """Whether it is more than the quick look for a first frame, which has no balance."""
        return self.balance is not None

    @property
    def listed(self) -> tuple[KpiCard, ...]:
        """The active KPIs as they are listed: those with an unanswered red first."""
        return tuple(sorted(self.kpis, key=lambda card: not card.unanswered))

    def kpi(self, kpi_id: str) -> KpiCard | None:
        return next((card for card in self.kpis if card.kpi.id == kpi_id), None)

    def action(self, action_id: str) -> ActionCard | None:
        return next((card for card in self.actions if card.action.id == action_id), None)

    def piece(self, feedback_id: str) -> FeedbackCard | None:
        return next((card for card in self.feedback if card.feedback.id == feedback_id), None)

    def escalation(self, escalation_id: str) -> EscalationCard | None:
        return next((card for card in self.escalations if card.escalation.id == escalation_id), None)
