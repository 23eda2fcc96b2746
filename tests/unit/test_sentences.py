"""The words of limits, signals and verdicts: the field's own, and only signs that every terminal can show."""

from __future__ import annotations

from datetime import date

import pytest

from kpiboard.model import Cadence, Kpi, SignalRules
from kpiboard.rules.capability import Capability, Reach, Sense
from kpiboard.rules.spc import Rule, Side, Signal, limits_of
from kpiboard.words.process import (
    limits_words,
    reach_sentence,
    reach_words,
    sense_words,
    signal_words,
    without_limits_words,
)

FOURTEEN = Capability(14, 20, Reach.SOMETIMES)


@pytest.mark.parametrize(
    ("sense", "words"),
    [
        (
            Sense.MET_NOW_AND_THEN,
            "Met, as in 14 of the last 20 days; the present process will miss it now and then.",
        ),
        (Sense.MET_SO_FAR, "Met in 14 of the last 20 days: too few to call it reliable."),
        (
            Sense.MISSED_IN_NOISE,
            "Missed – within normal variation. Don't ask what happened today; ask what would change the system.",
        ),
        (
            Sense.CANNOT_REACH,
            "The present process cannot reach this target. Exhorting won't help: change the process or the target.",
        ),
        (Sense.RELIABLY_MET, "Reliably met."),
        (Sense.IMPROVED, "Something improved. Find out what and standardise it."),
        (Sense.WORSE_YET_MET, "Still green but a signal: act before it turns red."),
        (Sense.WORSE_AND_MISSED, "Signal and red: find today's cause now."),
        (Sense.UNSTABLE, "Variation itself is unstable, limits unreliable."),
    ],
)
def test_the_sentences_of_the_practice(sense: Sense, words: str) -> None:
    assert sense_words(sense, FOURTEEN) == words


def test_hits_are_counted_in_the_periods_of_the_kpi() -> None:
    words = sense_words(Sense.MET_NOW_AND_THEN, Capability(1, 7, Reach.SOMETIMES), Cadence.WEEK)
    assert words.startswith("Met, as in 1 of the last 7 weeks;")


def test_a_process_that_has_left_its_limits_is_told_since_when() -> None:
    changed = Capability(20, 20, Reach.CHANGED, date(2026, 11, 2))
    words = sense_words(Sense.LEFT_LIMITS, changed)
    assert words.startswith("The process has changed: met in 20 of 20 since Mon 2 Nov. Was something changed? ")
    assert words.endswith(" A new baseline (M) begins there.")
    assert reach_words(changed) == "the process has changed: met in 20 of 20 since Mon 2 Nov"


def test_a_value_left_out_says_because_of_what() -> None:
    words = sense_words(Sense.LEFT_OUT, FOURTEEN, left_out="power cut")
    assert words == "Left out of the limits for a known cause: power cut."


@pytest.mark.parametrize("sense", Sense)
def test_every_sense_has_one_sentence_in_plain_signs(sense: Sense) -> None:
    words = sense_words(sense, FOURTEEN)
    assert words[0].isupper()
    assert words.endswith((".", "?"))
    assert len(words) <= 120
    assert words.replace("–", "-").isascii()
    assert sum(sense_words(other, FOURTEEN) == words for other in Sense) == 1


@pytest.mark.parametrize(
    ("capability", "words"),
    [
        (FOURTEEN, "met in 14 of the last 20"),
        (Capability(0, 20, Reach.CANNOT), "the present process cannot reach this"),
        (Capability(20, 20, Reach.RELIABLY), "reliably met"),
        (Capability(8, 8, Reach.SO_FAR), "met in 8 of the last 8, too few to call it reliable"),
        (Capability(2, 3, Reach.TOO_EARLY), "too early to tell: 3 of 6 points"),
        (Capability(0, 0, Reach.TOO_EARLY), "too early to tell: 0 of 6 points"),
        (Capability(2, 6, Reach.TOO_EARLY), "too early to tell: no two points in a row"),
        (Capability(6, 6, Reach.NO_TARGET), "no target"),
    ],
)
def test_reach(capability: Capability, words: str) -> None:
    assert reach_words(capability) == words
    sentence = reach_sentence(capability)
    assert sentence[0].isupper()
    assert sentence.lower() == f"{words}."  # one saying, alone and inside a line


def test_too_early_says_how_early() -> None:
    assert sense_words(Sense.TOO_EARLY, Capability(2, 3, Reach.TOO_EARLY)) == "Too early to tell: 3 of 6 points."


@pytest.mark.parametrize(
    ("rule", "side", "words"),
    [
        (Rule.OUTSIDE, Side.HIGH, "above the upper limit"),
        (Rule.OUTSIDE, Side.LOW, "below the lower limit"),
        (Rule.RUN, Side.HIGH, "9 in a row above the centre line"),
        (Rule.NINE, Side.LOW, "9 in a row below the centre line"),
        (Rule.NEAR_LIMIT, Side.LOW, "three of four near the lower limit"),
        (Rule.RANGE, None, "change from the point before above the range limit"),
        (Rule.TWO_OF_THREE, Side.HIGH, "two of three beyond two sigma, high"),
        (Rule.FOUR_OF_FIVE, Side.LOW, "four of five beyond one sigma, low"),
        (Rule.TREND, Side.HIGH, "9 in a row rising"),
        (Rule.TREND, Side.LOW, "9 in a row falling"),
        (Rule.ZIGZAG, None, "9 in a row up and down"),
        (Rule.HUGGING, None, "9 in a row within one sigma"),
        (Rule.AVOIDING, None, "9 in a row beyond one sigma, on both sides"),
    ],
)
def test_signals(rule: Rule, side: Side | None, words: str) -> None:
    assert signal_words(Signal(rule, side, tuple(range(9)))) == words


@pytest.mark.parametrize(
    ("values", "decimals", "unit", "words"),
    [
        ([99.0, 101.0] * 5, 1, "%", "94.7 to 105.3 %, centre 100.0 (trial, 10 points)"),
        ([99.0, 101.0] * 8, 0, "", "95 to 105, centre 100 (firm, 16 points)"),
        ([-1.0, 1.0] * 10, 2, "mm", "-5.32 to 5.32 mm, centre 0.00 (locked, 20 points)"),
    ],
)
def test_limits(values: list[float], decimals: int, unit: str, words: str) -> None:
    limits = limits_of(values)
    assert limits is not None
    assert limits_words(limits, decimals, unit) == words


def test_a_counter_is_not_too_early() -> None:
    counter = Kpi("k", "safe", "Days without accident", signal_rules=SignalRules.NONE)
    assert without_limits_words(counter, 20) == "no process limits"
    assert without_limits_words(Kpi("k", "otd", "On-time delivery"), 3) == "too early to tell: 3 of 6 points"
