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


@frozen
class Target:
    """The values wanted from a date on: `low` ≤ value ≤ `high`; a bound that is None does not bind.

    `valid_from` None means since ever. Values outside the bounds but inside the watch bounds are *watch*.
    A glide path leads to the one bound: from `glide_from`, month by month, until `due`; or by the numbers of
    `glide_months`, one a month from `valid_from` on. A target is agreed when a leader and a member have signed.
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

    @property
    def agreed(self) -> bool:
        return self.leader_id is not None and self.member_id is not None


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
