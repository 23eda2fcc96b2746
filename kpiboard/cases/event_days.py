"""The days of a KPI that counts events: each has its number of days since the last one, though nobody types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from kpiboard.basics.ids import reading_id
from kpiboard.cases.desk import Desk
from kpiboard.model import Cadence, Event, Kpi, Reading, Row
from kpiboard.model.event import NO_EVENT
from kpiboard.rules.calendar import Period, WorkCalendar, parse_period, production_day
from kpiboard.rules.status import Status
from kpiboard.rules.trend import days_since
from kpiboard.views.board import Point


def events_of(desk: Desk, kpi: Kpi) -> list[Event]:
    """Oldest first, without those that another program dated into the future."""
    today = desk.today()
    return [one for one in desk.all(Event) if one.kpi_id == kpi.id and one.day <= today]


def counted_from(kpi: Kpi, events: Sequence[Event], today: date) -> date:
    """The first day that is known of."""
    return min([kpi.counted_from or today, *(one.day for one in events[:1])])


def day_readings(desk: Desk, kpi: Kpi, now: datetime, limit: int | None = None) -> list[Reading]:
    """Newest first, from today back to the first day that is known of; days off only where something happened."""
    calendar, events = desk.calendar().read_on(kpi.weekdays), events_of(desk, kpi)
    today = day = production_day(calendar, now)
    on = {day: tuple(found) for day, found in groupby(events, key=attrgetter("day"))}
    days, first = sorted(on), counted_from(kpi, events, today)
    found: list[Reading] = []
    while day >= first and (limit is None or len(found) < limit):
        if day == today or day in on or calendar.works(day):
            found.append(reading_on(kpi, day, float(days_since(days, day, first)), on.get(day, ())))
        day -= timedelta(1)
    return found


def reading_on(kpi: Kpi, day: date, value: float, events: Sequence[Event]) -> Reading:
    """Of several events on one day all have to be answered; the log of the day is that of the first."""
    key = day.isoformat()
    if not events:
        return Reading(reading_id(kpi.id, key), kpi.id, key, value)
    answered = all(one.reason for one in events)
    return Reading(
        events[0].id,
        kpi.id,
        key,
        value,
        note="; ".join(one.what for one in events if one.what),
        reason="; ".join(dict.fromkeys(one.reason for one in events)) if answered else "",
        code=next((one.code for one in events if one.code), ""),
        passed_by=next((one.passed_by for one in events if one.passed_by), ""),
        reason_at=max((one.reason_at for one in events if one.reason_at), default=None) if answered else None,
        late_at=max((one.late_at for one in events if one.late_at), default=None),
    )


def event_points(desk: Desk, kpi: Kpi) -> list[Point]:
    """The days on which something happened, oldest first; each is off target."""
    calendar, days = desk.calendar(), groupby(events_of(desk, kpi), key=attrgetter("day"))
    read = ((period_on(calendar, day), reading_on(kpi, day, 0.0, tuple(found))) for day, found in days)
    return [Point(period, Status.OFF_TARGET, reading, NO_EVENT) for period, reading in read]


def explained_readings(desk: Desk) -> list[Reading]:
    """Those with a reason; of KPIs that count events their days, and not the readings from before."""
    counting = {kpi.id: kpi for kpi in desk.all(Kpi) if kpi.of_events}
    stored = [one for one in desk.store.explained_readings() if one.kpi_id not in counting]
    days = (point.reading for kpi in counting.values() for point in event_points(desk, kpi))
    return [*stored, *(one for one in days if one and one.reason)]


def rows_of(desk: Desk, kpi: Kpi, day: Reading) -> list[Row]:
    """What is to be stored when something is said about a day: of a KPI that counts events each event of it."""
    if not kpi.of_events:
        return [day]
    told = {"reason": day.reason, "reason_at": day.reason_at, "passed_by": day.passed_by, "code": day.code}
    return [replace(one, **told) for one in events_of(desk, kpi) if one.day.isoformat() == day.period]  # type: ignore[arg-type]  # the same in both


def period_on(calendar: WorkCalendar, day: date) -> Period:
    return parse_period(calendar, Cadence.DAY, day.isoformat())
