"""What every use case works at: the store, the clock, who is writing, and what was read already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.cases.finding import find_row
from kpiboard.model import Baseline, BoardInfo, Cadence, Category, Event, Goal, Kpi, Person, Reading, Role, Row, Shift
from kpiboard.rules.calendar import WorkCalendar, following, is_off, period_at, production_day
from kpiboard.store import Store, Writer
from kpiboard.words import log
from kpiboard.words.plain import count

ITSELF = "kpiboard"  # who writes what nobody decided

R = TypeVar("R", bound=Row)
UseCase = TypeVar("UseCase", bound=Callable[..., Any])


class Desk:
    """One for all the use cases of a board.

    What was read lies on the desk until somebody writes: inside a step nobody else can, outside one the file is
    asked first. So a use case may ask for the same rows as often as it likes.

    Args:
        who: the name of the writer that the change log gets.
        clock: this moment, aware.
        settle: called inside a step before the numbers of KPIs are touched for the first time, and at its end, with
            their ids, or with None for those of all KPIs; it keeps what follows from the numbers.
    """

    def __init__(
        self, store: Store, who: str, clock: Callable[[], datetime], settle: Callable[[Desk, set[str] | None], None]
    ) -> None:
        self.store = store
        self.who = who
        self.clock = clock
        self._settle = settle
        self._touched: set[str] | None = set()
        self._writer: Writer | None = None
        self._rows: dict[type[Any], tuple[Any, ...]] = {}  # kind → its live rows
        self._stamp: tuple[int, int] | None = None
        self._calendar: tuple[BoardInfo, tuple[Shift, ...], WorkCalendar] | None = None

    # Reading

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every live row of a kind, as `Store.all` orders them; for readings ask the store."""
        if self._writer is None:
            self._look()
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = tuple(self.store.all(kind))
        return rows

    def readings(self, kpi: Kpi, *, limit: int | None = None, before: str | None = None) -> list[Reading]:
        """The stored readings of a KPI's cadence, newest first; only those before the period `before`."""
        return self.store.readings(kpi.id, kpi.cadence, limit=limit, before=before, shifts=self.all(Shift))

    def _look(self) -> None:
        """Forgets what was read before somebody wrote."""
        stamp = self.store.stamp()
        if stamp != self._stamp:
            self._rows.clear()
            self._stamp = stamp

    @property
    def info(self) -> BoardInfo:
        """The board's own settings. Raises Damaged for a file that holds no board."""
        rows = self.all(BoardInfo)
        return rows[0] if rows else self.store.info()

    def calendar(self) -> WorkCalendar:
        """The days, shifts and days off of this board; made anew only when they were changed."""
        info, shifts = self.info, self.all(Shift)
        known = self._calendar
        if known is None or known[0] is not info or known[1] is not shifts:
            known = self._calendar = (info, shifts, WorkCalendar.of(info, shifts))
        return known[2]

    def now(self) -> datetime:
        """This moment, aware, in the board's time zone."""
        return self.calendar().local(self.clock())

    def today(self) -> date:
        """The production day."""
        return production_day(self.calendar(), self.clock())

    def next_working_day(self) -> date:
        """The first day after today on which somebody works."""
        calendar = self.calendar()
        period = following(calendar, period_at(calendar, Cadence.DAY, self.clock()))
        for _ in range(366):  # a board whose every day is off still gets an answer
            if not is_off(calendar, period):
                return period.day
            period = following(calendar, period)
        return self.today() + timedelta(1)

    def last_step(self) -> int:
        """The number of the newest step in the log: what a plan was made on; 0 before the first."""
        return next((step.txn for step in self.store.log(limit=1)), 0)

    def next_position(self, kind: type[Category] | type[Shift] | type[Person] | type[Goal] | type[Kpi]) -> float:
        """Behind all others."""
        rows: Sequence[Category | Shift | Person | Goal | Kpi] = self.all(kind)
        return max((row.position for row in rows), default=0.0) + 1.0

    # Finding: by id, then by the name people use, then by an unambiguous beginning.

    def find(self, kind: type[R], name: str | int | R) -> R:
        """The one row that people call `name`: its id, its number, key or name; a row is looked up as it is now.

        Raises NotFound, with what there is instead.
        """
        return find_row(self.all(kind), kind, name.id if isinstance(name, kind) else name)  # type: ignore[arg-type]  # a name

    def find_person(self, name: str | Person, field: str = "person") -> Person:
        """Raises InvalidInput for `field`: a person is named in a form."""
        if isinstance(name, Person):
            name = name.id
        entry.one_person(name, field)
        try:
            return self.find(Person, name)
        except NotFound as missing:
            raise InvalidInput(missing.message, missing.hint, field=field) from None

    def find_leader(self, name: str | Person, field: str = "passed_by") -> Person:
        """Raises InvalidInput for `field`, also for somebody who is no leader."""
        leader = self.find_person(name, field)
        if leader.role is not Role.LEADER:
            raise InvalidInput(f"{leader.name} is no leader.", "A leader can pass it.", field=field)
        return leader

    def owner_id(self, owner: str | Person | None, field: str = "owner") -> str | None:
        """None for nobody. Raises InvalidInput for `field`."""
        return None if owner is None or owner == "" else self.find_person(owner, field).id

    # Writing

    @contextmanager
    def step(self, what: str = "", *, who: str | None = None, at: datetime | None = None) -> Iterator[None]:
        """One transaction and one step in the log; an exception inside leaves everything as it was.

        Nobody else writes meanwhile: what is read inside is still true when it is written.
        """
        with self.store.write(who or self.who, what, at or self.clock()) as writer:
            self._look()
            self._writer = writer
            self._touched = set()
            try:
                yield
                if self._touched != set():
                    self._settle(self, self._touched)
            except BaseException:
                self._rows.clear()
                raise
            finally:
                self._writer = None
        # Our own commit is no news, but what came right after it is: the version is that of before.
        if self._stamp is not None:
            self._stamp = self._stamp[0], self.store.stamp()[1]

    def settle_all(self) -> None:
        """A step of the board's own, nobody's to undo: it keeps what follows from the numbers that are there."""
        with self.step(log.SETTLED, who=ITSELF):
            self._touch(None)

    def save(self, what: str, row: R, *more: Row) -> R:
        """Inside a step: stores rows and says in the log what was done; returns the first row."""
        self.change(what, put=(row, *more))
        return row

    def remove(self, what: str, row: R) -> R:
        """Inside a step: takes a row away."""
        self.change(what, remove=(row,))
        return row

    def take_away(self, row: Row, name: str) -> None:
        """Inside a step: removes what nothing needs. Raises Refused while something on the board points to it."""
        users = self.store.referring(row)
        if users:
            used = count("{name} is in use once.", "{name} is in use {n} times.", len(users), name=name)
            raise Refused(used, "Change what uses it first.")
        self.remove(log.removed(name), row)

    def change(self, what: str, put: Iterable[Row] = (), remove: Iterable[Row] = ()) -> None:
        """Inside a step: stores rows, takes rows away, and says in the log what was done."""
        assert self._writer is not None, "only inside a step"
        put, remove = tuple(put), tuple(remove)
        self._touch({row.kpi_id for row in (*put, *remove) if isinstance(row, (Reading, Baseline, Event))})
        self._writer.what = what
        self._writer.put(*put)
        self._writer.remove(*remove)
        for row in (*put, *remove):
            self._rows.pop(type(row), None)

    def put_many(self, rows: Iterable[Row], progress: Callable[[int], None] | None = None) -> None:
        """Inside a step: stores very many rows, one by one; `progress` hears the count now and then."""
        assert self._writer is not None, "only inside a step"
        self._touch(None)
        self._writer.put_many(rows, progress)
        self._rows.clear()

    def keep(self, *rows: Row) -> None:
        """Inside a step: stores what follows from the numbers, and says nothing of it."""
        assert self._writer is not None, "only inside a step"
        self._writer.put(*rows)
        for row in rows:
            self._rows.pop(type(row), None)

    def _touch(self, kpi_ids: set[str] | None) -> None:
        """The numbers of these KPIs are about to change; None: of any."""
        if self._touched is None or (kpi_ids is not None and kpi_ids <= self._touched):
            return
        self._settle(self, kpi_ids)
        self._touched = None if kpi_ids is None else self._touched | kpi_ids


class AtDesk:
    """One subject's use cases; they share the desk and nothing else."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk


def one_step(use: UseCase) -> UseCase:
    """A use case that reads, decides and writes inside one transaction, which is one step in the log."""

    @wraps(use)
    def inside(subject: AtDesk, *args: Any, **kwargs: Any) -> Any:
        with subject._desk.step():
            return use(subject, *args, **kwargs)

    return inside  # type: ignore[return-value]  # it is called as `use` is
