"""The A3 sheet as values: what is written, what the board knows, what is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.safetext import width
from kpiboard.words.a3 import Box, a3


def boxes(board: Board, action: str, room: int = 80) -> dict[str, Box]:
    return {box.title: box for box in a3(board.actions.story(action), room)}


@pytest.fixture
def done(board: Board, clock: Clock) -> Board:
    """A-1 was done a week ago, before that On-time delivery was at 90, since then it is at 96."""
    board.team.add_person("Joana Prado")
    board.kpis.add("On-time delivery", key="otd", target=95, unit="%", because="Trucks are booked by the hour")
    board.actions.add(
        "Second dock team", kpi="otd", owner="JP", due="monday", cause="one team", expected="+5", check_n=3
    )
    today = clock.moment.date()
    for ago in range(20, 0, -1):
        day = today - timedelta(ago)
        if day.weekday() < 5:
            board.readings.record("otd", 96 if ago < 7 else 90 + ago % 2, period=day.isoformat())
    board.actions.move("A-1", "check", done_on=(today - timedelta(7)).isoformat(), evidence="two teams at six")
    return board


def test_an_action_that_is_new_is_open_where_nothing_is_known(board: Board) -> None:
    board.actions.add("Tools")
    found = boxes(board, "A-1")
    assert [box.title for box in found.values() if not box.lines] == [
        "Background",
        "Current condition",
        "Goal",
        "Cause",
        "Follow-up",
    ]
    assert all(box.asked.endswith("?") and not box.written for box in found.values())


def test_what_is_not_written_comes_from_the_board(done: Board) -> None:
    found = boxes(done, "A-1")
    assert found["Background"].lines == ("On-time delivery: Trucks are booked by the hour",)
    assert found["Current condition"].lines[0].startswith("On-time delivery: 90.0 % (Fri 13 Nov), wanted ≥ 95.")
    assert found["Current condition"].lines[1].startswith("Off target in 10 of the last 10 readings, mean 90.")
    assert found["Goal"].lines[0].startswith("On-time delivery: +5 points to 95.")
    assert found["Plan"].lines == ("Joana Prado, Mon 23 Nov", "Done on Sat 14 Nov: two teams at six")
    assert "after 96 %" in found["Follow-up"].lines[0]
    assert found["Follow-up"].lines[-1] == "To check after 3 readings"


def test_the_team_has_the_last_word(done: Board) -> None:
    done.actions.edit(
        "A-1", current="Six trucks wait", plan="Ask the carrier\nThen the second team", follow_up="In May"
    )
    found = boxes(done, "A-1")
    assert (found["Current condition"].lines, found["Current condition"].written) == (("Six trucks wait",), True)
    assert found["Plan"].lines[:3] == ("Ask the carrier", "Then the second team", "Joana Prado, Mon 23 Nov")
    assert found["Follow-up"].lines[0] == "In May"
    assert found["Goal"].written is False


def test_what_came_of_it_follows(done: Board) -> None:
    done.actions.advance("A-1", result="worked", learning="book by the half hour")
    done.actions.advance("A-1", standard="dock plan 4")
    lines = boxes(done, "A-1")["Follow-up"].lines
    assert lines[1:] == (
        "Result: it worked",
        "Learned: book by the half hour",
        "New standard: dock plan 4",
        "closed today",
    )
    done.actions.step_back("A-1")
    assert boxes(done, "A-1")["Background"].lines[-1] == "It came back on Sat 21 Nov."


@pytest.mark.parametrize("room", [24, 38, 80])
def test_every_line_fits(done: Board, room: int) -> None:
    done.actions.edit("A-1", background="達成" * 40 + " why " * 30, cause="x" * 100)
    done.actions.set_whys("A-1", ["because the dock is narrow and the trucks are wide"] * 5)
    lines = [line for box in boxes(done, "A-1", room).values() for line in box.lines]
    assert max(map(width, lines)) <= room
