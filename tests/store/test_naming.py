"""What rows are called in messages."""

from __future__ import annotations

import sqlite3
from datetime import date, time
from pathlib import Path

from store_rows import AT, a_reading

from kpiboard.model import (
    ROW_TYPES,
    Action,
    Answer,
    AnswerState,
    Attendance,
    Audit,
    Baseline,
    Block,
    BoardInfo,
    Category,
    Congratulation,
    Consulted,
    Cover,
    Decision,
    Escalation,
    Event,
    Feedback,
    Goal,
    Guard,
    Helper,
    Huddle,
    Kata,
    Kpi,
    Mapping,
    Note,
    Person,
    Proposal,
    Review,
    Row,
    Shift,
    Target,
    View,
    Why,
)
from kpiboard.store import Store
from kpiboard.store.naming import name_of

TODAY = date(2026, 11, 21)
NAMED: list[tuple[Row, str]] = [
    (BoardInfo("b1", "Line 4"), "The board Line 4"),
    (Category("d", "D", "Delivery"), "Category Delivery"),
    (Shift("s", "S1", "Early", time(6), time(14)), "Shift Early"),
    (Person("jp", "Jana Prado", "JP"), "Person Jana Prado"),
    (Goal("o", "Deliver on time"), "Goal Deliver on time"),
    (Kpi("k1", "otd", "On-time delivery"), "KPI On-time delivery"),
    (Target("t", "k1"), "A target of KPI On-time delivery"),
    (Guard("g", "k1", "k2"), "A guard of KPI On-time delivery"),
    (Consulted("q", "k1", "jp"), "Somebody asked about KPI On-time delivery"),
    (Proposal("p", "k1", TODAY), "A proposal for KPI On-time delivery"),
    (a_reading("2026-11-20"), "Reading On-time delivery 2026-11-20"),
    (Event("v1", "k1", TODAY), "An event of KPI On-time delivery"),
    (Baseline("l", "k1"), "A baseline of KPI On-time delivery"),
    (Audit("x", "k1", "2026-11-20", TODAY), "An audit of KPI On-time delivery 2026-11-20"),
    (Review("r", "k1", TODAY, Decision.KEEP), "A review of KPI On-time delivery"),
    (Mapping("m", "nightly"), "Mapping nightly"),
    (Action("a", 12, "Clear dock 2"), "Action A-12"),
    (Helper("h", "a", "jp"), "A helper of action A-12"),
    (Block("z", "a", "a9"), "What blocks action A-12"),
    (Cover("cv", "a", "k2"), "Another KPI of action A-12"),
    (Why("w", "a", 1, "The ramp sticks"), "A why of action A-12"),
    (Note("n", "a", AT, "anna", "x"), "A note on action A-12"),
    (Feedback("f", 31, "The tugger is late"), "Feedback F-31"),
    (Kata("c", 2, TODAY), "Coaching K-2"),
    (Escalation("e", 3, "A tugger", "No money", AT), "Escalation E-3"),
    (Answer("y", "e", AnswerState.ACCEPTED, AT), "An answer to escalation E-3"),
    (View("v", 4, "Mine"), "View 4"),
    (Huddle("u", TODAY), "The huddle of 2026-11-21"),
    (Attendance("i", "u", "jp"), "Somebody at the huddle of 2026-11-21"),
    (Congratulation("j", 5, "jp", TODAY), "Congratulation C-5"),
]


def test_every_kind_of_row_has_a_name(store: Store, path: Path) -> None:
    assert [type(row) for row, _ in NAMED] == list(ROW_TYPES)
    with store.write("anna", "test", AT) as writer:
        writer.put(Action("a9", 9, "x"), *(row for row, _ in NAMED))
    with sqlite3.connect(path) as db:
        assert [name_of(db, row.table, row.id) for row, _ in NAMED] == [name for _, name in NAMED]


def test_a_row_that_is_not_there_is_called_by_its_id(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as db:
        assert name_of(db, "actions", "a7") == "Action a7"
