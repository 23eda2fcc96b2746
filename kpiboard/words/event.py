"""The words of a KPI that counts events: how long since the last one, and what the days between them say."""

from __future__ import annotations

from kpiboard.model import Kpi
from kpiboard.rules.events import EventSense, Gaps
from kpiboard.rules.limits import FEWEST, Limits
from kpiboard.words.plain import count, short_number

EVENT_QUESTION = "What happened, and what keeps it from happening again?"

TAKEN_OVER = "taken over from its readings"  # the reason of what happened before a KPI counted events


def counting_sentence(kpi: Kpi, events: int) -> str:
    """What is said when a KPI has begun to count events."""
    return count(
        "{kpi} counts events now; 1 is known.", "{kpi} counts events now; {n} are known.", events, kpi=kpi.name
    )


def since_words(gaps: Gaps) -> str:
    """`42 days since the last one`; as the beginning of a sentence."""
    if not gaps.days:
        return count("None in the 1 day that is counted", "None in the {n} days that are counted", gaps.running)
    if not gaps.running:
        return "One today"
    return count("1 day since the last one", "{n} days since the last one", gaps.running)


def gaps_sentence(gaps: Gaps) -> str:
    """What the days between the events say, in one or two sentences."""
    since, limits = since_words(gaps), gaps.limits
    if gaps.sense is EventSense.TOO_EARLY:
        return f"{since}. Too early: {early_words(gaps)}."
    if limits is None or gaps.sense in (EventSense.NONE_YET, EventSense.NO_LIMITS):
        return f"{since}."
    upper = short_number(limits.upper)
    match gaps.sense:
        case EventSense.LONGER:
            return (
                f"{since}, longer than the {upper} that chance explains: something improved. "
                "Find out what and standardise it."
            )
        case EventSense.RARER:
            return f"{since}. It happens less often than before: find out what improved and standardise it."
        case EventSense.SHORTER:
            return f"{_sooner(gaps, limits)} Find today's cause now."
        case EventSense.MORE_OFTEN:
            return f"{since}. It happens more often than before: find out what has changed."
    return f"{since}: {usual_words(limits)}, so nothing has changed."


def _sooner(gaps: Gaps, limits: Limits) -> str:
    lower, last = short_number(limits.lower), gaps.lengths[-1]
    if not last:
        return f"It happened twice on one day, and chance explains no less than {lower} days."
    return count(
        "It happened again after 1 day, sooner than the {lower} that chance explains.",
        "It happened again after {n} days, sooner than the {lower} that chance explains.",
        last,
        lower=lower,
    )


def usual_words(limits: Limits) -> str:
    """`gaps of 3.1 to 87 days are usual`."""
    upper = short_number(limits.upper)
    if limits.lower_clipped or limits.lower <= 0:
        return f"gaps of up to {upper} days are usual"
    return f"gaps of {short_number(limits.lower)} to {upper} days are usual"


def early_words(gaps: Gaps) -> str:
    """`3 of 6 gaps`."""
    return f"{gaps.counted} of {FEWEST} gaps"


_SHORT = {
    EventSense.LONGER: "signal: longer than chance explains",
    EventSense.RARER: "signal: less often than before",
    EventSense.SHORTER: "signal: sooner than chance explains",
    EventSense.MORE_OFTEN: "signal: more often than before",
}


def short_gaps(gaps: Gaps) -> str:
    """The same in a few words, for a tile; what needs no words there has none."""
    if gaps.sense is EventSense.TOO_EARLY:
        return f"too early: {early_words(gaps)}"
    if gaps.sense is EventSense.STEADY and gaps.limits:
        return usual_words(gaps.limits)
    return _SHORT.get(gaps.sense, "")
