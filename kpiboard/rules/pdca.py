"""The life of an action: its stages, what each step needs, how late it is, and the order of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kpiboard.model import Action, ActionKind, Result, Stage
from kpiboard.model.frozen import frozen

RUNNING = (Stage.PLAN, Stage.DO, Stage.CHECK, Stage.ACT)
ORDER = (*RUNNING, Stage.CLOSED)
RECURRENCE = timedelta(30)
"""An action that is taken up again so soon after it was closed "came back"."""


class Need(StrEnum):
    """What has to be known before a step."""

    OWNER = "owner"
    DUE = "due"
    CAUSE = "cause"
    DONE = "done"
    EVIDENCE = "evidence"
    READINGS = "readings"
    RESULT = "result"
    AGAINST = "result reason"
    LEARNING = "learning"
    STANDARD = "standard"
    REASON = "reason"


FIELDS: Mapping[Need, tuple[str, ...]] = {
    Need.OWNER: ("owner",),
    Need.DUE: ("due",),
    Need.CAUSE: ("cause", "hypothesis"),
    Need.DONE: ("done_on",),
    Need.EVIDENCE: ("evidence",),
    Need.READINGS: ("check_on",),
    Need.RESULT: ("result",),
    Need.AGAINST: ("result_reason",),
    Need.LEARNING: ("learning",),
    Need.STANDARD: ("standard",),
}
"""The fields that settle a need, the usual one first; a reason is asked for apart."""


@frozen
class Step:
    """A step of the state machine.

    It is there for an action with one of `results`, or with none yet. One that `renews` begins another round.
    """

    start: Stage
    to: Stage
    needs: tuple[Need, ...] = ()
    results: tuple[Result, ...] = tuple(Result)
    renews: bool = False


_WORST_FIRST = (Result.WORSE, Result.NONE, Result.PARTLY, Result.WORKED)
_NOT_YET = (Result.PARTLY, Result.NONE, Result.WORSE)

# fmt: off
STEPS = (
    # on
    Step(Stage.PLAN,      Stage.DO,        (Need.OWNER, Need.DUE, Need.CAUSE)),
    Step(Stage.DO,        Stage.CHECK,     (Need.DONE, Need.EVIDENCE)),
    Step(Stage.CHECK,     Stage.ACT,       (Need.READINGS, Need.RESULT, Need.AGAINST, Need.LEARNING)),
    Step(Stage.ACT,       Stage.CLOSED,    (Need.RESULT, Need.AGAINST, Need.STANDARD), (Result.WORKED,)),
    # once more: the next cycle, and what had ended
    Step(Stage.ACT,       Stage.PLAN,      (Need.RESULT,), _NOT_YET, renews=True),
    Step(Stage.CLOSED,    Stage.PLAN, renews=True),
    Step(Stage.CANCELLED, Stage.PLAN, renews=True),
    # back
    Step(Stage.DO,        Stage.PLAN),
    Step(Stage.CHECK,     Stage.DO),
    Step(Stage.ACT,       Stage.CHECK),
    # off
    Step(Stage.PLAN,      Stage.CANCELLED, (Need.REASON,)),
    Step(Stage.DO,        Stage.CANCELLED, (Need.REASON,)),
    Step(Stage.CHECK,     Stage.CANCELLED, (Need.REASON,)),
    Step(Stage.ACT,       Stage.CANCELLED, (Need.REASON,)),
)
# fmt: on

_STEP = {(step.start, step.to): step for step in STEPS}


def next_stage(action: Action) -> Stage:
    """Where the action goes on to; from act it is closed if it worked, else planned again.

    Raises ValueError when it has ended.
    """
    if action.stage not in RUNNING:
        raise ValueError(f"the action is {action.stage}: it goes no further")
    if action.stage is Stage.ACT:
        return Stage.CLOSED if action.result is Result.WORKED else Stage.PLAN
    return ORDER[ORDER.index(action.stage) + 1]


def previous_stage(action: Action) -> Stage:
    """The stage before; what has ended is planned again. Raises ValueError in plan."""
    if action.stage is Stage.PLAN:
        raise ValueError("the action is in plan: that is the first stage")
    return RUNNING[RUNNING.index(action.stage) - 1] if action.stage in RUNNING else Stage.PLAN


def missing(
    action: Action, to: Stage, *, whys: int, readings: int, today: date, measured: Result | None = None
) -> tuple[Need, ...]:
    """What is still open before the action can be in `to`; over several stages, what all steps on the way need.

    `whys` is how many whys it has, `readings` how many readings its KPI has since it was done, `measured` what they say
    it did (None: nothing yet). Raises ValueError when there is no way from its stage to `to`.
    """
    needs = dict.fromkeys(need for step in _way(action, to) for need in step.needs)
    return tuple(need for need in needs if _is_open(need, action, whys, readings, today, measured))


def is_against(action: Action, measured: Result | None) -> bool:
    """Whether its result is better than what was measured, and nobody said why."""
    if action.result is None or measured is None or action.result_reason:
        return False
    return _WORST_FIRST.index(action.result) > _WORST_FIRST.index(measured)


def moved(action: Action, to: Stage, today: date) -> Action:
    """The action in stage `to`, whatever its guards say. To cancel it, put the reason in before.

    Another round (the next cycle, or taken up again after it had ended) keeps what was planned, and begins without what
    was done, found and learned. Raises ValueError when there is no way there.
    """
    renews = _way(action, to)[-1].renews
    new = replace(
        action,
        stage=to,
        ended_on=None if to in RUNNING else today,
        cancel_reason=action.cancel_reason if to is Stage.CANCELLED else "",
    )
    if not renews:
        return new
    new = replace(new, done_on=None, evidence="", check_on=None, result=None, result_reason="", learning="",
                  standard="")  # fmt: skip
    if action.stage is Stage.CANCELLED:  # its round never came to an end
        return new
    soon = action.ended_on is not None and today - action.ended_on <= RECURRENCE
    came_back_on = new.came_back_on if action.stage is Stage.ACT else today if soon else None
    return replace(new, cycle=new.cycle + 1, came_back_on=came_back_on)


def _way(action: Action, to: Stage) -> tuple[Step, ...]:
    """The steps to `to`, at least one: straight there, or else from column to column, on or back."""
    start = action.stage
    for stages in ((start, to), _columns(start, to)):
        steps = tuple(_STEP.get(pair) for pair in pairwise(stages))
        way = tuple(step for step in steps if step and action.result in (None, *step.results))
        if way and len(way) == len(steps):
            return way
    result = f" and its result is {action.result}" if action.result else ""
    raise ValueError(f"the action is in {start}{result}: no way to {to}")


def _columns(start: Stage, to: Stage) -> tuple[Stage, ...]:
    if start not in ORDER or to not in ORDER:
        return ()
    here, there = ORDER.index(start), ORDER.index(to)
    return ORDER[here : there + 1] if here < there else ORDER[there : here + 1][::-1]


def _is_open(need: Need, action: Action, whys: int, readings: int, today: date, measured: Result | None) -> bool:
    match need:
        case Need.OWNER:
            return action.owner_id is None
        case Need.DUE:
            return action.due is None
        case Need.CAUSE:  # containment stops the harm before anybody knows the cause
            return not (action.cause or action.hypothesis or whys or action.kind is ActionKind.CONTAINMENT)
        case Need.DONE:
            return action.done_on is None or action.done_on > today
        case Need.EVIDENCE:
            return not action.evidence
        case Need.READINGS:
            enough = readings >= action.check_n if action.kpi_id else action.check_on is None
            return not (enough or (action.check_on is not None and today >= action.check_on))
        case Need.RESULT:
            return action.result is None
        case Need.AGAINST:
            return is_against(action, measured)
        case Need.LEARNING:
            return not action.learning
        case Need.STANDARD:
            return not action.standard
        case Need.REASON:
            return not action.cancel_reason


def deadline(action: Action) -> date | None:
    """The day by which its stage has to be over.

    The due date ends with do. A check has a date of its own, or none while it waits for its readings: they come when
    they come. Act has none, and neither has what has ended.
    """
    match action.stage:
        case Stage.PLAN | Stage.DO:
            return action.due
        case Stage.CHECK:
            return action.check_on
    return None


def days_late(action: Action, today: date) -> int:
    """Days since its deadline; 0 on it, before it and without one."""
    until = deadline(action)
    return max((today - until).days, 0) if until else 0


def queue_order(action: Action, today: date) -> tuple[int, ...]:
    """Sort key of the queue.

    Running ones first: the most overdue, then by deadline, those without one last, then by stage and number. The
    ended ones follow, newest first.
    """
    if action.stage not in RUNNING:
        ended = action.ended_on or date.min
        return (1, -ended.toordinal(), -action.number)
    until = deadline(action) or date.max
    return (0, -days_late(action, today), until.toordinal(), RUNNING.index(action.stage), action.number)
