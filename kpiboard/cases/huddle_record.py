"""How the record of a huddle is put together, out of everything that happened while it was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import Desk
from kpiboard.cases.overview import snapshot
from kpiboard.model import (
    Action,
    Attendance,
    Congratulation,
    Escalation,
    Feedback,
    FeedbackState,
    Huddle,
    HuddleState,
    Kpi,
    Person,
    Stage,
)
from kpiboard.rules import huddle as rules
from kpiboard.rules.periods import production_day
from kpiboard.rules.red import Natures, Red, answers_of, in_question, must_not_slip
from kpiboard.rules.status import Status
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.views.huddle import Digest, HuddleRecord, Move
from kpiboard.words.huddle import said_words

_LATE = timedelta(days=7)  # a number that came in later than that is no news of a huddle
_ONE_DAY = timedelta(hours=24)
_TICK = timedelta(milliseconds=1)  # moments are stored to the millisecond


class Span(NamedTuple):
    """The time that a record is about; both ends belong to it."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.since <= moment <= self.until


def record_of(desk: Desk, huddle: Huddle) -> HuddleRecord:
    return _Recorder(desk, huddle).record()


class _Recorder:
    def __init__(self, desk: Desk, huddle: Huddle) -> None:
        self.desk, self.huddle = desk, huddle
        self.calendar = desk.calendar()
        self.now = desk.now()
        self.huddles = desk.all(Huddle)
        self.cards = Cards(desk, 1, limits=False)
        self.board: BoardSnapshot = snapshot(desk)
        self.actions = [card.action for card in self.board.actions]
        self.running = huddle.state is HuddleState.RUNNING
        began = huddle.started_at or self.calendar.begins(huddle.held_on)
        self.span = Span(began, huddle.ended_at or (self.now if self.running else began))

    def record(self) -> HuddleRecord:
        huddle, people = self.huddle, self.board.people
        there = {one.person_id for one in self.desk.all(Attendance) if one.huddle_id == huddle.id}
        held = huddle.state is not HuddleState.SKIPPED
        reds, new_actions, thanked = tuple(self._reds()), self._opened(self.span), tuple(self._thanked())
        unanswered = sum(not red.answered for _, red in reds)
        return HuddleRecord(
            huddle=huddle,
            people=people,
            facilitator=next((one for one in people if one.id == huddle.facilitator_id), None),
            present=tuple(one for one in people if one.id in there),
            absent=tuple(one for one in people if held and one.id not in there and rules.takes_part(one)),
            began=self._local(huddle.started_at),
            ended=self._local(huddle.ended_at),
            minutes=None if huddle.started_at is None else rules.clock(huddle, self.now).elapsed // 60,
            reds=reds,
            new_actions=new_actions,
            moved=tuple(self._moves(self.span)),
            answered=self._answered(self.span),
            thanked=thanked,
            escalated=tuple(one for one in self.desk.all(Escalation) if self.span.holds(one.raised_at)),
            digest=self._digest(),
            streak=rules.streak(self.calendar, self.huddles, huddle.held_on),
            hurdles=rules.hurdles(unanswered, new_actions, len(thanked), huddle) if self.running else (),
            missed=rules.missed_days(self.calendar, self.huddles, self.board.today),
        )

    def _local(self, moment: datetime | None) -> datetime | None:
        return self.calendar.local(moment) if moment else None

    def _reds(self) -> Iterator[tuple[Kpi, Red]]:
        """Those that waited and were answered meanwhile and, while it runs, those that still wait; in board order."""
        held = (one.started_at for one in self.huddles if one.state is HuddleState.CLOSED)
        before = max((at for at in held if at and at < self.span.since), default=None)
        for card in self.board.kpis:
            known = self.cards.known_of(card.kpi, card.process.natures if card.process else Natures())
            points = [point for point in card.history if point.period.end <= self.span.until]
            asked_for = points if card.kpi.of_events else in_question(points, self.calendar, self.span.since, before)
            asked = {point.period for point in asked_for}
            answered = [
                red
                for red in answers_of(points, known)
                if self.span.holds(red.answered_at)
                and (red.period in asked or must_not_slip(red, self.span.since, must_not_lose=card.must_not_lose))
            ]
            waiting = card.reds if self.running else ()
            for red in sorted((*answered, *waiting), key=lambda one: one.period):
                yield card.kpi, red

    def _opened(self, span: Span) -> tuple[Action, ...]:
        found = (one for one in self.actions if span.holds(one.opened_at))
        return tuple(sorted(found, key=lambda one: one.number))

    def _moves(self, span: Span) -> Iterator[Move]:
        """The actions that went to another stage meanwhile, as the change log has it; not those opened meanwhile."""
        for action in sorted(self.actions, key=lambda one: one.number):
            if action.ended_on and action.ended_on < span.since.date() - timedelta(days=1):
                continue
            changes = [
                change
                for step, change in reversed(self.desk.store.history(action.id))
                if span.holds(datetime.fromisoformat(step.at))
            ]
            if not changes or changes[0].old is None:
                continue
            before, after = Stage(changes[0].old["stage"]), Stage(changes[-1].new["stage"])
            if before is not after:
                yield Move(action, before, after)

    def _answered(self, span: Span) -> tuple[Feedback, ...]:
        """What got its answer, a no, or an action."""
        opened = {one.id: one.opened_at for one in self.actions}
        return tuple(
            one
            for one in self.desk.all(Feedback)
            if span.holds(one.replied_at)
            or (one.state is FeedbackState.ACCEPTED and span.holds(opened.get(one.action_id or "")))
        )

    def _thanked(self) -> Iterator[tuple[Person, str]]:
        """Those of its day, and of the next one if it went on into that."""
        first, last = self.huddle.held_on, production_day(self.calendar, self.span.until)
        people = {one.id: one for one in self.board.people}
        kpis = {one.id: one for one in self.desk.all(Kpi)}
        actions = {one.id: one for one in self.actions}
        for said in self.desk.all(Congratulation):
            if first <= said.said_on <= last and said.person_id in people:
                about = kpis.get(said.kpi_id or ""), actions.get(said.action_id or "")
                yield people[said.person_id], said_words(said, *about)

    def _digest(self) -> Digest:
        began = self.span.since
        since = max((one.ended_at for one in self.huddles if one.ended_at and one.ended_at <= began), default=None)
        span = Span((since or began - _ONE_DAY) + _TICK, began - _TICK)
        turned = [(card.kpi, status) for card in self.board.kpis if (status := self._turned(card, span)) is not None]
        return Digest(
            self._local(since),
            turned_red=tuple(kpi for kpi, status in turned if status is Status.OFF_TARGET),
            turned_green=tuple(kpi for kpi, status in turned if status is Status.ON_TARGET),
            opened=self._opened(span),
            closed=tuple(move.action for move in self._moves(span) if move.after is Stage.CLOSED),
            answered=self._answered(span),
        )

    def _turned(self, card: KpiCard, span: Span) -> Status | None:
        """What a KPI turned to, if that is news: its period ended meanwhile, or its number came in meanwhile."""
        points = [point for point in card.history if point.period.start <= self.span.until]  # the board of that day
        place = rules.turned([point.status for point in points])
        if place is None:
            return None
        point = points[place]
        if point.period.end <= span.since:
            if point.reading is None or point.period.end <= span.since - _LATE:
                return None
            entered = max((step.at for step, _ in self.desk.store.history(point.reading.id)), default="")
            if not entered or datetime.fromisoformat(entered) <= span.since:
                return None
        return point.status
