"""LettersMonth: the letter calendar of one month, frozen: a letter a category, a cell a day, and what coloured it."""

from __future__ import annotations

from datetime import date

from kpiboard.model import Category, Kpi
from kpiboard.model.frozen import frozen
from kpiboard.rules.letters import Cell, DayState, asks_to_dig, layout
from kpiboard.rules.status import Status
from kpiboard.views.board import Point

__all__ = ["DayState", "Letter", "LetterDay", "LettersMonth", "Mark"]


@frozen
class Mark:
    """One KPI on one day: the ring in the cell. `status` is the worst of its `points` (rules/letters.py)."""

    kpi: Kpi
    status: Status
    points: tuple[Point, ...]


@frozen
class LetterDay:
    """One cell: its state and the KPIs that had something to say, in board order."""

    day: date
    state: DayState
    marks: tuple[Mark, ...] = ()


@frozen
class Letter:
    """One category over the month.

    `days_since_red` and `red_streak` count up to today, or up to the end of a month that is over. Both look back to
    `since`, the first day that anything is known of; it is None when nothing is.
    """

    category: Category
    days: tuple[LetterDay, ...]
    days_since_red: int | None
    red_streak: int
    since: date | None

    @property
    def cells(self) -> dict[Cell, LetterDay]:
        """Where the days of the month stand in the letter; a short month leaves the last cells out."""
        return dict(zip(layout(self.category.letter), self.days, strict=False))

    @property
    def asks_to_dig(self) -> bool:
        return asks_to_dig(self.red_streak)


@frozen
class LettersMonth:
    """The letters in board order; `month` is its first day, `today` the production day."""

    month: date
    today: date
    letters: tuple[Letter, ...]
