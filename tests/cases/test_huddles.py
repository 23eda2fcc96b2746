"""The huddle: begun, left in the middle, gone on with, kept open by what is not done, closed, skipped, looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.model import Attendance, Huddle, HuddleState, HuddleStep, Stage
from kpiboard.rules.huddle import Hurdle
from kpiboard.views.huddle import HuddleRecord
from kpiboard.words.huddle import minutes

THURSDAY = datetime(2026, 11, 19, 5, 30, tzinfo=UTC)  # 06:30 on the clock of the board
FRIDAY = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(THURSDAY)


@pytest.fixture
def team(board: Board) -> Board:
    """Three people, one of them a coach, and one KPI that was on target on Wednesday."""
    for name, role in (("Joana Prado", "member"), ("Maria Silva", "leader"), ("Carl Ohm", "coach")):
        board.team.add_person(name, role=role)
    board.kpis.add("On-time delivery", target=95, owner="JP", unit="%", decimals=1)
    board.readings.record("otd", 96, period="2026-11-18")
    return board


def hold(board: Board, clock: Clock, at: datetime, skipped_because: str = "") -> Huddle:
    """A whole huddle of nine minutes."""
    clock.moment = at
    board.huddles.start(skipped_because=skipped_because)
    board.huddles.thank_nobody()
    clock.advance(minutes=9)
    return board.huddles.close()


def initials(record: HuddleRecord) -> tuple[str, str]:
    return " ".join(one.initials for one in record.present), " ".join(one.initials for one in record.absent)


def test_a_huddle_from_beginning_to_end(team: Board, clock: Clock) -> None:
    begun = team.huddles.start()
    assert (begun.held_on, begun.state, begun.step) == (date(2026, 11, 19), HuddleState.RUNNING, HuddleStep.OPEN)
    card = team.snapshot().huddle
    assert card is not None
    assert card.facilitator == team.team.find_person("JP")
    assert [one.initials for one in card.present] == ["JP", "MS"]  # a coach may come, and is not expected
    clock.advance(seconds=30)
    assert team.huddles.go_to("wins").step_at == clock.moment
    clock.advance(seconds=9)
    assert team.huddles.go_to(HuddleStep.WINS).step_at != clock.moment  # it is on already
    team.huddles.note("the gate is open\nfrom Monday on")
    team.huddles.thank_nobody()
    clock.advance(minutes=8, seconds=30)
    closed = team.huddles.close()
    assert (closed.state, closed.ended_at) == (HuddleState.CLOSED, clock.moment)
    view = team.snapshot()
    assert (view.huddle, view.last_huddle, view.streak) == (None, closed, 1)
    record = team.huddles.record()
    assert (record.huddle, record.minutes, record.hurdles) == (closed, 9, ())
    assert team.huddles.all() == [closed]


def test_a_program_that_was_killed_goes_on_from_where_it_was(team: Board, clock: Clock) -> None:
    begun = team.huddles.start(facilitator="MS")
    team.huddles.toggle_presence("JP")
    team.huddles.note("dock 2 is shut")
    reds = team.huddles.go_to("reds")
    clock.advance(minutes=3)
    with Board.open(team.path, who="kiosk", now=clock) as after:  # the first one is never closed
        assert after.huddles.start(facilitator="JP") == reds
        card = after.snapshot().huddle
        assert card is not None
        assert (card.huddle.id, card.huddle.step, card.huddle.notes) == (begun.id, HuddleStep.REDS, "dock 2 is shut")
        assert card.facilitator == after.team.find_person("MS")
        assert [one.initials for one in card.present] == ["MS"]
        assert len(after.huddles.all()) == 1


def test_it_does_not_close_over_an_unanswered_red(team: Board, clock: Clock) -> None:
    clock.moment = FRIDAY
    team.readings.record("otd", 91, period="2026-11-19")
    team.huddles.start()
    team.huddles.thank_nobody()
    with pytest.raises(Refused, match="1 red has no answer") as refused:
        team.huddles.close()
    assert "Start an action" in refused.value.hint
    assert team.huddles.record().hurdles == (Hurdle.UNANSWERED,)
    team.readings.explain("otd", "the dock was shut by the fire drill", period="2026-11-19")
    assert team.huddles.close().state is HuddleState.CLOSED
    ((kpi, red),) = team.huddles.record().reds
    assert (kpi.key, red.reason) == ("otd", "the dock was shut by the fire drill")


def test_it_does_not_close_over_a_new_action_without_owner_or_due(team: Board, clock: Clock) -> None:
    team.actions.add("From before, and nobody's")
    clock.advance(minutes=1)
    team.huddles.start()
    team.huddles.thank_nobody()
    for number, given in ((2, {"owner": "JP"}), (3, {"due": "friday"})):
        team.actions.add("Sweep dock 2", **given)
        with pytest.raises(Refused, match=rf"A-{number} has no owner or no due date"):
            team.huddles.close()
        team.actions.edit(number, owner="JP", due="friday")
    team.actions.add("Not wanted after all")
    team.actions.cancel(4, "the landlord does it")
    team.huddles.close()
    record = team.huddles.record()
    assert [one.number for one in record.new_actions] == [2, 3, 4]


def test_it_does_not_close_before_somebody_is_thanked_or_none_today_is_said(team: Board) -> None:
    team.huddles.start()
    with pytest.raises(Refused, match="nobody was thanked"):
        team.huddles.close()
    team.huddles.thank_nobody()
    assert team.huddles.record().hurdles == ()
    team.huddles.thank_nobody(False)
    assert team.huddles.record().hurdles == (Hurdle.NOBODY_THANKED,)
    team.praise.congratulate("MS", what="stayed until the truck had left")
    team.huddles.close()
    assert team.huddles.record().thanked == ((team.team.find_person("MS"), "stayed until the truck had left"),)


def test_thanks_count_in_a_huddle_that_goes_on_into_the_next_production_day(team: Board, clock: Clock) -> None:
    clock.moment = datetime(2026, 11, 20, 4, 55, tzinfo=UTC)  # the day begins at 06:00, in five minutes
    team.huddles.start()
    clock.advance(minutes=6)
    team.praise.congratulate("MS")
    assert team.huddles.close().held_on == date(2026, 11, 19)
    assert [one.initials for one, _ in team.huddles.record().thanked] == ["MS"]


def test_a_skipped_day_needs_a_reason_before_the_next_begins(team: Board, clock: Clock) -> None:
    hold(team, clock, THURSDAY)
    clock.moment = MONDAY
    assert team.huddles.missed() == (date(2026, 11, 20),)
    with pytest.raises(InvalidInput, match=r"no huddle on Fri 20 Nov\."):
        team.huddles.start()
    assert team.snapshot().huddle is None
    team.huddles.start(skipped_because="stock-taking")
    skipped = team.huddles.record("2026-11-20")
    assert (skipped.huddle.state, skipped.huddle.skip_reason) == (HuddleState.SKIPPED, "stock-taking")
    assert (skipped.present, skipped.absent, skipped.minutes) == ((), (), None)
    assert team.huddles.missed() == ()
    team.undo()  # begun and explained in one step
    assert [one.held_on.day for one in team.huddles.all()] == [19]


def test_the_row_of_huddles(team: Board, clock: Clock) -> None:
    hold(team, clock, THURSDAY)
    hold(team, clock, FRIDAY)
    hold(team, clock, MONDAY)  # after the weekend
    assert team.snapshot().streak == 3
    assert [team.huddles.record(f"2026-11-{day}").streak for day in (19, 20, 23)] == [1, 2, 3]
    clock.advance(days=1)
    assert team.snapshot().streak == 3  # the next one is yet to come
    team.huddles.skip("all at the customer's")
    assert team.snapshot().streak == 0


def test_skipping_says_why_and_only_for_a_day_that_asks_for_it(team: Board, clock: Clock) -> None:
    clock.moment = FRIDAY
    with pytest.raises(InvalidInput, match="reason is empty"):
        team.huddles.skip("")
    with pytest.raises(InvalidInput, match="still to come"):
        team.huddles.skip("holiday", "2026-11-23")
    with pytest.raises(InvalidInput, match="Nobody works"):
        team.huddles.skip("weekend", "2026-11-15")
    assert team.huddles.skip("stock-taking", "yesterday").held_on == date(2026, 11, 19)
    with pytest.raises(Refused, match="skipped already"):
        team.huddles.skip("why not", "yesterday")
    team.huddles.start()
    with pytest.raises(Refused, match="running already"):
        team.huddles.skip("nobody came")


def test_no_missed_day_slips_away_behind_a_skipped_one(team: Board, clock: Clock) -> None:
    hold(team, clock, THURSDAY)
    clock.moment = MONDAY
    with pytest.raises(Refused, match=r"no huddle on Fri 20 Nov\."):
        team.huddles.skip("all at the customer's")
    team.huddles.skip("stock-taking", "2026-11-20")
    team.huddles.skip("all at the customer's")
    assert team.huddles.missed() == ()


def test_the_lead_goes_round_and_attendance_starts_as_last_time(team: Board, clock: Clock) -> None:
    team.huddles.start()
    team.huddles.set_attendance("JP, co")
    team.huddles.thank_nobody()
    team.huddles.close()
    assert initials(team.huddles.record()) == ("JP CO", "MS")
    clock.moment = FRIDAY
    team.huddles.start()
    record = team.huddles.record()
    assert (record.facilitator, initials(record)) == (
        team.team.find_person("MS"),
        ("JP MS", ""),
    )  # who leads is there
    team.huddles.set_facilitator("JP")
    assert [one.initials for one in team.huddles.toggle_presence("MS")] == ["JP"]
    assert [one.initials for one in team.huddles.set_attendance(["MS", "JP"])] == ["JP", "MS"]
    with pytest.raises(InvalidInput):
        team.huddles.set_attendance("JP XX")
    record = team.huddles.record()
    assert (record.facilitator, initials(record)) == (team.team.find_person("JP"), ("JP MS", ""))


def test_each_step_is_undone_by_itself_and_restores_exactly(team: Board, clock: Clock) -> None:
    def state() -> object:
        return team.huddles.all(), store_of(team).all(Attendance)

    seen = [state()]
    for step in (
        team.huddles.start,
        lambda: team.huddles.toggle_presence("JP"),
        lambda: team.huddles.set_attendance("ms co"),
        lambda: team.huddles.go_to("reds"),
        lambda: team.huddles.set_facilitator("MS"),
        lambda: team.huddles.note("x"),
        team.huddles.thank_nobody,
        team.huddles.close,
    ):
        clock.advance(seconds=10)
        step()
        seen.append(state())
    for before in reversed(seen[:-1]):
        team.undo()
        assert state() == before
    for after in seen[1:]:
        team.redo()
        assert state() == after


def test_abandoning_takes_it_away_and_keeps_what_was_done(team: Board) -> None:
    team.huddles.start()
    team.actions.add("Sweep dock 2")
    team.huddles.abandon()
    assert (team.huddles.all(), store_of(team).all(Attendance)) == ([], [])
    assert team.actions.find(1).title == "Sweep dock 2"
    team.undo()
    assert team.huddles.record().huddle.state is HuddleState.RUNNING


def test_without_a_huddle_there_is_nothing_to_do_with_it(team: Board) -> None:
    for step in (
        lambda: team.huddles.go_to("wins"),
        lambda: team.huddles.set_attendance("JP"),
        lambda: team.huddles.toggle_presence("JP"),
        lambda: team.huddles.set_facilitator("JP"),
        lambda: team.huddles.note("x"),
        team.huddles.thank_nobody,
        team.huddles.close,
        team.huddles.abandon,
    ):
        with pytest.raises(Refused, match="No huddle is running"):
            step()
    with pytest.raises(NotFound, match="No huddle was held yet"):
        team.huddles.record()
    with pytest.raises(NotFound, match="no huddle on 2026-11-02"):
        team.huddles.record("2026-11-02")


def test_what_came_out_of_it(team: Board, clock: Clock) -> None:
    hold(team, clock, THURSDAY)
    clock.advance(hours=1)
    team.actions.add("Second set of tools", owner="JP", due="friday", cause="one set is not enough")
    team.feedback.add("The torque wrench is worn", author="JP")
    team.feedback.add("Paint the lane", author="MS")
    clock.moment = FRIDAY
    team.readings.record("otd", 91, period="2026-11-19")
    team.huddles.start()
    clock.advance(minutes=1)
    team.actions.move("A-1", "do")
    team.actions.add("Sweep dock 2", kpi="otd", owner="MS", due="+1", kind="containment")
    team.feedback.answer("F-1", "a new one comes on Monday")
    team.feedback.accept("F-2", owner="MS", due="+9")
    team.escalations.add(action="A-2", reason="the dock is not ours")
    team.praise.congratulate("JP", action="A-1")
    clock.advance(minutes=8)
    team.huddles.close()
    clock.advance(hours=1)
    team.actions.add("After the huddle", owner="MS", due="+1")
    team.actions.step_back("A-1")
    record = team.huddles.record()
    assert [(kpi.key, red.action and red.action.number) for kpi, red in record.reds] == [("otd", 2)]
    assert [one.number for one in record.new_actions] == [2, 3]
    assert [(one.action.number, one.before, one.after) for one in record.moved] == [(1, Stage.PLAN, Stage.DO)]
    assert [one.number for one in record.answered] == [1, 2]
    assert [one.number for one in record.escalated] == [1]
    digest = record.digest
    assert digest.since == datetime(2026, 11, 19, 5, 39, tzinfo=UTC)
    assert [one.number for one in digest.opened] == [1]
    assert [kpi.key for kpi in digest.turned_red] == ["otd"]
    text = minutes(record)
    for line in (
        "06:30 to 06:39, 9 min · 2 huddles in a row",
        "  turned red: On-time delivery",
        "  A-2 Sweep dock 2 · Maria Silva · due 2026-11-21",
        "  A-1 Second set of tools: plan to do",
        "  F-1 The torque wrench is worn",
        "  E-1 A-2 Sweep dock 2: the dock is not ours",
        "  On-time delivery, Thu 19 Nov (too early to tell: 2 of 6 points): A-2 Sweep dock 2",
    ):
        assert line in text.splitlines()


def test_the_digest_tells_what_turned_what_closed_and_what_was_answered(team: Board, clock: Clock) -> None:
    team.readings.record("otd", 91, period="2026-11-18")
    clock.advance(minutes=1)
    team.huddles.start()
    team.actions.add("Sweep dock 2", kpi="otd", owner="MS", due="+1")
    team.huddles.thank_nobody()
    team.huddles.close()
    clock.advance(hours=3)
    team.feedback.add("The torque wrench is worn")
    team.feedback.answer("F-1", "a new one comes on Monday")
    for stage in ("do", "check", "act"):
        team.actions.move("A-1", stage, passed_by="MS", reason="tried at once", result="worked")
    team.actions.move("A-1", "closed", passed_by="MS", reason="tried at once")
    clock.moment = FRIDAY
    team.readings.record("otd", 97, period="2026-11-19")
    clock.advance(minutes=2)
    team.huddles.start()
    digest = team.huddles.record().digest
    assert [kpi.key for kpi in digest.turned_green] == ["otd"]
    assert digest.turned_red == ()
    assert [one.number for one in digest.closed] == [1]
    assert [one.number for one in digest.answered] == [1]
    assert digest.opened == ()  # that was in the huddle


def test_a_number_that_came_in_after_the_huddle_is_news_in_the_next(team: Board, clock: Clock) -> None:
    team.huddles.start()
    team.huddles.thank_nobody()
    team.huddles.close()
    clock.advance(hours=2)
    team.readings.record("otd", 90, period="2026-11-18")  # corrected: it was red all along
    clock.moment = FRIDAY
    team.readings.record("otd", 90, period="2026-11-19")
    team.huddles.start()
    assert [kpi.key for kpi in team.huddles.record().digest.turned_red] == ["otd"]


def test_without_one_before_the_digest_is_about_24_hours(team: Board, clock: Clock) -> None:
    team.actions.add("Long ago")
    clock.advance(hours=25)
    team.actions.add("An hour ago")
    clock.advance(hours=1)
    team.huddles.start()
    digest = team.huddles.record().digest
    assert (digest.since, [one.title for one in digest.opened]) == (None, ["An hour ago"])


def test_two_huddles_on_a_day_each_have_their_own_record(team: Board, clock: Clock) -> None:
    first = hold(team, clock, THURSDAY)
    clock.advance(hours=8)
    team.huddles.start()
    team.actions.add("Late shift's", owner="JP", due="+1")
    team.huddles.thank_nobody()
    second = team.huddles.close()
    assert team.huddles.record("today").huddle == second
    assert [len(team.huddles.record(huddle=one).new_actions) for one in (first, second)] == [0, 1]
    assert team.snapshot().streak == 1


@pytest.fixture
def plant(tmp_path: Path, clock: Clock) -> Iterator[Board]:
    with Board.create(tmp_path / "line.db", template="line", who="anna", now=clock, timezone="Europe/Berlin") as made:
        yield made


def test_a_huddle_knows_its_shift(plant: Board) -> None:
    running = plant.huddles.start()
    shift = plant.snapshot().shift
    assert shift is not None
    assert running.shift == shift.key
