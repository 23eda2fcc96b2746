"""What the process limits say, in plain sentences: signals, limits, and what a value means beside its target."""

from __future__ import annotations

from collections.abc import Mapping

from kpiboard.basics.safetext import clean
from kpiboard.model import Cadence, ChartKind, Kpi, SignalRules
from kpiboard.rules.capability import Capability, Reach, Sense
from kpiboard.rules.events import DIGITS
from kpiboard.rules.spc import FEWEST, Chart, Limits, Rule, Side, Signal
from kpiboard.views.board import KpiCard, Process
from kpiboard.views.kpi import KpiStory
from kpiboard.words.event import gaps_sentence, short_gaps
from kpiboard.words.plain import count, full_day_words, number, periods, short_number, with_unit

_SENSE_WORDS = {
    Sense.NO_READING: "No reading, nothing to say.",
    Sense.NO_TARGET: "No target: set one, then the board can say whether the process reaches it.",
    Sense.UNSTABLE: "Variation itself is unstable, limits unreliable.",
    Sense.MISSED_IN_NOISE: (
        "Missed – within normal variation. Don't ask what happened today; ask what would change the system."
    ),
    Sense.CANNOT_REACH: (
        "The present process cannot reach this target. Exhorting won't help: change the process or the target."
    ),
    Sense.RELIABLY_MET: "Reliably met.",
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
    Sense.LEFT_LIMITS: "the process has changed",
    Sense.IMPROVED: "signal: something improved",
    Sense.IMPROVED_YET_MISSED: "signal: something improved",
    Sense.WORSE_YET_MET: "signal: act before it turns red",
    Sense.WORSE_ON_WATCH: "signal: act before it turns red",
    Sense.WORSE_AND_MISSED: "signal: find today's cause",
    Sense.CHANGED: "signal: something changed",
}


def short_meaning(process: Process) -> str:
    """What the limits say, in a few words; empty for what needs no words on a tile."""
    return short_gaps(process.gaps) if process.gaps else short_sense(Sense(process.sense), process.capability)


def short_sense(sense: Sense, capability: Capability) -> str:
    """`signal: find today's cause`, `too early to tell: 2 of 6`; empty for what needs no words there."""
    if sense is Sense.TOO_EARLY:
        return f"too early to tell: {capability.of} of {FEWEST}" if capability.of < FEWEST else "too early to tell"
    return _SHORT.get(sense, "")


def sense_words(sense: Sense, capability: Capability, cadence: Cadence = Cadence.DAY, *, left_out: str = "") -> str:
    """The plain sentence for the latest value; `cadence` names the periods that are counted.

    `left_out` is why it is left out of the limits, if it is.
    """
    hits, of = capability.hits, periods(capability.of, cadence)
    if sense is Sense.LEFT_OUT:
        return f"Left out of the limits for a known cause: {left_out}." if left_out else "Left out for a known cause."
    if sense is Sense.MET_NOW_AND_THEN:
        return f"Met, as in {hits} of the last {of}; the present process will miss it now and then."
    if sense is Sense.MET_SO_FAR:
        return f"Met in {hits} of the last {of}: too few to call it reliable."
    if sense is Sense.LEFT_LIMITS:
        return _changed(capability)
    if sense is Sense.TOO_EARLY:
        if capability.of < FEWEST:
            return f"Too early to tell: {capability.of} of {FEWEST} points."
        return "Too early to tell: no two points in a row."
    if sense is Sense.NO_LIMITS:
        return f"Met in {hits} of the last {of}; it has no process limits."
    return _SENSE_WORDS[sense]


def meaning_words(card: KpiCard, known: Process | KpiStory) -> str:
    """The sentence for the latest value, from all that is known beside it."""
    process = known.card.process if isinstance(known, KpiStory) else known
    if process and process.gaps:
        return gaps_sentence(process.gaps)
    left_out = card.latest.reading.excluded if card.latest.reading else ""
    words = sense_words(Sense(known.sense), known.capability, card.kpi.cadence, left_out=left_out)
    return f"{words} {_READ_SELDOM}" if _stands_alone(card.kpi, known) else words


_READ_SELDOM = "Is it read on some weekdays only? Name them: the others are days off for it then."


def _stands_alone(kpi: Kpi, known: Process | KpiStory) -> bool:
    """Whether there are points enough, but a missing one between every two of them."""
    daily = kpi.cadence in (Cadence.HOUR, Cadence.SHIFT, Cadence.DAY) and not kpi.weekdays
    return daily and known.sense is Sense.TOO_EARLY and known.capability.of >= FEWEST


def hits_words(capability: Capability) -> str:
    """`met in 14 of the last 20`, or since the process has changed `met in 5 of 6 since Mon 2 Nov`."""
    if capability.since is None:
        return f"met in {capability.hits} of the last {capability.of}"
    return f"met in {capability.hits} of {capability.of} since {full_day_words(capability.since)}"


def _changed(capability: Capability) -> str:
    return f"The process has changed: {hits_words(capability)}. Was something changed? A new baseline (M) begins there."


def reach_words(capability: Capability) -> str:
    """What is said while a target is typed: `met in 14 of the last 20`, `the present process cannot reach this`."""
    match capability.reach:
        case Reach.RELIABLY:
            return "reliably met"
        case Reach.CHANGED:
            return f"the process has changed: {hits_words(capability)}"
        case Reach.SO_FAR:
            return f"{hits_words(capability)}, too few to call it reliable"
        case Reach.SOMETIMES | Reach.NO_LIMITS:
            return hits_words(capability)
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
        case Reach.CHANGED:
            return sense_words(Sense.LEFT_LIMITS, capability)
        case Reach.SO_FAR:
            return f"Met in {capability.hits} of the last {capability.of}, too few to call it reliable."
        case Reach.SOMETIMES | Reach.NO_LIMITS:
            return f"Met in {capability.hits} of the last {capability.of}."
        case Reach.CANNOT:
            return "The present process cannot reach this."
        case Reach.TOO_EARLY:
            return sense_words(Sense.TOO_EARLY, capability)
        case Reach.NO_TARGET:
            return "No target."


def too_early_words(points: int) -> str:
    """Why there are no limits: `too early to tell: 3 of 6 points`."""
    if points < FEWEST:
        return f"too early to tell: {points} of {FEWEST} points"
    return "too early to tell: no two points in a row"


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


CHART_WORDS = {ChartKind.XMR: "chart of values", ChartKind.P: "chart of shares", ChartKind.T: "chart of gaps"}

CHART_TITLES = {ChartKind.XMR: "Chart of values", ChartKind.P: "Chart of shares", ChartKind.T: "Chart of gaps"}


def chart_kind(kpi: Kpi, found: Chart) -> ChartKind:
    """Which chart the present limits of a KPI belong to."""
    newest = found.segments[-1].limits if found.segments else None
    return ChartKind.T if kpi.of_events else newest.chart if newest else ChartKind.XMR


def limits_words(limits: Limits, decimals: int, unit: str) -> str:
    """`45.8 to 55.8 %, centre 50.8 (trial, 10 points)`; of shares those of the latest size."""
    lower, upper, center = (number(value, decimals) for value in (limits.lower, limits.upper, limits.center))
    span = with_unit(f"{lower} to {upper}", unit)
    if limits.shares:
        return count(
            "{span} for a size of {size}, centre {center} ({state}, 1 point, {chart})",
            "{span} for a size of {size}, centre {center} ({state}, {n} points, {chart})",
            limits.points,
            span=span,
            size=short_number(limits.shares.size),
            center=center,
            state=limits.state,
            chart=CHART_WORDS[limits.chart],
        )
    return count(
        "{span}, centre {center} ({state}, 1 point)",
        "{span}, centre {center} ({state}, {n} points)",
        limits.points,
        span=span,
        center=center,
        state=limits.state,
    )


CHANGED_SINCE = "The baseline rests on numbers that were changed since."
CHANGED_SINCE_ASKS = "The baseline rests on numbers that were changed since; M offers to reckon it anew."


def reckoned_anew_sentence(kpi: Kpi) -> str:
    return f"The limits of {kpi.name} are reckoned anew from the numbers of now."


def segment_words(limits: Limits | None, points: int, kpi: Kpi) -> str:
    """`45.8 to 55.8 %, centre 50.8 (trial, 10 points)`, or why there are none."""
    if limits is None:
        return without_limits_words(kpi, points)
    return limits_words(limits, limit_decimals(kpi), clean(kpi.unit))


def limits_line(limits: Limits | None, points: int, kpi: Kpi) -> str:
    """`limits 45.8 to 55.8 %, …`, or why there are none."""
    return f"limits {segment_words(limits, points, kpi)}" if limits else segment_words(limits, points, kpi)


def limit_decimals(kpi: Kpi) -> int:
    """The digits that limits are judged with, so that no other are shown."""
    return max(kpi.decimals, DIGITS) if kpi.of_events else kpi.decimals + 1


def reach_and_limits_words(card: KpiCard, story: KpiStory | None) -> str:
    """`met in 14 of the last 20 · limits 91.8 to 98.9 %, centre 95.4 (locked, 20 points)`."""
    known = story or card.process
    if known is None:
        return ""
    reach = known.capability
    parts = [hits_words(reach)] if reach.of and card.target else []
    limits, points = card.process.limits if card.process else None, reach.of
    if story and story.chart.segments:
        limits, points = story.chart.segments[-1].limits, story.chart.segments[-1].points
    if limits or known.sense not in (Sense.TOO_EARLY, Sense.NO_LIMITS):  # the sentence says it already
        parts.append(limits_line(limits, points, card.kpi))
    return " · ".join(parts)
