"""Use cases of the board's own settings: its name and place, its letters, its shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.model import WEEKDAYS, BoardInfo, Category, Shift
from kpiboard.words import log


class SettingsCases(AtDesk):
    @one_step
    def edit(self, **changes: object) -> BoardInfo:
        """Changes name, team, area, tier, vision, timezone, day_start, week_start or days_off."""
        old = self._desk.info
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
        return self._desk.save(log.edited_board(), replace(old, **new))  # type: ignore[arg-type]  # checked above

    @one_step
    def add_category(self, letter: str, name: str, *, must_not_lose: bool = False) -> Category:
        category = Category(
            new_id(self._desk.clock()),
            entry.text(letter, "letter", limit=2).upper(),
            entry.text(name, "name"),
            must_not_lose,
            self._desk.next_position(Category),
        )
        return self._desk.save(log.added_category(category), category)

    @one_step
    def add_shift(self, key: str, name: str, start: str | time, end: str | time) -> Shift:
        shift = Shift(
            new_id(self._desk.clock()),
            entry.text(key, "key", limit=8),
            entry.text(name, "name"),
            clock_time(start, "start"),
            clock_time(end, "end"),
            self._desk.next_position(Shift),
        )
        return self._desk.save(log.added_shift(shift), shift)

    @one_step
    def remove(self, row: Category | Shift, name: str) -> None:
        """Takes a category or a shift away. Raises Refused while something on the board points to it."""
        self._desk.take_away(row, name)

    def find_category(self, name: str | Category) -> Category:
        """By id, letter, name, or how one of these begins. Raises NotFound."""
        return self._desk.find(Category, name)

    def categories(self) -> tuple[Category, ...]:
        return self._desk.all(Category)

    def shifts(self) -> tuple[Shift, ...]:
        return self._desk.all(Shift)


def zone_name(value: str) -> str:
    """An IANA time zone that this machine knows."""
    try:
        return ZoneInfo(value.strip()).key
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            f"{value!r} is no time zone.", "Type one such as Europe/Berlin or UTC.", field="timezone"
        ) from None


def clock_time(value: str | time, field: str) -> time:
    """`6`, `06:00` or `6:30`."""
    if isinstance(value, time):
        return value
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
