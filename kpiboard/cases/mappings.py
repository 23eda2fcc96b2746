"""Use cases of mappings: how a file is read, kept under a name."""

from __future__ import annotations

from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import clean
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, Desk, one_step
from kpiboard.exchange.readings import Layout
from kpiboard.model import Kpi, Mapping
from kpiboard.model.facts.reading import MAPPING
from kpiboard.model.mapping import MAPPED
from kpiboard.words import log


class MappingCases(AtDesk):
    def all(self) -> list[Mapping]:
        """By their names."""
        return mappings(self._desk)

    def find(self, name: str | Mapping) -> Mapping:
        """By its name, in any case. Raises NotFound."""
        return find_mapping(self._desk, name)

    @one_step
    def save(self, name: str, layout: Layout) -> Mapping:
        """Keeps how a file was read (`LoadPlan.layout`); one of the same name is replaced."""
        row = mapping_of(self._desk, name, layout)
        return self._desk.save(log.saved_mapping(row), row)

    @one_step
    def remove(self, name: str | Mapping) -> Mapping:
        """Forgets it, and returns what it was. Raises NotFound."""
        found = self.find(name)
        return self._desk.remove(log.removed_mapping(found), found)


def mappings(desk: Desk) -> list[Mapping]:
    return sorted(desk.all(Mapping), key=lambda one: (one.name.casefold(), one.id))


def find_mapping(desk: Desk, name: str | Mapping) -> Mapping:
    if isinstance(name, Mapping):
        return name
    known = {one.name.casefold(): one for one in mappings(desk)}
    found = known.get(clean(name).casefold())
    if found is None:
        names = ", ".join(one.name for one in known.values())
        hint = f"There are: {names}." if names else "Save one with: kpiboard readings import FILE --save-as NAME"
        raise NotFound(f"There is no mapping {name!r} on this board.", hint)
    return found


def mapping_of(desk: Desk, name: str, layout: Layout) -> Mapping:
    called = take(MAPPING["name"], name)
    same = [one for one in mappings(desk) if one.name.casefold() == called.casefold()]
    return Mapping(
        same[0].id if same else new_id(desk.clock()),
        called,
        layout.kpi.id if layout.kpi else None,
        **{f"{role}_column": layout.columns.get(role, "") for role in MAPPED},
        separator=layout.separator,
        decimal=layout.decimal,
        date_order=layout.dates,
    )


def saved_layout(desk: Desk, mapping: Mapping) -> Layout:
    kpi = desk.store.get(Kpi, mapping.kpi_id) if mapping.kpi_id else None
    if mapping.kpi_id and kpi is None:
        raise InvalidInput(f"The KPI of the mapping {mapping.name} is gone.", "Say --kpi KEY.", field="mapping")
    columns = {role: getattr(mapping, f"{role}_column") for role in MAPPED}
    return Layout(
        {role: name for role, name in columns.items() if name},
        kpi,
        mapping.separator,
        mapping.decimal,
        mapping.date_order,
        guess=False,
    )
