from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support import CONSOLE_FONT
from textual.app import App

from kpiboard.model import FeedbackState, Stage
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome
from kpiboard.screens import text
from kpiboard.screens.frame.live import glyphs_of
from kpiboard.screens.text import ASCII, CONSOLE, UNICODE, Glyphs


def signs(glyphs: Glyphs) -> str:
    drawn = [*glyphs.alphabet.signs.values(), *glyphs.alphabet.words.values()]
    return "".join(
        [*drawn, glyphs.rule, glyphs.bar, glyphs.bar_here, glyphs.arrow, glyphs.levels, glyphs.gap, glyphs.box]
    )


def test_each_set_draws_only_what_its_terminal_has() -> None:
    assert signs(ASCII).isascii()
    assert [sign for sign in signs(CONSOLE) if not sign.isascii() and sign not in CONSOLE_FONT] == []


@pytest.mark.parametrize("glyphs", [UNICODE, CONSOLE, ASCII], ids=lambda glyphs: glyphs.name)
def test_each_set_has_a_sign_of_one_cell_for_every_state(glyphs: Glyphs) -> None:
    assert set(glyphs.status) == set(Status)
    assert set(glyphs.stage) == set(Stage)
    assert set(glyphs.feedback) == set(FeedbackState)
    for group in (glyphs.status, glyphs.stage, glyphs.feedback):
        assert all(cell_len(sign) == 1 for sign in group.values())
    reds = {glyphs.status[status] for status in (Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET, Status.NO_READING)}
    assert len(reds) == 4
    assert {glyphs.outcome(outcome) for outcome in Outcome} == reds


def test_our_own_words_in_ascii() -> None:
    words = "≥ 95 · 2–1 … ≤ 3 — ⏎ ×"
    assert ASCII.plain(words) == ">= 95 - 2-1 ... <= 3 - Enter x"
    assert UNICODE.plain(words) == words


@pytest.mark.parametrize(
    ("words", "width", "fitted"),
    [
        ("Overtime", 8, "Overtime"),
        ("Overtime", 5, "Over…"),
        ("On time", 4, "On…"),
        ("Overtime", 1, "…"),
        ("Overtime", 0, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
    ],
)
def test_fit(words: str, width: int, fitted: str) -> None:
    assert text.fit(words, width) == fitted


@given(st.text(max_size=30), st.integers(0, 20))
def test_fitted_text_has_the_width_asked_for(words: str, width: int) -> None:
    words = text.typed(words)
    assert cell_len(text.fit(words, width)) <= width
    assert cell_len(text.left(words, width)) == width
    assert cell_len(text.right(words, width)) == width


def test_ascii_cuts_with_an_ascii_sign() -> None:
    assert text.fit("Overtime", 5, ASCII) == "Over~"


def test_crop_cuts_the_part_at_the_edge_and_drops_what_follows() -> None:
    line = [("one ", "$win"), ("two three", ""), ("four", "bold")]
    assert text.crop(line, 8) == [("one ", "$win"), ("two…", "")]
    assert text.crop(line, 17) == line
    assert text.crop(line, 0) == []


@pytest.mark.parametrize(
    ("start", "end", "width", "shown"),
    [
        ("left", "right", 12, "left   right"),
        ("left", "right", 9, "le… right"),
        ("left", "", 6, "left  "),
        ("left", "right", 3, "ri…"),
        ("left", "right", 0, ""),
    ],
)
def test_spread(start: str, end: str, width: int, shown: str) -> None:
    line = text.spread([(start, "")], [(end, "")] if end else [], width)
    assert "".join(part for part, _ in line) == shown


@pytest.mark.parametrize(
    ("words", "width", "most", "wrapped"),
    [
        ("", 10, 0, [""]),
        ("one two three", 7, 0, ["one two", "three"]),
        ("one two three four", 7, 2, ["one two", "three…"]),
        ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
        ("a\n\nb", 5, 0, ["a", "", "b"]),
        ("日本語日本", 4, 0, ["日本", "語日", "本"]),
        ("one", 0, 0, ["o", "n", "e"]),
    ],
)
def test_wrap(words: str, width: int, most: int, wrapped: list[str]) -> None:
    assert text.wrap(words, width, most) == wrapped


@given(st.text(max_size=60), st.integers(2, 12), st.integers(0, 3))
def test_wrapped_lines_keep_the_width_and_the_count(words: str, width: int, most: int) -> None:
    wrapped = text.wrap(words, width, most)
    assert all(cell_len(line) <= width for line in wrapped)
    assert not most or len(wrapped) <= most


def test_typed_text_is_shown_as_what_it_is_and_steers_nothing() -> None:
    assert text.typed("see [/floor] \x1b[31mred\x9b2J\nnext") == "see [/floor] [31mred2J next"


async def test_a_widget_in_another_app_gets_all_of_unicode() -> None:
    app: App[None] = App()
    async with app.run_test():
        assert glyphs_of(app.screen) is UNICODE
