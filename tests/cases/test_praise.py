"""Recognition: the one person to congratulate, until it was said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import GuardOpen, InvalidInput, Refused
from kpiboard.model import Action, Result
from kpiboard.views.board import PraiseCard
from kpiboard.words.huddle import praise_words


@pytest.fixture
def praised(board: Board) -> Board:
    """On-time delivery was off target on Thursday and is on target since Friday."""
    board.team.add_person("Joana Prado")
    board.team.add_person("Maria Silva", role="leader")
    board.kpis.add("On-time delivery", target=95, owner="JP")
    board.readings.record("otd", 91, period="2026-11-19")
    board.readings.record("otd", 96, period="2026-11-20")
    return board


def due(board: Board) -> list[str]:
    return [f"{card.person.initials}: {praise_words(card)}" for card in board.snapshot().praise]


def worked(board: Board, **given: object) -> Action:
    action = board.actions.add("Second set of tools", **given)
    for stage in ("do", "check", "act", "closed"):
        action = board.actions.move(action.number, stage, passed_by="MS", reason="tried at once", result="worked")
    return action


def test_a_target_hit_after_a_miss_names_its_owner_until_it_was_said(praised: Board) -> None:
    (card,) = praised.snapshot().praise
    assert card == PraiseCard(praised.team.find_person("JP"), kpi=praised.kpis.find("otd"), period="2026-11-20")
    assert praise_words(card) == "On-time delivery is back on target"
    said = praised.praise.congratulate(card.person, kpi=card.kpi, period=card.period)
    assert (said.number, said.said_on, said.said_by) == (1, date(2026, 11, 21), "anna")
    assert due(praised) == []
    praised.undo()
    assert len(due(praised)) == 1


def test_red_again_there_is_nothing_to_praise_and_the_next_hit_is_another_one(praised: Board, clock: Clock) -> None:
    praised.praise.congratulate("JP", kpi="otd", period="2026-11-20")
    clock.moment = datetime(2026, 11, 24, 8, tzinfo=UTC)
    praised.readings.record("otd", 90, period="2026-11-22")
    assert due(praised) == []
    praised.readings.record("otd", 97, period="2026-11-23")
    (card,) = praised.snapshot().praise
    assert card.period == "2026-11-23"


def test_a_word_without_a_period_is_about_what_had_happened_by_then(praised: Board, clock: Clock) -> None:
    praised.praise.congratulate("JP", kpi="otd")
    assert due(praised) == []
    clock.moment = datetime(2026, 11, 25, 8, tzinfo=UTC)
    praised.readings.record("otd", 90, period="2026-11-23")
    praised.readings.record("otd", 97, period="2026-11-24")
    assert due(praised) == ["JP: On-time delivery is back on target"]


def test_after_a_week_it_is_too_late(praised: Board, clock: Clock) -> None:
    clock.moment = datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert len(due(praised)) == 1
    clock.advance(days=1)
    assert due(praised) == []


def test_nobody_is_praised_for_a_green_that_a_red_guard_makes_suspect(praised: Board) -> None:
    praised.kpis.add("Complaints", target=2, direction="lower")
    praised.readings.record("complaints", 5, period="2026-11-20")
    praised.kpis.guard("otd", "complaints")
    assert due(praised) == []


def test_an_action_that_worked_names_its_owner_for_two_weeks(praised: Board, clock: Clock) -> None:
    praised.praise.congratulate("JP", kpi="otd", period="2026-11-20")
    action = worked(praised, owner="MS", due="today")
    assert due(praised) == ["MS: A-1 Second set of tools has worked"]
    clock.advance(days=14)
    assert len(due(praised)) == 1
    clock.advance(days=1)
    assert due(praised) == []
    clock.advance(days=-3)
    praised.praise.congratulate("MS", action=action)
    assert due(praised) == []


def test_without_one_active_owner_there_is_no_card(praised: Board) -> None:
    worked(praised)
    praised.team.edit_person("JP", active=False)
    assert due(praised) == []


def test_it_is_said_once(praised: Board) -> None:
    praised.praise.congratulate("JP", kpi="otd", period="yesterday")
    with pytest.raises(Refused, match="already"):
        praised.praise.congratulate("JP", kpi="otd", period="2026-11-20")
    praised.praise.congratulate("MS", what="stayed late")
    praised.praise.congratulate("MS", what="stayed late")  # a second time is a second time


def test_exactly_one_person(praised: Board) -> None:
    with pytest.raises(InvalidInput, match="not one person"):
        praised.praise.congratulate("team")
    with pytest.raises(InvalidInput, match="needs its KPI"):
        praised.praise.congratulate("JP", period="2026-11-20")
    with pytest.raises(InvalidInput, match="2026-11"):
        praised.praise.congratulate("JP", kpi="otd", period="2026-W47")


def test_the_list_of_a_month(praised: Board, clock: Clock) -> None:
    praised.praise.congratulate("JP", what="first")
    clock.advance(days=9)
    praised.praise.congratulate("MS", what="second")
    clock.advance(days=1)
    praised.praise.congratulate("JP", what="third")
    assert [one.what for one in praised.praise.said()] == ["third"]
    assert [one.what for one in praised.praise.said("2026-11")] == ["first", "second"]
    with pytest.raises(InvalidInput, match="not a month"):
        praised.praise.said("November")


@pytest.fixture
def fell(board: Board, clock: Clock) -> Board:
    """80 before it was done, 60 since; the target is 75, and the team calls it worked."""
    board.team.add_person("Ben Roth")
    board.team.add_person("Maria Silva", role="leader")
    board.kpis.add("On-time delivery", target=75, owner="MS")
    clock.moment = datetime(2026, 10, 5, 12, tzinfo=UTC)
    board.actions.add("Second dock", kpi="otd", owner="BR", due="2026-10-20", cause="one gate")
    board.actions.advance("A-1")
    for day in range(24):
        board.readings.record("otd", (80 if day < 12 else 60) + day % 2, period="today")
        if day == 11:
            board.actions.advance("A-1", done_on="today", evidence="two gates")
        clock.advance(days=3 if clock().weekday() == 4 else 1)
    return board


def test_a_result_against_the_evidence_needs_a_reason_and_is_no_praise(fell: Board) -> None:
    assert fell.actions.guard("A-1").proposal is Result.WORSE
    facts = {"result": "worked", "learning": "gates are not it"}
    with pytest.raises(GuardOpen, match="reason for the result"):
        fell.actions.advance("A-1", **facts)
    fell.actions.advance("A-1", **facts, result_reason="the strike hid the gain")
    fell.actions.advance("A-1", standard="two gates")
    assert due(fell) == []
    with pytest.raises(Refused, match="On-time delivery is red"):
        fell.praise.congratulate("BR", action="A-1")
    fell.targets.set("otd", target=50, valid_from="2026-01-01")
    assert due(fell) == []  # on target, and still worse than before
    with pytest.raises(Refused, match="A-1: by its KPI it made things worse"):
        fell.praise.congratulate("BR", action="A-1")
    fell.praise.congratulate("BR", what="two gates in a week")
    assert len(fell.praise.said()) == 1


def test_a_result_is_not_made_better_by_an_edit(fell: Board) -> None:
    fell.actions.advance("A-1", result="worse", learning="gates are not it")
    with pytest.raises(InvalidInput, match="by its KPI it made things worse"):
        fell.actions.edit("A-1", result="worked")
    assert fell.actions.edit("A-1", result="worked", result_reason="the strike hid it").result is Result.WORKED
