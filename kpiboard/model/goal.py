"""What the measures are for."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class GoalCategory(StrEnum):
    FINANCIAL = "financial"
    EFFICIENCY = "efficiency"
    CUSTOMER = "customer"
    ENGAGEMENT = "engagement"
    INNOVATION = "innovation"
    SAFETY = "safety"


class Horizon(StrEnum):
    SHORT = "short"
    LONG = "long"


@frozen
class Goal:
    """A goal that KPIs ladder up to."""

    table: ClassVar[str] = "goals"

    id: str
    title: str
    category: GoalCategory = GoalCategory.EFFICIENCY
    owner_id: str | None = None
    horizon: Horizon = Horizon.LONG
    position: float = 0.0
