"""Pictures of the screen of an action; update them with `pytest tests/snapshots --snapshot-update`: look at them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from driving import settle
from support import Clock
from textual.pilot import Pilot

from kpiboard import Board
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

Looks = Callable[..., bool]
FIRST = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday
DAYS, STARTED, DONE = 54, 20, 33


@pytest.fixture
def clock() -> Clock:
    return Clock(FIRST)


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    """A-1 with everything that can be known about an action in check; A-2 with nothing."""
    path = tmp_path / "line4.db"
    noise = Random(4)
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_person("Mira Sand", "MS", role="leader")
        rosa = board.team.add_person("Rosa Conti", "RC").id
        board.team.add_person("Jon Prado", "JP")
        board.team.add_person("Tom Lind", "TL", role="coach")
        board.kpis.add("Scrap cost", key="sc", category="C", direction="lower", target=400, unit="€", decimals=0)
        for day in range(DAYS):
            if day == STARTED:
                _start(board, rosa)
            if day == DONE:
                board.actions.advance(1)
                board.actions.advance(1, done_on="today", evidence="Both sets hang at machine 3, labelled.")
                board.actions.edit(1, due="+3")
            board.readings.record("sc", round(noise.gauss(412 if day < DONE else 372, 12)), period="today")
            if day < DAYS - 1:
                clock.advance(days=3 if clock().weekday() == 4 else 1)
        board.actions.add("Ask the night shift about the noise", blocked_by="A-1", blocked="the night shift's rota")
    return path


def _start(board: Board, owner: str) -> None:
    board.actions.add(
        "Second set of change-over tools for line 4", kpi="sc", owner=owner, due="2026-10-16", helpers="JP, MS",
        cause="one set of tools for two lines", expected="-40", expected_by="2026-11-20", code="tools",
        hypothesis="if each line has its own set, the first pieces are good, because nobody waits for the wrench",
        background="Scrap after change-overs is a third of all scrap.", goal="372 € by the end of November",
    )  # fmt: skip
    whys = [("the first pieces after a change-over are off size", "seen"), ("the tool is not preset", "data"),
            ("there is one wrench for two lines", "assumed")]  # fmt: skip
    board.actions.set_whys(1, whys)
    board.actions.note(1, "The quote is in: 1,140 €. Purchasing wants two more.")
    board.kata.coach(action=1, coach="TL", learner="RC", target_condition="372 € a day", actual="412 €",
                obstacle="the sets are mixed up", next_step="paint one red", next_expected="no search for a week",
                go_see_on="tomorrow")  # fmt: skip


def app(path: Path, clock: Clock, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=clock, config=Config(me="anna", **choices))  # type: ignore[arg-type]


def opened(*keys: str, number: int = 1) -> Callable[[Pilot[None]], object]:
    """Opens an action and presses these keys."""

    async def press(pilot: Pilot[None]) -> None:
        await painted(pilot)
        running = pilot.app
        assert isinstance(running, KpiBoardApp)
        assert running.snapshot is not None
        running.select("action", next(one.action.id for one in running.snapshot.actions if one.action.number == number))
        for key in ("enter", *keys):
            await pilot.press(key)
            await painted(pilot)

    return press


async def painted(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, KpiBoardApp)
    await settle(pilot.app, pilot)


SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])


@SIZES
@pytest.mark.parametrize("theme", ["kpiboard-dark", "kpiboard-light"])
def test_an_action(looks: Looks, path: Path, clock: Clock, size: tuple[int, int], theme: str) -> None:
    assert looks(app(path, clock, theme=theme), terminal_size=size, run_before=opened())


@pytest.mark.parametrize("region", ["effect", "past"])
def test_the_regions_of_a_small_screen(looks: Looks, path: Path, clock: Clock, region: str) -> None:
    keys = ["tab"] if region == "effect" else ["tab", "tab"]
    assert looks(app(path, clock), terminal_size=(80, 24), run_before=opened(*keys))


@SIZES
def test_without_a_kpi(looks: Looks, path: Path, clock: Clock, size: tuple[int, int]) -> None:
    assert looks(app(path, clock), terminal_size=size, run_before=opened(number=2))


@SIZES
@pytest.mark.parametrize("asked", ["step", "questions", "a3"])
def test_what_is_asked(looks: Looks, path: Path, clock: Clock, size: tuple[int, int], asked: str) -> None:
    key = {"step": "greater_than_sign", "questions": "H", "a3": "Z"}[asked]
    assert looks(app(path, clock), terminal_size=size, run_before=opened(key))


@SIZES
def test_ascii_only(looks: Looks, path: Path, clock: Clock, size: tuple[int, int]) -> None:
    running = app(path, clock, ascii=True, theme="kpiboard-contrast")
    assert looks(running, terminal_size=size, run_before=opened())
