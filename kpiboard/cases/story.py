"""The use case of looking closely: one KPI from its first period to now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kpiboard.cases.reviews import ReviewCases
from kpiboard.model import Consulted, Kpi, Person

if TYPE_CHECKING:
    from kpiboard.views.kpi import KpiStory, ReadingChange


class StoryCases(ReviewCases):
    def story(self, kpi: str | Kpi) -> KpiStory:
        """Everything about one KPI, whether it is on the board or not."""
        from kpiboard.cases.telling import tell  # late: neither a first frame nor most shell commands need it

        return tell(self, self.find_kpi(kpi))

    def consulted(self, kpi: str | Kpi) -> tuple[Person, ...]:
        """Who was asked about a KPI."""
        found = self.find_kpi(kpi)
        people = {person.id: person for person in self.store.all(Person)}
        rows = (one for one in self.store.all(Consulted) if one.kpi_id == found.id)
        return tuple(people[one.person_id] for one in rows if one.person_id in people)

    def reading_history(self, reading_id: str) -> list[ReadingChange]:
        """What happened to a reading, oldest first: who entered it, who changed its value."""
        from kpiboard.views.kpi import ReadingChange

        changes = []
        for step, change in reversed(self.store.history(reading_id)):
            before, after = _value(change.old), _value(change.new)
            if before != after or change.old is None:
                changes.append(ReadingChange(datetime.fromisoformat(step.at), step.who, before, after))
        return changes


def _value(facts: dict[str, Any] | None) -> float | None:
    """The value in a logged row; None where there was none, or where the row was removed."""
    return None if facts is None or facts["deleted_at"] else facts["value"]
