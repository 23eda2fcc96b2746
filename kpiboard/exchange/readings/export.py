"""Readings as a CSV file that spreadsheets open and `read_readings` reads back to the same readings."""

from __future__ import annotations

import csv
import errno
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kpiboard.basics.errors import DiskFull, FileError, Refused
from kpiboard.exchange.literals import number as literal
from kpiboard.exchange.readings.columns import KpiNames
from kpiboard.exchange.readings.numbers import tells
from kpiboard.exchange.readings.text import guarded
from kpiboard.exchange.values import Wrong
from kpiboard.model import Kpi, Reading

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
    text = literal(value)
    return f"{text}0" if tells(text) == "" else text


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="milliseconds")


def write_pieces(pieces: Iterable[str], path: Path, *, replace: bool = False) -> None:
    """Writes the file beside its place and renames it: there is the whole new one, or what was there before.

    Raises Refused for a file that is there already, unless it is to be replaced, and FileError when writing fails.
    """
    path = path.resolve()  # a link stays a link
    if path.exists() and not replace:
        raise Refused(f"{path} exists already.", "Choose another name, or say --force.")
    part = path.with_name(f".kpiboard-{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            raise DiskFull(f"No room is left for {path}.", "Free some space and export again.") from failure
        raise FileError(f"{path} cannot be written: {failure.strerror}.", "Choose another place.") from failure
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
