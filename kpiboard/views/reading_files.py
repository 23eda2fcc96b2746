"""What loading a file of readings would do, so that it can be shown before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from kpiboard.basics.errors import ImportProblems
from kpiboard.basics.ids import reading_id
from kpiboard.model import Cadence, Kpi, Reading, ReadingKind
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.trust import is_late


@dataclass(slots=True)
class Finding:
    """`lines` are the first ones, `count` is how often in all; without lines it is about the file."""

    text: str
    lines: list[int] = field(default_factory=list)
    count: int = 1

    def __str__(self) -> str:
        if not self.lines:
            return self.text
        if self.count == 1:
            return f"line {self.lines[0]}: {self.text}"
        more = self.count - len(self.lines)
        return f"lines {', '.join(map(str, self.lines))}{f' and {more} more' if more else ''}: {self.text}"


@frozen
class Layout:
    """What is known about a file; "" and None are found out.

    `columns` is role → name of the column, empty for one that is not to be read; where `guess` allows it, the others
    are guessed. `kpi` is whose readings all of them are.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kpi: Kpi | None = None
    separator: str = ""
    decimal: str = ""
    dates: str = ""
    guess: bool = True


class Measured(NamedTuple):
    """What a reading says; `written` is a value that stands beside a numerator and a denominator."""

    value: float | None
    numerator: float | None
    denominator: float | None
    kind: ReadingKind
    written: float | None


class Entry(NamedTuple):
    """What the file says about one period. `beside` are the fields besides the number that have text in the file."""

    line: int
    measured: Measured
    beside: Mapping[str, Any]


@dataclass(slots=True)
class KpiLoad:
    """What the file would do to one KPI: `new` entries by period, `corrected` readings as they would be.

    `same` counts what the board holds already. `known_from` is the board's own oldest reading that was come across.
    """

    kpi: Kpi
    new: dict[str, Entry]
    corrected: list[Reading] = field(default_factory=list)
    same: int = 0
    known_from: str = ""

    @property
    def periods(self) -> tuple[str, str] | None:
        """The first and the last one that would change."""
        keys = [*self.new, *(reading.period for reading in self.corrected)]
        return (min(keys), max(keys)) if keys else None


@frozen
class LoadPlan:
    """Everything a load would do. `problems` are not loaded; `how` says in words how the file was read.

    `empty` counts lines and cells without a number. `layout` leaves nothing to guess: it reads the next such file.
    `since` is the last step of the board when it was worked out.
    """

    source: str
    kpis: tuple[KpiLoad, ...]
    layout: Layout
    how: tuple[str, ...]
    problems: tuple[Finding, ...]
    wrong: int
    remarks: tuple[Finding, ...]
    empty: int
    calendar: WorkCalendar = field(repr=False)
    now: datetime = field(repr=False)
    since: int = 0

    @property
    def new(self) -> int:
        return sum(len(one.new) for one in self.kpis)

    @property
    def corrected(self) -> int:
        return sum(len(one.corrected) for one in self.kpis)

    @property
    def same(self) -> int:
        return sum(one.same for one in self.kpis)

    @property
    def is_empty(self) -> bool:
        """Whether the board holds already what the file says."""
        return not (self.new or self.corrected)

    def rows(self) -> Iterator[Reading]:
        """New and corrected readings, made one by one."""
        late: dict[tuple[Cadence, str], bool] = {}
        for one in self.kpis:
            for period, entry in one.new.items():
                key = (one.kpi.cadence, period)
                # Late is what the board was waiting for; history from before its first reading is not.
                awaited = one.known_from and period[:10] > one.known_from
                if awaited and key not in late:
                    late[key] = is_late(self.calendar, parse_period(self.calendar, *key), self.now)
                yield _reading(one.kpi.id, period, entry, self.now if awaited and late[key] else None)
            yield from one.corrected


class LinesRefused(ImportProblems):
    """A file with lines that cannot be taken, and nobody who said to go on without them; `plan` has the lines."""

    def __init__(self, plan: LoadPlan, message: str, hint: str) -> None:
        super().__init__([str(one) for one in plan.problems], [str(one) for one in plan.remarks])
        self.plan, self.message, self.hint = plan, message, hint


def _reading(kpi_id: str, period: str, entry: Entry, late_at: datetime | None) -> Reading:
    value, numerator, denominator, kind, _ = entry.measured
    row_id = reading_id(kpi_id, period)
    if late_at is None and not entry.beside:
        return Reading(row_id, kpi_id, period, value, numerator, denominator, kind)
    facts = {"late_at": late_at, **entry.beside}
    return Reading(row_id, kpi_id, period, value, numerator, denominator, kind, **facts)
