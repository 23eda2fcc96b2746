"""The daily huddle: its agenda and clock, who leads it, how many in a row were held, and what keeps it open.

Source: domain.md 2.11 and 2.19 (10 minutes, 15 at the most; it does not close over an unanswered red, over a new
action without owner or due date, nor before somebody was thanked by name or the team said that there is nobody today).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from kpiboard.model import Action, Huddle, HuddleState, HuddleStep, Person, Role
from kpiboard.model.frozen import frozen
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.periods import ONE_DAY, WorkCalendar
from kpiboard.rules.status import Status

TARGET = timedelta(minutes=10)
BELL = timedelta(minutes=15)
MOST_MISSED = 60  # working days that are asked about: after a longer silence a team begins anew


class Item(NamedTuple):
    """A step of the agenda and the seconds it is given."""

    step: HuddleStep
    seconds: int


AGENDA = (
    Item(HuddleStep.OPEN, 30),
    Item(HuddleStep.WINS, 60),
    Item(HuddleStep.REDS, 180),
    Item(HuddleStep.ANSWERS, 180),
    Item(HuddleStep.OVERDUE, 60),
    Item(HuddleStep.FEEDBACK, 60),
    Item(HuddleStep.ESCALATE, 15),
    Item(HuddleStep.CLOSE, 15),
)
_STEPS = tuple(item.step for item in AGENDA)
_SECONDS = dict(AGENDA)


def step_after(step: HuddleStep) -> HuddleStep:
    """The next step; the last one stays."""
    return _STEPS[min(_STEPS.index(step) + 1, len(_STEPS) - 1)]


def step_before(step: HuddleStep) -> HuddleStep:
    """The step before; the first one stays."""
    return _STEPS[max(_STEPS.index(step) - 1, 0)]


@frozen
class Clock:
    """Whole seconds since the huddle began, in its present step, and given to that step."""

    elapsed: int
    in_step: int
    step_limit: int

    @property
    def late(self) -> bool:
        """Whether the ten minutes are over."""
        return self.elapsed > TARGET.total_seconds()

    @property
    def bell(self) -> bool:
        """Whether the bell rings: fifteen minutes."""
        return self.elapsed >= BELL.total_seconds()

    @property
    def step_late(self) -> bool:
        return self.in_step > self.step_limit


def clock(huddle: Huddle, now: datetime) -> Clock:
    """How long it has taken by `now`; it stands still once the huddle has ended. Zero for one that was skipped."""
    until = huddle.ended_at or now
    return Clock(_seconds(huddle.started_at, until), _seconds(huddle.step_at, until), _SECONDS[huddle.step])


def _seconds(since: datetime | None, until: datetime) -> int:
    return max((until - since) // timedelta(seconds=1), 0) if since else 0


def takes_part(person: Person) -> bool:
    """Whether somebody stands at the huddle and leads it in turn: active members and leaders."""
    return person.active and person.role in (Role.MEMBER, Role.LEADER)


def next_facilitator(people: Iterable[Person], huddles: Iterable[Huddle]) -> Person | None:
    """Whose turn it is: who has led a huddle longest ago, in the order of the people for those who never did.

    So it goes round by position, whoever stood in for somebody does not come twice, and who was away is not forgotten.
    """
    led: dict[str | None, tuple[date, float]] = {}
    for huddle in huddles:
        if huddle.state is not HuddleState.SKIPPED:
            when = (huddle.held_on, huddle.started_at.timestamp() if huddle.started_at else 0.0)
            led[huddle.facilitator_id] = max(when, led.get(huddle.facilitator_id, when))
    never = (date.min, 0.0)
    ring = [person for person in people if takes_part(person)]
    return min(ring, key=lambda one: (led.get(one.id, never), one.position, one.id), default=None)


def streak(calendar: WorkCalendar, huddles: Iterable[Huddle], today: date) -> int:
    """Working days in a row with a huddle, up to today, or to yesterday while today's is yet to come.

    A working day without one, or with a skipped one only, ends it; days off are bridged and do not count.
    """
    held, skipped = set(), set()
    for huddle in huddles:
        if huddle.state is HuddleState.CLOSED:
            held.add(huddle.held_on)
        elif huddle.state is HuddleState.SKIPPED:
            skipped.add(huddle.held_on)
    day, length = today, 0
    if today not in held | skipped:
        day -= ONE_DAY
    first = min(held, default=today)
    while day >= first:
        if calendar.works(day):
            if day not in held:
                break
            length += 1
        day -= ONE_DAY
    return length


def missed_days(calendar: WorkCalendar, huddles: Iterable[Huddle], today: date) -> tuple[date, ...]:
    """Working days before today and after the last huddle that is on record, oldest first; the latest 60 at most.

    None on a board that never held one. The next huddle does not begin before they have a reason.
    """
    last = max((huddle.held_on for huddle in huddles), default=today)
    missed: list[date] = []
    day = today - ONE_DAY
    while day > last and len(missed) < MOST_MISSED:
        if calendar.works(day):
            missed.append(day)
        day -= ONE_DAY
    return tuple(reversed(missed))


class Hurdle(StrEnum):
    """What keeps a huddle from closing."""

    UNANSWERED = "unanswered"
    NO_OWNER_OR_DUE = "no owner or due"
    NOBODY_THANKED = "nobody thanked"


def hurdles(unanswered: int, new_actions: Sequence[Action], thanked: int, huddle: Huddle) -> tuple[Hurdle, ...]:
    """What is still in the way, in the order of the agenda.

    Args:
        unanswered: reds without an answer.
        new_actions: those that the huddle has made.
        thanked: how many people were thanked by name.
    """
    found = []
    if unanswered:
        found.append(Hurdle.UNANSWERED)
    if any(lacks_owner_or_due(action) for action in new_actions):
        found.append(Hurdle.NO_OWNER_OR_DUE)
    if not thanked and not huddle.nobody_thanked:
        found.append(Hurdle.NOBODY_THANKED)
    return tuple(found)


def lacks_owner_or_due(action: Action) -> bool:
    return action.stage in RUNNING and (action.owner_id is None or action.due is None)


def turned(statuses: Sequence[Status]) -> int | None:
    """Where the red or green that a KPI shows now began: the place in `statuses` (oldest first).

    Periods without a status are bridged; what is green from the first reading on has turned nothing. None, too, while
    it is neither red nor green.
    """
    known = [(place, status) for place, status in enumerate(statuses) if status in _COLOURS]
    if not known or known[-1][1] is Status.WATCH:
        return None
    now = known[-1][1]
    run = len(known)
    while run and known[run - 1][1] is now:
        run -= 1
    return known[run][0] if run or now is Status.OFF_TARGET else None


_COLOURS = frozenset({Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET})
