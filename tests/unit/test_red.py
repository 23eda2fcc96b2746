"""The red contract as tables: what answers a red, how old it is, and how many were answered in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, ActionKind, BoardInfo, Cadence, Reading, Result, Stage
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.reasons import Fault, faults
from kpiboard.rules.red import (
    ActedOn,
    Known,
    Nature,
    Natures,
    Red,
    Told,
    acted_on,
    answers,
    answers_of,
    asked_reds,
    most_asking,
    right_kind,
    taken_up_again,
)
from kpiboard.rules.status import Status
from kpiboard.views.board import Point

CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4"), ())
DAY = date(2026, 11, 18)
ENDED = datetime(2026, 11, 19, 6, tzinfo=UTC)  # when the production day has ended
KINDS = list(ActionKind)
_numbers = count(1)


def red_day(day: date = DAY, **facts: Any) -> Point:
    period = parse_period(CALENDAR, Cadence.DAY, day.isoformat())
    return Point(period, Status.OFF_TARGET, Reading(f"r-{day}", "k", period.key, 90.0, **facts))


def green_day(day: date) -> Point:
    return replace(red_day(day), status=Status.ON_TARGET)


def action(kind: ActionKind = ActionKind.COUNTERMEASURE, **facts: Any) -> Action:
    return Action("a", next(_numbers), "x", kind, **({"opened_at": ENDED} | facts))


def known(*actions: Action, nature: Nature = Nature.NOISE, points: Sequence[Point] = ()) -> Known:
    explained = [point.reading for point in points if point.reading and point.reading.reason]
    return Known(Natures(others=Told(nature)), actions, faults(explained), CALENDAR, ENDED.date())


def answered(red: Point, *actions: Action, nature: Nature = Nature.NOISE) -> Red:
    (found,) = answers_of([red], known(*actions, nature=nature, points=[red]))
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
        assert answered(red_day(), action(kind), nature=nature).answered is expected


@pytest.mark.parametrize("nature", Nature)
def test_what_is_proposed_answers_whatever_it_turns_out_to_be(nature: Nature) -> None:
    assert answers(right_kind(nature), nature)
    assert nature is Nature.NOISE or answers(right_kind(nature), Nature.SIGNAL)


def test_several_reds_ask_for_what_the_signal_among_them_asks() -> None:
    days = [answered(red_day(), nature=nature) for nature in (Nature.TOO_EARLY, Nature.SIGNAL, Nature.NOISE)]
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


@pytest.mark.parametrize(
    ("facts", "nature", "fault"),
    [
        ({"reason": " dock two closed "}, Nature.NOISE, None),
        ({"reason": "dock two closed"}, Nature.TOO_EARLY, None),
        ({"reason": "dock two closed"}, Nature.SIGNAL, Fault.SIGNAL),
        ({"reason": "dock two closed", "passed_by": "Mira"}, Nature.SIGNAL, None),
        ({"reason": ".", "passed_by": "Mira"}, Nature.SIGNAL, Fault.EMPTY),
        ({"reason": "."}, Nature.NOISE, Fault.EMPTY),
    ],
)
def test_which_reason_answers(facts: dict[str, Any], nature: Nature, fault: Fault | None) -> None:
    told = answered(red_day(**facts, reason_at=ENDED + timedelta(hours=3)), nature=nature)
    assert (told.answered, told.fault) == (fault is None, fault)
    assert told.reason == (facts["reason"].strip() if fault is None else "")


def test_blanks_and_a_code_alone_are_no_reason() -> None:
    assert not answered(red_day(reason="  ")).answered
    assert not answered(red_day(code="dock")).answered


def test_a_reason_is_no_action() -> None:
    told = answered(red_day(reason="dock two closed", reason_at=ENDED))
    assert (told.answered, told.acted_on) == (True, False)


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        ([{"due": date(2026, 11, 18)}], True),
        ([{"due": date(2026, 11, 19)}], False),
        ([{}], False),
        ([{"due": date(2026, 11, 1)}, {"due": date(2026, 12, 1)}], False),  # somebody else is on it in time
        ([{"due": date(2026, 11, 1), "stage": Stage.CHECK}], False),  # it waits for its readings
        ([{"due": date(2026, 11, 1), "stage": Stage.CLOSED, "ended_on": date(2026, 11, 19)}], False),
    ],
)
def test_answered_but_late(facts: list[dict[str, Any]], late: bool) -> None:
    told = answered(red_day(), *(action(**one) for one in facts))
    assert (told.answered, told.late) == (True, late)


@pytest.mark.parametrize(("hours", "in_time"), [(-48, True), (0, True), (24, True), (24.01, False), (72, False)])
def test_within_24_hours_of_the_end_of_the_period(hours: float, in_time: bool) -> None:
    assert answered(red_day(), action(opened_at=ENDED + timedelta(hours=hours))).acted_on is in_time


def test_a_number_that_came_late_is_known_late() -> None:
    late = ENDED + timedelta(days=4)
    found = answered(red_day(late_at=late), action(opened_at=late + timedelta(hours=2)))
    assert (found.since, found.acted_on) == (late, True)


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
    explained = answered(red_day(reason="dock two closed"))
    overdue = answered(red_day(), action(opened_at=ENDED, due=DAY))
    fresh = answered(red_day(date(2026, 11, 20)))
    ancient = answered(red_day(date(2026, 8, 1)))
    found = acted_on([in_time, too_late, unanswered, explained, overdue, fresh, ancient], now)
    assert (found, found.share) == (ActedOn(2, 5, explained=1, late=1), pytest.approx(2 / 5))
    assert acted_on([], now).share is None


def test_five_reds_each_explained_are_not_acted_on() -> None:
    days = [red_day(DAY + timedelta(days=n), reason=".", reason_at=ENDED) for n in range(5)]
    found = acted_on(answers_of(days, known(points=days)), ENDED + timedelta(days=9))
    assert found == ActedOn(0, 5)
    told = [replace(one, reading=replace(one.reading, reason="the dock was shut")) for one in days if one.reading]
    found = acted_on(answers_of(told, known(points=told)), ENDED + timedelta(days=9))
    assert (found.share, found.explained) == (0, 5)


# Which reds count now


LATER = ENDED + timedelta(days=4)
ACCIDENT = [red_day(), *(green_day(DAY + timedelta(days=n)) for n in range(1, 4))]


@pytest.mark.parametrize("huddle", [None, ENDED + timedelta(days=2)])
def test_a_lone_accident_waits_until_it_is_answered(huddle: datetime | None) -> None:
    def asked(
        points: Sequence[Point], *actions: Action, nature: Nature = Nature.NOISE, lost: bool = False
    ) -> list[Red]:
        found = asked_reds(points, known(*actions, nature=nature, points=points), LATER, huddle, must_not_lose=lost)
        return [one for one in found if not one.answered]

    assert len(asked(ACCIDENT, lost=True)) == 1
    assert len(asked(ACCIDENT, nature=Nature.SIGNAL)) == 1
    assert asked(ACCIDENT) == []  # one red of many, and its day has passed
    assert asked(ACCIDENT, action(), lost=True) == []
    told = red_day(reason="a slip on the stairs", reason_at=LATER)
    assert asked([told, *ACCIDENT[1:]], lost=True) == []
    long_ago = [red_day(DAY - timedelta(days=40)), *ACCIDENT[1:]]
    assert asked(long_ago, lost=True) == []


@pytest.mark.parametrize(
    ("facts", "back"),
    [
        ({}, True),
        ({"ended_on": DAY - timedelta(days=31)}, False),
        ({"ended_on": DAY}, True),
        ({"ended_on": DAY + timedelta(days=1)}, False),
        ({"result": Result.PARTLY}, False),
        ({"stage": Stage.CANCELLED}, False),
        ({"kind": ActionKind.IMPROVEMENT}, False),
    ],
)
def test_what_worked_not_long_ago_is_taken_up_again(facts: dict[str, Any], back: bool) -> None:
    closed = {"stage": Stage.CLOSED, "result": Result.WORKED, "ended_on": DAY - timedelta(days=30)}
    one = action(**(closed | facts))
    assert taken_up_again([answered(red_day())], [one]) == (one if back else None)
    assert taken_up_again([], [one]) is None


def test_an_action_that_came_back_answers_from_then_on() -> None:
    back = DAY + timedelta(days=5)
    told = answered(red_day(), action(opened_at=ENDED - timedelta(days=40), came_back_on=back))
    assert (told.answered, told.acted_on, told.answered_at) == (True, False, CALENDAR.begins(back))
    early = answered(red_day(DAY - timedelta(days=60)), action(opened_at=ENDED - timedelta(days=61), came_back_on=back))
    assert early.acted_on  # that was its first round


@given(st.lists(st.sampled_from(KINDS)), st.sampled_from(Nature))
def test_an_action_more_never_takes_an_answer_away(kinds: list[ActionKind], nature: Nature) -> None:
    some = [action(kind) for kind in kinds]
    for one in KINDS:
        assert (
            answered(red_day(), *some, nature=nature).answered
            <= answered(red_day(), *some, action(one), nature=nature).answered
        )
