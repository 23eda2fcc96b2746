"""Reviews and the audit drill: is it still a good KPI, and can its numbers be trusted?"""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.model import Decision, KpiState
from kpiboard.rules.status import Status


@pytest.fixture(autouse=True)
def otd(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95, unit="%", decimals=1)


def test_a_new_kpi_is_reviewed_after_90_days(board: Board, clock: Clock) -> None:
    assert board.kpis.find("otd").next_review == date(2027, 2, 19)
    assert not board.kpis.story("otd").review_due
    clock.advance(days=90)
    card = board.snapshot().kpis[0]
    assert card.review_due
    assert card.status is Status.NO_READING  # a remark, never a red


def test_a_review_sets_the_next_one(board: Board, clock: Clock) -> None:
    board.kpis.edit("otd", review_days=180)
    clock.advance(days=100)
    review = board.reviews.add("otd", "keep", score=3, liked=True)
    assert (review.decision, review.reviewed_by, review.score, review.liked) == (Decision.KEEP, "anna", 3, True)
    assert board.kpis.find("otd").next_review == date(2027, 8, 28)
    clock.advance(days=10)
    board.reviews.add("otd", "adjust", "count orders, not lines", score=4)
    assert [(one.decision, one.score) for one in board.kpis.story("otd").reviews] == [
        (Decision.KEEP, 3),
        (Decision.ADJUST, 4),
    ]


def test_an_event_calls_a_review(board: Board) -> None:
    board.reviews.call("otd", "new competitor")
    assert board.kpis.story("otd").review_due
    assert board.reviews.add("otd", "keep").trigger == "new competitor"
    assert not board.kpis.story("otd").review_due
    with pytest.raises(InvalidInput):
        board.reviews.call("otd", "")


def test_to_retire_needs_a_why_and_one_undo_brings_it_back(board: Board) -> None:
    with pytest.raises(InvalidInput):
        board.reviews.add("otd", "retire")
    board.reviews.add("otd", "retire", "nobody acts on it", epitaph="it taught us to count orders")
    gone = board.kpis.find("otd")
    assert (gone.state, gone.retired_reason, gone.retired_on) == (
        KpiState.RETIRED, "nobody acts on it", date(2026, 11, 21),
    )  # fmt: skip
    (grave,) = board.studies.balance().floor
    assert grave.epitaph == "it taught us to count orders"
    board.undo()
    assert board.kpis.find("otd").state is KpiState.ACTIVE
    assert board.reviews.of("otd") == []


def test_five_readings_of_the_quarter_are_checked_the_same_for_everybody(board: Board) -> None:
    for day in range(2, 21):
        board.readings.record("otd", 90 + day / 10, period=f"2026-11-{day:02}")
    board.readings.record("otd", 99, period="2026-09-30")
    drill = board.reviews.audit_drill("otd")
    assert len(drill) == 5
    assert board.reviews.audit_drill("otd") == drill
    assert all(reading.period >= "2026-10" for reading in drill)
    board.reviews.record_audit("otd", drill[0].period, drill[0].value or 0)
    assert [one.period for one in board.reviews.audit_drill("otd")] == [one.period for one in drill[1:]]


def test_what_is_found_wrong_is_corrected_and_makes_the_data_doubtful(board: Board) -> None:
    for day in range(2, 21):
        board.readings.record("otd", 90 + day / 10, period=f"2026-11-{day:02}")
    first, second, *_ = board.reviews.audit_drill("otd")
    assert board.reviews.record_audit("otd", first.period, f"{first.value:.1f}").ok
    assert not board.snapshot().kpis[0].doubtful
    audit = board.reviews.record_audit("otd", second.period, "88,8")
    assert (audit.ok, audit.held_value, audit.true_value) == (False, second.value, 88.8)
    corrected = board.readings.at("otd", second.period)
    assert corrected is not None
    assert (corrected.value, corrected.corrected_from) == (88.8, second.value)
    story = board.kpis.story("otd")
    assert (story.discrepancy.checked, story.discrepancy.wrong, story.discrepancy.doubtful) == (2, 1, True)
    assert board.snapshot().kpis[0].doubtful
    with pytest.raises(Refused):
        board.reviews.record_audit("otd", second.period, 88.8)
    with pytest.raises(NotFound):
        board.reviews.record_audit("otd", "2026-10-01", 1)
    board.undo()
    undone = board.readings.at("otd", second.period)
    assert undone is not None
    assert undone.value == second.value
