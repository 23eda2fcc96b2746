"""Rows read once, and the cards that the screens show made from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeVar

from kpiboard.cases.desk import Desk
from kpiboard.cases.event_days import event_points, explained_readings
from kpiboard.cases.points import LEAD, begun_period, proposed_period, recent_points
from kpiboard.cases.rollups import readings_of
from kpiboard.model import (
    Action,
    Answer,
    Audit,
    Baseline,
    Block,
    Category,
    Consulted,
    Cover,
    Escalation,
    Feedback,
    Goal,
    Guard,
    Helper,
    Huddle,
    HuddleState,
    Kpi,
    KpiState,
    Note,
    Person,
    Reading,
    Result,
    Rollup,
    Shift,
    Stage,
    Target,
    Why,
)
from kpiboard.model.event import NO_EVENT
from kpiboard.rules import ageing, escalation, inbox, pdca
from kpiboard.rules.calendar import production_day
from kpiboard.rules.reasons import faults, may_give
from kpiboard.rules.red import Known, Natures, Red, answers_of, asked_reds, taken_up_again
from kpiboard.rules.reviews import is_due
from kpiboard.rules.status import Status, suspect
from kpiboard.rules.targets import target_on
from kpiboard.rules.trend import Streak, Trend, days_since_red, streak
from kpiboard.rules.trust import discrepancy
from kpiboard.views.board import ActionCard, Duty, EscalationCard, FeedbackCard, KpiCard, Point, Process

R = TypeVar("R", Category, Person, Goal)
OfKpi = TypeVar("OfKpi", Target, Baseline, Audit, Guard, Reading)
OfAction = TypeVar("OfAction", Why, Note, Helper, Block, Cover)

HISTORY = 60  # points a KPI has on the board: what the widest tile draws
FURTHER = 4  # times as many readings, where a run goes on beyond those at hand
MOST_CHECKED = 100  # readings that are counted after an action was done


class Cards:
    """The rows of a board at one moment.

    Args:
        history: the most points a card carries.
        limits: whether the cards say what the process limits make of the latest value; that takes longer.
        hasty: a KPI made from others says where it stands, and its history can wait; so can what actions did.
    """

    def __init__(self, desk: Desk, history: int, *, limits: bool = True, hasty: bool = False) -> None:
        self.desk, self.now, self.history, self.limits, self.hasty = desk, desk.now(), history, limits, hasty
        self.info, self.shifts, self.calendar = desk.info, desk.all(Shift), desk.calendar()
        self.today = production_day(self.calendar, self.now)
        self.kpis, self.people = desk.all(Kpi), desk.all(Person)
        self.categories, self.goals = desk.all(Category), desk.all(Goal)
        self.actions, self.feedback = desk.all(Action), desk.all(Feedback)
        self.targets = _by_kpi(desk.all(Target))
        self.targets |= {kpi.id: [NO_EVENT] for kpi in self.kpis if kpi.of_events}
        self.baselines = _by_kpi(desk.all(Baseline))
        self.audits = _by_kpi(desk.all(Audit))
        self.guards = _by_kpi(desk.all(Guard))

    @cached_property
    def queue(self) -> list[Action]:
        """All actions in queue order."""
        return sorted(self.actions, key=lambda action: pdca.queue_order(action, self.today))

    @cached_property
    def action_cards(self) -> tuple[ActionCard, ...]:
        kpi_of = {kpi.id: kpi for kpi in self.kpis}
        person_of = {person.id: person for person in self.people}
        action_of = {action.id: action for action in self.actions}
        since_red = {card.kpi.id: card.days_since_red for card in self.kpi_cards}
        whys, notes = _by_action(self.desk.all(Why)), _by_action(self.desk.all(Note))
        helpers, blocks = _by_action(self.desk.all(Helper)), _by_action(self.desk.all(Block))
        covers = _by_action(self.desk.all(Cover))
        said: defaultdict[str | None, list[Feedback]] = defaultdict(list)
        for piece in self.feedback:
            said[piece.action_id].append(piece)
        escalated = {
            card.escalation.action_id for card in self.escalation_cards if card.state is not escalation.State.CONFIRMED
        }
        cards = []
        for action in self.queue:
            late = pdca.days_late(action, self.today)
            helping = {one.person_id for one in helpers[action.id]}
            also = (kpi_of.get(one.kpi_id) for one in covers[action.id])
            blockers = (action_of.get(block.blocker_id) for block in blocks[action.id])
            cards.append(
                ActionCard(
                    action=action,
                    kpi=kpi_of.get(action.kpi_id or ""),
                    owner=person_of.get(action.owner_id or ""),
                    feedback=tuple(said[action.id]),
                    whys=tuple(sorted(whys[action.id], key=lambda why: (why.position, why.id))),
                    notes=tuple(sorted(notes[action.id], key=lambda note: (note.said_at, note.id))),
                    days_late=late,
                    helpers=tuple(person for person in self.people if person.id in helping),
                    blockers=tuple(one for one in blockers if one is not None and one.stage in pdca.RUNNING),
                    also=tuple(kpi for kpi in also if kpi is not None),
                    rung=ageing.rung(late),
                    readings=None if self.hasty else self.readings_since(action),
                    escalated=action.id in escalated,
                    held_days=None if self.hasty else self._held_days(action, since_red.get(action.kpi_id or "")),
                )
            )
        return tuple(cards)

    def readings_since(self, action: Action) -> int | None:
        """How many numbers its KPI has since the action was done; None before that and without a KPI."""
        kpi = next((kpi for kpi in self.kpis if kpi.id == action.kpi_id), None)
        if action.done_on is None or kpi is None or action.stage not in pdca.RUNNING:
            return None
        readings = readings_of(self.desk, kpi, self.now, MOST_CHECKED)
        periods = (begun_period(self.calendar, kpi, one, self.now) for one in readings if one.value is not None)
        return sum(period is not None and period.day > action.done_on for period in periods)

    def _held_days(self, action: Action, since_red: int | None) -> int | None:
        if action.stage is not Stage.CLOSED or action.result is not Result.WORKED:
            return None
        from kpiboard.rules.effect import held_days  # late: the first frame can do without

        reds = [] if since_red is None else [self.today - timedelta(since_red)]
        return held_days(action, reds, self.today)

    @cached_property
    def escalation_cards(self) -> tuple[EscalationCard, ...]:
        """Open ones first (rules/escalation.py)."""
        rows = self.desk.all(Escalation)
        if not rows:
            return ()
        said: defaultdict[str, list[Answer]] = defaultdict(list)
        for answer in self.desk.all(Answer):
            said[answer.escalation_id].append(answer)
        kpi_of = {kpi.id: kpi for kpi in self.kpis}
        action_of = {action.id: action for action in self.actions}
        piece_of = {piece.id: piece for piece in self.feedback}
        return tuple(
            EscalationCard(
                escalation=row,
                answers=tuple(said[row.id]),
                state=escalation.state_of(row, said[row.id]),
                age_hours=escalation.age_hours(row, self.now),
                overdue=escalation.is_overdue(row, said[row.id], self.now),
                action=action_of.get(row.action_id or ""),
                kpi=kpi_of.get(row.kpi_id or ""),
                feedback=piece_of.get(row.feedback_id or ""),
            )
            for row in sorted(rows, key=lambda row: escalation.order(row, said[row.id], self.now))
        )

    @cached_property
    def huddles(self) -> tuple[Huddle, ...]:
        return self.desk.all(Huddle)

    @cached_property
    def last_huddle(self) -> Huddle | None:
        """The last one that was closed."""
        closed = [one for one in self.huddles if one.state is HuddleState.CLOSED and one.started_at is not None]
        return max(closed, key=lambda one: (str(one.started_at), one.id), default=None)

    @cached_property
    def feedback_cards(self) -> tuple[FeedbackCard, ...]:
        return _feedback_cards(self.feedback, self.kpis, self.people, self.actions, self.now)

    @cached_property
    def kpi_cards(self) -> tuple[KpiCard, ...]:
        """Those of the active KPIs, in board order; each knows how its guards stand."""
        cards = [self.card_of(kpi) for kpi in self.kpis if kpi.state is KpiState.ACTIVE]
        by_id = {card.kpi.id: card for card in cards}

        def suspected(card: KpiCard) -> tuple[str, ...]:
            guards = [by_id[guard.guard_id] for guard in self.guards[card.kpi.id] if guard.guard_id in by_id]
            return tuple(guard.kpi.name for guard in guards if suspect(card.status, (guard.status,)))

        return tuple(replace(card, suspected=names) if (names := suspected(card)) else card for card in cards)

    def card_of(self, kpi: Kpi) -> KpiCard:
        """The card of any KPI, on the board or not."""
        readings = readings_of(self.desk, kpi, self.now, self._count(kpi))
        targets = self.targets[kpi.id]
        points = recent_points(kpi, targets, readings, self.calendar, self.now, self.history)
        latest = points[-1]
        process = self._process(kpi, readings)
        run, since_red = self._runs(kpi, readings, points)
        target = target_on(targets, latest.period.day, kpi.decimals)
        card = KpiCard(
            kpi=kpi,
            category=_by_id(self.categories, kpi.category_id),
            owner=_by_id(self.people, kpi.owner_id),
            goal=_by_id(self.goals, kpi.goal_id),
            target=target,
            latest=latest,
            due=proposed_period(kpi, readings, self.calendar, self.now),
            history=points,
            streak=run,
            trend=process.trend if process else Trend.UNKNOWN,
            days_since_red=since_red,
            running=tuple(one for one in self.on(kpi) if one.stage in pdca.RUNNING),
            duty=self.duty_of(kpi, points, process.natures if process else Natures()),
            targets=tuple(targets),
            process=process,
            doubtful=discrepancy(self.audits[kpi.id]).doubtful,
            review_due=is_due(kpi, self.today),
        )
        return self._of_events(card) if kpi.of_events else card

    def _runs(self, kpi: Kpi, readings: Sequence[Reading], points: Sequence[Point]) -> tuple[Streak, int | None]:
        """The streak, and the days since the last red, however far back they reach; a hasty look leaves such out."""
        count, whole = self._count(kpi), False
        while True:
            worked = [point for point in points if point.status is not Status.DAY_OFF]
            run = streak([point.status for point in worked])
            since = days_since_red([(point.period.day, point.status) for point in worked], self.today)
            if whole or (run.length < len(worked) and since is not None):
                return run, since
            if self.hasty:
                return run if run.length < len(worked) else Streak(None, 0), since
            made = kpi.rollup is not Rollup.NONE
            whole = count is None or (len(readings) < count and not made)
            last = None if whole else count
            points = recent_points(kpi, self.targets[kpi.id], readings, self.calendar, self.now, last)
            if count is not None and not whole:
                count = None if made else count * FURTHER
                readings = readings_of(self.desk, kpi, self.now, count)

    def _of_events(self, card: KpiCard) -> KpiCard:
        """Days without an event are no run and no trend: what the days between events say is."""
        gaps = card.process.gaps if card.process else None
        happened = event_points(self.desk, card.kpi)
        since = (self.today - happened[-1].period.day).days if happened else None
        went = gaps.trend if gaps else Trend.UNKNOWN
        return replace(card, streak=Streak(None, 0), trend=went, days_since_red=since)

    def duty_of(self, kpi: Kpi, points: Sequence[Point], natures: Natures) -> Duty:
        """What the red contract asks of a KPI now, by the last of its points."""
        happened = event_points(self.desk, kpi) if kpi.of_events else ()
        if not happened and not any(point.status is Status.OFF_TARGET for point in points):
            return Duty()
        known = self.known_of(kpi, natures)
        last = self.last_huddle.started_at if self.last_huddle else None
        category = _by_id(self.categories, kpi.category_id)
        reds = asked_reds(points, known, self.now, last, must_not_lose=bool(category and category.must_not_lose))
        reds = self._waiting(answers_of(happened, known), reds)
        waiting = [red for red in reds if not red.answered]
        back = taken_up_again(waiting, known.actions)
        return Duty(reds, back, not waiting or may_give(self.explained[kpi.id], self.now))

    @staticmethod
    def _waiting(happened: Sequence[Red], asked: Sequence[Red]) -> tuple[Red, ...]:
        """With the events that have no answer: each waits for one, whatever has happened since."""
        known = {red.period for red in asked}
        more = [red for red in happened if not red.answered and red.period not in known]
        return tuple(sorted((*more, *asked), key=lambda red: red.period))

    def on(self, kpi: Kpi) -> list[Action]:
        """The actions that answer the reds of a KPI: its own, and those that answer them besides, in queue order."""
        besides = {one.action_id for one in self.desk.all(Cover) if one.kpi_id == kpi.id}
        return [one for one in self.queue if one.kpi_id == kpi.id or one.id in besides]

    def known_of(self, kpi: Kpi, natures: Natures) -> Known:
        """What there is to answer the reds of a KPI."""
        return Known(natures, self.on(kpi), faults(self.explained[kpi.id]), self.calendar, self.today)

    @cached_property
    def explained(self) -> defaultdict[str, list[Reading]]:
        """The readings with a reason, by their KPI."""
        return _by_kpi(explained_readings(self.desk))

    def _count(self, kpi: Kpi) -> int | None:
        """How many readings its card takes; None for all: nothing of a KPI made from others is stored."""
        if kpi.rollup is Rollup.NONE:
            return self.history + LEAD
        return 1 if self.hasty else None if self.limits else self.history

    def _process(self, kpi: Kpi, readings: Sequence[Reading]) -> Process | None:
        if not self.limits:
            return None
        if kpi.of_events:
            from kpiboard.cases.event_gaps import gaps_now, process_of_gaps  # late: the same

            return process_of_gaps(gaps_now(self.desk, kpi, self.baselines[kpi.id], self.now))
        from kpiboard.cases.process import at_latest, look  # late: the first frame can do without

        targets, baselines = self.targets[kpi.id], self.baselines[kpi.id]
        return at_latest(kpi, *look(self.desk, kpi, targets, baselines, self.now, self.history, readings))


def _by_kpi(rows: Iterable[OfKpi]) -> defaultdict[str, list[OfKpi]]:
    found: defaultdict[str, list[OfKpi]] = defaultdict(list)
    for row in rows:
        found[row.kpi_id].append(row)
    return found


def _by_action(rows: Iterable[OfAction]) -> defaultdict[str, list[OfAction]]:
    found: defaultdict[str, list[OfAction]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


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


def consulted_on(desk: Desk, kpi: Kpi) -> tuple[Person, ...]:
    people = {person.id: person for person in desk.all(Person)}
    rows = (one for one in desk.all(Consulted) if one.kpi_id == kpi.id)
    return tuple(people[one.person_id] for one in rows if one.person_id in people)
