"""The letter calendar: which readings colour which day, against which target, and how far back it looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.model import Cadence, Reading, ReadingKind
from kpiboard.rules.status import Status
from kpiboard.store import Store
from kpiboard.views.letters import DayState, Letter

# Today is Saturday 21 November 2026, 14:32 in Berlin; Saturdays and Sundays are off.

STATES = {
    DayState.ON_TARGET: "g",
    DayState.WATCH: "w",
    DayState.OFF_TARGET: "R",
    DayState.NO_READING: "?",
    DayState.DAY_OFF: "-",
    DayState.NOT_JUDGED: ".",
    DayState.RUNNING: "o",
    DayState.FUTURE: " ",
}


def letter(board: Board, name: str = "D", month: date | None = None) -> Letter:
    return next(one for one in board.letters.month(month).letters if one.category.letter == name)


def row(found: Letter) -> str:
    """The states of the month, a sign a day."""
    return "".join(STATES[one.state] for one in found.days)


def record(board: Board, kpi: str, values: Mapping[int, float], month: str = "2026-11") -> None:
    for day, value in values.items():
        board.readings.record(kpi, value, period=f"{month}-{day:02d}")


@pytest.fixture
def otd(board: Board) -> str:
    return board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95, watch=93).key


def test_a_month_of_one_kpi(board: Board, otd: str) -> None:
    record(board, otd, {3: 96, 4: 97, 5: 90, 6: 94, 9: 96, 10: 96, 12: 92, 13: 91, 17: 90, 18: 96, 19: 96})
    board.readings.record(otd, Entry(kind=ReadingKind.OFF), period="2026-11-16")
    found = letter(board)
    # The 2nd was before the first reading; on the 11th and 20th it is missing; 94 is watch and therefore no red.
    assert row(found) == "-.ggRg--gg?RR---Rgg?-         "
    assert len(found.days) == 30
    assert (found.days_since_red, found.red_streak, found.since) == (4, 0, date(2026, 11, 3))
    watch = found.days[5].marks[0]
    assert (watch.status, watch.points[0].value) == (Status.WATCH, 94.0)


def test_a_letter_for_every_category_in_board_order(board: Board) -> None:
    month = board.letters.month()
    assert [one.category.letter for one in month.letters] == ["S", "Q", "C", "D", "P"]
    assert (month.month, month.today) == (date(2026, 11, 1), date(2026, 11, 21))
    assert row(month.letters[0]) == "-.....--.....--.....-         "  # nothing hangs under it
    assert (month.letters[0].days_since_red, month.letters[0].since) == (None, None)


@pytest.mark.parametrize(("month", "days"), [("2026-02", 28), ("2024-02", 29), ("2026-09", 30), ("2026-10", 31)])
def test_every_month_has_its_days(board: Board, month: str, days: int) -> None:
    found = board.letters.month(date.fromisoformat(f"{month}-15"))
    assert found.month == date.fromisoformat(f"{month}-01")
    assert all(len(one.days) == days for one in found.letters)
    assert [one.day.day for one in found.letters[0].days] == list(range(1, days + 1))


def test_a_coming_month_is_to_come(board: Board, otd: str) -> None:
    record(board, otd, {20: 90})
    assert set(row(letter(board, month=date(2026, 12, 1)))) == {" "}


def test_a_month_out_of_reach_is_refused(board: Board) -> None:
    for year in (1, 1900, 2200, 9999):
        with pytest.raises(InvalidInput):
            board.letters.month(date(year, 1, 1))


def test_the_worst_kpi_colours_the_day_and_each_has_its_mark(board: Board, otd: str) -> None:
    board.kpis.add("Stock", key="stock", category="D", direction="band", target="2 to 4")
    record(board, otd, {18: 96, 19: 96})
    record(board, "stock", {18: 3, 19: 5})
    found = letter(board)
    assert row(found)[17:20] == "gR?"
    assert [(mark.kpi.key, mark.status) for mark in found.days[18].marks] == [
        ("otd", Status.ON_TARGET),
        ("stock", Status.OFF_TARGET),
    ]
    assert row(letter(board, "Q"))[18] == "."


def test_shifts_colour_the_production_day_they_belong_to(board: Board, clock: Clock) -> None:
    for key, start, end in (("S1", 6, 14), ("S2", 14, 22), ("S3", 22, 6)):
        board.settings.add_shift(key, key, time(start), time(end))
    board.kpis.add("Yield", key="fpy", category="Q", cadence="shift", target=97)
    for period, value in (("18-S1", 98), ("18-S2", 98), ("18-S3", 96), ("19-S1", 98), ("19-S2", 98), ("19-S3", 98)):
        board.readings.record("fpy", value, period=f"2026-11-{period}")
    clock.moment = datetime.fromisoformat("2026-11-20T09:00+00:00")  # Friday, the early shift
    found = letter(board, "Q")
    assert row(found)[17:21] == "Rgo "  # the night to the 19th was the 18th's
    (mark,) = found.days[17].marks
    assert [(point.period.key[11:], point.status) for point in mark.points] == [
        ("S1", Status.ON_TARGET),
        ("S2", Status.ON_TARGET),
        ("S3", Status.OFF_TARGET),
    ]
    clock.moment = datetime.fromisoformat("2026-11-20T14:00+00:00")
    board.readings.record("fpy", 96, period="2026-11-20-S1")
    assert row(letter(board, "Q"))[19] == "R"  # red does not wait for the end of the day


def test_today_is_coloured_when_all_of_it_is_read(board: Board, otd: str, clock: Clock) -> None:
    record(board, otd, {18: 96})
    clock.moment = datetime.fromisoformat("2026-11-19T09:00+00:00")
    assert row(letter(board))[18] == "o"
    board.readings.record(otd, 96, period="2026-11-19")
    assert row(letter(board))[18] == "g"


def test_longer_periods_colour_their_last_working_day(board: Board) -> None:
    board.kpis.add("Complaints", key="weekly", category="Q", cadence="week", direction="lower", target=2)
    board.kpis.add("Near misses", key="monthly", category="S", cadence="month", target=8)
    for week, value in ((44, 3), (45, 1), (46, 5)):
        board.readings.record("weekly", value, period=f"2026-W{week}")
    board.readings.record("monthly", 5, period="2026-10")
    assert row(letter(board, "Q")) == "-....g--....R--....o-         "  # week 47 runs until Sunday
    assert row(letter(board, "Q", date(2026, 10, 1)))[-3:] == ".R-"  # the 31st is a Saturday
    assert row(letter(board, "S", date(2026, 10, 1)))[-3:] == ".R-"
    assert set(row(letter(board, "S"))[:20]) == {"-", "."}


def test_a_week_that_runs_on_holds_no_day_back(board: Board, otd: str) -> None:
    board.kpis.add("Complaints", key="weekly", category="D", cadence="week", direction="lower", target=2)
    board.readings.record("weekly", 1, period="2026-W46")
    record(board, otd, {19: 96, 20: 96})
    assert row(letter(board))[18:21] == "gg-"


def test_a_day_off_on_which_somebody_worked_counts(board: Board, otd: str) -> None:
    record(board, otd, {13: 96, 14: 90})
    assert row(letter(board))[12:15] == "gR-"


def test_yesterday_keeps_the_target_of_yesterday(board: Board, otd: str) -> None:
    record(board, otd, {17: 96, 18: 96, 19: 96, 20: 96})
    assert row(letter(board))[16:20] == "gggg"
    board.targets.set(otd, target=97, valid_from="2026-11-19")
    found = letter(board)
    assert row(found)[16:20] == "ggRR"
    wanted = [one.marks[0].points[0].target for one in found.days[16:20]]
    assert [target.low for target in wanted if target] == [95, 95, 97, 97]


def test_the_counters_reach_beyond_the_month_and_end_with_it(board: Board, otd: str) -> None:
    record(board, otd, {28: 96, 29: 90, 30: 91}, "2026-10")
    record(board, otd, {2: 92, 3: 90, 4: 96, 5: 90})
    october = letter(board, month=date(2026, 10, 1))
    assert (october.red_streak, october.days_since_red) == (2, 1)  # on the 31st
    assert not october.asks_to_dig
    record(board, otd, {4: 90})
    november = letter(board)
    assert (november.red_streak, november.days_since_red) == (0, 16)  # the 6th is missing
    record(board, otd, dict.fromkeys((6, *range(9, 14), *range(16, 21)), 90))
    november = letter(board)
    assert (november.red_streak, november.days_since_red) == (17, 1)
    assert november.asks_to_dig


def test_a_retired_kpi_keeps_its_days_and_asks_for_no_more(board: Board, otd: str) -> None:
    record(board, otd, {16: 90, 18: 96})
    board.kpis.retire(otd, "never moved anything")
    assert row(letter(board))[15:20] == "R.g.."
    board.kpis.restore(otd)
    assert row(letter(board))[15:20] == "R?g??"


def test_drafts_and_kpis_without_a_letter_colour_nothing(board: Board) -> None:
    board.kpis.add("Idea", key="idea", category="D", target=1, state="draft")
    board.kpis.add("Stray", key="stray", target=1)
    record(board, "stray", {19: 0})
    assert all(not day.marks for one in board.letters.month().letters for day in one.days)


def test_a_parent_is_coloured_by_what_its_children_make(board: Board) -> None:
    board.kpis.add("All lorries", key="all", category="D", target=20, rollup="sum")
    board.kpis.add("Dock 1", key="one", category="C", parent="all")
    board.kpis.add("Dock 2", key="two", category="C", parent="all")
    for kpi, values in (("one", {18: 12, 19: 12}), ("two", {18: 9, 19: 4})):
        record(board, kpi, values)
    found = letter(board)
    assert row(found)[17:19] == "gR"
    assert found.days[18].marks[0].points[0].value == 16


def test_no_statement_reads_more_than_the_months_it_shows(
    board: Board, otd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.kpis.add("Packs", key="packs", category="C", cadence="hour", target=100)
    asked: list[tuple[str, int | None]] = []
    read = Store.readings

    def seen(self: Store, kpi_id: str, cadence: Cadence, **window: Any) -> list[Reading]:
        asked.append((str(window["before"]), window["limit"]))
        return read(self, kpi_id, cadence, **window)

    monkeypatch.setattr(Store, "readings", seen)
    board.letters.month(date(2025, 3, 1))
    days = 31 + 92
    assert asked == [("2025-04-01", days), ("2025-04-01T06", days * 24 - 1)]  # the clocks skip an hour in March
