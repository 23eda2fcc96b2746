"""Congratulating: the card with exactly one name, thanks to anybody, and the month's list."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards.huddle import DAY, make_huddle_board
from driving import press, running, said, screen_text, settle, write
from support import Clock

from kpiboard import Board
from kpiboard.model import Congratulation
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.huddle.congratulate import PraiseDialog, Thanks
from kpiboard.screens.widgets.commandbar import CommandBar

pytestmark = pytest.mark.board(make_huddle_board, DAY)


def kpi(app: KpiBoardApp, key: str) -> str:
    assert app.snapshot is not None
    return next(card.kpi.id for card in app.snapshot.kpis if card.kpi.key == key)


def told(path: Path, clock: Clock) -> list[Congratulation]:
    with Board.open(path, now=clock) as board:
        return list(board.praise.said())


def footer(app: KpiBoardApp) -> list[str]:
    return [item.words for item in app.screen.query_one(CommandBar)._items]


async def test_the_card_names_exactly_one_person_and_enter_says_it(path: Path, clock: Clock) -> None:
    async with running(path, clock, ascii=True) as (app, pilot):
        app.select("kpi", kpi(app, "fpy"))
        await settle(app, pilot)
        assert "Congratulate" in footer(app)
        await press(app, pilot, "c")
        assert isinstance(app.screen, PraiseDialog)
        text = screen_text(app)
        assert "M I R A   S A N D" in text
        assert "First-pass yield is back on target" in text
        assert "Nothing was said this month yet" in text
        await press(app, pilot, "escape")
        assert told(path, clock) == []  # not yet
        await press(app, pilot, "c", "enter")
        assert not isinstance(app.screen, PraiseDialog)
        assert "Congratulate" not in footer(app)  # it has been said
        await press(app, pilot, "u")
        assert "Congratulate" in footer(app)
    assert told(path, clock) == []


async def test_the_bottom_line_has_it_only_where_somebody_is_due(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", kpi(app, "otd"))
        await settle(app, pilot)
        assert "Congratulate" not in footer(app)
        assert "Huddle" in footer(app)


async def test_anybody_can_be_thanked_by_name(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", kpi(app, "otd"))
        await press(app, pilot, "c")
        assert isinstance(app.screen, Thanks)
        await press(app, pilot, "enter")
        assert "Thank one person, by name." in said(app)
        await press(app, pilot, *"tom", "tab")
        await write(app, pilot, "sorted the [b]lot[/b]")
        await press(app, pilot, "enter")
        assert not isinstance(app.screen, Thanks)
        await press(app, pilot, "c")
        text = screen_text(app)
        assert "This month: 1 time" in text
        assert "Fri 20 Nov" in text
        assert "Tom Lindt  sorted the [b]lot[/b]" in text
    [one] = told(path, clock)
    assert (one.what, one.said_by, one.kpi_id) == ("sorted the [b]lot[/b]", "JP", None)


async def test_from_the_card_to_somebody_else(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        app.select("kpi", kpi(app, "fpy"))
        await press(app, pilot, "c", "tab", "tab", "enter")
        assert isinstance(app.screen, Thanks)
        await press(app, pilot, *"joa", "enter")
    assert [one.person_id for one in told(path, clock)] != []
    with Board.open(path, now=clock) as board:
        assert board.team.find_person("JP").id == board.praise.said()[0].person_id
        assert len(board.snapshot().praise) == 1  # who is due is still due
