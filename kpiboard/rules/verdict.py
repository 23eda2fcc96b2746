"""Are we winning or losing?"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kpiboard.model import Horizon
from kpiboard.model.frozen import frozen
from kpiboard.rules.status import Status


class Outcome(StrEnum):
    WINNING = "winning"
    LEVEL = "level"
    LOSING = "losing"
    NO_SCORE = "no score"


@frozen
class Standing:
    """What one active KPI brings to the verdict; `hours` is the age of its oldest unanswered red.

    `late`: a red of it is answered, but by actions that are overdue.
    """

    kpi_id: str
    status: Status
    horizon: Horizon
    must_not_lose: bool
    unanswered: bool
    hours: int = 0
    late: bool = False


@frozen
class Verdict:
    """The outcome and what it rests on.

    `won` are on target, `lost` off target, `watch` neither; `due` is all of them and `no_data`, without days off.
    `red`, `must_not_lose_red`, `unanswered` and `late` (answered, but late) are KPI ids in the order given; the oldest
    unanswered red is `oldest_hours` old. `short` and `long` are (won, lost)
    of each horizon, which weigh the same.
    """

    outcome: Outcome
    won: int
    lost: int
    watch: int
    no_data: int
    due: int
    red: tuple[str, ...]
    must_not_lose_red: tuple[str, ...]
    unanswered: tuple[str, ...]
    short: tuple[int, int]
    long: tuple[int, int]
    oldest_hours: int = 0
    late: tuple[str, ...] = ()


def verdict(standings: Iterable[Standing]) -> Verdict:
    """The verdict on the active KPIs, in this order:

    losing: one that must not lose is off target; no score: nothing is due, or more than half of it is without data;
    losing: more are off target than on it; winning: none is off target, or more are on target than off; else level.
    """
    standings = list(standings)
    due = [standing for standing in standings if standing.status is not Status.DAY_OFF]
    unanswered = [standing for standing in standings if standing.unanswered]  # a day off takes no red away
    won = _count(due, Status.ON_TARGET)
    lost = _count(due, Status.OFF_TARGET)
    no_data = _count(due, Status.NO_READING, Status.NO_TARGET)
    red = [standing for standing in due if standing.status is Status.OFF_TARGET]
    must_not_lose_red = tuple(standing.kpi_id for standing in red if standing.must_not_lose)
    if must_not_lose_red:
        outcome = Outcome.LOSING
    elif no_data * 2 > len(due) or not due:
        outcome = Outcome.NO_SCORE
    elif lost > won:
        outcome = Outcome.LOSING
    elif lost == 0 or won > lost:
        outcome = Outcome.WINNING
    else:
        outcome = Outcome.LEVEL
    short, long = (
        (_count(of_horizon, Status.ON_TARGET), _count(of_horizon, Status.OFF_TARGET))
        for of_horizon in (
            [standing for standing in due if standing.horizon is horizon] for horizon in (Horizon.SHORT, Horizon.LONG)
        )
    )
    return Verdict(
        outcome=outcome,
        won=won,
        lost=lost,
        watch=_count(due, Status.WATCH),
        no_data=no_data,
        due=len(due),
        red=tuple(standing.kpi_id for standing in red),
        must_not_lose_red=must_not_lose_red,
        unanswered=tuple(standing.kpi_id for standing in unanswered),
        short=short,
        long=long,
        oldest_hours=max((standing.hours for standing in unanswered), default=0),
        late=tuple(standing.kpi_id for standing in standings if standing.late),
    )


def _count(standings: list[Standing], *statuses: Status) -> int:
    return sum(standing.status in statuses for standing in standings)
