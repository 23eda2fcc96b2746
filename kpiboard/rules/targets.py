"""Which target is valid on a day, and how far its glide path has come by then.

A glide path is the plan line of a bowling chart: one number a month. It needs one bound to lead to (a band has no
path) and a day to begin on. Month 1 begins on `valid_from`, month k on the same day k − 1 months later (in a shorter
month on its last day: 31 Jan, 28 Feb, 31 Mar). In month k the target is

* with `glide_from` and `due`: from + (to − from) · k / N, so that 80 → 90 in 12 months is 85 in month 6, where N is
  the number of months from `valid_from` to `due`, both days included, rounded to whole months and at least 1: from
  1 Jan both 31 Dec and 1 Jan of the next year make 12;
* with `glide_months`: the k-th number.

After the last month the bound itself holds. The watch bound keeps its distance from the target all the way. What is
reckoned is rounded as it is shown: to the KPI's decimals, or to the digits of the path's own ends if these are more.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from kpiboard.model import Target
from kpiboard.rules.precision import MOST, digits, reckoned

DAYS_A_MONTH = 365.2425 / 12  # of the Gregorian calendar: whole months are at most 2.5 days away from a multiple


def version_on(targets: Sequence[Target], day: date) -> Target | None:
    """The version valid on `day`, as it was set: the latest that had begun; of two from one day, the larger id."""
    valid = [target for target in targets if target.valid_from is None or target.valid_from <= day]
    return max(valid, key=_begins, default=None)


def target_on(targets: Sequence[Target], day: date, decimals: int) -> Target | None:
    """The target valid on `day`, its bounds where the glide path stands then: what a status is judged against.

    `decimals` are those of its KPI.
    """
    target = version_on(targets, day)
    return None if target is None else _in_month(target, _month(target, day), decimals)


def targets_through(targets: Sequence[Target], decimals: int) -> Callable[[date], Target | None]:
    """`target_on` for many days, in any order: sorts once, and makes one target a month of a path."""
    versions = sorted(targets, key=_begins)
    starts = [_begins(target)[0] for target in versions]
    glides = [_months(target) for target in versions]
    made: dict[tuple[int, int], Target] = {}

    def on(day: date) -> Target | None:
        place = bisect_right(starts, day) - 1
        if place < 0:
            return None
        target = versions[place]
        if not glides[place] or (month := _month(target, day)) > glides[place]:
            return target
        if (place, month) not in made:
            made[place, month] = _in_month(target, month, decimals)
        return made[place, month]

    return on


def path(target: Target, decimals: int) -> tuple[tuple[date, float], ...]:
    """The glide path: the first day of each month and the value wanted in it, oldest first; empty without a path.

    The last value of a linear path is the bound; after explicit months the bound holds from the month after.
    """
    since, count = target.valid_from, _months(target)
    if since is None:
        return ()
    return tuple(
        (_months_after(since, month - 1), _wanted(target, month, count, decimals)) for month in range(1, count + 1)
    )


def _begins(target: Target) -> tuple[date, str]:
    return target.valid_from or date.min, target.id


def _bound(target: Target) -> float | None:
    """The one bound that a path can lead to."""
    if (target.low is None) == (target.high is None):
        return None
    return target.high if target.low is None else target.low


def _months(target: Target) -> int:
    """How many months the glide path takes; 0 without one."""
    if target.valid_from is None or _bound(target) is None:
        return 0
    if target.glide_months:
        return len(target.glide_months)
    if target.glide_from is None or target.due is None or target.due < target.valid_from:
        return 0
    days = (target.due - target.valid_from).days + 1
    return max(1, round(days / DAYS_A_MONTH))


def _wanted(target: Target, month: int, count: int, decimals: int) -> float:
    """What the path wants in its month `month` of `count`, from 1 on."""
    if target.glide_months:
        return target.glide_months[month - 1]
    bound = _bound(target)
    assert bound is not None
    assert target.glide_from is not None
    if month == count:
        return bound
    wanted = target.glide_from + (bound - target.glide_from) * month / count
    return reckoned(wanted, digits(decimals, bound, target.glide_from))


def _month(target: Target, day: date) -> int:
    """Which month of the target `day` lies in: 1 is the first; 0 and less are before it."""
    since = target.valid_from
    if since is None:
        return 0
    months = (day.year - since.year) * 12 + day.month - since.month
    begun = day.day >= since.day or (since.day > 28 and day.day == monthrange(day.year, day.month)[1])
    return months + begun


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _in_month(target: Target, month: int, decimals: int) -> Target:
    count = _months(target)
    bound = _bound(target)
    if bound is None or not 1 <= month <= count:
        return target
    wanted = _wanted(target, month, count, decimals)
    if wanted == bound:
        return target
    if target.low is not None:
        watch = None if target.watch_low is None else reckoned(wanted + (target.watch_low - bound), MOST)
        return replace(target, low=wanted, watch_low=watch)
    watch = None if target.watch_high is None else reckoned(wanted + (target.watch_high - bound), MOST)
    return replace(target, high=wanted, watch_high=watch)
