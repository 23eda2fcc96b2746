"""The demo board: a packaging line with 90 days behind it, the same picture on whatever day it is built.

Everything is told from the last ended period backwards, so the board is alive today. Ids are derived and the noise
comes from fixed seeds: the same moment always gives the same board. `sample_board.toml` is the board of `ANCHOR`.

The story: days without accident grow since a cut finger; scrap cost fell when off-cut film was used again (a shift in
the process) and is on watch; customer complaints are off target within their normal variation, with an action on them;
on-time delivery is off target for three days since dock 2 closed (a signal), and nobody is on it yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from kpiboard import demo_measures as measures
from kpiboard import demo_work as work
from kpiboard.ids import reading_id
from kpiboard.model import (
    REFERENCES,
    Action,
    BoardInfo,
    Cadence,
    Feedback,
    Kpi,
    Note,
    Reading,
    ReadingKind,
    Row,
    Target,
    share_scale,
)
from kpiboard.rules.calendar import Period, WorkCalendar, is_off, latest_due, previous, production_day
from kpiboard.rules.inbox import is_open

TIMEZONE = "Europe/Berlin"
ANCHOR = datetime(2026, 11, 21, 14, 32, tzinfo=ZoneInfo(TIMEZONE))
DAYS = 90  # of history

_IDS = UUID("0f6c1a43-93c6-4b5e-8d0e-4c494e452034")
_DAY = timedelta(days=1)
_ACCIDENT, _ACCIDENT_BEFORE = 42, 160  # days before the last working day
_OFF_CUTS = 20  # working days since off-cut film is used again
_NOT_COUNTED = ("stock", 17)  # the one missing day

# The latest readings, newest first; what lies before them follows from seeds.
_ON_TIME = (93.1, 93.8, 94.4)
_COMPLAINTS = (3, 1, 2, 1, 3, 0, 2, 1, 2, 1, 1, 3, 2, 1, 0)
_NEAR_MISSES = (12, 9, 11, 8)
_OVERTIME = (6.5, 7.0, 5.5, 8.5, 6.0, 6.5, 4.5, 7.5, 9.0, 6.5, 7.0, 8.0, 5.5, 7.5, 6.0)

R = TypeVar("R", bound=Row)


def build(now: datetime, *, timezone: str = TIMEZONE) -> tuple[BoardInfo, list[Row]]:
    """The board as it stands at `now` (aware), in a plant in `timezone` (an IANA name)."""
    info = _identified(replace(measures.INFO, timezone=timezone))
    calendar = WorkCalendar.of(info, measures.SHIFTS)
    now = calendar.local(now)
    last = latest_due(calendar, Cadence.DAY, now).day
    rows: list[Row] = [*measures.CATEGORIES, *measures.SHIFTS, *measures.PEOPLE, *measures.GOALS, *measures.KPIS]
    rows += [_dated_target(target, weeks, last) for target, weeks in measures.TARGETS]
    rows += _dated_actions(calendar, production_day(calendar, now))
    rows += work.WHYS
    rows += _dated_notes(calendar, production_day(calendar, now))
    rows += [_dated_feedback(feedback, hours, wait, now) for feedback, hours, wait in work.FEEDBACK]
    readings = [reading for kpi in measures.KPIS for reading in _readings(calendar, kpi, now, last)]
    return info, [*(_identified(row) for row in rows), *readings]


def _id(table: str, word: str) -> str:
    return str(uuid5(_IDS, f"{table}/{word}"))


def _identified(row: R) -> R:
    """`row` with ids for its own short word and for those that it refers to."""
    words = {"id": row.table} | {column: to for (table, column), to in REFERENCES.items() if table == row.table}
    ids: dict[str, Any] = {
        column: _id(table, word) for column, table in words.items() if (word := getattr(row, column))
    }
    return replace(row, **ids)


def _workday(calendar: WorkCalendar, day: date, steps: int) -> date:
    """The working day `steps` after `day`, or before it when negative; with 0 the last one up to it."""
    while not calendar.works(day) and steps <= 0:
        day -= _DAY
    for _ in range(abs(steps)):
        day += _DAY if steps > 0 else -_DAY
        while not calendar.works(day):
            day += _DAY if steps > 0 else -_DAY
    return day


def _dated_target(target: Target, weeks: int | None, last: date) -> Target:
    """From a Monday on, so that a new target begins with a week."""
    monday = last - last.weekday() * _DAY
    return target if weeks is None else replace(target, valid_from=monday - timedelta(weeks=weeks))


def _dated_actions(calendar: WorkCalendar, today: date) -> Iterator[Action]:
    for action, opened, due, ended in work.ACTIONS:
        yield replace(
            action,
            opened_on=_workday(calendar, today, opened),
            due=today + due * _DAY if due < 0 and ended is None else _workday(calendar, today, due),
            ended_on=None if ended is None else _workday(calendar, today, ended),
        )


def _dated_notes(calendar: WorkCalendar, today: date) -> Iterator[Note]:
    """Said at the huddle, shortly before the shifts change."""
    for place, (action, ago, by, text) in enumerate(work.NOTES):
        huddle = datetime.combine(_workday(calendar, today, -ago), time(13, 50), calendar.zone)
        yield Note(f"{action}.{place}", action, huddle.astimezone(UTC), by, text)


def _dated_feedback(feedback: Feedback, hours: int, wait: int, now: datetime) -> Feedback:
    said = now.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(hours=hours)
    heard = said + timedelta(hours=wait) if wait else None
    said_on = now.date() - hours // 24 * _DAY if feedback.anonymous else said.astimezone(now.tzinfo).date()
    return replace(
        feedback,
        said_on=said_on,
        said_at=None if feedback.anonymous else said,
        acknowledged_at=heard,
        replied_at=None if is_open(feedback) else heard,
    )


def _readings(calendar: WorkCalendar, kpi: Kpi, now: datetime, last: date) -> Iterator[Reading]:
    """The readings of one KPI over the last 90 days, newest first; days off have none."""
    notes = {ago: note for key, ago, note in measures.READING_NOTES if key == kpi.key}
    series = _Series(kpi, last)
    period, ago = latest_due(calendar, kpi.cadence, now), 0
    while period.day > last - DAYS * _DAY:
        if not is_off(calendar, period):
            yield series.reading(period, ago, notes.get(ago, ""))
            ago += 1
        period = previous(calendar, period)


class _Series:
    """What one KPI has measured, counted in periods back from its latest one."""

    def __init__(self, kpi: Kpi, last: date) -> None:
        self._kpi, self._last = kpi, last
        self._id = _id(Kpi.table, kpi.id)
        chance = Random(kpi.key)
        self._noise = [sum(chance.random() for _ in range(12)) - 6 for _ in range(3 * DAYS + 6)]

    def reading(self, period: Period, ago: int, note: str) -> Reading:
        empty = Reading(reading_id(self._id, period.key), self._id, period.key, note=note)
        if (self._kpi.key, ago) == _NOT_COUNTED:
            return replace(empty, kind=ReadingKind.MISSING)
        if self._kpi.share:
            right, started = self._packs(ago)
            value = share_scale(self._kpi.unit) * right / started
            return replace(empty, value=value, numerator=right, denominator=started)
        if self._kpi.key == "overtime" and ago == 2:
            return replace(empty, value=_OVERTIME[ago], corrected_from=55.0)
        if self._kpi.key == "safe" and self._days_safe(period.day) == 0:
            return replace(empty, value=0.0, note="finger cut at the film cutter; guard was off")
        return replace(empty, value=float(self._value(ago, period.day)))

    def _value(self, ago: int, day: date) -> float:
        noise = self._noise[ago]
        match self._kpi.key:
            case "safe":
                return self._days_safe(day)
            case "near":
                return _NEAR_MISSES[ago]
            case "complaints":
                return _COMPLAINTS[ago]
            case "overtime":
                return _OVERTIME[ago]
            case "otd":
                return _ON_TIME[ago] if ago < len(_ON_TIME) else round(96.6 + 0.5 * noise, 1)
            case "stock":
                return 3.2 if ago == 0 else round(3.0 + 0.5 * noise, 1)
            case _:
                before = ago > _OFF_CUTS
                return 412 if ago == 0 else round(463 + 17 * noise) if before else round(408 + 13 * noise)

    def _days_safe(self, day: date) -> int:
        days = (day - self._last).days + _ACCIDENT
        return days if days >= 0 else days + _ACCIDENT_BEFORE - _ACCIDENT

    def _packs(self, ago: int) -> tuple[float, float]:
        """Packs right the first time, and packs started, in one shift."""
        started = 1212 if ago == 0 else 1210 + round(22 * self._noise[-ago])
        share = 97.78 if ago == 0 else 97.75 + 0.3 * self._noise[ago]
        return float(round(started * share / 100)), float(started)


def sample_toml() -> str:
    """The demo board of the fixed moment, as `sample_board.toml` holds it."""
    from kpiboard.exchange.board_toml import export
    from kpiboard.exchange.rows import BoardRows

    info, rows = build(ANCHOR)
    return "".join(export(BoardRows.of([info, *rows])))


if __name__ == "__main__":  # python -m kpiboard.demo > sample_board.toml
    print(sample_toml(), end="")  # noqa: T201
