"""Pictures of the letter calendar; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

import pytest
from boards.demo import SHOWN, demo_board
from looks import SIZES, Looks

pytestmark = pytest.mark.board(demo_board, SHOWN)
TO_A_RED_DAY = ("l", "tab", "tab", "up")  # On-time delivery, Wednesday 18 November


@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light", "kpiboard-colourblind"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)], ids=["80x24", "120x36", "160x45"])
def test_the_letters(looks: Looks, size: tuple[int, int], theme: str) -> None:
    assert looks(*TO_A_RED_DAY, size=size, theme=theme)


@SIZES
def test_the_letters_in_ascii(looks: Looks, size: tuple[int, int]) -> None:
    assert looks(*TO_A_RED_DAY, size=size, ascii=True, theme="kpiboard-contrast")


def test_a_month_that_is_over(looks: Looks) -> None:
    assert looks("l", "left_square_bracket", size=(160, 45))


@SIZES
def test_a_day(looks: Looks, size: tuple[int, int]) -> None:
    assert looks(*TO_A_RED_DAY, "enter", size=size)
