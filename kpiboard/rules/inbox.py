"""The states of feedback, the clocks that run on it, and the order of the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from kpiboard.model import Feedback, FeedbackKind, FeedbackState, Person, Role

TO_ACKNOWLEDGE = timedelta(hours=24)
TO_ANSWER = timedelta(hours=48)
SAFETY = timedelta(hours=8)


def answering(people: Iterable[Person]) -> tuple[Person, ...]:
    """Who must answer: what waits too long is the red of the leaders."""
    return tuple(one for one in people if one.active and one.role is Role.LEADER)


def is_open(feedback: Feedback) -> bool:
    """Whether somebody still waits for an answer."""
    return feedback.state in (FeedbackState.NEW, FeedbackState.ACKNOWLEDGED)


def may_acknowledge(feedback: Feedback) -> bool:
    return feedback.state is FeedbackState.NEW


def may_decline(feedback: Feedback) -> bool:
    """Only what is open: an answer that was given is not taken back by a later no."""
    return is_open(feedback)


def may_accept(feedback: Feedback) -> bool:
    """An idea that was answered or declined may yet become an action, but only one."""
    return feedback.state is not FeedbackState.ACCEPTED


def age_hours(feedback: Feedback, now: datetime) -> int:
    """Whole hours since it was said; whole days × 24 when only the day is known. `now` is in the board's zone."""
    return _age(feedback, now) // timedelta(hours=1)


def is_overdue(feedback: Feedback, now: datetime) -> bool:
    """Whether its clock has run out: 24 hours to acknowledge, 48 to answer, 8 for safety; thanks never.

    `now` is in the board's zone.
    """
    if not is_open(feedback) or feedback.kind is FeedbackKind.THANKS:
        return False
    if feedback.kind is FeedbackKind.SAFETY:
        return _age(feedback, now) > SAFETY
    return _age(feedback, now) > (TO_ACKNOWLEDGE if feedback.state is FeedbackState.NEW else TO_ANSWER)


def inbox_order(feedback: Feedback, now: datetime) -> tuple[int, ...]:
    """Sort key: open ones first, the overdue before the others and the oldest first; ended ones last, newest first."""
    age = _age(feedback, now) // timedelta(seconds=1)
    if is_open(feedback):
        return (0, not is_overdue(feedback, now), -age, feedback.number)
    return (1, 0, age, -feedback.number)


def _age(feedback: Feedback, now: datetime) -> timedelta:
    if feedback.said_at is not None:
        return max(now - feedback.said_at, timedelta(0))
    if feedback.said_on is not None:
        return max(timedelta(days=(now.date() - feedback.said_on).days), timedelta(0))
    return timedelta(0)
