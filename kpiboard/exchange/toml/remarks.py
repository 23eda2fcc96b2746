"""What is known about a reading besides its value: `[[kpi.….remarks]]`, read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from kpiboard.basics.safetext import shown
from kpiboard.exchange.literals import literal
from kpiboard.exchange.toml.findings import Findings, place
from kpiboard.exchange.toml.periods import Periods, period_literal
from kpiboard.exchange.values import Wrong, in_utc, taken
from kpiboard.model import Cadence, Reading
from kpiboard.model.facts.reading import READING

# What is known besides the value: the fields of a reading that stand after its kind.
BESIDE = dict(list(READING.by_attr.items())[list(READING.by_attr).index("kind") + 1 :])
_KNOWN = ("period", "value", *BESIDE)
_EMPTY = {name: fact.usual for name, fact in BESIDE.items()}

Facts = tuple[Any, ...]
_facts: Callable[[Reading], Facts] = attrgetter(*BESIDE)
NOTHING: Facts = tuple(_EMPTY.values())


def facts(said: Mapping[str, Any] | None, before: Reading | None) -> Facts:
    """What the file says, else what stands on the board, else nothing; as the fields of a reading after its kind."""
    known = _facts(before) if before else NOTHING
    return tuple(said.get(name, fact) for name, fact in zip(BESIDE, known, strict=True)) if said else known


def with_facts(reading: Reading, said: Mapping[str, Any]) -> dict[str, Any]:
    return dict(zip(BESIDE, facts(said, reading), strict=True))


def read_remarks(
    tables: list[dict[str, Any]],
    where: str,
    cadence: Cadence,
    other: Mapping[str, Any],
    periods: Periods,
    findings: Findings,
) -> dict[str, dict[str, Any]]:
    """Period → what is said about its reading; `other` are the readings of another cadence."""
    found: dict[str, dict[str, Any]] = {}
    for index, raw in enumerate(tables, 1):
        here = place(where, f"remark {index}")
        said: dict[str, Any] = {}
        for name, value in raw.items():
            if name not in _KNOWN:
                findings.unknown(here, name, _KNOWN)
            elif name != "period":
                try:
                    said[name] = _fact(name, value, periods, findings, here)
                except Wrong as wrong:
                    findings.problem(place(here, name), wrong)
        key = raw.get("period")
        # Days and years need no quotes: TOML reads them as dates and whole numbers.
        if type(key) in (date, int):
            key = shown(key)
        if not isinstance(key, str):
            findings.problem(place(here, "period"), "missing" if key is None else f"{shown(key)} is not a period")
            continue
        period = periods.check(None if key in other else cadence, key)
        if isinstance(period, Wrong):
            findings.problem(place(here, f"period {shown(key)[1:-1]}"), period)
        elif period in found:
            findings.problem(place(here, "period"), f"{period} has two remarks; keep one")
        else:
            found[period] = said
    return found


def _fact(name: str, value: Any, periods: Periods, findings: Findings, where: str) -> Any:
    if value == "":
        return _EMPTY.get(name)
    found = taken(READING[name], value, findings.remarks_at(place(where, name)))
    return in_utc(found, periods.zone)


def remark_text(reading: Reading, value: float | None) -> str:
    """The table of a reading of which more is known than its value; `value` is the one that its share does not give."""
    known = _facts(reading)
    if value is None and known == NOTHING:
        return ""
    lines = [f"period = {period_literal(reading.period)}\n"]
    if value is not None:
        lines.append(f"value = {literal(value)}\n")
    said = zip(_EMPTY.items(), known, strict=True)
    lines += [f"{name} = {literal(fact)}\n" for (name, nothing), fact in said if fact != nothing]
    return "".join(lines)
