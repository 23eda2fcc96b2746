"""What an action did to its KPI: its readings before and after, and the story around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kpiboard.basics.ids import reading_id
from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import Desk
from kpiboard.cases.event_gaps import gap_points, gaps_now
from kpiboard.cases.points import most_periods, recent_points
from kpiboard.cases.process import chart_of
from kpiboard.cases.rollups import readings_of
from kpiboard.model import Action, Baseline, Kata, Kpi, Result, Rollup, Target
from kpiboard.rules.calendar import period_at
from kpiboard.rules.effect import CAUSES, Effect, effect, started_by
from kpiboard.rules.events import Gaps
from kpiboard.rules.targets import target_on
from kpiboard.views.board import Point

if TYPE_CHECKING:
    from kpiboard.views.action import ActionStory  # late: only the story of one action needs it

COMPARED = 20  # readings on either side: as many as lock the limits (domain 2.6.2)
SPARE = 200  # readings before an action was done that are looked at first


def effect_of(desk: Desk, action: Action) -> Effect | None:
    """The effect as far as it is known; None without a KPI."""
    cards = Cards(desk, 1, limits=False)
    kpi = next((kpi for kpi in cards.kpis if kpi.id == action.kpi_id), None)
    if kpi is None:
        return None
    return _measured(
        action, kpi, _points_around(cards, kpi, action), target_on(cards.targets[kpi.id], cards.today, kpi.decimals)
    )


def tell_action(desk: Desk, action: Action) -> ActionStory:
    from kpiboard.views.action import ActionStory

    cards = Cards(desk, COMPARED, limits=False)
    card = next(card for card in cards.action_cards if card.action.id == action.id)
    kpi = card.kpi or Kpi("", "", "")
    points = _points(cards, kpi) if card.kpi else ()
    baselines = list(cards.baselines[kpi.id])
    done_at = _first_after(action.done_on, points)
    if done_at is not None:
        baselines.append(Baseline("", kpi.id, points[done_at].period.key))
    target = target_on(cards.targets[kpi.id], cards.today, kpi.decimals) if card.kpi else None
    found = _measured(action, card.kpi, points, target) if card.kpi else None
    expected_from = found.before if found else None
    ghost = None if expected_from is None or action.expected is None else expected_from + action.expected
    return ActionStory(
        card=card,
        now=cards.now,
        today=cards.today,
        effect=found,
        target=target,
        points=points,
        chart=_gaps(cards, kpi, baselines).chart if kpi.of_events else chart_of(kpi, points, baselines),
        done_at=done_at,
        ghost=ghost,
        kata=tuple(one for one in desk.all(Kata) if one.action_id == action.id),
        escalations=tuple(one for one in cards.escalation_cards if one.escalation.action_id == action.id),
        people=tuple(cards.people),
        steps=tuple(desk.store.log(limit=50, row_id=action.id)),
    )


def _points(cards: Cards, kpi: Kpi) -> tuple[Point, ...]:
    """Its readings; of events the days between them."""
    if kpi.of_events:
        return gap_points(cards.desk, kpi, _gaps(cards, kpi, cards.baselines[kpi.id]), cards.now)
    readings = readings_of(cards.desk, kpi, cards.now)
    return recent_points(kpi, cards.targets[kpi.id], readings, cards.calendar, cards.now)


def _gaps(cards: Cards, kpi: Kpi, baselines: Sequence[Baseline]) -> Gaps:
    return gaps_now(cards.desk, kpi, baselines, cards.now)


def _points_around(cards: Cards, kpi: Kpi, action: Action) -> tuple[Point, ...]:
    """The points that its effect is measured from: all, or the last ones where these are enough.

    They are, when so many count before it was done as are compared, and the reds that started it besides: what lies
    before those changes nothing (tests/cases/test_answers.py holds that it is the same).
    """
    if action.done_on is None or kpi.of_events or kpi.rollup is not Rollup.NONE:
        return _points(cards, kpi)
    calendar = cards.calendar
    done, last = (period_at(calendar, kpi.cadence, at) for at in (calendar.begins(action.done_on), cards.now))
    most = most_periods(calendar, done, last) + SPARE
    readings = cards.desk.readings(kpi, limit=most)
    points = recent_points(kpi, cards.targets[kpi.id], readings, calendar, cards.now)
    before = sum(point.counts and point.period.day <= action.done_on for point in points)
    return points if len(readings) < most or before >= COMPARED + CAUSES else _points(cards, kpi)


def proposal(desk: Desk, action: Action) -> Result | None:
    """The result that the KPI shows; None where there is none or it is too early to tell."""
    measured = effect_of(desk, action)
    return measured.proposal if measured else None


def _measured(action: Action, kpi: Kpi, points: Sequence[Point], target: Target | None) -> Effect:
    if kpi.of_events:  # the gap that still runs, which no event has ended, is not known yet
        running = {reading_id(kpi.id, point.period.key) for point in points[-1:]}
        points = [point for point in points if point.reading and point.reading.id not in running]
    read = [point for point in points if point.counts]
    split = _first_after(action.done_on, read)
    seen = _first_after(action.opened_on, read[:split])  # when it was opened, these were the latest
    causes = started_by([point.status for point in read[:split][:seen]]) if action.opened_on else 0
    opened = len(read[:split][:seen])
    before = [point.value for point in (*read[: opened - causes], *read[:split][opened:]) if point.value is not None]
    after = [point.value for point in read[split:] if point.value is not None] if split is not None else []
    low, high = (target.low, target.high) if target else (None, None)
    return effect(
        before[-COMPARED:],
        after[:COMPARED],
        expected=action.expected,
        direction=kpi.direction,
        needed=action.check_n,
        band=None if low is None or high is None else (low, high),
    )


def _first_after(done_on: date | None, points: Sequence[Point]) -> int | None:
    """The place of the first point that lies after the day on which the action was done."""
    if done_on is None:
        return None
    return next((place for place, point in enumerate(points) if point.period.day > done_on), None)
