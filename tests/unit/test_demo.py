"""The rows of the demo board: what it holds, and that they are the same on any day; test_demo_stories.py reads them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date, datetime, timedelta
from statistics import stdev
from zoneinfo import ZoneInfo

import pytest

from kpiboard.basics.ids import event_id, reading_id
from kpiboard.basics.safetext import clean
from kpiboard.model import (
    ROW_TYPES,
    Action,
    BoardInfo,
    Cadence,
    Category,
    Cover,
    Decision,
    Direction,
    Event,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    Horizon,
    Kpi,
    KpiState,
    Note,
    Person,
    Reading,
    ReadingKind,
    Review,
    Role,
    Shift,
    Stage,
    Target,
    Why,
    share_scale,
)
from kpiboard.model.facts.every import REFERENCES
from kpiboard.rules import inbox, pdca
from kpiboard.rules.calendar import WorkCalendar, is_off, latest_due, parse_period, production_day
from kpiboard.rules.status import status_of
from kpiboard.rules.targets import target_on
from kpiboard.rules.trust import is_late
from kpiboard.starting.demo import ANCHOR, build

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = [
    ANCHOR,
    datetime(2026, 11, 23, 5, 59, tzinfo=BERLIN),  # Monday, the weekend's production day still running
    datetime(2026, 11, 23, 6, 0, tzinfo=BERLIN),
    datetime(2026, 11, 25, 10, 15, 42, tzinfo=BERLIN),
    datetime(2026, 11, 27, 23, 30, tzinfo=BERLIN),
    datetime(2026, 11, 29, 0, 10, tzinfo=BERLIN),
    datetime(2026, 12, 1, 6, 0, tzinfo=BERLIN),
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=BERLIN),
    datetime(2027, 1, 1, 3, 0, tzinfo=BERLIN),
    datetime(2027, 1, 4, 7, 0, tzinfo=BERLIN),
    datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN),  # the clocks go forward
    datetime(2027, 3, 29, 8, 0, tzinfo=BERLIN),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),  # the clocks go back
    datetime(2026, 10, 26, 8, 0, tzinfo=BERLIN),
    datetime(2028, 2, 29, 14, 0, tzinfo=BERLIN),
    datetime(2028, 3, 1, 14, 0, tzinfo=BERLIN),
    datetime(2031, 6, 15, 12, 0, tzinfo=ZoneInfo("Pacific/Auckland")),
]


class Demo:
    """The demo board of one moment, and its statuses by the rules."""

    def __init__(self, now):
        self.now = now.astimezone(BERLIN)
        self.info, self.rows = build(now)
        self.calendar = WorkCalendar.of(self.info, self.of(Shift))
        self.today = production_day(self.calendar, self.now)
        self.kpis = {kpi.key: kpi for kpi in self.of(Kpi)}

    def of(self, kind):
        return [row for row in self.rows if isinstance(row, kind)]

    def readings(self, key):
        """Oldest first."""
        kpi = self.kpis[key]
        mine = [reading for reading in self.of(Reading) if reading.kpi_id == kpi.id]
        return sorted(mine, key=lambda reading: self.period(reading).start)

    def values(self, key):
        return [reading.value for reading in self.readings(key) if reading.value is not None]

    def period(self, reading):
        kpi = next(kpi for kpi in self.kpis.values() if kpi.id == reading.kpi_id)
        return parse_period(self.calendar, kpi.cadence, reading.period)

    def target(self, key, day):
        kpi = self.kpis[key]
        return target_on([target for target in self.of(Target) if target.kpi_id == kpi.id], day, kpi.decimals)

    def statuses(self, key):
        return [status_of(reading, self.target(key, self.period(reading).day)) for reading in self.readings(key)]


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def demo(request):
    return Demo(request.param)


@pytest.fixture(scope="module")
def anchor():
    return Demo(ANCHOR)


def test_the_counts_of_the_issue(demo):
    kinds = {kind: len(demo.of(kind)) for kind in (Action, Feedback, Person, Goal, Category, Shift)}
    assert kinds == {Action: 16, Feedback: 12, Person: 8, Goal: 3, Category: 5, Shift: 3}
    assert Counter(kpi.state for kpi in demo.of(Kpi)) == {
        KpiState.ACTIVE: 7,
        KpiState.RETIRED: 1,
        KpiState.DRAFT: 2,
    }
    assert [category.letter for category in demo.of(Category)] == ["S", "Q", "D", "C", "P"]
    active = [kpi for kpi in demo.of(Kpi) if kpi.state is KpiState.ACTIVE]
    assert {kpi.category_id for kpi in active} == {category.id for category in demo.of(Category)}
    assert (demo.info.name, demo.info.team, demo.info.timezone) == ("LINE 4", "Packaging", "Europe/Berlin")
    assert Counter(person.role for person in demo.of(Person)) == {Role.MEMBER: 6, Role.LEADER: 1, Role.COACH: 1}


def test_the_kpis_show_what_a_kpi_can_be(anchor):
    kpis = anchor.of(Kpi)
    assert {kpi.direction for kpi in kpis} == set(Direction)
    assert {kpi.cadence for kpi in kpis} == {Cadence.SHIFT, Cadence.DAY, Cadence.WEEK, Cadence.MONTH}
    assert {kpi.horizon for kpi in kpis} == set(Horizon)
    assert [kpi.key for kpi in kpis if kpi.share] == ["fpy", "yield"]
    assert all(len(kpi.name) <= 30 and kpi.definition for kpi in kpis)


def test_half_a_year_up_to_the_latest_due_period_and_weekends_off(demo):
    last = latest_due(demo.calendar, Cadence.DAY, demo.now).day
    first = last - timedelta(days=181)
    days = [day for n in range(182) if (day := first + timedelta(days=n)).weekday() < 5]
    for key in ("fpy", "change", "safe"):  # made from the shifts; a draft; counts events
        assert demo.readings(key) == []
    for key in ("near", "yield", "complaints", "otd", "stock", "scrap"):
        kpi = demo.kpis[key]
        periods = [demo.period(reading) for reading in demo.readings(key)]
        assert periods[-1] == latest_due(demo.calendar, kpi.cadence, demo.now)
        assert all(period.end <= demo.now for period in periods)
        assert not any(is_off(demo.calendar, period) for period in periods)
        assert key == "near" or periods[0].day >= first
    for key in ("otd", "scrap"):
        assert [demo.period(reading).day for reading in demo.readings(key)] == days
    assert [demo.period(reading).day for reading in demo.readings("stock")] == days[-13:]
    shifts = [reading for reading in demo.readings("yield") if demo.period(reading).day <= last]
    assert len(shifts) == 3 * len(days)
    assert len(demo.readings("near")) >= 11
    assert len(demo.readings("complaints")) >= 25


def test_one_day_is_missing_one_reading_late_and_two_corrected(demo):
    readings = demo.of(Reading)
    assert [reading.kind for reading in readings if reading.value is None] == [ReadingKind.MISSING]
    (late,) = (reading for reading in readings if reading.late_at)
    assert is_late(demo.calendar, demo.period(late), late.late_at)
    assert late.late_at < demo.now
    corrected = [reading for reading in readings if reading.corrected_from is not None]
    assert len(corrected) == 2
    for reading in corrected:
        assert reading.corrected_from != reading.value
        assert demo.period(reading).start < reading.corrected_at < demo.now


def test_the_latest_figures_are_those_of_the_sketch(demo):
    latest = {key: round(demo.values(key)[-1], demo.kpis[key].decimals) for key in demo.kpis if demo.values(key)}
    assert latest == {
        "near": 12,
        "yield": 97.8,
        "complaints": 3,
        "otd": 93.1,
        "stock": 3.2,
        "scrap": 412,
        "overtime": 6.5,
    }


def test_who_retired_overtime_did_not_read_it_any_more(demo):
    retired = demo.kpis["overtime"].retired_on
    last = demo.period(demo.readings("overtime")[-1])
    assert retired - timedelta(days=14) < last.day < retired
    (review,) = (review for review in demo.of(Review) if review.kpi_id == demo.kpis["overtime"].id)
    assert (review.decision, review.reviewed_on) == (Decision.RETIRE, retired)


def test_what_is_dated_lies_in_the_past_and_what_is_due_ahead(demo):
    for row in demo.rows:
        for column in ("made_on", "set_on", "checked_on", "reviewed_on", "valid_from", "retired_on"):
            day = getattr(row, column, None)
            assert day is None or day <= demo.today
    dues = [target.due for target in demo.of(Target) if target.due]
    assert len(dues) == 3
    assert min(dues) > demo.today


def test_a_share_is_its_numerator_over_its_denominator(demo):
    for reading in demo.readings("yield"):
        assert reading.value == share_scale("%") * reading.numerator / reading.denominator
        assert 0 < reading.numerator < reading.denominator
    assert all(reading.numerator is None for reading in demo.readings("otd"))


def test_the_last_accident_was_42_days_before_the_last_working_day(demo):
    last = latest_due(demo.calendar, Cadence.DAY, demo.now).day
    *before, accident = sorted(demo.of(Event), key=lambda event: event.day)
    assert accident.day == last - timedelta(days=42)
    assert "finger" in accident.what
    assert all(event.reason and event.reason_at for event in before)  # the last one has an action
    assert {event.id for event in demo.of(Event)} == {event_id(one.kpi_id, one.day, 1) for one in (*before, accident)}
    assert demo.kpis["safe"].counted_from < before[0].day


@pytest.mark.parametrize(
    ("key", "low", "high", "spread"),
    [
        ("yield", 96.5, 99, (0.2, 0.5)),
        ("otd", 95, 98.9, (0.4, 1.3)),
        ("stock", 1.5, 4.6, (0.3, 0.7)),
        ("scrap", 370, 545, (20, 45)),
        ("overtime", 4, 10, (0.8, 2)),
        ("complaints", 0, 4, (0.6, 1.5)),
    ],
)
def test_the_spread_is_believable(anchor, key, low, high, spread):
    values = anchor.values(key)
    settled = [reading.value for reading in anchor.readings(key) if reading.value is not None and not reading.excluded]
    settled = settled[:-3] if key == "otd" else settled
    assert low <= min(settled)
    assert max(settled) <= high
    assert spread[0] < stdev(values) < spread[1]
    assert len(set(values)) > 3


def test_actions_stand_in_every_stage_and_one_is_two_days_late(demo):
    actions = demo.of(Action)
    stages = Counter(action.stage for action in actions)
    assert stages == {
        Stage.PLAN: 2,
        Stage.DO: 2,
        Stage.CHECK: 1,
        Stage.ACT: 1,
        Stage.CLOSED: 9,
        Stage.CANCELLED: 1,
    }
    assert [action.number for action in actions] == list(range(1, 17))
    late = {action.number: days for action in actions if (days := pdca.days_late(action, demo.today))}
    assert late == {11: 2}
    assert min(actions, key=lambda action: pdca.queue_order(action, demo.today)).number == 11
    for action in actions:
        ended = action.stage not in pdca.RUNNING
        assert (action.ended_on is not None) is ended
        assert (action.cancel_reason != "") is (action.stage is Stage.CANCELLED)
        assert demo.calendar.works(action.opened_on)
        assert action.opened_on <= (action.ended_on or demo.today) <= demo.today
        assert action.due >= action.opened_on
        assert action.number == 11 or demo.calendar.works(action.due)
    assert {action.number for action in actions if action.kpi_id is None} == {1, 2, 3, 4, 10}


def test_whys_and_notes_hang_on_actions_and_notes_are_in_the_past(demo):
    actions = {action.id: action for action in demo.of(Action)}
    of_each = Counter(why.action_id for why in demo.of(Why))
    assert sorted(of_each.values()) == [2, 3, 5]
    for action in of_each:
        assert [why.position for why in demo.of(Why) if why.action_id == action] == list(range(1, of_each[action] + 1))
    assert len(demo.of(Note)) == 7
    for note in demo.of(Note):
        assert note.said_at < demo.now
        assert demo.calendar.local(note.said_at).date() >= actions[note.action_id].opened_on


def test_feedback_is_of_every_kind_and_state_and_one_is_overdue(demo):
    feedback = demo.of(Feedback)
    assert {piece.kind for piece in feedback} == set(FeedbackKind)
    assert {piece.state for piece in feedback} == set(FeedbackState)
    assert [piece.number for piece in feedback if inbox.is_overdue(piece, demo.now)] == [29]
    new = {piece.number: inbox.age_hours(piece, demo.now) for piece in feedback if piece.state is FeedbackState.NEW}
    assert new == {29: 48, 33: 5, 34: 2}
    assert sum(piece.votes for piece in feedback) > 20
    actions = {action.id: action.number for action in demo.of(Action)}
    accepted = {piece.number: actions[piece.action_id] for piece in feedback if piece.action_id}
    assert accepted == {24: 10, 31: 15}
    for piece in feedback:
        assert (piece.state is FeedbackState.ACCEPTED) is (piece.action_id is not None)
        assert inbox.is_open(piece) is (piece.reply == "") is (piece.replied_at is None)
        assert (piece.acknowledged_at is None) is (piece.state is FeedbackState.NEW)
        assert piece.said_on <= demo.now.date()
        for moment in (piece.said_at, piece.acknowledged_at, piece.replied_at):
            assert moment is None or moment < demo.now


def test_anonymous_feedback_keeps_its_day_and_nothing_else(demo):
    anonymous = [piece for piece in demo.of(Feedback) if piece.anonymous]
    assert len(anonymous) == 4
    assert all(piece.author_id is None and piece.said_at is None for piece in anonymous)
    named = [piece for piece in demo.of(Feedback) if not piece.anonymous]
    assert all(piece.author_id and piece.said_at for piece in named)


def test_every_reference_leads_to_a_row_and_no_id_is_there_twice(demo):
    ids = Counter((row.table, row.id) for row in demo.rows)
    assert set(ids.values()) == {1}
    for row in demo.rows:
        for column in fields(row):
            table = REFERENCES.get((row.table, column.name))
            wanted = getattr(row, column.name)
            assert table is None or wanted is None or (table, wanted) in ids
    for reading in demo.of(Reading):
        assert reading.id == reading_id(reading.kpi_id, reading.period)


def test_the_same_moment_gives_the_same_board_and_ids_do_not_depend_on_it(anchor):
    assert build(ANCHOR) == (anchor.info, anchor.rows)
    other = Demo(ANCHOR + timedelta(days=100))
    assert other.info == anchor.info
    # The ids of readings and events follow from days, and no action of the demo covers a second KPI.
    for kind in set(ROW_TYPES) - {BoardInfo, Cover, Reading, Event}:
        assert other.of(kind)
        assert [row.id for row in other.of(kind)] == [row.id for row in anchor.of(kind)]


def test_the_values_do_not_depend_on_the_day(anchor):
    for now in (ANCHOR + timedelta(days=7), ANCHOR + timedelta(weeks=30)):
        other = Demo(now)
        for key in ("yield", "otd", "stock", "scrap"):
            assert other.values(key)[-60:] == anchor.values(key)[-60:]


def test_the_anchor_is_a_saturday_after_friday_the_20th(anchor):
    assert ANCHOR.date() == date(2026, 11, 21)
    assert {kpi: anchor.readings(kpi)[-1].period for kpi in ("otd", "yield", "complaints", "near")} == {
        "otd": "2026-11-20",
        "yield": "2026-11-20-S3",
        "complaints": "2026-W46",
        "near": "2026-10",
    }


def test_a_plant_elsewhere_lives_by_its_own_clock():
    now = datetime(2026, 11, 25, 3, 0, tzinfo=ZoneInfo("America/Chicago"))
    info, rows = build(now, timezone="America/Chicago")
    assert info.timezone == "America/Chicago"
    days = [row.period for row in rows if isinstance(row, Reading) and len(row.period) == 10]
    assert max(days) == "2026-11-23"  # the night shift of Tuesday is still running


def test_texts_need_no_cleaning(anchor):
    texts = [
        getattr(row, column.name)
        for row in [anchor.info, *anchor.rows]
        for column in fields(row)
        if isinstance(getattr(row, column.name), str)
    ]
    assert len(texts) > 1000
    assert [text for text in texts if clean(text) != text] == []
    assert max(len(text) for text in texts) <= 120
