"""What a file tells about itself: its decimal sign and the order of its dates, from all of its lines together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpiboard.basics.safetext import shown
from kpiboard.exchange.readings.columns import ROLES, Columns
from kpiboard.exchange.readings.dates import ORDERS, DateEvidence, has_time
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.exchange.readings.numbers import DecimalEvidence, decided
from kpiboard.exchange.readings.text import SEPARATOR_WORDS, CsvFile, Progress
from kpiboard.views.reading_files import Layout

_SIGN_WORDS = {".": "decimal points", ",": "decimal commas"}


class Evidence:
    """What was found out. `decimals` is the decimal sign of each column with numbers, `layout` all that was settled.

    `timed` are the KPIs (as `Columns.kpi_cell` has them) whose periods have times other than midnight.
    """

    def __init__(self, source: CsvFile, columns: Columns, layout: Layout, units: Sequence[str]) -> None:
        self._source = source
        self._columns = columns
        self._dates = DateEvidence()
        self._numbers = {index: DecimalEvidence(units) for index in columns.numbers}
        self._told = layout
        self.decimals = dict.fromkeys(columns.numbers, layout.decimal)
        self.layout = layout
        self.timed: set[str] = set()

    def gather(self, progress: Progress | None = None) -> None:
        """Reads the file once. What is wrong in it is left to who reads it again."""
        columns = self._columns
        for line, cells in self._source.rows(LineFindings(), progress):
            when = columns.when(cells)
            self._dates.look(line, when)
            if ":" in when and columns.kpi_cell(cells) not in self.timed and has_time(when):
                self.timed.add(columns.kpi_cell(cells))
            for index, evidence in self._numbers.items():
                text = cells[index]
                if "," in text or "." in text:
                    evidence.look(line, text)
        self._settle()

    def _settle(self) -> None:
        told = self._told
        if not told.decimal:
            signs = decided(list(self._numbers.values()))
            self.decimals = dict(zip(self._numbers, signs, strict=True))
        agreed = set(self.decimals.values())
        self.layout = replace(
            told,
            columns={role: self._columns.name(role) for role in ROLES if self._columns.name(role)},
            separator=self._source.separator,
            decimal=agreed.pop() if len(agreed) == 1 else "",
            dates=told.dates or self._dates.order,
            guess=False,
        )

    def words(self) -> Iterator[str]:
        """How the file is read, and what told it."""
        yield f"separated by {SEPARATOR_WORDS[self._source.separator]}s"
        yield from self._decimal_words()
        order = self.layout.dates
        if order and order in self._dates.possible and len(self._dates.possible) < len(ORDERS):
            why = f" ({_place(self._dates.first[order])})" if order in self._dates.first else ""
            yield f"dates {ORDERS[order]}{why}"
        yield ", ".join(f"{role} = {shown(name)}" for role, name in self.layout.columns.items())

    def _decimal_words(self) -> Iterator[str]:
        for sign in sorted(set(self.decimals.values()) - {""}):
            places = [one.first[sign] for one in self._numbers.values() if sign in one.first]
            if places:
                yield f"{_SIGN_WORDS[sign]} ({_place(min(places))})"

    def remark(self, findings: LineFindings) -> None:
        """What a person should know about how the file was read."""
        if self._source.encoding == "cp1252":
            findings.remark("The file is not UTF-8; it was read as Windows-1252 (Western European).")
        if self._columns.left_out and self._told.guess:
            findings.remark(f"Columns that were not read: {', '.join(map(shown, self._columns.left_out))}.")
        for index, one in self._numbers.items():
            if len(one.first) > 1 and not self.decimals[index]:
                both = " and ".join(f"{_SIGN_WORDS[sign]} ({_place(place)})" for sign, place in one.first.items())
                findings.remark(f"{shown(self._columns.names[index])} has {both}; each number was read by itself.")
        if not self._dates.possible and not self.layout.dates:
            both = " and ".join(f"{ORDERS[order]} ({_place(place)})" for order, place in self._dates.first.items())
            findings.remark(f"The dates are {both}; each was read by itself where it can be.")
        if self.layout.dates == "dmy" and not self._told.dates and "dmy" not in self._dates.first:
            findings.remark("Dates with dots were read day first; no date in the file says otherwise.")


def _place(place: tuple[int, str]) -> str:
    return f"line {place[0]}: {shown(place[1])}"
