"""KpiStory: everything the screen of one KPI shows, frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpiboard.model import Audit, Baseline, Feedback, Guard, Kpi, Person, Proposal, Review, SignalRules, Target
from kpiboard.model.frozen import frozen
from kpiboard.rules.capability import COUNTED, Capability, Reach, Sense, capability
from kpiboard.rules.precision import seen_value
from kpiboard.rules.spc import Chart, Segment
from kpiboard.views.board import ActionCard, FeedbackCard, KpiCard, Point

if TYPE_CHECKING:
    from kpiboard.rules.events import EventSense
    from kpiboard.rules.quality import Assessment
    from kpiboard.rules.smells import Whiff
    from kpiboard.rules.tree import Ladder
    from kpiboard.rules.trust import Discrepancy


@frozen
class GuardLine:
    """A counter-metric and how it stands; `card` is None when it is not on the board."""

    guard: Guard
    name: str
    card: KpiCard | None


@frozen
class KpiStory:
    """One KPI from its first period to `now` (in the board's zone).

    `points` are oldest first; the indexes in `chart` and `whiffs` are places in it. `actions` and `feedback` are all
    that are linked to the KPI, in the order of the queue and the inbox. `targets` are all versions, oldest first;
    `heard` is the feedback that led to one of them; `consulted` are the people who were asked about the KPI.
    `changed_since`: the present locked limits rest on numbers that were changed since.
    """

    card: KpiCard
    now: datetime
    today: date
    points: tuple[Point, ...]
    chart: Chart
    capability: Capability
    sense: Sense | EventSense
    baselines: tuple[Baseline, ...]
    targets: tuple[Target, ...]
    proposals: tuple[Proposal, ...]
    heard: tuple[Feedback, ...]
    actions: tuple[ActionCard, ...]
    feedback: tuple[FeedbackCard, ...]
    guards: tuple[GuardLine, ...]
    consulted: tuple[Person, ...]
    ladder: Ladder
    children: tuple[KpiCard, ...]
    assessment: Assessment
    whiffs: tuple[Whiff, ...]
    reviews: tuple[Review, ...]
    review_due: bool
    audits: tuple[Audit, ...]
    discrepancy: Discrepancy
    changed_since: bool = False

    def reach(self, low: float | None, high: float | None) -> Capability:
        """What the present process can do about a target that somebody types."""
        return reach_of(self.card.kpi, self.points, self.chart, low, high)

    def baseline_of(self, segment: Segment) -> Baseline | None:
        """The row that begins a segment; the first one has none until it is locked."""
        begun = self.points[segment.first].period.key
        return max((one for one in self.baselines if one.start <= begun), key=lambda one: one.start, default=None)


def reach_of(kpi: Kpi, points: Sequence[Point], chart: Chart, low: float | None, high: float | None) -> Capability:
    """What the present segment of a KPI's chart can do about a target of `low` ≤ value ≤ `high`."""
    segment = chart.segments[-1] if chart.segments else None
    used: list[tuple[int, Point, float]] = []  # the newest first: those counted, and those of a run that still goes on
    begun = None
    for index in range(len(points) - 1, segment.first - 1 if segment else len(points), -1):
        point = points[index]
        if point.value is None or point.excluded:
            continue
        if not used:
            begun = chart.moved_since(index)
        elif len(used) >= COUNTED and (begun is None or index < begun):
            break
        used.append((index, point, seen_value(point.value, kpi)))
    used.reverse()
    moved = next((place for place, (index, _, _) in enumerate(used) if index == begun), None)
    able = capability([value for _, _, value in used], segment.limits if segment else None, low, high, moved=moved)
    if kpi.signal_rules is SignalRules.NONE and able.reach is Reach.TOO_EARLY:
        return replace(able, reach=Reach.NO_LIMITS)
    return replace(able, since=used[-able.of][1].period.day) if able.reach is Reach.CHANGED else able
