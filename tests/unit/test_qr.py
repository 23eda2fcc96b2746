"""QR codes: what fits, and that a camera reads it."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.charts.qr import QUIET, SMALLEST, Code, capacity, fitting, shortened


def scanned(rows: tuple[tuple[bool, ...], ...], quiet: int = QUIET, scale: int = 3) -> str:
    """What a reader sees in a picture of the modules."""
    zxing = pytest.importorskip("zxingcpp")
    side = (len(rows) + 2 * quiet) * scale
    pixels = bytearray(b"\xff" * side * side)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            for line in range(scale) if dark else ():
                start = ((y + quiet) * scale + line) * side + (x + quiet) * scale
                pixels[start : start + scale] = b"\0" * scale
    found = zxing.read_barcodes(memoryview(bytes(pixels)).cast("B", [side, side]))
    return str(found[0].text) if found else ""


def code(*texts: str, side: int = 177) -> Code:
    found = fitting(texts, side)
    assert found is not None
    return found


@pytest.mark.parametrize("version", range(1, 41))
def test_the_capacities_are_those_of_the_encoder(version: int) -> None:
    side = 17 + 4 * version
    assert segno.make_qr("x" * capacity(side), error="l", mode="byte").version == version
    assert capacity(side + 3) == capacity(side)
    if version < 40:
        assert segno.make_qr("x" * (capacity(side) + 1), error="l", mode="byte").version == version + 1
    assert capacity(side - 4) < capacity(side)


def test_nothing_fits_into_less_than_the_smallest_code() -> None:
    assert [capacity(side) for side in (-5, 0, 20)] == [0, 0, 0]
    assert fitting(["E-3"], 20) is None
    assert fitting(["x" * 54], SMALLEST - 1) is None


@pytest.mark.parametrize(
    "text", ["E-3", "Größe × Gewicht – 3 °C … ✓", "日本語のテキスト", "A" * 500, "12345678901234567890", "a\nb\n"]
)
def test_a_reader_gets_the_text_back(text: str) -> None:
    assert scanned(code(text).rows) == text


def test_the_modules_are_those_of_the_encoder() -> None:
    rows = code("E-3 Line 4").rows
    assert len(rows) == len(rows[0]) == 21
    assert [list(map(int, row)) for row in rows] == [
        list(row) for row in segno.make_qr("E-3 Line 4", error="l", mode="byte").matrix
    ]
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    assert ["".join(str(int(dark)) for dark in row[:7]) for row in rows[:7]] == finder


def test_the_first_text_that_fits_whole_is_taken() -> None:
    whole, short = "x" * 300, "y" * 100
    assert (code(whole, short, side=81).text, code(whole, short, side=81).choice) == (whole, 0)
    small = code(whole, short, side=40)
    assert (small.text, small.choice, small.cut, len(small.rows)) == (short, 1, False, 37)


def test_the_last_text_is_cut_where_it_must_be() -> None:
    tiny = code("x" * 300, "äöü " * 40, side=29)
    assert tiny.cut
    assert tiny.text.endswith("…")
    assert len(tiny.text.encode()) <= 53
    assert len(tiny.rows) == 29
    assert scanned(tiny.rows) == tiny.text


@given(st.text(max_size=80), st.integers(3, 90))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text: str, most: int) -> None:
    text = text.encode(errors="ignore").decode()
    short = shortened(text, most)
    assert len(short.encode()) <= most
    assert short == text if len(text.encode()) <= most else text.startswith(short.removesuffix("…"))
