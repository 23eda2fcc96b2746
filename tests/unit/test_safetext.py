from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpiboard.basics.safetext import clean, width, wrapped

BIDI = "\u202e"
MARKS = "\u0301\u0316\u0323\u0338\u20d2\u3099\u0591\u0345\ufe20"
NASTY = "aeA\u304b \n\r\t\x1b\x00\x7f\x9b\ufeff\u2028\u200d\ud800" + BIDI + MARKS
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("belt slipped", "belt slipped"),
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("a\r\nb\rc\nd", "a b c d"),
        ("see [/floor]", "see [/floor]"),
        ("\x1b]0;owned\x07red", "]0;ownedred"),
        ("\x9b31mred", "31mred"),
        ("half \ud800 pair", "half pair"),
        (f"abc{BIDI}cba", "abccba"),
        ("cafe\u0301", "café"),
        ("z" + "\u0301" * 40, "ź" + "\u0301" * 4),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("a \r\nb\r\rc", "a\nb\n\nc"), ("\n\n a\n\n", " a"), ("a\u2028b", "ab"), ("\tx", " x")]
)
def test_several_lines(typed: str, kept: str) -> None:
    assert clean(typed, multiline=True) == kept


@pytest.mark.parametrize("multiline", [False, True])
@given(text=HOSTILE)
@example(text="a\u0301\u0301\u0301\u0301\u0301\u0301\u0591")
@settings(max_examples=500)
def test_cleaning_twice_changes_nothing_more_and_nothing_steers_a_terminal(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
    controls = {char for char in once if unicodedata.category(char) in {"Cc", "Zl", "Zp"}}
    assert controls <= ({"\n"} if multiline else set())


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one  two\nthree", 80, ["one two", "three"]),
        ("a\n\nb", 80, ["a", "", "b"]),
        ("unbreakable on", 4, ["unbr", "eaka", "ble", "on"]),
        ("達成達成 x", 5, ["達成", "達成", "x"]),
        ("", 10, [""]),
    ],
)
def test_wrapped_between_words(text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room) == lines


@given(text=HOSTILE, room=st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    safe = clean(text, multiline=True)
    lines = wrapped(safe, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe.split())
