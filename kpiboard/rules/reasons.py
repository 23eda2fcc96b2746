"""When a reason answers a red instead of an action. Source: domain.md 2.7.

It says something: a reason code, or at least two words of three letters. Nobody may live on reasons: one that was used
on the KPI in the 30 days before answers no more, nor does the third one in that time. What was given in one step, to
however many reds, is one reason. A leader's pass only has to say something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kpiboard.model import Reading

WITHIN = timedelta(days=30)
MOST = 2  # reasons in that time

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_WORD = re.compile(r"[^\W\d_]{3,}")


class Fault(StrEnum):
    """Why a reason does not answer."""

    EMPTY = "says too little"
    USED = "used before"
    TOO_MANY = "too many"
    SIGNAL = "a signal"  # which asks for an action


def says_something(reason: str, code: str = "") -> bool:
    """Whether it is a reason at all, and no dot."""
    return len(_WORD.findall(reason)) >= 2 or bool(_WORD.search(code))


def fault(said: Reading, before: Sequence[Reading]) -> Fault | None:
    """Why the reason beside a red does not answer it; None if it does, unless the red is a signal.

    `before` are the readings of its KPI whose reasons answer and were given earlier, in that order. A reason of which
    nobody knows when it was given is as old as can be.
    """
    if not says_something(said.reason, said.code):
        return Fault.EMPTY
    if said.passed_by or said.reason_at is None:
        return None
    moments = set()
    for other in reversed(before):
        if other.reason_at is None or said.reason_at - other.reason_at > WITHIN:
            break
        if other.reason_at == said.reason_at:
            continue
        if _same(other, said):
            return Fault.USED
        moments.add(other.reason_at)
    return Fault.TOO_MANY if len(moments) >= MOST else None


def faults(explained: Iterable[Reading]) -> dict[str, Fault | None]:
    """`fault` of every reading of one KPI that has a reason, by its id."""
    found: dict[str, Fault | None] = {}
    answering: list[Reading] = []
    for one in sorted(explained, key=_given):
        found[one.id] = fault(one, answering)
        if found[one.id] is None and not one.passed_by:
            answering.append(one)
    return found


def answering(explained: Iterable[Reading]) -> list[Reading]:
    """Those whose reason is the team's own and answers, in the order in which they were given."""
    known = list(explained)
    told = faults(known)
    return sorted((one for one in known if told[one.id] is None and not one.passed_by), key=_given)


def may_give(explained: Iterable[Reading], now: datetime) -> bool:
    """Whether one more reason would be taken now."""
    lately = {one.reason_at for one in answering(explained) if one.reason_at and now - one.reason_at <= WITHIN}
    return len(lately) < MOST


def used(explained: Iterable[Reading], now: datetime) -> frozenset[str]:
    """The codes that were used in the last 30 days, folded: they answer no more."""
    lately = (one for one in answering(explained) if one.reason_at and now - one.reason_at <= WITHIN)
    return frozenset(folded(one.code) for one in lately if one.code)


def folded(text: str) -> str:
    """As it is compared: however it is spaced, spelt large or small, and pointed."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _same(one: Reading, other: Reading) -> bool:
    first, second = (folded(said.reason) or folded(said.code) for said in (one, other))
    return first == second


def _given(reading: Reading) -> tuple[datetime, str]:
    return reading.reason_at or _LONG_AGO, reading.period
