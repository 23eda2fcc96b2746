"""The letter calendar's rules: the shapes, the worst of a day, and how long it has been red."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.rules.letters import (
    COLUMNS,
    DAYS,
    ROWS,
    Cell,
    DayState,
    asks_to_dig,
    day_state,
    days_since_red,
    layout,
    red_streak,
    worst,
)
from kpiboard.rules.status import Status

DRAWN = ascii_uppercase + digits
CODES = {
    "g": DayState.ON_TARGET,
    "w": DayState.WATCH,
    "R": DayState.OFF_TARGET,
    "?": DayState.NO_READING,
    "-": DayState.DAY_OFF,
    ".": DayState.NOT_JUDGED,
    "o": DayState.RUNNING,
    " ": DayState.FUTURE,
}


def states(codes: str) -> list[DayState]:
    return [CODES[code] for code in codes]


def pieces(cells: Collection[Cell]) -> int:
    """How many parts the cells fall into; neighbours touch with a side or a corner."""
    left, found = set(cells), 0
    while left:
        found += 1
        edge = [left.pop()]
        while edge:
            row, column = edge.pop()
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= near
            edge += near
    return found


@pytest.mark.parametrize("letter", DRAWN)
def test_a_letter_has_a_cell_for_each_of_31_days_in_one_piece(letter: str) -> None:
    cells = layout(letter)
    assert len(cells) == len(set(cells)) == DAYS
    assert all(0 <= row < ROWS and 0 <= column < COLUMNS for row, column in cells)
    assert {row for row, _ in cells} == set(range(ROWS))  # all equally high
    assert pieces(cells) == 1
    assert list(cells) == sorted(cells)  # as one reads


@pytest.mark.parametrize("letter", DRAWN)
@pytest.mark.parametrize("month", [1, 2, 4], ids=["31 days", "28 days", "30 days"])
def test_a_short_month_ends_the_letter_earlier(letter: str, month: int) -> None:
    days = monthrange(2026, month)[1]
    kept, lost = layout(letter)[:days], layout(letter)[days:]
    assert len(lost) == DAYS - days
    assert pieces(kept) <= 2  # an S without its end is still an S
    assert all(row >= ROWS - 2 for row, _ in lost)


def test_no_two_letters_look_alike() -> None:
    assert len({layout(letter) for letter in DRAWN}) == len(DRAWN)


def test_the_s_is_drawn_as_an_s() -> None:
    drawn = ["".join("#" if (row, column) in layout("S") else "." for column in range(COLUMNS)) for row in range(ROWS)]
    assert drawn == [
        ".#####.", "##...##", "##.....", "##.....", ".#####.", ".....##", ".....##", "##...##", ".#####.",
    ]  # fmt: skip


def test_case_accents_and_what_follows_do_not_matter() -> None:
    assert layout("q") == layout("Q") == layout(" Qa")
    assert layout("É") == layout("E")
    assert layout("ö") == layout("O")


@pytest.mark.parametrize("letter", ["Ж", "!", "", "安", "\u0301"])
def test_any_other_sign_is_a_block_of_weeks(letter: str) -> None:
    cells = layout(letter)
    assert len(set(cells)) == DAYS
    assert [row - cells[0][0] for row, _ in cells] == [day // 7 for day in range(DAYS)]
    assert [column for _, column in cells] == [day % 7 for day in range(DAYS)]


# Colours

G, W, R = Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET
NONE, OFF, NO_TARGET = Status.NO_READING, Status.DAY_OFF, Status.NO_TARGET


@pytest.mark.parametrize(
    ("seen", "binary", "with_amber"),
    [
        ([], None, None),
        ([G, G], G, G),
        ([G, R, NONE, OFF], R, R),
        ([W], G, W),
        ([G, W], G, W),
        ([NONE, W], NONE, W),
        ([G, NONE], NONE, NONE),  # a green day is one of which everything is known
        ([G, OFF, NO_TARGET], G, G),
        ([OFF, NO_TARGET], NO_TARGET, NO_TARGET),
        ([OFF], OFF, OFF),
    ],
)
def test_the_worst_colours_the_day(seen: list[Status], binary: Status | None, with_amber: Status | None) -> None:
    assert worst(seen) is binary
    assert worst(seen, amber=True) is with_amber


@given(st.lists(st.sampled_from(Status)), st.randoms(use_true_random=False))
def test_the_order_of_the_readings_does_not_matter(seen: list[Status], chance: object) -> None:
    shuffled = list(seen)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert worst(seen) is worst(shuffled)
    assert (worst(seen) is R) == (R in seen)


@pytest.mark.parametrize(
    ("found", "facts", "state"),
    [
        (G, {}, DayState.ON_TARGET),
        (W, {}, DayState.WATCH),
        (NONE, {}, DayState.NO_READING),
        (NO_TARGET, {}, DayState.NOT_JUDGED),
        (None, {}, DayState.NOT_JUDGED),
        (None, {"off": True}, DayState.DAY_OFF),
        (OFF, {}, DayState.DAY_OFF),
        (G, {"off": True}, DayState.ON_TARGET),  # somebody worked on the day off
        (None, {"future": True}, DayState.FUTURE),
        (None, {"future": True, "off": True}, DayState.FUTURE),
        (None, {"open_still": True}, DayState.RUNNING),
        (G, {"open_still": True}, DayState.RUNNING),  # it may still turn red
        (R, {"open_still": True}, DayState.OFF_TARGET),  # it gets no better
    ],
)
def test_the_state_of_a_day(found: Status | None, facts: dict[str, bool], state: DayState) -> None:
    assert day_state(found, **facts) is state


# Red for how long


@pytest.mark.parametrize(
    ("codes", "streak", "since"),
    [
        ("", 0, None),
        ("ggg", 0, None),
        ("gRg", 0, 1),
        ("gRR", 2, 0),
        ("gRR--", 2, 2),  # days off are bridged
        ("RR--RR..R", 5, 0),
        ("RR?R", 1, 0),  # a missing reading is not
        ("RRR?", 0, 1),
        ("RRo", 2, 1),  # today says nothing yet
        ("RRwR", 1, 0),
        ("RRR  ", 3, 2),
        ("-- ", 0, None),
    ],
)
def test_red_streak_and_days_since_red(codes: str, streak: int, since: int | None) -> None:
    assert red_streak(states(codes)) == streak
    assert days_since_red(states(codes)) == since


@given(st.lists(st.sampled_from(DayState)), st.integers(0, 9))
def test_days_off_at_the_end_change_no_streak(found: list[DayState], off: int) -> None:
    assert red_streak([*found, *[DayState.DAY_OFF] * off]) == red_streak(found)


@pytest.mark.parametrize(("streak", "asked"), [(0, False), (2, False), (3, True), (9, True)])
def test_three_red_days_ask_to_dig(streak: int, asked: bool) -> None:
    assert asks_to_dig(streak) is asked


def test_a_team_may_wait_longer() -> None:
    assert not asks_to_dig(4, after=5)
