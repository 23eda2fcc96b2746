"""Use cases of the numbers: record, correct, look before saving, explain a red."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from kpiboard.basics import entry
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import CountsEvents, InvalidInput, NotFound, Refused
from kpiboard.basics.ids import reading_id
from kpiboard.cases.desk import AtDesk, Desk, one_step
from kpiboard.cases.event_days import day_readings
from kpiboard.cases.of_kpi import baselines_of, targets_of
from kpiboard.cases.periods import due_period, typed_period
from kpiboard.model import Kpi, KpiState, Person, Reading, ReadingKind, Rollup, share_scale, share_value
from kpiboard.rules.calendar import Period
from kpiboard.rules.precision import shown
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.targets import target_on
from kpiboard.rules.trust import is_late
from kpiboard.views.reading import Doubt, Preview, ReadingChange
from kpiboard.words import log
from kpiboard.words.plain import reading_number, short_number, with_unit

if TYPE_CHECKING:
    from kpiboard.views.board import KpiCard  # late: record is the quickest command


class Measured(NamedTuple):
    """What was typed for one period, as it is stored."""

    kind: ReadingKind
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class ReadingCases(AtDesk):
    def waiting(self, seen: Preview) -> KpiCard | None:
        """The KPI as the board shows it, if what was recorded is a red that waits for an answer."""
        if seen.status is not Status.OFF_TARGET:
            return None
        from kpiboard.cases.cards import HISTORY, Cards  # late: most numbers are on target

        card = Cards(self._desk, HISTORY).card_of(seen.kpi)
        return card if any(red.period == seen.period for red in card.reds) else None

    def due(self, kpi: str | Kpi) -> Period:
        """The period that Record proposes. Raises NotFound for the KPI, as all of these do."""
        return due_period(self._desk, self._desk.find(Kpi, kpi))

    def preview(self, kpi: str | Kpi, typed: Entry | float | str, period: str | None = None) -> Preview:
        """What `record` with the same arguments would store, and the status it would get. Raises InvalidInput."""
        return decide(self._desk, self._desk.find(Kpi, kpi), typed, period)

    @one_step
    def record(self, kpi: str | Kpi, typed: Entry | float | str, period: str | None = None) -> Reading:
        """Stores one reading and returns it; a second one for a period corrects the first.

        Args:
            typed: a number, or what people type: `97,5`, `931/1000`, `off`, `missing`; an `Entry` says more.
            period: as it is typed (`2026-11-20`, `yesterday`, `2026-W47`); the due one unless given.

        Raises InvalidInput for what cannot be, and Refused for a KPI that is retired or made from others.
        """
        return self._store(decide(self._desk, self._desk.find(Kpi, kpi), typed, period)).reading

    @one_step
    def save(self, seen: Preview) -> Preview:
        """Stores what a preview showed, decided anew on what is there now; returns what was stored.

        Raises Refused when somebody else has written that period meanwhile, and what `record` raises.
        """
        now = decide(self._desk, self._desk.find(Kpi, seen.kpi), seen.typed, seen.period.key)
        if now.old != seen.old:
            raise Refused(f"{seen.kpi.name} has another number for {seen.period.key} by now.", "Look at it again.")
        return self._store(now)

    def _store(self, seen: Preview) -> Preview:
        kpi = seen.kpi
        if kpi.state is KpiState.RETIRED:
            raise Refused(f"{kpi.name} is retired.", "Restore it to record readings again.")
        if kpi.rollup is not Rollup.NONE:
            raise Refused(f"{kpi.name} is made from the KPIs below it.", "Record those, or set its rollup to none.")
        figure = reading_number(seen.reading, kpi)
        what = log.corrected if seen.old else log.recorded
        self._desk.save(what(kpi, figure, seen.period.key), seen.reading)
        return seen

    @one_step
    def explain(
        self,
        kpi: str | Kpi,
        reason: str,
        period: str | None = None,
        code: str | None = None,
        *,
        passed_by: str | Person | None = None,
    ) -> Reading:
        """Records why a red period needs no action of its own; the latest reading unless a period is given.

        `code` is a short reason code, which is counted (Pareto). Of a KPI of events it is for those of a day. Raises
        InvalidInput for a reason that does not answer the red; `passed_by` is a leader who lets it pass nevertheless, a
        signal, too.
        """
        return self._explain([(kpi, period)], reason, code, passed_by)[0]

    @one_step
    def explain_all(
        self,
        reds: Iterable[tuple[str | Kpi, str | None]],
        reason: str,
        code: str | None = None,
        *,
        passed_by: str | Person | None = None,
    ) -> tuple[Reading, ...]:
        """One reason for several reds, as (KPI, period): it counts once on each KPI. Otherwise as `explain`."""
        return self._explain(reds, reason, code, passed_by)

    def _explain(
        self, reds: Iterable[tuple[str | Kpi, str | None]], reason: str, code: str | None, by: str | Person | None
    ) -> tuple[Reading, ...]:
        from kpiboard.cases.explaining import explain  # late: record is the quickest command

        return explain(self._desk, reds, reason, code, self._desk.find_leader(by).name if by else "")

    @one_step
    def remove(self, kpi: str | Kpi, period: str) -> Reading:
        """Takes the reading of a period away, and returns it. Raises NotFound."""
        found = self._desk.find(Kpi, kpi)
        key = typed_period(self._desk, found, period).key
        reading = self._desk.store.reading(found.id, key)
        if reading is None:
            raise NotFound(f"{found.name} has no reading for {key}.", "Nothing was removed.")
        return self._desk.remove(log.removed_reading(found, key), reading)

    def at(self, kpi: str | Kpi, period: str) -> Reading | None:
        """The reading of a period; None when there is none."""
        found = self._desk.find(Kpi, kpi)
        key = typed_period(self._desk, found, period).key
        if found.of_events:
            return next((one for one in self.of(found) if one.period == key), None)
        return self._desk.store.reading(found.id, key)

    def of(self, kpi: str | Kpi, *, limit: int | None = None) -> list[Reading]:
        """The readings of a KPI's cadence, newest first; of one of events its days. `limit` is the most there are."""
        found = self._desk.find(Kpi, kpi)
        if found.of_events:
            return day_readings(self._desk, found, self._desk.now(), limit)
        return self._desk.readings(found, limit=limit)

    def history(self, reading_id: str) -> list[ReadingChange]:
        """What happened to a reading, oldest first: who entered it, who changed its value."""
        changes = []
        for step, change in reversed(self._desk.store.history(reading_id)):
            before, after = _value(change.old), _value(change.new)
            if before != after or change.old is None:
                changes.append(ReadingChange(datetime.fromisoformat(step.at), step.who, before, after))
        return changes


def decide(desk: Desk, kpi: Kpi, typed: Entry | float | str, period: str | None = None) -> Preview:
    """What is typed for a period, as it would be stored. Raises InvalidInput, and Refused for a KPI of events."""
    if kpi.of_events:
        raise CountsEvents(kpi.name)
    given = typed if isinstance(typed, Entry) else Entry(typed)
    when = typed_period(desk, kpi, period)
    old = desk.store.reading(kpi.id, when.key)
    measured = _measured(kpi, given)
    _check_valid(kpi, measured.value)
    reading = replace(old or Reading(reading_id(kpi.id, when.key), kpi.id, when.key), **measured._asdict())
    now = desk.clock()
    if old is None and is_late(desk.calendar(), when, now):
        reading = replace(reading, late_at=now)
    if old and old.value is not None and reading.value != old.value:
        reading = replace(reading, corrected_from=old.value, corrected_at=now)
    reading = _told(reading, given, now)
    target = target_on(targets_of(desk, kpi), when.day, kpi.decimals)
    status = status_of(shown(reading, kpi), target)
    if given.reason and status is Status.OFF_TARGET:
        _check_reason(desk, kpi, reading)
    doubt = _doubt(desk, kpi, reading) if old is None or old.value != reading.value else None
    return Preview(kpi, when, target, given, reading, status, old, doubt)


def _told(reading: Reading, given: Entry, now: datetime) -> Reading:
    """With the words that were given; None leaves what is there."""
    if given.note is not None:
        reading = replace(reading, note=_words("note", given.note))
    if given.reason is not None:
        from kpiboard.cases.explaining import explained  # late: most readings have no reason

        reading = explained(reading, _words("reason", given.reason), now)
    if given.code is not None:
        reading = replace(reading, code=_words("code", given.code))
    return reading


def _words(field: str, given: str) -> str:
    """What may stand beside a number, as the facts take it."""
    from kpiboard.basics.taking import take  # most readings are a bare number, and record is the quickest command
    from kpiboard.model.facts.reading import READING

    taken: str = take(READING[field], given)
    return taken


def _check_reason(desk: Desk, kpi: Kpi, reading: Reading) -> None:
    """Raises InvalidInput. A reason for a signal is kept, but answers nothing: nobody knows yet that it is one."""
    from kpiboard.cases.explaining import text_fault  # late: most readings have no reason
    from kpiboard.words.answers import fault_words

    if wrong := text_fault(desk, reading):
        raise InvalidInput(*fault_words(wrong, kpi.name), field="reason")


def _doubt(desk: Desk, kpi: Kpi, reading: Reading) -> Doubt | None:
    from kpiboard.cases.process import is_unusual  # late: nothing else that records needs the process limits

    ends = [end for end in (kpi.cap, kpi.valid_max) if end is not None]
    within = not ends or min(ends) <= share_scale(kpi.unit)
    if within and reading.denominator is not None and (reading.numerator or 0) > reading.denominator:
        return Doubt.MORE_THAN_ALL
    return Doubt.OUTSIDE if is_unusual(desk, kpi, reading, baselines_of(desk, kpi)) else None


def _measured(kpi: Kpi, given: Entry) -> Measured:
    value, numerator, denominator, kind = given.value, given.numerator, given.denominator, given.kind
    if isinstance(value, str) and value.strip().lower() in ("off", "missing"):
        kind = ReadingKind(value.strip().lower())
    if kind is not ReadingKind.ACTUAL:
        return Measured(kind)
    if isinstance(value, str) and (pair := entry.share(value)):
        numerator, denominator = pair
    if numerator not in (None, "") or denominator not in (None, ""):
        for one, name in ((numerator, "numerator"), (denominator, "denominator")):
            if one is None or one == "":
                raise InvalidInput(f"The {name} is missing.", "A share needs both numbers.", field=name)
        top, bottom = entry.number(numerator or 0, "numerator"), entry.number(denominator or 0, "denominator")
        if top < 0:
            raise InvalidInput("The numerator is below zero.", "Type how many of them.", field="numerator")
        if top == bottom == 0:
            return Measured(ReadingKind.OFF)  # none of none: there was nothing to be right or wrong
        if bottom <= 0:
            raise InvalidInput("The denominator must be above zero.", "Type how many in all.", field="denominator")
        return Measured(kind, share_value(top, bottom, kpi.unit), top, bottom)
    if value is None or value == "":
        raise InvalidInput("There is no number.", "Type a number such as 97.5.", field="value")
    if kpi.share:
        raise InvalidInput(f"{kpi.name} is a share.", "Type both numbers, such as 931/1000.", field="value")
    return Measured(kind, entry.number(value))


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


def _value(facts: dict[str, Any] | None) -> float | None:
    """The value in a logged row; None where there was none (an event has none), or where the row was removed."""
    return None if facts is None or facts["deleted_at"] else facts.get("value")
