"""The Pareto as rows of text: one scale for bars and line, the vital few told by sign, fair windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.charts.pareto import ASCII, CONSOLE, UNICODE, Role, Signs, frame, header, legend, plain_pareto, rows
from kpiboard.rules.pareto import pareto
from kpiboard.views.studies import ParetoStudy, Window

NOW, BEFORE = Window(date(2026, 8, 23), date(2026, 11, 20), 65), Window(date(2026, 5, 25), date(2026, 8, 22), 65)


def study(counts: dict[str, float], before: dict[str, float] | None = None, then: Window = BEFORE) -> ParetoStudy:
    return ParetoStudy(None, None, NOW, then, pareto(counts, before, days=NOW.days, days_before=then.days))


def test_a_shell_prints_it_line_by_line() -> None:
    found = study({"dock closed": 6, "carrier late": 2, "fog": 1, "Other": 1}, {"dock closed": 3, "fog": 4})
    assert list(plain_pareto(found, 70)) == [
        "Reasons of all KPIs",
        "23 Aug to 20 Nov, 65 working days; before: 25 May to 22 Aug, 65 working days",
        "2 of 4 reasons make 80 %",
        "",
        "                                    80 %    count     %   cum.  before",
        "dock closed  █████████████████┫     ┆           6  60 %   60 %       3",
        "             ▀▀▀▀▀▀▀▀▀              ┆",
        "carrier late ██████           ······┫           2  20 %   80 %       0",
        "                                    ┆",
        "fog          ▒▒▒                    ┆··┤        1  10 %   90 %       4",
        "             ▀▀▀▀▀▀▀▀▀▀▀▀           ┆",
        "Other        ▒▒▒                    ┆  ··┤      1  10 %  100 %       0",
        "                                    ┆",
        "",
        "█ the vital few   ▒ the rest   ▀ the window before   ┫ cumulative   ┆ 80 %",
    ]


def test_without_reasons_only_the_windows_are_printed() -> None:
    assert len(list(plain_pareto(study({}), 70))) == 2


def test_windows_of_unlike_length_are_drawn_as_if_they_were_alike() -> None:
    """Ten in 130 working days are five in 65."""
    long = Window(date(2025, 11, 25), date(2026, 5, 24), 130)
    found = study({"fog": 10}, {"fog": 10}, long)
    shape = frame(found, 80)
    now, before = rows(found.bars[0], shape, UNICODE)
    drawn = {role: sum(len(text) for text, one in before if one is role) for _, role in before}
    assert drawn[Role.BEFORE] == round(shape.plot / 2)
    assert [word for word in now[-1][0].split() if "." in word] == ["0.15", "0.08"]
    assert "a day" in header(shape)[-1][0]


def test_a_window_before_that_was_worse_than_all_of_now_runs_over_the_edge() -> None:
    found = study({"fog": 1}, {"fog": 3})
    _, before = rows(found.bars[0], frame(found, 60), UNICODE)
    assert "".join(text for text, _ in before).endswith(UNICODE.goes_on)


def test_little_room_drops_the_figures_that_tell_least() -> None:
    found = study({"fog": 3, "ice": 1})
    kept = [header(frame(found, width))[-1][0].split() for width in (80, 50, 44, 40)]
    assert kept == [["count", "%", "cum.", "before"], ["count", "%"], ["count"], ["count"]]


@pytest.mark.parametrize("signs", [UNICODE, CONSOLE, ASCII], ids=lambda signs: signs.alphabet.name)
def test_every_sign_is_one_cell_and_another_one(signs: Signs) -> None:
    own = (signs.vital, signs.rest, signs.before, signs.mark, signs.mark_rest, signs.tick, signs.lead)
    assert all(len(sign) == 1 for sign in own)
    assert len(set(own)) == len(own)
    assert signs is not ASCII or "".join(text for text, _ in legend(ASCII)).isascii()


@given(
    st.dictionaries(st.text("abcdefgh ", min_size=1, max_size=12), st.integers(0, 500), max_size=14),
    st.dictionaries(st.text("abcdefgh ", min_size=1, max_size=12), st.integers(0, 500), max_size=14),
    st.integers(1, 200),
)
def test_rows_are_as_wide_as_the_frame_and_the_line_never_goes_back(
    counts: dict[str, float], before: dict[str, float], width: int
) -> None:
    found = study(counts, before)
    shape = frame(found, width)
    marks = []
    for bar in found.bars:
        now, then = rows(bar, shape, UNICODE)
        text = "".join(part for part, _ in now)
        assert len(text) == shape.plot + sum(one + 2 for one in shape.figures)
        assert sum(len(part) for part, _ in then) == shape.plot
        if bar.count:
            marks.append(max(text.find(UNICODE.mark), text.find(UNICODE.mark_rest)))
            assert (UNICODE.vital in text) <= bar.vital
    assert marks == sorted(marks)
    assert not marks or (marks[0] >= 0 and marks[-1] == shape.plot - 1)
