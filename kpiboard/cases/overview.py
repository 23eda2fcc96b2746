"""The use case of looking: rows and a moment become the snapshot that a screen shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from kpiboard.cases.readings import ReadingCases
from kpiboard.model import (
    Action,
    Category,
    Feedback,
    Goal,
    Kpi,
    KpiState,
    Note,
    Person,
    Reading,
    Shift,
    Target,
    Why,
)
from kpiboard.rules import inbox, pdca
from kpiboard.rules.calendar import (
    Period,
    WorkCalendar,
    current_shift,
    is_off,
    latest_due,
    parse_period,
    production_day,
    recent,
)
from kpiboard.rules.status import status_of, target_on
from kpiboard.rules.trend import days_since_red, streak, trend
from kpiboard.rules.verdict import Standing, is_unanswered, verdict
from kpiboard.snapshot import ActionCard, BoardSnapshot, FeedbackCard, KpiCard, Point

R = TypeVar("R", Category, Person, Goal)

HISTORY = 60  # points a KPI keeps in a snapshot: what the widest tile draws


class OverviewCases(ReadingCases):
    def snapshot(self, history: int = HISTORY) -> BoardSnapshot:
        """Everything the board shows now; `history` is the most points a KPI carries."""
        store, now = self.store, self.now()
        info, shifts = store.info(), store.all(Shift)
        calendar = WorkCalendar.of(info, shifts)
        today = production_day(calendar, now)
        kpis, people = store.all(Kpi), store.all(Person)
        actions, feedback = store.all(Action), store.all(Feedback)
        action_cards = _action_cards(actions, kpis, people, feedback, store.all(Why), store.all(Note), today)
        running = [card.action for card in action_cards if card.action.stage in pdca.RUNNING]
        targets = defaultdict(list)
        for target in store.all(Target):
            targets[target.kpi_id].append(target)
        categories, goals = store.all(Category), store.all(Goal)
        active = [kpi for kpi in kpis if kpi.state is KpiState.ACTIVE]
        cards = tuple(
            self._kpi_card(
                kpi,
                _by_id(categories, kpi.category_id),
                _by_id(people, kpi.owner_id),
                _by_id(goals, kpi.goal_id),
                targets[kpi.id],
                tuple(action for action in running if action.kpi_id == kpi.id),
                calendar,
                now,
                history,
            )
            for kpi in active
        )
        return BoardSnapshot(
            path=store.path,
            read_only=store.read_only,
            taken_at=now,
            today=today,
            shift=current_shift(calendar, now),
            board=info,
            categories=tuple(categories),
            shifts=tuple(shifts),
            people=tuple(people),
            goals=tuple(goals),
            kpis=cards,
            drafts=tuple(kpi for kpi in kpis if kpi.state is KpiState.DRAFT),
            retired=tuple(kpi for kpi in kpis if kpi.state is KpiState.RETIRED),
            actions=action_cards,
            feedback=_feedback_cards(feedback, kpis, people, actions, now),
            verdict=verdict(_standing(card) for card in cards),
            remarks=store.repairs,
        )

    def _kpi_card(
        self,
        kpi: Kpi,
        category: Category | None,
        owner: Person | None,
        goal: Goal | None,
        targets: Sequence[Target],
        running: tuple[Action, ...],
        calendar: WorkCalendar,
        now: datetime,
        history: int,
    ) -> KpiCard:
        readings = self.store.readings(kpi.id, kpi.cadence, limit=history)
        points = _points(kpi, targets, readings, calendar, now, history)
        latest = points[-1]
        due_now = self.proposed_period(kpi, readings, calendar)
        statuses = [point.status for point in points]
        reason = latest.reading.reason if latest.reading else ""
        target = target_on(targets, latest.period.day)
        return KpiCard(
            kpi=kpi,
            category=category,
            owner=owner,
            goal=goal,
            target=target,
            latest=latest,
            due=due_now,
            history=points,
            streak=streak(statuses),
            trend=trend([point.value for point in points], kpi.direction, target),
            days_since_red=days_since_red(
                [(point.period.day, point.status) for point in points], production_day(calendar, now)
            ),
            running=running,
            unanswered=is_unanswered(latest.status, len(running), reason),
            targets=tuple(targets),
        )


def _points(
    kpi: Kpi,
    targets: Sequence[Target],
    newest_first: list[Reading],
    calendar: WorkCalendar,
    now: datetime,
    count: int,
) -> tuple[Point, ...]:
    """The last periods up to the latest due or read one, oldest first; days off without a reading are left out."""
    last = latest_due(calendar, kpi.cadence, now)
    by_key = {reading.period: reading for reading in newest_first}
    # Newest first by text; only shifts of one day may stand in another order than they were worked.
    edges = newest_first[: 1 + len(calendar.shifts)] + newest_first[-1:]
    begun = [_begun(calendar, kpi, reading, now) for reading in edges]
    read = [period for period in begun if period is not None]
    newest = max(read, key=lambda period: period.start, default=last)
    if newest.start > last.start:
        last = newest
    oldest = min(read, key=lambda period: period.start, default=last)
    points = []
    for period in recent(calendar, kpi.cadence, last, count + count // 2 + 2):
        reading = by_key.get(period.key)
        off = is_off(calendar, period)
        idle = (off and reading is None) or period.start < oldest.start
        if idle and period.key != last.key:
            continue
        target = target_on(targets, period.day)
        points.append(Point(period, status_of(reading, target, off=off), reading))
    return tuple(points[-count:])


def _begun(calendar: WorkCalendar, kpi: Kpi, reading: Reading, now: datetime) -> Period | None:
    """The reading's period, unless another program wrote one that has not begun or that names no shift of ours."""
    try:
        period = parse_period(calendar, kpi.cadence, reading.period)
    except ValueError:
        return None
    return period if period.start <= now else None


def _action_cards(
    actions: Iterable[Action],
    kpis: Iterable[Kpi],
    people: Iterable[Person],
    feedback: Iterable[Feedback],
    whys: Iterable[Why],
    notes: Iterable[Note],
    today: date,
) -> tuple[ActionCard, ...]:
    kpi_of = {kpi.id: kpi for kpi in kpis}
    person_of = {person.id: person for person in people}
    said: defaultdict[str | None, list[Feedback]] = defaultdict(list)
    for piece in feedback:
        said[piece.action_id].append(piece)
    why_of: defaultdict[str, list[Why]] = defaultdict(list)
    for why in whys:
        why_of[why.action_id].append(why)
    notes_of: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        notes_of[note.action_id].append(note)
    return tuple(
        ActionCard(
            action=action,
            kpi=kpi_of.get(action.kpi_id or ""),
            owner=person_of.get(action.owner_id or ""),
            feedback=tuple(said[action.id]),
            whys=tuple(sorted(why_of[action.id], key=lambda why: (why.position, why.id))),
            notes=tuple(sorted(notes_of[action.id], key=lambda note: (note.said_at, note.id))),
            days_late=pdca.days_late(action, today),
        )
        for action in sorted(actions, key=lambda action: pdca.queue_order(action, today))
    )


def _feedback_cards(
    feedback: Iterable[Feedback],
    kpis: Iterable[Kpi],
    people: Iterable[Person],
    actions: Iterable[Action],
    now: datetime,
) -> tuple[FeedbackCard, ...]:
    kpi_of = {kpi.id: kpi for kpi in kpis}
    person_of = {person.id: person for person in people}
    action_of = {action.id: action for action in actions}
    return tuple(
        FeedbackCard(
            feedback=piece,
            kpi=kpi_of.get(piece.kpi_id or ""),
            author=person_of.get(piece.author_id or ""),
            action=action_of.get(piece.action_id or ""),
            age_hours=inbox.age_hours(piece, now),
            overdue=inbox.is_overdue(piece, now),
        )
        for piece in sorted(feedback, key=lambda piece: inbox.inbox_order(piece, now))
    )


def _standing(card: KpiCard) -> Standing:
    return Standing(
        kpi_id=card.kpi.id,
        status=card.status,
        horizon=card.kpi.horizon,
        must_not_lose=bool(card.category and card.category.must_not_lose),
        unanswered=card.unanswered,
    )


def _by_id(rows: Iterable[R], row_id: str | None) -> R | None:
    return next((row for row in rows if row.id == row_id), None)
