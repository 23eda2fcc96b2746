"""The board's words."""

from __future__ import annotations

from datetime import date

import pytest

from kpiboard import wording
from kpiboard.model import BoardInfo, Cadence, Direction, Target
from kpiboard.rules.calendar import WorkCalendar, parse_period

CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4", timezone="Europe/Berlin"), ())
SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(97.84, 1, "97.8"), (42.0, 0, "42"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (1234.5, 2, "1234.50")],
)
def test_numbers(value: float, decimals: int, words: str) -> None:
    assert wording.number(value, decimals) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((95.0, None), "≥ 95"),
        ((None, 2.5), "≤ 2.5"),
        ((20.0, 22.0), "20–22"),
        ((None, None), "no target"),
    ],
)
def test_targets(bounds: tuple[float | None, float | None], words: str) -> None:
    assert wording.target_words(Target("t", "k", None, *bounds)) == words


def test_no_target() -> None:
    assert wording.target_words(None) == "no target"


@pytest.mark.parametrize(
    ("direction", "target", "words"),
    [
        (Direction.HIGHER, Target("t", "k", None, 95.0, None, 93.0), ("95", "93")),
        (Direction.LOWER, Target("t", "k", None, None, 2.0), ("2", "")),
        (Direction.BAND, Target("t", "k", None, 20.0, 22.0, 19.0, 23.0), ("20 to 22", "19 to 23")),
        (Direction.BAND, None, ("", "")),
    ],
)
def test_a_form_shows_what_can_be_typed_back(
    direction: Direction, target: Target | None, words: tuple[str, str]
) -> None:
    from kpiboard.entry import bounds

    assert wording.target_value_words(target, direction) == words
    if target:
        assert bounds(direction, *words) == (target.low, target.high, target.watch_low, target.watch_high)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 11, 28), "28 Nov"),
        (date(2026, 11, 19), "19 Nov"),
        (date(2027, 1, 2), "2 Jan 2027"),
    ],
)
def test_days(day: date, words: str) -> None:
    assert wording.day_words(day, SATURDAY) == words


@pytest.mark.parametrize(
    ("cadence", "key", "words"),
    [
        (Cadence.HOUR, "2026-11-21T14", "14:00 · today"),
        (Cadence.SHIFT, "2026-11-19-S1", "S1 · Thu 19 Nov"),
        (Cadence.DAY, "2026-11-20", "yesterday"),
        (Cadence.DAY, "2026-11-19", "Thu 19 Nov"),
        (Cadence.WEEK, "2026-W47", "W47 2026"),
        (Cadence.MONTH, "2026-11", "Nov 2026"),
        (Cadence.QUARTER, "2026-Q4", "Q4 2026"),
        (Cadence.YEAR, "2026", "2026"),
    ],
)
def test_periods(cadence: Cadence, key: str, words: str) -> None:
    assert wording.period_words(parse_period(CALENDAR, cadence, key), SATURDAY) == words


@pytest.mark.parametrize(("hours", "words"), [(0, "now"), (1, "1 h"), (26, "26 h"), (48, "2 d"), (75, "3 d")])
def test_ages(hours: int, words: str) -> None:
    assert wording.age_words(hours) == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 KPIs"), (1, "1 KPI"), (3, "3 KPIs")])
def test_counts(n: int, words: str) -> None:
    assert wording.count(n, "KPI") == words
