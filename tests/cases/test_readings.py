"""The numbers: which period is meant, what a correction leaves behind, and the status before saving."""

from __future__ import annotations

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import ReadingKind
from kpiboard.rules.status import Status
from kpiboard.views.reading import Doubt


@pytest.fixture(autouse=True)
def otd(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95, watch=93, unit="%")


def test_the_due_period_first_then_the_running_one(board: Board) -> None:
    # Saturday and Sunday are off: on Saturday the latest due day is Friday.
    assert board.readings.record("otd", "97,5").period == "2026-11-20"
    assert board.readings.record("otd", 96).period == "2026-11-21"
    corrected = board.readings.record("otd", 90)
    assert (corrected.period, corrected.value, corrected.corrected_from) == ("2026-11-21", 90.0, 96.0)


def test_the_status_is_seen_before_it_is_saved(board: Board) -> None:
    seen = board.readings.preview("otd", "94")
    assert (seen.status, seen.period.key, seen.old) == (Status.WATCH, "2026-11-20", None)
    assert board.snapshot().kpis[0].status is Status.NO_READING
    board.readings.save(seen)
    assert board.snapshot().kpis[0].status is Status.WATCH


@pytest.mark.parametrize(
    ("value", "status"),
    [(95, Status.ON_TARGET), (94.99, Status.WATCH), (93, Status.WATCH), (92.9, Status.OFF_TARGET)],
)
def test_status_on_the_edges(board: Board, value: float, status: Status) -> None:
    board.readings.record("otd", value)
    assert board.snapshot().kpis[0].status is status


def test_an_old_period_is_corrected_visibly_and_keeps_its_note(board: Board) -> None:
    board.readings.record("otd", Entry(94, note="dock 2 closed"), period="2026-11-18")
    again = board.readings.record("otd", 96, period="2026-11-18")
    assert (again.corrected_from, again.note) == (94.0, "dock 2 closed")
    same = board.readings.record("otd", Entry(96, note="dock 2 open"), period="2026-11-18")
    assert (same.corrected_from, same.note) == (94.0, "dock 2 open")


def test_a_share_is_two_numbers(board: Board) -> None:
    board.kpis.add("First-pass yield", key="fpy", share=True, unit="%", target=97.5)
    reading = board.readings.record("fpy", "978/1000")
    assert (reading.value, reading.numerator, reading.denominator) == (97.8, 978.0, 1000.0)
    assert board.readings.record("fpy", Entry(numerator="1", denominator="3")).value == pytest.approx(33.3333333)
    for wrong, field in (("97.8", "value"), ("1/0", "denominator"), ("-1/10", "numerator")):
        with pytest.raises(InvalidInput) as refused:
            board.readings.record("fpy", wrong)
        assert refused.value.field == field
    with pytest.raises(InvalidInput, match="numerator is missing"):
        board.readings.record("fpy", Entry(denominator=3))


@pytest.mark.parametrize(
    ("typed", "kind", "status"), [("off", "off", Status.DAY_OFF), ("Missing", "missing", Status.NO_READING)]
)
def test_off_and_missing_are_no_numbers(board: Board, typed: str, kind: str, status: Status) -> None:
    assert board.readings.record("otd", typed).kind is ReadingKind(kind)
    assert board.snapshot().kpis[0].status is status


@pytest.mark.parametrize("period", ["2026-11-22", "2026-11-31", "W47", "tomorrow"])
def test_periods_that_cannot_be_recorded(board: Board, period: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        board.readings.record("otd", 96, period=period)
    assert refused.value.field == "period"
    assert store_of(board).readings(board.kpis.find("otd").id, board.kpis.find("otd").cadence) == []


def test_a_reason_answers_a_red(board: Board) -> None:
    board.readings.record("otd", 90)
    assert board.snapshot().kpis[0].unanswered
    board.readings.explain("otd", "dock 2 is rebuilt until Monday")
    card = board.snapshot().kpis[0]
    assert (card.status, card.unanswered) == (Status.OFF_TARGET, False)
    with pytest.raises(InvalidInput, match="reason is empty"):
        board.readings.explain("otd", "  ")


def test_a_removed_reading_can_be_recorded_again_under_the_same_id(board: Board) -> None:
    first = board.readings.record("otd", 90, period="2026-11-20")
    board.readings.remove("otd", "2026-11-20")
    assert board.snapshot().kpis[0].status is Status.NO_READING
    with pytest.raises(NotFound):
        board.readings.remove("otd", "2026-11-20")
    again = board.readings.record("otd", 97, period="2026-11-20")
    assert (again.id, again.corrected_from) == (first.id, None)


def test_a_due_period_without_a_reading_is_never_red(board: Board, clock: Clock) -> None:
    board.readings.record("otd", 90)
    clock.advance(days=3)  # Tuesday: Monday is due and has no reading
    card = board.snapshot().kpis[0]  # and what is missing does not answer the red before it
    assert (card.status, card.latest.period.key, card.unanswered) == (Status.NO_READING, "2026-11-23", True)
    assert [point.status for point in card.history] == [Status.OFF_TARGET, Status.NO_READING]


def test_more_than_all_is_asked_about(board: Board) -> None:
    """Twelve of ten is a slip, unless the sheet says that there may be more."""
    board.kpis.add("First-pass yield", key="fpy", share=True, unit="%", target=97.5)
    assert board.readings.preview("fpy", "12/10").doubt is Doubt.MORE_THAN_ALL
    assert board.readings.preview("fpy", "10/10").doubt is None
    board.readings.record("fpy", "12/10", period="2026-11-20")
    assert board.readings.preview("fpy", "12/10", period="2026-11-20").doubt is None  # nothing changes
    board.kpis.edit("fpy", cap=150)
    assert board.readings.preview("fpy", "13/10").doubt is None
