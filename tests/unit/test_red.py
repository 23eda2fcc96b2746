"""The red contract as tables: what answers a red, how old it is, and how many were answered in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, ActionKind, BoardInfo, Cadence, Reading, Stage
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.red import ActedOn, Nature, Red, RedPeriod, Told, acted_on, answers, most_asking, reds, right_kind

CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4"), ())
DAY = date(2026, 11, 18)
ENDED = datetime(2026, 11, 19, 6, tzinfo=UTC)  # when the production day has ended
KINDS = list(ActionKind)
_numbers = count(1)


def red_day(day: date = DAY, nature: Nature = Nature.NOISE, **facts: Any) -> RedPeriod:
    period = parse_period(CALENDAR, Cadence.DAY, day.isoformat())
    return RedPeriod(period, Reading("r", "k", period.key, 90.0, **facts), Told(nature))


def action(kind: ActionKind = ActionKind.COUNTERMEASURE, **facts: Any) -> Action:
    return Action("a", next(_numbers), "x", kind, **({"opened_at": ENDED} | facts))


def answered(red: RedPeriod, *actions: Action) -> Red:
    (found,) = reds([red], actions, CALENDAR)
    return found


@pytest.mark.parametrize(
    ("kind", "noise", "signal"),
    [
        (ActionKind.CONTAINMENT, True, True),
        (ActionKind.COUNTERMEASURE, True, True),
        (ActionKind.SYSTEM, True, False),
        (ActionKind.IMPROVEMENT, False, False),
        (ActionKind.SUPPORT, False, False),
    ],
)
def test_the_right_kind(kind: ActionKind, noise: bool, signal: bool) -> None:
    for nature in Nature:  # only a proven signal asks for more
        expected = signal if nature is Nature.SIGNAL else noise
        assert answers(kind, nature) is expected
        assert answered(red_day(nature=nature), action(kind)).answered is expected


@pytest.mark.parametrize("nature", Nature)
def test_what_is_proposed_answers_whatever_it_turns_out_to_be(nature: Nature) -> None:
    assert answers(right_kind(nature), nature)
    assert nature is Nature.NOISE or answers(right_kind(nature), Nature.SIGNAL)


def test_several_reds_ask_for_what_the_signal_among_them_asks() -> None:
    days = [answered(red_day(nature=nature)) for nature in (Nature.TOO_EARLY, Nature.SIGNAL, Nature.NOISE)]
    assert most_asking(days).nature is Nature.SIGNAL
    assert most_asking([days[2], days[0]]).nature is Nature.TOO_EARLY


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"stage": Stage.ACT}, True),
        ({"opened_at": None, "opened_on": date(2026, 1, 1)}, True),
        ({"opened_at": None}, True),
        ({"stage": Stage.CANCELLED, "ended_on": date(2026, 11, 30)}, False),
        ({"stage": Stage.CLOSED, "ended_on": date(2026, 11, 17)}, False),
        ({"stage": Stage.CLOSED, "ended_on": DAY}, False),  # it had ended when the day was red
        ({"stage": Stage.CLOSED, "ended_on": date(2026, 11, 19)}, True),
    ],
)
def test_an_action_answers_while_it_runs(facts: dict[str, Any], expected: bool) -> None:
    assert answered(red_day(), action(**facts)).answered is expected


def test_a_reason_answers_and_blanks_do_not() -> None:
    told = answered(red_day(reason=" dock 2 ", reason_at=ENDED + timedelta(hours=3)))
    assert (told.answered, told.reason, told.in_time) == (True, "dock 2", True)
    assert answered(red_day(reason="dock 2")).in_time is None  # nobody knows when
    assert not answered(red_day(reason="  ")).answered


@pytest.mark.parametrize(("hours", "in_time"), [(-48, True), (0, True), (24, True), (24.01, False), (72, False)])
def test_within_24_hours_of_the_end_of_the_period(hours: float, in_time: bool) -> None:
    assert answered(red_day(), action(opened_at=ENDED + timedelta(hours=hours))).in_time is in_time


def test_a_number_that_came_late_is_known_late() -> None:
    late = ENDED + timedelta(days=4)
    found = answered(red_day(late_at=late), action(opened_at=late + timedelta(hours=2)))
    assert (found.since, found.in_time) == (late, True)


def test_the_first_action_of_the_right_kind_counts() -> None:
    early, late = (action(opened_at=ENDED + timedelta(hours=hours)) for hours in (1, 5))
    wrong = action(ActionKind.SUPPORT, opened_at=ENDED)
    assert answered(red_day(), late, wrong, early).action == early


@pytest.mark.parametrize(("hours", "age"), [(-3, 0), (0.5, 0), (26, 26)])
def test_age_in_whole_hours(hours: float, age: int) -> None:
    assert answered(red_day()).hours(ENDED + timedelta(hours=hours)) == age


def test_the_acted_on_rate() -> None:
    now = ENDED + timedelta(days=3)
    in_time = answered(red_day(), action(opened_at=ENDED + timedelta(hours=2)))
    too_late = answered(red_day(), action(opened_at=ENDED + timedelta(hours=40)))
    unanswered = answered(red_day())
    unknown = answered(red_day(reason="dock 2"))
    fresh = answered(red_day(date(2026, 11, 20)))
    ancient = answered(red_day(date(2026, 8, 1)))
    found = acted_on([in_time, too_late, unanswered, unknown, fresh, ancient], now)
    assert (found, found.share) == (ActedOn(1, 3), pytest.approx(1 / 3))
    assert acted_on([], now).share is None


@given(st.lists(st.sampled_from(KINDS)), st.sampled_from(Nature))
def test_an_action_more_never_takes_an_answer_away(kinds: list[ActionKind], nature: Nature) -> None:
    some = [action(kind) for kind in kinds]
    for one in KINDS:
        assert (
            answered(red_day(nature=nature), *some).answered
            <= answered(red_day(nature=nature), *some, action(one)).answered
        )
