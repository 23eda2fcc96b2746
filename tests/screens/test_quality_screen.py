"""Is this a good KPI? What is open, the form that closes it, the sheet, the history; by keyboard."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from boards.study import study_board
from driving import press, running, screen_text, settle, toasts, write
from samples import HOSTILE
from stage import SIZES
from support import NOON, Clock, store_of
from textual.pilot import Pilot

from kpiboard.board import Board
from kpiboard.model import Kpi
from kpiboard.rules.quality import FIELD_OF, Gap, Question
from kpiboard.screens.app import KpiBoardApp
from kpiboard.screens.board.screen import BoardScreen
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.quality_study import OpenGap
from kpiboard.screens.studies.quality import QualityScreen
from kpiboard.screens.studies.quality_forms import COMMAND_OF, TARGET_FIELD_OF, close

pytestmark = pytest.mark.board(study_board, NOON)


async def ask(app: KpiBoardApp, pilot: Pilot[None], key: str) -> Kpi:
    """Opens the page of a KPI from the board."""
    assert app.snapshot is not None
    kpi = next(card.kpi for card in app.snapshot.kpis if card.kpi.key == key)
    app.select("kpi", kpi.id)
    await press(app, pilot, "i")
    assert isinstance(app.screen, QualityScreen)
    return kpi


def focused_field(app: KpiBoardApp) -> str:
    assert isinstance(app.screen, Form)
    assert app.focused is not None
    return str(app.focused.id).removeprefix("field-")


async def test_the_four_questions_and_smart_are_answered_at_a_glance(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "otd")
        shown = screen_text(app)
    assert "Is this a good KPI?  D On-time delivery" in shown
    assert "▼ 93.1 % off target" in shown
    assert re.search(r"▀▀█ +✓ 1 Is it easily measurable\?", shown)  # the upper half of a 3
    assert "✓ 2 Who is the one person to congratulate?  Jana Petrov" in shown
    assert "? 3 What will people do for it, and what will customers notice?  2 open" in shown
    assert "✓ Specific  ? Measurable  ✓ Achievable  ✓ Relevant  ? Time-bound" in shown
    assert re.search(r"\? Effect on customers not said.*\n +If you reach this, what will your customers notice", shown)


async def test_enter_on_an_open_point_asks_just_that_and_the_score_rises(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        kpi = await ask(app, pilot, "otd")
        await press(app, pilot, "enter")
        assert focused_field(app) == "customer_impact"
        await write(app, pilot, "They can unload on the day they planned")
        await press(app, pilot, "ctrl+s")
        assert isinstance(app.screen, QualityScreen)
        assert "notice?  1 open" in screen_text(app)
        await press(app, pilot, "enter")
        assert focused_field(app) == "behaviour_risk"
        await write(app, pilot, "Lorries could leave half empty just to be on time")
        await press(app, pilot, "ctrl+s")
        assert app.screen.study is not None
        assert app.screen.study.story.assessment.score == 4
        assert app.selection == Selection("kpi", kpi.id)


async def test_every_gap_opens_what_closes_it(path: Path, clock: Clock) -> None:
    """A field that a form does not have, or a command that is gone, would leave the cursor where it was."""
    async with running(path, clock) as (app, pilot):
        kpi = await ask(app, pilot, "dock2")
        for gap in Gap:
            await close(app, kpi, OpenGap(gap, Question.MEASURABLE))
            await settle(app, pilot)
            if gap in COMMAND_OF:
                assert isinstance(app.screen, Form | Pick), gap
            else:
                wanted = FIELD_OF.get(gap) or TARGET_FIELD_OF.get(gap) or "owner"
                assert focused_field(app) == wanted, gap
            await press(app, pilot, "escape")
            assert isinstance(app.screen, QualityScreen)


async def test_a_placeholder_is_asked_where_it_stands(path: Path, clock: Clock) -> None:
    with Board.open(path, who="JP", now=clock) as board:
        board.kpis.edit("otd", because="TODO", measurement_plan="[Your plan]", data_source="list")
    async with running(path, clock) as (app, pilot):
        kpi = await ask(app, pilot, "otd")
        for question, field in ((Question.MEASURABLE, "measurement_plan"), (Question.CHANGE, "because")):
            await close(app, kpi, OpenGap(Gap.PLACEHOLDER, question))
            await settle(app, pilot)
            assert focused_field(app) == field
            await press(app, pilot, "escape")


async def test_green_with_a_red_guard_asks_to_look_twice(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "fpy")
        shown = screen_text(app)
        assert "■ 98.1 % suspect" in shown
        assert re.search(r"Customer complaints is off target, and guards it *\n +what we let pass", shown)
        await press(app, pilot, "enter")
        assert app.selection is not None
        assert app.snapshot is not None
        card = app.snapshot.kpi(app.selection.id)
        assert card is not None
        assert card.kpi.key == "complaints"


async def test_the_sheet_shows_formula_guards_voices_and_the_quadrant(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await ask(app, pilot, "fpy")
        shown = screen_text(app)
    for words in (
        "Formula      packs right the first time ÷ packs started",
        "Source       counter of the case packer",
        "Effort       3 min a reading, 15 a week (typed in)",
        "Guarded by   ▼ Customer complaints: what we let pass, the customer finds",
        "Asked        Rafael Costa, Lena Ruiz (2 voices)",
        "Risk         2 work is shifted to look good",
        "Counts       not said",
    ):
        assert words in re.sub(r"  +2  work", "         2 work", shown), words
    assert re.search(r"Matters more +worth the effort +│ ▸ key", shown)


async def test_enter_on_a_line_of_the_sheet_asks_for_it(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "otd")
        await press(app, pilot, "tab", "down", "down", "enter")
        assert focused_field(app) == "success"
        await press(app, pilot, "escape", "end", "enter")
        assert isinstance(app.screen, Pick)  # who was asked


async def test_reviews_and_the_last_changes_of_the_numbers_are_kept_in_sight(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "fpy")
        await press(app, pilot, "tab", "tab")
        shown = screen_text(app)
        assert re.search(r"today +✓✓✓✓ 4 of 4  adjust, we like them", shown)
        assert re.search(r"17 Aug +✓✓ +2 of 4  keep, we do not like them", shown)
        assert re.search(r"20 Nov 11:00 yesterday +97\.9 → 98\.1 %  corrected  Jana Petrov", shown)
        assert shown.count("corrected") + shown.count("entered") == 5
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Form)  # the next review


async def test_a_large_screen_shows_the_last_changes_beside_the_questions(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 45)) as (app, pilot):
        await ask(app, pilot, "fpy")
        assert screen_text(app).count("Last changes of its numbers") == 1
        assert re.search(r"2 Who is the one .* 97\.9 → 98\.1 %  corrected  Jana Petrov", screen_text(app))
        await pilot.resize_terminal(80, 24)
        await press(app, pilot, "tab", "tab")
        assert screen_text(app).count("corrected") == 3
        await pilot.resize_terminal(160, 45)
        await settle(app, pilot)
        assert screen_text(app).count("Last changes of its numbers") == 1


async def test_a_review_that_is_due_is_a_remark_until_it_is_held(path: Path, clock: Clock) -> None:
    with Board.open(path, who="JP", now=clock) as board:
        board.reviews.call("otd", "new competitor")
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "otd")
        assert "Time to ask again" in screen_text(app)
        assert "review due: new competitor" in screen_text(app)
        await press(app, pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, QualityScreen)
        assert "Time to ask again" not in screen_text(app)


async def test_a_review_comes_due_by_itself(path: Path, clock: Clock) -> None:
    clock.advance(days=100)
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "otd")
        assert "review due for 10 days" in screen_text(app)


async def test_nothing_open_is_said_too(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "line4.db"
    with Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board:
        board.team.add_person("Rosa Conti", "RC")
        board.team.add_goal("Nobody waits")
        board.kpis.add(
            "Orders on the day", owner="RC", goal="Nobody", unit="%", formula="a / b", data_source="list",
            effort_minutes=1, measurement_plan="RC reads it at six", because="late orders cost customers",
            customer_impact="they can plan their own day", behaviour_risk="lorries could leave half empty",
            drivers="the gate", constraints="one dock",
        )  # fmt: skip
        board.targets.set("Orders", target="95", glide_from="80", due=clock().date() + timedelta(days=200))
        board.kpis.consult("Orders", ["RC"])
    async with running(path, clock) as (app, pilot):
        await press(app, pilot, "i")
        assert "Nothing is open. Do you like the answers?" in screen_text(app)
        assert "✓ Specific  ✓ Measurable  ✓ Achievable  ✓ Relevant  ✓ Time-bound" in screen_text(app)
        await press(app, pilot, "enter")  # nothing to open
        assert isinstance(app.screen, QualityScreen)


async def test_a_kpi_that_is_gone_closes_its_page(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await app.attempt(lambda board: board.kpis.add("Lost gloves", key="gloves"))
        await settle(app, pilot)
        await ask(app, pilot, "gloves")
        await press(app, pilot, "u")
        assert isinstance(app.screen, BoardScreen)


async def test_the_key_again_goes_back(path: Path, clock: Clock) -> None:
    async with running(path, clock) as (app, pilot):
        await ask(app, pilot, "fpy")
        await press(app, pilot, "i")
        assert isinstance(app.screen, BoardScreen)


async def test_a_read_only_board_shows_everything_and_asks_nothing(path: Path, clock: Clock) -> None:
    async with running(path, clock, read_only=True) as (app, pilot):
        await ask(app, pilot, "otd")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, QualityScreen)
        assert any("read-only" in toast for toast in toasts(app))


@pytest.mark.parametrize("ascii", [False, True])
async def test_no_size_and_no_text_breaks_it(tmp_path: Path, clock: Clock, ascii: bool) -> None:
    path = tmp_path / "line4.db"
    text = " ".join(HOSTILE)
    fields = ("name", "because", "success", "formula", "definition", "data_source", "measurement_plan", "drivers",
              "customer_impact", "behaviour_risk", "constraints", "review_trigger")  # fmt: skip
    kpi = Kpi("k", "k", risk_level=4, importance=1, ease=5, **dict.fromkeys(fields, text))  # type: ignore[arg-type]  # all of them text
    with (
        Board.create(path, name="Line 4", who="anna", now=clock, timezone="UTC") as board,
        store_of(board).write("anna", "hostile", clock()) as writer,
    ):
        writer.put(kpi)
    async with running(path, clock, ascii=ascii) as (app, pilot):
        await press(app, pilot, "i")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(app, pilot, "end", "tab")
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1]
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", "".join(lines))


async def test_in_ascii_every_sign_is(path: Path, clock: Clock) -> None:
    async with running(path, clock, size=(160, 60), ascii=True) as (app, pilot):
        await ask(app, pilot, "dock2")
        assert '"From 80 to 90"' in screen_text(app)
        assert screen_text(app).isascii()
