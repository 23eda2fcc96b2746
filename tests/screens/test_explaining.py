"""One reason for one red or for many, in the app. By keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from boards.answers import answers_board
from driving import press, running, screen_text, write
from support import NOON, Clock

from kpiboard.board import Board
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.dialogs.fields import ChoiceEditor
from kpiboard.screens.dialogs.form import Form

pytestmark = pytest.mark.board(answers_board, NOON)


@pytest.fixture
def three(path: Path, clock: Clock) -> None:
    """On-time delivery is red on Friday and Monday, and so is scrap on Monday."""
    clock.moment = NOON + timedelta(days=4)
    with Board.open(path, who="anna", now=clock) as board:
        board.readings.record("otd", 92, period="2026-11-20")
        board.readings.record("otd", 91, period="2026-11-23")
        board.readings.record("sc", 500, period="2026-11-23")


def form(app: KpiBoardApp) -> Form:
    assert isinstance(app.screen, Form), app.screen
    return app.screen


def options(app: KpiBoardApp, name: str) -> list[tuple[str, str]]:
    editor = form(app).editor(name)
    assert isinstance(editor, ChoiceEditor)
    return list(editor.options)


@pytest.mark.usefixtures("three")
async def test_one_reason_answers_all_that_wait_on_the_board(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", app.need_snapshot().listed[0].kpi.id)
        await press(app, pilot, "y")
        assert [words for _, words in options(app, "reds")] == [
            "yesterday", "all 3 of On-time delivery", "all 4 that wait on the board",
        ]  # fmt: skip
        await write(app, pilot, "x")
        await press(app, pilot, "enter")
        assert "That says too little to be a reason." in screen_text(app)
        form(app).editor("reason").value = "the power was cut"
        form(app).editor("reds").value = "board"
        await press(app, pilot, "enter")
        assert not app.need_snapshot().verdict.unanswered
        assert "UNANSWERED" not in screen_text(app)
        await press(app, pilot, "u")
        assert len(app.need_snapshot().verdict.unanswered) == 2


@pytest.mark.usefixtures("three")
async def test_a_leader_lets_pass_what_a_reason_cannot_answer(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", app.need_snapshot().listed[0].kpi.id)
        await press(app, pilot, "y")
        assert [words for _, words in options(app, "passed_by")] == ["no", "Mira Sand"]
        await write(app, pilot, "the power was cut")
        form(app).editor("passed_by").value = options(app, "passed_by")[1][0]
        await press(app, pilot, "enter")
    with Board.open(path, now=clock) as board:
        reading = board.readings.at("otd", "2026-11-23")
        assert reading is not None
        assert reading.passed_by == "Mira Sand"


async def test_what_came_back_is_offered_before_a_new_action(path: Path, clock: Clock) -> None:
    """A-1 worked on first-pass yield ten days ago, which is red now."""
    with Board.open(path, who="anna", now=clock) as board:
        board.readings.record("fpy", 90, period="2026-11-19")
    async with running(path, clock) as (app, pilot):
        card = next(card for card in app.need_snapshot().kpis if card.kpi.key == "fpy")
        app.select("kpi", card.kpi.id)
        await press(app, pilot, "a")
        assert "A-1 came back" in screen_text(app)
        await press(app, pilot, "enter")
        card = next(card for card in app.need_snapshot().kpis if card.kpi.key == "fpy")
        assert [one.number for one in card.running] == [1]
        assert not card.unanswered
        await press(app, pilot, "u", "a", "down", "enter")
        assert form(app).values["title"] == "Bring First-pass yield back on target"
