"""What a huddle leaves behind: who was there, and what came out of it.

Frozen values; cases/huddles.py puts them together.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kpiboard.model import Action, Escalation, Feedback, Huddle, Kpi, Person, Stage
from kpiboard.model.frozen import frozen
from kpiboard.rules.huddle import Hurdle

if TYPE_CHECKING:
    from kpiboard.rules.red import Red


@frozen
class Move:
    """An action that was in another stage before: as it is now, with both stages as they were then."""

    action: Action
    before: Stage
    after: Stage


@frozen
class Digest:
    """What happened between two huddles. `since` (in the board's zone) is the end of the one before; None: there was
    none, and it is what happened in 24 hours."""

    since: datetime | None
    turned_red: tuple[Kpi, ...] = ()
    turned_green: tuple[Kpi, ...] = ()
    opened: tuple[Action, ...] = ()
    closed: tuple[Action, ...] = ()
    answered: tuple[Feedback, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.turned_red or self.turned_green or self.opened or self.closed or self.answered)


@frozen
class HuddleRecord:
    """One huddle, running, closed or skipped.

    `began` and `ended` are in the board's zone; `minutes` is how long it took, or has taken until now. `people` is the
    whole team: names for the ids in what follows; `present` and `absent` are in its order. `reds` were answered in
    this huddle or, while it runs, are unanswered. `thanked` is who was thanked by name that day, and for what (may be
    empty). `streak` counts up to its day. `hurdles` keep a running one from closing. `missed` are the working days
    that need a reason before the next one begins.
    """

    huddle: Huddle
    people: tuple[Person, ...]
    facilitator: Person | None
    present: tuple[Person, ...]
    absent: tuple[Person, ...]
    began: datetime | None
    ended: datetime | None
    minutes: int | None
    reds: tuple[tuple[Kpi, Red], ...]
    new_actions: tuple[Action, ...]
    moved: tuple[Move, ...]
    answered: tuple[Feedback, ...]
    thanked: tuple[tuple[Person, str], ...]
    escalated: tuple[Escalation, ...]
    digest: Digest
    streak: int
    hurdles: tuple[Hurdle, ...] = ()
    missed: tuple[date, ...] = ()

    @property
    def unanswered(self) -> int:
        """How many reds wait for an answer."""
        return sum(not red.answered for _, red in self.reds)

    @property
    def closed(self) -> tuple[Action, ...]:
        """The actions that were closed in it."""
        return tuple(move.action for move in self.moved if move.after is Stage.CLOSED)

    def person(self, person_id: str | None) -> Person | None:
        return next((one for one in self.people if one.id == person_id), None)
