"""Late readings, the audit drill and what it found."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Audit, BoardInfo, Cadence, Shift
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.trust import Discrepancy, audit_sample, cut_off, discrepancy, is_late, quarter_of

SHIFTS = (
    Shift("1", "S1", "Early", time(6), time(14), 1),
    Shift("2", "S2", "Late", time(14), time(22), 2),
    Shift("3", "S3", "Night", time(22), time(6), 3),
)


def calendar(*days_off: str) -> WorkCalendar:
    return WorkCalendar.of(BoardInfo("b", "Line 4", timezone="Europe/Berlin", days_off=days_off), SHIFTS)


WEEKDAYS = calendar("saturday", "sunday", "2026-12-25")
NEVER = calendar("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.mark.parametrize(
    ("cadence", "key", "expected"),
    [
        (Cadence.DAY, "2026-11-17", "2026-11-19 06:00"),  # Tuesday's until the end of Wednesday's production day
        (Cadence.HOUR, "2026-11-17T09", "2026-11-19 06:00"),
        (Cadence.HOUR, "2026-11-18T05", "2026-11-19 06:00"),  # still the production day of the 17th
        (Cadence.SHIFT, "2026-11-17-S1", "2026-11-19 06:00"),
        (Cadence.SHIFT, "2026-11-17-S3", "2026-11-19 06:00"),
        (Cadence.DAY, "2026-11-20", "2026-11-24 06:00"),  # Friday's until the end of Monday's
        (Cadence.DAY, "2026-11-21", "2026-11-24 06:00"),  # a day off that was worked
        (Cadence.WEEK, "2026-W47", "2026-11-24 06:00"),
        (Cadence.MONTH, "2026-11", "2026-12-02 06:00"),
        (Cadence.QUARTER, "2026-Q4", "2027-01-02 06:00"),  # the 1st of January is a Friday
        (Cadence.YEAR, "2026", "2027-01-02 06:00"),
        (Cadence.DAY, "2026-12-24", "2026-12-29 06:00"),  # Christmas on a Friday
        (Cadence.DAY, "2027-03-26", "2027-03-30 06:00"),  # over the change to summer time
    ],
)
def test_the_cut_off_is_the_end_of_the_next_working_day(cadence: Cadence, key: str, expected: str) -> None:
    period = parse_period(WEEKDAYS, cadence, key)
    cut = datetime.fromisoformat(expected).replace(tzinfo=WEEKDAYS.zone)
    assert cut_off(WEEKDAYS, period) == cut
    assert not is_late(WEEKDAYS, period, period.start)
    assert not is_late(WEEKDAYS, period, cut)
    assert is_late(WEEKDAYS, period, cut + timedelta(seconds=1))


def test_a_board_that_never_works_has_a_cut_off_too() -> None:
    period = parse_period(NEVER, Cadence.DAY, "2026-11-20")
    assert cut_off(NEVER, period) == datetime(2026, 11, 22, 6, tzinfo=NEVER.zone)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2026-01-01", "2026-Q1"),
        ("2026-03-31", "2026-Q1"),
        ("2026-04-01", "2026-Q2"),
        ("2026-06-30", "2026-Q2"),
        ("2026-09-30", "2026-Q3"),
        ("2026-10-01", "2026-Q4"),
        ("2026-12-31", "2026-Q4"),
    ],
)
def test_quarters(day: str, quarter: str) -> None:
    assert quarter_of(date.fromisoformat(day)) == quarter


PERIODS = [f"2026-11-{day:02d}" for day in range(1, 31)]
PICKED = ("2026-11-13", "2026-11-17", "2026-11-25", "2026-11-26", "2026-11-29")


def test_the_drill_picks_the_same_five_for_everybody() -> None:
    shuffled = [*PERIODS, *PERIODS]
    random.Random(7).shuffle(shuffled)
    assert audit_sample("otd", "2026-Q4", PERIODS) == audit_sample("otd", "2026-Q4", shuffled) == PICKED


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_drill_does_not_depend_on_how_the_machine_hashes(seed: str) -> None:
    code = f"from kpiboard.rules.trust import audit_sample as a; print(a('otd', '2026-Q4', {PERIODS!r}))"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == repr(PICKED)


def test_another_kpi_and_another_quarter_are_checked_elsewhere() -> None:
    samples = {audit_sample(kpi, quarter, PERIODS) for kpi in ("otd", "fpy") for quarter in ("2026-Q3", "2026-Q4")}
    assert len(samples) == 4


@given(st.sets(st.sampled_from(PERIODS)), st.integers(0, 7))
def test_a_sample_is_some_of_what_there_is(periods: set[str], count: int) -> None:
    sample = audit_sample("otd", "2026-Q4", periods, count)
    assert len(sample) == min(count, len(periods))
    assert set(sample) <= periods
    assert list(sample) == sorted(sample)


@given(st.sets(st.sampled_from(PERIODS), min_size=6), st.sampled_from(PERIODS))
def test_one_more_reading_displaces_at_most_one(periods: set[str], more: str) -> None:
    before, after = (set(audit_sample("otd", "2026-Q4", some)) for some in (periods, periods | {more}))
    assert len(before - after) <= 1


@given(st.permutations(PERIODS))
def test_every_reading_may_be_drawn(periods: list[str]) -> None:
    assert set(audit_sample("otd", "2026-Q4", periods, len(periods))) == set(PERIODS)


@pytest.mark.parametrize(
    ("checked", "wrong", "share", "doubtful"),
    [
        (0, 0, 0.0, False),
        (5, 0, 0.0, False),
        (5, 1, 0.2, True),
        (10, 1, 0.1, False),  # exactly a tenth is not doubtful
        (30, 3, 0.1, False),
        (29, 3, 3 / 29, True),
        (5, 5, 1.0, True),
    ],
)
def test_more_than_a_tenth_wrong_is_doubtful(checked: int, wrong: int, share: float, doubtful: bool) -> None:
    found = Discrepancy(checked, wrong)
    assert found.share == pytest.approx(share)
    assert found.doubtful is doubtful


def audit(period: str, ok: bool, checked: str = "2026-11-20") -> Audit:
    return Audit(f"{period} {ok}", "otd", period, date.fromisoformat(checked), ok=ok)


@pytest.mark.parametrize(
    ("audits", "expected"),
    [
        ([], Discrepancy(0, 0)),
        ([audit("2026-11-20", False)], Discrepancy(1, 1)),
        # the newest quarter only, whenever it was checked and in whatever order
        ([audit("2026-10-01", True), audit("2026-09-30", False), audit("2026-12-31-S3", False)], Discrepancy(2, 1)),
        ([audit("2026-11-20", True, "2027-02-01"), audit("2026-07-01", False, "2027-02-02")], Discrepancy(1, 0)),
        ([audit("2026-10-25T02b", False), audit("2026-W39", True)], Discrepancy(1, 1)),
        ([audit("2026-W40", False), audit("2026-10-01", True)], Discrepancy(2, 1)),  # the week ends in October
        ([audit("2026-09", False), audit("2026-Q4", True)], Discrepancy(1, 0)),
        ([audit("2026-09", False), audit("2026", True)], Discrepancy(1, 0)),
        ([audit("2025-12-31", False), audit("2026-01-01", True)], Discrepancy(1, 0)),
        # no date in the key: the day of the check
        ([audit("batch 7", False), audit("2026-13-01", True), audit("2026-09-30", True)], Discrepancy(2, 1)),
    ],
)
def test_the_newest_quarter_that_was_checked(audits: list[Audit], expected: Discrepancy) -> None:
    assert discrepancy(audits) == expected
    assert discrepancy(reversed(audits)) == expected
