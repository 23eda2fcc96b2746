"""The use case of looking: rows and a moment become the snapshot that a screen shows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kpiboard.cases.cards import HISTORY, Cards
from kpiboard.cases.desk import Desk
from kpiboard.cases.points import first_day
from kpiboard.model import Attendance, Congratulation, HuddleState, KpiState, View
from kpiboard.rules.calendar import current_shift
from kpiboard.rules.huddle import streak
from kpiboard.rules.verdict import Standing, verdict
from kpiboard.views.board import BoardSnapshot, HuddleCard, KpiCard, PraiseCard

if TYPE_CHECKING:
    from kpiboard.rules.balance import Balance


def snapshot(desk: Desk, history: int | None = None, *, thorough: bool = True) -> BoardSnapshot:
    """Everything the board shows now; `history` is the most points a KPI carries.

    Not `thorough`, it is quicker, for a first frame: without what the process limits say, without the balance, the
    praise and what actions did, and without the history of KPIs that are made from others.
    """
    cards = Cards(desk, history or HISTORY, limits=thorough, hasty=not thorough)
    return BoardSnapshot(
        path=desk.store.path,
        read_only=desk.store.read_only,
        taken_at=cards.now,
        today=cards.today,
        shift=current_shift(cards.calendar, cards.now),
        board=cards.info,
        categories=tuple(cards.categories),
        shifts=tuple(cards.shifts),
        people=tuple(cards.people),
        goals=tuple(cards.goals),
        kpis=cards.kpi_cards,
        drafts=tuple(kpi for kpi in cards.kpis if kpi.state is KpiState.DRAFT),
        retired=tuple(kpi for kpi in cards.kpis if kpi.state is KpiState.RETIRED),
        actions=cards.action_cards,
        feedback=cards.feedback_cards,
        verdict=verdict(_standing(card, cards.now) for card in cards.kpi_cards),
        remarks=desk.store.repairs,
        balance=_balance(cards) if thorough else None,
        escalations=cards.escalation_cards,
        views=desk.all(View),
        huddle=_huddle(cards),
        last_huddle=cards.last_huddle,
        streak=streak(cards.calendar, cards.huddles, cards.today) if cards.huddles else 0,
        praise=_praise(cards) if thorough else (),
    )


def _standing(card: KpiCard, now: datetime) -> Standing:
    return Standing(
        kpi_id=card.kpi.id,
        status=card.status,
        horizon=card.kpi.horizon,
        must_not_lose=card.must_not_lose,
        unanswered=card.unanswered,
        hours=max((red.hours(now) for red in card.reds), default=0),
        late=bool(card.late),
    )


def _praise(cards: Cards) -> tuple[PraiseCard, ...]:
    from kpiboard.cases.effects import proposal  # late: the first frame praises nobody
    from kpiboard.cases.praise import due_praise

    said = cards.desk.all(Congratulation)
    return due_praise(
        cards.kpi_cards, cards.actions, cards.people, said, cards.today, lambda action: proposal(cards.desk, action)
    )


def _huddle(cards: Cards) -> HuddleCard | None:
    running = next((one for one in cards.huddles if one.state is HuddleState.RUNNING), None)
    if running is None:
        return None
    there = {one.person_id for one in cards.desk.all(Attendance) if one.huddle_id == running.id}
    facilitator = next((one for one in cards.people if one.id == running.facilitator_id), None)
    return HuddleCard(running, facilitator, tuple(person for person in cards.people if person.id in there))


def _balance(cards: Cards) -> Balance:
    from kpiboard.rules.balance import balance, last_acted, weekly_reads  # late: the first frame can do without

    return balance(
        cards.kpis,
        weekly_reads(cards.calendar),
        last_acted(cards.actions, cards.today),
        cards.goals,
        cards.today,
        first_read={card.kpi.id: first_day(cards.desk, card.kpi) for card in cards.kpi_cards},
    )
