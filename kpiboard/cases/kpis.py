"""Use cases of the measures: add, edit, retire, restore, reorder, guard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import new_id
from kpiboard.cases.targets import _UNSET, NOTHING, TargetCases
from kpiboard.model import Consulted, Guard, Kpi, KpiState, Person, Target
from kpiboard.rules.reviews import next_review


class KpiCases(TargetCases):
    def add_kpi(
        self,
        name: str,
        *,
        target: entry.TargetValue = None,
        watch: entry.TargetValue = None,
        **fields: object,
    ) -> Kpi:
        """A new KPI; nothing but the name is needed.

        `fields` are those of kpi_fields.FIELDS. A target given here is valid since ever.
        """
        kpis = self.store.all(Kpi)
        clean_name = entry.text(name, "name")
        fields.setdefault("key", entry.key_of(clean_name, (kpi.key for kpi in kpis)))
        empty = Kpi(new_id(self._clock()), "", clean_name, position=self._next_position(kpis))
        kpi = self._with_fields(empty, fields)
        if kpi.next_review is None:
            kpi = replace(kpi, next_review=next_review(kpi, self.today()))
        bounds = entry.bounds(kpi.direction, target, watch)
        rows = [] if bounds == NOTHING else [Target(new_id(self._clock()), kpi.id, None, *bounds)]
        return self._save(f"Add KPI {kpi.name}", kpi, *rows)

    def edit_kpi(self, kpi: str | Kpi, **changes: object) -> Kpi:
        """Changes the given fields; `target` and `watch` make a new version from today on."""
        old = self.find_kpi(kpi)
        target = changes.pop("target", _UNSET)
        watch = changes.pop("watch", _UNSET)
        new = self._with_fields(old, changes)
        rows = self._edited_target(old, new, target, watch)
        return self._save(f"Edit KPI {new.name}", new, *rows)

    def retire_kpi(self, kpi: str | Kpi, reason: str, epitaph: str = "") -> Kpi:
        """Takes a KPI off the board; its history stays and it can be restored. `epitaph`: what it taught."""
        old = self.find_kpi(kpi)
        if old.state is KpiState.RETIRED:
            raise Refused(f"{old.name} is retired already.", "Restore it first to change it.")
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT)
        return self._save(f"Retire KPI {old.name}", self._retired(old, why, epitaph))

    def restore_kpi(self, kpi: str | Kpi) -> Kpi:
        old = self.find_kpi(kpi)
        if old.state is KpiState.ACTIVE:
            raise Refused(f"{old.name} is on the board already.", "There is nothing to restore.")
        return self._save(
            f"Restore KPI {old.name}",
            replace(
                old,
                state=KpiState.ACTIVE,
                retired_reason="",
                retired_on=None,
                epitaph="",
                next_review=next_review(old, self.today()),
            ),
        )

    def move_kpi(self, kpi: str | Kpi, by: int) -> Kpi:
        """Moves an active KPI up (negative) or down by so many places; only its own position changes."""
        old = self.find_kpi(kpi)
        others = [one for one in self.store.all(Kpi) if one.state is KpiState.ACTIVE and one.id != old.id]
        others.sort(key=lambda one: (one.position, one.key, one.id))
        before = sum((one.position, one.key, one.id) < (old.position, old.key, old.id) for one in others)
        place = max(0, min(len(others), before + by))
        low = others[place - 1].position if place else None
        high = others[place].position if place < len(others) else None
        if low is None and high is None:
            return old
        position = high - 1 if low is None and high is not None else low + 1 if high is None and low is not None else 0
        if low is not None and high is not None:
            position = (low + high) / 2
        return self._save(f"Move KPI {old.name}", replace(old, position=position))

    def add_guard(self, kpi: str | Kpi, guard: str | Kpi, reason: str = "") -> Guard:
        """A counter-metric: while `guard` is red, a green `kpi` is suspect."""
        guarded, guarding = self.find_kpi(kpi), self.find_kpi(guard)
        if guarded.id == guarding.id:
            raise InvalidInput(
                "A KPI cannot guard itself.", "Choose the KPI that shows what it may hide.", field="guard"
            )
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT, required=False)
        present = next((one for one in self.guards(guarded) if one.guard_id == guarding.id), None)
        row = present or Guard(new_id(self._clock()), guarded.id, guarding.id)
        return self._save(f"Guard {guarded.name} by {guarding.name}", replace(row, reason=why))

    def remove_guard(self, kpi: str | Kpi, guard: str | Kpi) -> Guard:
        guarded, guarding = self.find_kpi(kpi), self.find_kpi(guard)
        row = next((one for one in self.guards(guarded) if one.guard_id == guarding.id), None)
        if row is None:
            raise NotFound(f"{guarding.name} does not guard {guarded.name}.", "Nothing was removed.")
        with self._writing(f"{guarding.name} no longer guards {guarded.name}") as writer:
            writer.remove(row)
        return row

    def guards(self, kpi: str | Kpi) -> list[Guard]:
        found = self.find_kpi(kpi)
        return [one for one in self.store.all(Guard) if one.kpi_id == found.id]

    def set_consulted(self, kpi: str | Kpi, people: Iterable[str | Person]) -> list[Consulted]:
        """Who was asked about a KPI; takes the place of those who were named before."""
        found = self.find_kpi(kpi)
        wanted = list(dict.fromkeys(self.find_person(person).id for person in people))
        present = {one.person_id: one for one in self.store.all(Consulted) if one.kpi_id == found.id}
        rows = [present.get(one) or Consulted(new_id(self._clock()), found.id, one) for one in wanted]
        with self._writing(f"Name who was asked about {found.name}") as writer:
            for person_id, row in present.items():
                if person_id not in wanted:
                    writer.remove(row)
            writer.put(*rows)
        return rows

    def _retired(self, kpi: Kpi, reason: str, epitaph: str = "") -> Kpi:
        return replace(
            kpi,
            state=KpiState.RETIRED,
            retired_reason=reason,
            retired_on=self.today(),
            epitaph=entry.text(epitaph, "epitaph", limit=entry.TEXT_LIMIT, required=False),
        )
