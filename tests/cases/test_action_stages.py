"""An action from plan to closed: the guards ask, a leader may pass, nothing that was found is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from boards.empty import empty_board
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SATURDAY, Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import BoardError, GuardOpen, InvalidInput, Refused
from kpiboard.model import Action, Note, Result, Stage
from kpiboard.rules.pdca import Need

DONE = {"done_on": "2026-11-12", "evidence": "photo on the board"}
CHECKED = {"result": "worked", "learning": "warm grease turns"}


@pytest.fixture
def queue(board: Board) -> Board:
    board.team.add_person("Joana Prado")
    board.team.add_person("Lina Roth", role="leader")
    board.kpis.add("On-time delivery", target=95)
    for day in range(2, 21):
        if board.calendar().works(date(2026, 11, day)):
            board.readings.record("otd", 90 if day < 13 else 96, period=f"2026-11-{day:02}")
    board.actions.add("Warm the grease", kpi="otd")
    return board


def test_each_step_asks_for_what_it_needs_and_no_more(queue: Board, clock: Clock) -> None:
    with pytest.raises(GuardOpen) as asked:
        queue.actions.advance("A-1")
    assert asked.value.missing == (Need.OWNER, Need.DUE, Need.CAUSE)
    assert queue.actions.find("A-1").stage is Stage.PLAN
    with pytest.raises(GuardOpen) as asked:
        queue.actions.advance("A-1", owner="JP", due="tomorrow")
    assert asked.value.missing == (Need.CAUSE,)
    assert queue.actions.find("A-1").owner_id is None  # what did not happen left nothing behind
    assert queue.actions.advance("A-1", owner="JP", due="tomorrow", cause="cold grease").stage is Stage.DO
    assert queue.actions.advance("A-1", **DONE).stage is Stage.CHECK
    assert queue.actions.guard("A-1").proposal is Result.WORKED
    assert queue.actions.advance("A-1", **CHECKED).stage is Stage.ACT
    clock.advance(days=1)
    closed = queue.actions.advance("A-1", standard="line 3 of the start-up sheet")
    assert (closed.stage, closed.ended_on) == (Stage.CLOSED, date(2026, 11, 22))
    with pytest.raises(Refused, match="goes no further"):
        queue.actions.advance("A-1")
    clock.advance(days=2)
    assert queue.snapshot().actions[0].held_days == 2


def test_what_is_asked_starts_filled_in(queue: Board) -> None:
    queue.actions.set_whys("A-1", ["it is slow", "the grease is cold"])
    asked = queue.actions.guard("A-1")
    assert (asked.to, asked.missing) == (Stage.DO, (Need.OWNER, Need.DUE))  # a why is a cause
    assert (asked.draft["cause"], asked.draft["due"], asked.draft["done_on"]) == (
        "the grease is cold",
        "2026-11-23",
        "2026-11-21",
    )


def test_a_check_waits_for_readings_or_for_its_day(queue: Board, clock: Clock) -> None:
    queue.actions.move("A-1", "check", owner="JP", due="friday", cause="cold", done_on="2026-11-19", evidence="seen")
    card = queue.snapshot().actions[0]
    assert card.readings == 1
    with pytest.raises(GuardOpen) as asked:
        queue.actions.advance("A-1", **CHECKED)
    assert asked.value.missing == (Need.READINGS,)
    queue.actions.edit("A-1", check_on="2026-11-25")
    clock.advance(days=4)
    assert queue.actions.advance("A-1", **CHECKED).stage is Stage.ACT


def test_a_leader_passes_a_guard_with_a_reason_that_stays(queue: Board) -> None:
    with pytest.raises(InvalidInput, match="no leader"):
        queue.actions.advance("A-1", passed_by="JP", reason="there is no time")
    with pytest.raises(InvalidInput, match="reason is empty"):
        queue.actions.advance("A-1", passed_by="LR")
    assert queue.actions.advance("A-1", owner="JP", passed_by="LR", reason="the customer waits").stage is Stage.DO
    (note,) = store_of(queue).all(Note)
    assert note.text.startswith("Lina Roth let it go to do without")
    assert note.text.endswith(": the customer waits")
    queue.undo()
    assert store_of(queue).all(Note) == []
    assert queue.actions.find("A-1").owner_id is None


@pytest.mark.parametrize("result", ["partly", "none", "worse"])
def test_what_has_not_worked_is_planned_again_and_its_round_is_told(queue: Board, result: str) -> None:
    queue.actions.move("A-1", "check", owner="JP", due="friday", cause="cold", **DONE)
    queue.actions.advance("A-1", result=result, learning="it was the belt")
    with pytest.raises(Refused, match="no way to closed"):
        queue.actions.move("A-1", "closed", standard="x")
    again = queue.actions.advance("A-1")
    assert (again.stage, again.cycle, again.result, again.done_on, again.learning) == (Stage.PLAN, 2, None, None, "")
    assert again.cause == "cold"
    assert store_of(queue).all(Note)[-1].text == (
        f"Cycle 1: {result}. Done on 2026-11-12.\nSeen: photo on the board\nLearned: it was the belt"
    )


@pytest.mark.parametrize(("days", "came_back"), [(0, True), (30, True), (31, False)])
def test_taken_up_again_within_thirty_days_it_came_back(queue: Board, clock: Clock, days: int, came_back: bool) -> None:
    queue.actions.move("A-1", "closed", owner="JP", due="friday", cause="c", standard="s", **DONE, **CHECKED)
    clock.advance(days=days)
    again = queue.actions.step_back("A-1")
    assert (again.stage, again.cycle, again.came_back_on is not None) == (Stage.PLAN, 2, came_back)


def test_cancelling_needs_a_reason_and_can_be_taken_back(queue: Board) -> None:
    with pytest.raises(InvalidInput, match="reason is empty"):
        queue.actions.cancel("A-1", "")
    with pytest.raises(Refused, match="needs a reason"):
        queue.actions.move("A-1", "cancelled")
    cancelled = queue.actions.cancel("A-1", "bought ready made")
    assert (cancelled.stage, cancelled.ended_on) == (Stage.CANCELLED, date(2026, 11, 21))
    with pytest.raises(Refused, match="cancelled already"):
        queue.actions.cancel("A-1", "again")
    assert queue.actions.step_back("A-1").cancel_reason == ""
    with pytest.raises(Refused, match="first stage"):
        queue.actions.step_back("A-1")


FACTS: dict[str, st.SearchStrategy[Any]] = {
    "owner": st.just("JP"),
    "due": st.sampled_from(["2026-11-20", "2026-12-01"]),
    "cause": st.just("cold"),
    "done_on": st.sampled_from(["2026-11-12", "2026-11-20"]),
    "evidence": st.just("seen"),
    "result": st.sampled_from([one.value for one in Result]),
    "learning": st.just("it turns"),
    "standard": st.just("sheet 3"),
    "check_on": st.just("2026-11-20"),
}
STEPS = st.tuples(
    st.sampled_from(["advance", "step_back", "move", "cancel", "edit"]),
    st.sampled_from(Stage),
    st.fixed_dictionaries({}, optional=FACTS),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_undo_restores_each_step_of_a_life_exactly(tmp_path_factory: Any, steps: list[Any]) -> None:
    folder: Path = tmp_path_factory.mktemp("life")
    clock = Clock(SATURDAY)
    empty_board(folder / "b.db", clock)
    with Board.open(folder / "b.db", who="anna", now=clock) as board:
        board.team.add_person("Joana Prado")
        board.actions.add("Warm the grease")
        past = [held(board)]
        for kind, stage, facts in steps:
            try:
                if kind == "move":
                    board.actions.move("A-1", stage, **facts)
                elif kind == "advance":
                    board.actions.advance("A-1", **facts)
                elif kind == "edit":
                    board.actions.edit("A-1", **facts)
                elif kind == "cancel":
                    board.actions.cancel("A-1", "not wanted")
                else:
                    board.actions.step_back("A-1")
            except BoardError:
                assert held(board) == past[-1]  # a step that was refused changed nothing
                continue
            if held(board) != past[-1]:
                past.append(held(board))
        while len(past) > 1:
            past.pop()
            board.undo()
            assert held(board) == past[-1]


def held(board: Board) -> tuple[list[Action], list[Note]]:
    return store_of(board).all(Action), store_of(board).all(Note)
