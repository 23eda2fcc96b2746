"""The stages of an action, how late it is, and the order of the queue."""

from __future__ import annotations

from datetime import date

from kpiboard.model import Action, Stage

RUNNING = (Stage.PLAN, Stage.DO, Stage.CHECK, Stage.ACT)
ORDER = (*RUNNING, Stage.CLOSED)


def advance(stage: Stage) -> Stage:
    """The next stage; after act, closed. Raises ValueError when the action has ended."""
    if stage not in RUNNING:
        raise ValueError(f"the action is {stage}: it goes no further")
    return ORDER[ORDER.index(stage) + 1]


def step_back(stage: Stage) -> Stage:
    """The stage before; closed opens again in act. Raises ValueError in plan and when cancelled."""
    if stage is Stage.PLAN:
        raise ValueError("the action is in plan: that is the first stage")
    if stage not in ORDER:
        raise ValueError(f"the action is {stage}: it does not step back")
    return ORDER[ORDER.index(stage) - 1]


def days_late(action: Action, today: date) -> int:
    """Days since the due date; 0 on it, before it, without one and when the action has ended."""
    if action.stage not in RUNNING or action.due is None:
        return 0
    return max((today - action.due).days, 0)


def queue_order(action: Action, today: date) -> tuple[int, ...]:
    """Sort key of the queue.

    Running ones first: the most overdue, then by due date, those without one last, then by stage and number. The
    ended ones follow, newest first.
    """
    if action.stage not in RUNNING:
        ended = action.ended_on or date.min
        return (1, -ended.toordinal(), -action.number)
    due = action.due or date.max
    return (0, -days_late(action, today), due.toordinal(), RUNNING.index(action.stage), action.number)
