"""Nothing is lost on the way out and in again, and no two boards look alike in the file."""

from __future__ import annotations

import os
import re
from dataclasses import astuple, fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import NOW, boards

from kpiboard.basics.errors import FileError
from kpiboard.exchange.files import write_pieces
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import Mode, export, plan, read
from kpiboard.model import (
    Attendance,
    Block,
    BoardInfo,
    Category,
    Consulted,
    Cover,
    Guard,
    Helper,
    Kpi,
    Person,
    Reading,
    Target,
)
from kpiboard.store import Store
from kpiboard.words.imports import import_lines


def text_of(rows: BoardRows) -> str:
    return "".join(export(rows))


def imported(text: str) -> BoardRows:
    made = plan(read(text.encode()), None, Mode.MERGE, NOW, "UTC")
    return BoardRows.of(made.rows_to_put())


def as_sets(rows: BoardRows) -> dict[str, object]:
    kinds = {one.name: set(getattr(rows, one.name)) for one in fields(rows) if one.name != "info"}
    # Who was consulted stands in one line a KPI, without the ids of the rows; so do helpers and the like.
    for kind in (Consulted, Helper, Block, Cover, Attendance):
        kinds[kind.table] = {astuple(row)[1:] for row in kinds[kind.table]}
    return {"info": rows.info, **kinds}


@settings(max_examples=80)
@given(boards())
def test_export_import_export_is_identical_and_keeps_every_fact(rows: BoardRows) -> None:
    text = text_of(rows)
    again = imported(text)
    assert as_sets(again) == as_sets(rows)
    assert text_of(again) == text


@settings(max_examples=40)
@given(boards())
def test_importing_what_was_exported_changes_nothing(rows: BoardRows) -> None:
    document = read(text_of(rows).encode())
    for mode in Mode:
        made = plan(document, rows, mode, NOW, "UTC")
        assert made.is_empty, import_lines(made)


@settings(max_examples=40)
@given(boards(), boards())
def test_replace_makes_the_board_what_the_file_says(old: BoardRows, new: BoardRows) -> None:
    # The two come from two machines: none of their ids are the same.
    old = BoardRows.of(_renamed(row) for one in fields(old) for row in _rows(old, one.name))
    made = plan(read(text_of(new).encode()), old, Mode.REPLACE, NOW, "UTC")
    put = {row.id: row for row in made.rows_to_put()}
    gone = {row.id for row in made.rows_to_remove()}
    kept = [row for one in fields(old) for row in _rows(old, one.name) if row.id not in put and row.id not in gone]
    after = BoardRows.of([*put.values(), *kept])
    assert as_sets(after) == as_sets(replace(new, info=replace(new.info, id=old.info.id)))


@settings(max_examples=30)
@given(rows=boards())
def test_what_is_written_is_what_the_file_of_the_board_holds(
    rows: BoardRows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("board") / "any.db"
    every = [row for one in fields(rows) if one.name != "info" for row in _rows(rows, one.name)]
    with Store.create(path, rows.info, every, who="anna", at=NOW) as store:
        assert text_of(BoardRows.gathered(store.info(), store.all, store.all_readings())) == text_of(rows)
        assert store.check() == []


def _rows(rows: BoardRows, name: str) -> tuple:
    return (rows.info,) if name == "info" else tuple(getattr(rows, name))


def _renamed(row):
    ids = [one.name for one in fields(row) if one.name == "id" or one.name.endswith("_id")]
    return replace(row, **{name: f"old-{getattr(row, name)}" for name in ids if getattr(row, name)})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (93.0, "93"),
        (93.1, "93.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e15, "1000000000000000.0"),
        (1e300, "1e+300"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
    ],
)
def test_numbers_come_back_as_they_were(value: float, written: str) -> None:
    rows = BoardRows(
        BoardInfo("b", "B"),
        kpis=(Kpi("k", "otd", "OTD"),),
        readings=(Reading("r", "k", "2026-11-20", value),),
    )
    text = text_of(rows)
    assert f"2026-11-20 = {written}\n" in text
    (reading,) = imported(text).readings
    assert reading.value == value


@pytest.mark.parametrize("initials", ["ßABC", "ŉ", "ﬃ", "ﬃx"])
def test_initials_that_grow_when_they_are_written_large_come_back(initials: str) -> None:
    rows = BoardRows(BoardInfo("b", "B"), people=(Person("p", "Rolf", initials),))
    assert imported(text_of(rows)).people == rows.people


def test_the_head_explains_every_table_and_field_that_is_written() -> None:
    from kpiboard.exchange.toml.head import head
    from kpiboard.exchange.toml.schema import BOARD, NAMED

    text = head()
    for spec in (BOARD, *NAMED, *(child for named in NAMED for child in named.children)):
        assert re.search(rf"\[{spec.name}\]|\[{spec.name}\.|\.{spec.name}\]\]", text), spec.name
        for name in spec.known:
            if name not in ("key", "letter", "initials", "number", "digit"):
                assert re.search(rf"\b{name}\b", text), (spec.name, name)


def test_rows_stand_in_order_of_position_then_name() -> None:
    rows = BoardRows(
        BoardInfo("b", "B"),
        categories=(
            Category("3", "Q", "Quality", position=2),
            Category("2", "C", "Cost", position=2),
            Category("1", "S", "Safety", position=1),
        ),
    )
    text = text_of(rows)
    assert [line for line in text.splitlines() if line.startswith("[category")] == [
        "[category.S]",
        "[category.C]",
        "[category.Q]",
    ]


def test_a_reference_to_a_row_that_is_gone_is_left_out() -> None:
    rows = BoardRows(
        BoardInfo("b", "B"),
        kpis=(Kpi("k", "otd", "OTD", owner_id="nobody", parent_id="gone"),),
        guards=(Guard("g", "k", "gone"),),
        consulted=(Consulted("c", "k", "nobody"),),
        targets=(Target("t", "k", low=95.0, leader_id="nobody"),),
    )
    text = text_of(rows).split("format = 1")[1]
    for name in ("owner = ", "parent = ", "guards", "consulted = ", "leader = "):
        assert name not in text
    assert imported(text).targets == (Target("t", "k", low=95.0),)


class TestWrite:
    rows = BoardRows(BoardInfo("b", "B"))

    def test_the_file_is_there_and_nothing_beside_it(self, tmp_path: Path) -> None:
        path = tmp_path / "board.toml"
        path.write_text("old")
        write_pieces(export(self.rows), path, replace=True)
        assert path.read_text(encoding="utf-8") == text_of(self.rows)
        assert os.listdir(tmp_path) == ["board.toml"]

    def test_a_failure_leaves_the_old_file(self, tmp_path: Path) -> None:
        path = tmp_path / "board.toml"
        path.write_text("old")

        def broken():
            yield Reading("r", "k", "2026-11-20", 1.0)
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            write_pieces(export(replace(self.rows, readings=broken())), path, replace=True)
        assert path.read_text() == "old"
        assert os.listdir(tmp_path) == ["board.toml"]

    def test_a_place_that_does_not_exist_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match=r"nowhere.*cannot be written"):
            write_pieces(export(self.rows), tmp_path / "nowhere" / "board.toml", replace=True)
