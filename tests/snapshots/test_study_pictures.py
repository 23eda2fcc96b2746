"""Pictures of the pages behind the board: the tree, the questions about a KPI, the balance, the Pareto."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boards.study import study_board
from driving import settle
from support import NOON, Clock
from textual.pilot import Pilot

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

Looks = Callable[..., bool]
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


def pressed(kpi: str, *keys: str) -> Callable[[Pilot[None]], object]:
    """The keys, pressed with the cursor on a KPI of the board."""

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, KpiBoardApp)
        await settle(app, pilot)
        assert app.snapshot is not None
        app.select("kpi", next(card.kpi.id for card in app.snapshot.kpis if card.kpi.key == kpi))
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)

    return press


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "line4.db"
    study_board(path, Clock(NOON))
    return path


def app(path: Path, **choices: object) -> KpiBoardApp:
    return KpiBoardApp(path, now=Clock(NOON), config=Config(me="JP", **choices))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("key", ["t", "i", "b", "P"])
def test_the_pages(looks: Looks, path: Path, key: str, size: tuple[int, int]) -> None:
    kpi = "dock2" if key == "P" else "fpy"
    assert looks(app(path), terminal_size=size, run_before=pressed(kpi, key))


@pytest.mark.parametrize("keys", [("t", "tab"), ("i", "tab"), ("i", "tab", "tab"), ("b", "tab"), ("b", "tab", "tab")],
                         ids="-".join)  # fmt: skip
def test_what_tab_turns_to_on_a_small_terminal(looks: Looks, path: Path, keys: tuple[str, ...]) -> None:
    assert looks(app(path), terminal_size=(80, 24), run_before=pressed("fpy", *keys))


@pytest.mark.parametrize("key", ["t", "i", "b", "P"])
def test_the_pages_in_ascii(looks: Looks, path: Path, key: str) -> None:
    plain = app(path, ascii=True, theme="kpiboard-contrast")
    assert looks(plain, terminal_size=(80, 24), run_before=pressed("dock2", key))


@pytest.mark.parametrize("key", ["t", "P"])
def test_the_pages_in_the_light(looks: Looks, path: Path, key: str) -> None:
    assert looks(app(path, theme="kpiboard-light"), terminal_size=(160, 45), run_before=pressed("dock2", key))
