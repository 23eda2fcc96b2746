"""Pictures of the escalations; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

import pytest
from boards.escalating import line_and_plant
from looks import SIZES, Looks
from support import NOON

pytestmark = pytest.mark.board(line_and_plant, NOON)


@pytest.fixture
def me() -> str:
    return "JP"


@SIZES
@pytest.mark.parametrize("keys", [("Q", "down"), ("Q", "down", "down", "enter", "down"), ("Q", "down", "q")],
                         ids=["list", "one", "qr"])  # fmt: skip
def test_the_escalations(looks: Looks, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert looks(*keys, size=size)


@SIZES
def test_asking(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("j", on="fpy", size=size)


@pytest.mark.parametrize(("keys", "size"), [(("Q", "down"), (80, 24)), (("Q", "down", "q"), (160, 45))],
                         ids=["list", "qr"])  # fmt: skip
def test_in_ascii(looks: Looks, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert looks(*keys, size=size, ascii=True, theme="kpiboard-contrast")


@pytest.mark.parametrize("keys", [("Q", "down"), ("Q", "down", "q")], ids=["list", "qr"])
def test_in_the_light(looks: Looks, keys: tuple[str, ...]) -> None:
    assert looks(*keys, size=(160, 45), theme="kpiboard-light")
