"""Pictures of the screen of an action; update them with `pytest tests/snapshots --snapshot-update`: look at them."""

from __future__ import annotations

import pytest
from boards.action import FIRST, action_board
from looks import SIZES, Looks

pytestmark = pytest.mark.board(action_board, FIRST)


@SIZES
@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
def test_an_action(looks: Looks, size: tuple[int, int], theme: str) -> None:
    assert looks("enter", on="A-1", size=size, theme=theme)


@pytest.mark.parametrize("region", ["effect", "past"])
def test_the_regions_of_a_small_screen(looks: Looks, region: str) -> None:
    assert looks("enter", *["tab"] * (1 if region == "effect" else 2), on="A-1")


@SIZES
def test_without_a_kpi(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("enter", on="A-2", size=size)


@SIZES
@pytest.mark.parametrize("asked", ["step", "questions", "a3"])
def test_what_is_asked(looks: Looks, size: tuple[int, int], asked: str) -> None:
    assert looks("enter", {"step": "greater_than_sign", "questions": "H", "a3": "Z"}[asked], on="A-1", size=size)


@SIZES
def test_ascii_only(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("enter", on="A-1", size=size, ascii=True, theme="kpiboard-contrast")
