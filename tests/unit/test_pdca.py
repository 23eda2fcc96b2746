"""Stages, lateness and the order of the queue."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from kpiboard.model import Action, Stage
from kpiboard.rules.pdca import ORDER, RUNNING, advance, days_late, queue_order, step_back

TODAY = date(2026, 11, 21)


def test_the_stages_lead_from_plan_to_closed_and_back() -> None:
    assert ORDER == (Stage.PLAN, Stage.DO, Stage.CHECK, Stage.ACT, Stage.CLOSED)
    assert ORDER[:-1] == RUNNING
    assert [advance(stage) for stage in ORDER[:-1]] == list(ORDER[1:])
    assert [step_back(stage) for stage in ORDER[1:]] == list(ORDER[:-1])


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.CANCELLED])
def test_what_has_ended_does_not_advance(stage: Stage) -> None:
    with pytest.raises(ValueError, match=f"the action is {stage}"):
        advance(stage)


@pytest.mark.parametrize(("stage", "said"), [(Stage.PLAN, "first stage"), (Stage.CANCELLED, "is cancelled")])
def test_no_way_back_from_plan_and_cancelled(stage: Stage, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        step_back(stage)


@pytest.mark.parametrize(
    ("stage", "due", "late"),
    [
        (Stage.PLAN, None, 0),
        (Stage.PLAN, date(2026, 11, 22), 0),
        (Stage.DO, date(2026, 11, 21), 0),
        (Stage.DO, date(2026, 11, 20), 1),
        (Stage.CHECK, date(2026, 10, 21), 31),
        (Stage.ACT, date(2025, 11, 21), 365),
        (Stage.CLOSED, date(2026, 11, 1), 0),
        (Stage.CANCELLED, date(2026, 11, 1), 0),
    ],
)
def test_days_late(stage: Stage, due: date | None, late: int) -> None:
    assert days_late(Action("a", 1, "Fix it", stage=stage, due=due), TODAY) == late


def test_the_order_of_the_queue() -> None:
    def action(number: int, stage: Stage, due: date | None = None, *, ended_on: date | None = None) -> Action:
        return Action(f"a{number}", number, "Fix it", stage=stage, due=due, ended_on=ended_on)

    queue = [
        action(9, Stage.ACT, date(2026, 11, 1)),
        action(8, Stage.DO, date(2026, 11, 20)),
        action(7, Stage.PLAN, TODAY),
        action(10, Stage.PLAN, TODAY),
        action(6, Stage.CHECK, TODAY),
        action(5, Stage.PLAN, date(2026, 12, 1)),
        action(4, Stage.PLAN),
        action(3, Stage.ACT),
        action(1, Stage.CANCELLED, date(2026, 11, 1), ended_on=date(2026, 11, 20)),
        action(12, Stage.CLOSED, ended_on=date(2026, 11, 19)),
        action(11, Stage.CLOSED, ended_on=date(2026, 11, 19)),
        action(2, Stage.CLOSED),
    ]
    shuffled = Random(1).sample(queue, len(queue))
    assert shuffled != queue
    assert sorted(shuffled, key=lambda action: queue_order(action, TODAY)) == queue
