"""The definition of a KPI as it is given, and what has to agree in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import shown
from kpiboard.basics.taking import take
from kpiboard.cases.desk import Desk
from kpiboard.cases.takes import taken
from kpiboard.model import Kpi, KpiState
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.kpi import OF_EVENTS


def with_fields(desk: Desk, kpi: Kpi, given: Mapping[str, object]) -> Kpi:
    """`kpi` with the fields that were given, by the names in its facts. Raises InvalidInput and NotFound."""
    new = taken(desk, KPI, given)
    if "key" in new:
        new["key"] = _own_key(desk, kpi, new["key"])
    changed = replace(kpi, **new, example=False)  # who touches it has made it the team's own
    if changed.state is KpiState.RETIRED is not kpi.state:
        raise InvalidInput("A KPI is retired with a reason.", "See kpiboard kpi retire.", field="state")
    if new.get("parent_id"):
        _check_parent(desk, changed)
    if new.keys() & {"parent_id", "rollup", "cadence"}:
        _check_feeding(desk, changed)
    if changed.counts_events:
        changed = _counting(desk, kpi, changed, new)
    for low, high in (("valid_min", "valid_max"), ("floor", "cap")):
        bottom, top = getattr(changed, low), getattr(changed, high)
        if bottom is not None and top is not None and bottom > top:
            words = f"The {low.replace('_', ' ')} is above the {high.replace('_', ' ')}."
            raise InvalidInput(words, f"Type {top:g} or less.", field=low)
    return changed


def _counting(desk: Desk, old: Kpi, kpi: Kpi, given: Mapping[str, object]) -> Kpi:
    """A KPI that counts events has days, and more of them are better. What says otherwise with it is refused."""
    for attr, needed in OF_EVENTS.items():
        if attr in given and given[attr] != needed:
            raise InvalidInput(
                "A KPI of events has days, more of them are better, and it is no share and not made from others.",
                "Leave that as it is.",
                field=attr,
            )
    kpi = replace(kpi, **OF_EVENTS)  # type: ignore[arg-type]  # each fits its attribute
    if old.counts_events:
        return kpi
    return replace(kpi, unit=kpi.unit or "d", decimals=0, counted_from=kpi.counted_from or desk.today())


def retired(desk: Desk, kpi: Kpi, reason: str, epitaph: str = "") -> Kpi:
    return replace(
        kpi,
        state=KpiState.RETIRED,
        retired_reason=reason,
        retired_on=desk.today(),
        epitaph=take(KPI["epitaph"], epitaph),
    )


def _own_key(desk: Desk, kpi: Kpi, typed: str) -> str:
    """What people type has no spaces and no capitals, and means one KPI."""
    key = typed.lower().replace(" ", "-")
    if any(one.key == key and one.id != kpi.id for one in desk.all(Kpi)):
        raise InvalidInput(f"Another KPI has the key {shown(key)}.", "Choose another short name.", field="key")
    return key


def _check_parent(desk: Desk, kpi: Kpi) -> None:
    from kpiboard.rules.tree import would_cycle  # few changes name a parent, and every command loads this module

    parent = desk.find(Kpi, kpi.parent_id or "")
    if would_cycle(kpi.id, parent.id, desk.all(Kpi)):
        raise InvalidInput(f"{parent.name} hangs under {kpi.name} itself.", "Choose a KPI above it.", field="parent")


def _check_feeding(desk: Desk, kpi: Kpi) -> None:
    """What is read every week makes no KPI of every day: six of seven would have no value."""
    from kpiboard.rules.rollup import too_seldom  # late: the same

    kpis = {one.id: one for one in desk.all(Kpi)} | {kpi.id: kpi}
    for child in kpis.values():
        parent = kpis.get(child.parent_id or "")
        if parent is not None and kpi.id in (child.id, parent.id) and too_seldom(child, parent):
            raise InvalidInput(
                f"{parent.name} is made every {parent.cadence.value}, and {child.name} is read every "
                f"{child.cadence.value} only.",
                f"Read {parent.name} every {child.cadence.value}, too, or let it have readings of its own.",
                field="parent" if kpi.id == child.id else "rollup",
            )
