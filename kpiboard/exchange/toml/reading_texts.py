"""The readings of every KPI as text, made in one pass over all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from kpiboard.exchange.literals import quoted
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.periods import Periods
from kpiboard.exchange.toml.remarks import remark_text
from kpiboard.model import Reading, ReadingKind, share_value
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.words.plain import exact


@dataclass(slots=True)
class ReadingText:
    """What one KPI's readings look like in the file."""

    readings: str = ""
    other_readings: str = ""
    remarks: list[str] = field(default_factory=list)

    def tables(self, table: str) -> Iterator[str]:
        if self.readings:
            yield f"\n[{table}.readings]\n"
            yield self.readings
        if self.other_readings:
            yield f"\n[{table}.other_readings]\n"
            yield self.other_readings
        for remark in self.remarks:
            yield f"\n[[{table}.remarks]]\n"
            yield remark


def reading_texts(rows: BoardRows) -> dict[str, ReadingText]:
    """KPI id → text. Readings that do not fit their KPI's cadence (it was changed) are kept apart."""
    try:
        periods = Periods(WorkCalendar.of(rows.info, rows.shifts))
    except ValueError:  # a zone that this machine does not know must not stop a board from being saved
        periods = Periods(None)
    found: dict[str, ReadingText] = defaultdict(ReadingText)
    kpis = {kpi.id: kpi for kpi in rows.kpis}
    for kpi_id, readings in groupby(rows.readings, key=attrgetter("kpi_id")):
        kpi = kpis.get(kpi_id)
        if kpi is None:
            continue
        text = found[kpi_id]
        fitting: list[str] = []
        other: list[str] = []
        for reading in readings:
            line = f"{quoted(reading.period)} = {_value(reading)}\n"
            (fitting if periods.fits(kpi.cadence, reading.period) else other).append(line)
            if remark := remark_text(reading, _odd_value(reading, kpi.unit)):
                text.remarks.append(remark)
        text.readings = "".join(fitting)
        text.other_readings = "".join(other)
    return found


def _value(reading: Reading) -> str:
    value = reading.value
    if value is None:
        return '"off"' if reading.kind is ReadingKind.OFF else '"missing"'
    if reading.numerator is not None and reading.denominator is not None:
        return f"[{exact(reading.numerator)}, {exact(reading.denominator)}]"
    return exact(value)


def _odd_value(reading: Reading, unit: str) -> float | None:
    """The value that numerator / denominator does not give."""
    top, bottom = reading.numerator, reading.denominator
    if reading.value is None or top is None or not bottom or share_value(top, bottom, unit) == reading.value:
        return None
    return reading.value
