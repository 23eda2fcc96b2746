"""How a screen is compared with what it was: thirty as pictures, which people look at; the others by their text.

A picture changes with every word of the footer, so a hundred of them hide the one change that matters. Both are written
anew with `pytest tests/snapshots --snapshot-update`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import calm  # noqa: F401
import pytest
from driving import press, screen_text, settle
from looks import Looks
from support import Clock
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.frame.config import Config

# Module → its tests that stay pictures: each kind of screen once, where colours, signs or size say something.
PICTURES = {
    "test_pictures": (
        "test_the_board[80x24-kpiboard-dark]",
        "test_the_board[120x36-kpiboard-light]",
        "test_the_board[200x60-kpiboard-dark]",
        "test_what_the_keys_open[question_mark]",
        "test_ascii_only",
    ),
    "test_kpi_pictures": (
        "test_a_kpi[kpiboard-dark-160x45]",
        "test_a_kpi[kpiboard-light-80x24]",
        "test_moving_ranges_and_a_cursor[160x45]",
    ),
    "test_action_pictures": (
        "test_an_action[kpiboard-dark-160x45]",
        "test_an_action[kpiboard-light-80x24]",
        "test_what_is_asked[a3-160x45]",
    ),
    "test_huddle_pictures": (
        "test_a_page[open-160x45]",
        "test_a_page[red-160x45]",
        "test_a_page[red-80x24]",
        "test_a_page[answer-160x45]",
        "test_between_the_sizes_in_the_light_theme",
        "test_the_bell[80x24]",
        "test_congratulate[160x45]",
    ),
    "test_letters_pictures": (
        "test_the_letters[160x45-kpiboard-dark]",
        "test_the_letters[160x45-kpiboard-light]",
        "test_the_letters[80x24-kpiboard-colourblind]",
    ),
    "test_answers_pictures": ("test_answers_and_views[A-160x45]", "test_answers_and_views[4-v-160x45]"),
    "test_escalation_pictures": ("test_the_escalations[qr-160x45]", "test_in_the_light[list]"),
    "test_study_pictures": (
        "test_the_pages[t-160x45]",
        "test_the_pages[i-160x45]",
        "test_the_pages[b-160x45]",
        "test_the_pages[P-160x45]",
        "test_the_pages_in_the_light[t]",
    ),
}


class TextFile(SingleFileSnapshotExtension):
    """One file a screen, its lines as they stand on it."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture
def me() -> str:
    """Who sits at the board."""
    return "anna"


@pytest.fixture
def looks(
    request: pytest.FixtureRequest,
    path: Path,
    clock: Clock,
    me: str,
    snap_compare: Callable[..., bool],
    snapshot: SnapshotAssertion,
) -> Looks:
    """Whether the app on the board of the test looks as it did."""

    def compare(
        *keys: str | timedelta, size: tuple[int, int] = (80, 24), on: str = "", toasts: bool = True, **choices: object
    ) -> bool:
        app = KpiBoardApp(path, now=clock, config=Config(me=me, **choices))  # type: ignore[arg-type]

        async def press_them(pilot: Pilot[None]) -> None:
            await settle(app, pilot)
            if on:
                select(app, on)
            for key in keys:
                if isinstance(key, timedelta):
                    clock.moment += key
                else:
                    await press(app, pilot, key)
            if not toasts:
                app.clear_notifications()
                await settle(app, pilot)

        async def drawn() -> str:
            async with app.run_test(size=size, notifications=True) as pilot:
                await press_them(pilot)
                return "\n".join(line.rstrip() for line in screen_text(app).split("\n")) + "\n"

        if request.node.name in PICTURES[request.node.path.stem]:
            return snap_compare(app, terminal_size=size, run_before=press_them)
        return bool(snapshot.use_extension(TextFile) == asyncio.run(drawn()))

    return compare


def select(app: KpiBoardApp, name: str) -> None:
    """Puts the cursor on an action (`A-1`) or on a KPI, by its key."""
    assert app.snapshot is not None
    ids = {card.label: ("action", card.action.id) for card in app.snapshot.actions}
    ids |= {card.kpi.key: ("kpi", card.kpi.id) for card in app.snapshot.kpis}
    app.select(*ids[name])  # type: ignore[arg-type]
