"""Use cases of the people at the board and of the goals they work for."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.model import Goal, GoalCategory, Horizon, Person, Role
from kpiboard.words import log


class TeamCases(AtDesk):
    @one_step
    def add_person(self, name: str, initials: str = "", role: str | Role = Role.MEMBER) -> Person:
        full = entry.one_person(name, "name")
        people = self._desk.all(Person)
        short = entry.text(initials, "initials", limit=4, required=False).upper()
        if short and any(one.initials == short for one in people):
            raise InvalidInput(f"{short} is taken.", "Choose other initials.", field="initials")
        person = Person(
            new_id(self._desk.clock()),
            full,
            short or entry.initials_of(full, (one.initials for one in people)),
            entry.choice(Role, role, "role"),
            position=self._desk.next_position(Person),
        )
        return self._desk.save(log.added_person(person), person)

    @one_step
    def edit_person(self, person: str | Person, **changes: object) -> Person:
        """Changes name, initials, role or active (False: no longer offered as an owner)."""
        old = self._desk.find_person(person)
        new = old
        if "name" in changes:
            new = replace(new, name=entry.one_person(str(changes["name"]), "name"))
        if "initials" in changes:
            new = replace(new, initials=entry.text(str(changes["initials"]), "initials", limit=4).upper())
        if "role" in changes:
            new = replace(new, role=entry.choice(Role, str(changes["role"]), "role"))
        if "active" in changes:
            new = replace(new, active=bool(changes["active"]))
        return self._desk.save(log.edited_person(old), new)

    @one_step
    def add_goal(
        self,
        title: str,
        *,
        category: str | GoalCategory = GoalCategory.EFFICIENCY,
        owner: str | None = None,
        horizon: str | Horizon = Horizon.LONG,
    ) -> Goal:
        goal = Goal(
            new_id(self._desk.clock()),
            entry.text(title, "title", limit=entry.TITLE_LIMIT),
            entry.choice(GoalCategory, category, "category"),
            self._desk.owner_id(owner),
            entry.choice(Horizon, horizon, "horizon"),
            self._desk.next_position(Goal),
        )
        return self._desk.save(log.added_goal(goal), goal)

    @one_step
    def edit_goal(self, goal: str | Goal, **changes: object) -> Goal:
        old = new = self.find_goal(goal)
        if "title" in changes:
            new = replace(new, title=entry.text(str(changes["title"]), "title", limit=entry.TITLE_LIMIT))
        if "category" in changes:
            new = replace(new, category=entry.choice(GoalCategory, str(changes["category"]), "category"))
        if "owner" in changes:
            new = replace(new, owner_id=self._desk.owner_id(str(changes["owner"] or "")))
        if "horizon" in changes:
            new = replace(new, horizon=entry.choice(Horizon, str(changes["horizon"]), "horizon"))
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
        return self._desk.all(Goal)
