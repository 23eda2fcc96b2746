"""How the red contract is kept, and what grows old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import Desk
from kpiboard.rules import ageing, escalation, pdca
from kpiboard.rules.red import Natures, Red, acted_on, answers_of
from kpiboard.rules.status import Status
from kpiboard.views.answers import Contract
from kpiboard.views.board import ActionCard

WINDOW = timedelta(days=90)
DUSTY = timedelta(days=30)
POINTS = 800  # three months of shifts, or of a day's eight hours


def contract_of(desk: Desk) -> Contract:
    cards = Cards(desk, POINTS)
    since = cards.today - WINDOW
    answered: list[Red] = []
    dust, readings = [], 0
    for card in cards.kpi_cards:
        points = [point for point in card.history if point.period.day >= since]
        readings += sum(point.value is not None for point in points)
        on_it = cards.on(card.kpi)
        natures = card.process.natures if card.process else Natures()
        answered += answers_of(points, cards.known_of(card.kpi, natures))
        lately = (point.status for point in points if point.period.day > cards.today - DUSTY)
        if not on_it and Status.OFF_TARGET in lately:
            dust.append(card)
    queue = cards.action_cards
    running = [card for card in queue if card.action.stage in pdca.RUNNING]
    people = {person.id: person for person in cards.people}
    done = sum(action.done_on is not None and action.done_on >= since for action in cards.actions)
    return Contract(
        today=cards.today,
        unanswered=tuple(
            sorted((card for card in cards.kpi_cards if card.reds), key=lambda card: min(r.since for r in card.reds))
        ),
        late=tuple(card for card in cards.kpi_cards if card.late),
        acted=acted_on(answered, cards.now),
        dust=tuple(dust),
        firefighting=ageing.firefighting(cards.actions, since),
        overloaded=tuple(
            (people[owner], count) for owner, count in ageing.overloaded(cards.actions).items() if owner in people
        ),
        overdue=tuple(card for card in running if card.days_late),
        moved_often=tuple(card for card in running if ageing.moved_often(card.action)),
        escalations=tuple(card for card in cards.escalation_cards if card.state is not escalation.State.CONFIRMED),
        learned=tuple(_learned(queue, cards.today)),
        done_per_100=ageing.done_per_100(done, readings),
    )


def _learned(queue: Iterable[ActionCard], today: date) -> list[ActionCard]:
    """Those that say what they taught, the latest first."""
    taught = (card for card in queue if card.action.learning)
    return sorted(
        taught,
        key=lambda card: (card.action.ended_on or card.action.done_on or today, card.action.number),
        reverse=True,
    )
