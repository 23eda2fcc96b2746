"""Is this a good KPI? Four questions and SMART, answered from what is written on the definition sheet.

The rules coach: they name open points and refuse nothing. What is missing or doubtful is a `Gap`;
kpiboard/words/quality.py has the words. Sources: domain.md 2.2.1 and 2.2.2; article S3 (the four questions), S2
(SMART, the convenience metric), S0 (drivers, counter-metrics, voices of the team).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from kpiboard.basics.entry import GROUP_WORDS
from kpiboard.model import Collection, Direction, Kpi, KpiKind, KpiState, Person, Perspective, Role, Rollup, Target
from kpiboard.model.frozen import frozen
from kpiboard.rules.capability import Reach
from kpiboard.rules.kpi_wording import is_activity_metric, is_placeholder, is_wish, wanted

MOST_EFFORT = 5  # minutes for one reading
LEAST_TEXT = 20  # characters that an answer about behaviour and customers takes
MOST_BECAUSE = 140
RISK_NEEDS_GUARD, RISK_NEEDS_LEADER = 2, 4
FAR_FROM_GOAL = 2  # of 5: visits of a page are far from keeping customers, how many leave is close


class Question(StrEnum):
    MEASURABLE = "measurable"
    OWNER = "owner"
    BEHAVIOUR = "behaviour"
    CHANGE = "change"


class Gap(StrEnum):
    """What is missing or doubtful."""

    # 1: is it easily measurable?
    WISH = "wish"
    NO_UNIT = "no unit"
    NO_DEFINITION = "no definition"
    NO_SOURCE = "no source"
    NO_EFFORT = "no effort"
    TOO_MUCH_EFFORT = "too much effort"
    NO_PLAN = "no measurement plan"
    PLACEHOLDER = "placeholder"
    # 2: whom do you congratulate?
    NO_OWNER = "no owner"
    OWNER_LEFT = "owner left"
    GROUP_OWNER = "group owner"
    OWNED_TWICE = "owned twice"
    # 3: which behaviour, and what do customers notice?
    NO_CUSTOMER_IMPACT = "no customer impact"
    NO_BEHAVIOUR = "no behaviour"
    RISK_WITHOUT_GUARD = "risk without guard"
    VOLUME_WITHOUT_GUARD = "volume without guard"
    RISK_WITHOUT_LEADER = "risk without leader"
    # 4: does it drive change?
    NO_GOAL = "no goal"
    NO_BECAUSE = "no because"
    LONG_BECAUSE = "long because"
    BECAUSE_IS_NAME = "because is name"
    ACTIVITY = "activity"
    CONVENIENCE = "convenience"
    FAR = "far from the goal"
    # SMART
    NOT_SPECIFIC = "not specific"
    NO_NUMBER = "no number"
    NO_TARGET = "no target"
    NO_START = "no start"
    OUT_OF_REACH = "out of reach"
    NO_DUE = "no due"
    # hints
    UNKNOWN_MECHANISM = "unknown mechanism"
    NO_VOICES = "no voices"
    NO_PROCESS_CHILD = "no process child"
    NO_PATHWAY = "no pathway"


# The field of the KPI that a gap is about, where it is one.
FIELD_OF: Mapping[Gap, str] = {
    Gap.WISH: "name", Gap.NOT_SPECIFIC: "name", Gap.ACTIVITY: "name", Gap.NO_UNIT: "unit",
    Gap.NO_DEFINITION: "formula", Gap.NO_SOURCE: "data_source", Gap.NO_PLAN: "measurement_plan",
    Gap.NO_EFFORT: "effort_minutes", Gap.TOO_MUCH_EFFORT: "effort_minutes",
    Gap.NO_OWNER: "owner", Gap.OWNER_LEFT: "owner", Gap.GROUP_OWNER: "owner", Gap.OWNED_TWICE: "owner",
    Gap.NO_CUSTOMER_IMPACT: "customer_impact", Gap.NO_BEHAVIOUR: "behaviour_risk",
    Gap.NO_GOAL: "goal", Gap.NO_BECAUSE: "because", Gap.LONG_BECAUSE: "because", Gap.BECAUSE_IS_NAME: "because",
    Gap.CONVENIENCE: "importance", Gap.FAR: "closeness", Gap.UNKNOWN_MECHANISM: "drivers",
}  # fmt: skip


class Quadrant(StrEnum):
    """Importance against ease of measuring."""

    KEY = "key"  # important and easy
    WORTHWHILE = "worthwhile"  # important, takes effort
    CONVENIENCE = "convenience"  # easy, and therefore measured
    DISTRACTION = "distraction"


@frozen
class Subject:
    """A KPI and what must be known to judge it.

    `owner` is the person with the KPI's `owner_id`, None if nobody has it; `target` the one valid now.
    `ladder_complete` says whether it leads up to a goal. `guards` counts its counter-metrics, `actions` the actions
    that were ever opened on it, and `process_children` the process KPIs that feed it (`balance.process_children`).
    `twins` are the same measure in other hands.
    """

    kpi: Kpi
    owner: Person | None = None
    target: Target | None = None
    ladder_complete: bool = False
    guards: int = 0
    consulted: tuple[Person, ...] = ()
    reach: Reach | None = None
    actions: int = 0
    twins: tuple[Kpi, ...] = ()
    process_children: int = 0


@frozen
class Answer:
    """One of the four questions with what is open about it."""

    question: Question
    gaps: tuple[Gap, ...]

    @property
    def answered(self) -> bool:
        return not self.gaps


@frozen
class SmartPoint:
    """One letter of SMART with what is open about it."""

    letter: str
    gaps: tuple[Gap, ...]


@frozen
class Assessment:
    """The answers to the four questions, in their order, SMART letter by letter, and hints that count for nothing."""

    answers: tuple[Answer, ...]
    smart: tuple[SmartPoint, ...]
    hints: tuple[Gap, ...]

    @property
    def score(self) -> int:
        """0 to 4: how many of the questions are answered."""
        return sum(answer.answered for answer in self.answers)


def assess(subject: Subject) -> Assessment:
    """Everything there is to ask about a KPI."""
    answers = (
        Answer(Question.MEASURABLE, tuple(_measurable(subject.kpi))),
        Answer(Question.OWNER, tuple(_owner(subject))),
        Answer(Question.BEHAVIOUR, tuple(_behaviour(subject))),
        Answer(Question.CHANGE, tuple(_change(subject))),
    )
    return Assessment(answers, _smart(subject), tuple(_hints(subject)))


def quadrant(importance: int | None, ease: int | None) -> Quadrant | None:
    """Where a KPI lies, of 1 to 5 each: important from 3, easy from 4; None while either is unsaid. Source: S2."""
    if importance is None or ease is None:
        return None
    if importance >= 3:
        return Quadrant.KEY if ease >= 4 else Quadrant.WORTHWHILE
    return Quadrant.CONVENIENCE if ease >= 4 else Quadrant.DISTRACTION


def twins(kpi: Kpi, kpis: Iterable[Kpi]) -> tuple[Kpi, ...]:
    """The KPIs with the same name or the same formula that somebody else owns; retired ones do not count."""

    def alike(other: Kpi) -> bool:
        formula = _folded(kpi.formula)
        return _folded(kpi.name) == _folded(other.name) or (bool(formula) and formula == _folded(other.formula))

    return tuple(
        other
        for other in kpis
        if other.id != kpi.id
        and other.state is not KpiState.RETIRED
        and None not in (kpi.owner_id, other.owner_id)
        and kpi.owner_id != other.owner_id
        and alike(other)
    )


def is_volume(kpi: Kpi) -> bool:
    """Whether more of it is simply wanted, sales or pieces; a share is no volume. Source: S0, the accounts opened."""
    counted = kpi.direction is Direction.HIGHER and not kpi.share and kpi.unit not in ("%", "‰", "ppm")
    words = {"sales", "sold", "revenue", "turnover", "bookings", "downloads", "accounts", "contracts", "subscriptions"}
    return counted and (kpi.perspective is Perspective.OUTPUT or not words.isdisjoint(_folded(kpi.name).split()))


def _measurable(kpi: Kpi) -> Iterable[Gap]:
    if is_wish(kpi.name):
        yield Gap.WISH
    # A count ("3 complaints") needs no unit, and neither does what says "from 80 % to 90 %".
    if not kpi.unit.strip() and (kpi.share or kpi.decimals > 0) and not wanted(kpi.name, kpi.success).start:
        yield Gap.NO_UNIT
    if not (kpi.formula.strip() or kpi.definition.strip()):
        yield Gap.NO_DEFINITION
    if kpi.rollup is Rollup.NONE:  # else its children are read, not it
        if not kpi.data_source.strip():
            yield Gap.NO_SOURCE
        if kpi.effort_minutes is None and kpi.collection is Collection.MANUAL and not kpi.of_events:
            yield Gap.NO_EFFORT
        if (kpi.effort_minutes or 0) > MOST_EFFORT:
            yield Gap.TOO_MUCH_EFFORT
        if not kpi.measurement_plan.strip():
            yield Gap.NO_PLAN
    if any(map(is_placeholder, (kpi.name, kpi.formula, kpi.definition, kpi.data_source, kpi.measurement_plan))):
        yield Gap.PLACEHOLDER


def _owner(subject: Subject) -> Iterable[Gap]:
    owner = subject.owner
    if owner is None:
        yield Gap.NO_OWNER
    elif _is_group(owner.name):
        yield Gap.GROUP_OWNER
    elif is_placeholder(owner.name):
        yield Gap.PLACEHOLDER
    elif not owner.active:
        yield Gap.OWNER_LEFT
    if subject.twins:
        yield Gap.OWNED_TWICE


def _behaviour(subject: Subject) -> Iterable[Gap]:
    kpi, target = subject.kpi, subject.target
    if len(kpi.customer_impact.strip()) < LEAST_TEXT:
        yield Gap.NO_CUSTOMER_IMPACT
    if len(kpi.behaviour_risk.strip()) < LEAST_TEXT:
        yield Gap.NO_BEHAVIOUR
    if is_placeholder(kpi.customer_impact) or is_placeholder(kpi.behaviour_risk):
        yield Gap.PLACEHOLDER
    if subject.guards == 0 and kpi.risk_level >= RISK_NEEDS_GUARD:
        yield Gap.RISK_WITHOUT_GUARD
    elif subject.guards == 0 and is_volume(kpi):
        yield Gap.VOLUME_WITHOUT_GUARD
    if kpi.risk_level >= RISK_NEEDS_LEADER:
        owned = subject.owner is not None and subject.owner.role is Role.LEADER
        if not owned and not (target and target.leader_id):
            yield Gap.RISK_WITHOUT_LEADER


def _change(subject: Subject) -> Iterable[Gap]:
    kpi = subject.kpi
    because = kpi.because.strip()
    if not subject.ladder_complete:
        yield Gap.NO_GOAL
    if not because:
        yield Gap.NO_BECAUSE
    elif is_placeholder(because):
        yield Gap.PLACEHOLDER
    elif _folded(because) == _folded(kpi.name):
        yield Gap.BECAUSE_IS_NAME
    elif len(because) > MOST_BECAUSE:
        yield Gap.LONG_BECAUSE
    # Who wants fewer calls counts what goes wrong, not how busy people are.
    if is_activity_metric(kpi.name) and kpi.direction is not Direction.LOWER:
        yield Gap.ACTIVITY
    if quadrant(kpi.importance, kpi.ease) is Quadrant.CONVENIENCE:
        yield Gap.CONVENIENCE
    if kpi.closeness is not None and kpi.closeness <= FAR_FROM_GOAL:
        yield Gap.FAR


def _smart(subject: Subject) -> tuple[SmartPoint, ...]:
    """Letter by letter; what the name or the statement of success says by itself counts as said.

    Of a KPI of events it is said for ever that none is wanted.
    """
    kpi, target = subject.kpi, subject.target
    gaps, said = set(_measurable(kpi)), wanted(kpi.name, kpi.success)
    specific = (Gap.WISH, Gap.NO_UNIT) if said.start else (Gap.WISH, Gap.NO_UNIT, Gap.NO_DEFINITION)
    aimed = said.amount or (target is not None and (target.low is not None or target.high is not None))
    started = said.start or (target is not None and (target.glide_from is not None or bool(target.glide_months)))
    measured = [] if started or kpi.direction is Direction.BAND else [Gap.NO_START]  # into a band there is no path
    return (
        SmartPoint("S", tuple(gap for gap in specific if gap in gaps)),
        SmartPoint("M", () if kpi.of_events else tuple(measured) if aimed else (Gap.NO_TARGET,)),
        SmartPoint("A", (Gap.OUT_OF_REACH,) if subject.reach is Reach.CANNOT else ()),
        SmartPoint("R", () if subject.ladder_complete else (Gap.NO_GOAL,)),
        SmartPoint("T", () if kpi.of_events or said.time or (target and target.due) else (Gap.NO_DUE,)),
    )


def _hints(subject: Subject) -> Iterable[Gap]:
    kpi = subject.kpi
    if not (kpi.drivers.strip() and kpi.constraints.strip()):
        yield Gap.UNKNOWN_MECHANISM
    if not any(person.role is Role.MEMBER for person in subject.consulted):
        yield Gap.NO_VOICES
    if kpi.kind is KpiKind.OUTCOME and subject.process_children == 0:
        yield Gap.NO_PROCESS_CHILD
    if subject.reach in (Reach.SOMETIMES, Reach.CANNOT) and subject.actions == 0:
        yield Gap.NO_PATHWAY


def _is_group(name: str) -> bool:
    """Whether nobody in particular is named: "Team", "Quality department"."""
    words = name.casefold().split()
    return " ".join(words) in GROUP_WORDS or not {"team", "department", "dept", "everyone", "everybody"}.isdisjoint(
        words
    )


def _folded(text: str) -> str:
    """Only what a reader would compare: case, spaces and the full stop do not matter."""
    return " ".join(text.casefold().split()).rstrip(" .!")
