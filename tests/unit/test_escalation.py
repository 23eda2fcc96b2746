"""Escalation: which answer leads where, when the clock has run out, and what is listed first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Answer, AnswerState, Escalation
from kpiboard.rules import escalation as rules
from kpiboard.rules.escalation import State

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ACCEPTED, RETURNED, RESOLVED = AnswerState


def raised(number: int = 1, at: datetime = NOON, hours: int = 24, confirmed: datetime | None = None) -> Escalation:
    return Escalation(f"e{number}", number, "A-12", "no budget", at, answer_hours=hours, confirmed_at=confirmed)


def said(state: AnswerState, hours: float = 1, id_: str = "x") -> Answer:
    return Answer(id_, "e1", state, NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], State.RAISED),
        ([said(ACCEPTED)], State.ACCEPTED),
        ([said(RETURNED, 3), said(ACCEPTED, 1)], State.RETURNED),  # the order of the rows does not matter
        ([said(ACCEPTED, 1), said(RESOLVED, 2)], State.RESOLVED),
        ([said(RESOLVED, 0)], State.RESOLVED),  # at the moment it was raised
        ([said(RESOLVED, -1)], State.RAISED),  # from before it was raised again
        ([said(RETURNED, -1), said(ACCEPTED, 1)], State.ACCEPTED),
    ],
)
def test_the_latest_answer_since_it_was_raised_tells_the_state(answers: list[Answer], state: State) -> None:
    assert rules.state_of(raised(), answers) is state


def test_a_confirmed_one_is_over_whatever_was_said() -> None:
    assert rules.state_of(raised(confirmed=NOON), [said(RETURNED, 9)]) is State.CONFIRMED


@pytest.mark.parametrize(
    ("state", "answers", "confirm", "again"),
    [
        (State.RAISED, {ACCEPTED, RETURNED, RESOLVED}, False, False),
        (State.ACCEPTED, {RETURNED, RESOLVED}, False, False),
        (State.RETURNED, set(), True, True),
        (State.RESOLVED, set(), True, True),
        (State.CONFIRMED, set(), False, False),
    ],
)
def test_what_may_follow_on_a_state(state: State, answers: set[AnswerState], confirm: bool, again: bool) -> None:
    assert {one for one in AnswerState if rules.may_answer(state, one)} == answers
    assert (rules.may_confirm(state), rules.may_raise_again(state)) == (confirm, again)


def test_every_state_but_the_last_can_be_left() -> None:
    for state in set(State) - rules.OVER:
        assert rules.may_confirm(state) or any(rules.may_answer(state, one) for one in AnswerState)


@pytest.mark.parametrize(
    ("answers", "hours_later", "overdue"),
    [
        ([], 8, False),  # exactly on time
        ([], 8.01, True),
        ([said(ACCEPTED)], 99, False),  # accepted is an answer
        ([said(RESOLVED, -1)], 9, True),  # raised again, and nothing said since
    ],
)
def test_an_answer_is_wanted_within_its_hours(answers: list[Answer], hours_later: float, overdue: bool) -> None:
    asked = raised(hours=8)
    assert rules.due_at(asked) == NOON + timedelta(hours=8)
    assert rules.is_overdue(asked, answers, NOON + timedelta(hours=hours_later)) is overdue


def test_the_age_stops_when_it_is_confirmed() -> None:
    later = NOON + timedelta(hours=50)
    assert rules.age_hours(raised(), NOON + timedelta(hours=25, minutes=59)) == 25
    assert rules.age_hours(raised(confirmed=NOON + timedelta(hours=3)), later) == 3
    assert rules.age_hours(raised(at=later), NOON) == 0  # the other board's clock is ahead


def test_open_before_confirmed_overdue_first_oldest_first() -> None:
    now = NOON + timedelta(hours=10)
    rows = [
        raised(1, NOON, confirmed=NOON + timedelta(hours=1)),
        raised(2, NOON + timedelta(hours=2), confirmed=now),
        raised(3, NOON + timedelta(hours=9)),
        raised(4, NOON + timedelta(hours=8)),
        raised(5, NOON + timedelta(hours=7), hours=1),
    ]
    ordered = sorted(rows, key=lambda one: rules.order(one, (), now))
    assert [one.number for one in ordered] == [5, 4, 3, 2, 1]


@given(st.lists(st.tuples(st.sampled_from(AnswerState), st.integers(-5, 5)), max_size=4), st.integers(-5, 5))
def test_what_is_said_next_counts_and_what_is_raised_again_starts_anew(
    before: list[tuple[AnswerState, int]], hours: int
) -> None:
    """However far the clocks of the two boards are apart."""
    answers = [said(state, at, f"x{place}") for place, (state, at) in enumerate(before)]
    moment = rules.next_moment(raised(), answers, NOON + timedelta(hours=hours))
    for state in AnswerState:
        newest = Answer("a", "e1", state, moment)
        assert rules.state_of(raised(), [*answers, newest]) == State(state.value)
    assert rules.state_of(raised(at=moment), answers) is State.RAISED
