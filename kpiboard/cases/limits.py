"""Use cases of the process limits: begin a new baseline, take it back, leave a point out."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.basics.ids import new_id
from kpiboard.cases.readings import ReadingCases
from kpiboard.model import Baseline, Kpi, Reading

FEWEST, MOST = 6, 20  # points a person may lock limits after (domain.md 2.6.2)


class LimitCases(ReadingCases):
    def rebase(self, kpi: str | Kpi, period: str, reason: str, lock_at: int | None = None) -> Baseline:
        """From `period` on the limits are computed anew; the earlier ones stay drawn. A reason is needed."""
        found = self.find_kpi(kpi)
        start = self._period(found, period, self.calendar()).key
        if self.store.reading(found.id, start) is None:
            raise NotFound(f"{found.name} has no reading for {start}.", "Begin at a period with a reading.")
        return self._save(f"New baseline of {found.name} from {start}", self._baseline(found, start, reason, lock_at))

    def lock_limits(self, kpi: str | Kpi, lock_at: int, reason: str) -> Baseline:
        """Locks the limits of the present baseline after so many points (6 to 20)."""
        found = self.find_kpi(kpi)
        present = max((one.start for one in self.baselines(found)), default="")
        return self._save(
            f"Lock the limits of {found.name} after {lock_at}", self._baseline(found, present, reason, lock_at)
        )

    def remove_baseline(self, kpi: str | Kpi, period: str) -> Baseline:
        found = self.find_kpi(kpi)
        row = next((one for one in self.baselines(found) if one.start == period), None)
        if row is None:
            raise NotFound(f"No baseline of {found.name} begins at {period!r}.", "Nothing was removed.")
        with self._writing(f"Remove the baseline of {found.name} from {period}") as writer:
            writer.remove(row)
        return row

    def baselines(self, kpi: str | Kpi) -> list[Baseline]:
        """By the start of their first period."""
        found = self.find_kpi(kpi)
        return sorted(
            (one for one in self.store.all(Baseline) if one.kpi_id == found.id), key=lambda one: (one.start, one.id)
        )

    def exclude(self, kpi: str | Kpi, period: str, reason: str) -> Reading:
        """Leaves a point out of the limits, because its special cause is known; a reason is needed."""
        return self._set_excluded(kpi, period, entry.text(reason, "reason", limit=entry.TEXT_LIMIT))

    def include(self, kpi: str | Kpi, period: str) -> Reading:
        """Takes a point that was left out back into the limits."""
        return self._set_excluded(kpi, period, "")

    def _set_excluded(self, kpi: str | Kpi, period: str, reason: str) -> Reading:
        found = self.find_kpi(kpi)
        key = self._period(found, period, self.calendar()).key
        reading = self.store.reading(found.id, key)
        if reading is None or reading.value is None:
            raise NotFound(f"{found.name} has no value for {key}.", "Choose a period with a value.")
        verb = "Leave out" if reason else "Take back"
        return self._save(f"{verb} {found.name} {key} in the limits", replace(reading, excluded=reason))

    def _baseline(self, kpi: Kpi, start: str, reason: str, lock_at: int | None) -> Baseline:
        if lock_at is not None and not FEWEST <= lock_at <= MOST:
            raise InvalidInput(
                f"Limits are locked after {FEWEST} to {MOST} points.", f"{lock_at} is outside.", field="lock_at"
            )
        present = next((one for one in self.baselines(kpi) if one.start == start), None)
        return replace(
            present or Baseline(new_id(self._clock()), kpi.id, start),
            lock_at=lock_at,
            reason=entry.text(reason, "reason", limit=entry.TEXT_LIMIT),
            set_by=self.who,
            set_on=self.today(),
        )
