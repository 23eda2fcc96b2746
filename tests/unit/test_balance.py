"""How many, how balanced, how dear, how useful: the measures of a board counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import (
    Action,
    BoardInfo,
    Cadence,
    Collection,
    Goal,
    Horizon,
    Kpi,
    KpiKind,
    KpiState,
    Perspective,
    Rollup,
    Shift,
    Stage,
)
from kpiboard.rules.balance import (
    Balance,
    Cost,
    Crowd,
    Remark,
    balance,
    crowd,
    last_acted,
    process_children,
    remarks,
    weekly_reads,
    worst_remark,
)
from kpiboard.rules.calendar import WorkCalendar

TODAY = date(2026, 11, 21)
GOAL = Goal("g", "Every order right")
SHIFTS = (
    Shift("1", "S1", "Early", time(6), time(14)),
    Shift("2", "S2", "Late", time(14), time(22)),
    Shift("3", "S3", "Night", time(22), time(6)),
)
PROCESS, OUTCOME = KpiKind.PROCESS, KpiKind.OUTCOME


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def calendar(shifts: Sequence[Shift] = SHIFTS, *days_off: str) -> WorkCalendar:
    return WorkCalendar.of(BoardInfo("b", "Line 4", days_off=days_off), shifts)


READS = weekly_reads(calendar(SHIFTS, "saturday", "sunday"))


def kpi(key: str, **facts: Any) -> Kpi:
    return replace(Kpi(key, key, key.upper(), goal_id="g"), **facts)


def counted(
    *kpis: Kpi, acted: dict[str, date | None] | None = None, first: dict[str, date | None] | None = None
) -> Balance:
    long_ago = {one.id: TODAY - timedelta(days=60) for one in kpis}
    return balance(kpis, READS, acted or {}, [GOAL], TODAY, first_read=long_ago if first is None else first)


def many(number: int, **facts: Any) -> list[Kpi]:
    return [kpi(f"k{place}", **facts) for place in range(number)]


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        (0, Crowd.IDEAL),
        (5, Crowd.IDEAL),
        (6, Crowd.FINE),
        (7, Crowd.MANY),
        (8, Crowd.RETIRE_ONE),
        (20, Crowd.RETIRE_ONE),
    ],
)
def test_the_vital_few(active: int, expected: Crowd) -> None:
    assert crowd(active) is expected
    on_the_floor = [kpi("draft", state=KpiState.DRAFT), kpi("gone", state=KpiState.RETIRED)]
    found = counted(*many(active), *on_the_floor)
    assert (found.active, found.crowd) == (active, expected)


def test_an_empty_board_has_nothing_to_balance() -> None:
    found = counted()
    assert (found.coverage, found.minutes_a_week, found.costs) == (None, 0, ())
    assert worst_remark(found) is None


def test_horizon_kind_and_perspective_are_counted() -> None:
    found = counted(
        kpi("a", horizon=Horizon.LONG, kind=OUTCOME, perspective=Perspective.CUSTOMER),
        kpi("b", kind=OUTCOME, perspective=Perspective.CUSTOMER),
        kpi("c", kind=PROCESS, perspective=Perspective.COST, parent_id="a"),
        kpi("d"),
        kpi("e", state=KpiState.DRAFT, kind=PROCESS, perspective=Perspective.SAFETY, parent_id="b"),
    )
    assert (found.short, found.long) == (3, 1)
    assert (found.outcome, found.process, found.unsaid_kinds) == (2, 1, 1)
    assert dict(found.perspectives) == {
        Perspective.CUSTOMER: 2,
        Perspective.QUALITY: 0,
        Perspective.OUTPUT: 0,
        Perspective.PEOPLE: 0,
        Perspective.COST: 1,
        Perspective.SAFETY: 0,
    }
    assert found.unsaid_perspectives == 1
    assert found.lonely_outcomes == ("b",)  # a draft feeds nothing yet


def test_four_outcomes_without_a_process_are_listed() -> None:
    found = counted(*many(4, kind=OUTCOME))
    assert found.lonely_outcomes == ("k0", "k1", "k2", "k3")
    assert found.outcome_only


@pytest.mark.parametrize(
    ("child", "expected"),
    [
        (kpi("c", parent_id="p", kind=PROCESS), 1),
        (kpi("c", parent_id="p", kind=OUTCOME), 0),
        (kpi("c", parent_id="p"), 0),
        (kpi("c", parent_id="x", kind=PROCESS), 0),
        (kpi("c", parent_id="p", kind=PROCESS, state=KpiState.RETIRED), 0),
    ],
)
def test_what_feeds_a_kpi(child: Kpi, expected: int) -> None:
    assert process_children(kpi("p"), [kpi("p"), child]) == expected


OUTPUT, COST, QUALITY = Perspective.OUTPUT, Perspective.COST, Perspective.QUALITY


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([OUTPUT, COST], True),
        ([OUTPUT, OUTPUT, None], True),
        ([COST], False),  # one answer is too few to judge by
        ([None, None, None], False),
        ([OUTPUT, COST, QUALITY], False),
        ([QUALITY, QUALITY], False),
    ],
)
def test_quantity_only(said: list[Perspective | None], expected: bool) -> None:
    found = counted(*(kpi(f"k{place}", perspective=one) for place, one in enumerate(said)))
    assert found.quantity_only is expected
    assert (Remark.QUANTITY_ONLY in remarks(found)) is expected


def test_five_short_and_none_long_is_remarked_until_one_is_long() -> None:
    five = many(5)
    assert worst_remark(counted(*five)) is Remark.SHORT_ONLY
    assert worst_remark(counted(*five[1:], kpi("k0", horizon=Horizon.LONG))) is None
    assert worst_remark(counted(*many(2))) is None


@pytest.mark.parametrize(
    ("shifts", "off", "cadence", "expected"),
    [
        (SHIFTS, ("saturday", "sunday"), Cadence.DAY, 5),
        (SHIFTS, ("saturday", "sunday", "2026-12-25"), Cadence.DAY, 5),
        (SHIFTS, (), Cadence.DAY, 7),
        (SHIFTS, ("saturday", "sunday"), Cadence.SHIFT, 15),
        ((), ("sunday",), Cadence.SHIFT, 6),
        (SHIFTS, ("saturday", "sunday"), Cadence.HOUR, 120),
        (SHIFTS[:1], ("saturday", "sunday"), Cadence.HOUR, 40),
        (SHIFTS[2:], ("saturday", "sunday"), Cadence.HOUR, 40),  # over midnight
        ((*SHIFTS, Shift("4", "D", "Day", time(8), time(16))), ("sunday",), Cadence.HOUR, 144),  # they overlap
        ([Shift("1", "D", "Day", time(6), time(6))], ("sunday",), Cadence.HOUR, 144),
        ((), ("saturday", "sunday"), Cadence.HOUR, 120),
        (SHIFTS, ("saturday", "sunday"), Cadence.WEEK, 1),
        (SHIFTS, ("saturday", "sunday"), Cadence.MONTH, 0.22998),
        (SHIFTS, ("saturday", "sunday"), Cadence.QUARTER, 0.07666),
        (SHIFTS, ("saturday", "sunday"), Cadence.YEAR, 0.019165),
    ],
)
def test_readings_a_week(shifts: Sequence[Shift], off: tuple[str, ...], cadence: Cadence, expected: float) -> None:
    assert weekly_reads(calendar(shifts, *off))[cadence] == pytest.approx(expected, rel=1e-4)


def test_a_board_that_never_works_is_asked_every_day() -> None:
    everyday = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    assert weekly_reads(calendar((), *everyday))[Cadence.DAY] == 7


@pytest.mark.parametrize(
    ("measure", "cost"),
    [
        (kpi("k", effort_minutes=4), Cost("k", 5, 20)),  # five readings of four minutes
        (kpi("k", effort_minutes=2, cadence=Cadence.SHIFT), Cost("k", 15, 30)),
        (kpi("k", effort_minutes=0), Cost("k", 5, 0)),
        (kpi("k"), Cost("k", 5, None)),
        (kpi("k", collection=Collection.IMPORT), Cost("k", 5, 0)),
        (kpi("k", collection=Collection.IMPORT, effort_minutes=1), Cost("k", 5, 5)),
        (kpi("k", effort_minutes=4, rollup=Rollup.SUM), Cost("k", 0, 0)),
        (kpi("k", rollup=Rollup.MEAN), Cost("k", 0, 0)),
    ],
)
def test_what_measuring_costs(measure: Kpi, cost: Cost) -> None:
    assert counted(measure).costs == (cost,)


def test_the_minutes_of_a_week_and_what_is_not_known() -> None:
    found = counted(kpi("a", effort_minutes=4), kpi("b"), kpi("c", effort_minutes=3, cadence=Cadence.WEEK))
    assert found.minutes_a_week == 23
    assert found.unknown_costs == 1


@pytest.mark.parametrize(
    ("first", "acted", "expected"),
    [
        (ago(200), None, True),
        (ago(91), None, True),
        (ago(90), None, False),  # not older than that
        (None, None, False),  # never read
        (ago(200), ago(91), True),
        (ago(200), ago(90), False),
        (ago(200), TODAY, False),
        (ago(10), ago(300), False),
        (None, ago(300), False),
    ],
)
def test_a_kpi_that_nobody_acts_on_is_a_speedometer_only(
    first: date | None, acted: date | None, expected: bool
) -> None:
    found = counted(kpi("k"), acted={"k": acted}, first={"k": first})
    assert found.speedometers == (("k",) if expected else ())
    assert (worst_remark(found) is Remark.SPEEDOMETERS) is expected


def test_the_last_day_of_an_action() -> None:
    actions = [
        Action("1", 1, "running", stage=Stage.DO, kpi_id="a", opened_on=ago(300)),
        Action("2", 2, "closed", stage=Stage.CLOSED, kpi_id="b", opened_on=ago(50), ended_on=ago(20)),
        Action("3", 3, "older", stage=Stage.CLOSED, kpi_id="b", opened_on=ago(80), ended_on=ago(70)),
        Action("4", 4, "cancelled", stage=Stage.CANCELLED, kpi_id="c", opened_on=ago(30)),
        Action("5", 5, "no dates", stage=Stage.CLOSED, kpi_id="d"),
        Action("6", 6, "of no KPI", stage=Stage.DO),
    ]
    expected = {"a": TODAY, "b": ago(20), "c": ago(30), "d": date.min}
    assert last_acted(actions, TODAY) == last_acted(reversed(actions), TODAY) == expected


def test_four_of_five_serve_a_goal() -> None:
    found = counted(
        kpi("a"),
        kpi("b", goal_id=None, parent_id="a"),
        kpi("c", goal_id=None, parent_id="b"),
        kpi("d"),
        kpi("e", goal_id="gone"),
        kpi("draft", state=KpiState.DRAFT),
    )
    assert found.laddered == 4
    assert found.coverage == 0.8


def test_parents_in_a_circle_lead_nowhere() -> None:
    found = counted(kpi("a", goal_id=None, parent_id="b"), kpi("b", goal_id=None, parent_id="a"))
    assert found.coverage == 0


def test_the_weightiest_remark_comes_first() -> None:
    eight = many(8, kind=OUTCOME, perspective=OUTPUT)
    found = counted(*eight, first={"k0": ago(200)})
    assert remarks(found) == (
        Remark.RETIRE_ONE,
        Remark.QUANTITY_ONLY,
        Remark.SHORT_ONLY,
        Remark.OUTCOME_ONLY,
        Remark.SPEEDOMETERS,
    )
    assert worst_remark(found) is Remark.RETIRE_ONE
    seven = many(7, horizon=Horizon.LONG)
    assert remarks(counted(*seven)) == (Remark.MANY,)
    assert worst_remark(counted(*many(6, horizon=Horizon.LONG))) is None


@given(
    st.lists(
        st.builds(
            kpi,
            st.integers(0, 999).map(str),
            horizon=st.sampled_from(Horizon),
            kind=st.none() | st.sampled_from(KpiKind),
            perspective=st.none() | st.sampled_from(Perspective),
            state=st.sampled_from(KpiState),
            effort_minutes=st.none() | st.floats(0, 60),
            cadence=st.sampled_from(Cadence),
        ),
        unique_by=lambda one: one.id,
    )
)
def test_every_active_kpi_is_counted_once(kpis: list[Kpi]) -> None:
    found = counted(*kpis)
    assert found.active == found.short + found.long
    assert found.active == found.outcome + found.process + found.unsaid_kinds
    assert found.active == sum(number for _, number in found.perspectives) + found.unsaid_perspectives
    assert found.active == len(found.costs)
    mirrored = counted(*reversed(kpis))
    assert remarks(mirrored) == remarks(found)
    assert mirrored.minutes_a_week == pytest.approx(found.minutes_a_week)
