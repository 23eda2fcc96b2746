"""One KPI in full: its sheet, its tree, its guards, and the numbers it refuses."""

from __future__ import annotations

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.rules.quality import Gap
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("kind", "process", "process"),
        ("kind", "", None),
        ("perspective", "customer", "customer"),
        ("importance", "5", 5),
        ("ease", "", None),
        ("closeness", "2", 2),
        ("effort_minutes", "2,5", 2.5),
        ("valid_max", "100", 100.0),
        ("risk_level", "2", 2),
        ("review_days", "180", 180),
        ("signal_rules", "western electric", "western electric"),
        ("screen_ranges", True, True),
        ("because", "late orders cost us customers", "late orders cost us customers"),
        ("weight", "0.5", 0.5),
        ("weight", "", 1.0),
    ],
)
def test_the_sheet_takes_what_is_typed(board: Board, field: str, value: object, stored: object) -> None:
    board.kpis.add("On-time delivery")
    assert getattr(board.kpis.edit("otd", **{field: value}), field) == stored


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("importance", "6"), ("ease", "2.5"), ("effort_minutes", "-1"), ("risk_level", "5"), ("review_days", "0"),
        ("kind", "both"), ("weight", "-1"), ("parent", "otd"), ("colour", "red"), ("decimals", "7"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_its_field(board: Board, field: str, value: str) -> None:
    before = board.kpis.add("On-time delivery")
    with pytest.raises(InvalidInput) as refused:
        board.kpis.edit("otd", **{field: value})
    assert refused.value.field == field
    assert board.kpis.find("otd") == before


def test_a_valid_range_has_a_lower_and_an_upper_end(board: Board) -> None:
    board.kpis.add("On-time delivery")
    with pytest.raises(InvalidInput):
        board.kpis.edit("otd", valid_min="10", valid_max="5")


def test_numbers_that_cannot_be_are_refused_with_a_message(board: Board) -> None:
    board.kpis.add("On-time delivery", unit="%", valid_min=0, valid_max=100)
    for value in (100.1, -1):
        with pytest.raises(InvalidInput) as refused:
            board.readings.record("otd", value)
        assert refused.value.field == "value"
    assert board.readings.record("otd", 100).value == 100.0
    with pytest.raises(InvalidInput, match="never above 100 %"):
        board.readings.record("otd", 961)


def test_late_and_corrected_readings_are_marked(board: Board, clock: Clock) -> None:
    board.kpis.add("On-time delivery")
    on_time = board.readings.record("otd", 95, period="2026-11-20")  # Friday, typed on Saturday
    late = board.readings.record("otd", 95, period="2026-11-18")  # Wednesday, and Thursday is over
    assert (on_time.late_at, late.late_at) == (None, clock())
    clock.advance(hours=1)
    corrected = board.readings.record("otd", 96, period="2026-11-18")
    assert (corrected.late_at, corrected.corrected_from, corrected.corrected_at) == (late.late_at, 95.0, clock())
    assert [(one.who, one.before, one.after) for one in board.readings.history(corrected.id)] == [
        ("anna", None, 95.0),
        ("anna", 95.0, 96.0),
    ]


def test_green_with_a_red_guard_is_suspect(board: Board) -> None:
    board.kpis.add("Orders shipped", key="shipped", target=100)
    board.kpis.add("Wrong orders", key="wrong", direction="lower", target=2)
    board.kpis.guard("shipped", "wrong", "speed at the cost of care")
    board.readings.record("shipped", 120)
    board.readings.record("wrong", 1)
    card = board.snapshot().kpis[0]
    assert (card.suspect, card.status) == (False, Status.ON_TARGET)
    board.readings.record("wrong", 9, period="2026-11-20")
    snapshot = board.snapshot()
    assert (snapshot.kpis[0].suspect, snapshot.kpis[0].status) == (True, Status.WATCH)
    assert snapshot.verdict.outcome is not Outcome.WINNING
    (line,) = board.kpis.story("shipped").guards
    assert (line.name, line.card and line.card.status) == ("Wrong orders", Status.OFF_TARGET)
    board.kpis.unguard("shipped", "wrong")
    assert not board.snapshot().kpis[0].suspect
    with pytest.raises(NotFound):
        board.kpis.unguard("shipped", "wrong")
    with pytest.raises(InvalidInput):
        board.kpis.guard("shipped", "shipped")


def test_who_was_asked_is_kept_by_person(board: Board) -> None:
    board.team.add_person("Maria Silva")
    board.team.add_person("Joana Prado")
    board.kpis.add("On-time delivery")
    board.kpis.consult("otd", ["MS", "JP", "MS"])
    board.kpis.consult("otd", ["JP"])
    assert [person.initials for person in board.kpis.story("otd").consulted] == ["JP"]
    board.undo()
    assert {person.initials for person in board.kpis.consulted("otd")} == {"MS", "JP"}


def test_a_story_of_a_kpi_that_is_not_on_the_board(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95)
    board.readings.record("otd", 90)
    board.kpis.retire("otd", "nobody acts on it")
    assert board.kpis.story("otd").card.status is Status.OFF_TARGET


def test_what_is_open_is_named_and_closed_by_filling_it_in(board: Board) -> None:
    board.team.add_person("Joana Prado")
    board.team.add_goal("Customers get what they ordered")
    board.kpis.add("On-time delivery", unit="%")
    assert board.kpis.story("otd").assessment.score == 0
    board.kpis.edit(
        "otd", owner="JP", goal="Customers", because="late orders cost us customers", formula="on time / due",
        data_source="dispatch list", measurement_plan="shift lead, at the end of the shift", effort_minutes=2,
        customer_impact="They can plan their own day by ours.", behaviour_risk="Easy orders could be shipped first.",
    )  # fmt: skip
    story = board.kpis.story("otd")
    assert story.assessment.score == 4
    assert Gap.NO_TARGET in {gap for point in story.assessment.smart for gap in point.gaps}
    assert story.ladder.complete


def test_a_tree_has_no_circles(board: Board) -> None:
    for name in ("A", "B", "C"):
        board.kpis.add(name)
    board.kpis.edit("b", parent="a")
    board.kpis.edit("c", parent="b")
    with pytest.raises(InvalidInput):
        board.kpis.edit("a", parent="c")
    assert [card.kpi.key for card in board.kpis.story("a").children] == ["b"]


def test_a_parent_is_made_from_its_children(board: Board) -> None:
    """Sum of numerators by sum of denominators: 10/100 and 10/20 are 16.67 %, not 30 %."""
    board.kpis.add("Scrap share", key="all", unit="%", share=True, direction="lower", target=20, rollup="ratio")
    for key in ("one", "two"):
        board.kpis.add(f"Scrap line {key}", key=key, unit="%", share=True, direction="lower", parent="all")
    board.readings.record("one", "10/100", period="2026-11-19")
    assert board.snapshot().kpis[0].status is Status.NO_READING  # nothing is silently wrong
    board.readings.record("two", "10/20", period="2026-11-19")
    point = {one.period.key: one for one in board.kpis.story("all").points}["2026-11-19"]
    assert (point.value, point.status) == (pytest.approx(100 / 6), Status.ON_TARGET)
    with pytest.raises(Refused):
        board.readings.record("all", "1/2")


def test_a_quick_look_says_the_same_about_now(board: Board) -> None:
    board.kpis.add("Scrap", key="all", direction="lower", target=20, rollup="sum")
    board.kpis.add("Scrap line one", key="one", direction="lower", parent="all")
    for day in range(9, 21):
        board.readings.record("one", day, period=f"2026-11-{day:02}")
    quick, thorough = board.snapshot(thorough=False), board.snapshot()
    assert [(card.latest, card.unanswered) for card in quick.kpis] == [
        (card.latest, card.unanswered) for card in thorough.kpis
    ]
    assert quick.verdict == thorough.verdict
    assert (quick.balance, quick.kpis[1].process) == (None, None)


def test_days_roll_up_into_a_week(board: Board) -> None:
    board.kpis.add("Scrap a week", key="week", cadence="week", direction="lower", rollup="sum")
    board.kpis.add("Scrap a day", key="day", direction="lower", parent="week")
    for day in range(9, 14):  # Monday to Friday of week 46
        board.readings.record("day", day, period=f"2026-11-{day:02}")
    board.readings.record("day", 1, period="2026-11-16")  # week 47 is not complete
    values = {one.period.key: one.value for one in board.kpis.story("week").points}
    assert values["2026-W46"] == sum(range(9, 14))
    assert values.get("2026-W47") is None


def test_reasons_are_counted_window_against_window(board: Board, clock: Clock) -> None:
    board.kpis.add("Stops", direction="lower")
    for day in range(2, 7):
        board.readings.record("stops", Entry(5, code="Film"), period=f"2026-11-{day:02}")
    board.readings.record("stops", Entry(5, code="dock"), period="2026-11-09")
    board.readings.record("stops", Entry(5, code="film"), period="2026-08-10")
    bars = board.studies.pareto("stops").bars
    assert [(bar.code, bar.count, bar.before) for bar in bars] == [("Film", 5, 1), ("dock", 1, 0)]
    board.readings.record("stops", 5, period="2026-11-20")
    board.actions.add("Second film supplier", kpi="stops", code="film")
    clock.advance(days=3)
    around = board.studies.pareto("stops", around="A-1")
    assert (around.window.since.isoformat(), around.before.until.isoformat()) == ("2026-11-21", "2026-11-20")
    with pytest.raises(InvalidInput):
        board.studies.pareto(since="2026-11-20", until="2026-11-01")
