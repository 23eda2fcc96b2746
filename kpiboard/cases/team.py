"""Use cases of the people at the board and of the goals they work for."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import Goal, GoalCategory, Horizon, Person, Role
from kpiboard.model.facts.board import GOAL, PERSON
from kpiboard.words import log


class TeamCases(AtDesk):
    @one_step
    def add_person(self, name: str, initials: str = "", role: str | Role = Role.MEMBER) -> Person:
        """Somebody who works at the board; returns them. Raises InvalidInput for initials that are taken."""
        people = self._desk.all(Person)
        full = take(PERSON["name"], name)
        short = take(PERSON["initials"], initials.upper()) if initials.strip() else ""  # ß becomes two letters
        if short and any(one.initials == short for one in people):
            raise InvalidInput(f"{short} is taken.", "Choose other initials.", field="initials")
        person = Person(
            new_id(self._desk.clock()),
            full,
            short or entry.initials_of(full, (one.initials for one in people)),
            take(PERSON["role"], role),
            position=self._desk.next_position(Person),
        )
        return self._desk.save(log.added_person(person), person)

    @one_step
    def edit_person(self, person: str | Person, **changes: object) -> Person:
        """Changes name, initials, role or active (False: no longer offered as an owner)."""
        old = self._desk.find_person(person)
        if "initials" in changes:
            changes["initials"] = str(changes["initials"]).upper()
        new = taken(self._desk, PERSON, changes)
        return self._desk.save(log.edited_person(old), replace(old, **new))

    @one_step
    def add_goal(
        self,
        title: str,
        *,
        category: str | GoalCategory = GoalCategory.EFFICIENCY,
        owner: str | None = None,
        horizon: str | Horizon = Horizon.LONG,
    ) -> Goal:
        """A goal that KPIs work for; returns it."""
        goal = Goal(
            new_id(self._desk.clock()),
            take(GOAL["title"], title),
            take(GOAL["category"], category),
            self._desk.owner_id(owner),
            take(GOAL["horizon"], horizon),
            self._desk.next_position(Goal),
        )
        return self._desk.save(log.added_goal(goal), goal)

    @one_step
    def edit_goal(self, goal: str | Goal, **changes: object) -> Goal:
        """Changes title, category, owner or horizon; returns the goal as it is then."""
        old = self.find_goal(goal)
        new = replace(old, **taken(self._desk, GOAL, changes))
        return self._desk.save(log.edited_goal(old), new)

    @one_step
    def remove(self, row: Person | Goal, name: str) -> None:
        """Takes a person or a goal away. Raises Refused while something on the board points to it."""
        self._desk.take_away(row, name)

    def find_person(self, name: str | Person) -> Person:
        """By id, initials, name, or how one of these begins. Raises InvalidInput."""
        return self._desk.find_person(name)

    def find_goal(self, name: str | Goal) -> Goal:
        """By id, title, or how it begins. Raises NotFound."""
        return self._desk.find(Goal, name)

    def people(self) -> tuple[Person, ...]:
        """Those who left, too."""
        return self._desk.all(Person)

    def goals(self) -> tuple[Goal, ...]:
        """The goals, in their order."""
        return self._desk.all(Goal)
