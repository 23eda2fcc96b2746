"""Use cases of events: what happened is added with its day, put right, answered, taken away; a KPI begins to count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from itertools import count
from typing import Any

from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import event_id
from kpiboard.cases.cards import HISTORY, Cards
from kpiboard.cases.desk import AtDesk, Desk, one_step
from kpiboard.cases.event_days import events_of, reading_on
from kpiboard.cases.explaining import text_fault
from kpiboard.cases.of_kpi import targets_of
from kpiboard.cases.points import recent_points
from kpiboard.cases.takes import taken
from kpiboard.model import Cadence, Direction, Event, Kpi, Rollup, SignalRules
from kpiboard.model.facts.event import EVENT
from kpiboard.rules.by_hand import by_hand, counted_since, happened
from kpiboard.rules.calendar import parse_period
from kpiboard.rules.periods import first_day
from kpiboard.rules.reasons import WITHIN
from kpiboard.rules.trust import is_late
from kpiboard.views.board import Point
from kpiboard.words import log
from kpiboard.words.answers import fault_words
from kpiboard.words.event import TAKEN_OVER


class EventCases(AtDesk):
    @one_step
    def add(self, kpi: str | Kpi, what: str = "", **fields: object) -> Event:
        """Something happened; `fields` are day (today unless given), reason and code.

        Raises Refused for a KPI that does not count events.
        """
        found = self._counting(kpi)
        given = taken(self._desk, EVENT, {"what": what, **fields})
        day = given.pop("day", None) or self._desk.today()
        nth = self._free(found, day)
        event = _told(self._desk, found, Event(event_id(found.id, day, nth), found.id, day, nth), given)
        if is_late(self._desk.calendar(), parse_period(self._desk.calendar(), Cadence.DAY, f"{day}"), self._desk.now()):
            event = replace(event, late_at=self._desk.clock().astimezone(UTC))
        return self._desk.save(log.added_event(found, event), event)

    @one_step
    def edit(self, event: str | Event, **changes: object) -> Event:
        """Changes what is known of an event, given by its id; on another day it is another row."""
        old = self._desk.find(Event, event)
        kpi = self._desk.find(Kpi, old.kpi_id)
        given = taken(self._desk, EVENT, changes)
        day = given.pop("day", None) or old.day
        new = _told(self._desk, kpi, old, given)
        if day == old.day:
            return self._desk.save(log.edited_event(kpi, new), new)
        nth = self._free(kpi, day)
        moved = _told(self._desk, kpi, replace(new, id=event_id(kpi.id, day, nth), day=day, nth=nth), {})
        self._desk.change(log.edited_event(kpi, moved), put=(moved,), remove=(old,))
        return moved

    @one_step
    def remove(self, event: str | Event) -> Event:
        """Takes an event away, and returns it; undo brings it back."""
        old = self._desk.find(Event, event)
        return self._desk.remove(log.removed_event(self._desk.find(Kpi, old.kpi_id), old), old)

    def of(self, kpi: str | Kpi) -> list[Event]:
        """Oldest first."""
        return events_of(self._desk, self._desk.find(Kpi, kpi))

    def on(self, kpi: str | Kpi, day: str | date, nth: int = 1) -> Event:
        """The nth event of a day. Raises NotFound."""
        found = self._desk.find(Kpi, kpi)
        wanted = taken(self._desk, EVENT, {"day": day})["day"] or self._desk.today()
        of_day = [one for one in self._desk.all(Event) if (one.kpi_id, one.day) == (found.id, wanted)]
        event = next((one for one in of_day if one.nth == nth), None)
        if event is None:
            there = f"There are {len(of_day)} of them." if of_day else "See the list of its events."
            raise NotFound(f"{found.name} has no event {nth} on {wanted}.", there)
        return event

    @one_step
    def convert(self, kpi: str | Kpi) -> Kpi:
        """From now on the KPI counts events: each count above 0, each new beginning of a "days since", becomes one.

        Its readings stay where they are; undo brings them back. What happened before has no answer to give any more,
        but for the reds that wait for one now. Raises Refused for a KPI that is kept in neither way.
        """
        old = self._desk.find(Kpi, kpi)
        points = [point for point in self._points(old) if point.value is not None]
        read = [(min(point.period.day, self._desk.today()), point.value or 0.0) for point in points]
        how = by_hand(old, read)
        if how is None:
            raise Refused(
                f"{old.name} is neither mostly 0 nor a count of days.", "Add a KPI that counts events beside it."
            )
        waiting = {red.period.key for red in Cards(self._desk, HISTORY).card_of(old).reds}
        calendar = self._desk.calendar()
        new = replace(
            old,
            counts_events=True,
            counted_from=counted_since(how, read, first_day(calendar, old.cadence, points[0].period.day)),
            cadence=Cadence.DAY,
            direction=Direction.HIGHER,
            unit="d",
            decimals=0,
            signal_rules=SignalRules.WHEELER if old.signal_rules is SignalRules.NONE else old.signal_rules,
        )
        events: list[Event] = []
        for day, place in happened(how, read):
            nth = 1 + sum(one.day == day for one in events)
            row = Event(event_id(new.id, day, nth), new.id, day, nth)
            events.append(_taken_over(row, points[place], waits=points[place].period.key in waiting))
        return self._desk.save(log.counts_events(new, len(events)), new, *events)

    def _points(self, kpi: Kpi) -> tuple[Point, ...]:
        readings = self._desk.readings(kpi) if kpi.rollup is Rollup.NONE else []
        return recent_points(kpi, targets_of(self._desk, kpi), readings, self._desk.calendar(), self._desk.now())

    def _counting(self, kpi: str | Kpi) -> Kpi:
        found = self._desk.find(Kpi, kpi)
        if not found.of_events:
            raise Refused(f"{found.name} does not count events.", "Record its number instead.")
        return found

    def _free(self, kpi: Kpi, day: date) -> int:
        """The first number that no event of the day has."""
        taken_ones = {one.nth for one in self._desk.all(Event) if (one.kpi_id, one.day) == (kpi.id, day)}
        return next(nth for nth in count(1) if nth not in taken_ones)


def _told(desk: Desk, kpi: Kpi, event: Event, given: dict[str, Any]) -> Event:
    """With what is given. A reason answers, so its moment counts, and it has to say something.

    Of what happened long ago nobody knows when the reason was given.
    """
    today = desk.today()
    if event.day > today:
        raise InvalidInput(f"{event.day} is to come.", "Type a day up to today.", field="day")
    told = replace(event, **given)
    if not told.reason or told.reason == event.reason:
        return told if told.reason else replace(told, reason_at=None, passed_by="")
    told = replace(told, reason_at=desk.clock().astimezone(UTC) if today - event.day <= WITHIN else None)
    if wrong := text_fault(desk, reading_on(kpi, told.day, 0.0, (told,))):
        raise InvalidInput(*fault_words(wrong, kpi.name), field="reason")
    return told


def _taken_over(event: Event, point: Point, *, waits: bool) -> Event:
    reading = point.reading
    assert reading is not None
    reason = reading.reason or ("" if waits else TAKEN_OVER)
    told = {"reason": reason, "reason_at": reading.reason_at, "passed_by": reading.passed_by, "code": reading.code}
    return replace(event, what=reading.note, **told)  # type: ignore[arg-type]  # as in a reading
