"""Use cases of the numbers: record, correct, look before saving, explain a red."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from kpiboard import entry
from kpiboard.cases.kpis import KpiCases
from kpiboard.errors import InvalidInput, NotFound, Refused
from kpiboard.ids import reading_id
from kpiboard.model import Kpi, KpiState, Reading, ReadingKind, Target, share_scale
from kpiboard.rules.calendar import Period, WorkCalendar, latest_due, parse_moment, parse_period, period_at
from kpiboard.rules.status import Status, status_of, target_on
from kpiboard.wording import number


@dataclass(frozen=True, slots=True)
class Preview:
    """What recording would do: the reading it would store, the one it corrects, and the status it gets."""

    kpi: Kpi
    period: Period
    target: Target | None
    reading: Reading
    status: Status
    old: Reading | None


class Measured(NamedTuple):
    """What was typed for one period, as it is stored."""

    kind: ReadingKind
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class ReadingCases(KpiCases):
    def due_period(self, kpi: str | Kpi) -> Period:
        """The period that Record proposes: the latest due one while it has no reading, else the running one."""
        found = self.find_kpi(kpi)
        newest = self.store.readings(found.id, found.cadence, limit=1)
        return self.proposed_period(found, newest, self.calendar())

    def proposed_period(self, kpi: Kpi, newest_first: list[Reading], calendar: WorkCalendar) -> Period:
        now = self._clock()
        due = latest_due(calendar, kpi.cadence, now)
        for reading in newest_first[:1]:
            if parse_period(calendar, kpi.cadence, reading.period).start >= due.start:
                return period_at(calendar, kpi.cadence, now)
        return due

    def preview(
        self,
        kpi: str | Kpi,
        value: float | str | None = None,
        *,
        numerator: float | str | None = None,
        denominator: float | str | None = None,
        period: str | None = None,
        note: str | None = None,
        reason: str | None = None,
        kind: ReadingKind = ReadingKind.ACTUAL,
    ) -> Preview:
        """What `record` with the same arguments would store, and the status it would get."""
        found = self.find_kpi(kpi)
        calendar = self.calendar()
        when = self._period(found, period, calendar)
        old = self.store.reading(found.id, when.key)
        start = old or Reading(reading_id(found.id, when.key), found.id, when.key)
        typed = self._measured(found, value, numerator, denominator, kind)
        reading = replace(
            start,
            kind=typed.kind,
            value=typed.value,
            numerator=typed.numerator,
            denominator=typed.denominator,
        )
        if old and old.value is not None and reading.value != old.value:
            reading = replace(reading, corrected_from=old.value)
        if note is not None:
            reading = replace(reading, note=entry.text(note, "note", limit=entry.TEXT_LIMIT, required=False))
        if reason is not None:
            reading = replace(reading, reason=entry.text(reason, "reason", limit=entry.TEXT_LIMIT, required=False))
        target = target_on(self.targets(found), when.day)
        return Preview(found, when, target, reading, status_of(reading, target), old)

    def record(
        self,
        kpi: str | Kpi,
        value: float | str | None = None,
        *,
        numerator: float | str | None = None,
        denominator: float | str | None = None,
        period: str | None = None,
        note: str | None = None,
        reason: str | None = None,
        kind: ReadingKind = ReadingKind.ACTUAL,
    ) -> Reading:
        """Stores one reading; the period is the due one unless given. A second one for a period corrects the first.

        `value` may be a number, or what people type: `97,5`, `931/1000`, `off`, `missing`.
        """
        return self.save_reading(
            self.preview(
                kpi,
                value,
                numerator=numerator,
                denominator=denominator,
                period=period,
                note=note,
                reason=reason,
                kind=kind,
            )
        )

    def save_reading(self, seen: Preview) -> Reading:
        """Stores what a preview showed."""
        if seen.kpi.state is KpiState.RETIRED:
            raise Refused(f"{seen.kpi.name} is retired.", "Restore it to record readings again.")
        value = seen.reading.value
        figure = seen.reading.kind.value if value is None else number(value, seen.kpi.decimals)
        verb = "Correct" if seen.old else "Record"
        return self._save(f"{verb} {seen.kpi.name} {figure} for {seen.period.key}", seen.reading)

    def explain_red(self, kpi: str | Kpi, reason: str, period: str | None = None) -> Reading:
        """Records why a red period needs no action of its own; the latest reading unless a period is given."""
        found = self.find_kpi(kpi)
        if period is not None:
            reading = self.store.reading(found.id, self._period(found, period, self.calendar()).key)
        else:
            reading = next(iter(self.store.readings(found.id, found.cadence, limit=1)), None)
        if reading is None:
            raise NotFound(f"{found.name} has no reading for that period.", "Record the number first.")
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT)
        return self._save(f"Give a reason for {found.name} {reading.period}", replace(reading, reason=why))

    def remove_reading(self, kpi: str | Kpi, period: str) -> Reading:
        found = self.find_kpi(kpi)
        key = self._period(found, period, self.calendar()).key
        reading = self.store.reading(found.id, key)
        if reading is None:
            raise NotFound(f"{found.name} has no reading for {key}.", "Nothing was removed.")
        with self._writing(f"Remove the reading of {found.name} for {key}") as writer:
            writer.remove(reading)
        return reading

    def _period(self, kpi: Kpi, typed: str | None, calendar: WorkCalendar) -> Period:
        if typed is None or not typed.strip():
            return self.due_period(kpi)
        now = self._clock()
        try:
            period = parse_moment(calendar, kpi.cadence, typed.strip(), now)
        except ValueError as wrong:
            raise InvalidInput(str(wrong), f"{kpi.name} is read by {kpi.cadence.value}.", field="period") from None
        if period.start > now:
            raise InvalidInput(f"{period.key} has not begun yet.", "Choose a period up to now.", field="period")
        return period

    @staticmethod
    def _measured(
        kpi: Kpi,
        value: float | str | None,
        numerator: float | str | None,
        denominator: float | str | None,
        kind: ReadingKind,
    ) -> Measured:
        if isinstance(value, str) and value.strip().lower() in ("off", "missing"):
            kind = ReadingKind(value.strip().lower())
        if kind is not ReadingKind.ACTUAL:
            return Measured(kind)
        if isinstance(value, str) and (pair := entry.share(value)):
            numerator, denominator = pair
        if numerator not in (None, "") or denominator not in (None, ""):
            for given, name in ((numerator, "numerator"), (denominator, "denominator")):
                if given is None or given == "":
                    raise InvalidInput(f"The {name} is missing.", "A share needs both numbers.", field=name)
            top, bottom = entry.number(numerator or 0, "numerator"), entry.number(denominator or 0, "denominator")
            if bottom <= 0:
                raise InvalidInput("The denominator must be above zero.", "Type how many in all.", field="denominator")
            return Measured(kind, share_scale(kpi.unit) * top / bottom, top, bottom)
        if value is None or value == "":
            raise InvalidInput("There is no number.", "Type a number such as 97.5.", field="value")
        if kpi.share:
            raise InvalidInput(f"{kpi.name} is a share.", "Type both numbers, such as 931/1000.", field="value")
        return Measured(kind, entry.number(value))
