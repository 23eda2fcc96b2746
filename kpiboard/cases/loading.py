"""Use cases of readings from files and programs: look at a CSV file, load it, write one, keep how a file is read.

The exchange is imported where it is used: recording a number or opening the board must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypedDict, Unpack

from kpiboard.basics import entry
from kpiboard.basics.errors import ImportProblems, InvalidInput, NotFound, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import clean
from kpiboard.cases.base import Cases
from kpiboard.model import Kpi, Reading
from kpiboard.model import Mapping as ColumnMapping
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.words.plain import count

if TYPE_CHECKING:
    from kpiboard.exchange.readings import Contents, Layout
    from kpiboard.exchange.readings.plan import LoadPlan
    from kpiboard.store import Writer

# The columns that a mapping keeps; what else a file has is read only by those who look at it.
MAPPED = ("kpi", "period", "value", "numerator", "denominator", "note", "code")
_PAGE = 20_000

Source = Path | bytes | BinaryIO


class LinesRefused(ImportProblems):
    """A file with lines that cannot be taken, and nobody who said to go on without them."""

    def __init__(self, plan: LoadPlan) -> None:
        super().__init__([str(one) for one in plan.problems], [str(one) for one in plan.remarks])
        self.message = count(
            "1 problem in {file}; nothing was changed.",
            "{n} problems in {file}; nothing was changed.",
            plan.wrong,
            file=plan.source,
        )
        self.plan = plan
        good = plan.new + plan.corrected
        self.hint = "Correct the lines below."
        if good:
            self.hint = count(
                "Correct the lines below, or load the other reading with --keep-going.",
                "Correct the lines below, or load the other {n} readings with --keep-going.",
                good,
            )


class HowToRead(TypedDict, total=False):
    """What is known about a file; the rest is as the saved `mapping` says, else it is found out.

    `kpi` is the only one to be read. `columns` is role → name of the column, empty for one that is not to be read
    (the roles stand in exchange/readings_csv/columns.py). `separator` is a sign or its word, `decimal` is "," or ".",
    `dates` is `dmy`, `mdy` or `ymd`.
    """

    kpi: str | Kpi | None
    columns: Mapping[str, str]
    separator: str
    decimal: str
    dates: str
    mapping: str | ColumnMapping | None


class LoadingCases(Cases):
    def plan_readings_file(
        self,
        source: Source,
        *,
        name: str = "",
        progress: Callable[[float], None] | None = None,
        **how: Unpack[HowToRead],
    ) -> LoadPlan:
        """What loading a CSV file would do; nothing is changed yet.

        `name` is what the log calls the file; `progress` hears how far it is, from 0 to 1. Raises InvalidInput for a
        file that cannot be understood; what is wrong with a line is among the plan's problems.
        """
        since = self._last_step()
        plan = self._compared(self._contents(source, self._layout(how), progress), name or _name(source))
        return replace(plan, since=since)

    def apply_load(
        self,
        plan: LoadPlan,
        *,
        keep_going: bool = False,
        save_as: str = "",
        progress: Callable[[float], None] | None = None,
    ) -> LoadPlan:
        """Carries out what was looked at, as one step; a second time there is nothing to do.

        Raises LinesRefused when lines have problems, unless it is to `keep_going` without them. `save_as` keeps how
        the file was read as a mapping of that name. `progress` hears how far it is, from 0 to 1.
        """
        with self._writing("") as writer:
            if self._last_step() != plan.since:
                raise Refused("The board has changed since you looked.", "Look at the file again.")
            self._load(writer, plan, keep_going, save_as, progress)
        return plan

    def load_readings_file(
        self,
        source: Source,
        *,
        name: str = "",
        keep_going: bool = False,
        save_as: str = "",
        reading: Callable[[float], None] | None = None,
        writing: Callable[[float], None] | None = None,
        **how: Unpack[HowToRead],
    ) -> LoadPlan:
        """`plan_readings_file` and `apply_load` in one, so that nobody can come between; returns what was done."""
        contents = self._contents(source, self._layout(how), reading)
        with self._writing("") as writer:
            plan = self._compared(contents, name or _name(source))
            self._load(writer, plan, keep_going, save_as, writing)
        return plan

    def export_readings(
        self,
        kpis: Iterable[str | Kpi] = (),
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> Iterator[str]:
        """The readings of some KPIs, or of all, as pieces of a CSV file that `load_readings_file` reads back.

        `since` and `until` are days; a longer period counts by its last day. Readings from before a KPI's cadence
        was changed stay behind: the TOML file has them.
        """
        from kpiboard.exchange.readings.export import export_readings

        wanted = [self.find_kpi(kpi) for kpi in kpis] or self.store.all(Kpi)
        first, last = (entry.day(day, self.today(), name) for day, name in ((since, "since"), (until, "until")))
        calendar = self.calendar()
        found = ((kpi, self._readings_between(kpi, first, last, calendar)) for kpi in wanted)
        return export_readings(found, self.store.all(Kpi))

    def export_readings_to(
        self,
        path: Path,
        kpis: Iterable[str | Kpi] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        *,
        force: bool = False,
    ) -> None:
        """The same into a file, all of it or nothing. Raises Refused for one that exists, unless `force` is set."""
        from kpiboard.exchange.readings.export import write_pieces

        write_pieces(self.export_readings(kpis, since, until), path, replace=force)

    # Mappings: how a file is read, under a name.

    def mappings(self) -> list[ColumnMapping]:
        return sorted(self.store.all(ColumnMapping), key=lambda one: (one.name.casefold(), one.id))

    def find_mapping(self, name: str | ColumnMapping) -> ColumnMapping:
        """By its name, in any case. Raises NotFound."""
        if isinstance(name, ColumnMapping):
            return name
        known = {one.name.casefold(): one for one in self.mappings()}
        found = known.get(clean(name).casefold())
        if found is None:
            names = ", ".join(one.name for one in known.values())
            hint = f"There are: {names}." if names else "Save one with: kpiboard readings import FILE --save-as NAME"
            raise NotFound(f"There is no mapping {name!r} on this board.", hint)
        return found

    def save_mapping(self, name: str, layout: Layout) -> ColumnMapping:
        """Keeps how a file was read (`LoadPlan.layout`); one of the same name is replaced."""
        row = self._mapping(name, layout)
        return self._save(f"Save the mapping {row.name}", row)

    def remove_mapping(self, name: str | ColumnMapping) -> ColumnMapping:
        found = self.find_mapping(name)
        with self._writing(f"Remove the mapping {found.name}") as writer:
            writer.remove(found)
        return found

    def _mapping(self, name: str, layout: Layout) -> ColumnMapping:
        called = entry.text(name, "name")
        same = [one for one in self.mappings() if one.name.casefold() == called.casefold()]
        return ColumnMapping(
            same[0].id if same else new_id(self._clock()),
            called,
            layout.kpi.id if layout.kpi else None,
            **{f"{role}_column": layout.columns.get(role, "") for role in MAPPED},
            separator=layout.separator,
            decimal=layout.decimal,
            date_order=layout.dates,
        )

    def _layout(self, how: HowToRead) -> Layout:
        """What was given, over what the mapping says."""
        from kpiboard.exchange.readings import Layout
        from kpiboard.exchange.readings.columns import role_of
        from kpiboard.exchange.readings.dates import order_of
        from kpiboard.exchange.readings.numbers import decimal_of
        from kpiboard.exchange.readings.text import separator_of

        mapping, kpi = how.get("mapping"), how.get("kpi")
        saved = self._saved_layout(self.find_mapping(mapping)) if mapping else Layout()
        columns = {role_of(role): name for role, name in how.get("columns", {}).items()}
        return replace(
            saved,
            columns={**saved.columns, **columns},
            kpi=self.find_kpi(kpi) if kpi else saved.kpi,
            separator=separator_of(how.get("separator", "")) or saved.separator,
            decimal=decimal_of(how.get("decimal", "")) or saved.decimal,
            dates=order_of(how.get("dates", "")) or saved.dates,
        )

    def _saved_layout(self, mapping: ColumnMapping) -> Layout:
        from kpiboard.exchange.readings import Layout

        kpi = self.store.get(Kpi, mapping.kpi_id) if mapping.kpi_id else None
        if mapping.kpi_id and kpi is None:
            raise InvalidInput(f"The KPI of the mapping {mapping.name} is gone.", "Say --kpi KEY.", field="mapping")
        columns = {role: getattr(mapping, f"{role}_column") for role in MAPPED}
        return Layout(
            {role: name for role, name in columns.items() if name},
            kpi,
            mapping.separator,
            mapping.decimal,
            mapping.date_order,
            guess=False,
        )

    def _contents(self, source: Source, layout: Layout, progress: Callable[[float], None] | None) -> Contents:
        from kpiboard.exchange.readings import read_readings
        from kpiboard.exchange.readings.text import opened

        with opened(source) as file:
            return read_readings(file, layout, self.store.all(Kpi), self.calendar(), self._clock(), progress)

    def _compared(self, contents: Contents, name: str) -> LoadPlan:
        from kpiboard.exchange.readings.plan import plan_load

        kpis = self.store.all(Kpi)
        return plan_load(clean(name), contents, kpis, self._pages, self.calendar(), self._clock())

    def _load(
        self,
        writer: Writer,
        plan: LoadPlan,
        keep_going: bool,
        save_as: str,
        progress: Callable[[float], None] | None,
    ) -> None:
        if plan.wrong and not keep_going:
            raise LinesRefused(plan)
        loaded = plan.new + plan.corrected
        writer.what = count("Import 1 reading from {file}", "Import {n} readings from {file}", loaded, file=plan.source)
        writer.put_many(plan.rows(), (lambda done: progress(done / loaded)) if progress else None)
        if save_as:
            mapping = self._mapping(save_as, plan.layout)
            writer.put(mapping)
            writer.what = writer.what if loaded else f"Save the mapping {mapping.name}"

    def _pages(self, kpi: Kpi, likely: int) -> Iterator[list[Reading]]:
        """The readings of a KPI, newest first; pages that hold what is likely to be asked for, and a few more."""
        limit, before = min(likely + 100, _PAGE), None
        while page := self.store.readings(kpi.id, kpi.cadence, limit=limit, before=before):
            yield page
            before = page[-1].period

    def _readings_between(
        self, kpi: Kpi, first: date | None, last: date | None, calendar: WorkCalendar
    ) -> Iterator[Reading]:
        for reading in reversed(self.store.readings(kpi.id, kpi.cadence)):
            if first or last:
                day = _day(calendar, kpi, reading.period)
                if (first and day < first) or (last and day > last):
                    continue
            yield reading


def _day(calendar: WorkCalendar, kpi: Kpi, period: str) -> date:
    try:
        return parse_period(calendar, kpi.cadence, period).day
    except ValueError:  # a shift that the board no longer has
        return date.fromisoformat(period[:10])


def _name(source: Source) -> str:
    return source.name if isinstance(source, Path) else "CSV"
