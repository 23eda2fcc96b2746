"""The definition of a KPI as it is typed into a form or given on the command line, checked field by field."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.cases.desk import Desk
from kpiboard.cases.takes import Take, choice, day, number, text, truth, typed, whole
from kpiboard.model import (
    Average,
    Cadence,
    Category,
    Collection,
    Controllable,
    Direction,
    Goal,
    Horizon,
    Kpi,
    KpiKind,
    KpiState,
    Perspective,
    Rollup,
    SignalRules,
)

UNIT_LIMIT, KEY_LIMIT, LONGEST_REVIEW = 16, 24, 366


def _key(desk: Desk, kpi: Kpi, field: str, value: object) -> dict[str, object]:
    key = entry.text(typed(value), field, limit=KEY_LIMIT).lower().replace(" ", "-")
    if any(one.key == key and one.id != kpi.id for one in desk.all(Kpi)):
        raise InvalidInput(f"Another KPI has the key {key!r}.", "Choose another short name.", field="key")
    return {"key": key}


def _category(desk: Desk, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"category_id": desk.find(Category, typed(value)).id if value else None}


def _goal(desk: Desk, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"goal_id": desk.find(Goal, typed(value)).id if value else None}


def _owner(desk: Desk, _kpi: Kpi, _field: str, value: object) -> dict[str, object]:
    return {"owner_id": desk.owner_id(typed(value))}


def _parent(desk: Desk, kpi: Kpi, field: str, value: object) -> dict[str, object]:
    if not value:
        return {"parent_id": None}
    from kpiboard.rules.tree import would_cycle  # few forms ask for a parent, and every command loads this module

    parent = desk.find(Kpi, typed(value))
    if would_cycle(kpi.id, parent.id, desk.all(Kpi)):
        raise InvalidInput(f"{parent.name} hangs under {kpi.name} itself.", "Choose a KPI above it.", field=field)
    return {"parent_id": parent.id}


FIELDS: dict[str, Take] = {
    "name": text(entry.NAME_LIMIT, required=True),
    "key": _key,
    "category": _category,
    "goal": _goal,
    "owner": _owner,
    "parent": _parent,
    "unit": text(UNIT_LIMIT),
    "decimals": whole(0, 6),
    "direction": choice(Direction),
    "cadence": choice(Cadence),
    "share": truth,
    "horizon": choice(Horizon),
    "state": choice(KpiState),
    "definition": text(),
    "rollup": choice(Rollup),
    "weight": number(0.0, optional=False),
    "kind": choice(KpiKind, optional=True),
    "perspective": choice(Perspective, optional=True),
    "because": text(entry.TEXT_LIMIT),
    "success": text(),
    "drivers": text(),
    "constraints": text(),
    "controllable": choice(Controllable, optional=True),
    "importance": whole(1, 5, optional=True),
    "ease": whole(1, 5, optional=True),
    "formula": text(),
    "data_source": text(),
    "measurement_plan": text(),
    "collection": choice(Collection),
    "effort_minutes": number(0.0),
    "valid_min": number(),
    "valid_max": number(),
    "customer_impact": text(),
    "behaviour_risk": text(),
    "risk_level": whole(0, 4),
    "floor": number(),
    "cap": number(),
    "signal_rules": choice(SignalRules),
    "limits_by": choice(Average),
    "screen_ranges": truth,
    "next_review": day,
    "review_days": whole(1, LONGEST_REVIEW),
}


def with_fields(desk: Desk, kpi: Kpi, given: dict[str, object]) -> Kpi:
    """`kpi` with the fields that were given, by the names in FIELDS. Raises InvalidInput."""
    new: dict[str, object] = {}
    for field, value in given.items():
        take = FIELDS.get(field)
        if take is None:
            raise InvalidInput(f"A KPI has no field {field!r}.", "See kpiboard kpi edit --help.", field=field)
        new |= take(desk, kpi, field, value)
    changed = replace(kpi, **new)  # type: ignore[arg-type]  # each value was checked for its field above
    for low, high in (("valid_min", "valid_max"), ("floor", "cap")):
        bottom, top = getattr(changed, low), getattr(changed, high)
        if bottom is not None and top is not None and bottom > top:
            words = f"The {low.replace('_', ' ')} is above the {high.replace('_', ' ')}."
            raise InvalidInput(words, f"Type {top:g} or less.", field=low)
    return changed


def retired(desk: Desk, kpi: Kpi, reason: str, epitaph: str = "") -> Kpi:
    return replace(
        kpi,
        state=KpiState.RETIRED,
        retired_reason=reason,
        retired_on=desk.today(),
        epitaph=entry.text(epitaph, "epitaph", limit=entry.TEXT_LIMIT, required=False),
    )
