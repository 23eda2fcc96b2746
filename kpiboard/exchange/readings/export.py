"""Readings as a CSV file that spreadsheets open and `read_readings` reads back to the same readings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from kpiboard.exchange.readings.columns import KpiNames
from kpiboard.exchange.readings.numbers import tells
from kpiboard.exchange.readings.text import guarded
from kpiboard.exchange.values import Wrong
from kpiboard.model import Kpi, Reading
from kpiboard.words.plain import exact

COLUMNS = (
    "kpi",
    "period",
    "value",
    "numerator",
    "denominator",
    "kind",
    "note",
    "reason",
    "code",
    "corrected_from",
    "corrected_at",
    "late_at",
    "excluded",
    "reason_at",
)
_PIECE = 1 << 16


def export_readings(readings: Iterable[tuple[Kpi, Iterable[Reading]]], kpis: Sequence[Kpi]) -> Iterator[str]:
    """The file in pieces: UTF-8, commas, decimal points, a line a reading; nothing of it is held.

    `kpis` are all of the board: a KPI is named by its key, or by its id where two of them share that.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    names = KpiNames(kpis)
    for kpi, of_kpi in readings:
        name = guarded(_name(kpi, names))
        for reading in of_kpi:
            writer.writerow(_cells(name, reading))
            if buffer.tell() > _PIECE:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
    yield buffer.getvalue()


def _cells(name: str, one: Reading) -> tuple[str, ...]:
    return (
        name,
        one.period,
        _number(one.value),
        _number(one.numerator),
        _number(one.denominator),
        one.kind.value,
        guarded(one.note),
        guarded(one.reason),
        guarded(one.code),
        _number(one.corrected_from),
        _moment(one.corrected_at),
        _moment(one.late_at),
        guarded(one.excluded),
        _moment(one.reason_at),
    )


def _name(kpi: Kpi, names: KpiNames) -> str:
    try:
        found = names.find(kpi.key)
    except Wrong:
        return kpi.id
    return kpi.key if found and found.id == kpi.id else kpi.id


def _number(value: float | None) -> str:
    """`1.2340` rather than `1.234`, which could be a thousand and more."""
    if value is None:
        return ""
    text = exact(value)
    return f"{text}0" if tells(text) == "" else text


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="milliseconds")
