"""Process limits on a board: baselines, points left out, and the second look at an unusual number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.rules.capability import Sense
from kpiboard.rules.spc import LimitState

START = date(2026, 6, 1)
STEADY = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49)


def fill(board: Board, values: list[float] | tuple[float, ...], first: int = 0) -> list[str]:
    keys = []
    day = START
    for number in range(first + len(values)):
        while day.weekday() >= 5:
            day += timedelta(days=1)
        if number >= first:
            board.readings.record("speed", values[number - first], period=day.isoformat())
            keys.append(day.isoformat())
        day += timedelta(days=1)
    return keys


@pytest.fixture(autouse=True)
def speed(board: Board) -> None:
    board.kpis.add("Line speed", key="speed", target=45, decimals=0)


def test_the_board_and_the_story_say_the_same(board: Board) -> None:
    """The board reads the beginning and the end of a long history, the story all of it."""
    fill(board, STEADY * 12)
    card, story = board.snapshot(history=15).kpis[0], board.kpis.story("speed")
    assert card.process is not None
    assert card.process.limits == story.chart.segments[-1].limits
    assert card.process.limits is not None
    assert card.process.limits.state is LimitState.LOCKED
    assert (card.process.sense, card.process.signals) == (story.sense, ())


def test_a_signal_at_the_end_shows_on_the_board(board: Board) -> None:
    keys = fill(board, (*STEADY * 9, 70))
    story = board.kpis.story("speed")
    assert story.points[len(keys) - 1].period.key == keys[-1]
    assert story.chart.signals_at(len(keys) - 1)


def test_a_new_baseline_keeps_the_old_limits_drawn(board: Board) -> None:
    keys = fill(board, (*STEADY * 2, *[value + 20 for value in STEADY * 2]))
    board.limits.rebase("speed", keys[20], "second set of tools")
    old, new = board.kpis.story("speed").chart.segments
    assert old.limits is not None
    assert new.limits is not None
    assert (round(old.limits.center), round(new.limits.center)) == (50, 70)
    assert board.kpis.story("speed").chart.signals == ()
    board.undo()
    assert len(board.kpis.story("speed").chart.segments) == 1


def test_a_baseline_needs_a_reason_and_a_reading(board: Board) -> None:
    keys = fill(board, STEADY)
    with pytest.raises(InvalidInput):
        board.limits.rebase("speed", keys[5], " ")
    with pytest.raises(NotFound):
        board.limits.rebase("speed", "2026-01-05", "new tools")
    with pytest.raises(InvalidInput):
        board.limits.rebase("speed", keys[5], "new tools", lock_at=5)
    assert board.limits.baselines("speed") == []


def test_limits_can_be_locked_early_and_stay(board: Board) -> None:
    fill(board, STEADY)
    board.limits.lock("speed", 8, "the audit wants them to stand")
    locked = board.kpis.story("speed").chart.segments[0].limits
    assert locked is not None
    assert (locked.state, locked.points) == (LimitState.LOCKED, 8)
    fill(board, (60, 61, 62), first=10)
    assert board.kpis.story("speed").chart.segments[0].limits == locked


def test_a_point_is_left_out_with_a_reason_and_taken_back(board: Board) -> None:
    keys = fill(board, (*STEADY, 90, *STEADY))
    before = board.kpis.story("speed").chart.segments[0].limits
    board.limits.exclude("speed", keys[10], "stocktaking")
    after = board.kpis.story("speed").chart.segments[0].limits
    assert before is not None
    assert after is not None
    assert after.upper < before.upper
    assert board.limits.include("speed", keys[10]).excluded == ""
    assert board.kpis.story("speed").chart.segments[0].limits == before
    with pytest.raises(InvalidInput):
        board.limits.exclude("speed", keys[10], "")
    with pytest.raises(NotFound):
        board.limits.exclude("speed", "2026-01-05", "no such day")


def test_a_share_stops_at_its_ends(board: Board) -> None:
    board.kpis.add("First-pass yield", key="fpy", unit="%", share=True)
    for number, bad in enumerate((1, 0, 2, 0, 1, 0, 3, 0), start=1):
        board.readings.record("fpy", f"{200 - bad}/200", period=f"2026-06-{number:02}")
    limits = board.kpis.story("fpy").chart.segments[0].limits
    assert limits is not None
    assert (limits.upper, limits.upper_clipped) == (100.0, True)


def test_an_unusual_number_is_asked_about_once(board: Board) -> None:
    keys = fill(board, STEADY * 2)
    assert not board.readings.preview("speed", 51).doubt
    first = board.readings.preview("speed", 510)
    assert first.doubt
    board.readings.save(first)
    assert not board.readings.preview(
        "speed", 505, period="2026-11-21"
    ).doubt  # the same side again: that is known by now
    assert board.readings.preview("speed", 900, period="2026-11-21").doubt  # but not so far away
    assert board.readings.preview("speed", 5, period="2026-11-21").doubt
    assert not board.readings.preview("speed", STEADY[9], period=keys[-1]).doubt  # nothing changes


def test_without_readings_there_is_nothing_to_say(board: Board) -> None:
    story = board.kpis.story("speed")
    assert (story.sense, story.chart.signals) == (Sense.NO_READING, ())
