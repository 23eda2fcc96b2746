"""Production days, shifts and periods: midnight, gaps, overlaps, clock changes, year ends, days off."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import periods_up_to

from kpiboard.model import WEEKDAYS, BoardInfo, Cadence, Shift
from kpiboard.rules.calendar import (
    WorkCalendar,
    backwards,
    current_shift,
    following,
    is_off,
    latest_due,
    parse_moment,
    parse_period,
    period_at,
    previous,
    production_day,
)
from kpiboard.rules.keys import in_time

HOUR, SHIFT, DAY, WEEK = Cadence.HOUR, Cadence.SHIFT, Cadence.DAY, Cadence.WEEK
MONTH, QUARTER, YEAR = Cadence.MONTH, Cadence.QUARTER, Cadence.YEAR
THREE = "S1 06:00-14:00, S2 14:00-22:00, S3 22:00-06:00"
TWO = "S1 06:00-14:00, S2 15:00-23:00"


def made(
    shifts: str = THREE,
    *,
    zone: str = "Europe/Madrid",
    day_start: str = "06:00",
    week_start: str = "monday",
    days_off: str = "saturday sunday",
) -> WorkCalendar:
    """A calendar from words: shifts as `S1 06:00-14:00, S2 …`."""
    rows = []
    for position, text in enumerate(filter(None, shifts.split(", "))):
        key, hours = text.split(" ")
        start, end = map(time.fromisoformat, hours.split("-"))
        rows.append(Shift(f"id{position}", key, f"Shift {key}", start, end, float(position)))
    info = BoardInfo(
        "b",
        "Line 4",
        timezone=zone,
        day_start=time.fromisoformat(day_start),
        week_start=week_start,
        days_off=tuple(days_off.split()),
    )
    return WorkCalendar.of(info, rows)


def at(cal: WorkCalendar, text: str, fold: int = 0) -> datetime:
    """A moment by the clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=cal.zone, fold=fold)


MADRID = made()

# --- The calendar itself --------------------------------------------------------------------------


def test_the_calendar_of_a_board() -> None:
    rows = [
        Shift("3", "S2", "Late", time(14), time(22), 1.0),
        Shift("2", "N", "Night", time(22), time(6), 1.0),
        Shift("1", "S1", "Early", time(6), time(14), 0.0),
        Shift("4", "S1", "Early, from a copy", time(7), time(15), 2.0),
    ]
    info = BoardInfo("b", "Line 4", week_start="sunday", days_off=("sunday", "2026-12-25"))
    cal = WorkCalendar.of(info, iter(rows))
    assert [shift.id for shift in cal.shifts] == ["1", "3", "2"]
    assert (cal.timezone, cal.day_start, cal.week_start) == ("UTC", time(6), 6)
    assert cal.days_off == {6, date(2026, 12, 25)}
    assert cal == WorkCalendar.of(info, rows)
    assert len({cal, WorkCalendar("UTC", time(6), 6, cal.shifts, cal.days_off), MADRID}) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"zone": "Europe/Atlantis"}, "Europe/Atlantis is not a time zone"),
        ({"zone": "../etc"}, "not a time zone"),
        ({"zone": "Europe"}, "not a time zone"),
        ({"week_start": "caturday"}, "caturday is not a weekday"),
        ({"days_off": "caturday"}, "caturday is not a weekday"),
        ({"days_off": "2026-02-31"}, "2026-02-31 is not a date"),
        ({"days_off": "20261225"}, "20261225 is not a date; one looks like 2026-11-21"),
        ({"days_off": "2026-W52-5"}, "2026-W52-5 is not a date"),
    ],
)
def test_a_calendar_that_cannot_be(changes: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        made(**changes)


def test_a_moment_without_a_zone_is_refused() -> None:
    for use in (
        MADRID.local,
        lambda naive: period_at(MADRID, DAY, naive),
        lambda naive: latest_due(MADRID, HOUR, naive),
    ):
        with pytest.raises(ValueError, match="needs a time zone"):
            use(datetime(2026, 11, 21))


def test_local_time() -> None:
    assert str(MADRID.local(datetime(2026, 7, 1, 12, tzinfo=UTC))) == "2026-07-01 14:00:00+02:00"


# --- Which period it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day_start", "moment", "day"),
    [
        ("06:00", "2026-11-21T06:00", 21),
        ("06:00", "2026-11-21T05:59:59", 20),
        ("06:00", "2026-11-21T00:00", 20),
        ("06:00", "2026-11-21T23:59", 21),
        ("00:00", "2026-11-21T00:00", 21),
        ("00:00", "2026-11-20T23:59:59", 20),
        ("22:00", "2026-11-20T22:00", 20),
        ("22:00", "2026-11-21T06:00", 20),
    ],
)
def test_production_day(day_start: str, moment: str, day: int) -> None:
    cal = made(day_start=day_start)
    assert production_day(cal, at(cal, moment)) == date(2026, 11, day)
    assert production_day(cal, at(cal, moment).astimezone(UTC)) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("cadence", "moment", "key", "start", "end", "day"),
    [
        (HOUR, "2026-11-21T14:32", "2026-11-21T14", "2026-11-21T14:00", "2026-11-21T15:00", "2026-11-21"),
        (HOUR, "2026-11-21T05:59", "2026-11-21T05", "2026-11-21T05:00", "2026-11-21T06:00", "2026-11-20"),
        (HOUR, "2027-01-01T00:00", "2027-01-01T00", "2027-01-01T00:00", "2027-01-01T01:00", "2026-12-31"),
        (SHIFT, "2026-11-21T06:00", "2026-11-21-S1", "2026-11-21T06:00", "2026-11-21T14:00", "2026-11-21"),
        (SHIFT, "2026-11-21T23:00", "2026-11-21-S3", "2026-11-21T22:00", "2026-11-22T06:00", "2026-11-21"),
        (SHIFT, "2026-11-22T05:59", "2026-11-21-S3", "2026-11-21T22:00", "2026-11-22T06:00", "2026-11-21"),
        (SHIFT, "2027-01-01T01:00", "2026-12-31-S3", "2026-12-31T22:00", "2027-01-01T06:00", "2026-12-31"),
        (DAY, "2026-11-21T05:59", "2026-11-20", "2026-11-20T06:00", "2026-11-21T06:00", "2026-11-20"),
        (WEEK, "2026-11-16T05:59", "2026-W46", "2026-11-09T06:00", "2026-11-16T06:00", "2026-11-15"),
        (WEEK, "2026-11-16T06:00", "2026-W47", "2026-11-16T06:00", "2026-11-23T06:00", "2026-11-22"),
        (WEEK, "2027-01-03T12:00", "2026-W53", "2026-12-28T06:00", "2027-01-04T06:00", "2027-01-03"),
        (WEEK, "2024-12-31T12:00", "2025-W01", "2024-12-30T06:00", "2025-01-06T06:00", "2025-01-05"),
        (MONTH, "2026-12-01T05:59", "2026-11", "2026-11-01T06:00", "2026-12-01T06:00", "2026-11-30"),
        (MONTH, "2028-02-29T12:00", "2028-02", "2028-02-01T06:00", "2028-03-01T06:00", "2028-02-29"),
        (MONTH, "2026-12-31T12:00", "2026-12", "2026-12-01T06:00", "2027-01-01T06:00", "2026-12-31"),
        (QUARTER, "2027-01-01T05:59", "2026-Q4", "2026-10-01T06:00", "2027-01-01T06:00", "2026-12-31"),
        (QUARTER, "2026-04-01T06:00", "2026-Q2", "2026-04-01T06:00", "2026-07-01T06:00", "2026-06-30"),
        (YEAR, "2027-01-01T05:59", "2026", "2026-01-01T06:00", "2027-01-01T06:00", "2026-12-31"),
    ],
)
def test_the_period_at_a_moment(cadence: Cadence, moment: str, key: str, start: str, end: str, day: str) -> None:
    period = period_at(MADRID, cadence, at(MADRID, moment))
    assert (period.cadence, period.key, period.day) == (cadence, key, date.fromisoformat(day))
    assert (period.start, period.end) == (at(MADRID, start), at(MADRID, end))
    assert f"{period.start:%Y-%m-%dT%H:%M}" == start  # they read like the clock on the wall


@pytest.mark.parametrize(
    ("week_start", "moment", "key"),
    [
        # Sunday 3 January 2027: the fourth day of its week is Wednesday 6 January.
        ("sunday", "2027-01-03T12:00", "2027-W01"),
        ("sunday", "2027-01-02T12:00", "2026-W52"),
        ("sunday", "2025-12-31T12:00", "2025-W53"),
        ("saturday", "2026-01-02T12:00", "2025-W52"),
        ("saturday", "2026-01-03T12:00", "2026-W01"),
        ("monday", "2026-01-01T12:00", "2026-W01"),
        ("monday", "2021-01-01T12:00", "2020-W53"),
    ],
)
def test_weeks_that_begin_on_another_day(week_start: str, moment: str, key: str) -> None:
    cal = made(week_start=week_start)
    period = period_at(cal, WEEK, at(cal, moment))
    assert period.key == key
    assert f"{period.start:%A}".lower() == week_start


def test_week_numbers_are_those_of_iso_8601() -> None:
    day = date(1999, 1, 1)
    while day < date(2030, 1, 1):
        year, number, _ = day.isocalendar()
        assert parse_period(MADRID, WEEK, f"{year}-W{number:02d}").start.date() <= day
        assert period_at(MADRID, WEEK, datetime.combine(day, time(12), UTC)).key == f"{year}-W{number:02d}"
        day += timedelta(days=5)


# --- Shifts -----------------------------------------------------------------------------------------

EARLY_BIRD = "S1 05:45-13:45, S2 13:45-21:45, S3 21:45-05:45"
OVERLAPPING = "S1 06:00-14:00, office 08:00-17:00, S2 13:30-22:00"
ROUND_THE_CLOCK = "A 14:00-14:00"


@pytest.mark.parametrize(
    ("shifts", "moment", "key", "running"),
    [
        (TWO, "2026-11-20T13:59", "2026-11-20-S1", "S1"),
        (TWO, "2026-11-20T14:00", "2026-11-20-S1", None),  # a gap: the one that ended last
        (TWO, "2026-11-20T14:59", "2026-11-20-S1", None),
        (TWO, "2026-11-20T15:00", "2026-11-20-S2", "S2"),
        (TWO, "2026-11-21T05:59", "2026-11-20-S2", None),
        ("S2 14:00-22:00", "2026-11-20T13:59", "2026-11-19-S2", None),
        # A shift that begins before the day start begins in the production day before.
        (EARLY_BIRD, "2026-11-20T05:44", "2026-11-19-S3", "S3"),
        (EARLY_BIRD, "2026-11-20T05:45", "2026-11-19-S1", "S1"),
        (EARLY_BIRD, "2026-11-20T13:45", "2026-11-20-S2", "S2"),
        (OVERLAPPING, "2026-11-20T07:59", "2026-11-20-S1", "S1"),
        (OVERLAPPING, "2026-11-20T08:00", "2026-11-20-office", "office"),
        (OVERLAPPING, "2026-11-20T13:30", "2026-11-20-S2", "S2"),
        (OVERLAPPING, "2026-11-20T23:00", "2026-11-20-S2", None),
        ("long 06:00-20:00, short 07:00-09:00", "2026-11-20T10:00", "2026-11-20-long", "long"),
        ("long 06:00-20:00, short 07:00-09:00", "2026-11-20T21:00", "2026-11-20-long", None),
        ("a 06:00-14:00, b 06:00-14:00", "2026-11-20T07:00", "2026-11-20-b", "b"),
        (ROUND_THE_CLOCK, "2026-11-20T13:59", "2026-11-19-A", "A"),
        (ROUND_THE_CLOCK, "2026-11-20T14:00", "2026-11-20-A", "A"),
        ("", "2026-11-21T05:59", "2026-11-20-S1", None),
        ("", "2026-11-21T06:00", "2026-11-21-S1", None),
        (THREE, "2026-11-21T12:00", "2026-11-21-S1", "S1"),  # by the clock, also on a Saturday
    ],
)
def test_the_shift_at_a_moment(shifts: str, moment: str, key: str, running: str | None) -> None:
    cal = made(shifts)
    assert period_at(cal, SHIFT, at(cal, moment)).key == key
    found = current_shift(cal, at(cal, moment))
    assert (found and found.key) == running


def test_without_shifts_the_whole_production_day_is_one() -> None:
    cal = made("")
    shift, day = (parse_period(cal, cadence, key) for cadence, key in ((SHIFT, "2026-11-20-S1"), (DAY, "2026-11-20")))
    assert (shift.start, shift.end, shift.day) == (day.start, day.end, day.day)


@pytest.mark.parametrize(
    ("shifts", "keys"),
    [
        (THREE, ["19-S3", "20-S1", "20-S2", "20-S3", "21-S1"]),
        (OVERLAPPING, ["19-S2", "20-S1", "20-office", "20-S2", "21-S1"]),
        (EARLY_BIRD, ["19-S3", "19-S1", "20-S2", "20-S3", "20-S1"]),
        ("a 06:00-14:00, b 06:00-14:00", ["19-b", "20-a", "20-b", "21-a", "21-b"]),
        ("", ["18-S1", "19-S1", "20-S1", "21-S1", "22-S1"]),
    ],
)
def test_shifts_follow_in_the_order_they_begin(shifts: str, keys: list[str]) -> None:
    cal = made(shifts)
    walk = [parse_period(cal, SHIFT, f"2026-11-{keys[0]}")]
    while len(walk) < len(keys):
        walk.append(following(cal, walk[-1]))
    assert [period.key for period in walk] == [f"2026-11-{key}" for key in keys]
    assert [previous(cal, period) for period in walk[1:]] == walk[:-1]


def test_a_shift_that_the_board_no_longer_has_leads_nowhere() -> None:
    period = parse_period(MADRID, SHIFT, "2026-11-20-S3")
    for step in (previous, following):
        with pytest.raises(ValueError, match="S3 is not a shift of this board: it has S1, S2"):
            step(made(TWO), period)


# --- Days on which the clocks are changed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hours", "odd"),
    [
        ("Europe/Madrid", "2026-10-25", 25, ["01", "02", "02b", "03"]),
        ("Europe/Madrid", "2026-03-29", 23, ["01", "03", "04"]),
        ("America/New_York", "2026-11-01", 25, ["00", "01", "01b", "02"]),
        ("America/New_York", "2026-03-08", 23, ["01", "03"]),
        ("Australia/Lord_Howe", "2026-04-05", 25, ["01", "01b", "02"]),  # half an hour back, at two
        ("Australia/Lord_Howe", "2026-10-04", 24, ["01", "02", "03"]),  # half an hour on, at two
        ("Pacific/Chatham", "2026-04-05", 26, ["02", "03", "02b", "03b", "04"]),  # back at 03:45, to 02:45
        ("America/Havana", "2026-11-01", 25, ["00", "00b", "01"]),  # back at one, to midnight
        ("America/Havana", "2026-03-08", 23, ["01", "02"]),  # on at midnight
        ("Asia/Kolkata", "2026-10-25", 24, ["01", "02", "03"]),
    ],
)
def test_the_hours_of_a_day(zone: str, day: str, hours: int, odd: list[str]) -> None:
    cal = made(zone=zone, day_start="00:00")
    whole = parse_period(cal, DAY, day)
    walk = [period_at(cal, HOUR, whole.start)]
    while walk[-1].end < whole.end:
        walk.append(following(cal, walk[-1]))
    keys = [period.key.removeprefix(f"{day}T") for period in walk]
    assert len(keys) == len(set(keys)) == hours
    first = keys.index(odd[0])
    assert keys[first : first + len(odd)] == odd
    assert [previous(cal, period) for period in walk[1:]] == walk[:-1]
    assert all(one.end == other.start for one, other in pairwise(walk))
    assert {period.day for period in walk} == {whole.day}
    assert [parse_period(cal, HOUR, period.key) for period in walk] == walk


@pytest.mark.parametrize(
    ("moment", "fold", "key"),
    [("2026-10-25T02:30", 0, "2026-10-25T02"), ("2026-10-25T02:30", 1, "2026-10-25T02b")],
)
def test_the_two_passes_of_a_repeated_hour(moment: str, fold: int, key: str) -> None:
    period = period_at(MADRID, HOUR, at(MADRID, moment, fold))
    assert period.key == key
    assert period.end - period.start == timedelta(hours=1)


@pytest.mark.parametrize(
    ("cadence", "key", "hours"),
    [
        (SHIFT, "2026-10-24-S3", 9),
        (SHIFT, "2026-03-28-S3", 7),
        (SHIFT, "2026-03-27-S3", 8),
        (DAY, "2026-10-24", 25),
        (DAY, "2026-10-25", 24),
        (DAY, "2026-03-28", 23),
        (WEEK, "2026-W43", 24 * 7 + 1),
        (MONTH, "2026-03", 24 * 31 - 1),
        (YEAR, "2026", 24 * 365),
    ],
)
def test_how_long_a_period_is_on_such_a_day(cadence: Cadence, key: str, hours: int) -> None:
    period = parse_period(MADRID, cadence, key)
    assert period.end - period.start == timedelta(hours=hours)


def test_a_time_that_the_clocks_skip_is_the_moment_of_the_change() -> None:
    cal = made("S1 02:15-10:00, S2 02:45-03:00, S3 01:00-02:30", day_start="02:30")
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert parse_period(cal, DAY, "2026-03-29").start == change
    assert parse_period(cal, SHIFT, "2026-03-28-S1").start == change
    short = parse_period(cal, SHIFT, "2026-03-29-S2")
    assert short.start == short.end == change
    assert parse_period(cal, SHIFT, "2026-03-28-S3").end == change


def test_a_day_that_a_place_skipped_is_empty_and_can_be_walked_over() -> None:
    cal = made("", zone="Pacific/Apia", day_start="00:00")  # there was no 30 December 2011
    skipped = parse_period(cal, DAY, "2011-12-30")
    assert skipped.start == skipped.end
    assert previous(cal, skipped).key == "2011-12-29"
    assert following(cal, skipped).key == "2011-12-31"
    assert period_at(cal, DAY, skipped.start).key == "2011-12-31"


# --- Keys and what people type --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "key", "said"),
    [
        (DAY, "2026-02-31", "2026-02-31 is not a date"),
        (DAY, "0000-01-01", "0000-01-01 is not a date"),
        (DAY, "20261121", "a day looks like 2026-11-21"),
        (DAY, "2026-11-21\n", "a day looks like 2026-11-21"),
        (DAY, "२०२६-११-२१", "a day looks like 2026-11-21"),
        (DAY, "", "a day looks like 2026-11-21"),
        (DAY, "1899-12-31", "1899 is out of reach: a board knows the years 1900 to 2200"),
        (DAY, "2201-01-01", "2201 is out of reach"),
        (HOUR, "2026-11-21", "an hour looks like 2026-11-21T14"),
        (HOUR, "2026-11-21T24", "2026-11-21T24 is not an hour: they are 00 to 23"),
        (HOUR, "2026-02-31T10", "2026-02-31 is not a date"),
        (HOUR, "2026-03-29T02", "2026-03-29T02 does not exist: the clocks skip it"),
        (HOUR, "2026-03-29T02b", "does not exist: the clocks skip it"),
        (HOUR, "2026-11-21T02b", "2026-11-21T02b does not exist: the clocks do not repeat that hour"),
        (HOUR, "9999-12-31T23", "9999 is out of reach"),
        (SHIFT, "2026-11-21", "a shift looks like 2026-11-21-S2"),
        (SHIFT, "2026-11-21-S4", "S4 is not a shift of this board: it has S1, S2, S3"),
        (SHIFT, "2026-11-21-s2", "s2 is not a shift of this board"),
        (SHIFT, "2026-02-31-S2", "2026-02-31 is not a date"),
        (SHIFT, "0001-01-01-S2", "1 is out of reach"),
        (WEEK, "2026-47", "a week looks like 2026-W47"),
        (WEEK, "2026-W00", "2026 has no week 0"),
        (WEEK, "2026-W54", "2026 has no week 54"),
        (WEEK, "2025-W53", "2025 has no week 53"),
        (WEEK, "2201-W01", "2201 is out of reach"),
        (MONTH, "2026-13", "2026-13 is not a month: they are 01 to 12"),
        (MONTH, "2026-00", "2026-00 is not a month"),
        (MONTH, "2026-1", "a month looks like 2026-11"),
        (QUARTER, "2026-Q5", "2026-Q5 is not a quarter: they are Q1 to Q4"),
        (QUARTER, "2026-Q0", "2026-Q0 is not a quarter"),
        (YEAR, "26", "a year looks like 2026"),
        (YEAR, "0000", "0 is out of reach"),
    ],
)
def test_a_key_that_names_no_period(cadence: Cadence, key: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_period(MADRID, cadence, key)


NIGHT = "2026-11-21T03:00"  # a Saturday by the calendar, Friday's night shift


@pytest.mark.parametrize(
    ("cadence", "text", "key"),
    [
        (HOUR, "now", "2026-11-21T03"),
        (HOUR, "last", "2026-11-21T02"),
        (HOUR, "2026-11-20T14", "2026-11-20T14"),
        (HOUR, "2026-10-25t02B", "2026-10-25T02b"),
        (HOUR, "2026-11-20 14:59", "2026-11-20T14"),
        (HOUR, "2026-11-20 6:00", "2026-11-20T06"),
        (HOUR, "02:10", "2026-11-21T02"),
        (HOUR, "03:00", "2026-11-21T03"),
        (HOUR, "03:10", "2026-11-20T03"),  # not yet today
        (HOUR, "23:00", "2026-11-20T23"),
        (HOUR, "yesterday 23:00", "2026-11-19T23"),
        (HOUR, "yesterday 03:00", "2026-11-20T03"),
        (HOUR, "today 02:00", "2026-11-21T02"),
        (SHIFT, "now", "2026-11-20-S3"),
        (SHIFT, "last", "2026-11-20-S2"),
        (SHIFT, "2026-11-19-S3", "2026-11-19-S3"),
        (SHIFT, "2026-11-19-s3", "2026-11-19-S3"),
        (SHIFT, "S1", "2026-11-20-S1"),
        (SHIFT, "s3", "2026-11-20-S3"),
        (SHIFT, "today S1", "2026-11-20-S1"),
        (SHIFT, "yesterday  s3", "2026-11-19-S3"),
        (SHIFT, "2026-11-18 S2", "2026-11-18-S2"),
        (SHIFT, "2026-11-20 02:00", "2026-11-19-S3"),
        (SHIFT, "14:00", "2026-11-20-S2"),
        (DAY, "now", "2026-11-20"),
        (DAY, "last", "2026-11-19"),
        (DAY, "today", "2026-11-20"),
        (DAY, " Today ", "2026-11-20"),
        (DAY, "yesterday", "2026-11-19"),
        (DAY, "2026-11-21", "2026-11-21"),
        (DAY, "2026-11-20 02:00", "2026-11-19"),
        (WEEK, "today", "2026-W47"),
        (WEEK, "2026-w46", "2026-W46"),
        (WEEK, "2026-11-15", "2026-W46"),
        (WEEK, "2027-01-01", "2026-W53"),
        (WEEK, "last", "2026-W46"),
        (MONTH, "yesterday", "2026-11"),
        (MONTH, "2026-10", "2026-10"),
        (MONTH, "2026-10-31", "2026-10"),
        (QUARTER, "2026-q3", "2026-Q3"),
        (QUARTER, "2026-10-01", "2026-Q4"),
        (QUARTER, "last", "2026-Q3"),
        (YEAR, "today", "2026"),
        (YEAR, "2025", "2025"),
        (YEAR, "2025-07-01", "2025"),
    ],
)
def test_what_people_type(cadence: Cadence, text: str, key: str) -> None:
    assert parse_moment(MADRID, cadence, text, at(MADRID, NIGHT)) == parse_period(MADRID, cadence, key)


@pytest.mark.parametrize(
    ("cadence", "text", "said"),
    [
        (DAY, "2026-02-31", "2026-02-31 is not a date"),
        (DAY, "tomorrow", "a day looks like 2026-11-21; today or yesterday will do too"),
        (DAY, "", "a day looks like 2026-11-21"),
        (DAY, "today S1", "a day looks like 2026-11-21"),
        (DAY, "2026-11-21 25:00", "25:00 is not a time of the clock"),
        (DAY, "10:75", "10:75 is not a time of the clock"),
        (DAY, "2201-01-01", "2201 is out of reach"),
        (HOUR, "today", "2026-11-20 has many hours: one looks like 2026-11-20 14:00"),
        (HOUR, "lunch", "an hour looks like 2026-11-21T14; 2026-11-21 14:00 or 14:00 will do too"),
        (SHIFT, "yesterday", "2026-11-19 has more than one shift: 2026-11-19-S1, 2026-11-19-S2, 2026-11-19-S3"),
        (SHIFT, "night", "a shift looks like 2026-11-21-S2; the shifts of this board are S1, S2, S3"),
        (SHIFT, "2026-11-20-S4", "the shifts of this board are S1, S2, S3"),
        (SHIFT, "2026-11-20 S4", "the shifts of this board are S1, S2, S3"),
        (SHIFT, "2026-02-31-S1", "2026-02-31 is not a date"),
        (WEEK, "2026-W54", "2026 has no week 54"),
        (WEEK, "week 47", "a week looks like 2026-W47; a date in it will do too"),
        (MONTH, "2026-13", "2026-13 is not a month"),
    ],
)
def test_what_nobody_can_mean(cadence: Cadence, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_moment(MADRID, cadence, text, at(MADRID, NIGHT))


def test_a_day_means_its_shift_where_there_is_but_one() -> None:
    for cal in (made(""), made("S1 06:00-14:00")):
        now = at(cal, NIGHT)
        assert parse_moment(cal, SHIFT, "yesterday", now).key == "2026-11-19-S1"
        assert parse_moment(cal, SHIFT, "s1", now).key == "2026-11-20-S1"


def test_upper_and_lower_case_tell_two_shifts_apart() -> None:
    cal = made("a 06:00-14:00, A 14:00-22:00, night 22:00-06:00")
    now = at(cal, NIGHT)
    assert [parse_moment(cal, SHIFT, text, now).key[11:] for text in ("a", "A", "NIGHT")] == ["a", "A", "night"]


# --- Days off, and what is due ----------------------------------------------------------------------------

BRIDGE = "saturday sunday 2026-11-20 2026-11-19"
ALWAYS = "monday tuesday wednesday thursday friday saturday sunday"


@pytest.mark.parametrize(
    ("days_off", "cadence", "key", "off"),
    [
        ("saturday sunday", DAY, "2026-11-20", False),
        ("saturday sunday", DAY, "2026-11-21", True),
        ("saturday sunday", HOUR, "2026-11-21T05", False),  # still Friday's production day
        ("saturday sunday", HOUR, "2026-11-21T06", True),
        ("saturday sunday", HOUR, "2026-11-23T05", True),
        ("saturday sunday", SHIFT, "2026-11-20-S3", False),
        ("saturday sunday", SHIFT, "2026-11-22-S3", True),
        ("saturday sunday", WEEK, "2026-W47", False),
        (BRIDGE, DAY, "2026-11-20", True),
        ("2026-11-21", SHIFT, "2026-11-21-S3", True),
        ("tuesday wednesday thursday friday saturday sunday 2026-11-16", WEEK, "2026-W47", True),
        ("tuesday wednesday thursday friday saturday sunday 2026-11-16", WEEK, "2026-W46", False),
        ("tuesday wednesday thursday friday saturday sunday 2026-11-16", MONTH, "2026-11", False),
        (ALWAYS, YEAR, "2026", True),
        ("", DAY, "2026-11-21", False),
    ],
)
def test_is_off(days_off: str, cadence: Cadence, key: str, off: bool) -> None:
    cal = made(days_off=days_off)
    assert is_off(cal, parse_period(cal, cadence, key)) is off


@pytest.mark.parametrize(
    ("days_off", "cadence", "now", "key"),
    [
        ("saturday sunday", DAY, "2026-11-20T05:59:59", "2026-11-18"),
        ("saturday sunday", DAY, "2026-11-20T06:00", "2026-11-19"),
        ("saturday sunday", DAY, "2026-11-21T06:00", "2026-11-20"),
        ("saturday sunday", DAY, "2026-11-23T23:00", "2026-11-20"),
        ("saturday sunday", DAY, "2026-11-24T06:00", "2026-11-23"),
        ("saturday sunday", HOUR, "2026-11-20T14:00", "2026-11-20T13"),
        ("saturday sunday", HOUR, "2026-11-20T14:59", "2026-11-20T13"),
        ("saturday sunday", HOUR, "2026-11-22T14:00", "2026-11-21T05"),
        ("saturday sunday", HOUR, "2026-11-23T06:30", "2026-11-21T05"),
        ("saturday sunday", SHIFT, "2026-11-20T22:00", "2026-11-20-S2"),
        ("saturday sunday", SHIFT, "2026-11-21T05:59", "2026-11-20-S2"),
        ("saturday sunday", SHIFT, "2026-11-22T12:00", "2026-11-20-S3"),
        ("saturday sunday", WEEK, "2026-11-22T12:00", "2026-W46"),
        ("saturday sunday", MONTH, "2026-12-01T05:59", "2026-10"),
        ("saturday sunday", MONTH, "2026-12-01T06:00", "2026-11"),
        ("saturday sunday", QUARTER, "2026-11-21T12:00", "2026-Q3"),
        ("saturday sunday", YEAR, "2026-11-21T12:00", "2025"),
        (BRIDGE, DAY, "2026-11-22T12:00", "2026-11-18"),
        (BRIDGE, SHIFT, "2026-11-22T12:00", "2026-11-18-S3"),
        ("", DAY, "2026-11-22T12:00", "2026-11-21"),
        (ALWAYS, DAY, "2026-11-22T12:00", "2026-11-21"),
        (ALWAYS, HOUR, "2026-11-22T12:00", "2026-11-22T11"),
        (ALWAYS, SHIFT, "2026-11-22T12:00", "2026-11-21-S3"),
        (ALWAYS, YEAR, "2026-11-22T12:00", "2025"),
        # Mondays only, and they were on holiday since October.
        (
            "tuesday wednesday thursday friday saturday sunday"
            " 2026-11-16 2026-11-09 2026-11-02 2026-10-26 2026-10-19 2026-10-12 2026-10-05",
            MONTH,
            "2026-11-21T12:00",
            "2026-09",
        ),
    ],
)
def test_what_is_due(days_off: str, cadence: Cadence, now: str, key: str) -> None:
    cal = made(days_off=days_off)
    assert latest_due(cal, cadence, at(cal, now)).key == key


@pytest.mark.parametrize(
    ("shifts", "now", "key"),
    [
        (OVERLAPPING, "2026-11-20T16:00", "2026-11-20-S1"),
        (OVERLAPPING, "2026-11-20T18:00", "2026-11-20-office"),
        (OVERLAPPING, "2026-11-20T23:00", "2026-11-20-S2"),
        ("long 06:00-20:00, short 07:00-09:00", "2026-11-20T10:00", "2026-11-20-short"),
        (TWO, "2026-11-20T14:30", "2026-11-20-S1"),
        (TWO, "2026-11-20T15:30", "2026-11-20-S1"),
        (ROUND_THE_CLOCK, "2026-11-20T15:00", "2026-11-19-A"),
    ],
)
def test_the_shift_that_is_due(shifts: str, now: str, key: str) -> None:
    cal = made(shifts)
    assert latest_due(cal, SHIFT, at(cal, now)).key == key


def test_periods_are_ordered_by_their_start() -> None:
    periods = [parse_period(MADRID, SHIFT, f"2026-11-20-{key}") for key in ("S3", "S1", "S2")]
    assert [period.key[11:] for period in sorted(periods)] == ["S1", "S2", "S3"]
    assert max(periods) is periods[0]


@pytest.mark.parametrize(
    ("cadence", "first", "last"),
    [
        (HOUR, "1900-01-01T00", "2200-12-31T23"),
        (SHIFT, "1900-01-01-S1", "2200-12-31-S3"),
        (DAY, "1900-01-01", "2200-12-31"),
        (WEEK, "1900-W01", "2200-W52"),
        (MONTH, "1900-01", "2200-12"),
        (QUARTER, "1900-Q1", "2200-Q4"),
        (YEAR, "1900", "2200"),
    ],
)
def test_time_has_two_ends(cadence: Cadence, first: str, last: str) -> None:
    with pytest.raises(ValueError, match="1899 is out of reach"):
        previous(MADRID, parse_period(MADRID, cadence, first))
    with pytest.raises(ValueError, match="2201 is out of reach"):
        following(MADRID, parse_period(MADRID, cadence, last))


# --- Properties -----------------------------------------------------------------------------------------

zones = st.sampled_from(
    [
        "UTC",
        "Europe/Madrid",
        "America/New_York",
        "America/Havana",
        "America/Santiago",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
    ]
)
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
weekdays = st.sampled_from(WEEKDAYS)
shift_rows = st.lists(st.tuples(walls, walls), max_size=4).map(
    lambda times: [Shift(f"id{n}", f"S{n}", "", start, end, float(n)) for n, (start, end) in enumerate(times, 1)]
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    off = draw(st.sets(weekdays)) | draw(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str), max_size=3))
    info = BoardInfo(
        "b",
        "Line 4",
        timezone=draw(zones),
        day_start=draw(walls),
        week_start=draw(weekdays),
        days_off=tuple(sorted(off)),
    )
    return WorkCalendar.of(info, draw(shift_rows))


# Any moment of some years, and one near a change of the clocks (the last Sundays of March and October) as often.
moments = st.one_of(
    st.datetimes(datetime(2012, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
    st.builds(
        lambda day, seconds: datetime(2026, day[0], day[1], tzinfo=UTC) + timedelta(seconds=seconds),
        st.sampled_from([(3, 28), (10, 24), (4, 4), (10, 3), (3, 7), (10, 31), (11, 1), (12, 31)]),
        st.integers(0, 3 * 86400),
    ),
)
cadences = st.sampled_from(list(Cadence))
unbroken = st.sampled_from([cadence for cadence in Cadence if cadence is not SHIFT])


@given(calendars(), unbroken, moments)
def test_every_moment_lies_in_one_period_and_they_join(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> None:
    period = period_at(cal, cadence, moment)
    assert period.start <= moment < period.end
    assert previous(cal, period).end == period.start
    assert following(cal, period).start == period.end
    assert period_at(cal, cadence, period.start) == period
    assert period_at(cal, cadence, period.end - timedelta(microseconds=1)) == period
    assert period_at(cal, cadence, period.end) == following(cal, period)


@given(calendars(), cadences, moments)
def test_there_and_back(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> None:
    period = period_at(cal, cadence, moment)
    assert following(cal, previous(cal, period)) == period
    assert previous(cal, following(cal, period)) == period
    assert parse_period(cal, cadence, period.key) == period
    assert parse_moment(cal, cadence, period.key, moment) == period


@given(calendars(), cadences, moments)
def test_backwards_is_one_before_the_other(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> None:
    last = period_at(cal, cadence, moment)
    assert [*islice(backwards(cal, last), 60)] == periods_up_to(cal, last, 60)[::-1]


@given(calendars(), cadences, moments)
def test_twenty_in_a_row(cal: WorkCalendar, cadence: Cadence, moment: datetime) -> None:
    row = periods_up_to(cal, period_at(cal, cadence, moment), 20)
    assert len({period.key for period in row}) == 20
    assert all(one.start <= other.start for one, other in pairwise(row))
    assert all(one.day <= other.day for one, other in pairwise(row))
    # On Chatham the clocks go back from 03:45 to 02:45: the hours 02 and 03 pass twice in turn.
    if cadence is not SHIFT and cal.timezone != "Pacific/Chatham":
        assert [period.key for period in row] == sorted(period.key for period in row)


@given(calendars(), cadences, moments)
def test_what_is_due_has_ended_and_nothing_worked_since_has(
    cal: WorkCalendar, cadence: Cadence, moment: datetime
) -> None:
    due = latest_due(cal, cadence, moment)
    assert due.end <= moment
    works = len(cal.days_off & set(range(7))) < 7
    assert is_off(cal, due) is not works
    later = following(cal, due)
    while later.start <= moment:
        assert later.end > moment or (works and is_off(cal, later))
        later = following(cal, later)


@given(calendars(), moments)
def test_a_shift_is_named_by_the_production_day_it_starts_in(cal: WorkCalendar, moment: datetime) -> None:
    period = period_at(cal, SHIFT, moment)
    assert period.start <= moment
    assume(period.start < period.end)
    assert period.day == production_day(cal, period.start) == date.fromisoformat(period.key[:10])


@given(calendars(), moments)
def test_the_current_shift_is_the_running_period(cal: WorkCalendar, moment: datetime) -> None:
    shift, period = current_shift(cal, moment), period_at(cal, SHIFT, moment)
    if shift is not None:
        assert period.key == f"{period.day}-{shift.key}"
        assert period.start <= moment < period.end
    else:
        assert not cal.shifts or period.end <= moment


typed = st.one_of(st.text(), st.text("0123456789-TWQSb: "), st.from_regex(r"\A2026-[0-9W]{2,3}(-[0-3][0-9])?( .*)?\Z"))


@given(calendars(), cadences, typed)
def test_any_text_gives_a_period_or_a_sentence(cal: WorkCalendar, cadence: Cadence, text: str) -> None:
    now = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
    try:
        found = parse_moment(cal, cadence, text, now)
    except ValueError as error:
        said = str(error)
    else:
        said = f"{found.key} is not wrong"
    assert any(words in said for words in (" is not ", " looks like ", " has ", " is out of reach", " does not exist"))


def test_what_is_read_on_some_weekdays_has_the_others_off() -> None:
    """Also where nobody else works; a holiday stays one."""
    board = made(days_off="saturday sunday 2026-11-18")
    assert board.read_on(()) is board
    assert board.read_on(("someday",)) is board  # another program wrote it
    some = board.read_on(("monday", "wednesday", "saturday"))
    assert some is board.read_on(("monday", "wednesday", "saturday"))
    week = [date(2026, 11, 16) + timedelta(n) for n in range(14)]
    assert [f"{day:%a %-d}" for day in week if some.works(day)] == ["Mon 16", "Sat 21", "Mon 23", "Wed 25", "Sat 28"]
    assert latest_due(some, Cadence.DAY, at(some, "2026-11-20T12:00")).key == "2026-11-16"


def test_shifts_are_ordered_as_they_are_worked_and_not_by_their_letters() -> None:
    cal = made("M 06:00-14:00, A 14:00-22:00, N 22:00-06:00")
    keys = [f"2026-11-{day}-{key}" for day in (20, 21) for key in "ANM"]
    placed = sorted(keys, key=lambda key: in_time(cal, Cadence.SHIFT, key))
    assert placed == sorted(keys, key=lambda key: parse_period(cal, Cadence.SHIFT, key))
    assert [key[-1] for key in placed] == ["M", "A", "N"] * 2
    assert in_time(cal, Cadence.SHIFT, "2026-11-20-X") > in_time(cal, Cadence.SHIFT, "2026-11-20-N")  # is no more
    assert in_time(cal, Cadence.DAY, "2026-11-20") == "2026-11-20"
    assert in_time(cal, Cadence.SHIFT, "") == ""
