"""Use cases of the measures: add, edit, retire, restore, reorder, guard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics import entry
from kpiboard.basics.errors import CountsEvents, InvalidInput, NotFound, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.cards import consulted_on
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.kpi_fields import retired, with_fields
from kpiboard.cases.of_kpi import baselines_of
from kpiboard.cases.points import LEAD
from kpiboard.cases.rollups import readings_of
from kpiboard.cases.targets import NOTHING, UNSET, asked_again, edited_target
from kpiboard.exchange.collector import collector_off
from kpiboard.model import Consulted, Guard, Kpi, KpiState, Person, Rollup, Row, Target
from kpiboard.model.facts.kpi import GUARD, KPI
from kpiboard.rules.reviews import next_review
from kpiboard.words import log

if TYPE_CHECKING:
    from kpiboard.rules.capability import Capability
    from kpiboard.views.kpi import KpiStory


class KpiCases(AtDesk):
    @one_step
    def add(
        self,
        name: str,
        *,
        target: entry.TargetValue = None,
        watch: entry.TargetValue = None,
        **fields: object,
    ) -> Kpi:
        """A new KPI; nothing but the name is needed.

        `fields` are those of its sheet (model/facts/kpi.py). A target given here is valid since ever.
        """
        kpis = self._desk.all(Kpi)
        clean_name = take(KPI["name"], name)
        fields.setdefault("key", entry.key_of(clean_name, (kpi.key for kpi in kpis)))
        empty = Kpi(new_id(self._desk.clock()), "", clean_name, position=self._desk.next_position(Kpi))
        kpi = with_fields(self._desk, empty, fields)
        if kpi.next_review is None:
            kpi = replace(kpi, next_review=next_review(kpi, self._desk.today()))
        bounds = entry.bounds(kpi.direction, target, watch)
        if kpi.of_events and bounds != NOTHING:
            raise CountsEvents(kpi.name)
        rows = [] if bounds == NOTHING else [Target(new_id(self._desk.clock()), kpi.id, None, *bounds)]
        return self._desk.save(log.added_kpi(kpi), kpi, *rows)

    @one_step
    def edit(self, kpi: str | Kpi, **changes: object) -> Kpi:
        """Changes the given fields; `target` and `watch` make a new version from today on."""
        old = self._desk.find(Kpi, kpi)
        target = changes.pop("target", UNSET)
        watch = changes.pop("watch", UNSET)
        new = with_fields(self._desk, old, changes)
        versions = edited_target(self._desk, old, new, target, watch)
        again = asked_again(self._desk, new, versions[0] if versions else None)
        rows: list[Row] = [*versions]
        if (new.limits_by, new.screen_ranges) != (old.limits_by, old.screen_ranges):
            rows += [one.unlocked() for one in baselines_of(self._desk, old)[-1:] if one.n is not None]
        return self._desk.save(log.edited_kpi(new), again[0] if again else new, *rows)

    @one_step
    def retire(self, kpi: str | Kpi, reason: str, epitaph: str = "") -> Kpi:
        """Takes a KPI off the board; its history stays and it can be restored. `epitaph`: what it taught."""
        old = self._desk.find(Kpi, kpi)
        if old.state is KpiState.RETIRED:
            raise Refused(f"{old.name} is retired already.", "Restore it first to change it.")
        why = entry.reason(reason)
        return self._desk.save(log.retired_kpi(old), retired(self._desk, old, why, epitaph))

    @one_step
    def restore(self, kpi: str | Kpi) -> Kpi:
        """Puts a retired KPI or a draft back onto the board; returns it. Raises Refused for one that is there."""
        old = self._desk.find(Kpi, kpi)
        if old.state is KpiState.ACTIVE:
            raise Refused(f"{old.name} is on the board already.", "There is nothing to restore.")
        return self._desk.save(
            log.restored_kpi(old),
            replace(
                old,
                state=KpiState.ACTIVE,
                retired_reason="",
                retired_on=None,
                epitaph="",
                next_review=next_review(old, self._desk.today()),
            ),
        )

    @one_step
    def move(self, kpi: str | Kpi, by: int) -> Kpi:
        """Moves an active KPI up (negative) or down by so many places; only its own position changes."""
        old = self._desk.find(Kpi, kpi)
        others = [one for one in self._desk.all(Kpi) if one.state is KpiState.ACTIVE and one.id != old.id]
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
        return self._desk.save(log.moved_kpi(old), replace(old, position=position))

    @one_step
    def guard(self, kpi: str | Kpi, guard: str | Kpi, reason: str = "") -> Guard:
        """A counter-metric: while `guard` is red, a green `kpi` is suspect."""
        guarded, guarding = self._desk.find(Kpi, kpi), self._desk.find(Kpi, guard)
        if guarded.id == guarding.id:
            raise InvalidInput(
                "A KPI cannot guard itself.", "Choose the KPI that shows what it may hide.", field="guard"
            )
        why = take(GUARD["reason"], reason)
        present = next((one for one in self.guards(guarded) if one.guard_id == guarding.id), None)
        row = present or Guard(new_id(self._desk.clock()), guarded.id, guarding.id)
        return self._desk.save(log.guarded(guarded, guarding), replace(row, reason=why))

    @one_step
    def unguard(self, kpi: str | Kpi, guard: str | Kpi) -> Guard:
        """Takes a counter-metric away; returns what it was. Raises NotFound where there is none."""
        guarded, guarding = self._desk.find(Kpi, kpi), self._desk.find(Kpi, guard)
        row = next((one for one in self.guards(guarded) if one.guard_id == guarding.id), None)
        if row is None:
            raise NotFound(f"{guarding.name} does not guard {guarded.name}.", "Nothing was removed.")
        return self._desk.remove(log.guards_no_more(guarded, guarding), row)

    def guards(self, kpi: str | Kpi) -> list[Guard]:
        """The counter-metrics of a KPI."""
        found = self._desk.find(Kpi, kpi)
        return [one for one in self._desk.all(Guard) if one.kpi_id == found.id]

    @one_step
    def consult(self, kpi: str | Kpi, people: Iterable[str | Person]) -> list[Consulted]:
        """Who was asked about a KPI; takes the place of those who were named before."""
        found = self._desk.find(Kpi, kpi)
        wanted = list(dict.fromkeys(self._desk.find_person(person).id for person in people))
        present = {one.person_id: one for one in self._desk.all(Consulted) if one.kpi_id == found.id}
        rows = [present.get(one) or Consulted(new_id(self._desk.clock()), found.id, one) for one in wanted]
        gone = [row for person_id, row in present.items() if person_id not in wanted]
        self._desk.change(log.consulted(found), put=rows, remove=gone)
        return rows

    def consulted(self, kpi: str | Kpi) -> tuple[Person, ...]:
        """Who was asked about a KPI."""
        return consulted_on(self._desk, self.find(kpi))

    def story(self, kpi: str | Kpi) -> KpiStory:
        """Everything about one KPI, whether it is on the board or not."""
        from kpiboard.cases.telling import tell  # late: neither a first frame nor most shell commands need it

        with collector_off():  # a history of hours is a million values
            return tell(self._desk, self.find(kpi))

    def reach(self, kpi: str | Kpi, low: float | None, high: float | None) -> Capability:
        """What the present process can do about a target that somebody types: as `KpiStory.reach`, and sooner."""
        from kpiboard.cases.process import look  # late: few commands need the process limits
        from kpiboard.views.kpi import reach_of

        found, now = self.find(kpi), self._desk.now()
        readings = readings_of(self._desk, found, now, 1 + LEAD if found.rollup is Rollup.NONE else None)
        points, chart = look(self._desk, found, (), baselines_of(self._desk, found), now, 1, readings)
        return reach_of(found, points, chart, low, high)

    def find(self, name: str | Kpi) -> Kpi:
        """By its id, key, name, or how one of these begins. Raises NotFound."""
        return self._desk.find(Kpi, name)

    def all(self) -> tuple[Kpi, ...]:
        """Those on the board, drafts and retired ones, in board order."""
        return self._desk.all(Kpi)
