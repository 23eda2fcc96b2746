"""What grows old in the queue: overdue work, due dates that slip, too much at a time, and firefighting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from kpiboard.model import Action, ActionKind, Stage
from kpiboard.model.frozen import frozen

MOST_IN_DO = 3
MOVED_OFTEN = 3


class Rung(IntEnum):
    """The ladder: from so many days after the due date on, that one is told."""

    ON_TIME = 0
    OWNER = 1
    LEADER = 3
    NEXT_TIER = 7
    TIER_ABOVE = 14


def rung(days_late: int) -> Rung:
    """The highest rung that is reached."""
    return max(one for one in Rung if one <= max(days_late, 0))


def moved_often(action: Action) -> bool:
    """Whether its due date was moved for the third time."""
    return action.moves >= MOVED_OFTEN


def overloaded(actions: Iterable[Action]) -> dict[str, int]:
    """The ids of the people with more than three actions in `do`, and how many; the most first."""
    doing = Counter(action.owner_id for action in actions if action.stage is Stage.DO and action.owner_id)
    return {owner: held for owner, held in doing.most_common() if held > MOST_IN_DO}


@frozen
class Firefighting:
    """How many actions only contained the harm, beside those that went for its cause."""

    containment: int
    countermeasure: int

    @property
    def share(self) -> float | None:
        """The share of containment, 0 to 1; None without any of both."""
        both = self.containment + self.countermeasure
        return self.containment / both if both else None


def firefighting(actions: Iterable[Action], since: date) -> Firefighting:
    """Containment and countermeasures that were opened on the day `since` or later."""
    kinds = Counter(action.kind for action in actions if action.opened_on and action.opened_on >= since)
    return Firefighting(kinds[ActionKind.CONTAINMENT], kinds[ActionKind.COUNTERMEASURE])


def done_per_100(actions_done: int, readings: int) -> float | None:
    """Actions done for every 100 readings: doing beside measuring. None without readings."""
    return 100 * actions_done / readings if readings else None
