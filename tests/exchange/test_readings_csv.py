"""Files as plants have them: what is read out of them, what is named by line, and that nothing is silently wrong."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOW, numbers, texts

from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import reading_id
from kpiboard.exchange.files import write_pieces
from kpiboard.exchange.readings import Contents, Layout, read_readings
from kpiboard.exchange.readings.export import export_readings
from kpiboard.exchange.readings.plan import LoadPlan, plan_load
from kpiboard.exchange.readings.text import guarded, opened, unguarded
from kpiboard.model import BoardInfo, Cadence, Kpi, KpiState, Reading, ReadingKind, Rollup, Shift
from kpiboard.rules.calendar import WorkCalendar, period_at

SHIFTS = [
    Shift("1", "S1", "Early", time(6), time(14), 1.0),
    Shift("2", "S2", "Late", time(14), time(22), 2.0),
    Shift("3", "S3", "Night", time(22), time(6), 3.0),
]
CALENDAR = WorkCalendar.of(BoardInfo("b", "B", timezone="Europe/Berlin"), SHIFTS)
OTD = Kpi("k-otd", "otd", "On-time delivery", unit="%")
SCRAP = Kpi("k-scrap", "scrap", "Scrap cost", unit="€")
FPY = Kpi("k-fpy", "fpy", "First-pass yield", unit="%", share=True)
OEE = Kpi("k-oee", "oee", "OEE", cadence=Cadence.SHIFT)
OUT = Kpi("k-out", "out", "Output", cadence=Cadence.HOUR)
OVERTIME = Kpi("k-over", "overtime", "Überstunden", cadence=Cadence.WEEK)
SALES = Kpi("k-sales", "sales", "Sales", cadence=Cadence.MONTH)
MARGIN = Kpi("k-margin", "margin", "Margin", cadence=Cadence.QUARTER)
KPIS = [OTD, SCRAP, FPY, OEE, OUT, OVERTIME, SALES, MARGIN]
BY_ID = {kpi.id: kpi for kpi in KPIS}


def contents(source: str | bytes, kpi: Kpi | None = None, *, kpis: list[Kpi] = KPIS, **layout: object) -> Contents:
    file = io.BytesIO(source.encode() if isinstance(source, str) else source)
    return read_readings(file, Layout(kpi=kpi, **layout), kpis, CALENDAR, NOW)  # type: ignore[arg-type]


def plan(source: str | bytes, kpi: Kpi | None = None, board: tuple[Reading, ...] = (), **layout: object) -> LoadPlan:
    """Against the readings of a board."""
    kpis = layout.get("kpis", KPIS)
    newest = sorted(board, key=lambda reading: reading.period, reverse=True)

    def old(one: Kpi, _likely: int) -> Iterator[list[Reading]]:
        page = [reading for reading in newest if reading.kpi_id == one.id]
        if page:
            yield page

    return plan_load("file.csv", contents(source, kpi, **layout), kpis, old, CALENDAR, NOW)  # type: ignore[arg-type]


def values(loaded: LoadPlan) -> dict[str, object]:
    """`otd 2026-11-20` → the value, or `off` and `missing`."""
    return {
        f"{BY_ID[row.kpi_id].key} {row.period}": row.kind.value if row.value is None else row.value
        for row in loaded.rows()
    }


def of_otd(loaded: LoadPlan) -> dict[str, object]:
    return {name.removeprefix("otd "): value for name, value in values(loaded).items()}


def problems(loaded: LoadPlan) -> list[str]:
    return [str(one) for one in loaded.problems]


def remarks(loaded: LoadPlan) -> list[str]:
    return [str(one) for one in loaded.remarks]


# The file around the numbers


PLAIN = "period,value\n2026-11-19,94.6\n2026-11-20,93.1\n"


@pytest.mark.parametrize(
    "source",
    [
        PLAIN.encode(),
        codecs.BOM_UTF8 + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.rstrip().encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
        b"\n \n,,\n" + PLAIN.encode(),
        PLAIN.replace("\n", ",,,\n").encode(),
        PLAIN.replace("2026-11-20", "\n,\n2026-11-20").encode(),
        b'"period","value"\n"2026-11-19","94.6"\n"2026-11-20" ,93.1\n'.replace(b'" ,', b'",'),
        b"PERIOD , Value (%)\n2026-11-19, 94.6\n2026-11-20 ,93.1 \n",
    ],
    ids=lambda source: repr(source[:24]),
)
def test_encodings_separators_and_line_ends(source: bytes) -> None:
    loaded = plan(source, OTD)
    assert of_otd(loaded) == {"2026-11-19": 94.6, "2026-11-20": 93.1}
    assert problems(loaded) == []


def test_what_is_not_utf_8_is_western_european_and_says_so() -> None:
    loaded = plan("datum;wert;bemerkung\n2026-11-20;3;Störung\n".encode("cp1252"), OTD)
    (row,) = loaded.rows()
    assert (row.value, row.note) == (3.0, "Störung")
    assert any("Windows-1252" in one for one in remarks(loaded))


def test_the_separator_is_the_one_that_gives_the_best_names() -> None:
    loaded = plan("Datum;Wert (kg, brutto, netto)\n2026-11-20;3,5\n", OTD)
    assert of_otd(loaded) == {"2026-11-20": 3.5}
    assert "semicolons" in loaded.how[0]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n;;\r\n", "empty"),
        (b"PK\x03\x04...", "workbook"),
        (b'"date,value\n2026-11-20,1\n', "not closed"),
        (b"\x00\x01\x02", "not a text"),
        (b"2026-11-20,94.6\n2026-11-21,3\n", "must name the columns"),
        (b"colour,value\nred,1\n", "No column is a period"),
        (b"date,shape,size\n2026-11-20,1,2\n", "No column holds the numbers"),
    ],
)
def test_files_that_cannot_be_understood(source: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        plan(source, OTD)


def test_lines_that_are_torn_are_named() -> None:
    loaded = plan('date,value\n2026-11-16,88,81\n2026-11-17,"5"0\n2026-11-18,5\n"2026-11-19,6\n2026-11-20,7\n', OTD)
    assert of_otd(loaded) == {"2026-11-18": 5.0}
    said = problems(loaded)
    assert said[0].startswith("line 2: 3 cells, but the first line names 2")
    assert said[1].startswith('line 3: a " stands where none can')
    assert said[2] == 'line 5: a " opens a cell that is not closed; nothing of the lines 5 to 6 was read'


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    loaded = plan('date,value,note\n2026-11-18,1,"two\r\nlines"\n2026-11-19,x,\n', OTD)
    assert next(loaded.rows()).note == "two\nlines"
    assert problems(loaded) == ['line 4: "x" is not a number']


# Numbers


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["88,81", "7"], [88.81, 7]),
        (["88.81", "7"], [88.81, 7]),
        (["1.234,5", "2.000"], [1234.5, 2000]),
        (["1,234.5", "2,000"], [1234.5, 2000]),
        (["1 234,5", "2\u00a0000", "3\u202f000,25"], [1234.5, 2000, 3000.25]),
        (["1'234.5", "2\u2019000"], [1234.5, 2000]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["0,125", "1,234"], [0.125, 1.234]),
        (["1234,567", "1,234"], [1234.567, 1.234]),
        (["97,5 %", "3%"], [97.5, 3]),
        (["\u22123,5", "-1.234,5", "+2"], [-3.5, -1234.5, 2]),
        ([".5", "5."], [0.5, 5]),
        (["1e3", "1.5E-2"], [1000, 0.015]),
        (["-0.0"], [0]),
        (["1234", "1 234 567"], [1234, 1234567]),
        (["88,81", "88.82"], [88.81, 88.82]),  # both, and each can be read in one way only
    ],
)
def test_one_column_of_numbers(column: list[str], wanted: list[float]) -> None:
    lines = [f'2026-11-{day:02};"{typed}"' for day, typed in enumerate(column, 1)]
    loaded = plan("\n".join(["date;value", *lines]), OTD)
    assert problems(loaded) == []
    assert list(of_otd(loaded).values()) == wanted


@pytest.mark.parametrize("typed", ["1,234", "1.234", "-12,345", "999.999 %"])
def test_a_thousand_or_one_and_a_bit_is_asked_for(typed: str) -> None:
    source = f"date;value\n2026-11-19;{typed}\n2026-11-20;{typed}\n"
    loaded = plan(source, OTD)
    assert of_otd(loaded) == {}
    assert problems(loaded) == [f'lines 2, 3: "{typed}" can be read in two ways; say --decimal "," or --decimal "."']
    digits = typed.rstrip(" %")
    as_comma = float(digits.replace(".", "").replace(",", "."))
    as_point = float(digits.replace(",", ""))
    assert set(of_otd(plan(source, OTD, decimal=",")).values()) == {as_comma}
    assert set(of_otd(plan(source, OTD, decimal=".")).values()) == {as_point}


def test_a_column_that_mixes_both_signs_says_so_and_asks_where_it_must() -> None:
    loaded = plan("date;value\n2026-11-18;88,81\n2026-11-19;1.5\n2026-11-20;1,234\n", OTD)
    assert of_otd(loaded) == {"2026-11-18": 88.81, "2026-11-19": 1.5}
    assert problems(loaded)[0].startswith('line 4: "1,234" can be read in two ways')
    assert '"value" has decimal commas (line 2: "88,81") and decimal points (line 3: "1.5")' in remarks(loaded)[0]


def test_a_column_that_tells_nothing_goes_by_the_others() -> None:
    loaded = plan("date;otd;scrap\n2026-11-19;97,5;1.234\n2026-11-20;97;2.345\n")
    assert values(loaded)["scrap 2026-11-19"] == 1234.0
    assert any('decimal commas (line 2: "97,5")' in one for one in loaded.how)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("abc", '"abc" is not a number'),
        ("1,2,3", '"1,2,3" is not a number'),
        ("nan", '"nan" is not a number'),
        ("inf", "not a number"),
        ("1e999", "larger than any number"),
        ("1_000", "not a number"),
        ("12 34", "not a number"),
        ("=1+1", "not a number"),
        ("٣", "not a number"),
        ("[Actual]", "not a number"),
        ("12 kg", "not a number"),
    ],
)
def test_what_is_no_number_is_named_by_line(typed: str, says: str) -> None:
    loaded = plan(f'date;value\n2026-11-19;"{typed}"\n2026-11-20;93.1\n', OTD)
    assert of_otd(loaded) == {"2026-11-20": 93.1}
    (problem,) = problems(loaded)
    assert problem.startswith("line 2: ")
    assert says in problem


def test_a_number_that_does_not_fit_the_decided_sign_is_named() -> None:
    loaded = plan("date;value\n2026-11-19;88.81\n2026-11-20;88,81\n", OTD, decimal=",")
    assert of_otd(loaded) == {"2026-11-20": 88.81}
    assert problems(loaded) == ['line 2: "88.81" is not a number with a decimal comma']


def test_the_unit_may_stand_behind_the_number() -> None:
    kpis = [replace(SCRAP, unit="0")]
    assert values(plan("date;scrap\n2026-11-20;412,50 €\n")) == {"scrap 2026-11-20": 412.5}
    assert values(plan("date;scrap\n2026-11-20;100\n", kpis=kpis)) == {"scrap 2026-11-20": 100.0}  # a unit like a digit


@pytest.mark.parametrize("typed", ["", "  ", "-", "–", "n/a", "NA", "#N/A", "NULL"])
def test_nothing_is_skipped_and_counted(typed: str) -> None:
    loaded = plan(f"date;value\n2026-11-19;{typed}\n2026-11-20;93.1\n;\n", OTD)
    assert (of_otd(loaded), loaded.empty, problems(loaded)) == ({"2026-11-20": 93.1}, 1, [])


def test_off_and_missing() -> None:
    loaded = plan("date,value,kind\n2026-11-17,OFF,\n2026-11-18,missing,\n2026-11-19,,off\n2026-11-20,5,actual\n", OTD)
    assert list(of_otd(loaded).values()) == ["off", "missing", "off", 5.0]
    loaded = plan("date,value,kind\n2026-11-18,5,off\n2026-11-19,off,actual\n2026-11-20,5,actul\n", OTD)
    assert of_otd(loaded) == {}
    assert problems(loaded) == [
        'line 2: the kind is off, but the value is "5"',
        'line 3: the kind is actual, but the value is "off"',
        'line 4: "actul" is no kind of reading (did you mean "actual"?); allowed: actual, off, missing',
    ]


# Shares


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("date,good,total\n2026-11-20,931,1000\n", (93.1, 931, 1000)),
        ("date;Zähler;Nenner\n2026-11-20;1.862;2.000,0\n", (93.1, 1862, 2000)),
        ("date,value\n2026-11-20,931/1000\n", (93.1, 931, 1000)),
        ("date;fpy\n2026-11-20;93,1 / 100\n", (93.1, 93.1, 100)),
        ("date,value,numerator,denominator\n2026-11-20,33.3,1,3\n", (100 / 3, 1, 3)),
        ("date,value,numerator,denominator\n2026-11-20,33 %,1,3\n", (100 / 3, 1, 3)),
        ("date,value,numerator,denominator\n2026-11-20,n/a,1,3\n", (100 / 3, 1, 3)),
    ],
)
def test_a_share_is_two_numbers(source: str, wanted: tuple[float, ...]) -> None:
    loaded = plan(source, FPY)
    assert problems(loaded) == []
    assert [(row.value, row.numerator, row.denominator) for row in loaded.rows()] == [wanted]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("date,value\n2026-11-20,93.1\n", "fpy is a share: give numerator and denominator"),
        ("date,good,total\n2026-11-20,1,0\n", "the denominator is 0; give off or missing"),
        ("date,good,total\n2026-11-20,1,-3\n", "the denominator -3 is below zero"),
        ("date,good,total\n2026-11-20,1,\n", "a share needs both"),
        ("date,value,good,total\n2026-11-20,95,1,3\n", "the value is 95, but the share is 33.33"),
        ("date,good,total\n2026-11-20,1e300,1e-300\n", "not a finite number"),
    ],
)
def test_shares_that_are_none(source: str, says: str) -> None:
    loaded = plan(source, FPY)
    assert list(loaded.rows()) == []
    assert [says in one for one in problems(loaded)] == [True]


def test_none_of_none_is_a_day_off() -> None:
    (row,) = plan("date,good,total\n2026-11-20,0,0\n", FPY).rows()
    assert (row.kind, row.value) == (ReadingKind.OFF, None)


# Periods


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026/11/20", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("2026-1-5", "2026-01-05"),
        ("20261120", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("20. 11. 2026", "2026-11-20"),
        ("5.1.2026", "2026-01-05"),
        ("03.04.2026", "2026-04-03"),  # nobody writes month.day.year with dots
        ("20/11/2026", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("05/05/2026", "2026-05-05"),
        ("2026-11-20 00:00:00", "2026-11-20"),  # a date that a program wrote
        ("20.11.2026 00:00", "2026-11-20"),
        ("11/20/2026 12:00:00 AM", "2026-11-20"),
        ("2026-11-20T05:30:00", "2026-11-19"),  # the night before: the production day begins at six
        ("2026-11-20T05:30Z", "2026-11-20"),
    ],
)
def test_days(typed: str, period: str) -> None:
    loaded = plan(f'date;value\n"{typed}";1\n', OTD)
    assert (of_otd(loaded), problems(loaded)) == ({period: 1.0}, [])


@pytest.mark.parametrize(
    ("kpi", "typed", "period"),
    [
        (OVERTIME, "2026-W46", "2026-W46"),
        (OVERTIME, "2026W46", "2026-W46"),
        (OVERTIME, "KW 46/2026", "2026-W46"),
        (OVERTIME, "13.11.2026", "2026-W46"),
        (SALES, "2026-10", "2026-10"),
        (SALES, "10/2026", "2026-10"),
        (SALES, "2026-10-31", "2026-10"),
        (MARGIN, "2026-Q3", "2026-Q3"),
        (MARGIN, "q3 2026", "2026-Q3"),
        (OEE, "2026-11-20-S2", "2026-11-20-S2"),
        (OEE, "20.11.2026 s2", "2026-11-20-S2"),
        (OEE, "20.11.2026 Late", "2026-11-20-S2"),
        (OEE, "2026-11-20 15:30", "2026-11-20-S2"),
        (OEE, "2026-11-20 02:00", "2026-11-19-S3"),
        (OUT, "2026-11-20T14", "2026-11-20T14"),
        (OUT, "2026-11-20 14:00:00", "2026-11-20T14"),
        (OUT, "2026-11-20 00:00", "2026-11-20T00"),
        (OUT, "11/20/2026 02:15 PM", "2026-11-20T14"),
        (OUT, "2026-11-20T14:00:00Z", "2026-11-20T15"),
        (OUT, "2026-11-20T14:00:00+01:00", "2026-11-20T14"),
    ],
)
def test_periods_of_every_cadence(kpi: Kpi, typed: str, period: str) -> None:
    loaded = plan(f'date;value\n"{typed}";1\n', kpi)
    assert problems(loaded) == []
    assert [row.period for row in loaded.rows()] == [period]


@pytest.mark.parametrize(
    ("kpi", "typed", "says"),
    [
        (OTD, "2026-11-31", "2026-11-31 is not a date"),
        (OTD, "31.11.2026", "no such date"),
        (OTD, "2026-W46", "a day looks like"),
        (OTD, "today", "a day looks like"),
        (OTD, "46346", "a day looks like"),
        (OTD, "1066-10-14", "out of reach"),
        (OTD, "20.11.2026 25:00", "25:00 is not a time"),
        (OTD, "20.11.2026 S2", "a day looks like"),
        (OTD, "2026-11-22", "2026-11-22 has not begun yet"),
        (OTD, " ", "does not say which period"),
        (OEE, "2026-11-20", "has more than one shift"),
        (OEE, "2026-11-20-S9", "the shifts of this board are S1, S2, S3"),
        (OUT, "2026-11-20", "has many hours"),
        (OUT, "2026-03-29T02", "the clocks skip it"),
        (OVERTIME, "2026-W54", "2026 has no week 54"),
        (SALES, "2026-12", "has not begun yet"),
    ],
)
def test_what_is_no_period_is_named_by_line(kpi: Kpi, typed: str, says: str) -> None:
    loaded = plan(f"date;value\n{typed};1\n", kpi)
    assert list(loaded.rows()) == []
    (problem,) = problems(loaded)
    assert problem.startswith("line 2: ")
    assert says in problem


def test_a_shift_and_a_time_may_have_a_column_of_their_own() -> None:
    loaded = plan("Datum;Schicht;OEE\n20.11.2026;Late;5\n20.11.2026;s1;6\n")
    assert values(loaded) == {"oee 2026-11-20-S2": 5.0, "oee 2026-11-20-S1": 6.0}
    assert loaded.layout.columns["period"] == "Datum+Schicht"
    loaded = plan("Day;Hour;out\n20.11.2026;14;5\n20.11.2026;15:00;6\n")
    assert values(loaded) == {"out 2026-11-20T14": 5.0, "out 2026-11-20T15": 6.0}
    loaded = plan("when;which;oee\n20.11.2026;Late;5\n", columns={"period": "when+which"})
    assert values(loaded) == {"oee 2026-11-20-S2": 5.0}


@pytest.mark.parametrize(
    ("evidence", "read"),
    [("13/05/2026", "2026-04-03"), ("05/13/2026", "2026-03-04")],
)
def test_one_date_tells_the_order_of_all(evidence: str, read: str) -> None:
    for lines in ([evidence, "03/04/2026"], ["03/04/2026", evidence]):
        loaded = plan("\n".join(["date,value", *(f"{day},1" for day in lines)]), OTD)
        assert set(of_otd(loaded)) == {read, "2026-05-13"}
        assert any(f': "{evidence}")' in one for one in loaded.how)


@pytest.mark.parametrize("typed", ["03/04/2026", "3-4-2026", "3.4.26", "01/02/03"])
def test_dates_that_nothing_decides_are_asked_for(typed: str) -> None:
    source = f"date,value\n{typed},1\n05/05/2026,2\n"
    loaded = plan(source, OTD)
    assert set(of_otd(loaded)) == {"2026-05-05"}  # which is the same in both
    (problem,) = problems(loaded)
    assert problem.startswith(f'line 2: "{typed}" could be ')
    assert "--dates dmy" in problem
    for order in ("dmy", "mdy"):
        assert problems(plan(source, OTD, dates=order)) == []


def test_dates_in_both_orders_are_read_only_where_they_can_be() -> None:
    loaded = plan("date,value\n13/05/2026,1\n05/14/2026,2\n03/04/2026,3\n", OTD)
    assert of_otd(loaded) == {"2026-05-13": 1.0, "2026-05-14": 2.0}
    assert problems(loaded)[0].startswith('line 4: "03/04/2026" could be')
    assert 'day first (line 2: "13/05/2026") and month first (line 3: "05/14/2026")' in remarks(loaded)[0]
    told = plan("date,value\n13/05/2026,1\n05/14/2026,2\n03/04/2026,3\n", OTD, dates="dmy")
    assert of_otd(told) == {"2026-05-13": 1.0, "2026-04-03": 3.0}
    assert problems(told) == ['line 3: "05/14/2026" is not a period: there is no such date, read day first']


def test_dots_without_evidence_are_day_first_and_say_so() -> None:
    assert any("day first" in one for one in remarks(plan("date,value\n03.04.2026,1\n", OTD)))
    assert remarks(plan("date,value\n13.04.2026,1\n", OTD)) == []


def test_one_hour_of_the_night_the_clocks_go_back_is_two() -> None:
    loaded = plan("date,out\n2026-10-25T02,1\n2026-10-25T02b,2\n2026-10-25T00:30:00Z,1\n2026-10-25T01:30:00Z,2\n")
    assert values(loaded) == {"out 2026-10-25T02": 1.0, "out 2026-10-25T02b": 2.0}
    assert problems(loaded) == []


def test_midnight_is_a_date_for_a_kpi_that_has_no_other_time() -> None:
    loaded = plan("kpi,date,value\nout,2026-11-20 05:00:00,1\nout,2026-11-20 00:00:00,2\notd,2026-11-20 00:00:00,3\n")
    assert set(values(loaded)) == {"out 2026-11-20T05", "out 2026-11-20T00", "otd 2026-11-20"}
    loaded = plan("date,otd\n2026-11-20 05:00:00,1\n2026-11-21 00:00:00,2\n")
    assert values(loaded) == {"otd 2026-11-19": 1.0, "otd 2026-11-20": 2.0}


# Whose readings they are


def test_a_line_may_name_its_kpi_by_key_name_or_id() -> None:
    loaded = plan("Kennzahl;Datum;Istwert\nOTD;2026-11-18;1\non-time  delivery;2026-11-19;2\nk-otd;2026-11-20;3\n")
    assert of_otd(loaded) == {"2026-11-18": 1.0, "2026-11-19": 2.0, "2026-11-20": 3.0}


def test_a_column_for_each_kpi() -> None:
    loaded = plan("Date,On-Time Delivery [%],scrap,Uberstunden,Line\n2026-11-20,97.5,412,,4\n2026-11-19,abc,off,3,4\n")
    assert values(loaded) == {
        "otd 2026-11-20": 97.5,
        "scrap 2026-11-20": 412.0,
        "scrap 2026-11-19": "off",
        "overtime 2026-W47": 3.0,
    }
    assert problems(loaded) == ['line 3: otd: "abc" is not a number']
    assert loaded.empty == 1
    assert remarks(loaded) == ['Columns that were not read: "Line".']
    assert problems(plan("Date,otd,scrap\nTotal,1,2\n")) == [
        'line 2: "Total" is not a period: a day looks like 2026-11-21'
    ]


def test_one_kpi_of_a_file_with_many() -> None:
    loaded = plan("date,kpi,value\n2026-11-19,otd,1\n2026-11-19,scrap,2\n2026-11-20,otd,3\n", OTD)
    assert values(loaded) == {"otd 2026-11-19": 1.0, "otd 2026-11-20": 3.0}
    assert remarks(loaded) == ["line 3: Lines of other KPIs were left out."]
    assert values(plan("date,otd,scrap\n2026-11-20,1,2\n", OTD)) == {"otd 2026-11-20": 1.0}


def test_the_only_column_left_is_the_value() -> None:
    loaded = plan("Datum;Quote Linie 4\n2026-11-20;97,5\n", OTD)
    assert of_otd(loaded) == {"2026-11-20": 97.5}
    assert remarks(loaded) == ['The column "Quote Linie 4" was read as the value.']


def test_unknown_and_doubtful_kpis_are_named() -> None:
    twice = [OTD, replace(SCRAP, key="otd2", name="On-time delivery")]
    source = "kpi,date,value\nodt,2026-11-19,1\nodt,2026-11-20,1\nOn-time delivery,2026-11-20,1\n,2026-11-20,1\n"
    assert problems(plan(source, kpis=twice)) == [
        'lines 2, 3: there is no KPI "odt" (did you mean "otd"?)',
        'line 4: "On-time delivery" is the name of 2 KPIs; give the id',
        "line 5: it does not say which KPI",
    ]
    kept = [OTD, replace(SCRAP, name="On-time delivery", state=KpiState.RETIRED)]
    assert values(plan("On-time delivery,date\n1,2026-11-20\n", kpis=kept)) == {"otd 2026-11-20": 1.0}


def test_columns_are_told_by_name() -> None:
    source = "a,b,c,d\n2026-11-20,5,why,belt\n"
    loaded = plan(source, OTD, columns={"period": "A", "value": "b", "note": "c", "code": "d"})
    (row,) = loaded.rows()
    assert (row.period, row.value, row.note, row.code) == ("2026-11-20", 5.0, "why", "belt")
    nothing = plan("date,value,note\n2026-11-20,5,why\n", OTD, columns={"note": ""})
    assert next(nothing.rows()).note == ""
    for columns, says in (
        ({"value": "vlaue"}, 'no column "vlaue" .did you mean "value"'),
        ({"value": "x"}, "stands there 2 times"),
    ):
        with pytest.raises(InvalidInput, match=says):
            plan("date,value,x,x\n2026-11-20,5,1,2\n", OTD, columns=columns)
    with pytest.raises(InvalidInput, match="whose readings"):
        plan("date,value\n2026-11-20,5\n")
    with pytest.raises(InvalidInput, match="No column holds the numbers"):
        plan("date,which,otd\n2026-11-20,otd,1\n", columns={"kpi": "which"})


def test_a_file_reads_the_next_one_without_guessing() -> None:
    first = plan("Datum;Wert;Bemerkung;Extra\n13.02.2026;1.234,5;a;b\n", OTD)
    layout = first.layout
    assert (layout.separator, layout.decimal, layout.dates, layout.guess) == (";", ",", "dmy", False)
    again = read_readings(
        io.BytesIO(b"Extra;Bemerkung;Wert;Datum;Value\nx;n;1,234;03/04/2026;7\n"), layout, KPIS, CALENDAR, NOW
    )
    assert again.said.entries["k-otd"]["2026-04-03"].measured.value == 1.234


# What the board says


@pytest.mark.parametrize(
    ("change", "typed", "says"),
    [
        ({"valid_min": 0.0}, "-0.5", "otd is never below 0 %, but here it is -0.5"),
        ({"valid_max": 100.0}, "100.5", "otd is never above 100 %, but here it is 100.5"),
        ({"state": KpiState.RETIRED}, "5", "otd is retired"),
        ({"rollup": Rollup.MEAN}, "5", "otd is made from the KPIs below it"),
    ],
)
def test_what_the_board_would_not_take_is_named_unless_it_holds_it(
    change: dict[str, object], typed: str, says: str
) -> None:
    kpis = [replace(OTD, **change)]  # type: ignore[arg-type]
    source = f"date,otd\n2026-11-20,{typed}\n"
    loaded = plan(source, kpis=kpis)
    assert (list(loaded.rows()), [says in one for one in problems(loaded)]) == ([], [True])
    held = Reading("r", "k-otd", "2026-11-20", float(typed))
    loaded = plan(source, None, (held,), kpis=kpis)
    assert (loaded.same, problems(loaded)) == (1, [])
    loaded = plan(source, None, (replace(held, value=1.0),), kpis=kpis)
    assert (loaded.corrected, [says in one for one in problems(loaded)]) == (0, [True])


def test_the_edges_of_what_is_valid_are_valid() -> None:
    kpis = [replace(OTD, valid_min=0.0, valid_max=100.0)]
    assert problems(plan("date,otd\n2026-11-19,0\n2026-11-20,100\n", kpis=kpis)) == []


def test_a_period_twice_is_fine_when_both_say_the_same() -> None:
    loaded = plan("date,value,note\n2026-11-20,5,\n20.11.2026,5.0,why\n2026-11-20,5,\n", OTD)
    (row,) = loaded.rows()
    assert (row.value, row.note, problems(loaded)) == (5.0, "why", [])
    rounded = plan("date,value,good,total\n2026-11-20,33.3,1,3\n2026-11-20,,1,3\n", FPY)
    assert (rounded.new, problems(rounded)) == (1, [])


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("6,", 'otd 2026-11-20 is 6, but in line 2 it is 5, note "a"'),
        ("off,", "otd 2026-11-20 is off, but in line 2 it is 5"),
        ("5,b", 'otd 2026-11-20 is 5, note "b", but in line 2 it is 5, note "a"'),
    ],
)
def test_a_period_twice_with_different_values_is_nobodys(second: str, says: str) -> None:
    loaded = plan(f"date,value,note\n2026-11-20,5,a\n2026-11-19,4,\n2026-11-20,{second}\n2026-11-20,5,a\n", OTD)
    assert of_otd(loaded) == {"2026-11-19": 4.0}
    assert problems(loaded)[0].startswith(f"line 4: {says}")


def test_corrections_keep_what_stood_there_and_what_the_file_does_not_say() -> None:
    before = Reading("r", "k-otd", "2026-11-20", 90.0, note="dock 2", reason="why", code="dock", excluded="audit")
    (after,) = plan("date,value,note\n2026-11-20,91,\n", OTD, (before,)).rows()
    assert after == replace(before, value=91.0, corrected_from=90.0, corrected_at=NOW)
    (noted,) = plan("date,value,note\n2026-11-20,90,dock 3\n", OTD, (before,)).rows()
    assert noted == replace(before, note="dock 3")
    (filled,) = plan(
        "date,value\n2026-11-20,91\n", OTD, (replace(before, value=None, kind=ReadingKind.MISSING),)
    ).rows()
    assert (filled.value, filled.kind, filled.corrected_from) == (91.0, ReadingKind.ACTUAL, None)
    (off,) = plan("date,value\n2026-11-20,off\n", OTD, (before,)).rows()
    assert (off.value, off.kind, off.corrected_from) == (None, ReadingKind.OFF, 90.0)
    share = Reading("r", "k-otd", "2026-11-20", 90.0, 9.0, 10.0)
    assert plan("date,value\n2026-11-20,90\n", OTD, (share,)).same == 1
    (alone,) = plan("date,value\n2026-11-20,91\n", OTD, (share,)).rows()
    assert (alone.numerator, alone.denominator) == (None, None)
    rounded = Reading("r", "k-fpy", "2026-11-20", 33.3, 1.0, 3.0)
    assert plan("date,value,good,total\n2026-11-20,33.3,1,3\n", FPY, (rounded,)).same == 1


def test_late_is_what_the_board_waited_for() -> None:
    source = "date,value\n2026-10-01,1\n2026-10-05,2\n2026-11-20,3\n"
    assert [row.late_at for row in plan(source, OTD).rows()] == [None, None, None]
    known = Reading("r", "k-otd", "2026-10-02", 1.0)
    assert [row.late_at for row in plan(source, OTD, (known,)).rows()] == [None, NOW, None]


def test_text_without_a_number_is_said_to_be_left_out() -> None:
    loaded = plan("date,value,note\n2026-11-20,,dock 2\n", OTD)
    assert (loaded.empty, remarks(loaded)) == (1, ["line 2: There is text but no number; the line was left out."])


def test_text_is_cleaned_and_checked() -> None:
    loaded = plan(
        f"date,value,note,code\n2026-11-18,1,a\x1b[2Jb,\n2026-11-19,1,[Comment],\n2026-11-20,1,,{'x' * 61}\n", OTD
    )
    assert [row.note for row in loaded.rows()] == ["a[2Jb", "[Comment]"]
    assert [one.count for one in loaded.remarks] == [1, 1]
    assert problems(loaded) == ["line 4: 61 characters are too long; at most 60 fit"]


def test_a_million_mistakes_are_a_few_findings() -> None:
    lines = [f"2026-11-20,x{index}" for index in range(1000)] + ["2026-11-20,same"] * 1000
    loaded = plan("\n".join(["date,value", *lines[::-1]]), OTD)
    assert loaded.wrong == 2000
    assert len(loaded.problems) == 201
    assert problems(loaded)[0] == 'lines 2, 3, 4, 5, 6 and 995 more: "same" is not a number'
    assert problems(loaded)[-1] == "801 more problems of other kinds"


# Out and in again


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@SUM(A1)", "'=1", "''-", " 1", "＝1", "\t=1"])
def test_no_text_is_a_formula_nor_loses_a_blank(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "belt", "'quoted'", "a=b", "3 - 2", "'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


HOUR = timedelta(hours=1)
moments = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 21), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Reading, ...]:
    """Of every cadence, with all that a reading may have."""
    found = {}
    for kpi in KPIS:
        for ago in draw(st.lists(st.integers(0, 20_000), max_size=4)):
            period = period_at(CALENDAR, kpi.cadence, NOW - ago * HOUR).key
            one = Reading(
                reading_id(kpi.id, period),
                kpi.id,
                period,
                kind=draw(st.sampled_from(ReadingKind)),
                note=draw(texts(40, multiline=True)),
                reason=draw(texts(40)),
                corrected_from=draw(st.none() | numbers),
                corrected_at=draw(moments),
                late_at=draw(moments),
                code=draw(texts(20)),
                excluded=draw(texts(40)),
                reason_at=draw(moments),
            )
            if one.kind is ReadingKind.ACTUAL:
                if kpi.share:
                    top, bottom = draw(st.integers(0, 999).map(float)), draw(st.integers(1, 999).map(float))
                    one = replace(one, value=100 * top / bottom, numerator=top, denominator=bottom)
                else:
                    rounded = st.integers(-(10**7), 10**7).map(lambda whole: whole / 1000)
                    one = replace(one, value=draw(numbers | rounded))
            found[one.id] = one
    return tuple(found.values())


def exported(board: tuple[Reading, ...]) -> str:
    of_kpis = ((kpi, [one for one in board if one.kpi_id == kpi.id]) for kpi in KPIS)
    return "".join(export_readings(of_kpis, KPIS))


@settings(max_examples=80)
@given(readings())
def test_what_is_exported_is_read_back_the_same(board: tuple[Reading, ...]) -> None:
    text = exported(board)
    on_a_new_board = plan(text)
    assert problems(on_a_new_board) == []
    assert set(on_a_new_board.rows()) == set(board)
    on_the_same = plan(text, None, board)
    assert (on_the_same.is_empty, on_the_same.same, problems(on_the_same)) == (True, len(board), [])


@settings(max_examples=60)
@given(readings(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_makes_no_difference(board: tuple[Reading, ...], random: Random) -> None:
    """Also when some periods are there twice, with the same value, with another, or with text beside it."""
    others = [replace(one, note="") for one in board[::2]]
    others += [replace(one, value=1.0) for one in board[1::3] if one.value and not one.numerator]
    head, *lines = csv.reader(io.StringIO(exported(board) + exported(tuple(others)).partition("\n")[2]))

    def loaded() -> LoadPlan:
        text = io.StringIO()
        csv.writer(text).writerows([head, *lines])
        return plan(text.getvalue())

    straight = loaded()
    random.shuffle(lines)
    shuffled = loaded()
    assert set(shuffled.rows()) == set(straight.rows())
    assert bool(shuffled.wrong) == bool(straight.wrong)


GROUPS = {".": ("", ",", " ", "'", "\u00a0"), ",": ("", ".", " ", "'", "\u202f")}
DATE_FORMS = {
    "%Y-%m-%d": "",
    "%Y%m%d": "",
    "%d.%m.%Y": "dmy",
    "%d/%m/%Y": "dmy",
    "%m/%d/%Y": "mdy",
    "%d-%m-%Y": "dmy",
    "%d.%m.%y": "dmy",
    "%m/%d/%y": "mdy",
}


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.dates(date(2001, 1, 1), date(2026, 11, 20)),
        st.integers(-(10**8), 10**8),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from((0, 1, 2, 3)),
    st.sampled_from(".,"),
    st.integers(0, 4),
    st.sampled_from(list(DATE_FORMS)),
    st.sampled_from(",;\t|"),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_whatever_wrote_the_file_nothing_is_silently_wrong(
    truth: dict[date, int], digits: int, decimal: str, group: int, form: str, separator: str, encoding: str, ends: str
) -> None:
    thousands = GROUPS[decimal][group]
    if encoding == "cp1252" and thousands == "\u202f":
        thousands = "\u00a0"

    def typed(value: float) -> str:
        american = f"{value:,.{digits}f}"
        return american.replace(",", "_").replace(".", decimal).replace("_", thousands)

    wanted = {day.isoformat(): value / 10**digits for day, value in truth.items()}
    lines = [f'"{date.fromisoformat(day).strftime(form)}"{separator}"{typed(value)}"' for day, value in wanted.items()]
    source = ends.join([f"Datum{separator}Größe", *lines]).encode(encoding)
    seen = of_otd(plan(source, OTD))
    assert seen.items() <= wanted.items()  # the rest was asked for
    told = plan(source, OTD, decimal=decimal, dates=DATE_FORMS[form])
    assert (of_otd(told), problems(told)) == (wanted, [])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "readings.csv"
    write_pieces(["a\n", "b\n"], path)
    assert path.read_bytes() == b"a\nb\n"
    with pytest.raises(Refused, match="exists already"):
        write_pieces(["c"], path)
    write_pieces(["c"], path, replace=True)

    def broken() -> Iterator[str]:
        yield "d"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write_pieces(broken(), path, replace=True)
    assert path.read_bytes() == b"c"
    assert [one.name for one in tmp_path.iterdir()] == ["readings.csv"]


def test_a_pipe_is_read_twice_all_the_same() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with opened(Pipe(PLAIN.encode())) as file:
        assert [file.read(), file.seek(0), file.read()] == [PLAIN.encode(), 0, PLAIN.encode()]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"), opened(tmp_path / "none.csv"):
        pass
