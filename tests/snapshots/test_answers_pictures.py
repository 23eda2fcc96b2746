"""Pictures of the page of answers, of a filtered queue, of the filter form and of the four columns through a view."""

from __future__ import annotations

import pytest
from boards.answers import answers_board
from looks import SIZES, Looks
from support import NOON

pytestmark = pytest.mark.board(answers_board, NOON)


@pytest.fixture
def me() -> str:
    return "JP"


@SIZES
@pytest.mark.parametrize("keys", [("A",), ("4",), ("F",), ("4", "v")], ids="-".join)
def test_answers_and_views(looks: Looks, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert looks(*keys, on="otd", size=size)


@pytest.mark.parametrize("tabs", [1, 2, 3])
def test_what_tab_turns_to_on_a_small_terminal(looks: Looks, tabs: int) -> None:
    assert looks("A", *["tab"] * tabs, on="otd")


@pytest.mark.parametrize("keys", [("A",), ("4", "v")], ids="-".join)
def test_in_ascii(looks: Looks, keys: tuple[str, ...]) -> None:
    assert looks(*keys, on="otd", ascii=True, theme="kpiboard-contrast")


def test_in_the_light(looks: Looks) -> None:
    assert looks("A", on="otd", size=(160, 45), theme="kpiboard-light")
