"""Series that are not read every day: weekdays of a KPI, lone points, shifts in the order they were worked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput
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


def shifted(board: Board, rebased: str, readings: int = 90) -> None:
    """Three shifts a day, whose keys are not in the order in which they are worked: M, A, N."""
    for key, start, end in (("M", "06:00", "14:00"), ("A", "14:00", "22:00"), ("N", "22:00", "06:00")):
        board.settings.add_shift(key, key, start, end)
    board.kpis.add("Yield by shift", key="yield", cadence="shift", target=90)
    periods = [
        f"{TODAY - timedelta(ago)}-{key}"
        for ago in range(42, 0, -1)
        if (TODAY - timedelta(ago)).weekday() < 5
        for key in "MAN"
    ][-readings:]
    begun = periods.index(rebased)
    for place, period in enumerate(periods):
        board.readings.record("yield", (99 if place >= begun else 93) + place * 7 % 5, period=period)
    board.limits.rebase("yield", rebased, "a second set of tools")


@pytest.mark.parametrize("rebased", ["2026-11-09-A", "2026-11-09-M", "2026-11-09-N", "2026-10-14-M"])
def test_a_baseline_begins_with_its_shift_and_with_no_other_of_the_day(board: Board, rebased: str) -> None:
    shifted(board, rebased)
    story = board.kpis.story("yield")
    assert [story.points[one.first].period.key for one in story.chart.segments][1:] == [rebased]
    after = [point.value for point in story.points[story.chart.segments[1].first :] if point.value is not None]
    assert min(after) >= 99
    limits = story.chart.segments[1].limits
    assert limits is not None
    assert limits.center == pytest.approx(sum(after[:20]) / 20)
    card = next(one for one in board.snapshot().kpis if one.kpi.key == "yield")
    assert card.process == story.card.process
    board.readings.remove("yield", story.points[-1].period.key)
    assert not board.readings.preview("yield", after[-1], story.points[-1].period.key).doubt
    assert board.readings.preview("yield", 80, story.points[-1].period.key).doubt


def test_two_baselines_of_one_day_follow_as_their_shifts_do(board: Board) -> None:
    shifted(board, "2026-11-09-M")
    board.limits.rebase("yield", "2026-11-09-A", "and then a third one")
    assert [one.start for one in board.limits.baselines("yield")][1:] == ["2026-11-09-M", "2026-11-09-A"]
    locked = board.limits.lock("yield", 10, "the team is sure of it")
    assert locked.start == "2026-11-09-A"  # which holds now
    story = board.kpis.story("yield")
    assert [story.points[one.first].period.key[-1] for one in story.chart.segments][1:] == ["M", "A"]
    card = next(one for one in board.snapshot(history=1).kpis if one.kpi.key == "yield")
    assert card.process == story.card.process


def test_a_shift_made_from_others_is_the_latest_that_was_worked(board: Board) -> None:
    shifted(board, "2026-11-09-M")
    board.kpis.add("Yield of the hall", key="hall", cadence="shift", rollup="mean")
    board.kpis.edit("yield", parent="hall")
    board.readings.remove("yield", "2026-11-20-N")
    card = next(one for one in board.snapshot().kpis if one.kpi.key == "hall")
    keys = [point.period.key for point in card.history if point.value is not None]
    assert keys[-3:] == ["2026-11-19-N", "2026-11-20-M", "2026-11-20-A"]
    assert keys == sorted(keys, key=lambda key: (key[:10], "MAN".index(key[-1])))


def test_what_is_read_every_week_makes_no_kpi_of_every_day(board: Board) -> None:
    board.kpis.add("Yield of the hall", key="hall", rollup="mean")
    board.kpis.add("Yield by week", key="week", cadence="week")
    for change in (
        lambda: board.kpis.edit("week", parent="hall"),
        lambda: board.kpis.add("Another", cadence="month", parent="hall"),
    ):
        with pytest.raises(InvalidInput, match="Yield of the hall is made every day, and") as refused:
            change()
        assert refused.value.field == "parent"
    board.kpis.edit("hall", cadence="week")
    board.kpis.edit("week", parent="hall")
    with pytest.raises(InvalidInput):
        board.kpis.edit("hall", cadence="day")
    board.kpis.edit("hall", cadence="day", rollup="none")
    with pytest.raises(InvalidInput) as refused:
        board.kpis.edit("hall", rollup="mean")
    assert refused.value.field == "rollup"
    third = b'[kpi.third]\nname = "Third"\ncadence = "month"\nparent = "hall"\n'
    assert board.files.plan_import(third).plan.ignored == ()  # the one above has readings of its own now
    board.kpis.edit("hall", cadence="week", rollup="mean")
    (remark,) = board.files.plan_import(third).plan.ignored
    assert "it is read every month, and hall is made every week" in remark
