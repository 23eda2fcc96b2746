"""Why reds need no action: one reason for as many as it explains, and whether the board takes it (rules/reasons.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.cases.cards import HISTORY, Cards
from kpiboard.cases.desk import Desk
from kpiboard.cases.event_days import event_points, explained_readings, rows_of
from kpiboard.cases.of_kpi import targets_of
from kpiboard.cases.periods import typed_period
from kpiboard.cases.points import judging, point_of
from kpiboard.cases.takes import taken
from kpiboard.model import Kpi, Reading
from kpiboard.model.facts.reading import READING
from kpiboard.rules.calendar import parse_period
from kpiboard.rules.reasons import Fault, answering, fault, folded
from kpiboard.rules.red import Natures, answers_of
from kpiboard.rules.targets import target_on
from kpiboard.words import log
from kpiboard.words.answers import fault_words

Asked = tuple[str | Kpi, str | None]


def explain(desk: Desk, reds: Iterable[Asked], reason: str, code: str | None, leader: str) -> tuple[Reading, ...]:
    """Saves one reason beside the readings of these KPIs and periods; `leader` is the name of who lets them pass.

    Raises InvalidInput for a reason that does not answer one of them, NotFound for a period without a reading.
    """
    why, now = entry.reason(reason), desk.clock()
    given = {} if code is None else taken(desk, READING, {"code": code})
    if code is None and (known := _code_of_the_board(desk, why)):
        given = {"code": known}
    found = {(kpi.id, reading.id): (kpi, reading) for kpi, reading in (_found(desk, *one) for one in reds)}
    if not found:
        raise NotFound("There is no red to explain.", "Nothing was changed.")
    told = [(kpi, replace(explained(one, why, now), passed_by=leader, **given)) for kpi, one in found.values()]
    for kpi, reading in told:
        if wrong := _fault(desk, kpi, reading, among=[one for _, one in told]):
            raise InvalidInput(*fault_words(wrong, kpi.name), field="reason")
    kpi, first = told[0]
    what = log.explained(kpi, first.period) if len(told) == 1 else log.explained_several(len(told))
    desk.change(what, put=[row for one in told for row in rows_of(desk, *one)])
    return tuple(reading for _, reading in told)


def explained(reading: Reading, reason: str, now: datetime) -> Reading:
    """A reason counts from its moment; one that is only put better keeps it."""
    first = reading.reason_at if reading.reason else now.astimezone(UTC)
    return replace(reading, reason=reason, reason_at=first if reason else None)


def text_fault(desk: Desk, reading: Reading, among: Sequence[Reading] = ()) -> Fault | None:
    """What is wrong with a reason as such, beside those that its KPI has; `among` are given in the same step."""
    new = {reading.id, *(one.id for one in among)}
    earlier = [one for one in explained_readings(desk) if one.kpi_id == reading.kpi_id and one.id not in new]
    return fault(reading, answering(earlier))


def _fault(desk: Desk, kpi: Kpi, reading: Reading, among: Sequence[Reading]) -> Fault | None:
    """Words beside a number that is not red, or that an action answers, are a remark and nobody's business."""
    cards = Cards(desk, HISTORY)
    period = parse_period(cards.calendar, kpi.cadence, reading.period)
    target = target_on(targets_of(desk, kpi), period.day, kpi.decimals)
    point = point_of(cards.calendar, period, reading, target, judging(kpi))
    process = cards.card_of(kpi).process
    known = cards.known_of(kpi, process.natures if process else Natures())
    red = next(iter(answers_of([point], replace(known, faults={}))), None)
    if red is None or red.action is not None:
        return None
    return text_fault(desk, reading, among) or red.fault


def _found(desk: Desk, name: str | Kpi, period: str | None) -> tuple[Kpi, Reading]:
    kpi = desk.find(Kpi, name)
    if kpi.of_events:
        return kpi, _happened(desk, kpi, period)
    if period is None:
        reading = next(iter(desk.readings(kpi, limit=1)), None)
    else:
        reading = desk.store.reading(kpi.id, typed_period(desk, kpi, period).key)
    if reading is None:
        raise NotFound(f"{kpi.name} has no reading for that period.", "Record the number first.")
    return kpi, reading


def _happened(desk: Desk, kpi: Kpi, period: str | None) -> Reading:
    """The day of an event: the latest that waits for a reason, unless a day is named."""
    days = [point.reading for point in event_points(desk, kpi) if point.reading]
    key = None if period is None else typed_period(desk, kpi, period).key
    found = [one for one in days if (not one.reason if key is None else one.period == key)]
    if not found:
        raise NotFound(f"{kpi.name} has no event to be explained.", "Name its day, or add it first.")
    return found[-1]


def _code_of_the_board(desk: Desk, reason: str) -> str:
    """The reason code that somebody typed as the reason itself; empty when it is none."""
    codes = {folded(one.code): one.code for one in desk.store.coded_readings("")}
    return codes.get(folded(reason), "")
