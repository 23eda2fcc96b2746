"""Use cases of the board's own settings: its name and place, its letters, its shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import BoardInfo, Category, Shift
from kpiboard.model.facts.board import BOARD, CATEGORY, SHIFT
from kpiboard.words import log


class SettingsCases(AtDesk):
    @one_step
    def edit(self, **changes: object) -> BoardInfo:
        """Changes name, team, area, tier, vision, timezone, day_start, week_start or days_off."""
        new = replace(self._desk.info, **taken(self._desk, BOARD, changes))
        return self._desk.save(log.edited_board(), new)

    @one_step
    def add_category(self, letter: str, name: str, *, must_not_lose: bool = False) -> Category:
        """A letter of the board; returns it."""
        category = Category(
            new_id(self._desk.clock()),
            take(CATEGORY["letter"], letter).upper(),
            take(CATEGORY["name"], name),
            must_not_lose,
            self._desk.next_position(Category),
        )
        return self._desk.save(log.added_category(category), category)

    @one_step
    def add_shift(self, key: str, name: str, start: str | time, end: str | time) -> Shift:
        """A shift of the day, from one time of day to another (`06:00`); returns it."""
        shift = Shift(
            new_id(self._desk.clock()),
            take(SHIFT["key"], key),
            take(SHIFT["name"], name),
            take(SHIFT["start"], start),
            take(SHIFT["end"], end),
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
        """The letters, in their order."""
        return self._desk.all(Category)

    def shifts(self) -> tuple[Shift, ...]:
        """The shifts of a day, in their order."""
        return self._desk.all(Shift)
