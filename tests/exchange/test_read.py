"""Files that are no board: each is refused in plain words, whatever is in it."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from kpiboard.basics.errors import FileError, ImportProblems, NotFound
from kpiboard.exchange.toml.board_toml import read
from kpiboard.exchange.toml.read import LIMIT


def problem(source: bytes | Path) -> str:
    with pytest.raises(ImportProblems) as caught:
        read(source)
    (line,) = caught.value.problems
    return line


@pytest.mark.parametrize(
    "source",
    [
        b'\xef\xbb\xbf[board]\nname = "Line 4"\n',
        b'[board]\r\nname = "Line 4"\r\n',
        b'\xef\xbb\xbf[board]\r\nname = "Line 4"',
        b'format = 1\n[board]\nname = "Line 4"\n',
    ],
    ids=["byte order mark", "CRLF", "both", "format"],
)
def test_what_editors_do_to_a_file_is_accepted(source: bytes) -> None:
    assert read(source).data["board"] == {"name": "Line 4"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'[board]\nname = "M\xfcller"', "line 2: the byte 0xFC is not UTF-8; save the file as UTF-8"),
        ('name = "x"'.encode("utf-16"), "saved as UTF-16; save it as UTF-8"),
        (b"[kpi.otd.readings]\n2026-11-20 = 1\n2026-11-20 = 2\n", "line 3, column 15: Cannot overwrite a value: this"),
        (b"[board]\n[board]\n", "this name (or period) is given twice; keep one"),
        (b"[board]\nname = Line 4\n", 'line 2, column 8: Invalid value; text needs "quotes"'),
        (b"[action.A-1]\ndue = 2026-02-30\n", "line 2, column 7: Invalid date or datetime"),
        (b"[kpi.otd.readings]\n2026-11-20 = 88,81\n", "line 2, column 16: Expected newline"),
        (b'[board]\nname = "x\n', "line 2, column 10"),
        (b"x = " + b"9" * 5000, "not readable as TOML: Exceeds the limit (4300"),
        (b"x = " + b"[" * 100_000, "nested too deeply; a board needs three levels"),
        (b"x = " + b"{a=" * 100_000, "nested too deeply; a board needs three levels"),
        (b"a" + b".a" * 200_000 + b" = 1", "line 1: a name with more than 32 dots"),
        (b"\n\n[a" + b' . "b c"' * 100 + b"]", "line 3: a name with more than 32 dots"),
        (b"x = {a" + b".'q'" * 100 + b" = 1}", "line 1: a name with more than 32 dots"),
        (
            b"format = 2",
            "the file has format 2, written by a newer kpiboard; this one reads format 1. Update kpiboard.",
        ),
        (b"format = 0x" + b"f" * 10_000, "format: the file has format a number of more than 38 digits"),
        (b'format = "1"', 'format: "1" is not a format; this kpiboard reads format = 1'),
        (b"format = true", "format: true is not a format"),
        (b"format = 0", "format: 0 is not a format"),
        (b"SQLite format 3\x00\x10\x00\x01\x01", "line 1"),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else "",
)
def test_what_is_not_a_board_is_named_in_one_line(source: bytes, said: str) -> None:
    assert said in problem(source)


def test_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"[board\n")
    assert problem(path).startswith("plan.toml: line 1")


def test_a_file_of_100_mb_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert problem(path) == "huge.toml: larger than 64 MiB; a board with a million readings has 20"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < LIMIT + 1024 * 1024


def test_a_text_with_many_dots_is_no_deep_name() -> None:
    text = b'[action.A-1]\ntitle = "wait ... then 1.2.3.4, e.g. www.example.com ' + b". " * 60 + b'"\n'
    assert read(text).data


def test_there_must_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read(tmp_path / "none.toml")
    with pytest.raises(FileError, match="cannot be read"):
        read(tmp_path)
