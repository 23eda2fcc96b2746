"""The life of an action as a table and as properties, lateness, and the order of the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, ActionKind, Result, Stage
from kpiboard.rules.pdca import (
    ORDER,
    RUNNING,
    STEPS,
    Need,
    days_late,
    missing,
    moved,
    next_stage,
    previous_stage,
    queue_order,
)

TODAY = date(2026, 11, 21)
PLAN, DO, CHECK, ACT, CLOSED, CANCELLED = Stage
EMPTY = Action("a", 1, "Fix it", kpi_id="k")
FULL = replace(
    EMPTY,
    owner_id="p",
    due=TODAY,
    cause="Worn seal",
    done_on=TODAY - timedelta(7),
    evidence="New seal, photo on the board",
    result=Result.WORKED,
    learning="Seals last 90 days",
    standard="Changed every 80 days",
)

actions = st.builds(
    Action,
    id=st.just("a"),
    number=st.just(1),
    title=st.just("Fix it"),
    kind=st.sampled_from(ActionKind),
    stage=st.sampled_from(Stage),
    kpi_id=st.sampled_from([None, "k"]),
    owner_id=st.sampled_from([None, "p"]),
    due=st.sampled_from([None, TODAY]),
    ended_on=st.sampled_from([None, TODAY - timedelta(30), TODAY - timedelta(31)]),
    cancel_reason=st.sampled_from(["", "Not wanted"]),
    cause=st.sampled_from(["", "Worn seal"]),
    hypothesis=st.sampled_from(["", "The seal is worn"]),
    done_on=st.sampled_from([None, TODAY - timedelta(7), TODAY, TODAY + timedelta(1)]),
    evidence=st.sampled_from(["", "New seal"]),
    check_on=st.sampled_from([None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)]),
    check_n=st.integers(0, 6),
    result=st.sampled_from([None, *Result]),
    learning=st.sampled_from(["", "Seals last 90 days"]),
    standard=st.sampled_from(["", "Changed every 80 days"]),
    cycle=st.integers(1, 4),
    came_back_on=st.sampled_from([None, TODAY - timedelta(40)]),
)
stages, whys, readings = st.sampled_from(Stage), st.integers(0, 5), st.integers(0, 7)


def needs(action: Action, to: Stage, *, whys: int = 0, readings: int = 0) -> tuple[Need, ...] | None:
    """What is missing; None where there is no way."""
    try:
        return missing(action, to, whys=whys, readings=readings, today=TODAY)
    except ValueError:
        return None


# The table


@pytest.mark.parametrize(
    ("start", "to", "result", "asked"),
    [
        (PLAN, DO, None, "owner due cause"),
        (DO, CHECK, None, "done evidence"),
        (CHECK, ACT, None, "readings result learning"),
        (ACT, CLOSED, None, "result standard"),
        (ACT, CLOSED, Result.WORKED, "standard"),
        (ACT, PLAN, None, "result"),
        (ACT, PLAN, Result.PARTLY, ""),
        (ACT, PLAN, Result.WORKED, ""),
        (PLAN, CHECK, None, "owner due cause done evidence"),
        (PLAN, ACT, None, "owner due cause done evidence readings result learning"),
        (PLAN, CLOSED, None, "owner due cause done evidence readings result learning standard"),
        (DO, CLOSED, None, "done evidence readings result learning standard"),
        (CHECK, CLOSED, Result.WORKED, "readings learning standard"),
        (PLAN, CANCELLED, None, "reason"),
        (DO, CANCELLED, None, "reason"),
        (CHECK, CANCELLED, Result.WORSE, "reason"),
        (ACT, CANCELLED, Result.NONE, "reason"),
        (DO, PLAN, None, ""),
        (CHECK, DO, None, ""),
        (CHECK, PLAN, None, ""),
        (ACT, CHECK, Result.WORKED, ""),
        (ACT, DO, Result.WORSE, ""),
        (CLOSED, PLAN, Result.WORKED, ""),
        (CANCELLED, PLAN, None, ""),
    ],
)
def test_what_a_step_needs_of_an_action_that_has_nothing(
    start: Stage, to: Stage, result: Result | None, asked: str
) -> None:
    found = needs(replace(EMPTY, stage=start, result=result), to)
    assert found is not None
    assert " ".join(found) == asked


@pytest.mark.parametrize("result", [None, *Result])
def test_where_a_way_leads(result: Result | None) -> None:
    ways = {
        PLAN: {DO, CHECK, ACT, CLOSED, CANCELLED},
        DO: {PLAN, CHECK, ACT, CLOSED, CANCELLED},
        CHECK: {PLAN, DO, ACT, CLOSED, CANCELLED},
        ACT: {PLAN, DO, CHECK, CLOSED, CANCELLED},
        CLOSED: {PLAN},
        CANCELLED: {PLAN},
    }
    closes = result in (None, Result.WORKED)
    for start, allowed in ways.items():
        found = {to for to in Stage if needs(replace(EMPTY, stage=start, result=result), to) is not None}
        assert found == (allowed if closes else allowed - {CLOSED}), start


def test_no_way_says_where_it_is_and_why() -> None:
    with pytest.raises(ValueError, match="is in act and its result is partly: no way to closed"):
        missing(replace(FULL, stage=ACT, result=Result.PARTLY), CLOSED, whys=0, readings=9, today=TODAY)
    with pytest.raises(ValueError, match="is in cancelled: no way to do"):
        moved(replace(EMPTY, stage=CANCELLED), DO, TODAY)


def test_next_and_previous() -> None:
    stages = [next_stage(replace(EMPTY, stage=stage, result=Result.WORKED)) for stage in RUNNING]
    assert stages == [DO, CHECK, ACT, CLOSED]
    for result in (None, Result.PARTLY, Result.NONE, Result.WORSE):
        assert next_stage(replace(EMPTY, stage=ACT, result=result)) is PLAN
    assert [previous_stage(replace(EMPTY, stage=stage)) for stage in Stage if stage is not PLAN] == [
        PLAN,
        DO,
        CHECK,
        PLAN,
        PLAN,
    ]


@pytest.mark.parametrize("stage", [CLOSED, CANCELLED])
def test_what_has_ended_does_not_go_on(stage: Stage) -> None:
    with pytest.raises(ValueError, match=f"the action is {stage}"):
        next_stage(replace(FULL, stage=stage))


def test_plan_is_the_first_stage() -> None:
    with pytest.raises(ValueError, match="first stage"):
        previous_stage(EMPTY)


# Single needs


@pytest.mark.parametrize(
    ("change", "whys", "known"),
    [
        ({}, 0, False),
        ({"cause": "Worn seal"}, 0, True),
        ({"hypothesis": "The seal is worn"}, 0, True),
        ({}, 1, True),
        ({"kind": ActionKind.CONTAINMENT}, 0, True),
        ({"kind": ActionKind.SYSTEM}, 0, False),
        ({"kind": ActionKind.SUPPORT}, 0, False),
    ],
)
def test_a_cause_a_hypothesis_or_a_why_unless_it_only_contains(
    change: dict[str, object], whys: int, known: bool
) -> None:
    found = needs(replace(EMPTY, **change), DO, whys=whys)  # type: ignore[arg-type]
    assert found is not None
    assert (Need.CAUSE not in found) == known


@pytest.mark.parametrize(
    ("kpi_id", "check_n", "readings", "check_on", "enough"),
    [
        ("k", 5, 4, None, False),
        ("k", 5, 5, None, True),
        ("k", 3, 3, None, True),
        ("k", 5, 0, TODAY + timedelta(1), False),
        ("k", 5, 0, TODAY, True),
        ("k", 5, 5, TODAY + timedelta(1), True),
        (None, 5, 0, None, True),
        (None, 5, 9, TODAY + timedelta(1), False),
        (None, 5, 0, TODAY, True),
    ],
)
def test_enough_readings_or_the_day_of_the_check(
    kpi_id: str | None, check_n: int, readings: int, check_on: date | None, enough: bool
) -> None:
    action = replace(FULL, stage=CHECK, kpi_id=kpi_id, check_n=check_n, check_on=check_on)
    assert needs(action, ACT, readings=readings) == (() if enough else (Need.READINGS,))


def test_it_is_not_done_before_its_day() -> None:
    assert needs(replace(FULL, stage=DO, done_on=TODAY), CHECK) == ()
    assert needs(replace(FULL, stage=DO, done_on=TODAY + timedelta(1)), CHECK) == (Need.DONE,)


# Moving


@pytest.mark.parametrize(
    ("start", "result", "cycle"),
    [
        (ACT, Result.PARTLY, 3),
        (ACT, Result.NONE, 3),
        (ACT, Result.WORSE, 3),
        (CLOSED, Result.WORKED, 3),
        (CANCELLED, Result.WORKED, 2),
    ],
)
def test_another_round_begins_without_what_was_done_found_and_learned(start: Stage, result: Result, cycle: int) -> None:
    ended_on = None if start is ACT else TODAY - timedelta(100)
    old = replace(
        FULL, stage=start, result=result, cycle=2, check_on=TODAY, ended_on=ended_on, cancel_reason="Not wanted"
    )
    again = replace(FULL, cycle=cycle, done_on=None, evidence="", result=None, learning="", standard="")
    assert moved(old, PLAN, TODAY) == again


def test_stepping_back_keeps_what_is_known() -> None:
    old = replace(FULL, stage=ACT)
    for to in (CHECK, DO, PLAN):
        assert moved(old, to, TODAY) == replace(FULL, stage=to)


@pytest.mark.parametrize(("days", "came_back"), [(0, True), (29, True), (30, True), (31, False), (400, False)])
def test_it_came_back_when_taken_up_again_within_30_days(days: int, came_back: bool) -> None:
    old = replace(FULL, stage=CLOSED, ended_on=TODAY - timedelta(days))
    assert moved(old, PLAN, TODAY).came_back_on == (TODAY if came_back else None)


def test_only_what_was_closed_comes_back() -> None:
    yesterday = TODAY - timedelta(1)
    assert moved(replace(FULL, stage=CANCELLED, ended_on=yesterday), PLAN, TODAY).came_back_on is None
    again = replace(FULL, stage=ACT, result=Result.PARTLY, came_back_on=yesterday)
    assert moved(again, PLAN, TODAY).came_back_on == yesterday


def test_three_cycles_and_a_return_are_four_rounds() -> None:
    action = EMPTY
    for result in (Result.NONE, Result.PARTLY, Result.WORKED):
        action = replace(action, result=result)
        for _ in range(4):
            action = moved(action, next_stage(action), TODAY)
    assert (action.stage, action.cycle) == (CLOSED, 3)
    assert moved(action, PLAN, TODAY).cycle == 4


# Properties

# The guards once more, told apart from the code that looks at them.
KNOWN: dict[Need, Callable[[Action, int, int], bool]] = {
    Need.OWNER: lambda a, whys, readings: a.owner_id is not None,
    Need.DUE: lambda a, whys, readings: a.due is not None,
    Need.CAUSE: lambda a, whys, readings: bool(a.cause + a.hypothesis) or whys > 0 or a.kind == "containment",
    Need.DONE: lambda a, whys, readings: a.done_on in (TODAY, TODAY - timedelta(7)),
    Need.EVIDENCE: lambda a, whys, readings: a.evidence != "",
    Need.READINGS: lambda a, whys, readings: (
        a.check_on in (TODAY, TODAY - timedelta(1))
        or (readings >= a.check_n and a.kpi_id == "k")
        or (a.check_on is None and a.kpi_id is None)
    ),
    Need.RESULT: lambda a, whys, readings: a.result is not None,
    Need.LEARNING: lambda a, whys, readings: a.learning != "",
    Need.STANDARD: lambda a, whys, readings: a.standard != "",
    Need.REASON: lambda a, whys, readings: a.cancel_reason != "",
}
GUARDS = {
    DO: {Need.OWNER, Need.DUE, Need.CAUSE},
    CHECK: {Need.DONE, Need.EVIDENCE},
    ACT: {Need.READINGS, Need.RESULT, Need.LEARNING},
    CLOSED: {Need.RESULT, Need.STANDARD},
}


@given(actions, stages, whys, readings)
def test_no_path_skips_a_guard(action: Action, to: Stage, whys: int, readings: int) -> None:
    found = needs(action, to, whys=whys, readings=readings)
    if found is None:
        return
    asked: set[Need] = set()
    if to is CANCELLED:
        asked = {Need.REASON}
    elif action.stage is ACT and to is PLAN:
        asked = {Need.RESULT}
    elif action.stage in RUNNING and ORDER.index(to) > ORDER.index(action.stage):
        passed = ORDER[ORDER.index(action.stage) + 1 : ORDER.index(to) + 1]
        asked = set().union(*(GUARDS[stage] for stage in passed))
    assert set(found) == {need for need in asked if not KNOWN[need](action, whys, readings)}
    assert len(found) == len(set(found))
    if to is CLOSED and not found:
        assert action.result is Result.WORKED


@given(actions.filter(lambda action: action.stage in RUNNING), st.sampled_from(ORDER), whys, readings)
def test_a_jump_is_its_steps_one_after_the_other(action: Action, to: Stage, whys: int, readings: int) -> None:
    here, there = ORDER.index(action.stage), ORDER.index(to)
    jump = needs(action, to, whys=whys, readings=readings)
    if jump is None or there <= here:
        return
    one, missed = action, set[Need]()
    for _, stage in pairwise(ORDER[here : there + 1]):
        missed |= set(needs(one, stage, whys=whys, readings=readings) or ())
        one = moved(one, stage, TODAY)
    assert set(jump) == missed
    assert moved(action, to, TODAY) == one


@given(actions, whys, readings)
def test_every_round_is_proved_anew(action: Action, whys: int, readings: int) -> None:
    """Whatever the last round found, the next one is not closed with it."""
    if action.stage not in (ACT, CLOSED, CANCELLED) or (action.stage is ACT and action.result is Result.WORKED):
        return
    again = moved(action, PLAN, TODAY)
    proved = {Need.DONE, Need.EVIDENCE, Need.RESULT, Need.LEARNING, Need.STANDARD}
    assert proved <= set(needs(again, CLOSED, whys=whys, readings=readings) or ())


@given(actions)
def test_every_state_can_be_left(action: Action) -> None:
    """Right away, by the step back or out of what has ended; and on, once everything is known."""
    if action.stage is not PLAN:
        assert needs(action, previous_stage(action)) == ()
    if action.stage in RUNNING:
        assert needs(replace(action, cancel_reason="Not wanted"), CANCELLED) == ()
        known = replace(FULL, stage=action.stage, result=action.result or Result.PARTLY)
        assert needs(known, next_stage(known), readings=5) == ()


@given(actions, stages)
def test_a_move_leaves_the_rest_alone(action: Action, to: Stage) -> None:
    if needs(action, to) is None:
        return
    new = moved(action, to, TODAY)
    assert new.stage is to
    assert new.ended_on == (None if to in RUNNING else TODAY)
    assert new.cancel_reason == (action.cancel_reason if to is CANCELLED else "")
    assert action.cycle <= new.cycle <= action.cycle + 1
    round_ = ("cycle", "came_back_on", "done_on", "evidence", "check_on", "result", "learning", "standard")
    touched = ("stage", "ended_on", "cancel_reason", *round_)
    assert replace(new, **{name: getattr(action, name) for name in touched}) == action


def test_the_table_names_each_step_once_and_leaves_every_state() -> None:
    assert len({(step.start, step.to) for step in STEPS}) == len(STEPS)
    assert {step.start for step in STEPS} == {step.to for step in STEPS} == set(Stage)
    assert {need for step in STEPS for need in step.needs} == set(Need)


@pytest.mark.parametrize(
    ("result", "measured", "asks"),
    [
        (Result.WORKED, Result.WORKED, False),
        (Result.WORKED, Result.PARTLY, True),
        (Result.WORKED, Result.NONE, True),
        (Result.WORKED, Result.WORSE, True),
        (Result.PARTLY, Result.NONE, True),
        (Result.PARTLY, Result.WORKED, False),
        (Result.NONE, Result.WORSE, True),
        (Result.WORSE, Result.WORSE, False),
        (Result.WORKED, None, False),  # nothing speaks against it
        (None, Result.WORSE, False),
    ],
)
def test_a_result_better_than_measured_needs_a_reason(
    result: Result | None, measured: Result | None, asks: bool
) -> None:
    def needs(action: Action, to: Stage) -> tuple[Need, ...]:
        return missing(action, to, whys=0, readings=9, today=TODAY, measured=measured)

    action = replace(FULL, stage=CHECK, result=result, result_reason="")
    assert (Need.AGAINST in needs(action, ACT)) is asks
    assert Need.AGAINST not in needs(replace(action, result_reason="the film was bad"), ACT)
    if result is Result.WORKED:
        assert (Need.AGAINST in needs(replace(action, stage=ACT), CLOSED)) is asks


# The queue


@pytest.mark.parametrize(
    ("stage", "due", "check_on", "late"),
    [
        (PLAN, None, None, 0),
        (PLAN, date(2026, 11, 22), None, 0),
        (DO, date(2026, 11, 21), None, 0),
        (DO, date(2026, 11, 20), None, 1),
        (DO, date(2026, 11, 20), date(2026, 11, 1), 1),
        (CHECK, date(2026, 10, 21), None, 0),  # it waits for its readings
        (CHECK, date(2026, 10, 21), TODAY, 0),
        (CHECK, None, date(2026, 11, 19), 2),
        (ACT, date(2025, 11, 21), date(2025, 11, 30), 0),
        (CLOSED, date(2026, 11, 1), None, 0),
        (CANCELLED, date(2026, 11, 1), None, 0),
    ],
)
def test_days_late(stage: Stage, due: date | None, check_on: date | None, late: int) -> None:
    assert days_late(Action("a", 1, "Fix it", stage=stage, due=due, check_on=check_on), TODAY) == late


def test_the_order_of_the_queue() -> None:
    def action(number: int, stage: Stage, due: date | None = None, *, ended_on: date | None = None) -> Action:
        return Action(f"a{number}", number, "Fix it", stage=stage, due=due, ended_on=ended_on)

    queue = [
        action(9, DO, date(2026, 11, 1)),
        action(8, DO, date(2026, 11, 20)),
        action(7, PLAN, TODAY),
        action(10, PLAN, TODAY),
        replace(action(6, CHECK, date(2026, 11, 1)), check_on=TODAY),
        action(5, PLAN, date(2026, 12, 1)),
        action(4, PLAN),
        action(13, CHECK, date(2026, 11, 1)),  # it waits for its readings
        action(3, ACT, date(2026, 11, 1)),
        action(1, CANCELLED, date(2026, 11, 1), ended_on=date(2026, 11, 20)),
        action(12, CLOSED, ended_on=date(2026, 11, 19)),
        action(11, CLOSED, ended_on=date(2026, 11, 19)),
        action(2, CLOSED),
    ]
    shuffled = Random(1).sample(queue, len(queue))
    assert shuffled != queue
    assert sorted(shuffled, key=lambda action: queue_order(action, TODAY)) == queue
