"""What is done to trust a KPI, by keyboard: targets, baselines, points left out, data checks, reviews, guards."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from boards import built_once
from boards.line import make_board
from driving import press, running, said, screen_text, toasts, write
from support import NOON, Clock

from kpiboard import Board
from kpiboard.model import Decision
from kpiboard.screens.dialogs.find import Find
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.record import Record

VALUES = (98.0, 97.6, 98.2, 97.9, 98.1, 97.7, 98.3, 97.8, 98.0, 97.9)


@built_once
def steady_board(path: Path, clock: Clock) -> None:
    """The cursor begins on First-pass yield: thirty steady days, a definition, a source."""
    make_board(path, clock)
    with Board.open(path, who="JP", now=clock) as board:
        board.team.add_person("Maria Silva", "MS", role="leader")
        board.kpis.edit("fpy", definition="good pieces of all pieces, first time", data_source="the tally sheet")
        day, done = date(2026, 10, 1), 0
        while done < 30:
            if day.weekday() < 5:
                board.readings.record("fpy", VALUES[done % 10], period=day.isoformat())
                done += 1
            day += timedelta(days=1)
        board.limits.reckon_anew("fpy")  # they were locked while the days were typed in


pytestmark = pytest.mark.board(steady_board, NOON)


def board_of(path: Path, clock: Clock) -> Board:
    return Board.open(path, who="JP", now=clock)


async def test_the_definition_stands_where_the_number_is_typed(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        assert "good pieces of all pieces" in said(app, "#preview")


async def test_an_unusual_number_is_asked_about_once(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "fpy 79.8")
        assert "outside the process limits" in said(app, "#preview")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record)
        assert "Really?" in said(app, "#message")
        await press(app, pilot, "enter")
        assert not isinstance(app.screen, Record)
        assert app.snapshot is not None
        assert app.snapshot.kpis[0].latest.value == 79.8


async def test_another_number_is_asked_about_again(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "fpy 79.8")
        await press(app, pilot, "enter", "backspace", "9")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record), "79.9 is not the number that was confirmed"


async def test_while_a_target_is_typed_the_board_says_whether_it_is_reached(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "s")
        await write(app, pilot, "99.9")
        assert "the present process cannot reach this" in said(app, "#message")
        await press(app, pilot, *["backspace"] * 4)
        await write(app, pilot, "98")
        assert "met in" in said(app, "#message")
        await press(app, pilot, "enter")
    with board_of(path, clock) as board:
        old, new = board.targets.of("fpy")
        assert (old.low, new.low, new.valid_from) == (97.5, 98.0, date(2026, 11, 20))


async def test_a_reason_alone_amends_the_target(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "s")
        assert isinstance(app.screen, Form)
        app.screen.editor("rationale").focus()
        await write(app, pilot, "what the customer asks for")
        await press(app, pilot, "enter", "Y")
        await write(app, pilot, "maria")
        await press(app, pilot, "enter")
    with board_of(path, clock) as board:
        (target,) = board.targets.of("fpy")
        assert (target.valid_from, target.rationale) == (None, "what the customer asks for")
        assert target.leader_id == board.team.find_person("MS").id


async def test_a_baseline_begins_at_the_point_under_the_cursor(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "enter", "home", "right", "right", "M")
        await write(app, pilot, "a second inspector")
        await press(app, pilot, "enter")
        assert isinstance(getattr(app.screen, "period", None), str)
        period = app.screen.period  # type: ignore[attr-defined]  # the screen of a KPI
    with board_of(path, clock) as board:
        baseline = board.limits.baselines("fpy")[-1]
        assert (baseline.start, baseline.reason) == (period, "a second inspector")


async def test_limits_that_rest_on_changed_numbers_may_be_reckoned_anew(path: Path, clock: Clock) -> None:
    with board_of(path, clock) as board:
        board.readings.record("fpy", 90, period="2026-10-05")
        before = board.kpis.story("fpy").chart.segments[-1].limits
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "M")
        assert "rests on numbers that were changed since" in screen_text(app)
        await press(app, pilot, "right", "enter")
        assert any("reckoned anew" in toast for toast in toasts(app))
    with board_of(path, clock) as board:
        after = board.kpis.story("fpy").chart.segments[-1].limits
        assert before is not None
        assert after is not None
        assert after.lower < before.lower
        assert not board.limits.changed_since("fpy")


async def test_a_point_is_left_out_and_taken_back_by_the_same_key(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "E")
        await write(app, pilot, "stocktaking")
        await press(app, pilot, "enter")
        assert app.snapshot is not None
        assert app.snapshot.kpis[0].latest.excluded
        await press(app, pilot, "E")
        assert not app.snapshot.kpis[0].latest.excluded


async def test_the_audit_drill_asks_one_after_the_other(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "D")
        assert isinstance(app.screen, Form)
        assert "the tally sheet" in said(app, "#about")
        await press(app, pilot, "enter")
        assert "4 left" in str(app.screen.heading)  # type: ignore[attr-defined]  # the next form
        await write(app, pilot, "90")
        await press(app, pilot, "enter", "escape")
        assert any("corrected" in toast for toast in toasts(app))
    with board_of(path, clock) as board:
        assert sorted(audit.ok for audit in board.reviews.audits("fpy")) == [False, True]


async def test_a_review_is_decided_and_a_guard_named(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "V")
        await write(app, pilot, "new competitor")
        await press(app, pilot, "enter")
        assert app.snapshot is not None
        assert app.snapshot.kpis[0].review_due
        await press(app, pilot, "R")
        assert "new competitor" in said(app, "#about")
        await press(app, pilot, "enter", "g")
        await write(app, pilot, "on-time")
        await press(app, pilot, "enter")
        await write(app, pilot, "speed at the cost of quality")
        await press(app, pilot, "enter")
        assert app.snapshot.kpis[0].suspect, "it is green, and what guards it is red"
    with board_of(path, clock) as board:
        (review,) = board.reviews.of("fpy")
        assert (review.decision, review.trigger) == (Decision.KEEP, "new competitor")


async def test_the_sheet_is_asked_one_subject_at_a_time(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "S")
        await write(app, pilot, "measured")
        await press(app, pilot, "enter")
        form = app.screen
        assert isinstance(form, Form)
        form.editor("effort_minutes").focus()
        await write(app, pilot, "2,5")
        await press(app, pilot, "enter")
    with board_of(path, clock) as board:
        assert board.kpis.find("fpy").effort_minutes == 2.5


async def test_a_second_enter_in_the_same_moment_does_no_harm(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "/")
        find = app.screen
        assert isinstance(find, Find)
        await write(app, pilot, "yield")
        find._go()
        find._go()
        await press(app, pilot)
        assert app.selection is not None
