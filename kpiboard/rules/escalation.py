"""How help asked from the next tier stands: its states, the clock on the answer, and the order of the list.

raised → accepted or returned → resolved → confirmed by the team that raised it; until then it stays in sight of both.
Source: domain.md 2.10 and 2.19 (an answer within 24 hours, by the next tier's meeting at the latest).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from kpiboard.model import Answer, AnswerState, Escalation

_TICK = timedelta(milliseconds=1)  # moments are stored to the millisecond


class State(StrEnum):
    RAISED = "raised"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"


OVER = frozenset({State.CONFIRMED})

# What may be answered, state by state; a state that is not here waits for the team that asked.
ANSWERS = {
    State.RAISED: frozenset(AnswerState),
    State.ACCEPTED: frozenset({AnswerState.RETURNED, AnswerState.RESOLVED}),
}


def state_of(escalation: Escalation, answers: Iterable[Answer]) -> State:
    """Where it stands; `answers` are its own, and those from before it was raised (again) do not count any more."""
    if escalation.confirmed_at is not None:
        return State.CONFIRMED
    latest = _latest(one for one in answers if one.answered_at >= escalation.raised_at)
    return State.RAISED if latest is None else State(latest.state.value)


def may_answer(state: State, answer: AnswerState) -> bool:
    return answer in ANSWERS.get(state, ())


def may_confirm(state: State) -> bool:
    """Once there is an answer to confirm: it is solved, or it came back and the team lives with that."""
    return state in (State.RETURNED, State.RESOLVED)


def may_raise_again(state: State) -> bool:
    """An answer that does not help is not confirmed."""
    return state in (State.RETURNED, State.RESOLVED)


def next_moment(escalation: Escalation, answers: Iterable[Answer], now: datetime) -> datetime:
    """`now`, or just after all that has been said: the clock of the other tier's machine may be ahead of ours."""
    latest = _latest(answers)
    return max(now, escalation.raised_at, latest.answered_at + _TICK if latest else now)


def due_at(escalation: Escalation) -> datetime:
    """When an answer is wanted."""
    return escalation.raised_at + timedelta(hours=escalation.answer_hours)


def is_overdue(escalation: Escalation, answers: Iterable[Answer], now: datetime) -> bool:
    """Whether the clock has run out without any answer; what was accepted has one."""
    return state_of(escalation, answers) is State.RAISED and now > due_at(escalation)


def age_hours(escalation: Escalation, now: datetime) -> int:
    """Whole hours since it was raised (the last time), until it was confirmed."""
    return max(((escalation.confirmed_at or now) - escalation.raised_at) // timedelta(hours=1), 0)


def order(escalation: Escalation, answers: Iterable[Answer], now: datetime) -> tuple[float, ...]:
    """Sort key: open ones first, the overdue before the others and the oldest first; confirmed ones last, newest
    first."""
    raised = escalation.raised_at.timestamp()
    if escalation.confirmed_at is not None:
        return (1, 0, -raised, -escalation.number)
    return (0, not is_overdue(escalation, answers, now), raised, escalation.number)


def _latest(answers: Iterable[Answer]) -> Answer | None:
    return max(answers, key=lambda one: (one.answered_at, one.id), default=None)
