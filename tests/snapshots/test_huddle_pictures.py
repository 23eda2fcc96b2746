"""Pictures of the huddle; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boards.huddle import DAY, make_huddle_board
from driving import settle
from support import Clock
from textual.pilot import Pilot

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

Looks = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
# The keys that lead to a page of each step.
PAGES = {
    "open": (),
    "people": ("right",),
    "safety": ("right", "right"),
    "praise": ("right", "right", "right"),
    "thanks": ("right", "right", "right", "c"),
    "red": ("right", "right", "right", "c", "right"),
    "answer": ("end", "enter"),
    "answered": ("end", "enter", "a", "enter"),
    "overdue": ("end", "left", "left", "left"),
    "feedback": ("end", "left", "left"),
    "escalate": ("end", "left"),
    "not-yet": ("end",),
    "close": ("end", "enter", "a", "enter", "end", "enter", "0", "end"),
    "closed": ("end", "enter", "a", "enter", "end", "enter", "0", "end", "enter"),
}


@pytest.fixture
def clock() -> Clock:
    return Clock(DAY)


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    make_huddle_board(tmp_path / "line4.db", clock)
    return tmp_path / "line4.db"


def pressed(clock: Clock, minutes: float, *keys: str) -> Callable[[Pilot[None]], object]:
    """Starts the huddle, lets so much time pass, and presses these keys."""

    async def press(pilot: Pilot[None]) -> None:
        await painted(pilot)
        await pilot.press("h")
        await painted(pilot)
        clock.advance(minutes=minutes)
        for key in keys:
            await pilot.press(key)
            await painted(pilot)
        pilot.app.clear_notifications()
        await painted(pilot)

    return press


async def painted(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, KpiBoardApp)
    await settle(pilot.app, pilot)


def app(path: Path, clock: Clock, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=clock, config=Config(me="anna", **choices))  # type: ignore[arg-type]


@SIZES
@pytest.mark.parametrize("page", PAGES)
def test_a_page(looks: Looks, path: Path, clock: Clock, size: tuple[int, int], page: str) -> None:
    assert looks(app(path, clock), terminal_size=size, run_before=pressed(clock, 3.5, *PAGES[page]))


@pytest.mark.parametrize("page", ["people", "red", "overdue"])
def test_ascii_only(looks: Looks, path: Path, clock: Clock, page: str) -> None:
    running = app(path, clock, ascii=True, theme="kpiboard-contrast")
    assert looks(running, terminal_size=(80, 24), run_before=pressed(clock, 1, *PAGES[page]))


def test_between_the_sizes_in_the_light_theme(looks: Looks, path: Path, clock: Clock) -> None:
    running = app(path, clock, theme="kpiboard-light")
    assert looks(running, terminal_size=(120, 36), run_before=pressed(clock, 11, *PAGES["red"]))


@SIZES
def test_the_bell(looks: Looks, path: Path, clock: Clock, size: tuple[int, int]) -> None:
    assert looks(app(path, clock), terminal_size=size, run_before=pressed(clock, 15.1, *PAGES["overdue"]))


@SIZES
def test_congratulate(looks: Looks, path: Path, clock: Clock, size: tuple[int, int]) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await painted(pilot)
        running = pilot.app
        assert isinstance(running, KpiBoardApp)
        assert running.snapshot is not None
        running.select("kpi", next(card.kpi.id for card in running.snapshot.kpis if card.kpi.key == "fpy"))
        await pilot.press("c")
        await painted(pilot)

    assert looks(app(path, clock), terminal_size=size, run_before=press)
