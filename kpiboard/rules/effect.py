"""What an action did to its KPI, measured: before and after, and whether it held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import fsum, sqrt

from kpiboard.model import Action, Direction, Result, Stage
from kpiboard.model.frozen import frozen
from kpiboard.rules.limits import FEWEST
from kpiboard.rules.status import Status

CAUSES = 3  # reds in a row after which a team acts (domain: Pareto and escalation from three)
SIGMA = 1.128  # the mean of moving ranges of two ÷ this estimates sigma (rules/limits.py names the sources)


@frozen
class Effect:
    """Means, change and noise in the KPI's unit; None where there are no readings for them.

    A `change` (after − before) of up to `noise` is within what the means wander by themselves. `compared` readings
    stand before it, `readings` have come in since, of the `needed` ones. `proposal` is what the team may decide; None:
    too early to tell, or nothing to judge by.
    """

    before: float | None
    after: float | None
    expected: float | None
    change: float | None
    noise: float | None
    compared: int
    readings: int
    needed: int
    proposal: Result | None


def effect(
    before: Sequence[float],
    after: Sequence[float],
    *,
    expected: float | None,
    direction: Direction,
    needed: int,
    band: tuple[float, float] | None = None,
) -> Effect:
    """The effect, from the readings before an action was done and those since, oldest first.

    `expected` is the change that was wanted, with its sign. noise = 2 · sigma · √(1/n before + 1/n after), that is two
    standard errors of a difference of means; sigma is the mean moving range of `before` ÷ 1.128.

    The proposal: a change within the noise is none, but partly if it is as large as expected. Beyond the noise, a
    change for the worse is worse, one for the better worked if it is as large as expected, else partly. Better is
    where `direction` points; for a band, nearer to it (inside is inside), and without `band` there is no proposal.
    Nor is there one before `needed` readings, or with fewer than six before: as few as there are no limits from.
    """
    if not before or not after:
        one_side = _mean(before) if before else None, _mean(after) if after else None
        return Effect(*one_side, expected, None, None, len(before), len(after), needed, None)
    old, new = _mean(before), _mean(after)
    change = new - old
    if len(before) < 2:
        return Effect(old, new, expected, change, None, len(before), len(after), needed, None)
    sigma = _mean([abs(one - other) for one, other in pairwise(before)]) / SIGMA
    noise = 2 * sigma * sqrt(1 / len(before) + 1 / len(after))
    proposal = None
    if len(before) >= FEWEST and len(after) >= needed and (direction is not Direction.BAND or band):
        slack = 1e-12 * (abs(old) + abs(new))  # the last bits of numbers this large are no difference
        gain = _gain(old, new, direction, band)
        wanted = None if expected is None else _gain(old, old + expected, direction, band)
        proposal = _judge(gain, wanted, within_noise=abs(change) <= noise + slack, slack=slack)
    return Effect(old, new, expected, change, noise, len(before), len(after), needed, proposal)


def started_by(statuses: Sequence[Status]) -> int:
    """How many of the last readings, oldest first up to the day an action was opened, are the reds that started it.

    They were picked because they are bad, so they do not belong to "before": what comes after three chance reds is
    better than they were by itself (regression towards the mean). Of a longer row only the last three are left out:
    so many reds are no chance but how the process is.
    """
    reds = (n for n, status in enumerate(reversed(statuses)) if status is not Status.OFF_TARGET)
    return min(next(reds, len(statuses)), CAUSES)


def held_days(action: Action, reds: Iterable[date], today: date) -> int | None:
    """For how many days what worked has held since it was closed. `reds` are the days its KPI was red.

    None unless it was closed as worked, and once the KPI was red again after that day.
    """
    if action.stage is not Stage.CLOSED or action.result is not Result.WORKED or action.ended_on is None:
        return None
    if any(day > action.ended_on for day in reds):
        return None
    return max((today - action.ended_on).days, 0)


def _mean(values: Sequence[float]) -> float:
    return fsum(value / len(values) for value in values)  # the sum itself may be past the largest float


def _gain(old: float, new: float, direction: Direction, band: tuple[float, float] | None) -> float:
    """How much better `new` is than `old`; negative when it is worse."""
    if band and direction is Direction.BAND:
        low, high = band
        return max(low - old, old - high, 0.0) - max(low - new, new - high, 0.0)
    return new - old if direction is Direction.HIGHER else old - new


def _judge(gain: float, wanted: float | None, *, within_noise: bool, slack: float) -> Result:
    reached = wanted is not None and 0 < wanted <= gain + slack
    if within_noise or abs(gain) <= slack:  # in a band a change can be no gain
        return Result.PARTLY if reached else Result.NONE
    if gain < 0:
        return Result.WORSE
    return Result.WORKED if reached or wanted is None or wanted <= 0 else Result.PARTLY
