"""Driving the app in tests: a clock that stands, keys, and waiting for work to be done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from support import Clock
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.dialogs.fields import ChoiceEditor
from kpiboard.screens.frame.config import Config


@asynccontextmanager
async def running(
    path: Path,
    clock: Clock,
    *,
    size: tuple[int, int] = (80, 24),
    config: Config | None = None,
    ascii: bool = False,
    read_only: bool = False,
) -> AsyncIterator[tuple[KpiBoardApp, Pilot[None]]]:
    """The app with its first snapshot, the cursor on the first KPI."""
    app = KpiBoardApp(path, now=clock, config=replace(config or Config(), me="JP", ascii=ascii), read_only=read_only)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(app, pilot)
        if app.snapshot is not None and app.snapshot.kpis:
            app.select("kpi", app.snapshot.kpis[0].kpi.id)  # where every test begins
        yield app, pilot


async def settle(app: KpiBoardApp, pilot: Pilot[None], seconds: float = 60.0) -> None:
    """Until the thorough snapshot is there, nothing waits, no worker runs, and it stays so.

    Fails when that takes so many seconds: a test that hangs tells nothing.
    """
    quiet, deadline = 0, time.monotonic() + seconds
    while quiet < 2:
        assert time.monotonic() < deadline, f"it does not come to rest: {list(app.workers)}"
        await pilot.pause()
        pumps = [app, *app.screen_stack, *app.screen.walk_children()]
        busy = any(pump.message_queue_size for pump in pumps) or any(not one.is_finished for one in app.workers)
        hasty = app.snapshot is not None and app.snapshot.balance is None  # only the first snapshot is not thorough
        quiet = 0 if busy or hasty else quiet + 1
        if not quiet:
            await asyncio.sleep(0.002)


async def press(app: KpiBoardApp, pilot: Pilot[None], *keys: str) -> None:
    """Keys one after the other, each when the one before has done its work."""
    for key in keys:
        await pilot.press(key)
        await settle(app, pilot)


async def write(app: KpiBoardApp, pilot: Pilot[None], text: str) -> None:
    """Types into what has the focus; into a field at one go, which is quicker."""
    if isinstance(app.focused, ChoiceEditor):
        await press(app, pilot, *text)
    else:
        app.post_message(events.Paste(text))
        await settle(app, pilot)


async def until(app: KpiBoardApp, pilot: Pilot[None], seen: Callable[[], bool], seconds: float = 2.0) -> None:
    """Waits for something that a timer brings; fails when it takes longer than that."""
    waited = 0.0
    while not seen():
        assert waited < seconds, "it did not appear in time"
        await pilot.pause(0.05)
        waited += 0.05
    await settle(app, pilot)


def toasts(app: KpiBoardApp) -> list[str]:
    return [f"{toast.title} {toast.message}".strip() for toast in app._notifications]


def said(app: KpiBoardApp, name: str = "#message") -> str:
    """What a line of the dialog in front says."""
    return str(app.screen.query_one(name, Static).visual)


def screen_text(app: KpiBoardApp) -> str:
    """Everything that is drawn, as lines."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
