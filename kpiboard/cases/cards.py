"""Rows read once, and the cards that the screens show made from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from kpiboard.cases.points import proposed_period, recent_points
from kpiboard.cases.rollups import readings_of
from kpiboard.model import (
    Action,
    Audit,
    Baseline,
    Category,
    Feedback,
    Goal,
    Guard,
    Kpi,
    KpiState,
    Note,
    Person,
    Rollup,
    Shift,
    Target,
    Why,
)
from kpiboard.rules import inbox, pdca
from kpiboard.rules.calendar import WorkCalendar, production_day
from kpiboard.rules.reviews import is_due
from kpiboard.rules.status import suspect
from kpiboard.rules.targets import target_on
from kpiboard.rules.trend import days_since_red, streak, trend
from kpiboard.rules.trust import discrepancy
from kpiboard.rules.verdict import is_unanswered
from kpiboard.snapshot import ActionCard, FeedbackCard, KpiCard, Point, Process
from kpiboard.store import Store

R = TypeVar("R", Category, Person, Goal)
OfKpi = TypeVar("OfKpi", Target, Baseline, Audit, Guard)

MADE = 1000  # periods of a rolled-up KPI that its limits on the board come from


class Cards:
    """The rows of a board at one moment.

    Args:
        history: the most points a card carries.
        limits: whether the cards say what the process limits make of the latest value; that takes longer.
        hasty: a KPI made from others says where it stands, and its history can wait.
    """

    def __init__(self, store: Store, now: datetime, history: int, *, limits: bool = True, hasty: bool = False) -> None:
        self.store, self.now, self.history, self.limits, self.hasty = store, now, history, limits, hasty
        self.info, self.shifts = store.info(), store.all(Shift)
        self.calendar = WorkCalendar.of(self.info, self.shifts)
        self.today = production_day(self.calendar, now)
        self.kpis, self.people = store.all(Kpi), store.all(Person)
        self.categories, self.goals = store.all(Category), store.all(Goal)
        self.actions, self.feedback = store.all(Action), store.all(Feedback)
        self.targets = _by_kpi(store.all(Target))
        self.baselines = _by_kpi(store.all(Baseline))
        self.audits = _by_kpi(store.all(Audit))
        self.guards = _by_kpi(store.all(Guard))

    @cached_property
    def action_cards(self) -> tuple[ActionCard, ...]:
        whys, notes = self.store.all(Why), self.store.all(Note)
        return _action_cards(self.actions, self.kpis, self.people, self.feedback, whys, notes, self.today)

    @cached_property
    def feedback_cards(self) -> tuple[FeedbackCard, ...]:
        return _feedback_cards(self.feedback, self.kpis, self.people, self.actions, self.now)

    @cached_property
    def kpi_cards(self) -> tuple[KpiCard, ...]:
        """Those of the active KPIs, in board order; each knows how its guards stand."""
        cards = [self.card_of(kpi) for kpi in self.kpis if kpi.state is KpiState.ACTIVE]
        statuses = {card.kpi.id: card.status for card in cards}

        def hides_something(card: KpiCard) -> bool:
            guards = (statuses.get(guard.guard_id) for guard in self.guards[card.kpi.id])
            return suspect(card.status, (status for status in guards if status is not None))

        return tuple(replace(card, suspect=True) if hides_something(card) else card for card in cards)

    def card_of(self, kpi: Kpi) -> KpiCard:
        """The card of any KPI, on the board or not."""
        count = 1 if self.hasty and kpi.rollup is not Rollup.NONE else self.history
        readings = readings_of(self.store, kpi, self.kpis, self.calendar, self.now, count)
        targets = self.targets[kpi.id]
        points = recent_points(kpi, targets, readings, self.calendar, self.now, self.history)
        latest = points[-1]
        running = tuple(
            card.action
            for card in self.action_cards
            if card.action.kpi_id == kpi.id and card.action.stage in pdca.RUNNING
        )
        reason = latest.reading.reason if latest.reading else ""
        target = target_on(targets, latest.period.day)
        return KpiCard(
            kpi=kpi,
            category=_by_id(self.categories, kpi.category_id),
            owner=_by_id(self.people, kpi.owner_id),
            goal=_by_id(self.goals, kpi.goal_id),
            target=target,
            latest=latest,
            due=proposed_period(kpi, readings, self.calendar, self.now),
            history=points,
            streak=streak([point.status for point in points]),
            trend=trend([point.value for point in points], kpi.direction, target),
            days_since_red=days_since_red([(point.period.day, point.status) for point in points], self.today),
            running=running,
            unanswered=is_unanswered(latest.status, len(running), reason),
            targets=tuple(targets),
            process=self._process(kpi, points),
            doubtful=discrepancy(self.audits[kpi.id]).doubtful,
            review_due=is_due(kpi, self.today),
        )

    def _process(self, kpi: Kpi, points: tuple[Point, ...]) -> Process | None:
        if not self.limits:
            return None
        from kpiboard.cases.process import at_latest, chart_of, process_of

        if kpi.rollup is not Rollup.NONE:  # nothing of it is stored, so there is no quick look at its beginning
            made = readings_of(self.store, kpi, self.kpis, self.calendar, self.now, MADE)
            points = recent_points(kpi, self.targets[kpi.id], made, self.calendar, self.now)
            return at_latest(kpi, points, chart_of(kpi, points, self.baselines[kpi.id]))
        baselines, targets = self.baselines[kpi.id], self.targets[kpi.id]
        return process_of(self.store, kpi, points, targets, baselines, self.calendar, self.now)


def _by_kpi(rows: Iterable[OfKpi]) -> defaultdict[str, list[OfKpi]]:
    found: defaultdict[str, list[OfKpi]] = defaultdict(list)
    for row in rows:
        found[row.kpi_id].append(row)
    return found


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


def _by_id(rows: Iterable[R], row_id: str | None) -> R | None:
    return next((row for row in rows if row.id == row_id), None)
