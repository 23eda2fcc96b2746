"""What all use cases share: the store, the clock, who is writing, and finding things by what people call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import Action, BoardInfo, Category, Feedback, Goal, Kpi, Person, Row, Shift
from kpiboard.rules.calendar import WorkCalendar, production_day
from kpiboard.store import Store, Writer

R = TypeVar("R", bound=Row)

ANONYMOUS = "anonymous"


class Cases:
    """The common ground of the use cases; one transaction a use case."""

    def __init__(self, store: Store, who: str, now: Callable[[], datetime]) -> None:
        self.store = store
        self.who = who
        self._clock = now

    @property
    def info(self) -> BoardInfo:
        return self.store.info()

    def calendar(self) -> WorkCalendar:
        return WorkCalendar.of(self.info, self.store.all(Shift))

    def now(self) -> datetime:
        """This moment, aware, in the board's time zone."""
        return self.calendar().local(self._clock())

    def today(self) -> date:
        """The production day."""
        calendar = self.calendar()
        return production_day(calendar, self._clock())

    @contextmanager
    def _writing(self, what: str) -> Iterator[Writer]:
        with self.store.write(self.who, what, self._clock()) as writer:
            yield writer

    def _save(self, what: str, row: R, *more: Row) -> R:
        with self._writing(what) as writer:
            writer.put(row, *more)
        return row

    def _last_step(self) -> int:
        """The number of the newest step in the log: what a preview was made on."""
        return next((step.txn for step in self.store.log(limit=1)), 0)

    # Finding: by id, then by the name people use, then by an unambiguous beginning.

    def find_kpi(self, name: str | Kpi) -> Kpi:
        if isinstance(name, Kpi):
            return name
        return find_row(self.store.all(Kpi), name, "KPI", lambda kpi: (kpi.key, kpi.name))

    def find_person(self, name: str | Person, field: str = "person") -> Person:
        if isinstance(name, Person):
            return name
        entry.one_person(name, field)
        try:
            return find_row(self.store.all(Person), name, "person", lambda person: (person.initials, person.name))
        except NotFound as missing:
            raise InvalidInput(missing.message, missing.hint, field=field) from None

    def find_goal(self, name: str | Goal) -> Goal:
        if isinstance(name, Goal):
            return name
        return find_row(self.store.all(Goal), name, "goal", lambda goal: (goal.title,))

    def find_category(self, name: str | Category) -> Category:
        if isinstance(name, Category):
            return name
        return find_row(self.store.all(Category), name, "category", lambda one: (one.letter, one.name))

    def find_action(self, name: str | int | Action) -> Action:
        if isinstance(name, Action):
            return name
        wanted = f"A-{name}" if str(name).isdecimal() else str(name)
        return find_row(self.store.all(Action), wanted, "action", lambda one: (f"A-{one.number}",), prefix=False)

    def find_feedback(self, name: str | int | Feedback) -> Feedback:
        if isinstance(name, Feedback):
            return name
        wanted = f"F-{name}" if str(name).isdecimal() else str(name)
        return find_row(self.store.all(Feedback), wanted, "feedback", lambda one: (f"F-{one.number}",), prefix=False)

    def _reason(self, reason: str) -> str:
        """Why something was done that needs a reason. Raises InvalidInput when there is none."""
        return entry.text(reason, "reason", limit=entry.TEXT_LIMIT, multiline=True)

    def _owner_id(self, owner: str | Person | None, field: str = "owner") -> str | None:
        if owner is None or owner == "":
            return None
        return self.find_person(owner, field).id

    def _next_position(self, rows: Iterable[Category | Shift | Person | Goal | Kpi]) -> float:
        return max((row.position for row in rows), default=0.0) + 1.0


def find_row(rows: list[R], name: str, noun: str, names: Callable[[R], tuple[str, ...]], *, prefix: bool = True) -> R:
    """The one row called `name`: by its id, one of its `names` or, with `prefix`, how one of them begins.

    Raises NotFound, with what there is instead.
    """
    wanted = name.strip().casefold()
    for row in rows:
        if row.id == name or row.id.casefold() == wanted:
            return row
    exact = [row for row in rows if wanted in (one.casefold() for one in names(row))]
    if not exact and prefix and wanted:
        exact = [row for row in rows if any(one.casefold().startswith(wanted) for one in names(row))]
    if len(exact) == 1:
        return exact[0]
    known = [names(row)[0] for row in rows]
    if exact:
        several = ", ".join(f"{names(row)[-1]} ({row.id[:8]})" for row in exact[:5])
        raise NotFound(f"{name!r} could be more than one {noun}: {several}.", "Type more of it, or the id.")
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.5) if prefix else []  # A-9 is not nearly A-5
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known[:12])}." if known else ""
    raise NotFound(f"There is no {noun} {name!r} on this board.", hint or f"Add the {noun} first.")
