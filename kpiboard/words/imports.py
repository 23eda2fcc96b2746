"""What an import would do, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from kpiboard.basics.safetext import shown
from kpiboard.model import Reading, ReadingKind
from kpiboard.model.facts.every import REFERENCES
from kpiboard.views.imports import ImportPlan
from kpiboard.words.plain import count, exact

Labels = Callable[[str, str], str]

_SHOWN_READINGS = 5


def import_lines(plan: ImportPlan) -> list[str]:
    """Lines for --dry-run: every change of a row, the readings of each KPI together, then the remarks."""
    lines = []
    if plan.is_empty:
        lines.append("Nothing would change: the board is as the file says.")
    else:
        lines.append(f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed")
    lines += [f"added    {change.label}" for change in plan.added.rows]
    lines += _grouped(plan, "added", plan.readings.added, value_words)
    for change in plan.changed.rows:
        lines.append(f"changed  {change.label}")
        lines += [f"           {name}: {old} → {new}" for name, old, new in change.fields]
    lines += _grouped(plan, "changed", plan.readings.changed, _correction)
    lines += [f"removed  {change.label}" for change in plan.removed.rows]
    lines += _grouped(plan, "removed", plan.readings.removed, value_words)
    lines += [f"remark   {remark}" for remark in plan.ignored]
    return lines


def _grouped(plan: ImportPlan, verb: str, readings: Sequence[Any], words: Callable[[Any], str]) -> list[str]:
    """One line a KPI, with its first readings and the number of the rest."""
    lines = []
    for kpi_id, group in groupby(readings, key=lambda one: _newest(one).kpi_id):
        of_kpi = list(group)
        listed = ", ".join(f"{_newest(one).period} = {words(one)}" for one in of_kpi[:_SHOWN_READINGS])
        rest = len(of_kpi) - _SHOWN_READINGS
        more = f" … and {rest} more" if rest > 0 else ""
        counted = count("1 reading of KPI {kpi}", "{n} readings of KPI {kpi}", len(of_kpi), kpi=plan.kpi_keys[kpi_id])
        lines.append(f"{verb:<8} {counted}: {listed}{more}")
    return lines


def _newest(one: Reading | tuple[Reading, Reading]) -> Reading:
    return one[1] if isinstance(one, tuple) else one


def _correction(pair: tuple[Reading, Reading]) -> str:
    parts = [f"{old} → {new}" if name == "value" else f"{name} {old} → {new}" for name, old, new in differences(*pair)]
    return ", ".join(parts)


def value_words(reading: Reading) -> str:
    """`93`, `93 (930/1000)`, `off` or `missing`."""
    if reading.value is None or reading.kind is not ReadingKind.ACTUAL:
        return reading.kind.value
    words = exact(reading.value)
    if reading.numerator is not None and reading.denominator is not None:
        words += f" ({exact(reading.numerator)}/{exact(reading.denominator)})"
    return words


def differences(old: Any, new: Any, label: Labels | None = None) -> tuple[tuple[str, str, str], ...]:
    """(field, old, new) of what is not the same, in plain words; references by `label(table, id)`."""
    found = []
    for one in fields(old):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before == after:
            continue
        table = REFERENCES.get((old.table, one.name))
        if table and label:
            name = one.name.removesuffix("_id")
            found.append((name, *(label(table, row_id) if row_id else "nothing" for row_id in (before, after))))
        elif isinstance(old, Reading) and one.name in ("value", "numerator", "denominator", "kind"):
            if not any(name == "value" for name, *_ in found):
                found.append(("value", value_words(old), value_words(new)))
        else:
            found.append((one.name, _words(before), _words(after)))
    return tuple(found)  # type: ignore[arg-type]


def _words(value: Any) -> str:
    if value is None or value == "" or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else exact(one) for one in value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
