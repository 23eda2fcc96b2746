"""Use cases of readings from files and programs: look at a CSV file, load it, write one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack

from kpiboard.basics import entry
from kpiboard.basics.errors import ChangedSince
from kpiboard.basics.safetext import clean
from kpiboard.cases.desk import AtDesk
from kpiboard.cases.mappings import find_mapping, mapping_of, saved_layout
from kpiboard.exchange.files import write_pieces
from kpiboard.exchange.readings import Contents, read_readings
from kpiboard.exchange.readings.columns import role_of
from kpiboard.exchange.readings.dates import order_of
from kpiboard.exchange.readings.export import export_readings
from kpiboard.exchange.readings.numbers import decimal_of
from kpiboard.exchange.readings.plan import plan_load
from kpiboard.exchange.readings.text import opened, separator_of
from kpiboard.model import Kpi, Reading
from kpiboard.model import Mapping as ColumnMapping
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.views.reading_files import Layout, LinesRefused, LoadPlan
from kpiboard.words import log
from kpiboard.words.reading_files import refused_words

_PAGE = 20_000

Source = Path | bytes | BinaryIO


class HowToRead(TypedDict, total=False):
    """What is known about a file; the rest is as the saved `mapping` says, else it is found out.

    `kpi` is the only one to be read. `columns` is role → name of the column, empty for one that is not to be read
    (the roles stand in exchange/readings/columns.py). `separator` is a sign or its word, `decimal` is "," or ".",
    `dates` is `dmy`, `mdy` or `ymd`.
    """

    kpi: str | Kpi | None
    columns: Mapping[str, str]
    separator: str
    decimal: str
    dates: str
    mapping: str | ColumnMapping | None


class ReadingFileCases(AtDesk):
    def plan(
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
        since = self._desk.last_step()
        plan = self._compared(self._contents(source, self._layout(how), progress), name or _name(source))
        return replace(plan, since=since)

    def apply(
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
        with self._desk.step():
            if self._desk.last_step() != plan.since:
                raise ChangedSince("the file")
            self._load(plan, keep_going, save_as, progress)
        return plan

    def load(
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
        """`plan` and `apply` in one, so that nobody can come between; returns what was done."""
        contents = self._contents(source, self._layout(how), reading)
        with self._desk.step():
            plan = self._compared(contents, name or _name(source))
            self._load(plan, keep_going, save_as, writing)
        return plan

    def export(
        self,
        kpis: Iterable[str | Kpi] = (),
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> Iterator[str]:
        """The readings of some KPIs, or of all, as pieces of a CSV file that `load` reads back.

        `since` and `until` are days; a longer period counts by its last day. Readings from before a KPI's cadence
        was changed stay behind: the TOML file has them.
        """
        wanted = [self._desk.find(Kpi, kpi) for kpi in kpis] or self._desk.all(Kpi)
        first, last = (entry.day(day, self._desk.today(), name) for day, name in ((since, "since"), (until, "until")))
        calendar = self._desk.calendar()
        found = ((kpi, self._readings_between(kpi, first, last, calendar)) for kpi in wanted)
        return export_readings(found, self._desk.all(Kpi))

    def export_to(
        self,
        path: Path,
        kpis: Iterable[str | Kpi] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        *,
        force: bool = False,
    ) -> None:
        """The same into a file, all of it or nothing. Raises Refused for one that exists, unless `force` is set."""
        write_pieces(self.export(kpis, since, until), path, replace=force)

    def _layout(self, how: HowToRead) -> Layout:
        """What was given, over what the mapping says."""
        mapping, kpi = how.get("mapping"), how.get("kpi")
        saved = saved_layout(self._desk, find_mapping(self._desk, mapping)) if mapping else Layout()
        columns = {role_of(role): name for role, name in how.get("columns", {}).items()}
        return replace(
            saved,
            columns={**saved.columns, **columns},
            kpi=self._desk.find(Kpi, kpi) if kpi else saved.kpi,
            separator=separator_of(how.get("separator", "")) or saved.separator,
            decimal=decimal_of(how.get("decimal", "")) or saved.decimal,
            dates=order_of(how.get("dates", "")) or saved.dates,
        )

    def _contents(self, source: Source, layout: Layout, progress: Callable[[float], None] | None) -> Contents:
        with opened(source) as file:
            return read_readings(file, layout, self._desk.all(Kpi), self._desk.calendar(), self._desk.clock(), progress)

    def _compared(self, contents: Contents, name: str) -> LoadPlan:
        kpis = self._desk.all(Kpi)
        return plan_load(clean(name), contents, kpis, self._pages, self._desk.calendar(), self._desk.clock())

    def _load(
        self,
        plan: LoadPlan,
        keep_going: bool,
        save_as: str,
        progress: Callable[[float], None] | None,
    ) -> None:
        if plan.wrong and not keep_going:
            raise LinesRefused(plan, *refused_words(plan))
        loaded = plan.new + plan.corrected
        self._desk.put_many(plan.rows(), (lambda done: progress(done / loaded)) if progress else None)
        kept = [mapping_of(self._desk, save_as, plan.layout)] if save_as else []
        what = log.imported_readings(loaded, plan.source)
        self._desk.change(what if loaded or not kept else log.saved_mapping(kept[0]), put=kept)

    def _pages(self, kpi: Kpi, likely: int) -> Iterator[list[Reading]]:
        """The readings of a KPI, newest first; pages that hold what is likely to be asked for, and a few more."""
        limit, before = min(likely + 100, _PAGE), None
        while page := self._desk.readings(kpi, limit=limit, before=before):
            yield page
            before = page[-1].period

    def _readings_between(
        self, kpi: Kpi, first: date | None, last: date | None, calendar: WorkCalendar
    ) -> Iterator[Reading]:
        for reading in reversed(self._desk.readings(kpi)):
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
