"""The red contract: every red is answered, by a running action of the right kind or by a recorded reason.

Nothing of it is stored: it follows from the readings and the actions. What is "the right kind" follows from the process
limits: a signal asks for today's cause, a red within normal variation for a change of the system.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from kpiboard.model import Action, ActionKind, Reading, Stage
from kpiboard.model.frozen import frozen
from kpiboard.rules.periods import Period, WorkCalendar
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
class RedPeriod:
    """A period that is off target, and what the process limits make of it."""

    period: Period
    reading: Reading
    told: Told


@frozen
class Red:
    """A red period and its answer, if it has one: an action or a reason.

    `since` is when it was known: the end of the period, or when the number came late. `answered_at` is None where it
    has no answer, and where nobody wrote down when the reason was given. Moments are aware.
    """

    period: Period
    told: Told
    since: datetime
    action: Action | None = None
    reason: str = ""
    answered_at: datetime | None = None

    @property
    def nature(self) -> Nature:
        return self.told.nature

    @property
    def answered(self) -> bool:
        return self.action is not None or bool(self.reason)

    @property
    def in_time(self) -> bool | None:
        """Whether the answer came within 24 hours; None without one, and when it is not known when it came."""
        return None if self.answered_at is None else self.answered_at - self.since <= TO_ANSWER

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


def reds(periods: Iterable[RedPeriod], actions: Sequence[Action], calendar: WorkCalendar) -> tuple[Red, ...]:
    """The answers to red periods of one KPI, in their order; `actions` are those on this KPI, ended ones too.

    An action answers the reds of the time it runs in, and those before it: who starts one has seen them. One that
    had ended before, or was cancelled, answers nothing.
    """
    opened = sorted(((_opened(action, calendar), action) for action in actions if _counts(action)), key=_first)
    return tuple(_answered(one, opened) for one in periods)


def _answered(red: RedPeriod, opened: Sequence[tuple[datetime, Action]]) -> Red:
    period, reading = red.period, red.reading
    since = reading.late_at or period.end
    for at, action in opened:
        if answers(action.kind, red.told.nature) and (action.ended_on is None or action.ended_on > period.day):
            return Red(period, red.told, since, action, answered_at=at)
    reason = reading.reason.strip()
    return Red(period, red.told, since, None, reason, reading.reason_at if reason else None)


def _counts(action: Action) -> bool:
    return action.stage is not Stage.CANCELLED


def _opened(action: Action, calendar: WorkCalendar) -> datetime:
    """When it was started; in the morning where only the day is known."""
    if action.opened_at is not None:
        return action.opened_at
    return calendar.begins(action.opened_on) if action.opened_on else calendar.begins(_LONG_AGO)


def _first(pair: tuple[datetime, Action]) -> datetime:
    return pair[0]


@frozen
class ActedOn:
    """How many reds had an answer within 24 hours, of those whose time is up or that have one."""

    in_time: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None when there was none to answer."""
        return self.in_time / self.of if self.of else None


def acted_on(found: Iterable[Red], now: datetime) -> ActedOn:
    """The acted-on rate of the last 90 days. Answers of which nobody knows when they came are not counted."""
    in_time = of = 0
    for red in found:
        if now - red.since > COUNTED:
            continue
        if red.in_time is not None:
            of += 1
            in_time += red.in_time
        elif not red.answered and now - red.since > TO_ANSWER:
            of += 1
    return ActedOn(in_time, of)


def answers_of(
    points: Iterable[Seen], natures: Natures, actions: Sequence[Action], calendar: WorkCalendar
) -> tuple[Red, ...]:
    """Every red period among the points with its answer."""
    periods = [
        RedPeriod(point.period, point.reading, natures.of(point.period))
        for point in points
        if point.status is Status.OFF_TARGET and isinstance(point.reading, Reading)
    ]
    return reds(periods, actions, calendar)


def open_reds(
    points: Sequence[Seen],
    natures: Natures,
    actions: Sequence[Action],
    calendar: WorkCalendar,
    now: datetime,
    last_huddle: datetime | None,
) -> tuple[Red, ...]:
    """The unanswered reds of one KPI that count now, oldest first; `points` oldest first."""
    asked = in_question(points, calendar, now, last_huddle)
    return tuple(red for red in answers_of(asked, natures, actions, calendar) if not red.answered)


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
