"""What a reason must be, and when it answers no more, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Reading
from kpiboard.rules.reasons import Fault, faults, may_give, says_something, used

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_periods = count(1)


def said(reason: str, days_ago: float | None, *, code: str = "", passed_by: str = "") -> Reading:
    at = None if days_ago is None else NOW - timedelta(days=days_ago)
    n = next(_periods)
    return Reading(f"r{n}", "k", f"2026-11-{n:02d}", 90.0, reason=reason, reason_at=at, code=code, passed_by=passed_by)


@pytest.mark.parametrize(
    ("reason", "code", "enough"),
    [
        ("dock two closed", "", True),
        ("Förderband gerissen", "", True),
        ("não havia película", "", True),
        (".", "", False),
        ("dock 2", "", False),
        ("because", "", False),
        ("a b c d", "", False),
        ("123 456", "", False),
        ("___ ---", "", False),
        (".", "dock", True),
        (".", "x", False),
        ("", "", False),
    ],
)
def test_a_reason_says_something(reason: str, code: str, enough: bool) -> None:
    assert says_something(reason, code) is enough


def told(*reasons: Reading) -> list[Fault | None]:
    found = faults(reasons)
    return [found[one.id] for one in reasons]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((40, 20), [None, None]),
        ((29, 20, 0), [None, None, Fault.TOO_MANY]),
        ((31, 20, 0), [None, None, None]),
        ((29, 20, 10, 0), [None, None, Fault.TOO_MANY, Fault.TOO_MANY]),
        ((25, 25, 25, 3), [None, None, None, None]),  # one step is one reason
        ((25, 25, 3, 1), [None, None, None, Fault.TOO_MANY]),
        ((None, None, None), [None, None, None]),  # nobody knows when
    ],
)
def test_the_third_in_30_days_answers_no_more(days: tuple[float | None, ...], expected: list[Fault | None]) -> None:
    assert told(*(said(f"reason number {one} {n}xyz", one) for n, one in enumerate(days))) == expected


def test_a_reason_wears_out_by_being_used() -> None:
    assert told(said("Dock two closed", 20), said("dock  two, closed.", 10)) == [None, Fault.USED]
    assert told(said("dock two closed", 31), said("dock two closed", 0)) == [None, None]
    assert told(said(".", 20, code="dock"), said("!", 10, code="Dock")) == [None, Fault.USED]
    assert told(said("dock two closed", 9), said("dock two closed", 9)) == [None, None]  # one step, many days


def test_what_did_not_answer_does_not_count_and_a_pass_neither() -> None:
    assert told(said(".", 9), said("..", 8), said("dock two closed", 7), said("film was wet", 6)) == [
        Fault.EMPTY, Fault.EMPTY, None, None,
    ]  # fmt: skip
    passed = [said("the customer waits", day, passed_by="Mira") for day in (9, 8, 7)]
    assert told(*passed, said("dock two closed", 6)) == [None] * 4
    assert told(said(".", 9, passed_by="Mira")) == [Fault.EMPTY]


def test_what_buttons_offer() -> None:
    given = [said("dock two closed", 20, code="dock")]
    assert (may_give(given, NOW), used(given, NOW)) == (True, {"dock"})
    given.append(said("film was wet", 3, code="film"))
    assert (may_give(given, NOW), used(given, NOW)) == (False, {"dock", "film"})
    assert (may_give(given, NOW + timedelta(days=11)), used(given, NOW + timedelta(days=11))) == (True, {"film"})


@given(
    st.lists(
        st.tuples(st.sampled_from(["dock two closed", "film was wet", "nobody was here", "."]), st.integers(0, 90))
    )
)
def test_never_more_than_two_in_any_30_days(given_ones: list[tuple[str, int]]) -> None:
    readings = [said(reason, days) for reason, days in given_ones]
    found = faults(readings)
    moments = sorted({one.reason_at for one in readings if found[one.id] is None and one.reason_at})
    assert all(later - first > timedelta(days=30) for first, later in zip(moments, moments[2:], strict=False))
