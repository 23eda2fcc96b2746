"""Use cases of the numbers: record, correct, look before saving, explain a red."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import reading_id
from kpiboard.cases.kpis import KpiCases
from kpiboard.cases.points import proposed_period
from kpiboard.model import Baseline, Kpi, KpiState, Reading, ReadingKind, Rollup, Target, share_scale
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import Period, WorkCalendar, parse_moment
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.targets import target_on
from kpiboard.rules.trust import is_late
from kpiboard.words.plain import number, short_number, with_unit


@frozen
class Preview:
    """What recording would do: the reading it would store, the one it corrects, and the status it gets.

    `unusual`: outside the process limits, so that it is worth a second look before it is saved.
    """

    kpi: Kpi
    period: Period
    target: Target | None
    reading: Reading
    status: Status
    old: Reading | None
    unusual: bool = False


class Measured(NamedTuple):
    """What was typed for one period, as it is stored."""

    kind: ReadingKind
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class ReadingCases(KpiCases):
    def due_period(self, kpi: str | Kpi) -> Period:
        """The period that Record proposes."""
        found = self.find_kpi(kpi)
        newest = self.store.readings(found.id, found.cadence, limit=1)
        return proposed_period(found, newest, self.calendar(), self._clock())

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
        code: str | None = None,
        kind: ReadingKind = ReadingKind.ACTUAL,
    ) -> Preview:
        """What `record` with the same arguments would store, and the status it would get."""
        found = self.find_kpi(kpi)
        calendar = self.calendar()
        when = self._period(found, period, calendar)
        old = self.store.reading(found.id, when.key)
        start = old or Reading(reading_id(found.id, when.key), found.id, when.key)
        typed = self._measured(found, value, numerator, denominator, kind)
        _check_valid(found, typed.value)
        reading = replace(
            start,
            kind=typed.kind,
            value=typed.value,
            numerator=typed.numerator,
            denominator=typed.denominator,
        )
        now = self._clock()
        if old is None and is_late(calendar, when, now):
            reading = replace(reading, late_at=now)
        if old and old.value is not None and reading.value != old.value:
            reading = replace(reading, corrected_from=old.value, corrected_at=now)
        if note is not None:
            reading = replace(reading, note=entry.text(note, "note", limit=entry.TEXT_LIMIT, required=False))
        if reason is not None:
            why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT, required=False)
            reading = _explained(reading, why, now)
        if code is not None:
            reading = replace(reading, code=entry.text(code, "reason code", required=False))
        target = target_on(self.targets(found), when.day)
        unusual = self._is_unusual(found, reading, calendar) if old is None or old.value != reading.value else False
        return Preview(found, when, target, reading, status_of(reading, target), old, unusual)

    def _is_unusual(self, kpi: Kpi, reading: Reading, calendar: WorkCalendar) -> bool:
        from kpiboard.cases.process import is_unusual

        baselines = [one for one in self.store.all(Baseline) if one.kpi_id == kpi.id]
        return is_unusual(self.store, kpi, reading, baselines, calendar, self._clock())

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
        code: str | None = None,
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
                code=code,
                kind=kind,
            )
        )

    def save_reading(self, seen: Preview) -> Reading:
        """Stores what a preview showed."""
        kpi = seen.kpi
        if kpi.state is KpiState.RETIRED:
            raise Refused(f"{kpi.name} is retired.", "Restore it to record readings again.")
        if kpi.rollup is not Rollup.NONE:
            raise Refused(f"{kpi.name} is made from the KPIs below it.", "Record those, or set its rollup to none.")
        value = seen.reading.value
        figure = seen.reading.kind.value if value is None else number(value, kpi.decimals)
        verb = "Correct" if seen.old else "Record"
        return self._save(f"{verb} {kpi.name} {figure} for {seen.period.key}", seen.reading)

    def explain_red(self, kpi: str | Kpi, reason: str, period: str | None = None, code: str | None = None) -> Reading:
        """Records why a red period needs no action of its own; the latest reading unless a period is given.

        `code` is a short reason code, which is counted (Pareto).
        """
        found = self.find_kpi(kpi)
        if period is not None:
            reading = self.store.reading(found.id, self._period(found, period, self.calendar()).key)
        else:
            reading = next(iter(self.store.readings(found.id, found.cadence, limit=1)), None)
        if reading is None:
            raise NotFound(f"{found.name} has no reading for that period.", "Record the number first.")
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT)
        explained = _explained(reading, why, self._clock())
        if code is not None:
            explained = replace(explained, code=entry.text(code, "reason code", required=False))
        return self._save(f"Give a reason for {found.name} {reading.period}", explained)

    def remove_reading(self, kpi: str | Kpi, period: str) -> Reading:
        found = self.find_kpi(kpi)
        key = self._period(found, period, self.calendar()).key
        reading = self.store.reading(found.id, key)
        if reading is None:
            raise NotFound(f"{found.name} has no reading for {key}.", "Nothing was removed.")
        with self._writing(f"Remove the reading of {found.name} for {key}") as writer:
            writer.remove(reading)
        return reading

    def reading_for(self, kpi: str | Kpi, period: str) -> Reading | None:
        """The stored reading of a period; None when there is none."""
        found = self.find_kpi(kpi)
        return self.store.reading(found.id, self._period(found, period, self.calendar()).key)

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


def _explained(reading: Reading, reason: str, now: datetime) -> Reading:
    """A reason answers a red, so the moment counts; one that is only put better keeps its moment."""
    first = reading.reason_at if reading.reason else now.astimezone(UTC)
    return replace(reading, reason=reason, reason_at=first if reason else None)


def _check_valid(kpi: Kpi, value: float | None) -> None:
    """Raises InvalidInput for a value that cannot be, by what the KPI's sheet says."""
    if value is None:
        return
    for bound, side, out in (
        (kpi.valid_min, "below", kpi.valid_min is not None and value < kpi.valid_min),
        (kpi.valid_max, "above", kpi.valid_max is not None and value > kpi.valid_max),
    ):
        if out and bound is not None:
            limit = with_unit(short_number(bound), kpi.unit)
            raise InvalidInput(
                f"{kpi.name} is never {side} {limit}.", "Type it again, or change the KPI's valid range.", field="value"
            )
