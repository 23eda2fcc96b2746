"""KPIs that count events: added with a day, off target until answered, nothing to type on other days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from support import Clock, store_of

from kpiboard import Board
from kpiboard.basics.errors import CountsEvents, InvalidInput, NotFound, Refused
from kpiboard.basics.ids import event_id
from kpiboard.model import Cadence, Direction, Event, Kpi, SignalRules
from kpiboard.rules.events import EventSense
from kpiboard.rules.letters import DayState
from kpiboard.rules.smells import Smell
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome
from kpiboard.views.board import KpiCard
from kpiboard.views.letters import LetterDay
from kpiboard.words.board import why

TODAY = date(2026, 11, 21)  # a Saturday, 14:32


@pytest.fixture(autouse=True)
def safe(board: Board) -> Kpi:
    return board.kpis.add(
        "Days without accident", key="safe", category="S", counts_events="yes", counted_from="2026-11-02"
    )


def card(board: Board, key: str = "safe") -> KpiCard:
    return next(one for one in board.snapshot().kpis if one.kpi.key == key)


def letter(board: Board) -> dict[int, LetterDay]:
    found = next(one for one in board.letters.month().letters if one.category.letter == "S")
    return {one.day.day: one for one in found.days}


def test_a_kpi_of_events_has_days_and_begins_to_count_when_it_is_made(board: Board) -> None:
    made = board.kpis.add("Complaints", counts_events="yes")
    assert (made.unit, made.decimals, made.counted_from, made.of_events) == ("d", 0, TODAY, True)
    for field, value in (("direction", "lower"), ("cadence", "month"), ("share", "yes"), ("rollup", "sum")):
        with pytest.raises(InvalidInput) as refused:
            board.kpis.edit("complaints", **{field: value})
        assert refused.value.field == field
    board.kpis.add("Sick leave", key="sick", unit="%", direction="lower", target=5)
    turned = board.kpis.edit("sick", counts_events="yes")
    assert (turned.of_events, turned.unit, turned.direction) == (True, "%", Direction.HIGHER)


def test_a_day_without_an_event_is_on_target_and_asks_for_nothing(board: Board) -> None:
    assert board.snapshot().verdict.outcome is Outcome.WINNING
    found = card(board)
    assert (found.status, found.latest.value, found.reds, found.days_since_red) == (Status.ON_TARGET, 20.0, (), None)
    assert {point.status for point in found.history} == {Status.ON_TARGET}
    assert [point.period.day.day for point in found.history][-6:] == [13, 16, 17, 18, 19, 20, 21][-6:]
    assert {letter(board)[day].state for day in (2, 13, 20)} == {DayState.ON_TARGET}
    assert letter(board)[14].state is DayState.DAY_OFF
    assert letter(board)[21].state is DayState.DAY_OFF  # a Saturday on which nothing has happened yet


def test_an_event_is_off_target_until_it_is_answered_and_its_letter_only_on_its_day(board: Board) -> None:
    made = board.events.add("safe", "finger cut", day="2026-11-12")
    assert made.id == event_id(made.kpi_id, date(2026, 11, 12), 1)
    found = card(board)
    assert (found.status, found.latest.value, found.latest.status) == (Status.OFF_TARGET, 9.0, Status.ON_TARGET)
    assert [red.period.key for red in found.reds] == ["2026-11-12"]
    assert board.snapshot().verdict.outcome is Outcome.LOSING
    assert why(board.snapshot()) == "Safety must not be lost: Days without accident: finger cut, Thu 12 Nov."
    red = [day for day, one in letter(board).items() if one.state is DayState.OFF_TARGET]
    assert red == [12]
    board.readings.explain("safe", "the guard was off, it is on again")
    found = card(board)
    assert (found.status, found.reds, found.days_since_red) == (Status.ON_TARGET, (), 9)
    assert [day for day, one in letter(board).items() if one.state is DayState.OFF_TARGET] == [12]


def test_today_it_is_red_also_when_it_is_answered(board: Board) -> None:
    board.events.add("safe", "slip", reason="the floor is dry again")
    found = card(board)
    assert (found.status, found.latest.value, found.reds) == (Status.OFF_TARGET, 0.0, ())
    assert letter(board)[21].state is DayState.OFF_TARGET


def test_an_action_answers_it_too(board: Board) -> None:
    board.events.add("safe", "finger cut", day="2026-11-12")
    board.actions.add("A guard that cannot be taken off", kpi="safe", kind="countermeasure")
    assert card(board).reds == ()
    assert card(board).status is Status.ON_TARGET


def test_however_long_ago_it_waits_for_its_answer(board: Board, clock: Clock) -> None:
    """A huddle was held since, and weeks have gone by: it is not talked away."""
    board.events.add("safe", "finger cut", day="2026-11-20")
    board.events.add("safe", "slip", day="2026-11-20")
    clock.advance(days=120)
    assert [red.period.key for red in card(board).reds] == ["2026-11-20"]
    first = board.events.on("safe", "2026-11-20")
    board.events.edit(first, reason="was bandaged, works again")
    assert len(card(board).reds) == 1  # the other one of the day has no answer yet
    board.readings.explain("safe", "the floor is dry again")
    assert card(board).reds == ()


def test_events_are_put_right_and_taken_away(board: Board) -> None:
    first = board.events.add("safe", "finger cut", day="2026-11-12")
    second = board.events.add("safe", "slip", day="2026-11-12")
    assert (first.nth, second.nth) == (1, 2)
    moved = board.events.edit(second, day="2026-11-13", what="slipped on oil", code="oil")
    assert (moved.day.day, moved.nth, moved.what, moved.code) == (13, 1, "slipped on oil", "oil")
    assert [one.what for one in board.events.of("safe")] == ["finger cut", "slipped on oil"]
    assert board.studies.reason_codes() == ["oil"]
    board.undo()
    assert [one.day.day for one in board.events.of("safe")] == [12, 12]
    board.events.remove(first)
    assert board.events.of("safe") == [second]
    with pytest.raises(NotFound):
        board.events.on("safe", "2026-11-12", 1)
    with pytest.raises(InvalidInput):
        board.events.add("safe", "to come", day="2026-11-22")
    with pytest.raises(InvalidInput):
        board.events.edit(second, day="2026-11-22")


def test_an_event_that_is_entered_late_says_so(board: Board) -> None:
    assert board.events.add("safe", "slip", day="2026-11-20").late_at is None
    assert board.events.add("safe", "slip", day="2026-11-12").late_at == datetime.fromisoformat("2026-11-21T13:32Z")


def test_it_takes_no_number_and_no_target(board: Board) -> None:
    for refused in (
        lambda: board.readings.record("safe", 3),
        lambda: board.readings.preview("safe", "3"),
        lambda: board.targets.set("safe", target=30),
        lambda: board.targets.propose("safe", "30"),
        lambda: board.kpis.add("Complaints", counts_events="yes", target=30),
        lambda: board.kpis.edit("safe", target=30),
    ):
        with pytest.raises(CountsEvents):
            refused()
    board.kpis.add("On-time delivery", key="otd")
    with pytest.raises(Refused):
        board.events.add("otd", "late")
    assert board.reviews.audit_drill("safe") == []
    with pytest.raises(NotFound):
        board.limits.rebase("safe", "2026-11-12", "a guard")
    board.events.add("safe", "slip", day="2026-11-12")
    assert board.limits.rebase("safe", "2026-11-12", "a guard").start == "2026-11-12"


def test_nobody_is_congratulated_for_a_day_on_which_nothing_happened(board: Board) -> None:
    board.team.add_person("Joana Prado", "JP")
    board.kpis.edit("safe", owner="JP")
    board.events.add("safe", "slip", day="2026-11-19", reason="the floor is dry")
    assert board.snapshot().praise == ()


def test_the_story_is_told_on_the_days_between(board: Board) -> None:
    board.kpis.edit("safe", counted_from="2026-01-01")
    for ago in (230, 200, 171, 138, 110, 83, 51, 20, 18):
        board.events.add("safe", f"event {ago}", day=TODAY - timedelta(ago), reason="it was looked into")
    story = board.kpis.story("safe")
    assert [point.value for point in story.points] == [None, 30, 29, 33, 28, 27, 32, 31, 2, 18]
    assert story.sense is EventSense.SHORTER
    assert story.card.process is not None
    assert story.card.process.natures.of(story.points[-2].period).nature.value == "signal"
    assert story.targets == ()
    assert card(board).process == story.card.process
    assert board.readings.history(story.points[0].reading.id)[0].who == "anna"  # type: ignore[union-attr]


def test_another_programs_events_to_come_do_not_count(board: Board) -> None:
    kpi = board.kpis.find("safe")
    with store_of(board).write("bob", "wrote", board.now()) as writer:
        writer.put(Event("x", kpi.id, date(2027, 1, 1)))
    assert card(board).latest.value == 20.0
    assert board.kpis.story("safe").sense is EventSense.NONE_YET


class TestConversion:
    def count(self, board: Board) -> None:
        board.kpis.add("Complaints", direction="lower", decimals=0, target=1, category="Q")
        for ago in range(28, 0, -1):
            day = TODAY - timedelta(ago)
            if day.weekday() < 5:
                board.readings.record("complaints", {1: 2, 9: 1, 11: 3}.get(ago, 0), period=f"{day}")

    def test_counts_become_events_and_come_back(self, board: Board) -> None:
        self.count(board)
        before = board.files.export_toml()
        board.team.add_person("Maren Sato", "MS", role="leader")
        board.readings.explain("complaints", "wrong label, lot 88", "2026-11-10", passed_by="MS")
        waiting = [red.period.key for red in card(board, "complaints").reds]
        assert waiting == ["2026-11-20"]
        new = board.events.convert("complaints")
        assert (new.of_events, new.cadence, new.direction, new.unit) == (True, Cadence.DAY, Direction.HIGHER, "d")
        assert new.counted_from == date(2026, 10, 26)
        events = board.events.of("complaints")
        assert [(one.day.day, one.nth) for one in events] == [(10, 1), (10, 2), (10, 3), (12, 1), (20, 1), (20, 2)]
        assert [one.reason for one in events[:4]] == ["wrong label, lot 88"] * 3 + ["taken over from its readings"]
        assert [red.period.key for red in card(board, "complaints").reds] == waiting  # what waits goes on waiting
        assert len(store_of(board).readings(new.id, Cadence.DAY)) == 20  # they are kept, and shown no more
        for _ in range(3):
            board.undo()
        assert board.files.export_toml() == before

    def test_a_counter_goes_on_where_it_was(self, board: Board) -> None:
        board.kpis.add("Days since", key="since", unit="days", decimals=0, target=30, signal_rules="none")
        last = TODAY - timedelta(12)
        for ago in range(28, 0, -1):
            day = TODAY - timedelta(ago)
            if day.weekday() < 5:
                board.readings.record("since", (day - last).days if day >= last else 400 - ago, period=f"{day}")
        new = board.events.convert("since")
        assert [one.day for one in board.events.of("since")] == [last]
        assert card(board, "since").latest.value == 12.0
        assert new.counted_from == date(2026, 10, 26) - timedelta(400 - 26 - 1)
        assert new.signal_rules is SignalRules.WHEELER
        assert new.unit == "d"

    def test_it_is_told(self, board: Board) -> None:
        self.count(board)
        assert board.kpis.story("complaints").whiffs[0].smell is Smell.ZEROS
        board.events.convert("complaints")
        assert board.kpis.story("complaints").whiffs == ()

    def test_what_is_neither_is_left_alone(self, board: Board) -> None:
        board.kpis.add("On-time delivery", key="otd", unit="%")
        for key in ("otd", "safe"):
            with pytest.raises(Refused):
                board.events.convert(key)
