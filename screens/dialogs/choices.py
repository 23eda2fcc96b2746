"""What forms let people choose from, out of the snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kpiboard.model import FeedbackState, Person, Role
from kpiboard.screens.dialogs.fields import Option
from kpiboard.views.board import BoardSnapshot

NOBODY = ("", "nobody yet")


def words(member: StrEnum) -> str:
    return member.value.replace("_", " ").replace("kpi ", "KPI ")


def members(kind: type[StrEnum]) -> list[Option]:
    return [(member.value, words(member)) for member in kind]


def people(snapshot: BoardSnapshot, keep: str | None = None, none: Option = NOBODY) -> list[Option]:
    """The active people, and `keep` even when set aside."""
    found = [person for person in snapshot.people if person.active or person.id == keep]
    return [none, *((person.id, _person(person)) for person in found)]


def leaders(snapshot: BoardSnapshot) -> list[Option]:
    """Who can let pass what has not what it needs."""
    return [(one.id, one.name) for one in snapshot.people if one.active and one.role is Role.LEADER]


def _person(person: Person) -> str:
    return f"{person.name} ({person.initials})"


def kpis(snapshot: BoardSnapshot, keep: str | None = None, none: str = "no KPI") -> list[Option]:
    """The KPIs on the board, and `keep` even when put away."""
    shown = [card.kpi for card in snapshot.kpis]
    shown += [kpi for kpi in (*snapshot.drafts, *snapshot.retired) if kpi.id == keep]
    return [("", none), *((kpi.id, f"{kpi.name} ({kpi.key})") for kpi in shown)]


def categories(snapshot: BoardSnapshot, none: str = "none") -> list[Option]:
    return [("", none), *((one.id, f"{one.letter}  {one.name}") for one in snapshot.categories)]


def goals(snapshot: BoardSnapshot, none: str = "none") -> list[Option]:
    return [("", none), *((goal.id, goal.title) for goal in snapshot.goals)]


def feedback(snapshot: BoardSnapshot, keep: str | None = None, none: str = "none") -> list[Option]:
    """What waits for an answer or became an action, and `keep` whatever has become of it."""
    asked = (FeedbackState.NEW, FeedbackState.ACKNOWLEDGED, FeedbackState.ACCEPTED)
    shown = (card for card in snapshot.feedback if card.feedback.state in asked or card.feedback.id == keep)
    return [("", none), *((card.feedback.id, f"{card.label} {card.feedback.text}") for card in shown)]


def person_named(snapshot: BoardSnapshot, names: Iterable[str | None]) -> str:
    """The id of the active person whom one of `names` (a name or initials) means; empty when there is none."""
    wanted = {name.casefold() for name in names if name}
    for person in snapshot.people:
        if person.active and {person.name.casefold(), person.initials.casefold()} & wanted:
            return person.id
    return ""
