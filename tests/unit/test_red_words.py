"""What is said of a red, for each thing that the process limits can make of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kpiboard.cli.answers import told_json
from kpiboard.model import BoardInfo, Cadence
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.red import Nature, Red, Told
from kpiboard.words.red import red_words, right_words, told_words

PERIOD = parse_period(WorkCalendar.of(BoardInfo("b", "Line 4"), ()), Cadence.DAY, "2026-11-20")


@pytest.mark.parametrize(
    ("told", "signal", "asked", "right"),
    [
        (Told(Nature.SIGNAL), True, "yesterday, a signal: what happened?", "Right for it: countermeasure."),
        (
            Told(Nature.NOISE),
            False,
            "yesterday, within normal variation: what would change the system?",
            "Right for it: system.",
        ),
        (
            Told(Nature.TOO_EARLY, 2),
            None,
            "yesterday; too early to tell: 2 of 6 points; what stood in the way?",
            "Right for it: a countermeasure or a change of the system; too early to tell: 2 of 6 points.",
        ),
        (
            Told(Nature.TOO_EARLY, 8),
            None,
            "yesterday; too early to tell: no two points in a row; what stood in the way?",
            "Right for it: a countermeasure or a change of the system; too early to tell: no two points in a row.",
        ),
        (
            Told(Nature.LEFT_OUT, cause="film lot 88"),
            None,
            "yesterday; left out: film lot 88; what keeps it from coming back?",
            "Right for it: countermeasure.",
        ),
        (
            Told(Nature.UNRELIABLE),
            None,
            "yesterday; its limits do not hold; what stood in the way?",
            "Right for it: a countermeasure or a change of the system; its limits do not hold.",
        ),
        (
            Told(Nature.NO_LIMITS),
            None,
            "yesterday; no process limits; what stood in the way?",
            "Right for it: a countermeasure or a change of the system; no process limits.",
        ),
    ],
)
def test_what_is_said_of_a_red(told: Told, signal: bool | None, asked: str, right: str) -> None:
    red = Red(PERIOD, told, datetime(2026, 11, 21, 5, tzinfo=UTC))
    assert red_words(red, date(2026, 11, 21)) == asked
    assert right_words(told).startswith(right)
    assert told_json(told) == {"signal": signal, "limits": told_words(told)}
