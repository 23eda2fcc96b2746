"""What the KPIs of the demo board have measured, told from the last ended period backwards.

The latest readings are written down, what lies before them follows from fixed seeds, so that the same period back from
now always has the same value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from kpiboard.basics.ids import reading_id
from kpiboard.model import Cadence, Kpi, KpiState, Reading, ReadingKind, Rollup, share_value
from kpiboard.rules.calendar import Period, WorkCalendar, is_off, latest_due, previous
from kpiboard.rules.periods import ONE_DAY
from kpiboard.rules.trust import cut_off
from kpiboard.starting.demo import trust

DAYS = 182  # half a year
_MONTHS = 365  # days of what is read once a month

_OFF_CUTS = 20  # working days since off-cut film is used again
_RETIRED = 11  # weeks since overtime is not read any more
_NIGHT = "S3"
_SEEDS = {"yield": 25, "otd": 3, "scrap": 3}  # noise without a false alarm in half a year

# The latest readings, newest first; None was missing.
_LATEST: dict[str, tuple[float | None, ...]] = {
    "near": (12, 9, 11, 8, 7, 6, 8, 5, 7, 6, 4, 6, 5),
    "complaints": (3, 1, 2, 1, 3, 0, 3, 1, 2, 1, 1, 4, 2, 1, 0, 3, 1, 2, 3, 0, 1, 3, 1, 0, 2, 1, 1),
    "overtime": (6.5, 7, 5.5, 8.5, 6, 6.5, 4.5, 7.5, 9, 6.5, 7, 8, 5.5, 7.5, 6, 7, 8.5, 6.5, 5, 7.5),
    "otd": (93.1, 93.8, 94.4),
    # Three weeks old: it rises with every delivery and falls until the next.
    "stock": (3.2, 2.4, 3.3, 3.9, 2.6, 3.4, None, 2.3, 3.0, 3.8, 2.5, 3.3, 2.2),
    "scrap": (412,),
}
_LATEST_SHIFTS = (97.8, 97.6, 98, 97.7, 97.7)
_YOUNG = ("stock",)  # there is nothing before its latest readings
_ODD = {("otd", 31): 88.4, ("scrap", 34): 541}  # days that were not like the others


def workday(calendar: WorkCalendar, day: date, steps: int) -> date:
    """The working day `steps` after `day`, or before it when negative; with 0 the last one up to it."""
    while not calendar.works(day) and steps <= 0:
        day -= ONE_DAY
    for _ in range(abs(steps)):
        day += ONE_DAY if steps > 0 else -ONE_DAY
        while not calendar.works(day):
            day += ONE_DAY if steps > 0 else -ONE_DAY
    return day


def huddle_at(calendar: WorkCalendar, day: date) -> datetime:
    """When the team meets on a working day: shortly before the early shift ends."""
    return datetime.combine(day, time(13, 50), calendar.zone).astimezone(UTC)


def worked_periods(calendar: WorkCalendar, kpi: Kpi, now: datetime, last: date) -> Iterator[Period]:
    """The periods of a KPI that the board looks back on, newest first, without days off; `last` is the last due day."""
    first = last - timedelta(days=_MONTHS if kpi.cadence is Cadence.MONTH else DAYS)
    period = latest_due(calendar, kpi.cadence, now)
    while period.day > first:
        if not is_off(calendar, period):
            yield period
        period = previous(calendar, period)


class Series:
    """The readings of one KPI; `kpi_id` is the id that it has on the board."""

    def __init__(self, kpi: Kpi, kpi_id: str, calendar: WorkCalendar, last: date) -> None:
        self._kpi, self._id, self._calendar, self._last = kpi, kpi_id, calendar, last
        chance = Random(f"line {_SEEDS.get(kpi.key, 4)}/{kpi.key}")
        self._noise = [sum(chance.random() for _ in range(12)) - 6 for _ in range(3 * DAYS + 6)]

    def readings(self, periods: list[Period]) -> Iterator[Reading]:
        """One for each of the worked periods, newest first."""
        made = self._kpi.rollup is not Rollup.NONE or self._kpi.counts_events
        if made or (self._kpi.state is KpiState.DRAFT and self._kpi.key not in _YOUNG):  # one that is tried is read
            return
        begun = _RETIRED if self._kpi.key == "overtime" else 0
        if self._kpi.cadence is Cadence.SHIFT:  # counted from the last shift of the last day, as the days are
            begun = -sum(period.day > self._last for period in periods)
        for ago, period in enumerate(periods[max(begun, 0) :], min(begun, 0)):
            if self._kpi.key not in _YOUNG or ago < len(_LATEST[self._kpi.key]):
                yield self._marked(self._reading(period, ago), period, ago)

    def _reading(self, period: Period, ago: int) -> Reading:
        empty = Reading(reading_id(self._id, period.key), self._id, period.key)
        if self._kpi.share:
            right, started = self._packs(ago, night=period.key.endswith(_NIGHT))
            value = share_value(right, started, self._kpi.unit)
            return replace(empty, value=value, numerator=right, denominator=started, code=self._code(ago, value))
        found = self._value(ago)
        return replace(empty, kind=ReadingKind.MISSING) if found is None else replace(empty, value=float(found))

    def _value(self, ago: int) -> float | None:
        latest = _LATEST[self._kpi.key]
        if ago < len(latest):
            return latest[ago]
        if odd := _ODD.get((self._kpi.key, ago)):
            return odd
        noise = self._noise[ago]
        if self._kpi.key == "otd":
            return round(96.6 + 0.5 * noise, 1)
        return round(463 + 17 * noise) if ago > _OFF_CUTS else round(409 + 8 * noise)

    def _packs(self, ago: int, *, night: bool) -> tuple[float, float]:
        """Packs right the first time, and packs started, in one shift: nights start fewer, and lose a few more."""
        started = (760 if night else 1210) + round(22 * self._noise[-ago])
        usual = (97.6 if night else 97.9) + 0.3 * self._noise[ago]
        share = _LATEST_SHIFTS[max(ago, 0)] if ago < len(_LATEST_SHIFTS) else usual
        return float(round(started * share / 100)), float(started)

    def _code(self, ago: int, value: float) -> str:
        """Why a shift lost packs; asked for whenever fewer than 97.5 % were right."""
        reasons = trust.REASONS if ago > 3 * trust.SENSOR_SPARE else trust.REASONS_SINCE
        codes = [code for code, often in reasons for _ in range(often)]
        return Random(f"{self._kpi.key}/{ago}").choice(codes) if value < 97.5 else ""

    def _marked(self, reading: Reading, period: Period, ago: int) -> Reading:
        """With what was noted, corrected, entered late or left out."""
        mark = trust.MARKS.get((self._kpi.key, ago))
        if mark is None:
            return reading
        corrected_at = None
        if mark.typed is not None:  # the same evening, or some mornings later
            noticed = workday(self._calendar, period.day, mark.typed_days)
            corrected_at = self._calendar.moment(noticed, time(10) if mark.typed_days else time(18))
        return replace(
            reading,
            note=mark.note,
            code=mark.code or reading.code,
            excluded=mark.excluded,
            corrected_from=mark.typed,
            corrected_at=corrected_at.astimezone(UTC) if corrected_at else None,
            late_at=(cut_off(self._calendar, period) + timedelta(hours=2)).astimezone(UTC) if mark.late else None,
            reason=mark.reason,
            reason_at=huddle_at(self._calendar, workday(self._calendar, period.day, 1)) if mark.reason else None,
            passed_by=mark.passed_by,
        )
