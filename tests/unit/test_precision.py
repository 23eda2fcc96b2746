"""What is shown equal is judged equal, as a table and as a property."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Baseline, Direction, Kpi, Reading, ReadingKind, Rollup, Target, share_value
from kpiboard.rules.calendar import Cadence, Period
from kpiboard.rules.limits import line_digits, locked_limits
from kpiboard.rules.precision import shown, typed_digits
from kpiboard.rules.spc import chart
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.targets import target_on
from kpiboard.views.board import Point
from kpiboard.words.kpi import target_words, value_words
from kpiboard.words.plain import apart, changed, exact, value_number


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (95.0, 0),
        (94.96, 2),
        (0.1, 1),
        (19.8, 1),
        (1.000001, 6),
        (1.0000001, 0),  # seven digits: nobody typed that
        (0.1 + 0.2 - 0.3, 0),
        (200 / 3, 0),
        (1e300, 0),
        (-12.345, 3),
    ],
)
def test_the_digits_that_somebody_typed(value: float, digits: int) -> None:
    assert typed_digits(value) == digits


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(94.96, 1, "94.96"), (95.0, 1, "95.0"), (200 / 3, 1, "66.7"), (-0.04, 1, "-0.04"), (0.1 + 0.2 - 0.3, 1, "0.0")],
)
def test_a_typed_number_is_shown_with_its_digits(value: float, decimals: int, text: str) -> None:
    assert value_number(value, Kpi("k", "k", "Yield", decimals=decimals)) == text


KPI = Kpi("k", "k", "Yield", decimals=1)
BAND = Target("t", "k", low=19.8, high=20.2)


@pytest.mark.parametrize(
    ("kpi", "reading", "target", "on"),
    [
        (KPI, Reading("r", "k", "p", 94.96), Target("t", "k", low=95), False),
        (KPI, Reading("r", "k", "p", 85.83), Target("t", "k", low=85.83), True),
        (KPI, Reading("r", "k", "p", 0.1 + 0.2 - 0.3), Target("t", "k", high=0), True),
        (KPI, Reading("r", "k", "p", 19.8), BAND, True),
        (KPI, Reading("r", "k", "p", 19.799), BAND, False),
        (KPI, Reading("r", "k", "p", share_value(18993, 20000, "%"), 18993, 20000), Target("t", "k", low=95), True),
        (KPI, Reading("r", "k", "p", share_value(57, 100, "%"), 57, 100), Target("t", "k", low=57), True),
        (Kpi("k", "k", "Yield", decimals=0, rollup=Rollup.MEAN), Reading("r", "k", "p", 94.6), Target("t", "k", low=95),
         True),
    ],
)  # fmt: skip
def test_shown_and_judged(kpi: Kpi, reading: Reading, target: Target, on: bool) -> None:
    assert (status_of(shown(reading, kpi), target) is Status.ON_TARGET) is on


typed = st.decimals(-1000, 1000, places=3).map(float)
found = st.floats(-1000, 1000)
shares = st.tuples(st.integers(0, 400), st.integers(1, 400))


@given(
    st.one_of(typed, found, shares),
    st.one_of(typed, found),
    st.integers(0, 6),
    st.sampled_from([Rollup.NONE, Rollup.MEAN]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_shown_decides(
    given_value: float | tuple[int, int], bound: float, decimals: int, rollup: Rollup, higher: bool, on_path: bool
) -> None:
    """The status follows from the two texts on the screen, whatever stands behind them."""
    kpi = Kpi("k", "k", "Yield", unit="%", decimals=decimals, rollup=rollup,
              direction=Direction.HIGHER if higher else Direction.LOWER)  # fmt: skip
    if isinstance(given_value, tuple):
        top, bottom = given_value
        reading = Reading("r", "k", "2026-03-01", share_value(top, bottom, "%"), top, bottom)
    else:
        reading = Reading("r", "k", "2026-03-01", given_value + 0.0)
    target = Target("t", "k", date(2026, 1, 1), **{"low" if higher else "high": bound + 0.0},  # type: ignore[arg-type]
                    due=date(2026, 12, 31) if on_path else None, glide_from=1 / 3 if on_path else None)  # fmt: skip
    then = target_on([target], date(2026, 3, 1), decimals)
    assert then is not None
    seen = shown(reading, kpi)
    status = status_of(seen, then)
    period = Period(Cadence.DAY, "2026-03-01", None, None, date(2026, 3, 1))  # type: ignore[arg-type]
    value, wanted = value_words(Point(period, status, seen), kpi), target_words(then)
    met = float(value) >= float(wanted[2:]) if higher else float(value) <= float(wanted[2:])
    assert (status is Status.ON_TARGET) is met, (value, wanted)


@given(typed, typed, st.integers(0, 6))
def test_a_correction_never_reads_as_none(before: float, after: float, decimals: int) -> None:
    assert (len(set(changed(before, after, decimals))) == 1) is (before == after)


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [(90.12, 90.14, ("90.12", "90.14")), (90.0, 90.1, ("90.0", "90.1")), (200 / 3, 200.1 / 3, ("66.67", "66.70"))],
)
def test_as_many_digits_as_tell_them_apart(before: float, after: float, texts: tuple[str, str]) -> None:
    assert apart(before, after, 1) == texts


def test_what_has_no_number_stays_as_it_is() -> None:
    off = Reading("r", "k", "p", kind=ReadingKind.OFF)
    assert shown(off, KPI) is off


@pytest.mark.parametrize(
    ("decimals", "spread", "digits"),
    [(1, 2.5, 2), (0, 0.6, 1), (0, 0.3, 2), (0, 0.02, 3), (1, 0.0, 2), (6, 1.0, 6), (0, 1e-9, 6)],
)
def test_the_digits_of_limits(decimals: int, spread: float, digits: int) -> None:
    assert line_digits(decimals, spread) == digits


COUNTS = st.lists(st.integers(0, 60).map(lambda n: n / 10), min_size=6, max_size=30)


@given(COUNTS, st.integers(0, 3), st.booleans())
def test_a_point_is_outside_when_its_figure_is(values: list[float], decimals: int, locked: bool) -> None:
    """Typed values against the limits as they are written, and the same from a stored centre and spread."""
    kpi = Kpi("k", "k", "Yield", decimals=decimals)
    drawn = chart(values, decimals=decimals, locks={0: 6} if locked else None)
    limits = drawn.segments[-1].limits
    if limits is None:
        return
    lower, upper = (float(exact(line)) for line in (limits.lower, limits.upper))
    for value in values:
        wrote = float(value_number(value, kpi))
        assert (limits.side_of(value) is not None) == (wrote < lower or wrote > upper)
    stored = Baseline("b", "k", n=limits.points, centre=limits.center, spread=limits.average_range, first="2026-01-01")
    again = locked_limits(replace(kpi, valid_min=None), stored)
    assert again is not None
    assert (again.lower, again.upper, again.center) == (limits.lower, limits.upper, limits.center)
