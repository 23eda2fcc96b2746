"""Pictures of the pages behind the board: the tree, the questions about a KPI, the balance, the Pareto."""

from __future__ import annotations

import pytest
from boards.study import study_board
from looks import SIZES, Looks
from support import NOON

pytestmark = pytest.mark.board(study_board, NOON)


@pytest.fixture
def me() -> str:
    return "JP"


@SIZES
@pytest.mark.parametrize("key", ["t", "i", "b", "P"])
def test_the_pages(looks: Looks, key: str, size: tuple[int, int]) -> None:
    assert looks(key, on="dock2" if key == "P" else "fpy", size=size)


@pytest.mark.parametrize("keys", [("t", "tab"), ("i", "tab"), ("i", "tab", "tab"), ("b", "tab"), ("b", "tab", "tab")],
                         ids="-".join)  # fmt: skip
def test_what_tab_turns_to_on_a_small_terminal(looks: Looks, keys: tuple[str, ...]) -> None:
    assert looks(*keys, on="fpy")


@pytest.mark.parametrize("key", ["t", "i", "b", "P"])
def test_the_pages_in_ascii(looks: Looks, key: str) -> None:
    assert looks(key, on="dock2", ascii=True, theme="kpiboard-contrast")


@pytest.mark.parametrize("key", ["t", "P"])
def test_the_pages_in_the_light(looks: Looks, key: str) -> None:
    assert looks(key, on="dock2", size=(160, 45), theme="kpiboard-light")
