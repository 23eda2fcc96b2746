"""Pictures of the escalations; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boards.escalating import line_and_plant
from driving import settle
from support import NOON, Clock
from textual.pilot import Pilot

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

Looks = Callable[..., bool]
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


pytestmark = pytest.mark.board(line_and_plant, NOON)


def app(path: Path, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=Clock(NOON), config=Config(me="JP", **choices))  # type: ignore[arg-type]


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    async def press(pilot: Pilot[None]) -> None:
        for key in (None, *keys):
            if key is not None:
                await pilot.press(key)
            assert isinstance(pilot.app, KpiBoardApp)
            await settle(pilot.app, pilot)

    return press


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("keys", [("Q", "down"), ("Q", "down", "down", "enter", "down"), ("Q", "down", "q")],
                         ids=["list", "one", "qr"])  # fmt: skip
def test_the_escalations(looks: Looks, path: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert looks(app(path), terminal_size=size, run_before=pressing(*keys))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_asking(looks: Looks, path: Path, size: tuple[int, int]) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        board = pilot.app
        assert isinstance(board, KpiBoardApp)
        await settle(board, pilot)
        assert board.snapshot is not None
        board.select("kpi", next(card.kpi.id for card in board.snapshot.kpis if card.kpi.key == "fpy"))
        await pressing("j")(pilot)  # type: ignore[misc]

    assert looks(app(path), terminal_size=size, run_before=ask)


@pytest.mark.parametrize(("keys", "size"), [(("Q", "down"), (80, 24)), (("Q", "down", "q"), (160, 45))],
                         ids=["list", "qr"])  # fmt: skip
def test_in_ascii(looks: Looks, path: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    plain = app(path, ascii=True, theme="kpiboard-contrast")
    assert looks(plain, terminal_size=size, run_before=pressing(*keys))


@pytest.mark.parametrize("keys", [("Q", "down"), ("Q", "down", "q")], ids=["list", "qr"])
def test_in_the_light(looks: Looks, path: Path, keys: tuple[str, ...]) -> None:
    assert looks(app(path, theme="kpiboard-light"), terminal_size=(160, 45), run_before=pressing(*keys))
