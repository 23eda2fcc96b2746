"""The board reads as little of a long history as it can, and says what all of it says: over random series."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from boards.empty import empty_board
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import SATURDAY, Clock, periods_up_to, store_of

from kpiboard import Board
from kpiboard.basics.ids import reading_id
from kpiboard.cases import process
from kpiboard.model import Average, Baseline, Cadence, Direction, Kpi, Reading, ReadingKind, Rollup, SignalRules
from kpiboard.rules.calendar import Period, latest_due
from kpiboard.rules.spc import chart
from kpiboard.rules.status import Status
from kpiboard.rules.trend import days_since_red, streak
from kpiboard.views.board import Point, Process
from kpiboard.views.kpi import KpiStory
from kpiboard.words.kpi import judgement

ROLLUPS = {True: Rollup.RATIO, False: Rollup.MEAN}
SHOWN = 4  # points on the board of these tests

# Stretches of a history: so many periods of one sort, those with a value about one level.
SORTS = ("value", "value", "value", "off", "missing", "nothing", "left out")
STRETCHES = st.lists(
    st.tuples(st.sampled_from(SORTS), st.sampled_from([0, 0, 1, 2, 8]), st.integers(1, 60)), min_size=1, max_size=7
)
SPARSE = st.sampled_from([(), (), ("off", "off", "off"), ("missing",), ("nothing",), ("missing", "off")])


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that short histories are already too long for one look."""
    monkeypatch.setattr(process, "HEAD", 7)
    monkeypatch.setattr(process, "GROW", 2)


def readings(
    kpi: str, periods: Sequence[Period], stretches: Any, between: tuple[str, ...], random: Random, share: bool
) -> list[Reading]:
    """One after the other up to the last period, with `between` before each value."""
    sorts: list[tuple[str, float]] = []
    for sort, level, count in stretches:
        for _ in range(count):
            sorts += [*((one, 0.0) for one in between), (sort, 50.0 + level + random.randint(-2, 2))]
    rows = []
    for period, (sort, value) in zip(periods[-len(sorts) :], sorts[-len(periods) :], strict=True):
        row = Reading(reading_id(kpi, period.key), kpi, period.key, value)
        if share:
            size = random.choice([20, 25, 40, 60])
            top = round(value / 100 * size)
            row = replace(row, value=100 * top / size, numerator=float(top), denominator=float(size))
        if sort == "left out":
            rows.append(replace(row, excluded="stocktaking"))
        elif sort in ("off", "missing"):
            rows.append(Reading(row.id, kpi, period.key, kind=ReadingKind(sort)))
        elif sort == "value":
            rows.append(row)
    return rows


def back(board: Board, cadence: Cadence, count: int) -> list[Period]:
    """The last periods that are due, oldest first."""
    return periods_up_to(board.calendar(), latest_due(board.calendar(), cadence, board.now()), count)


def said(known: Process, shown: Sequence[Point]) -> tuple[object, ...]:
    signals = sorted((signal.rule, str(signal.side), len(signal.points)) for signal in known.signals)
    natures = [known.natures.of(point.period) for point in shown]
    return known.limits, signals, known.capability, known.sense, natures


def is_unusual(story: KpiStory, value: float) -> bool:
    """Whether somebody who types this for the newest point is asked once more, by all that the story tells."""
    newest, last = story.points[-1], len(story.points) - 1
    limits = story.chart.limits_at(last)
    if limits is None or limits.shares or newest.value == value or limits.side_of(value) is None:
        return False
    before = next((point for point in reversed(story.points[:last]) if point.reading), None)
    known = before is not None and before.value is not None and limits.side_of(before.value) is limits.side_of(value)
    return not known or abs(value - before.value) > limits.range_upper


@settings(max_examples=120)
@given(
    stretches=STRETCHES,
    between=SPARSE,
    cadence=st.sampled_from([Cadence.DAY, Cadence.DAY, Cadence.HOUR, Cadence.SHIFT, Cadence.WEEK]),
    starts=st.lists(st.integers(0, 90), max_size=3, unique=True),
    lock_at=st.sampled_from([None, None, 6, 11]),
    rules=st.sampled_from(SignalRules),
    average=st.sampled_from(Average),
    direction=st.sampled_from([Direction.HIGHER, Direction.LOWER]),
    made=st.booleans(),
    share=st.booleans(),
    probe=st.sampled_from([30.0, 49.5, 53.0, 90.0]),
    random=st.randoms(use_true_random=False),
)
@example(  # the sixth point is the first shift of a day whose second one comes first by its letter
    [("off", 0, 1), ("value", 0, 59)],
    (),
    Cadence.SHIFT,
    [0],
    6,
    SignalRules.WHEELER,
    Average.MEAN,
    Direction.HIGHER,
    False,
    False,
    90.0,
    Random(7),
)
def test_board_story_and_record_agree(
    stretches: Any,
    between: tuple[str, ...],
    cadence: Cadence,
    starts: list[int],
    lock_at: int | None,
    rules: SignalRules,
    average: Average,
    direction: Direction,
    made: bool,
    share: bool,
    probe: float,
    random: Random,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock(SATURDAY)
        empty_board(Path(folder) / "line4.db", clock)
        with Board.open(Path(folder) / "line4.db", who="anna", now=clock) as board:
            if cadence is Cadence.SHIFT:
                for key, start, end in (("M", "06:00", "14:00"), ("A", "14:00", "22:00"), ("N", "22:00", "06:00")):
                    board.settings.add_shift(key, key, start, end)
            top = board.kpis.add("Speed", key="speed", target=50, direction=direction, cadence=cadence)
            top = replace(top, signal_rules=rules, limits_by=average, rollup=ROLLUPS[share] if made else Rollup.NONE)
            top = replace(top, unit="%" if share else "")
            fed = board.kpis.add("Part", key="part", cadence=cadence, parent="speed", unit=top.unit)
            written = fed if made else top
            rows = readings(written.id, back(board, cadence, 250), stretches, between, random, share)
            places = sorted(starts)
            begins = [
                Baseline(f"b{place}", top.id, rows[place].period, lock_at) for place in places if place < len(rows)
            ]
            with store_of(board).write("test", "fill", clock()) as writer:
                writer.put(top, *begins)
                writer.put_many(rows)
            card = next(card for card in board.snapshot(history=SHOWN).kpis if card.kpi.id == top.id)
            story = board.kpis.story("speed")
            assert card.process is not None
            assert story.card.process is not None
            assert said(card.process, card.history) == said(story.card.process, card.history)
            assert card.history == story.points[-SHOWN:]
            board._desk.settle_all()  # the same, with what is locked stored
            stored = next(card for card in board.snapshot(history=SHOWN).kpis if card.kpi.id == top.id)
            assert stored.process is not None
            assert said(stored.process, card.history) == said(card.process, card.history)
            assert board.kpis.story("speed").chart == story.chart
            assert board.kpis.reach("speed", 49.0, None) == story.reach(49.0, None)
            statuses = [point.status for point in story.points]
            dated = [(point.period.day, point.status) for point in story.points]
            assert (card.streak, card.days_since_red) == (streak(statuses), days_since_red(dated, story.today))
            assert (story.card.streak, story.card.trend) == (card.streak, card.trend)
            assert story.chart.limits_at(len(story.points) - 1) == card.process.limits
            if not made and story.points[-1].status is not Status.DAY_OFF:
                seen = board.readings.preview("speed", probe, period=story.points[-1].period.key)
                assert (seen.doubt is not None) == is_unusual(story, probe)


def test_the_limits_of_the_rules_are_those_of_the_board(board: Board) -> None:
    """Without gaps and without a baseline the chart of the values alone is what the board shows."""
    kpi = board.kpis.add("Speed", key="speed", target=50)
    values = [50.0 + (at * 7919 % 100) / 25 for at in range(150)]
    periods = back(board, Cadence.DAY, 150)
    with store_of(board).write("test", "fill", board.now()) as writer:
        writer.put_many(
            Reading(reading_id(kpi.id, period.key), kpi.id, period.key, value)
            for period, value in zip(periods, values, strict=True)
        )
    card = board.snapshot().kpis[0]
    assert card.process is not None
    assert card.process.limits == chart(values, decimals=kpi.decimals).limits_at(149)


def test_a_made_kpi_of_many_periods_has_one_set_of_limits(board: Board) -> None:
    """Longer than a thousand periods ago its process was another one."""
    parent = board.kpis.add("All", key="all", rollup="mean")
    child = board.kpis.add("Part", key="part", parent="all")
    periods = back(board, Cadence.DAY, 1032)
    with store_of(board).write("test", "fill", board.now()) as writer:
        writer.put_many(
            Reading(reading_id(child.id, one.key), child.id, one.key, (50.0 if place < 30 else 60.0) + place % 3)
            for place, one in enumerate(periods)
        )
    card = next(card for card in board.snapshot().kpis if card.kpi.id == parent.id)
    story = board.kpis.story("all")
    assert card.process is not None
    assert card.process.limits is not None
    assert card.process.limits.center == pytest.approx(51, abs=0.1)
    assert card.process.limits == story.chart.limits_at(len(story.points) - 1)
    assert card.process.capability == story.capability


def test_days_off_on_three_of_four_days_leave_the_same_limits(board: Board) -> None:
    kpi: Kpi = board.kpis.add("Speed", key="speed", target=50)
    periods = back(board, Cadence.DAY, 400)
    with store_of(board).write("test", "fill", board.now()) as writer:
        writer.put_many(
            Reading(reading_id(kpi.id, one.key), kpi.id, one.key, 50.0 + place % 7)
            if place % 4 == 0
            else Reading(reading_id(kpi.id, one.key), kpi.id, one.key, kind=ReadingKind.OFF)
            for place, one in enumerate(periods)
        )
    card, story = board.snapshot().kpis[0], board.kpis.story("speed")
    assert card.process is not None
    assert card.process.limits is not None
    assert card.process.limits.points == 20
    assert card.process.limits == story.chart.limits_at(len(story.points) - 1)


def test_a_run_is_as_long_as_it_is_and_a_first_frame_does_not_cut_it(board: Board) -> None:
    kpi = board.kpis.add("Speed", key="speed", target=50)
    with store_of(board).write("test", "fill", board.now()) as writer:
        writer.put_many(
            Reading(reading_id(kpi.id, one.key), kpi.id, one.key, 60.0 if place else 40.0)
            for place, one in enumerate(back(board, Cadence.DAY, 121))
        )
    card, first = board.snapshot().kpis[0], board.snapshot(thorough=False).kpis[0]
    assert (card.streak.length, card.days_since_red) == (120, 121)
    assert judgement(card) == "120 in a row"
    assert (first.streak.length, judgement(first)) == (0, "on target")
