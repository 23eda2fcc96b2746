"""Pictures of the board; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

import re
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

FOLDER = Path(__file__).parent
# The pictures of the README, and the keys that lead to them.
README_PICTURES = {"board.svg": (), "kpi.svg": ("enter",), "huddle.svg": ("h", "end", "enter")}
Looks = Callable[..., bool]


def now() -> datetime:
    return ANCHOR.astimezone(UTC)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The board of the product's mock: Saturday 21 November 2026, the late shift."""
    path = tmp_path / "line4.db"
    Board.create(path, template="demo", who="anna", now=now, timezone="Europe/Berlin").close()
    return path


def app(path: Path, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=now, config=Config(me="anna", **choices))  # type: ignore[arg-type]


async def painted(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, KpiBoardApp)
    await settle(pilot.app, pilot)


def picture(running: KpiBoardApp) -> str:
    """The program's own SVG, without the fonts it would fetch from elsewhere."""
    svg = running.export_screenshot()
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)], ids=["80x24", "120x36", "200x60"])
def test_the_board(looks: Looks, demo: Path, size: tuple[int, int], theme: str) -> None:
    assert looks(app(demo, theme=theme), terminal_size=size, run_before=painted)


@pytest.mark.parametrize("keys", [["r"], ["a"], ["f"], ["enter"], ["v"], ["question_mark"]], ids=lambda keys: keys[0])
def test_what_the_keys_open(looks: Looks, demo: Path, keys: list[str]) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await painted(pilot)
        await pilot.press(*keys)
        await painted(pilot)

    assert looks(app(demo), terminal_size=(80, 24), run_before=press)


def test_ascii_only(looks: Looks, demo: Path) -> None:
    assert looks(app(demo, ascii=True, theme="kpiboard-contrast"), terminal_size=(80, 24), run_before=painted)


@pytest.mark.parametrize("name", README_PICTURES)
async def test_the_pictures_of_the_readme_are_what_the_program_draws(
    demo: Path, name: str, update_pictures: bool
) -> None:
    running = app(demo)
    async with running.run_test(size=(160, 45)) as pilot:
        await painted(pilot)
        for key in README_PICTURES[name]:
            await pilot.press(key)
            await painted(pilot)
        running.clear_notifications()
        await painted(pilot)  # who entered the reading is looked up when the cursor rests
        drawn = picture(running)
    if update_pictures:
        (FOLDER / name).write_text(drawn, encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == drawn
    assert "url(http" not in drawn, "the picture must load nothing from elsewhere"
