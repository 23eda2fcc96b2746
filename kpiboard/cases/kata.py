"""Use cases of coaching: the five questions about a KPI or an action, drafted from what the board knows, and kept."""

from __future__ import annotations

import re

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import Action, Kata, Kpi, Person
from kpiboard.model.facts.team import KATA
from kpiboard.words import log
from kpiboard.words.kpi import target_words, value_words
from kpiboard.words.plain import period_words, with_unit

# What the learner cannot leave open.
NEEDED = ("target_condition", "actual", "obstacle", "next_step", "next_expected")
LOOK_BACK = 30  # periods in which the draft looks for the latest number

_LACK = re.compile(r"\b(lack|lacks|lacking|absence) of\b", re.IGNORECASE)


class KataCases(AtDesk):
    def draft(self, kpi: str | Kpi | None = None, action: str | int | Action | None = None) -> dict[str, str]:
        """What the card proposes, by the names of the fields of `coach`.

        The last step and what was expected of it come from the cycle before, the actual condition from the latest
        reading, the target condition from the target, the day to go and see is the next working day.
        """
        measured, work = self._about(kpi, action)
        before = next(iter(self.all(measured, work)), None)
        of = measured or (self._desk.find(Kpi, work.kpi_id) if work and work.kpi_id else None)
        people = {person.id: person.initials for person in self._desk.all(Person)}
        owner = work.owner_id if work else of.owner_id if of else None
        wanted, actual = self._conditions(of) if of else ("", "")
        return {
            "coach": people.get(before.coach_id or "", "") if before else "",
            "learner": people.get((before.learner_id if before else owner) or "", ""),
            "target_condition": before.target_condition if before else (work.goal if work else "") or wanted,
            "actual": actual,
            "last_step": before.next_step if before else "",
            "last_expected": before.next_expected if before else "",
            "last_happened": "",
            "learned": "",
            "obstacle": "",
            "parked": before.parked if before else "",
            "next_step": "",
            "next_expected": "",
            "go_see_on": self._desk.next_working_day().isoformat(),
        }

    @one_step
    def coach(
        self,
        *,
        kpi: str | Kpi | None = None,
        action: str | int | Action | None = None,
        coach: str | Person,
        learner: str | Person,
        **answers: object,
    ) -> Kata:
        """Keeps one coaching cycle about a KPI or an action. `answers` are those to the five questions.

        The actual condition is a fact: it has a number. One obstacle is worked on, others are parked, one a line.
        """
        measured, work = self._about(kpi, action)
        leads, learns = self._desk.find_person(coach, "coach"), self._desk.find_person(learner, "learner")
        if leads.id == learns.id:
            raise InvalidInput("Coach and learner are one person.", "Two people look at it together.", field="coach")
        said = taken(self._desk, KATA, answers)
        for field in NEEDED:
            if not said.get(field):
                raise InvalidInput(f"The {field.replace('_', ' ')} is empty.", "It is needed.", field=field)
        _check(said)
        cycle = Kata(
            new_id(self._desk.clock()),
            self._desk.store.next_number(Kata),
            self._desk.today(),
            kpi_id=measured.id if measured else None,
            action_id=work.id if work else None,
            coach_id=leads.id,
            learner_id=learns.id,
            **said,
        )
        return self._desk.save(log.coached(cycle, work, measured), cycle)

    def find(self, name: str | int | Kata) -> Kata:
        """By its id or its number: `3`, `K-3`. Raises NotFound."""
        return self._desk.find(Kata, name)

    def all(self, kpi: str | Kpi | None = None, action: str | int | Action | None = None) -> tuple[Kata, ...]:
        """The coaching cycles about a KPI or an action, or all of them, newest first."""
        rows = sorted(self._desk.all(Kata), key=lambda one: (one.held_on, one.number), reverse=True)
        if not kpi and not action:
            return tuple(rows)
        measured, work = self._about(kpi, action)
        about = (measured.id if measured else None, work.id if work else None)
        return tuple(one for one in rows if (one.kpi_id, one.action_id) == about)

    def _about(self, kpi: str | Kpi | None, action: str | int | Action | None) -> tuple[Kpi | None, Action | None]:
        """Exactly one of them."""
        if bool(kpi) is bool(action):
            raise InvalidInput("Coaching is about one KPI or one action.", "Name one of them.", field="kpi")
        return (self._desk.find(Kpi, kpi) if kpi else None), (self._desk.find(Action, action) if action else None)

    def _conditions(self, kpi: Kpi) -> tuple[str, str]:
        """What the KPI is to be and what it is: `On-time delivery ≥ 95 %`, `93.1 %, Fri 20 Nov`."""
        card = Cards(self._desk, LOOK_BACK, limits=False).card_of(kpi)
        judged = card.target and not kpi.of_events
        wanted = with_unit(f"{kpi.name} {target_words(card.target)}", kpi.unit) if judged else ""
        read = next((point for point in reversed(card.history) if point.value is not None), None)
        if read is None:
            return wanted, ""
        return wanted, f"{with_unit(value_words(read, kpi), kpi.unit)}, {period_words(read.period, self._desk.today())}"


def _check(said: dict[str, str]) -> None:
    """What makes the five questions work (domain.md 2.9). Raises InvalidInput."""
    if _LACK.search(said["target_condition"]):
        raise InvalidInput(
            "The target condition says what is lacking.",
            "Describe what there is once it is reached.",
            field="target_condition",
        )
    if not re.search(r"\d", said["actual"]):
        raise InvalidInput(
            "The actual condition has no number.", "Say what can be counted, such as 93.1 % or 3 of 10.", field="actual"
        )
    if len([line for line in re.split(r"[\n;]", said["obstacle"]) if line.strip()]) > 1:
        raise InvalidInput(
            "Those are several obstacles.", "Choose the one to work on now, and park the others.", field="obstacle"
        )
