"""Pictures of the page of answers, of a filtered queue, of the filter form and of the four columns through a view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boards.answers import answers_board
from driving import settle
from support import NOON, Clock
from textual.pilot import Pilot

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

Looks = Callable[..., bool]
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


def pressed(*keys: str) -> Callable[[Pilot[None]], object]:
    """The keys, pressed with the cursor on the red that waits for an answer."""

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, KpiBoardApp)
        await settle(app, pilot)
        assert app.snapshot is not None
        app.select("kpi", app.snapshot.listed[0].kpi.id)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)

    return press


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "line4.db"
    answers_board(path, Clock(NOON))
    return path


def app(path: Path, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=Clock(NOON), config=Config(me="JP", **choices))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("keys", [("A",), ("4",), ("F",), ("4", "v")], ids="-".join)
def test_answers_and_views(looks: Looks, path: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert looks(app(path), terminal_size=size, run_before=pressed(*keys))


@pytest.mark.parametrize("tabs", [1, 2, 3])
def test_what_tab_turns_to_on_a_small_terminal(looks: Looks, path: Path, tabs: int) -> None:
    assert looks(app(path), terminal_size=(80, 24), run_before=pressed("A", *["tab"] * tabs))


@pytest.mark.parametrize("keys", [("A",), ("4", "v")], ids="-".join)
def test_in_ascii(looks: Looks, path: Path, keys: tuple[str, ...]) -> None:
    plain = app(path, ascii=True, theme="kpiboard-contrast")
    assert looks(plain, terminal_size=(80, 24), run_before=pressed(*keys))


def test_in_the_light(looks: Looks, path: Path) -> None:
    assert looks(app(path, theme="kpiboard-light"), terminal_size=(160, 45), run_before=pressed("A"))
