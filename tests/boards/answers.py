"""A small packaging line whose reds are answered, forgotten, late or learned from."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from support import NOON, Clock

from boards import built_once
from kpiboard.board import Board


@built_once
def answers_board(path: Path, clock: Clock) -> None:
    """On-time delivery is red since yesterday without an answer, scrap was red ten days ago and never had an action.

    A-1 has worked and taught something; A-2 is 15 days late, was moved three times and is escalated; JP has four in do.
    """
    clock.moment = NOON - timedelta(days=40)
    with Board.create(path, name="LINE 4", template="empty", who="anna", now=clock, timezone="UTC") as board:
        board.settings.edit(team="Packaging")
        for name, initials, role in (("Mira Sand", "MS", "leader"), ("Jon Prado", "JP", "member")):
            board.team.add_person(name, initials, role)
        board.kpis.add("First-pass yield", key="fpy", category="Q", unit="%", target=97.5, owner="MS")
        board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95, owner="JP")
        board.kpis.add("Scrap cost", key="sc", category="C", unit="€", decimals=0, direction="lower", target=400)
        board.actions.add("Torque check at start-up", kpi="fpy", owner="MS", due="2026-10-20", cause="worn wrench")
        for days in (30, 10, 1, 0):
            clock.moment = NOON - timedelta(days=days)
            _weekday(board, days)
        clock.moment = NOON - timedelta(hours=3)
        board.actions.add("Dock plan on the wall", owner="JP", due="2026-11-02", cause="nobody sees it")
        for due in ("2026-11-03", "2026-11-04", "2026-11-05"):
            board.actions.edit("A-2", due=due)
        board.escalations.add(action="A-2", reason="the wall belongs to the hall", to_whom="Plant manager")
        for title in ("Job one", "Job two", "Job three", "Job four"):
            board.actions.add(title, owner="JP", due="2026-12-01", cause="known")
            board.actions.advance(title_of(board, title))
        clock.moment = NOON


def _weekday(board: Board, days: int) -> None:
    """The readings of the day before, and what was done with them."""
    board.readings.record("fpy", 97 if days == 30 else 98)
    board.readings.record("otd", 93 if days == 0 else 96)
    board.readings.record("sc", 420 if days == 10 else 380)
    if days == 30:
        board.actions.advance("A-1")
        board.actions.advance("A-1", done_on="2026-10-21", evidence="checklist at the line")
    if days == 10:
        board.actions.advance("A-1", check_on="2026-11-09", result="worked", learning="Torque drifts in the cold")
        board.actions.advance("A-1", standard="Check before every early shift")


def title_of(board: Board, title: str) -> str:
    return next(card.label for card in board.snapshot().actions if card.action.title == title)
