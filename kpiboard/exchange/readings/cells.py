"""The cells of a line as what they measure, and what the board would say to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from kpiboard.basics.entry import near_miss
from kpiboard.basics.safetext import shown
from kpiboard.exchange.readings.columns import Columns
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.exchange.readings.numbers import number
from kpiboard.exchange.readings.text import unguarded
from kpiboard.exchange.values import Remark, Wrong, taken
from kpiboard.model import Kpi, KpiState, ReadingKind, Rollup, share_value
from kpiboard.model.facts.reading import READING
from kpiboard.views.reading_files import Measured
from kpiboard.words.plain import exact, short_number, with_unit

# What programs write where there is nothing.
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "#n/a", "null", "none"})
_KINDS = {kind.value: kind for kind in ReadingKind}
_NO_MORE: Mapping[str, Any] = {}  # one for all that say nothing more


def measured_words(measured: Measured) -> str:
    """`93`, `93 (930/1000)`, `off` or `missing`."""
    if measured.value is None:
        return measured.kind.value
    if measured.numerator is None or measured.denominator is None:
        return exact(measured.value)
    return f"{exact(measured.value)} ({exact(measured.numerator)}/{exact(measured.denominator)})"


class Cells:
    """`decimals` is the decimal sign of each column with numbers."""

    def __init__(self, columns: Columns, decimals: Mapping[int, str], kpis: Sequence[Kpi]) -> None:
        at = columns.at
        self._kind, self._top, self._bottom = (at.get(role, -1) for role in ("kind", "numerator", "denominator"))
        self._beside = [(role, at[role], take) for role, take in _BESIDE.items() if role in at]
        self._decimals = {-1: ""} | dict(decimals)
        self._units = {kpi.id: unit_of(kpi) for kpi in kpis}

    def measured(self, cells: Sequence[str], kpi: Kpi, at_value: int) -> Measured | None:
        """What a line has for one KPI (no column of values: -1); None when it has no number. Raises Wrong."""
        value = cells[at_value].strip() if at_value >= 0 else ""
        if value.lower() in _NOTHING:
            value = ""
        kind = self._kind_of(cells, value)
        if kind is not ReadingKind.ACTUAL:
            return Measured(None, None, None, kind, None)
        decimal, units = self._decimals[at_value], self._units[kpi.id]
        if "/" in value:
            top, _, bottom = value.partition("/")
            return _share(kpi, number(top, decimal), number(bottom, decimal, units), None)
        single = number(value, decimal, units) if value else None
        if self._top >= 0:
            top, bottom = cells[self._top].strip(), cells[self._bottom].strip()
            given = (top.lower() not in _NOTHING) + (bottom.lower() not in _NOTHING)
            if given == 1:
                raise Wrong("a share needs both, the numerator and the denominator")
            if given:
                share = number(top, self._decimals[self._top]), number(bottom, self._decimals[self._bottom])
                return _share(kpi, *share, single)
        return None if single is None else Measured(single, None, None, kind, None)

    def beside(self, line: int, cells: Sequence[str], findings: LineFindings) -> Mapping[str, Any]:
        """The other fields of the reading that have text in the line. Raises Wrong."""
        if not self._beside:
            return _NO_MORE

        def remark(words: str) -> None:
            findings.remark(words, line)

        typed = ((role, unguarded(cells[index].strip()), take) for role, index, take in self._beside)
        return {role: take(words, remark) for role, words, take in typed if words} or _NO_MORE

    def _kind_of(self, cells: Sequence[str], value: str) -> ReadingKind:
        word = value.lower()
        told = cells[self._kind].strip().lower() if self._kind >= 0 else ""
        if not told:
            return _KINDS.get(word, ReadingKind.ACTUAL)
        if told not in _KINDS:
            raise Wrong(f"{shown(told)} is no kind of reading{near_miss(told, _KINDS)}; allowed: {', '.join(_KINDS)}")
        kind = _KINDS[told]
        if value and word != told and (word in _KINDS or kind is not ReadingKind.ACTUAL):
            raise Wrong(f"the kind is {told}, but the value is {shown(value)}")
        return kind


def _share(kpi: Kpi, numerator: float, denominator: float, written: float | None) -> Measured:
    if numerator == denominator == 0:
        return Measured(None, None, None, ReadingKind.OFF, None)
    if denominator == 0:
        raise Wrong("the denominator is 0; give off or missing as the value when nothing was counted")
    value = share_value(numerator, denominator, kpi.unit)
    if not isfinite(value):
        raise Wrong(f"{exact(numerator)} / {exact(denominator)} is not a finite number")
    return Measured(value, numerator, denominator, ReadingKind.ACTUAL, written)


def unit_of(kpi: Kpi) -> tuple[str, ...]:
    """What may stand behind a number of this KPI; not a unit that begins like a number."""
    return (kpi.unit,) if kpi.unit and kpi.unit[0] not in "0123456789.,+-" else ()


def closed(kpi: Kpi) -> str:
    """Why a KPI takes no readings at all."""
    if kpi.state is KpiState.RETIRED:
        return f"{kpi.key} is retired; restore it to load readings"
    if kpi.of_events:
        return f"{kpi.key} counts events; add those"
    if kpi.rollup is not Rollup.NONE:
        return f"{kpi.key} is made from the KPIs below it; load those"
    return ""


def objection(kpi: Kpi, measured: Measured) -> str:
    """Why the board would not take this number now."""
    value, numerator, denominator, _, written = measured
    if value is None:
        return ""
    if denominator is None:
        if kpi.share:
            return f"{kpi.key} is a share: give numerator and denominator, or a value such as 931/1000"
    elif numerator is not None and numerator < 0:
        return f"the numerator {exact(numerator)} is below zero"
    elif denominator < 0:
        return f"the denominator {exact(denominator)} is below zero"
    if written is not None and not _rounded(value, written):
        return f"the value is {exact(written)}, but the share is {short_number(value)}"
    low, high = kpi.valid_min, kpi.valid_max
    if low is not None and value < low:
        return f"{kpi.key} is never below {with_unit(short_number(low), kpi.unit)}, but here it is {exact(value)}"
    if high is not None and value > high:
        return f"{kpi.key} is never above {with_unit(short_number(high), kpi.unit)}, but here it is {exact(value)}"
    return ""


def _rounded(value: float, written: float) -> bool:
    """Whether `written` is `value` with fewer digits."""
    text = repr(written)
    digits = 0 if written.is_integer() or "e" in text else len(text.partition(".")[2])
    return abs(value - written) <= max(10.0**-digits, abs(value) * 1e-9)


def _moment(typed: str, _: Remark) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise Wrong(f"{shown(typed)} is not a moment such as 2026-11-21T14:05:00Z") from None
    if moment.tzinfo is None:
        raise Wrong(f"{shown(typed)} lacks its time zone, such as Z behind it")
    return moment.astimezone(UTC)


def _beside(name: str) -> Callable[[str, Remark], Any]:
    return lambda typed, remark: taken(READING[name], typed, remark)


# What may stand beside the number, and how it is taken.
_BESIDE: dict[str, Callable[[str, Remark], Any]] = {
    **{name: _beside(name) for name in ("note", "reason", "code", "excluded")},
    "corrected_from": lambda typed, _: number(typed, "."),
    "corrected_at": _moment,
    "late_at": _moment,
    "reason_at": _moment,
}
