"""Who works at the board."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from kpiboard.model.frozen import frozen


class Role(StrEnum):
    MEMBER = "member"
    LEADER = "leader"
    COACH = "coach"
    VISITOR = "visitor"


@frozen
class Person:
    """One person; `initials` (two or three letters) stand on tiles and cards."""

    table: ClassVar[str] = "people"

    id: str
    name: str
    initials: str
    role: Role = Role.MEMBER
    active: bool = True
    position: float = 0.0
