"""What the process limits say, in plain sentences: signals, limits, and what a value means beside its target."""

from __future__ import annotations

from collections.abc import Mapping

from kpiboard.basics.safetext import clean
from kpiboard.model import Cadence, Kpi, SignalRules
from kpiboard.rules.capability import Capability, Reach, Sense
from kpiboard.rules.spc import FEWEST, Limits, Rule, Side, Signal
from kpiboard.views.board import KpiCard
from kpiboard.views.kpi import KpiStory
from kpiboard.words.plain import count, number, periods, with_unit

_SENSE_WORDS = {
    Sense.NO_READING: "No reading, nothing to say.",
    Sense.NO_TARGET: "No target: set one, then the board can say whether the process reaches it.",
    Sense.UNSTABLE: "Variation itself is unstable, limits unreliable.",
    Sense.MISSED_IN_NOISE: (
        "Missed – within normal variation. Don't ask what happened today; ask what would change the system."
    ),
    Sense.MET_BEYOND_REACH: "Met, but that can't happen often: the present process cannot reach this target.",
    Sense.CANNOT_REACH: (
        "The present process cannot reach this target. Exhorting won't help: change the process or the target."
    ),
    Sense.RELIABLY_MET: "Reliably met.",
    Sense.MISSED_AGAINST_ODDS: "Missed, though it is reliably met. A data error? Confirm the number.",
    Sense.IMPROVED: "Something improved. Find out what and standardise it.",
    Sense.IMPROVED_YET_MISSED: "Something improved. Find out what and standardise it, and celebrate the shift.",
    Sense.WORSE_YET_MET: "Still green but a signal: act before it turns red.",
    Sense.WORSE_ON_WATCH: "On watch and a signal: act before it turns red.",
    Sense.WORSE_AND_MISSED: "Signal and red: find today's cause now.",
    Sense.CHANGED: "Something changed. Find out what.",
}


# The same in a few words, for a tile and for the sentence at the top; what needs no words there has none.
_SHORT = {
    Sense.UNSTABLE: "variation is unstable",
    Sense.MISSED_IN_NOISE: "noise: change the system",
    Sense.CANNOT_REACH: "the process cannot reach it",
    Sense.MISSED_AGAINST_ODDS: "a data error?",
    Sense.IMPROVED: "signal: something improved",
    Sense.IMPROVED_YET_MISSED: "signal: something improved",
    Sense.WORSE_YET_MET: "signal: act before it turns red",
    Sense.WORSE_ON_WATCH: "signal: act before it turns red",
    Sense.WORSE_AND_MISSED: "signal: find today's cause",
    Sense.CHANGED: "signal: something changed",
}


def short_sense(sense: Sense) -> str:
    return _SHORT.get(sense, "")


def sense_words(sense: Sense, capability: Capability, cadence: Cadence = Cadence.DAY) -> str:
    """The plain sentence for the latest value; `cadence` names the periods that are counted."""
    if sense is Sense.MET_BY_LUCK:
        return (
            "Met – by luck of the draw; "
            f"the process hits it about {capability.hits} of {periods(capability.of, cadence)}."
        )
    if sense is Sense.TOO_EARLY:
        if capability.of < FEWEST:
            return f"Too early: {capability.of} of {FEWEST} points."
        return "Too early: no two points in a row."
    if sense is Sense.NO_LIMITS:
        return f"Met in {capability.hits} of the last {periods(capability.of, cadence)}; it has no process limits."
    return _SENSE_WORDS[sense]


def reach_words(capability: Capability) -> str:
    """What is said while a target is typed: `met in 14 of the last 20`, `the present process cannot reach this`."""
    match capability.reach:
        case Reach.RELIABLY:
            return "reliably met"
        case Reach.SOMETIMES | Reach.NO_LIMITS:
            return f"met in {capability.hits} of the last {capability.of}"
        case Reach.CANNOT:
            return "the present process cannot reach this"
        case Reach.TOO_EARLY:
            return too_early_words(capability.of)
        case Reach.NO_TARGET:
            return "no target"


def reach_sentence(capability: Capability) -> str:
    """The same as a sentence of its own."""
    match capability.reach:
        case Reach.RELIABLY:
            return "Reliably met."
        case Reach.SOMETIMES | Reach.NO_LIMITS:
            return f"Met in {capability.hits} of the last {capability.of}."
        case Reach.CANNOT:
            return "The present process cannot reach this."
        case Reach.TOO_EARLY:
            return sense_words(Sense.TOO_EARLY, capability)
        case Reach.NO_TARGET:
            return "No target."


def too_early_words(points: int) -> str:
    """Why there are no limits: `too early: 3 of 6 points`."""
    if points < FEWEST:
        return f"too early: {points} of {FEWEST} points"
    return "too early: no two points in a row"


def without_limits_words(kpi: Kpi, points: int) -> str:
    """Why a KPI has no limits: it is kept without them, or it is too early."""
    return "no process limits" if kpi.signal_rules is SignalRules.NONE else too_early_words(points)


_SIGNALS: Mapping[tuple[Rule, Side | None], str] = {
    (Rule.OUTSIDE, Side.HIGH): "above the upper limit",
    (Rule.OUTSIDE, Side.LOW): "below the lower limit",
    (Rule.RUN, Side.HIGH): "{points} in a row above the centre line",
    (Rule.RUN, Side.LOW): "{points} in a row below the centre line",
    (Rule.NINE, Side.HIGH): "{points} in a row above the centre line",
    (Rule.NINE, Side.LOW): "{points} in a row below the centre line",
    (Rule.NEAR_LIMIT, Side.HIGH): "three of four near the upper limit",
    (Rule.NEAR_LIMIT, Side.LOW): "three of four near the lower limit",
    (Rule.RANGE, None): "change from the point before above the range limit",
    (Rule.TWO_OF_THREE, Side.HIGH): "two of three beyond two sigma, high",
    (Rule.TWO_OF_THREE, Side.LOW): "two of three beyond two sigma, low",
    (Rule.FOUR_OF_FIVE, Side.HIGH): "four of five beyond one sigma, high",
    (Rule.FOUR_OF_FIVE, Side.LOW): "four of five beyond one sigma, low",
    (Rule.TREND, Side.HIGH): "{points} in a row rising",
    (Rule.TREND, Side.LOW): "{points} in a row falling",
    (Rule.ZIGZAG, None): "{points} in a row up and down",
    (Rule.HUGGING, None): "{points} in a row within one sigma",
    (Rule.AVOIDING, None): "{points} in a row beyond one sigma, on both sides",
}


def signal_words(signal: Signal) -> str:
    """`above the upper limit`, `9 in a row below the centre line`."""
    return _SIGNALS[signal.rule, signal.side].format(points=len(signal.points))


def rebased_sentence(kpi: Kpi, start: str) -> str:
    return f"The limits of {kpi.name} begin anew with {start}."


def left_out_sentence(kpi: Kpi, period: str) -> str:
    return f"{period} is left out of the limits of {kpi.name}."


def limits_words(limits: Limits, decimals: int, unit: str) -> str:
    """`45.8 to 55.8 %, centre 50.8 (trial, 10 points)`."""
    lower, upper, center = (number(value, decimals) for value in (limits.lower, limits.upper, limits.center))
    span = with_unit(f"{lower} to {upper}", unit)
    return count(
        "{span}, centre {center} ({state}, 1 point)",
        "{span}, centre {center} ({state}, {n} points)",
        limits.points,
        span=span,
        center=center,
        state=limits.state,
    )


def limits_line(limits: Limits | None, points: int, kpi: Kpi) -> str:
    """`limits 45.8 to 55.8 %, …`, or why there are none."""
    if limits is None:
        return without_limits_words(kpi, points)
    return f"limits {limits_words(limits, kpi.decimals, clean(kpi.unit))}"


def reach_and_limits_words(card: KpiCard, story: KpiStory | None) -> str:
    """`met in 14 of the last 20 · limits 91.8 to 98.9 %, centre 95.4 (locked, 20 points)`."""
    known = story or card.process
    if known is None:
        return ""
    reach = known.capability
    parts = [f"met in {reach.hits} of the last {reach.of}"] if reach.of and card.target else []
    limits, points = card.process.limits if card.process else None, reach.of
    if story and story.chart.segments:
        limits, points = story.chart.segments[-1].limits, story.chart.segments[-1].points
    if limits or known.sense not in (Sense.TOO_EARLY, Sense.NO_LIMITS):  # the sentence says it already
        parts.append(limits_line(limits, points, card.kpi))
    return " · ".join(parts)
