"""Pictures of the KPI screen; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

import pytest
from boards.chart import FIRST, chart_board
from looks import SIZES, Looks

pytestmark = pytest.mark.board(chart_board, FIRST)


@SIZES
@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
def test_a_kpi(looks: Looks, size: tuple[int, int], theme: str) -> None:
    assert looks("enter", on="fpy", size=size, theme=theme)


@SIZES
def test_moving_ranges_and_a_cursor(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("enter", "m", *["left"] * 10, on="fpy", size=size)


@pytest.mark.parametrize("region", ["history", "definition"])
def test_the_regions_of_a_small_screen(looks: Looks, region: str) -> None:
    assert looks("enter", "tab" if region == "history" else "shift+tab", on="fpy")


@SIZES
def test_ascii_only(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("enter", on="fpy", size=size, ascii=True, theme="kpiboard-contrast")
