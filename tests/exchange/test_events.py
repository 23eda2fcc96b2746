"""Events in the file: `[[kpi.x.events]]`, by hand and from a board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from strategies import NOW

from kpiboard.basics.errors import ImportProblems
from kpiboard.basics.ids import event_id
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import ImportPlan, Mode, export, plan, read
from kpiboard.model import BoardInfo, Event, Kpi

DAY = date(2026, 11, 20)
SAFE = Kpi("k1", "safe", "Days without accident", "s", unit="d", decimals=0, counts_events=True, counted_from=DAY)
SLIP = Event(event_id("k1", DAY, 1), "k1", DAY, what="slip on oil")
BOARD = BoardRows(BoardInfo("b", "Line 4", timezone="UTC"), kpis=(SAFE,), events=(SLIP,))


def planned(text: str, mode: Mode = Mode.MERGE, board: BoardRows | None = BOARD) -> ImportPlan:
    return plan(read(text.encode()), board, mode, NOW, "UTC")


def events(made: ImportPlan) -> list[Event]:
    return [row for row in made.rows_to_put() if isinstance(row, Event)]


def test_by_hand_a_day_is_enough_and_several_a_day_are_several() -> None:
    made = planned('[board]\nname = "L"\n[kpi.safe]\ncounts_events = true\n[[kpi.safe.events]]\nday = 2026-11-12\n'
                   '[[kpi.safe.events]]\nday = 2026-11-12\nwhat = "cut"\n[[kpi.safe.events]]\nday = 2026-11-20\n'
                   'what = "fall"\n', board=None)  # fmt: skip
    (kpi,) = (row for row in made.rows_to_put() if isinstance(row, Kpi))
    assert (kpi.of_events, kpi.unit, kpi.decimals, kpi.counted_from) == (True, "d", 0, NOW.date())
    assert [(one.day.day, one.nth, one.what) for one in events(made)] == [(12, 1, ""), (12, 2, "cut"), (20, 1, "fall")]
    assert [one.id for one in events(made)] == [event_id(kpi.id, one.day, one.nth) for one in events(made)]


def test_what_is_the_same_event_is_found_again() -> None:
    same = '[[kpi.safe.events]]\nday = 2026-11-20\nwhat = "slip on oil"\nreason = "the floor is dry"\n'
    assert events(planned(same)) == [replace(SLIP, reason="the floor is dry")]
    day_only = "[[kpi.safe.events]]\nday = 2026-11-20\n"
    assert planned(day_only).is_empty
    other = '[[kpi.safe.events]]\nday = 2026-11-20\nwhat = "cut"\n'
    for mode in Mode:  # another thing of that day is another event, and takes no other one's place
        head = "" if mode is Mode.MERGE else '[kpi.safe]\nid = "k1"\n'
        (found,) = events(planned(head + other, mode))
        assert (found.nth, found.id) == (2, event_id("k1", DAY, 2))


def test_two_of_one_number_are_a_problem() -> None:
    twice = "[[kpi.safe.events]]\nday = 2026-11-12\nnth = 3\n" * 2
    with pytest.raises(ImportProblems) as refused:
        planned(twice)
    assert "two events of 2026-11-12 are number 3 of that day" in refused.value.lines[0]


def test_a_kpi_that_can_have_no_days_is_remarked() -> None:
    made = planned('[kpi.safe]\ndirection = "lower"\n')
    assert made.ignored
    assert "counts no events" in made.ignored[0]


def test_what_two_copies_entered_alike_meets() -> None:
    """The same event, entered on two copies of a board, is one when they are merged."""
    other = BoardRows(BOARD.info, kpis=(SAFE,), events=(replace(SLIP, reason="the floor is dry"),))
    assert events(planned("".join(export(other)))) == [replace(SLIP, reason="the floor is dry")]
