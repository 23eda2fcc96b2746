"""The red contract: every red is answered, by a running action of the right kind or by a reason that holds.

Nothing of it is stored: it follows from the readings and the actions. What is "the right kind" follows from the process
limits: a signal asks for today's cause, a red within normal variation for a change of the system. A reason is no
action: it is counted apart, answers no signal unless a leader lets it pass, and wears out (rules/reasons.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from kpiboard.model import Action, ActionKind, Reading, Result, Stage
from kpiboard.model.frozen import frozen
from kpiboard.rules.pdca import RECURRENCE, days_late
from kpiboard.rules.periods import Period, WorkCalendar
from kpiboard.rules.reasons import Fault
from kpiboard.rules.status import Status
from kpiboard.rules.trust import cut_off

TO_ANSWER = timedelta(hours=24)
COUNTED = timedelta(days=90)
# "31 % rarely acted upon": what teams said of their KPIs in the first of the articles that this board was made from.
RARELY = 0.31

_SILENT = (Status.DAY_OFF, Status.NO_READING)  # says nothing: a number that is not in does not answer the red before it
_LONG_AGO = date(1900, 1, 1)
_TODAYS_CAUSE = (ActionKind.CONTAINMENT, ActionKind.COUNTERMEASURE)


class Seen(Protocol):
    """One period of a KPI as the board shows it."""

    @property
    def period(self) -> Period: ...
    @property
    def status(self) -> Status: ...
    @property
    def reading(self) -> Reading | None: ...


P = TypeVar("P", bound=Seen)


class Nature(StrEnum):
    """What the process limits make of a red."""

    SIGNAL = "signal"  # they prove that something changed for the worse
    NOISE = "noise"  # it lies within normal variation
    TOO_EARLY = "too early"  # there are no limits yet
    LEFT_OUT = "left out"  # it has a known cause, and says nothing about the process
    UNRELIABLE = "unreliable"  # the limits do not hold: the process has left them, or swings too much
    NO_LIMITS = "no limits"  # the KPI is kept without, or nobody has reckoned them


@frozen
class Told:
    """The nature of one period: while it is TOO_EARLY with the `points` there are, LEFT_OUT with its `cause`."""

    nature: Nature
    points: int = 0
    cause: str = ""


@frozen
class Natures:
    """What the limits make of the periods of one KPI: of the `marked` ones by their keys, and of all others."""

    marked: Mapping[str, Told] = field(default_factory=dict)
    others: Told = Told(Nature.NO_LIMITS)

    def of(self, period: Period) -> Told:
        return self.marked.get(period.key, self.others)


@frozen
class Red:
    """A red period and its answer, if it has one: an action or a reason.

    `since` is when it was known: the end of the period, or when the number came late. `answered_at` is None where it
    has no answer, and where nobody wrote down when the reason was given. `late`: every running action that answers it
    is overdue. `fault` is why the reason that was given does not answer it. Moments are aware.
    """

    period: Period
    told: Told
    since: datetime
    action: Action | None = None
    reason: str = ""
    answered_at: datetime | None = None
    late: bool = False
    fault: Fault | None = None

    @property
    def nature(self) -> Nature:
        return self.told.nature

    @property
    def answered(self) -> bool:
        return self.action is not None or bool(self.reason)

    @property
    def acted_on(self) -> bool:
        """Whether an action answered it, within 24 hours."""
        return self.action is not None and self.answered_at is not None and self.answered_at - self.since <= TO_ANSWER

    def hours(self, now: datetime) -> int:
        """Whole hours since it was known."""
        return max((now - self.since) // timedelta(hours=1), 0)


def answers(kind: ActionKind, nature: Nature) -> bool:
    """Whether an action of this kind answers a red: containment and countermeasure always, a change of the system what
    is no signal."""
    return kind in _TODAYS_CAUSE or (kind is ActionKind.SYSTEM and nature is not Nature.SIGNAL)


def right_kind(nature: Nature) -> ActionKind:
    """What to start on a red: what answers it whatever it turns out to be, unless it is proven to be noise."""
    return ActionKind.SYSTEM if nature is Nature.NOISE else ActionKind.COUNTERMEASURE


def most_asking(reds: Sequence[Red]) -> Told:
    """What several reds of one KPI, oldest first, ask for together: a signal among them counts, else the latest."""
    return next((red.told for red in reversed(reds) if red.nature is Nature.SIGNAL), reds[-1].told)


@frozen
class Known:
    """What there is to answer the reds of one KPI: actions on it, ended ones too, and its reasons by their readings."""

    natures: Natures
    actions: Sequence[Action]
    faults: Mapping[str, Fault | None]
    calendar: WorkCalendar
    today: date


def answers_of(points: Iterable[Seen], known: Known) -> tuple[Red, ...]:
    """Every red period among the points with its answer, in their order.

    An action answers the reds of the time it runs in, and those before it: who starts one has seen them. One that
    had ended before, or was cancelled, answers nothing.
    """
    actions = [action for action in known.actions if action.stage is not Stage.CANCELLED]
    return tuple(
        _answered(point.period, point.reading, actions, known)
        for point in points
        if point.status is Status.OFF_TARGET and isinstance(point.reading, Reading)
    )


def _answered(period: Period, reading: Reading, actions: Sequence[Action], known: Known) -> Red:
    told, since = known.natures.of(period), reading.late_at or period.end
    answering = [
        action
        for action in actions
        if answers(action.kind, told.nature) and (action.ended_on is None or action.ended_on > period.day)
    ]
    if answering:
        at, first = min(((_opened(one, since, known.calendar), one) for one in answering), key=_first)
        late = all(days_late(one, known.today) for one in answering)
        return Red(period, told, since, first, answered_at=at, late=late)
    if not (reason := reading.reason.strip()):
        return Red(period, told, since)
    wrong = known.faults.get(reading.id)
    if wrong is None and told.nature is Nature.SIGNAL and not reading.passed_by:
        wrong = Fault.SIGNAL
    if wrong is not None:
        return Red(period, told, since, fault=wrong)
    return Red(period, told, since, reason=reason, answered_at=reading.reason_at)


def _opened(action: Action, since: datetime, calendar: WorkCalendar) -> datetime:
    """When it was there to answer a red known `since`: when it was started, or when it came back after that red.

    In the morning where only the day is known.
    """
    back = action.came_back_on
    if back is not None and back - RECURRENCE <= since.date() <= back:
        return calendar.begins(back)
    if action.opened_at is not None:
        return action.opened_at
    return calendar.begins(action.opened_on) if action.opened_on else calendar.begins(_LONG_AGO)


def _first(pair: tuple[datetime, Action]) -> datetime:
    return pair[0]


@frozen
class ActedOn:
    """How many reds an action answered within 24 hours, of those whose time is up or that have an answer.

    `explained` of them have a reason instead, which is no action; `late` wait for actions that are overdue.
    """

    in_time: int = 0
    of: int = 0
    explained: int = 0
    late: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None when there was none to answer."""
        return self.in_time / self.of if self.of else None


def acted_on(found: Iterable[Red], now: datetime) -> ActedOn:
    """The acted-on rate of the last 90 days."""
    counted = [red for red in found if now - red.since <= COUNTED and (red.answered or now - red.since > TO_ANSWER)]
    return ActedOn(
        in_time=sum(red.acted_on for red in counted),
        of=len(counted),
        explained=sum(bool(red.reason) for red in counted),
        late=sum(red.late for red in counted),
    )


def asked_reds(
    points: Sequence[Seen], known: Known, now: datetime, last_huddle: datetime | None, *, must_not_lose: bool = False
) -> tuple[Red, ...]:
    """The reds of one KPI that count now, with their answers, oldest first; `points` oldest first.

    Those in question and, until they are answered, those that must not slip.
    """
    asked = {point.period.key for point in in_question(points, known.calendar, now, last_huddle)}
    return tuple(
        red
        for red in answers_of(points, known)
        if red.period.key in asked or (not red.answered and must_not_slip(red, now, must_not_lose=must_not_lose))
    )


def must_not_slip(red: Red, now: datetime, *, must_not_lose: bool) -> bool:
    """Whether a red counts for 30 days, whatever comes after it: a signal, or that of a KPI that must not be lost.

    A lone accident is no less one because the next day was good.
    """
    return (must_not_lose or red.nature is Nature.SIGNAL) and now - red.period.end <= RECURRENCE


def taken_up_again(reds: Iterable[Red], actions: Iterable[Action]) -> Action | None:
    """What to take up again for these reds: the last action that was closed as worked at most 30 days before one.

    It has to be of a kind that answers it.
    """
    reds = tuple(reds)
    worked = [
        action
        for action in actions
        if action.stage is Stage.CLOSED
        and action.result is Result.WORKED
        and action.ended_on is not None
        and any(
            timedelta(0) <= red.period.day - action.ended_on <= RECURRENCE and answers(action.kind, red.nature)
            for red in reds
        )
    ]
    return max(worked, key=lambda action: (action.ended_on or date.min, action.number), default=None)


def in_question(points: Sequence[P], calendar: WorkCalendar, now: datetime, last_huddle: datetime | None) -> list[P]:
    """The points whose reds wait for an answer now; `points` oldest first.

    Those of the present run, and those the team has not talked about yet: since its last huddle began, or, where none
    was held, until the end of the working day after the period.
    """
    run = len(points)
    while run and points[run - 1].status in (Status.OFF_TARGET, *_SILENT):
        run -= 1

    def counts(place: int, period: Period) -> bool:
        if place >= run:
            return True
        return period.end > last_huddle if last_huddle else cut_off(calendar, period) >= now

    return [point for place, point in enumerate(points) if counts(place, point.period)]
