"""How the story of one KPI is put together, out of everything that is known about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kpiboard.cases.cards import HISTORY, Cards, consulted_on
from kpiboard.cases.desk import Desk
from kpiboard.cases.event_gaps import gap_points, gaps_now, process_of_gaps
from kpiboard.cases.locks import changed_since
from kpiboard.cases.of_kpi import audits_of, baselines_of, reviews_of, targets_of
from kpiboard.cases.points import recent_points
from kpiboard.cases.process import at_latest, chart_of
from kpiboard.cases.rollups import readings_of
from kpiboard.model import Kpi, Proposal
from kpiboard.rules import quality, tree
from kpiboard.rules.balance import process_children
from kpiboard.rules.capability import Capability
from kpiboard.rules.reviews import is_due
from kpiboard.rules.smells import smells
from kpiboard.rules.targets import version_on
from kpiboard.rules.trust import discrepancy
from kpiboard.views.board import KpiCard
from kpiboard.views.kpi import GuardLine, KpiStory


def tell(desk: Desk, found: Kpi) -> KpiStory:
    cards = Cards(desk, HISTORY, limits=False)
    by_id = {card.kpi.id: card for card in cards.kpi_cards}
    card = by_id.get(found.id) or cards.card_of(found)
    baselines = baselines_of(desk, found)
    if found.of_events:
        gaps = gaps_now(desk, found, baselines, cards.now)
        targets, points, chart, now = [], gap_points(desk, found, gaps, cards.now), gaps.chart, process_of_gaps(gaps)
    else:
        targets = targets_of(desk, found)
        points = recent_points(found, targets, readings_of(desk, found, cards.now), cards.calendar, cards.now)
        chart = chart_of(found, points, baselines)
        now = at_latest(found, points, chart)
    ladder = tree.ladder(found, cards.kpis, cards.goals, cards.info.vision)
    audits = audits_of(desk, found)
    return KpiStory(
        card=replace(card, process=now, trend=now.trend, duty=cards.duty_of(found, points[-HISTORY:], now.natures)),
        now=cards.now,
        today=cards.today,
        points=points,
        chart=chart,
        capability=now.capability,
        sense=now.sense,
        baselines=tuple(baselines),
        targets=tuple(targets),
        proposals=tuple(one for one in desk.all(Proposal) if one.kpi_id == found.id),
        heard=tuple(one for one in cards.feedback if one.id in {target.feedback_id for target in targets}),
        actions=tuple(
            one for one in cards.action_cards if found.id in (one.action.kpi_id, *(kpi.id for kpi in one.also))
        ),
        feedback=tuple(one for one in cards.feedback_cards if one.feedback.kpi_id == found.id),
        guards=tuple(_guard_lines(cards, found, by_id)),
        consulted=consulted_on(desk, found),
        ladder=ladder,
        children=tuple(one for one in cards.kpi_cards if one.kpi.parent_id == found.id),
        assessment=_assess(cards, card, now.capability, ladder),
        whiffs=() if found.of_events else smells(points, found, cards.calendar.read_on(found.weekdays)),
        reviews=tuple(reviews_of(desk, found)),
        review_due=is_due(found, cards.today),
        audits=tuple(audits),
        discrepancy=discrepancy(audits),
        changed_since=changed_since(desk, found),
    )


def _guard_lines(cards: Cards, kpi: Kpi, by_id: Mapping[str, KpiCard]) -> Iterator[GuardLine]:
    names = {one.id: one.name for one in cards.kpis}
    for guard in cards.guards[kpi.id]:
        yield GuardLine(guard, names.get(guard.guard_id, ""), by_id.get(guard.guard_id))


def _assess(cards: Cards, card: KpiCard, able: Capability, ladder: tree.Ladder) -> quality.Assessment:
    kpi = card.kpi
    return quality.assess(
        quality.Subject(
            kpi,
            owner=card.owner,
            target=None if kpi.of_events else version_on(targets_of(cards.desk, kpi), cards.today),
            ladder_complete=ladder.complete,
            guards=len(cards.guards[kpi.id]),
            consulted=consulted_on(cards.desk, kpi),
            reach=able.reach if able.of else None,
            actions=sum(one.kpi_id == kpi.id for one in cards.actions),
            twins=quality.twins(kpi, cards.kpis),
            process_children=process_children(kpi, cards.kpis),
        )
    )
