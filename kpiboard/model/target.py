"""Targets: what is wanted from a date on, and what was proposed on the way there."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class Support(StrEnum):
    """How far the help is that a target needs."""

    ASKED = "asked"
    PROMISED = "promised"
    GIVEN = "given"


class Lack(StrEnum):
    """What keeps a target from being agreed."""

    REASON = "reason"
    HOW = "how"
    LEADER = "leader"
    TEAM = "team"


@frozen
class Target:
    """The values wanted from a date on: `low` ≤ value ≤ `high`; a bound that is None does not bind.

    `valid_from` None means since ever. Values outside the bounds but inside the watch bounds are *watch*.
    A glide path leads to the one bound: from `glide_from`, month by month, until `due`; or by the numbers of
    `glide_months`, one a month from `valid_from` on. `feedback_id` is the feedback that led to it.

    It is proposed until it is agreed: a leader and a member have signed, and a target that took the place of another
    one (it begins on a day) says why and how it will be reached, too.
    """

    table: ClassVar[str] = "targets"

    id: str
    kpi_id: str
    valid_from: date | None = None
    low: float | None = None
    high: float | None = None
    watch_low: float | None = None
    watch_high: float | None = None
    due: date | None = None
    glide_from: float | None = None
    glide_months: tuple[float, ...] = ()
    rationale: str = ""
    how: str = ""
    support_needed: str = ""
    support: Support | None = None
    leader_id: str | None = None
    member_id: str | None = None
    feedback_id: str | None = None

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What keeps it from being agreed, in the order in which it is asked."""
        first = self.valid_from is None
        known = (
            (Lack.REASON, first or bool(self.rationale.strip())),
            (Lack.HOW, first or bool(self.how.strip())),
            (Lack.LEADER, self.leader_id is not None),
            (Lack.TEAM, self.member_id is not None),
        )
        return tuple(lack for lack, said in known if not said)

    @property
    def agreed(self) -> bool:
        return not self.lacks


@frozen
class Proposal:
    """A throw of the catchball: what somebody would agree to as a target, and why. `value` is as it was typed."""

    table: ClassVar[str] = "proposals"

    id: str
    kpi_id: str
    made_on: date
    person_id: str | None = None
    value: str = ""
    argument: str = ""
