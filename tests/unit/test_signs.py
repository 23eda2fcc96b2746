"""The one alphabet of signs: everything has a sign in every set, and no sign says two things."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import pytest
from rich.cells import cell_len
from support import CONSOLE_FONT

from kpiboard.basics.signs import ALPHABETS, ASCII, CONSOLE, UNICODE, Alphabet, Sign
from kpiboard.charts import pareto
from kpiboard.charts.runchart import SIGNS, Mark
from kpiboard.model import FeedbackState, Stage
from kpiboard.rules.letters import DayState
from kpiboard.rules.status import Status
from kpiboard.screens.text import GLYPH_SETS

# The console fonts of Debian draw ● and •, ▲ and ↑, ▼ and ↓, ✗ and x alike.
DRAWN_ALIKE = {"•": "●", "↑": "▲", "↓": "▼", "✗": "x"}

sets = pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=lambda one: one.name)


@sets
def test_every_meaning_has_a_sign_of_one_cell(alphabet: Alphabet) -> None:
    assert alphabet.signs.keys() == set(Sign)
    assert all(cell_len(sign) == 1 and sign.isprintable() and sign != " " for sign in alphabet.signs.values())


@sets
def test_no_sign_has_two_meanings(alphabet: Alphabet) -> None:
    """Not even two that differ in a capital: `x` and `X`."""
    drawn = [DRAWN_ALIKE.get(sign, sign) if alphabet is CONSOLE else sign for sign in alphabet.signs.values()]
    folded = [sign.casefold() for sign in drawn]
    assert sorted(one for one in folded if folded.count(one) > 1) == []


def test_a_console_draws_them_all() -> None:
    assert [sign for sign in CONSOLE.signs.values() if not sign.isascii() and sign not in CONSOLE_FONT] == []


def test_ascii_is_ascii() -> None:
    assert all(sign.isascii() for sign in ASCII.signs.values())


@sets
@pytest.mark.parametrize("kind", [Status, Stage, FeedbackState, DayState, Mark])
def test_whatever_stands_somewhere_has_its_sign(kind: type[Enum], alphabet: Alphabet) -> None:
    signs = [alphabet.of(member) for member in kind]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize(
    ("members", "unicode", "ascii"),
    [
        (list(Status)[:5], "●■▼○–", "+!Xo-"),
        (list(Stage)[:5], "◔◑◕◉✓", "pdca="),
    ],
)
def test_the_signs_people_learn(members: list[Enum], unicode: str, ascii: str) -> None:
    assert "".join(map(UNICODE.of, members)) == unicode
    assert "".join(map(ASCII.of, members)) == ascii


@sets
def test_board_letters_chart_and_pareto_have_one_alphabet(alphabet: Alphabet) -> None:
    glyphs, chart, bars = GLYPH_SETS[alphabet.name], SIGNS[alphabet.name], pareto.SIGNS[alphabet.name]
    assert glyphs.alphabet is chart.alphabet is bars.alphabet is alphabet
    assert all(glyphs.status[status] == sign for status, sign in chart.points.items())
    assert all(
        glyphs.status[Status[day.name]] == sign for day, sign in glyphs.day.items() if day.name in Status.__members__
    )
    points = [*chart.points.values(), *chart.signals.values(), *chart.marks.values(), chart.excluded, chart.pointer]
    assert len(set(points)) == len(points)


@sets
def test_strokes_are_no_signs_of_a_point(alphabet: Alphabet) -> None:
    """What joins points, or stands where a line leads, is not mistaken for a point."""
    chart = SIGNS[alphabet.name]
    points = {*chart.points.values(), *chart.signals.values(), chart.excluded}
    assert points.isdisjoint({chart.dot, chart.bar, *chart.limit, *chart.trial, *chart.centre, *chart.ghost})
    assert points.isdisjoint(
        {chart.start, chart.done, *chart.agreed, *chart.proposed, chart.axis_tick, chart.floor_tick}
    )


def test_the_readme_shows_them() -> None:
    legend = (Path(__file__).parents[2] / "README.md").read_text("utf-8").split("<!-- signs -->")[1].split("<!-- /")[0]
    rows = [row.split("`")[1:4:2] for row in legend.strip().splitlines() if "`" in row][1:]
    shown = {sign: own for signs, in_ascii in rows for sign, own in zip(signs.split(), in_ascii.split(), strict=True)}
    learnt = {UNICODE[sign]: ASCII[sign] for sign in Sign}
    assert all(learnt[sign] == own for sign, own in shown.items())
    assert learnt.keys() - shown.keys() == {"·", "…", ":", "↓", "↑"}  # these speak for themselves


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("○ owner open", "o owner open"),
        ("95 → 96 · ≥ 95 … “so”", '95 -> 96 - >= 95 ... "so"'),
        ("press ⏎", "press Enter"),
        ("Köln", "Köln"),  # letters are the encoding's business
    ],
)
def test_our_words_in_ascii(words: str, said: str) -> None:
    assert ASCII.plain(words) == said
    assert UNICODE.plain(words) == words


def test_a_console_keeps_what_its_fonts_have() -> None:
    assert CONSOLE.plain("● ▼ → · … ↓ ≥ 95 ⏎") == "● ▼ → · … ↓ ≥ 95 Enter"
    assert CONSOLE.plain("○ open ◔") == "☐ open p"
