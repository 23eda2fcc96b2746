"""Pictures of the letter calendar; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driving import settle
from textual.pilot import Pilot

from kpiboard import Board
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config
from kpiboard.starting.demo import ANCHOR

Looks = Callable[..., bool]
TO_A_RED_DAY = ("l", "tab", "tab", "up")  # On-time delivery, Wednesday 18 November


def now() -> datetime:
    return ANCHOR.astimezone(UTC)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "line4.db"
    Board.create(path, template="demo", who="anna", now=now, timezone="Europe/Berlin").close()
    return path


def app(path: Path, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=now, config=Config(me="anna", **choices))  # type: ignore[arg-type]


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    async def press(pilot: Pilot[None]) -> None:
        for key in (None, *keys):
            if key is not None:
                await pilot.press(key)
            assert isinstance(pilot.app, KpiBoardApp)
            await settle(pilot.app, pilot)

    return press


@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light", "kpiboard-colourblind"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)], ids=["80x24", "120x36", "160x45"])
def test_the_letters(looks: Looks, demo: Path, size: tuple[int, int], theme: str) -> None:
    assert looks(app(demo, theme=theme), terminal_size=size, run_before=pressing(*TO_A_RED_DAY))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
def test_the_letters_in_ascii(looks: Looks, demo: Path, size: tuple[int, int]) -> None:
    running = app(demo, ascii=True, theme="kpiboard-contrast")
    assert looks(running, terminal_size=size, run_before=pressing(*TO_A_RED_DAY))


def test_a_month_that_is_over(looks: Looks, demo: Path) -> None:
    assert looks(app(demo), terminal_size=(160, 45), run_before=pressing("l", "left_square_bracket"))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
def test_a_day(looks: Looks, demo: Path, size: tuple[int, int]) -> None:
    assert looks(app(demo), terminal_size=size, run_before=pressing(*TO_A_RED_DAY, "enter"))
