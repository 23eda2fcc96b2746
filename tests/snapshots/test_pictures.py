"""Pictures of the board; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from boards.demo import SHOWN, demo_board
from driving import press, settle
from looks import Looks
from support import Clock

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

pytestmark = pytest.mark.board(demo_board, SHOWN)
FOLDER = Path(__file__).parent
# The pictures of the README, and the keys that lead to them.
README_PICTURES = {"board.svg": (), "kpi.svg": ("enter",), "huddle.svg": ("h", "end", "enter")}


def picture(running: KpiBoardApp) -> str:
    """The program's own SVG, without the fonts it would fetch from elsewhere."""
    svg = running.export_screenshot()
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)], ids=["80x24", "120x36", "200x60"])
def test_the_board(looks: Looks, size: tuple[int, int], theme: str) -> None:
    assert looks(size=size, theme=theme)


@pytest.mark.parametrize("keys", [["r"], ["a"], ["f"], ["enter"], ["v"], ["question_mark"]], ids=lambda keys: keys[0])
def test_what_the_keys_open(looks: Looks, keys: list[str]) -> None:
    assert looks(*keys)


def test_ascii_only(looks: Looks) -> None:
    assert looks(ascii=True, theme="kpiboard-contrast")


@pytest.mark.parametrize("name", README_PICTURES)
async def test_the_pictures_of_the_readme_are_what_the_program_draws(
    path: Path, clock: Clock, name: str, update_pictures: bool
) -> None:
    running = KpiBoardApp(path, now=clock, config=Config(me="anna"))
    async with running.run_test(size=(160, 45)) as pilot:
        await settle(running, pilot)
        await press(running, pilot, *README_PICTURES[name])
        running.clear_notifications()
        await settle(running, pilot)
        drawn = picture(running)
    if update_pictures:
        (FOLDER / name).write_text(drawn, encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == drawn
    assert "url(http" not in drawn, "the picture must load nothing from elsewhere"
