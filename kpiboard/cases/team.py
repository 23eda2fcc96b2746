"""Use cases of the board itself: the people, the goals, the letters, the shifts and the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.basics.ids import new_id
from kpiboard.cases.base import Cases
from kpiboard.model import (
    WEEKDAYS,
    BoardInfo,
    Category,
    Goal,
    GoalCategory,
    Horizon,
    Person,
    Role,
    Row,
    Shift,
)


class TeamCases(Cases):
    def add_person(self, name: str, initials: str = "", role: str | Role = Role.MEMBER) -> Person:
        full = entry.one_person(name, "name")
        people = self.store.all(Person)
        short = entry.text(initials.upper(), "initials", limit=4, required=False)
        if short and any(one.initials == short for one in people):
            raise InvalidInput(f"{short} is taken.", "Choose other initials.", field="initials")
        person = Person(
            new_id(self._clock()),
            full,
            short or entry.initials_of(full, (one.initials for one in people)),
            entry.choice(Role, role, "role"),
            position=self._next_position(people),
        )
        return self._save(f"Add {person.name}", person)

    def edit_person(self, person: str | Person, **changes: object) -> Person:
        """Changes name, initials, role or active (False: no longer offered as an owner)."""
        old = self.find_person(person)
        new = old
        if "name" in changes:
            new = replace(new, name=entry.one_person(str(changes["name"]), "name"))
        if "initials" in changes:
            new = replace(new, initials=entry.text(str(changes["initials"]).upper(), "initials", limit=4))
        if "role" in changes:
            new = replace(new, role=entry.choice(Role, str(changes["role"]), "role"))
        if "active" in changes:
            new = replace(new, active=bool(changes["active"]))
        return self._save(f"Edit {old.name}", new)

    def add_goal(
        self,
        title: str,
        *,
        category: str | GoalCategory = GoalCategory.EFFICIENCY,
        owner: str | None = None,
        horizon: str | Horizon = Horizon.LONG,
    ) -> Goal:
        goal = Goal(
            new_id(self._clock()),
            entry.text(title, "title", limit=entry.TITLE_LIMIT),
            entry.choice(GoalCategory, category, "category"),
            self._owner_id(owner),
            entry.choice(Horizon, horizon, "horizon"),
            self._next_position(self.store.all(Goal)),
        )
        return self._save(f"Add goal {goal.title}", goal)

    def edit_goal(self, goal: str | Goal, **changes: object) -> Goal:
        old = new = self.find_goal(goal)
        if "title" in changes:
            new = replace(new, title=entry.text(str(changes["title"]), "title", limit=entry.TITLE_LIMIT))
        if "category" in changes:
            new = replace(new, category=entry.choice(GoalCategory, str(changes["category"]), "category"))
        if "owner" in changes:
            new = replace(new, owner_id=self._owner_id(str(changes["owner"] or "")))
        if "horizon" in changes:
            new = replace(new, horizon=entry.choice(Horizon, str(changes["horizon"]), "horizon"))
        return self._save(f"Edit goal {old.title}", new)

    def add_category(self, letter: str, name: str, *, must_not_lose: bool = False) -> Category:
        category = Category(
            new_id(self._clock()),
            entry.text(letter, "letter", limit=2).upper(),
            entry.text(name, "name"),
            must_not_lose,
            self._next_position(self.store.all(Category)),
        )
        return self._save(f"Add category {category.letter} {category.name}", category)

    def add_shift(self, key: str, name: str, start: time, end: time) -> Shift:
        shift = Shift(
            new_id(self._clock()),
            entry.text(key, "key", limit=8),
            entry.text(name, "name"),
            start,
            end,
            self._next_position(self.store.all(Shift)),
        )
        return self._save(f"Add shift {shift.name}", shift)

    def remove(self, row: Row, name: str) -> None:
        """Takes a person, goal, category or shift away; refused while something on the board points to it."""
        users = self.store.referring(row)
        if users:
            raise Refused(f"{name} is in use ({len(users)} times).", "Change what uses it first.")
        with self._writing(f"Remove {name}") as writer:
            writer.remove(row)

    def edit_board(self, **changes: object) -> BoardInfo:
        """Changes name, team, area, tier, vision, timezone, day_start, week_start or days_off."""
        old = self.info
        new: dict[str, object] = {}
        for field, value in changes.items():
            match field:
                case "name" | "team" | "area":
                    new[field] = entry.text(str(value or ""), field, required=field == "name")
                case "vision":
                    new["vision"] = entry.text(str(value or ""), "vision", limit=entry.TITLE_LIMIT, required=False)
                case "tier":
                    tier = entry.number(str(value), "tier")
                    if tier not in (1, 2, 3, 4):
                        raise InvalidInput("A tier is 1 to 4.", "1 is the team at the line.", field="tier")
                    new["tier"] = int(tier)
                case "timezone":
                    new["timezone"] = zone_name(str(value))
                case "day_start":
                    new["day_start"] = clock_time(str(value), "day_start")
                case "week_start":
                    new["week_start"] = _weekday(str(value), "week_start")
                case "days_off":
                    new["days_off"] = days_off(str(value))
                case _:
                    raise InvalidInput(f"The board has no field {field!r}.", "", field=field)
        return self._save("Edit the board's settings", replace(old, **new))  # type: ignore[arg-type]  # checked above


def zone_name(value: str) -> str:
    """An IANA time zone that this machine knows."""
    try:
        return ZoneInfo(value.strip()).key
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            f"{value!r} is no time zone.", "Type one such as Europe/Berlin or UTC.", field="timezone"
        ) from None


def clock_time(value: str, field: str) -> time:
    """`6`, `06:00` or `6:30`."""
    hours, _, minutes = value.strip().partition(":")
    try:
        return time(int(hours), int(minutes[:2] or 0))
    except ValueError:
        raise InvalidInput(f"{value!r} is no time of day.", "Type one such as 06:00.", field=field) from None


def _weekday(value: str, field: str) -> str:
    word = value.strip().lower()
    found = [name for name in WEEKDAYS if len(word) >= 3 and name.startswith(word)]
    if not found:
        raise InvalidInput(f"{value!r} is no weekday.", f"Allowed: {', '.join(WEEKDAYS)}.", field=field)
    return found[0]


def days_off(value: str) -> tuple[str, ...]:
    """`saturday, sunday, 2026-12-25` → weekdays first, then dates, each once and in order."""
    weekdays, dates = set(), set()
    for part in value.replace(";", ",").replace(" ", ",").split(","):
        if not part:
            continue
        try:
            dates.add(date.fromisoformat(part).isoformat())
        except ValueError:
            weekdays.add(_weekday(part, "days_off"))
    return (*sorted(weekdays, key=WEEKDAYS.index), *sorted(dates))
