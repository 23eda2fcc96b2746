"""Readings from files on a board: one step, the same twice, corrections that can be seen, mappings."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput, NotFound, ReadOnly, Refused
from kpiboard.cases.reading_files import LinesRefused
from kpiboard.exchange.readings.plan import LoadPlan
from kpiboard.model import Cadence, Reading

YEAR = [date(2025, 11, 20) + timedelta(days) for days in range(366)]


@pytest.fixture(autouse=True)
def otd(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95, unit="%", valid_min=0, valid_max=100)


def held(board: Board) -> list[Reading]:
    kpi = board.kpis.find("otd")
    return store_of(board).readings(kpi.id, kpi.cadence)


def steps(board: Board) -> list[str]:
    return [step.what for step in board.history.log()]


def year() -> bytes:
    values = [f"{90 + index % 90 / 10:.1f}".replace(".", ",") for index in range(len(YEAR))]
    return "\r\n".join(
        ["Datum;Wert", *(f"{day:%d.%m.%Y};{value}" for day, value in zip(YEAR, values, strict=True))]
    ).encode()


def test_a_year_is_one_step_that_undo_takes_back(board: Board) -> None:
    plan = board.reading_files.plan(year(), kpi="otd", name="export.csv")
    assert (plan.new, plan.corrected, plan.same, plan.wrong) == (366, 0, 0, 0)
    assert held(board) == []
    before = steps(board)
    board.reading_files.apply(plan)
    assert steps(board) == ["Import 366 readings from export.csv", *before]
    newest = held(board)[0]
    assert (newest.period, newest.value, newest.late_at) == ("2026-11-20", 90.5, None)
    assert board.files.check() == []
    board.undo()
    assert held(board) == []


def test_the_same_file_again_is_nothing_and_leaves_no_step(board: Board) -> None:
    board.reading_files.load(year(), kpi="otd")
    before = steps(board)
    again = board.reading_files.load(year(), kpi="otd")
    assert (again.is_empty, again.same) == (True, 366)
    assert board.reading_files.apply(board.reading_files.plan(year(), kpi="otd")).is_empty
    assert steps(board) == before


def test_a_changed_value_corrects_visibly(board: Board, clock: Clock) -> None:
    board.readings.record("otd", Entry(90, note="dock 2 closed"), period="2026-11-19")
    clock.advance(hours=1)
    plan = board.reading_files.load(b"date,value\n2026-11-19,91\n2026-11-20,92\n", kpi="otd")
    assert (plan.new, plan.corrected) == (1, 1)
    corrected = board.readings.at("otd", "2026-11-19")
    assert corrected is not None
    assert (corrected.value, corrected.corrected_from, corrected.note) == (91.0, 90.0, "dock 2 closed")
    assert corrected.corrected_at == clock()


def test_a_removed_reading_is_new_again(board: Board) -> None:
    board.readings.record("otd", 90, period="2026-11-19")
    board.readings.remove("otd", "2026-11-19")
    assert board.reading_files.load(b"date,value\n2026-11-19,90\n", kpi="otd").new == 1
    assert [one.period for one in held(board)] == ["2026-11-19"]


@pytest.mark.parametrize("at_once", [False, True])
def test_lines_with_problems_stop_all_unless_it_goes_on_without_them(board: Board, at_once: bool) -> None:
    before = steps(board)
    source = b"date,value\n2026-11-18,90\n2026-11-19,many\n2026-11-20,101\n"

    def load(*, keep_going: bool) -> LoadPlan:
        if at_once:
            return board.reading_files.load(source, kpi="otd", keep_going=keep_going, save_as="nightly")
        plan = board.reading_files.plan(source, kpi="otd")
        return board.reading_files.apply(plan, keep_going=keep_going, save_as="nightly")

    with pytest.raises(LinesRefused) as refused:
        load(keep_going=False)
    assert refused.value.problems == [
        'line 3: "many" is not a number',
        "line 4: otd is never above 100 %, but here it is 101",
    ]
    assert "or load the other reading with --keep-going" in refused.value.hint
    assert (held(board), board.mappings.all(), steps(board)) == ([], [], before)
    assert load(keep_going=True).wrong == 2
    assert [one.period for one in held(board)] == ["2026-11-18"]
    assert [one.name for one in board.mappings.all()] == ["nightly"]


def test_a_plan_is_refused_when_the_board_moved_on(board: Board) -> None:
    plan = board.reading_files.plan(b"date,value\n2026-11-20,90\n", kpi="otd")
    board.readings.record("otd", 95, period="2026-11-19")
    with pytest.raises(Refused, match="changed since"):
        board.reading_files.apply(plan)
    assert [one.period for one in held(board)] == ["2026-11-19"]


def test_what_is_read_only_can_be_looked_at(board: Board, clock: Clock) -> None:
    with Board.open(board.path, read_only=True, now=clock) as reader:
        plan = reader.reading_files.plan(b"date,value\n2026-11-20,90\n", kpi="otd")
        assert plan.new == 1
        with pytest.raises(ReadOnly):
            reader.reading_files.apply(plan)


def test_only_what_the_file_is_about_is_read_from_the_board(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nightly line must not cost more on a board with a long history."""
    board.reading_files.load(year(), kpi="otd")
    asked: list[int] = []
    readings = store_of(board).readings

    def counted(*args: object, **how: object) -> list[Reading]:
        found = readings(*args, **how)  # type: ignore[arg-type]
        asked.append(len(found))
        return found

    monkeypatch.setattr(store_of(board), "readings", counted)
    assert board.reading_files.load(b"date,value\n2026-11-20,91\n", kpi="otd").corrected == 1
    assert len(asked) == 1
    assert asked[0] < 366


@pytest.mark.parametrize("pages", [1, 7, 10_000])
def test_old_readings_are_found_on_every_page(board: Board, monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    board.reading_files.load(year(), kpi="otd")
    monkeypatch.setattr("kpiboard.cases.reading_files._PAGE", pages)
    assert board.reading_files.load(year(), kpi="otd").same == 366


def test_shifts_are_compared_across_pages(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, start, end in (("S9", 6, 14), ("S1", 14, 22), ("S5", 22, 6)):
        board.settings.add_shift(key, key, time(start), time(end))
    board.kpis.add("OEE", key="oee", cadence=Cadence.SHIFT)
    lines = [f"2026-11-{day:02}-{key},{day}" for day in range(10, 21) for key in ("S1", "S5", "S9")]
    source = "\n".join(["period,oee", *lines]).encode()
    assert board.reading_files.load(source).new == 33
    monkeypatch.setattr("kpiboard.cases.reading_files._PAGE", 4)
    assert board.reading_files.load(source).same == 33


def test_what_is_exported_is_loaded_back_the_same(board: Board, tmp_path: Path) -> None:
    board.reading_files.load(year(), kpi="otd")
    board.readings.record("otd", Entry(95, note="=1+1", reason="dock, 2", code="dock"), period="2026-11-20")
    before = held(board)
    board.reading_files.export_to(tmp_path / "otd.csv")
    for one in before:
        board.readings.remove("otd", one.period)
    assert held(board) == []
    board.reading_files.load(tmp_path / "otd.csv")
    assert held(board) == before
    assert board.history.log(limit=1)[0].what == "Import 366 readings from otd.csv"


def test_exports_of_some_kpis_and_days(board: Board) -> None:
    board.reading_files.load(year(), kpi="otd")
    board.kpis.add("Overtime", cadence="week")
    board.readings.record("overtime", 8, period="2026-W45")
    board.readings.record("overtime", 9, period="2026-W46")

    def periods(*kpis: str, **days: str) -> list[str]:
        lines = "".join(board.reading_files.export(kpis, **days)).splitlines()[1:]
        return [" ".join(line.split(",")[:2]) for line in lines]

    assert len(periods()) == 368
    assert periods("overtime") == ["overtime 2026-W45", "overtime 2026-W46"]
    # The week from the 9th to the 15th counts for the 15th.
    assert periods(since="2026-11-14", until="2026-11-15") == ["otd 2026-11-14", "otd 2026-11-15", "overtime 2026-W46"]
    assert periods("otd", since="yesterday") == ["otd 2026-11-20"]


def test_kpis_of_one_key_are_exported_by_id(board: Board) -> None:
    board.readings.record("otd", 90, period="2026-11-20")
    kpi = board.kpis.find("otd")
    with store_of(board).write("another", "merged a copy", board.now()) as writer:
        writer.put(type(kpi)("other", "otd", "Other thing"))
    text = "".join(board.reading_files.export())
    assert f"{kpi.id},2026-11-20,90," in text
    assert board.reading_files.load(text.encode()).same == 1


class TestMappings:
    def test_a_nightly_file_is_read_as_the_first_one_was(self, board: Board) -> None:
        board.reading_files.load(year(), kpi="otd", save_as="Nightly")
        (mapping,) = board.mappings.all()
        assert (mapping.name, mapping.kpi_id) == ("Nightly", board.kpis.find("otd").id)
        assert (mapping.period_column, mapping.value_column) == ("Datum", "Wert")
        assert (mapping.separator, mapping.decimal, mapping.date_order) == (";", ",", "dmy")
        # Nothing in it tells a comma from a point or a day from a month.
        plan = board.reading_files.load(b"Wert;Datum\n96,125;03/04/2026\n", mapping="nightly")
        assert (plan.corrected, plan.wrong) == (1, 0)
        reading = board.readings.at("otd", "2026-04-03")
        assert reading is not None
        assert reading.value == 96.125

    def test_what_is_given_counts_more(self, board: Board) -> None:
        board.kpis.add("Overtime")
        board.reading_files.load(b"Datum;Wert;x\n20.11.2026;1;2\n", kpi="otd", save_as="n")
        source = b"Datum;Wert;x\n20.11.2026;1;2\n"
        plan = board.reading_files.load(source, mapping="n", kpi="overtime", columns={"value": "x"})
        assert [(one.kpi.key, one.periods) for one in plan.kpis] == [("overtime", ("2026-11-20", "2026-11-20"))]
        assert next(plan.rows()).value == 2.0

    def test_saving_is_part_of_the_step_and_alone_a_step_of_its_own(self, board: Board) -> None:
        source = b"date,otd\n2026-11-20,90\n"
        board.reading_files.load(source, save_as="wide", name="a.csv")
        assert steps(board)[0] == "Import 1 reading from a.csv"
        board.undo()
        assert (held(board), board.mappings.all()) == ([], [])
        board.reading_files.load(source)
        board.reading_files.load(source, save_as="wide")
        assert steps(board)[0] == "Save the mapping wide"
        plan = board.reading_files.plan(b"date,otd\n2026-11-19,90\n", mapping="wide")
        assert plan.new == 1

    def test_one_of_the_same_name_is_replaced(self, board: Board) -> None:
        plan = board.reading_files.plan(b"date,value\n2026-11-20,90\n", kpi="otd")
        first = board.mappings.save("Nightly", plan.layout)
        plan = board.reading_files.plan(b"Datum;Wert\n2026-11-20;90\n", kpi="otd")
        second = board.mappings.save("nightly", plan.layout)
        assert second.id == first.id
        assert [one.period_column for one in board.mappings.all()] == ["Datum"]

    def test_removed_and_unknown_ones(self, board: Board) -> None:
        plan = board.reading_files.plan(b"date,value\n2026-11-20,90\n", kpi="otd")
        board.mappings.save("nightly", plan.layout)
        with pytest.raises(NotFound) as missing:
            board.reading_files.plan(b"", mapping="weekly")
        assert "nightly" in missing.value.hint
        board.mappings.remove("NIGHTLY")
        assert board.mappings.all() == []
        board.undo()
        assert [one.name for one in board.mappings.all()] == ["nightly"]
        with pytest.raises(InvalidInput, match="name is empty"):
            board.mappings.save(" ", plan.layout)


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"separator": "x"}, "separator"),
        ({"decimal": ";"}, "decimal"),
        ({"dates": "ydm"}, "dates"),
        ({"columns": {"colour": "Wert"}}, "map"),
        ({"columns": {"value": "Wart"}}, "map"),
    ],
)
def test_what_cannot_be_meant_names_its_field(board: Board, how: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        board.reading_files.plan(year(), kpi="otd", **how)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_progress_is_heard_from_beginning_to_end(board: Board) -> None:
    board.kpis.add("Output", key="out", cadence=Cadence.HOUR)
    first = date(2024, 1, 1)
    days = [first + timedelta(index // 24) for index in range(25_000)]
    lines = [f"{day}T{index % 24:02},{index}" for index, day in enumerate(days) if f"{index % 24:02}" != "02"]
    reading: list[float] = []
    writing: list[float] = []
    plan = board.reading_files.load(
        "\n".join(["hour,out", *lines]).encode(), reading=reading.append, writing=writing.append
    )
    assert plan.new == len(lines)
    for heard in (reading, writing):
        assert heard == sorted(heard)
        assert 0 < heard[0] < 1
        assert len(heard) > 2
    assert writing[-1] == 1
