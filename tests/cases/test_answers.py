"""Which reds wait for an answer on a real board, what an action did to its KPI, and how the contract is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.basics.ids import new_id
from kpiboard.cases import effects
from kpiboard.model import Action, Huddle, HuddleState, Result
from kpiboard.rules.ageing import Firefighting
from kpiboard.rules.red import ActedOn, Nature, Told
from kpiboard.words.board import what_next
from kpiboard.words.kpi import sense, so_what
from kpiboard.words.red import told_words

NOISE = (97, 95, 98, 96, 97, 95, 98, 96, 97, 95, 98, 96, 97, 95, 98, 96)  # limits: 90.3 and 102.7


@pytest.fixture
def measured(board: Board) -> Board:
    """On-time delivery, wanted ≥ 96, with 16 working days up to Thursday; now it is Saturday."""
    board.team.add_person("Joana Prado")
    board.kpis.add("On-time delivery", target=96, owner="JP")
    days = [date(2026, 11, 19) - timedelta(days=back) for back in range(40)]
    worked = [day for day in days if board.calendar().works(day)][: len(NOISE)]
    for day, value in zip(worked, reversed(NOISE), strict=True):
        board.readings.record("otd", value, period=day.isoformat())
    return board


def waiting(board: Board) -> list[str]:
    (card,) = board.snapshot().kpis
    return [red.period.key for red in card.reds]


def test_noise_asks_for_the_system_and_a_signal_for_todays_cause(measured: Board) -> None:
    measured.readings.record("otd", 94, period="2026-11-20")  # within its normal variation
    assert waiting(measured) == ["2026-11-20"]
    draft = measured.actions.draft("otd")
    assert (draft["kind"], draft["due"]) == ("system", "2026-11-28")
    measured.actions.add(**draft)
    assert waiting(measured) == []
    measured.readings.record("otd", 85, period="2026-11-20")
    (card,) = measured.snapshot().kpis
    assert card.signal
    assert waiting(measured) == ["2026-11-20"]  # the change of the system is no answer to that
    assert measured.kpis.story("otd").card.reds == card.reds
    draft = measured.actions.draft("otd")
    assert (draft["kind"], draft["due"]) == ("countermeasure", "2026-11-23")
    measured.actions.add(**draft)
    assert waiting(measured) == []


def test_a_red_run_waits_from_its_first_day_and_one_answer_is_enough(measured: Board, clock: Clock) -> None:
    for day, read_on in ((20, 21), (23, 24), (24, 25)):
        clock.moment = datetime(2026, 11, read_on, 12, tzinfo=UTC)
        measured.readings.record("otd", 94, period=f"2026-11-{day}")
    assert waiting(measured) == ["2026-11-20", "2026-11-23", "2026-11-24"]
    verdict = measured.snapshot().verdict
    assert (len(verdict.unanswered), verdict.oldest_hours) == (1, 103)  # since Saturday 06:00 in Berlin
    measured.readings.explain("otd", "dock 2 closed", period="2026-11-20")
    assert waiting(measured) == ["2026-11-23", "2026-11-24"]
    measured.actions.add("Open dock 2", kpi="otd")
    assert waiting(measured) == []
    measured.actions.cancel("A-1", "no permit")
    assert waiting(measured) == ["2026-11-23", "2026-11-24"]


def put(board: Board, huddle: Huddle) -> None:
    with store_of(board).write("another", "merged a copy", board.now()) as writer:
        writer.put(huddle)


def test_a_green_day_does_not_answer_the_red_before_it(measured: Board, clock: Clock) -> None:
    clock.moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    measured.readings.record("otd", 94, period="2026-11-20")
    measured.readings.record("otd", 99, period="2026-11-23")
    assert waiting(measured) == []  # Monday's huddle was the time to talk about it, and none was held
    held = Huddle(new_id(clock()), date(2026, 11, 20), HuddleState.CLOSED, started_at=clock() - timedelta(days=4))
    put(measured, replace(held, ended_at=held.started_at))
    assert waiting(measured) == ["2026-11-20"]  # where huddles are held, nothing slips through
    put(measured, Huddle(new_id(clock()), date(2026, 11, 24), HuddleState.CLOSED, started_at=clock()))
    assert waiting(measured) == []


def test_what_an_action_did_is_measured_from_the_day_after(board: Board, clock: Clock) -> None:
    board.team.add_person("Tara Lind")
    board.kpis.add("Scrap cost", unit="€", direction="lower", target=400, owner="TL")
    days = [date(2026, 11, 1) + timedelta(days=n) for n in range(20)]
    worked = [day for day in days if board.calendar().works(day)]
    for number, day in enumerate(worked):
        board.readings.record(
            "scrap-cost", (412 if number < 9 else 371) + (-3, 0, 3)[number % 3], period=day.isoformat()
        )
    done = worked[8]
    board.actions.add("Reuse of off-cut film", kpi="scrap-cost", owner="TL", due="friday", expected="-40", cause="c")
    before = board.actions.story("A-1")
    assert (before.done_at, before.effect.after if before.effect else 0) == (None, None)
    board.actions.move("A-1", "check", done_on=done.isoformat(), evidence="box at the machine")
    story = board.actions.story("A-1")
    assert story.effect is not None
    assert (round(story.effect.before or 0), round(story.effect.change or 0), story.effect.readings) == (412, -41, 6)
    assert story.effect.proposal is Result.WORKED
    assert story.ghost == pytest.approx((story.effect.before or 0) - 40)
    assert story.done_at is not None
    assert story.points[story.done_at].period.day == worked[9]
    assert [segment.first for segment in story.chart.segments] == [0, story.done_at]
    assert [step.what.split()[0] for step in story.steps] == ["Move", "Add"]


def test_an_action_without_a_kpi_has_no_effect(board: Board) -> None:
    board.actions.add("Tidy the shelf")
    story = board.actions.story("A-1")
    assert (story.effect, story.points, story.chart.segments, story.ghost) == (None, (), (), None)


def test_how_the_contract_is_kept(measured: Board, clock: Clock) -> None:
    measured.kpis.add("Scrap", target=3, direction="lower")
    now, clock.moment = clock.moment, datetime(2026, 11, 20, 12, tzinfo=UTC)
    measured.readings.record("scrap", 5, period="2026-11-19")
    clock.moment = now
    measured.readings.record("otd", 94, period="2026-11-20")
    found = measured.studies.answers()
    assert [card.kpi.key for card in found.unanswered] == ["scrap", "otd"]  # the one that waits longest first
    assert {card.kpi.key for card in found.dust} == {"otd", "scrap"}
    assert found.acted == ActedOn(0, 1)  # the others have been known for less than 24 hours
    measured.actions.add("Cut shorter", kind="containment", kpi="scrap", due="2026-11-20")
    measured.actions.add("New knife", kpi="scrap", owner="JP", due="2026-11-20")
    for number in range(3, 7):
        measured.actions.add("Sharpen", owner="JP", due="friday", cause="blunt")
        measured.actions.move(f"A-{number}", "do")
    measured.actions.edit("A-6", learning="Blunt after 900 cuts")
    assert measured.studies.answers().overdue[0].days_late == 1
    for due in ("2026-11-23", "2026-11-24", "2026-11-25"):
        measured.actions.edit("A-2", due=due)
    found = measured.studies.answers()
    assert [card.kpi.key for card in found.dust] == ["otd"]
    assert found.acted == ActedOn(0, 1)  # an answer after a day and more is too late
    assert found.firefighting == Firefighting(1, 5)
    assert [(person.initials, count) for person, count in found.overloaded] == [("JP", 4)]
    assert [card.label for card in found.overdue] == ["A-1"]
    assert [card.label for card in found.moved_often] == ["A-2"]
    assert [card.label for card in found.learned] == ["A-6"]
    assert found.done_per_100 == 0


def test_with_few_readings_a_red_is_neither_signal_nor_noise(board: Board) -> None:
    board.team.add_person("Joana Prado")
    board.kpis.add("On-time delivery", target=96, owner="JP")
    board.readings.record("otd", 97, period="2026-11-19")
    board.readings.record("otd", 85, period="2026-11-20")
    (card,) = board.snapshot().kpis
    (red,) = card.reds
    assert red.told == Told(Nature.TOO_EARLY, 2)
    assert told_words(red.told) == "too early to tell: 2 of 6 points"
    assert so_what(card, board.today(), board.today()).startswith("NO ACTION")
    draft = board.actions.draft("otd")
    assert draft["kind"] == "countermeasure"  # it answers, whatever the red turns out to be
    board.actions.add("Call the carrier", kind="system", kpi="otd")
    (card,) = board.snapshot().kpis
    assert (card.reds, sense(card)) == ((), "too early to tell: 2 of 6")


def test_a_red_that_was_left_out_is_not_within_normal_variation(measured: Board) -> None:
    measured.readings.record("otd", 94, period="2026-11-20")
    measured.limits.exclude("otd", "2026-11-20", "film lot 88")
    (card,) = measured.snapshot().kpis
    assert [told_words(red.told) for red in card.reds] == ["left out: film lot 88"]
    assert measured.actions.draft("otd")["kind"] == "countermeasure"


def test_a_lone_accident_waits_for_its_answer_and_nobody_is_congratulated(board: Board, clock: Clock) -> None:
    """Safety must not be lost: one accident, and the next days are good."""
    board.team.add_person("Mira Sand", "MS", role="leader")
    board.kpis.add("Accidents", key="acc", category="S", target=0, direction="lower", owner="MS")
    for day, value in ((17, 0), (18, 1), (19, 0), (20, 0)):
        clock.moment = datetime(2026, 11, day + 1, 8, tzinfo=UTC)
        board.readings.record("acc", value, period=f"2026-11-{day}")
    board.huddles.start()
    assert waiting(board) == ["2026-11-18"]
    assert board.snapshot().praise == ()
    board.huddles.thank_nobody()
    with pytest.raises(Refused, match="1 red has no answer"):
        board.huddles.close()
    board.readings.explain("acc", "a slip on the wet stairs", period="2026-11-18")
    assert waiting(board) == []
    record = board.huddles.record()
    assert [(red.period.key, red.reason) for _, red in record.reds] == [("2026-11-18", "a slip on the wet stairs")]
    board.huddles.close()
    assert [card.person.initials for card in board.snapshot().praise] == ["MS"]


def test_a_signal_is_let_pass_by_a_leader_only(measured: Board) -> None:
    measured.team.add_person("Mira Sand", "MS", role="leader")
    measured.readings.record("otd", 85, period="2026-11-20")
    with pytest.raises(InvalidInput, match="does not answer a signal"):
        measured.readings.explain("otd", "the dock was closed")
    with pytest.raises(InvalidInput, match="is no leader"):
        measured.readings.explain("otd", "the dock was closed", passed_by="JP")
    measured.readings.record("otd", Entry(85, reason="the dock was closed"), period="2026-11-20")
    assert waiting(measured) == ["2026-11-20"]  # the number is kept with its words, which answer nothing
    told = measured.readings.explain("otd", "the customer knows it", passed_by="MS")
    assert told.passed_by == "Mira Sand"
    assert waiting(measured) == []


def test_one_reason_for_a_long_weekend_counts_once(measured: Board, clock: Clock) -> None:
    for day in (20, 23, 24):
        clock.moment = datetime(2026, 11, day + 1, 12, tzinfo=UTC)
        measured.readings.record("otd", 94, period=f"2026-11-{day}")
    periods = waiting(measured)
    told = measured.readings.explain_all([("otd", period) for period in periods], "the port was on strike")
    assert len(told) == 3
    assert waiting(measured) == []
    assert measured.history.log(limit=1)[0].what == "Give one reason for 3 reds"
    clock.moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    measured.readings.record("otd", 94, period="2026-11-25")
    measured.readings.explain("otd", "the lorry broke down", period="2026-11-25")
    assert waiting(measured) == []  # the second of two
    measured.undo()
    assert waiting(measured) == ["2026-11-25"]


def test_what_came_back_is_proposed_first_and_answers_from_then_on(measured: Board, clock: Clock) -> None:
    measured.actions.add("Open dock 2", kpi="otd", owner="JP", due="2026-11-10", cause="one gate")
    measured.actions.move("A-1", "check", done_on="2026-11-01", evidence="the gate is open")
    measured.actions.move("A-1", "closed", result="worked", learning="one gate was too few", standard="two gates")
    clock.moment += timedelta(days=3)
    measured.readings.record("otd", 85, period="2026-11-23")
    (card,) = measured.snapshot().kpis
    assert card.duty.back is not None
    assert card.duty.back.number == 1
    assert (
        so_what(card, measured.today(), measured.today())
        == "NO ACTION since yesterday: A-1 came back: take it up again"
    )
    taken = measured.actions.step_back("A-1")
    assert (taken.came_back_on, taken.cycle) == (measured.today(), 2)
    (card,) = measured.snapshot().kpis
    assert (card.unanswered, card.duty.back) == (False, None)


def test_answered_late_is_shown_counted_and_said(measured: Board, clock: Clock) -> None:
    measured.readings.record("otd", 94, period="2026-11-20")
    measured.actions.add("Open dock 2", kpi="otd", due="2026-11-21")
    assert measured.snapshot().verdict.late == ()
    clock.moment += timedelta(days=2)
    snapshot = measured.snapshot()
    (card,) = snapshot.kpis
    assert (card.unanswered, len(card.late)) == (False, 1)
    assert snapshot.verdict.late == (card.kpi.id,)
    assert what_next(snapshot) == "On-time delivery is answered late: nobody yet has A-1 Open dock 2, 2 d late."
    assert so_what(card, snapshot.today, snapshot.today) == "answered late: A-1 Open dock 2 is 2 d late"
    found = measured.studies.answers()
    assert ([one.kpi.key for one in found.late], found.acted.late) == (
        ["otd"],
        5,
    )  # the other reds of the month wait for it, too
    measured.actions.edit("A-1", due="2026-11-30")
    assert measured.snapshot().verdict.late == ()


def test_one_action_answers_the_reds_of_several_kpis(measured: Board) -> None:
    """A stop that reddens five KPIs."""
    measured.kpis.add("Scrap", target=3, direction="lower")
    measured.readings.record("scrap", 5, period="2026-11-20")
    measured.readings.record("otd", 85, period="2026-11-20")
    assert len(measured.snapshot().verdict.unanswered) == 2
    made = measured.actions.add("Restart the line", kind="containment", kpi="otd", also="scrap, otd", due="2026-11-23")
    snapshot = measured.snapshot()
    assert snapshot.verdict.unanswered == ()
    assert [[one.number for one in card.running] for card in snapshot.kpis] == [[1], [1]]
    assert [kpi.key for kpi in measured.actions.story("A-1").card.also] == ["scrap"]
    assert [card.label for card in measured.kpis.story("scrap").actions] == ["A-1"]
    assert measured.studies.answers().dust == ()
    measured.actions.edit(made, also="")
    assert len(measured.snapshot().verdict.unanswered) == 1
    measured.undo()
    assert measured.snapshot().verdict.unanswered == ()


def test_a_code_of_the_board_is_a_reason(measured: Board) -> None:
    measured.readings.record("otd", Entry(95, code="dock"), period="2026-11-18")
    measured.readings.record("otd", 94, period="2026-11-20")
    with pytest.raises(InvalidInput, match="too little"):
        measured.readings.explain("otd", "film")
    assert measured.readings.explain("otd", "Dock").code == "dock"
    assert waiting(measured) == []
    assert measured.studies.reason_codes() == ["dock"]
    assert measured.studies.reason_codes(for_kpi="otd") == []


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_last_readings_tell_the_same_effect_as_all(data: st.DataObject) -> None:
    """The short cut of `effect_of` against the whole history."""
    values = data.draw(st.lists(st.integers(80, 100), min_size=30, max_size=90))
    done, opened = data.draw(st.integers(0, len(values))), data.draw(st.integers(0, len(values)))
    clock = Clock(datetime(2026, 1, 5, 12, tzinfo=UTC))
    with (
        TemporaryDirectory() as folder,
        Board.create(Path(folder) / "b.db", name="B", now=clock, template="empty") as one,
    ):
        one.settings.edit(days_off="")
        one.kpis.add("Yield", key="y", target=90)
        rows = [(clock.moment + timedelta(days=n), value) for n, value in enumerate(values)]
        clock.moment = rows[-1][0]
        for at, value in rows:
            one.readings.record("y", value, period=at.date().isoformat())
        action = Action(
            "a", 1, "x", kpi_id=one.kpis.find("y").id, check_n=1,
            opened_on=(rows[0][0] + timedelta(days=opened)).date(), done_on=(rows[0][0] + timedelta(days=done)).date(),
        )  # fmt: skip
        whole = effects._points
        desk = one._desk
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(effects, "SPARE", data.draw(st.integers(0, 60)))
            short = effects.effect_of(desk, action)
            patch.setattr(effects, "_points_around", lambda cards, kpi, _: whole(cards, kpi))
            assert short == effects.effect_of(desk, action)
