"""What deserves a word of praise. Source: domain.md 2.17 (recognition)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpiboard.model import Action, Result, Stage
from kpiboard.rules.status import Status

WITHIN_DAYS = 7  # a target that was hit again
WORKED_DAYS = 14  # an action that worked, since it was closed


def hit_after_miss(statuses: Sequence[tuple[date, Status]], today: date, within_days: int = WITHIN_DAYS) -> int | None:
    """Where a KPI was on target again after it had been off target: the place in `statuses` (oldest first).

    Days off and missing readings are bridged, and so is watch: it is neither. None when that is more than
    `within_days` ago, or when it is off target again.
    """
    missed, hit = False, None
    for place, (_, status) in enumerate(statuses):
        if status is Status.OFF_TARGET:
            missed, hit = True, None
        elif status is Status.ON_TARGET and missed:
            missed, hit = False, place
    return hit if hit is not None and (today - statuses[hit][0]).days <= within_days else None


def has_worked(action: Action, today: date) -> bool:
    """Whether the team has closed it as worked, not long ago."""
    worked = action.stage is Stage.CLOSED and action.result is Result.WORKED
    return worked and action.ended_on is not None and (today - action.ended_on).days <= WORKED_DAYS


def is_worth_it(measured: Result | None) -> bool:
    """Whether what was measured speaks for it, or nothing was: nobody is congratulated on no effect or a worse one."""
    return measured not in (Result.NONE, Result.WORSE)
