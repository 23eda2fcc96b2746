"""The meter: exactly as wide as asked for, and honest at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.screens.text import ASCII, CONSOLE, UNICODE, Glyphs, width_of
from kpiboard.screens.widgets.meter import meter


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(0.0, "----------"), (0.01, "#---------"), (0.5, "#####-----"), (0.99, "#########-"), (1.0, "##########"),
     (-3.0, "----------"), (7.0, "##########")],
)  # fmt: skip
def test_a_little_is_never_nothing_and_nearly_all_is_never_all(share: float, drawn: str) -> None:
    assert "".join(text for text, _ in meter(share, 10, ASCII)).replace(".", "-") == drawn


@given(st.floats(-1, 2), st.integers(0, 200), st.sampled_from([UNICODE, CONSOLE, ASCII]))
def test_it_is_as_wide_as_asked_for(share: float, width: int, glyphs: Glyphs) -> None:
    assert width_of(meter(share, width, glyphs)) == width
