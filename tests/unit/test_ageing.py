"""Overdue work, due dates that slip, too much at a time, and firefighting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpiboard.model import Action, ActionKind, Stage
from kpiboard.rules.ageing import Firefighting, Rung, done_per_100, firefighting, moved_often, overloaded, rung

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        (-5, Rung.ON_TIME),
        (0, Rung.ON_TIME),
        (1, Rung.OWNER),
        (2, Rung.OWNER),
        (3, Rung.LEADER),
        (6, Rung.LEADER),
        (7, Rung.NEXT_TIER),
        (13, Rung.NEXT_TIER),
        (14, Rung.TIER_ABOVE),
        (400, Rung.TIER_ABOVE),
    ],
)
def test_the_ladder(days: int, reached: Rung) -> None:
    assert rung(days) is reached


@pytest.mark.parametrize(("moves", "flagged"), [(0, False), (2, False), (3, True), (4, True)])
def test_the_third_move_of_a_due_date_is_flagged(moves: int, flagged: bool) -> None:
    assert moved_often(Action("a", 1, "Fix it", moves=moves)) is flagged


def in_do(owner: str | None, held: int, stage: Stage = Stage.DO) -> list[Action]:
    return [Action(f"{owner}{n}", n, "Fix it", stage=stage, owner_id=owner) for n in range(held)]


def test_more_than_three_in_do_are_too_many_for_one() -> None:
    actions = [
        *in_do("tl", 3),
        *in_do("jp", 4),
        *in_do("ms", 6),
        *in_do("rc", 3),
        *in_do("rc", 9, Stage.PLAN),
        *in_do("rc", 9, Stage.CHECK),
        *in_do("rc", 9, Stage.CLOSED),
        *in_do(None, 9),
    ]
    assert list(overloaded(actions).items()) == [("ms", 6), ("jp", 4)]
    assert overloaded([]) == {}


@pytest.mark.parametrize(
    ("containment", "countermeasure", "share"),
    [(9, 1, 0.9), (0, 0, None), (0, 4, 0.0), (2, 0, 1.0), (1, 1, 0.5)],  # 9 and 1: the articles' example
)
def test_firefighting_is_the_share_of_containment(containment: int, countermeasure: int, share: float | None) -> None:
    assert Firefighting(containment, countermeasure).share == share


def test_firefighting_counts_what_was_opened_since() -> None:
    def opened(kind: ActionKind, days_ago: int | None, times: int = 1) -> list[Action]:
        day = None if days_ago is None else TODAY - timedelta(days_ago)
        return [Action(f"{kind}{n}", n, "Fix it", kind, Stage.CLOSED, opened_on=day) for n in range(times)]

    actions = [
        *opened(ActionKind.CONTAINMENT, 90, 9),
        *opened(ActionKind.COUNTERMEASURE, 0),
        *opened(ActionKind.CONTAINMENT, 91, 5),
        *opened(ActionKind.CONTAINMENT, None, 5),
        *opened(ActionKind.COUNTERMEASURE, None, 5),
        *opened(ActionKind.SYSTEM, 1, 3),
        *opened(ActionKind.IMPROVEMENT, 1, 3),
        *opened(ActionKind.SUPPORT, 1, 3),
    ]
    assert firefighting(actions, TODAY - timedelta(90)) == Firefighting(9, 1)


@pytest.mark.parametrize(
    ("done", "readings", "rate"), [(3, 200, 1.5), (0, 50, 0.0), (5, 4, 125.0), (0, 0, None), (3, 0, None)]
)
def test_actions_done_for_every_hundred_readings(done: int, readings: int, rate: float | None) -> None:
    assert done_per_100(done, readings) == rate
