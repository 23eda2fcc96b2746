"""The demo board: a packaging line with half a year behind it, the same picture on whatever day it is built.

Everything is told from the last ended period backwards, so the board is alive today. Ids are derived and the noise
comes from fixed seeds: the same moment always gives the same board. `sample_board.toml` is the board of `ANCHOR`.

The story. On-time delivery, the best defined KPI of all, is off target for three days since dock 2 closed: a signal.
Twice its leader let it pass with a reason; the third red waits for an answer, and help was asked from the plant.
Customer complaints are off target within their normal variation, with an action on them. First-pass yield is made from
the shifts and met every day, but the complaints that guard it are red, so it is suspect. Scrap cost fell when off-cut
film was used again, has a new baseline, and the action waits for the team to say that it worked; its path asks for more
than the process can give, and the team and its leader throw the target back and forth. Carton stock is tried as a
draft: few readings, an audit that found one of them wrong, no goal. Near misses are counted every month, and nobody
acts on them. Days without accident counts events, and nothing is typed on other days. Overtime was retired. The team
meets every working day, but for one.

The tables: `measures` (team, goals, targets), `sheets` (KPIs), `work` (actions, feedback), `trust`
(what is known about the numbers), `meetings` (huddles, escalations, coaching, thanks); the values come from `series`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from kpiboard.basics.ids import event_id
from kpiboard.model import (
    Action,
    Attendance,
    Audit,
    BoardInfo,
    Cadence,
    Event,
    Feedback,
    Huddle,
    HuddleState,
    HuddleStep,
    Kpi,
    KpiState,
    Note,
    Reading,
    Row,
    Target,
)
from kpiboard.model.facts.every import REFERENCES
from kpiboard.rules.calendar import WorkCalendar, latest_due, production_day
from kpiboard.rules.inbox import is_open
from kpiboard.starting.demo import measures, meetings, sheets, trust, work
from kpiboard.starting.demo.series import Series, huddle_at, workday, worked_periods

TIMEZONE = "Europe/Berlin"
ANCHOR = datetime(2026, 11, 21, 14, 32, tzinfo=ZoneInfo(TIMEZONE))

_IDS = UUID("0f6c1a43-93c6-4b5e-8d0e-4c494e452034")
_DAY = timedelta(days=1)

R = TypeVar("R", bound=Row)


def build(now: datetime, *, timezone: str = TIMEZONE) -> tuple[BoardInfo, list[Row]]:
    """The board as it stands at `now` (aware), in a plant in `timezone` (an IANA name)."""
    info = _identified(replace(measures.INFO, timezone=timezone))
    calendar = WorkCalendar.of(info, measures.SHIFTS)
    now = calendar.local(now)
    today, last = production_day(calendar, now), latest_due(calendar, Cadence.DAY, now).day
    read = {kpi.key: _readings(calendar, kpi, now, last) for kpi in sheets.KPIS}

    def ago(days: int) -> date:
        return workday(calendar, today, -days)

    rows: list[Row] = [*measures.CATEGORIES, *measures.SHIFTS, *measures.PEOPLE, *measures.GOALS]
    rows += [_dated_kpi(kpi, calendar, today) for kpi in sheets.KPIS]
    rows += [*measures.GUARDS, *measures.CONSULTED, *trust.MAPPINGS]
    rows += [_dated_target(version, last) for version in measures.TARGETS]
    rows += [replace(proposal, made_on=ago(days)) for proposal, days in measures.PROPOSALS]
    rows += [
        replace(one, start=read[one.kpi_id][first].period, set_on=ago(days)) for one, first, days in trust.BASELINES
    ]
    rows += [audit for check in trust.AUDITS for audit in _audits(check, read[check.kpi], ago(check.days))]
    rows += [replace(review, reviewed_on=ago(days)) for review, days in trust.REVIEWS]
    rows += _dated_actions(calendar, today, last)
    rows += work.WHYS
    rows += _dated_notes(calendar, today)
    rows += [_dated_feedback(feedback, hours, wait, now) for feedback, hours, wait in work.FEEDBACK]
    rows += [*meetings.HELPERS, *meetings.BLOCKS, *meetings.VIEWS]
    rows += _meetings(calendar, last)
    rows += [replace(one, said_on=workday(calendar, last, -days), period="") for one, days in meetings.CONGRATULATIONS]
    rows += [
        replace(one, held_on=workday(calendar, last, -days), go_see_on=workday(calendar, today, ahead))
        for one, days, ahead in meetings.KATA
    ]
    rows += _escalations(now)
    readings = (reading for one in read.values() for reading in one)
    return info, [*(_identified(row) for row in rows), *_accidents(calendar, last), *readings]


def _id(table: str, word: str) -> str:
    return str(uuid5(_IDS, f"{table}/{word}"))


def _identified(row: R) -> R:
    """`row` with ids for its own short word and for those that it refers to."""
    words = {"id": row.table} | {column: to for (table, column), to in REFERENCES.items() if table == row.table}
    ids: dict[str, Any] = {
        column: _id(table, word) for column, table in words.items() if (word := getattr(row, column))
    }
    return replace(row, **ids)


def _readings(calendar: WorkCalendar, kpi: Kpi, now: datetime, last: date) -> list[Reading]:
    """Newest first."""
    periods = list(worked_periods(calendar, kpi, now, last))
    return list(Series(kpi, _id(Kpi.table, kpi.id), calendar, last).readings(periods))


def _accidents(calendar: WorkCalendar, last: date) -> Iterator[Event]:
    """Answered at the huddle of the next working day."""
    kpi_id = _id(Kpi.table, "safe")
    for ago, what, reason in trust.ACCIDENTS:
        day = last - ago * _DAY
        heard = huddle_at(calendar, workday(calendar, day, 1)) if reason else None
        yield Event(event_id(kpi_id, day, 1), kpi_id, day, what=what, reason=reason, reason_at=heard)


def _dated_kpi(kpi: Kpi, calendar: WorkCalendar, today: date) -> Kpi:
    """With the day of its next review, the one on which it was retired, and since when its events are counted."""
    retired = next((days for review, days in trust.REVIEWS if review.kpi_id == kpi.id), 0)
    days = trust.NEXT_REVIEW.get(kpi.key)
    return replace(
        kpi,
        next_review=None if days is None else today + days * _DAY,
        review_trigger=trust.REVIEW_TRIGGERS.get(kpi.key, ""),
        retired_on=workday(calendar, today, -retired) if kpi.state is KpiState.RETIRED else None,
        counted_from=today - trust.COUNTED * _DAY if kpi.counts_events else None,
    )


def _dated_target(version: measures.Version, last: date) -> Target:
    """From a Monday on, so that a new target begins with a week, and until a Sunday."""
    monday = last - last.weekday() * _DAY
    since, due = version.since, version.due
    return replace(
        version.target,
        valid_from=None if since is None else monday - timedelta(weeks=since),
        due=None if due is None else monday + timedelta(weeks=due) - _DAY,
    )


def _audits(check: trust.Check, readings: list[Reading], day: date) -> Iterator[Audit]:
    """What was held then is what stood there before the check corrected it."""
    for age in check.ages:
        reading = readings[age]
        held = reading.value if reading.corrected_from is None else reading.corrected_from
        yield Audit(
            f"{check.kpi}.{age}", check.kpi, reading.period, day, check.by, held, reading.value, held == reading.value
        )


def _dated_actions(calendar: WorkCalendar, today: date, last: date) -> Iterator[Action]:
    def on(start: date, steps: int | None) -> date | None:
        return None if steps is None else workday(calendar, start, steps)

    for one in work.ACTIONS:
        late = one.due < 0 and one.ended is None
        opened_on = workday(calendar, today, one.opened)
        yield replace(
            one.action,
            opened_on=opened_on,
            opened_at=min(huddle_at(calendar, opened_on), calendar.begins(today).astimezone(UTC)),
            due=today + one.due * _DAY if late else workday(calendar, today, one.due),
            ended_on=on(today, one.ended),
            done_on=on(last, one.done),
            check_on=on(today, one.check),
            expected_by=on(today, one.by),
            came_back_on=on(today, one.came_back),
        )


def _meetings(calendar: WorkCalendar, last: date) -> Iterator[Row]:
    for one in meetings.MEETINGS:
        day = workday(calendar, last, -one.ago)
        word = f"huddle {one.ago}"
        if one.skipped:
            yield Huddle(word, day, HuddleState.SKIPPED, skip_reason=one.skipped)
            continue
        began = huddle_at(calendar, day)
        ended = began + timedelta(minutes=one.minutes)
        yield Huddle(
            word,
            day,
            HuddleState.CLOSED,
            facilitator_id=one.facilitator,
            step=HuddleStep.CLOSE,
            started_at=began,
            step_at=ended - timedelta(minutes=1),
            ended_at=ended,
            notes=one.notes,
            nobody_thanked=one.nobody,
        )
        for person in measures.PEOPLE:
            if person.id not in one.absent:
                yield Attendance(f"{word}/{person.id}", word, person.id)


def _escalations(now: datetime) -> Iterator[Row]:
    for escalation, hours, answers, confirmed in meetings.ESCALATIONS:
        raised = now.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(hours=hours)
        until = None if confirmed is None else raised + timedelta(hours=confirmed)
        yield replace(escalation, raised_at=raised, confirmed_at=until)
        for answer, after in answers:
            yield replace(answer, answered_at=raised + timedelta(hours=after))


def _dated_notes(calendar: WorkCalendar, today: date) -> Iterator[Note]:
    """Said at the huddle."""
    for place, (action, ago, by, text) in enumerate(work.NOTES):
        yield Note(f"{action}.{place}", action, huddle_at(calendar, workday(calendar, today, -ago)), by, text)


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


def sample_toml() -> str:
    """The demo board of the fixed moment, as `sample_board.toml` holds it."""
    from kpiboard.exchange.rows import BoardRows  # late: only the sample file is written
    from kpiboard.exchange.toml.board_toml import export  # late: the same

    info, rows = build(ANCHOR)
    return "".join(export(BoardRows.of([info, *rows])))
