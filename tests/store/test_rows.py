"""Every kind of row comes back as it went in, and its columns are its fields."""

from __future__ import annotations

import dataclasses
import sqlite3
import typing
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_rows import AT, a_reading

from kpiboard.basics.errors import Damaged, InvalidInput
from kpiboard.basics.ids import reading_id
from kpiboard.model import (
    ROW_TYPES,
    Action,
    Answer,
    AnswerState,
    Audit,
    Baseline,
    Block,
    BoardInfo,
    Congratulation,
    Decision,
    Escalation,
    Event,
    Feedback,
    Guard,
    Huddle,
    HuddleState,
    Kata,
    Kpi,
    Mapping,
    Note,
    Reading,
    ReadingKind,
    Review,
    Row,
    Shift,
    Stage,
    Target,
    View,
    Why,
)
from kpiboard.store import Store
from kpiboard.store.rows import HOUSEKEEPING, spec_of, utc_text

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 15),
    float: FLOATS,
    bool: st.booleans(),
    date: st.dates(),
    time: st.times().map(lambda t: t.replace(microsecond=0)),
    datetime: st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC)).map(
        lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000)
    ),
    tuple[str, ...]: st.lists(TEXTS).map(tuple),
    tuple[float, ...]: st.lists(FLOATS).map(tuple),
}


def fitting(row: Row) -> Row:
    """The nearest row that a board can hold: references only to what is there, rules of the columns kept."""
    changes: dict[str, Any] = {
        field.name: None for field in dataclasses.fields(row) if field.name.endswith("_id") and field.default is None
    }
    there = {"kpi_id": "k1", "guard_id": "k2", "person_id": "jp", "action_id": "a1", "blocker_id": "a2"}
    for name, value in {**there, "escalation_id": "e1", "huddle_id": "u1"}.items():
        if hasattr(row, name) and name not in changes:
            changes[name] = value
    for name in ("name", "key", "letter", "title", "text", "about", "reason", "skip_reason"):
        if hasattr(row, name):
            changes[name] = getattr(row, name) or "x"
    if hasattr(row, "position") and not isinstance(row, Why):
        changes["position"] = max(-1e299, min(1e299, row.position))
    match row:
        case BoardInfo():
            changes |= {"id": "b1", "tier": row.tier % 4 + 1, "week_start": "sunday"}
        case Why():
            changes["position"] = row.position % 5 + 1
        case Action():
            changes |= {"ended_on": date(2026, 1, 2) if row.stage in {Stage.CLOSED, Stage.CANCELLED} else None}
            changes |= {"check_n": row.check_n + 1, "cycle": row.cycle + 1, "number": row.number + 1}
        case Kata() | Congratulation():
            changes["number"] = row.number + 1
        case Escalation():
            changes |= {"from_tier": row.from_tier % 4 + 1, "to_tier": row.to_tier % 5 + 1}
            changes |= {"answer_hours": row.answer_hours + 1, "number": row.number + 1}
        case View():
            changes["digit"] = row.digit % 6 + 4
        case Feedback():
            changes |= {"number": row.number + 1, "said_at": None if row.anonymous else row.said_at}
        case Kpi():
            changes |= {"weight": abs(row.weight), "review_days": row.review_days + 1, "risk_level": row.risk_level % 5}
            for name in ("importance", "ease", "closeness"):
                changes[name] = None if getattr(row, name) is None else getattr(row, name) % 5 + 1
            changes["effort_minutes"] = row.effort_minutes and abs(row.effort_minutes)
            changes |= {"valid_max": None, "floor": None}
        case Event():
            changes["nth"] = row.nth + 1
        case Target():
            changes["high"] = None
        case Baseline():
            changes["start"] = row.start and "2026-" + row.start
            for name in ("lock_at", "n"):
                changes[name] = None if getattr(row, name) is None else getattr(row, name) % 15 + 6
            changes["spread"] = row.spread and abs(row.spread)
            for name in ("first", "last"):
                changes[name] = getattr(row, name) and "2026-" + getattr(row, name)
        case Audit():
            changes["period"] = "2026-" + row.period
        case Review():
            changes["score"] = row.score % 5
        case Mapping():
            changes["date_order"] = ("", "ymd", "dmy", "mdy")[len(row.date_order) % 4]
        case Reading():
            changes |= {"period": "2026-" + row.period, "denominator": row.denominator or None}
            changes["value"] = (row.value or 0.0) if row.kind is ReadingKind.ACTUAL else None
            changes["id"] = reading_id("k1", changes["period"])
    return dataclasses.replace(row, **{"id": "x" + row.id, **changes})


def of_kind(kind: type[Row]) -> st.SearchStrategy[Row]:
    hints = typing.get_type_hints(kind)

    def of(name: str) -> st.SearchStrategy[Any]:
        if hints[name] in BY_TYPE:
            return BY_TYPE[hints[name]]
        parts = [part for part in typing.get_args(hints[name]) if part is not type(None)]
        if parts:
            return st.none() | (BY_TYPE[parts[0]] if parts[0] in BY_TYPE else st.sampled_from(list(parts[0])))
        return st.sampled_from(list(hints[name]))

    return st.builds(kind, **{field.name: of(field.name) for field in dataclasses.fields(kind)}).map(fitting)


@pytest.mark.parametrize("kind", ROW_TYPES)
@settings(max_examples=30)
@given(data=st.data())
def test_a_row_comes_back_as_it_went_in(kind: type[Row], data: st.DataObject, store: Store) -> None:
    row = data.draw(of_kind(kind))
    with store.write("anna", "test", AT) as writer:
        writer.put(Action("a1", 1, "There"), Action("a2", 2, "There"), Huddle("u1", AT.date()))
        writer.put(Escalation("e1", 1, "There", "No money", AT), row)
    assert store.get(kind, row.id) == row
    assert row in (store.all_readings() if kind is Reading else store.all(kind))


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_the_columns_are_the_fields_and_housekeeping(kind: type[Row], store: Store, path: Path) -> None:
    with sqlite3.connect(path) as db:
        columns = [(name, type_) for _, name, type_, *_ in db.execute(f"PRAGMA table_info({kind.table})")]
        (strict,) = db.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (kind.table,)).fetchone()
    spec = spec_of(kind)
    facts = [(name, type_) for name, type_ in columns if name not in HOUSEKEEPING]  # in the order of the releases
    assert [name for name, _ in facts] == [field.name for field in dataclasses.fields(kind)]
    assert tuple(type_ for _, type_ in facts) == spec.types
    assert len(columns) == len(facts) + len(HOUSEKEEPING)
    assert strict


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 21, 13, 32, tzinfo=UTC), "2026-11-21T13:32:00.000Z"),
        (datetime(2026, 11, 21, 1, 0, 0, 7999, timezone(timedelta(hours=2))), "2026-11-20T23:00:00.007Z"),
    ],
)
def test_moments_are_stored_in_utc_to_the_millisecond(moment: datetime, text: str) -> None:
    assert utc_text(moment) == text


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime(2026, 11, 21))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("kind", [Reading, Target])
def test_only_finite_numbers(kind: type[Row], number: float, store: Store) -> None:
    row: Row = Reading("r", "k1", "2026", number) if kind is Reading else Target("t", "k1", low=number)
    with pytest.raises(InvalidInput, match="not a number"), store.write("anna", "test", AT) as writer:
        writer.put(row)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (BoardInfo("b1", "x", tier=5), "tier is 1 to 4"),
        (BoardInfo("b1", "x", week_start="someday"), "weekday"),
        (BoardInfo("b1", ""), "name must not be empty"),
        (Kpi("k", "", "x"), "key must not be empty"),
        (Kpi("k", "x", "x", decimals=-1), "decimals"),
        (Reading("r", "k1", "2026-11-21"), "exactly when its kind is actual"),
        (Reading("r", "k1", "2026-11-21", 1.0, kind=ReadingKind.OFF), "exactly when its kind is actual"),
        (Reading("r", "k1", "2026-11-21", 1.0, 1.0, 0.0), "other than 0"),
        (Reading("r", "k1", "yesterday", 1.0), "begins with a year"),
        (Target("t", "k1", low=2.0, high=1.0), "low is not above high"),
        (Kpi("k", "x", "x", weight=-0.5), "weight is a finite number from 0"),
        (Kpi("k", "x", "x", importance=6), "importance is 1 to 5"),
        (Kpi("k", "x", "x", closeness=0), "closeness is 1 to 5"),
        (Kpi("k", "x", "x", ease=0), "ease is 1 to 5"),
        (Kpi("k", "x", "x", effort_minutes=-1.0), "effort_minutes"),
        (Kpi("k", "x", "x", valid_min=2.0, valid_max=1.0), "valid_min is not above valid_max"),
        (Kpi("k", "x", "x", floor=2.0, cap=1.0), "floor is not above cap"),
        (Kpi("k", "x", "x", risk_level=5), "risk_level is 0 to 4"),
        (Kpi("k", "x", "x", review_days=0), "review_days is 1 to 366"),
        (Kpi("k1", "otd", "x", parent_id="k1"), "does not hang under itself"),
        (Guard("g", "k1", "k1"), "does not guard itself"),
        (Baseline("b", "k1", lock_at=5), "lock_at is 6 to 20"),
        (Baseline("b", "k1", "soon"), "start begins with a year"),
        (Baseline("b", "k1", n=21), "n is 6 to 20"),
        (Baseline("b", "k1", spread=-1.0), "spread is a finite number"),
        (Baseline("b", "k1", last="soon"), "last begins with a year"),
        (Review("r", "k1", date(2026, 11, 2), Decision.KEEP, score=5), "score is 0 to 4"),
        (Mapping("m", ""), "name must not be empty"),
        (Mapping("m", "nightly", date_order="ydm"), "date_order"),
        (Action("a", 1, "x", stage=Stage.CLOSED), "ended_on"),
        (Action("a", 1, "x", ended_on=date(2026, 1, 1)), "ended_on"),
        (Action("a", 1, "x", check_n=0), "check_n is 1 to 99"),
        (Action("a", 1, "x", cycle=0), "cycle counts from 1"),
        (Action("a", 1, "x", moves=-1), "moves counts from 0"),
        (Block("b", "a1", "a1"), "does not wait for itself"),
        (Escalation("e", 1, "", "x", AT), "about must not be empty"),
        (Escalation("e", 1, "x", "", AT), "reason must not be empty"),
        (Escalation("e", 1, "x", "x", AT, from_tier=5), "from_tier is 1 to 4"),
        (Escalation("e", 1, "x", "x", AT, to_tier=6), "to_tier is 1 to 5"),
        (Escalation("e", 1, "x", "x", AT, answer_hours=0), "answer_hours is 1 to 999"),
        (Answer("w", "nowhere", AnswerState.ACCEPTED, AT), "not on this board"),
        (View("v", 3), "digit is 4 to 9"),
        (Huddle("u", AT.date(), HuddleState.SKIPPED), "a skipped huddle has a reason"),
        (Congratulation("c", 1, "nobody", AT.date()), "not on this board"),
        (Feedback("f", 1, "x", author_id="jp", anonymous=True), "keeps no author"),
        (Feedback("f", 1, "x", said_at=AT, anonymous=True), "keeps no author"),
        (Why("w", "a1", 6, "x"), "1 to 5"),
        (Note("n", "nowhere", AT, "anna", "x"), "not on this board"),
        (Shift("s", "", "x", time(6), time(14)), "key"),
        (Kpi("k", "x", "half \ud800"), "half a character"),
        (Action("a", 2**70, "x"), "too large"),
    ],
)
def test_what_no_board_can_hold_is_refused_in_words_and_nothing_stays(row: Row, says: str, store: Store) -> None:
    before = store.log()
    with pytest.raises(InvalidInput, match=says), store.write("anna", "test", AT) as writer:
        writer.put(Action("a1", 1, "There"), row)
    assert store.get(Action, "a1") is None
    assert store.log() == before


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE actions SET due = '2024-02-30'", "due is a date"),
        ("UPDATE actions SET due = 'soon'", "due is a date"),
        ("UPDATE actions SET due = '2024-2-3'", "due is a date"),
        ("UPDATE board SET day_start = '24:00'", "time of day"),
        ("UPDATE board SET day_start = '6'", "time of day"),
        ("UPDATE board SET days_off = 'sunday'", "JSON list"),
        ("UPDATE board SET deleted_at = 'gone'", "moment in UTC"),
        ("UPDATE kpis SET position = 9e999", "finite"),
        ("UPDATE kpis SET position = 'top'", "cannot store TEXT"),
        ("UPDATE kpis SET rollup = 'best'", "rollup is"),
        ("UPDATE kpis SET signal_rules = ''", "signal_rules is"),
        ("UPDATE kpis SET next_review = '2026-13-01'", "next_review is a date"),
        ("UPDATE kpis SET weight = 9e999", "weight is a finite number"),
        ("UPDATE targets SET glide_months = '82, 84'", "JSON list"),
        ("UPDATE targets SET support = 'maybe'", "support is"),
        ("UPDATE readings SET late_at = '2026-11-21'", "late_at is a moment"),
        ("UPDATE readings SET corrected_at = '2026-11-21'", "corrected_at is a moment"),
        ("UPDATE readings SET reason_at = 'soon'", "reason_at is a moment"),
        ("UPDATE actions SET result = 'fine'", "result is worked, partly, none or worse"),
        ("UPDATE actions SET opened_at = '2026-11-21'", "opened_at is a moment"),
        ("UPDATE actions SET expected = 9e999", "expected is a finite number"),
        ("UPDATE actions SET done_on = '2026-13-01'", "done_on is a date"),
        ("UPDATE views SET kind = 'mine'", "kind is containment"),
        ("UPDATE huddles SET state = 'planned'", "state is running, closed or skipped"),
        ("UPDATE huddles SET step = 'safety'", "step is open, wins"),
        ("UPDATE huddles SET held_on = ''", "held_on is a date"),
        ("UPDATE huddles SET held_on = NULL", "NOT NULL"),
    ],
)
def test_sqlite_itself_holds_the_rules_for_other_programs(sql: str, says: str, store: Store, path: Path) -> None:
    with store.write("anna", "test", AT) as writer:
        writer.put(Action("a1", 1, "There"), Target("t1", "k1"), a_reading("2026-11-21"))
        writer.put(View("v1", 4), Huddle("u1", AT.date()))
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match=says):
        other.execute(sql)
    other.close()


def test_the_numbers_of_a_list_are_real_numbers_whoever_wrote_them(store: Store, path: Path) -> None:
    with store.write("anna", "test", AT) as writer:
        writer.put(Target("t1", "k1", glide_months=(82, -0.0)))  # whole numbers are taken, and come back as reals
    (target,) = store.all(Target)
    assert repr(target.glide_months) == "(82.0, 0.0)"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("""UPDATE targets SET glide_months = '["soon"]'""")
    other.close()
    with pytest.raises(Damaged, match="glide_months"):
        store.all(Target)


def test_what_another_program_left_unreadable_is_told_with_its_place(store: Store, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute("UPDATE board SET week_start = 'monday', day_start = 'early'")
    other.close()
    with pytest.raises(Damaged, match="Row b1 of board holds 'early' as day_start"):
        store.info()
    assert any("day_start" in problem for problem in store.check())
