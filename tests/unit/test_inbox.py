"""States, clocks and the order of feedback."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest

from kpiboard.model import Feedback, FeedbackKind, FeedbackState
from kpiboard.rules.inbox import (
    age_hours,
    inbox_order,
    is_open,
    is_overdue,
    may_accept,
    may_acknowledge,
    may_decline,
)

# Early on the 21st where the board hangs, still the 20th in UTC.
NOW = datetime(2026, 11, 21, 0, 30, tzinfo=timezone(timedelta(hours=1)))
NEW, ACKNOWLEDGED = FeedbackState.NEW, FeedbackState.ACKNOWLEDGED
ANSWERED, ACCEPTED, DECLINED = FeedbackState.ANSWERED, FeedbackState.ACCEPTED, FeedbackState.DECLINED


def said(
    hours: float,
    state: FeedbackState = NEW,
    kind: FeedbackKind = FeedbackKind.IDEA,
    *,
    number: int = 1,
) -> Feedback:
    at = (NOW - timedelta(hours=hours)).astimezone(UTC)
    return Feedback(f"f{number}", number, "More light", kind, state, said_on=at.date(), said_at=at)


def anonymous(
    days: int, state: FeedbackState = NEW, kind: FeedbackKind = FeedbackKind.IDEA, *, number: int = 1
) -> Feedback:
    on = date(2026, 11, 21) - timedelta(days=days)
    return Feedback(f"f{number}", number, "More light", kind, state, anonymous=True, said_on=on)


@pytest.mark.parametrize(
    ("state", "open_", "acknowledge", "decline", "accept"),
    [
        (NEW, True, True, True, True),
        (ACKNOWLEDGED, True, False, True, True),
        (ANSWERED, False, False, False, True),
        (DECLINED, False, False, False, True),
        (ACCEPTED, False, False, False, False),
    ],
)
def test_what_may_be_done(state: FeedbackState, open_: bool, acknowledge: bool, decline: bool, accept: bool) -> None:
    piece = said(1, state)
    assert is_open(piece) is open_
    assert may_acknowledge(piece) is acknowledge
    assert may_decline(piece) is decline
    assert may_accept(piece) is accept


@pytest.mark.parametrize(
    ("piece", "hours"),
    [
        (said(0), 0),
        (said(0.99), 0),
        (said(1), 1),
        (said(49.5), 49),
        (said(-3), 0),  # another machine's clock is ahead
        (anonymous(0), 0),
        (anonymous(1), 24),
        (anonymous(7), 168),
        (anonymous(-1), 0),
        (Feedback("f", 1, "From a file without dates"), 0),
    ],
)
def test_age(piece: Feedback, hours: int) -> None:
    assert age_hours(piece, NOW) == hours


@pytest.mark.parametrize(
    ("piece", "overdue"),
    [
        (said(24), False),
        (said(24.01), True),
        (said(24.01, ACKNOWLEDGED), False),
        (said(48, ACKNOWLEDGED), False),
        (said(48.01, ACKNOWLEDGED), True),
        (said(500, ANSWERED), False),
        (said(500, ACCEPTED), False),
        (said(500, DECLINED), False),
        (said(8, kind=FeedbackKind.SAFETY), False),
        (said(8.01, kind=FeedbackKind.SAFETY), True),
        (said(8.01, ACKNOWLEDGED, FeedbackKind.SAFETY), True),
        (said(500, ANSWERED, FeedbackKind.SAFETY), False),
        (said(500, kind=FeedbackKind.THANKS), False),
        (said(24.01, kind=FeedbackKind.CONCERN), True),
        (anonymous(1), False),
        (anonymous(2), True),
        (anonymous(2, ACKNOWLEDGED), False),
        (anonymous(3, ACKNOWLEDGED), True),
        (anonymous(0, kind=FeedbackKind.SAFETY), False),
        (anonymous(1, kind=FeedbackKind.SAFETY), True),
        (Feedback("f", 1, "From a file without dates"), False),
    ],
)
def test_overdue(piece: Feedback, overdue: bool) -> None:
    assert is_overdue(piece, NOW) is overdue


def test_the_order_of_the_inbox() -> None:
    inbox = [
        said(100, number=3),
        said(60, ACKNOWLEDGED, number=4),
        anonymous(2, number=1),
        said(9, kind=FeedbackKind.SAFETY, number=9),
        said(900, kind=FeedbackKind.THANKS, number=5),
        said(40, ACKNOWLEDGED, number=6),
        said(1, number=7),
        said(1, number=8),
        said(2, ANSWERED, number=2),
        said(3, DECLINED, number=11),
        said(3, ACCEPTED, number=10),
        anonymous(30, ANSWERED, number=12),
    ]
    shuffled = Random(1).sample(inbox, len(inbox))
    assert shuffled != inbox
    assert sorted(shuffled, key=lambda piece: inbox_order(piece, NOW)) == inbox
