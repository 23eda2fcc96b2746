"""Use cases of the huddle: hold it step by step, close it, skip it with a reason, and look at what came out of it.

Every step is stored when it is taken, so that a program that was killed goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.huddle_record import record_of
from kpiboard.model import Attendance, Huddle, HuddleState, HuddleStep, Person
from kpiboard.model.facts.team import HUDDLE
from kpiboard.rules import huddle as rules
from kpiboard.rules.calendar import current_shift
from kpiboard.views.huddle import HuddleRecord
from kpiboard.words import log
from kpiboard.words.huddle import HURDLE_HINTS, hurdle_words
from kpiboard.words.plain import count, full_day_words


class HuddleCases(AtDesk):
    def all(self) -> list[Huddle]:
        """Every huddle on record, skipped ones too, newest first."""
        return sorted(self._desk.all(Huddle), key=_when, reverse=True)

    def missed(self) -> tuple[date, ...]:
        """The working days that need a reason before the next huddle begins, oldest first."""
        return rules.missed_days(self._desk.calendar(), self._desk.all(Huddle), self._desk.today())

    @one_step
    def start(self, *, facilitator: str | Person | None = None, skipped_because: str = "") -> Huddle:
        """Begins today's huddle, or goes on with the one that is running.

        It is led by whose turn it is, and attended by those who attended the last one, unless told otherwise.
        `skipped_because` says why there was none on the working days in between; each is recorded as skipped.
        """
        running = self._running()
        if running is not None:
            return running
        missed = self.missed()
        if missed and not skipped_because.strip():
            raise InvalidInput(
                f"There was no huddle on {_days(missed)}.",
                "Say why, then the next one begins.",
                field="skipped_because",
            )
        why = entry.reason(skipped_because) if missed else ""
        now, people = self._desk.clock(), self._desk.all(Person)
        leads = self._desk.find_person(facilitator) if facilitator else rules.next_facilitator(people, self.all())
        shift = current_shift(self._desk.calendar(), now)
        begun = Huddle(
            new_id(now),
            self._desk.today(),
            shift=shift.key if shift else "",
            facilitator_id=leads.id if leads else None,
            started_at=now.astimezone(UTC),
            step_at=now.astimezone(UTC),
        )
        there = self._usually_there(people) | ({leads.id} if leads else set())
        skipped = (Huddle(new_id(now), day, HuddleState.SKIPPED, skip_reason=why) for day in missed)
        present = (Attendance(new_id(now), begun.id, person.id) for person in people if person.id in there)
        return self._desk.save(log.started(begun), begun, *skipped, *present)

    @one_step
    def skip(self, reason: str, day: str | date | None = None) -> Huddle:
        """Records why there is no huddle on a working day: today, unless told otherwise."""
        why, today = entry.reason(reason), self._desk.today()
        skipped = entry.day(day, today, "day") or today
        if skipped > today:
            raise InvalidInput(f"{skipped} is still to come.", "Set it as a day off if nobody works.", field="day")
        if not self._desk.calendar().works(skipped):
            raise InvalidInput(f"Nobody works on {skipped}.", "A day off needs no reason.", field="day")
        known = next((one for one in self._desk.all(Huddle) if one.held_on == skipped), None)
        if known is not None:
            raise Refused(f"The huddle of {skipped} is {known.state} already.", "Undo that first.")
        earlier = [one for one in self.missed() if one < skipped]
        if earlier:  # they would be asked about no more
            raise Refused(f"There was no huddle on {_days(earlier)}.", "Say why for the earliest day first.")
        row = Huddle(new_id(self._desk.clock()), skipped, HuddleState.SKIPPED, skip_reason=why)
        return self._desk.save(log.skipped(skipped), row)

    @one_step
    def go_to(self, step: str | HuddleStep) -> Huddle:
        """Turns to a step of the agenda; its clock begins anew, but not by turning to the one that is on."""
        old = self._the_running()
        chosen = entry.choice(HuddleStep, str(step), "step")
        if chosen is old.step:
            return old
        new = replace(old, step=chosen, step_at=self._desk.clock().astimezone(UTC))
        return self._desk.save(log.turned_to(chosen), new)

    @one_step
    def set_facilitator(self, person: str | Person) -> Huddle:
        """Who leads the running huddle; returns it. Raises Refused when none is running."""
        leads = self._desk.find_person(person)
        return self._desk.save(log.led(leads), replace(self._the_running(), facilitator_id=leads.id))

    @one_step
    def set_attendance(self, people: str | Iterable[str | Person]) -> tuple[Person, ...]:
        """Who is here, by initials (`jp, ms`) or a list; everybody else is not."""
        huddle = self._the_running()
        if isinstance(people, str):
            people = [one for one in re.split(r"[,;]" if re.search("[,;]", people) else r"\s", people) if one.strip()]
        return self._attend(log.attended(), huddle, {self._desk.find_person(one).id for one in people})

    @one_step
    def toggle_presence(self, person: str | Person) -> tuple[Person, ...]:
        """Somebody has come or gone."""
        huddle, found = self._the_running(), self._desk.find_person(person)
        there = {one.person_id for one in self._attendance(huddle)}
        what = log.left(found) if found.id in there else log.came(found)
        return self._attend(what, huddle, there ^ {found.id})

    @one_step
    def note(self, text: str) -> Huddle:
        """What else is to be kept of the running huddle; replaces what was noted before."""
        notes = take(HUDDLE["notes"], text)
        return self._desk.save(log.took_notes(), replace(self._the_running(), notes=notes))

    @one_step
    def thank_nobody(self, nobody: bool = True) -> Huddle:
        """The team says that there is nobody to thank today."""
        what = log.thanked_nobody() if nobody else log.thanks_somebody()
        return self._desk.save(what, replace(self._the_running(), nobody_thanked=nobody))

    @one_step
    def close(self) -> Huddle:
        """Ends the running huddle. Refused while a red is unanswered, a new action has no owner or no due date, or
        nobody was thanked by name nor "none today" was said."""
        record = self.record(huddle=self._the_running())
        if record.hurdles:
            raise Refused(
                f"The huddle does not close yet: {'; '.join(hurdle_words(record))}.", HURDLE_HINTS[record.hurdles[0]]
            )
        done = replace(
            record.huddle, state=HuddleState.CLOSED, step=HuddleStep.CLOSE, ended_at=self._desk.clock().astimezone(UTC)
        )
        return self._desk.save(log.closed(done), done)

    @one_step
    def abandon(self) -> None:
        """Takes the running huddle away, as if it had not begun; what was done in it stays."""
        huddle = self._the_running()
        self._desk.change(log.abandoned(huddle), remove=(*self._attendance(huddle), huddle))

    def record(self, day: str | date | None = None, huddle: Huddle | None = None) -> HuddleRecord:
        """What came out of a huddle: the given one, the last one of `day`, else the running or the last one."""
        return record_of(self._desk, huddle or self._huddle_of(entry.day(day, self._desk.today(), "day")))

    def _huddle_of(self, day: date | None) -> Huddle:
        if day is None and (running := self._running()):
            return running
        found = [one for one in self.all() if day in (None, one.held_on)]
        if found:
            return found[0]
        raise NotFound(
            f"There is no huddle on {day}." if day else "No huddle was held yet.",
            "Ask for another day." if day else "Start one.",
        )

    def _running(self) -> Huddle | None:
        return next((one for one in self._desk.all(Huddle) if one.state is HuddleState.RUNNING), None)

    def _the_running(self) -> Huddle:
        running = self._running()
        if running is None:
            raise Refused("No huddle is running.", "Start one.")
        return running

    def _attendance(self, huddle: Huddle) -> list[Attendance]:
        return [one for one in self._desk.all(Attendance) if one.huddle_id == huddle.id]

    def _attend(self, what: str, huddle: Huddle, wanted: set[str]) -> tuple[Person, ...]:
        rows = self._attendance(huddle)
        known = {one.person_id for one in rows}
        team = [person for person in self._desk.all(Person) if person.id in wanted]
        self._desk.change(
            what,
            put=(Attendance(new_id(self._desk.clock()), huddle.id, one.id) for one in team if one.id not in known),
            remove=(one for one in rows if one.person_id not in wanted),
        )
        return tuple(team)

    def _usually_there(self, people: Sequence[Person]) -> set[str]:
        """Who is expected: those who attended the last huddle; before the first one everybody who takes part."""
        expected = {person.id for person in people if rules.takes_part(person)}
        held = next((one for one in self.all() if one.state is HuddleState.CLOSED), None)
        return expected & {one.person_id for one in self._attendance(held)} if held else expected


def _when(huddle: Huddle) -> tuple[date, datetime, str]:
    return huddle.held_on, huddle.started_at or datetime.min.replace(tzinfo=UTC), huddle.id


def _days(days: Sequence[date]) -> str:
    return count("{first}", "{n} days since {first}", len(days), first=full_day_words(days[0]))
