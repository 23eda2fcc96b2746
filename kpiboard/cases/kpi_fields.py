"""The definition of a KPI as it is typed into a form or given on the command line, checked field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from kpiboard import entry
from kpiboard.cases.base import Cases
from kpiboard.errors import InvalidInput
from kpiboard.model import (
    Average,
    Cadence,
    Collection,
    Controllable,
    Direction,
    Horizon,
    Kpi,
    KpiKind,
    KpiState,
    Perspective,
    Rollup,
    SignalRules,
)

UNIT_LIMIT, KEY_LIMIT, LONGEST_REVIEW = 16, 24, 366

# What takes one field: the cases (to look things up), the KPI, the field's name and what was given.
Take = Callable[["KpiFields", Kpi, str, object], dict[str, object]]


def _typed(value: object) -> str:
    return "" if value is None else str(value)


def _text(limit: int = entry.TEXT_LIMIT, *, required: bool = False) -> Take:
    def take(_cases: KpiFields, _kpi: Kpi, field: str, value: object) -> dict[str, object]:
        multiline = limit >= entry.TEXT_LIMIT
        return {field: entry.text(_typed(value), field, limit=limit, required=required, multiline=multiline)}

    return take


def _choice(kind: type[StrEnum], *, optional: bool = False) -> Take:
    def take(_cases: KpiFields, _kpi: Kpi, field: str, value: object) -> dict[str, object]:
        if optional and not _typed(value).strip():
            return {field: None}
        return {field: entry.choice(kind, _typed(value), field)}

    return take


def _number(low: float | None = None, high: float | None = None, *, optional: bool = True) -> Take:
    def take(_cases: KpiFields, _kpi: Kpi, field: str, value: object) -> dict[str, object]:
        if optional and not _typed(value).strip():
            return {field: None}
        number = entry.number(_typed(value), field.replace("_", " "))
        if (low is not None and number < low) or (high is not None and number > high):
            words = f"{low:g} or more" if high is None else f"{low:g} to {high:g}"
            raise InvalidInput(f"The {field.replace('_', ' ')} is {words}.", "Type such a number.", field=field)
        return {field: number}

    return take


def _whole(low: int, high: int, *, optional: bool = False) -> Take:
    number = _number(low, high, optional=optional)

    def take(cases: KpiFields, kpi: Kpi, field: str, value: object) -> dict[str, object]:
        found = number(cases, kpi, field, value)[field]
        if isinstance(found, float) and not found.is_integer():
            words = f"The {field.replace('_', ' ')} is a whole number."
            raise InvalidInput(words, f"Type {low} to {high}.", field=field)
        return {field: None if found is None else int(found)}  # type: ignore[call-overload]  # a float or None

    return take


def _truth(_cases: KpiFields, _kpi: Kpi, field: str, value: object) -> dict[str, object]:
    return {field: bool(value)}


def _day(cases: KpiFields, _kpi: Kpi, field: str, value: object) -> dict[str, object]:
    return {field: entry.day(_typed(value), cases.today(), field)}


def _key(cases: KpiFields, kpi: Kpi, field: str, value: object) -> dict[str, object]:
    key = entry.text(_typed(value), field, limit=KEY_LIMIT).lower().replace(" ", "-")
    if any(one.key == key and one.id != kpi.id for one in cases.store.all(Kpi)):
        raise InvalidInput(f"Another KPI has the key {key!r}.", "Choose another short name.", field="key")
    return {"key": key}


def _category(cases: KpiFields, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"category_id": cases.find_category(_typed(value)).id if value else None}


def _goal(cases: KpiFields, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"goal_id": cases.find_goal(_typed(value)).id if value else None}


def _owner(cases: KpiFields, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"owner_id": cases._owner_id(_typed(value))}


def _parent(cases: KpiFields, kpi: Kpi, field: str, value: object) -> dict[str, object]:
    if not value:
        return {"parent_id": None}
    from kpiboard.rules.tree import would_cycle  # few forms ask for a parent, and every command loads this module

    parent = cases.find_kpi(_typed(value))
    if would_cycle(kpi.id, parent.id, cases.store.all(Kpi)):
        raise InvalidInput(f"{parent.name} hangs under {kpi.name} itself.", "Choose a KPI above it.", field=field)
    return {"parent_id": parent.id}


FIELDS: dict[str, Take] = {
    "name": _text(entry.NAME_LIMIT, required=True),
    "key": _key,
    "category": _category,
    "goal": _goal,
    "owner": _owner,
    "parent": _parent,
    "unit": _text(UNIT_LIMIT),
    "decimals": _whole(0, 6),
    "direction": _choice(Direction),
    "cadence": _choice(Cadence),
    "share": _truth,
    "horizon": _choice(Horizon),
    "state": _choice(KpiState),
    "definition": _text(),
    "rollup": _choice(Rollup),
    "weight": _number(0.0, optional=False),
    "kind": _choice(KpiKind, optional=True),
    "perspective": _choice(Perspective, optional=True),
    "because": _text(entry.TEXT_LIMIT),
    "success": _text(),
    "drivers": _text(),
    "constraints": _text(),
    "controllable": _choice(Controllable, optional=True),
    "importance": _whole(1, 5, optional=True),
    "ease": _whole(1, 5, optional=True),
    "formula": _text(),
    "data_source": _text(),
    "measurement_plan": _text(),
    "collection": _choice(Collection),
    "effort_minutes": _number(0.0),
    "valid_min": _number(),
    "valid_max": _number(),
    "customer_impact": _text(),
    "behaviour_risk": _text(),
    "risk_level": _whole(0, 4),
    "floor": _number(),
    "cap": _number(),
    "signal_rules": _choice(SignalRules),
    "limits_by": _choice(Average),
    "screen_ranges": _truth,
    "next_review": _day,
    "review_days": _whole(1, LONGEST_REVIEW),
}


class KpiFields(Cases):
    def _with_fields(self, kpi: Kpi, given: dict[str, object]) -> Kpi:
        """`kpi` with the fields that were given, by the names in FIELDS. Raises InvalidInput."""
        new: dict[str, object] = {}
        for field, value in given.items():
            take = FIELDS.get(field)
            if take is None:
                raise InvalidInput(f"A KPI has no field {field!r}.", "See kpiboard kpi edit --help.", field=field)
            new |= take(self, kpi, field, value)
        changed = replace(kpi, **new)  # type: ignore[arg-type]  # each value was checked for its field above
        for low, high in (("valid_min", "valid_max"), ("floor", "cap")):
            bottom, top = getattr(changed, low), getattr(changed, high)
            if bottom is not None and top is not None and bottom > top:
                words = f"The {low.replace('_', ' ')} is above the {high.replace('_', ' ')}."
                raise InvalidInput(words, f"Type {top:g} or less.", field=low)
        return changed
