"""Use cases of the process limits: begin a new baseline, take it back, leave a point out."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import NotFound, NoValue, Refused
from kpiboard.basics.ids import baseline_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.event_days import events_of
from kpiboard.cases.locks import changed_since, present_baseline, rests_on, store_locks
from kpiboard.cases.of_kpi import baselines_of
from kpiboard.cases.periods import typed_period
from kpiboard.model import Baseline, Kpi, Reading
from kpiboard.model.facts.reading import BASELINE
from kpiboard.words import log


class LimitCases(AtDesk):
    @one_step
    def rebase(self, kpi: str | Kpi, period: str, reason: str, lock_at: int | str | None = None) -> Baseline:
        """From `period` on the limits are computed anew; the earlier ones stay drawn. A reason is needed."""
        found = self._desk.find(Kpi, kpi)
        start = typed_period(self._desk, found, period).key
        read = self._desk.store.reading(found.id, start) is not None
        if found.of_events:
            read = any(one.day.isoformat() == start for one in events_of(self._desk, found))
        if not read:
            raise NotFound(f"{found.name} has no reading for {start}.", "Begin at a period with a reading.")
        made = self._baseline(found, start, reason, lock_at)
        what = log.rebased(found, start)
        return self._desk.save(what, made, *(one for one in self._freed(found, start) if one.id != made.id))

    @one_step
    def lock(self, kpi: str | Kpi, lock_at: int, reason: str) -> Baseline:
        """Locks the limits of the present baseline after so many points (6 to 20)."""
        found = self._desk.find(Kpi, kpi)
        start = present_baseline(self._desk, found).start
        return self._desk.save(log.locked_limits(found, lock_at), self._baseline(found, start, reason, lock_at))

    @one_step
    def reckon_anew(self, kpi: str | Kpi) -> Baseline:
        """Locks the limits of the present baseline anew, from the numbers of now. Raises Refused while none are."""
        found = self._desk.find(Kpi, kpi)
        baseline = present_baseline(self._desk, found)
        if baseline.n is None:
            raise Refused(f"The limits of {found.name} are not locked.", "They follow every number until they are.")
        return self._desk.save(log.reckoned_anew(found), baseline.unlocked())

    def changed_since(self, kpi: str | Kpi) -> bool:
        """Whether the present locked limits rest on numbers that were changed since."""
        return changed_since(self._desk, self._desk.find(Kpi, kpi))

    @one_step
    def remove_baseline(self, kpi: str | Kpi, period: str) -> Baseline:
        """Takes back that a baseline begins at a period; returns it. Raises NotFound."""
        found = self._desk.find(Kpi, kpi)
        row = next((one for one in baselines_of(self._desk, found) if one.start == period), None)
        if row is None:
            raise NotFound(f"No baseline of {found.name} begins at {period!r}.", "Nothing was removed.")
        return self._desk.remove(log.removed_baseline(found, period), row)

    def baselines(self, kpi: str | Kpi) -> list[Baseline]:
        """By the start of their first period."""
        return baselines_of(self._desk, self._desk.find(Kpi, kpi))

    @one_step
    def exclude(self, kpi: str | Kpi, period: str, reason: str) -> Reading:
        """Leaves a point out of the limits, because its special cause is known; a reason is needed."""
        return self._set_excluded(kpi, period, entry.reason(reason))

    @one_step
    def include(self, kpi: str | Kpi, period: str) -> Reading:
        """Takes a point that was left out back into the limits."""
        return self._set_excluded(kpi, period, "")

    def _set_excluded(self, kpi: str | Kpi, period: str, reason: str) -> Reading:
        found = self._desk.find(Kpi, kpi)
        key = typed_period(self._desk, found, period).key
        reading = self._desk.store.reading(found.id, key)
        if reading is None or reading.value is None:
            raise NoValue(found.name, key)
        what = log.left_out(found, key) if reason else log.taken_back(found, key)
        return self._desk.save(what, replace(reading, excluded=reason), *self._freed(found, reading.period))

    def _freed(self, kpi: Kpi, period: str) -> list[Baseline]:
        """The baselines that rest on a period, unlocked: it is the limits themselves that a person decides about."""
        store_locks(self._desk, [kpi])
        return [one.unlocked() for one in baselines_of(self._desk, kpi) if rests_on(self._desk, kpi, one, period)]

    def _baseline(self, kpi: Kpi, start: str, reason: str, lock_at: int | str | None) -> Baseline:
        present = next((one for one in baselines_of(self._desk, kpi) if one.start == start), None)
        return replace(
            (present or Baseline(baseline_id(kpi.id, start), kpi.id, start)).unlocked(),
            lock_at=take(BASELINE["lock_at"], lock_at),
            reason=entry.reason(reason),
            set_by=self._desk.who,
            set_on=self._desk.today(),
        )
