"""Series that are not read every day: weekdays of a KPI, lone points, shifts in the order they were worked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.rules.capability import Sense
from kpiboard.rules.letters import DayState
from kpiboard.rules.status import Status
from kpiboard.words.process import meaning_words

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.fixture(autouse=True)
def audit(board: Board) -> None:
    board.kpis.add("5S audit", key="audit", category="Q", target=80, weekdays="mon, wed, fri")


def record(board: Board, days: int, weekdays: tuple[int, ...] = (0, 2, 4)) -> None:
    for ago in range(days, 0, -1):
        day = TODAY - timedelta(ago)
        if day.weekday() in weekdays:
            board.readings.record("audit", 84 + ago % 5, period=f"{day}")


def test_the_days_between_are_off_for_it_and_no_gap(board: Board) -> None:
    record(board, 60)
    card = board.snapshot().kpis[0]
    assert {point.status for point in card.history} == {Status.ON_TARGET}
    assert {point.period.day.weekday() for point in card.history} == {0, 2, 4}
    story = board.kpis.story("audit")
    assert story.chart.segments[-1].limits is not None
    assert all(size is not None for size in story.chart.ranges[1:])
    days = next(one for one in board.letters.month().letters if one.category.letter == "Q").days
    assert {one.state for one in days if one.day.weekday() in (1, 3) and one.day < TODAY} == {DayState.NOT_JUDGED}


def test_what_is_due_is_the_latest_of_its_days(board: Board, clock: Clock) -> None:
    record(board, 10)
    board.readings.remove("audit", "2026-11-20")
    assert board.readings.due("audit").key == "2026-11-20"
    clock.advance(days=5)  # Thursday
    assert board.readings.due("audit").key == "2026-11-25"
    assert board.snapshot().kpis[0].latest.period.key == "2026-11-25"
    board.kpis.edit("audit", weekdays="")
    assert board.snapshot().kpis[0].latest.period.key == "2026-11-25"
    clock.advance(days=1)
    assert board.snapshot().kpis[0].latest.period.key == "2026-11-26"


def test_a_value_of_another_day_counts_nevertheless(board: Board) -> None:
    record(board, 10)
    board.readings.record("audit", 70, period="2026-11-19")
    assert [point.period.key for point in board.snapshot().kpis[0].history][-2:] == ["2026-11-19", "2026-11-20"]


def test_it_costs_only_the_days_it_is_read(board: Board) -> None:
    board.kpis.edit("audit", effort_minutes=10)
    (cost,) = board.studies.balance().balance.costs
    assert (cost.reads, cost.minutes) == (3, 30)


def test_twenty_lone_points_are_too_early_only_while_there_are_no_others(board: Board, clock: Clock) -> None:
    board.kpis.edit("audit", weekdays="")
    record(board, 100, (1, 3))  # Monday and Friday are missing each week
    assert board.kpis.story("audit").chart.segments[0].limits is None
    clock.advance(days=-1)  # on Friday the last due day is Thursday
    story = board.kpis.story("audit")
    assert story.sense is Sense.TOO_EARLY
    assert meaning_words(story.card, story).startswith(
        "Too early to tell: no two points in a row. Is it read on some weekdays only?"
    )
    clock.advance(days=15)
    for day in (*range(23, 28), *range(30, 31)):
        board.readings.record("audit", 84 + day % 5, period=f"2026-11-{day:02d}")
    board.readings.record("audit", 86, period="2026-12-01")
    story = board.kpis.story("audit")
    assert story.chart.segments[0].limits is not None
    assert board.snapshot().kpis[0].process == story.card.process
