"""The words of a red: what the process limits make of it, what it asks, and what is right for it."""

from __future__ import annotations

from datetime import date

from kpiboard.rules.red import Nature, Red, Told, right_kind
from kpiboard.words.action import kind_words
from kpiboard.words.plain import period_words
from kpiboard.words.process import too_early_words


def told_words(told: Told) -> str:
    """What the limits make of a red: `a signal`, `too early to tell: 2 of 6 points`, `left out: film lot 88`."""
    match told.nature:
        case Nature.SIGNAL:
            return "a signal"
        case Nature.NOISE:
            return "within normal variation"
        case Nature.TOO_EARLY:
            return too_early_words(told.points)
        case Nature.LEFT_OUT:
            return f"left out: {told.cause}"
        case Nature.UNRELIABLE:
            return "its limits do not hold"
        case Nature.NO_LIMITS:
            return "no process limits"


_ASKED = {
    Nature.SIGNAL: "what happened?",
    Nature.NOISE: "what would change the system?",
    Nature.LEFT_OUT: "what keeps it from coming back?",
}


def red_words(red: Red, today: date) -> str:
    """`yesterday, a signal: what happened?`, `today; too early to tell: 2 of 6 points; what stood in the way?`"""
    parts = {"period": period_words(red.period, today), "told": told_words(red.told)}
    if red.nature in (Nature.SIGNAL, Nature.NOISE):
        return "{period}, {told}: {asked}".format(asked=_ASKED[red.nature], **parts)
    return "{period}; {told}; {asked}".format(asked=_ASKED.get(red.nature, "what stood in the way?"), **parts)


def right_words(told: Told) -> str:
    """What to start on it: `Right for it: system. It …`; where the limits do not say which kind is right, why not."""
    kind = right_kind(told.nature)
    if told.nature in (Nature.SIGNAL, Nature.NOISE, Nature.LEFT_OUT):
        return f"Right for it: {kind.value}. It {kind_words(kind)}."
    return f"Right for it: a countermeasure or a change of the system; {told_words(told)}."
