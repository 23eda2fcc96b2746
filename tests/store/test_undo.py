"""Every change can be taken back and done again, but never over somebody else's later change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from boards import built_once
from hypothesis import given, settings
from hypothesis import strategies as st
from store_rows import AT, a_reading
from support import Clock

from kpiboard.basics.errors import UndoRefused
from kpiboard.model import (
    ROW_TYPES,
    Action,
    Answer,
    AnswerState,
    Attendance,
    Block,
    BoardInfo,
    Congratulation,
    Consulted,
    Escalation,
    Feedback,
    Guard,
    Helper,
    Huddle,
    Kata,
    Kpi,
    Note,
    Person,
    Reading,
    Row,
    Target,
    View,
    Why,
)
from kpiboard.store import Store, undo
from kpiboard.store.references import dangling

Facts = dict[str, Row]


def facts(store: Store) -> Facts:
    kinds: tuple[type[Any], ...] = ROW_TYPES
    rows: list[Row] = [row for kind in kinds if kind is not Reading for row in store.all(kind)]
    return {row.id: row for row in [*rows, *store.all_readings()]}


def put(store: Store, *rows: Row, who: str = "anna", at: datetime = AT) -> int:
    with store.write(who, "put", at) as writer:
        writer.put(*rows)
    return writer.txn


def remove(store: Store, *rows: Row, who: str = "anna") -> int:
    with store.write(who, "remove", AT) as writer:
        writer.remove(*rows)
    return writer.txn


JANA = Person("jp", "Jana Prado", "JP")
TODAY = AT.date()
A9 = Action("a9", 9, "y")
ASKED = Escalation("e", 3, "A tugger", "No money", AT)


def test_insert_update_and_removal_are_undone_and_redone(store: Store) -> None:
    states = [facts(store)]
    nasty = replace(a_reading("2026-11-21", 2.0), note="[/floor] 'quoted' \x1b ü", corrected_from=1 / 3)
    for change in (
        lambda: put(store, a_reading("2026-11-21", 0.1 + 0.2)),
        lambda: put(store, nasty),
        lambda: remove(store, a_reading("2026-11-21")),
        lambda: put(store, a_reading("2026-11-21", 4.0), a_reading("2026-11-22"), replace(JANA, active=False)),
    ):
        change()
        states.append(facts(store))
    for state in reversed(states[:-1]):
        store.undo("anna", AT)
        assert facts(store) == state
    with pytest.raises(UndoRefused, match="nothing left to undo"):
        store.undo("anna", AT)
    for state in states[1:]:
        store.redo("anna", AT)
        assert facts(store) == state
    with pytest.raises(UndoRefused, match="nothing to redo"):
        store.redo("anna", AT)
    assert store.check() == []


def test_undo_is_a_step_of_its_own_that_says_what_it_took_back(store: Store) -> None:
    txn = put(store, a_reading("2026"))
    later = AT + timedelta(minutes=1)
    undone = store.undo("anna", later)
    assert (undone.txn, undone.who, undone.what, undone.undoes) == (txn + 1, "anna", "undid: put", txn)
    assert (undone.at, undone.changes) == ("2026-11-21T13:33:00.000Z", 1)
    assert [(step.txn, step.undone) for step in store.log(2)] == [(txn + 1, False), (txn, True)]
    redone = store.redo("anna", later)
    assert (redone.txn, redone.what, redone.undoes) == (txn + 2, "redid: put", txn + 1)
    assert [(step.txn, step.undone) for step in store.log(3)] == [(txn + 2, False), (txn + 1, True), (txn, False)]


def test_it_works_across_restarts(store: Store, path: Path) -> None:
    before = facts(store)
    put(store, a_reading("2026"))
    after = facts(store)
    store.close()
    with Store.open(path) as opened:
        opened.undo("anna", AT)
        assert facts(opened) == before
    with Store.open(path) as opened:
        opened.redo("anna", AT)
        assert facts(opened) == after


def test_a_new_change_ends_redo(store: Store) -> None:
    put(store, a_reading("2026"))
    store.undo("anna", AT)
    put(store, a_reading("2027"))
    with pytest.raises(UndoRefused, match="nothing to redo"):
        store.redo("anna", AT)


def test_each_undoes_their_own_and_anybody_what_was_said_anonymously(store: Store) -> None:
    mine = put(store, a_reading("2026"))
    theirs = put(store, a_reading("2027"), who="bert")
    nobodys = put(store, Feedback("f", 1, "x", anonymous=True), who="anonymous")
    assert [store.undo("anna", AT).undoes for _ in range(2)] == [nobodys, mine]
    with pytest.raises(UndoRefused):
        store.undo("anna", AT)
    assert store.undo("bert", AT).undoes == theirs
    assert store.redo("bert", AT).what == "redid: put"
    with pytest.raises(UndoRefused, match="nothing left"):
        store.undo("carl", AT)


def test_somebody_elses_later_change_of_the_same_row_is_never_undone(store: Store) -> None:
    txn = put(store, a_reading("2026-11-21", 1.0), a_reading("2026-11-22", 1.0))
    put(store, a_reading("2026-11-21", 2.0), who="bert", at=AT + timedelta(hours=1))
    before, log = facts(store), store.log()
    with pytest.raises(UndoRefused) as refused:
        store.undo("anna", AT)
    assert refused.value.message == (
        "Reading On-time delivery 2026-11-21 has been changed by bert since on 2026-11-21 at 14:32 UTC; "
        "it was left as it is."
    )
    assert refused.value.hint
    assert (facts(store), store.log()) == (before, log)
    store.undo("bert", AT)
    assert store.undo("anna", AT).undoes == txn


def test_it_may_be_undone_when_the_row_has_come_back_to_what_it_was(store: Store) -> None:
    put(store, a_reading("2026", 1.0))
    put(store, a_reading("2026", 2.0), who="bert")
    put(store, a_reading("2026", 1.0), who="bert")
    store.undo("anna", AT)
    assert store.reading("k1", "2026") is None


def test_redo_does_not_go_over_a_later_change_either(store: Store) -> None:
    put(store, a_reading("2026", 1.0))
    store.undo("anna", AT)
    put(store, a_reading("2026", 2.0), who="bert")
    with pytest.raises(UndoRefused, match="changed by bert"):
        store.redo("anna", AT)
    assert store.reading("k1", "2026") == a_reading("2026", 2.0)


def test_a_change_that_the_log_missed_counts_as_anothers(store: Store, path: Path) -> None:
    put(store, a_reading("2026", 1.0))
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER readings_updated_outside; UPDATE readings SET value = 5;")
    db.close()
    with pytest.raises(UndoRefused, match="changed by another program since; "):
        store.undo("anna", AT)


def test_any_step_can_be_named_also_that_of_another_program_or_an_undo(store: Store, path: Path) -> None:
    first = put(store, a_reading("2026"))
    put(store, a_reading("2027"))
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE kpis SET name = 'OTD' WHERE id = 'k1'")
    db.close()
    outside = store.log(1)[0].txn
    store.undo("anna", AT, outside)
    undone = store.undo("anna", AT, first)
    assert (facts(store)["k1"], a_reading("2026").id in facts(store)) == (
        Kpi("k1", "otd", "On-time delivery", category_id="d", owner_id="jp"),
        False,
    )
    again = store.undo("anna", AT, undone.txn)
    assert (again.what, a_reading("2026").id in facts(store)) == ("redid: put", True)
    back = store.undo("anna", AT, again.txn)
    assert (back.what, a_reading("2026").id in facts(store)) == ("undid: put", False)
    assert {step.txn: step.undone for step in store.log()}[first]
    assert store.check() == []


@pytest.mark.parametrize(
    ("txn", "says"), [(99, "no step 99"), (1, "making of the board"), (2, "undone already"), (4, "no step 4")]
)
def test_what_cannot_be_undone_by_number(txn: int, says: str, store: Store) -> None:
    put(store, a_reading("2026"))
    store.undo("anna", AT)
    log = store.log()
    with pytest.raises(UndoRefused, match=says):
        store.undo("anna", AT, txn)
    assert store.log() == log


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ([Action("a", 12, "x")], [Why("w", "a", 1, "because")], "Action A-12 would be gone while whys still point"),
        ([Action("a", 12, "x")], [Note("n", "a", AT, "bert", "x")], "Action A-12 would be gone while notes"),
        ([Kpi("k3", "c", "Scrap")], [a_reading("2026", kpi="k3")], "KPI Scrap would be gone while readings"),
        ([Kpi("k3", "c", "Scrap")], [Kpi("k4", "d", "Dock", parent_id="k3")], "KPI Scrap would be gone while kpis"),
        ([Kpi("k3", "c", "Scrap")], [Guard("g", "k1", "k3")], "KPI Scrap would be gone while guards"),
        ([Person("ms", "Mo S", "MS")], [Consulted("c", "k1", "ms")], "Person Mo S would be gone while consulted"),
        ([Person("ms", "Mo S", "MS")], [Target("t", "k1", member_id="ms")], "Person Mo S would be gone while targets"),
        ([Action("a", 12, "x")], [Feedback("f", 1, "x", action_id="a")], "A-12 would be gone while feedback"),
        ([Action("a", 12, "x")], [Helper("h", "a", "jp")], "Action A-12 would be gone while helpers"),
        ([Person("ms", "Mo S", "MS")], [A9, Helper("h", "a9", "ms")], "Person Mo S would be gone while helpers"),
        ([Action("a", 12, "x")], [A9, Block("b", "a9", "a")], "Action A-12 would be gone while blocks"),
        ([Action("a", 12, "x")], [Kata("c", 1, TODAY, action_id="a")], "Action A-12 would be gone while kata"),
        ([Kpi("k3", "c", "Scrap")], [Kata("c", 1, TODAY, "k3")], "KPI Scrap would be gone while kata"),
        ([Person("ms", "Mo S", "MS")], [Kata("c", 1, TODAY, learner_id="ms")], "Person Mo S would be gone while kata"),
        ([Action("a", 12, "x")], [replace(ASKED, action_id="a")], "Action A-12 would be gone while escalations"),
        ([Feedback("f", 31, "x")], [replace(ASKED, feedback_id="f")], "Feedback F-31 would be gone while escalations"),
        ([ASKED], [Answer("w", "e", AnswerState.ACCEPTED, AT)], "Escalation E-3 would be gone while answers"),
        ([Person("ms", "Mo S", "MS")], [View("v", 4, person_id="ms")], "Person Mo S would be gone while views"),
        ([Huddle("u", TODAY)], [Attendance("i", "u", "jp")], "The huddle of 2026-11-21 would be gone while attendance"),
        ([Person("ms", "Mo S", "MS")], [Huddle("u", TODAY, facilitator_id="ms")], "Mo S would be gone while huddles"),
        (
            [Person("ms", "Mo S", "MS")],
            [Congratulation("j", 1, "ms", TODAY)],
            "Mo S would be gone while congratulations",
        ),
        (
            [Action("a", 12, "x")],
            [Congratulation("j", 1, "jp", TODAY, action_id="a")],
            "A-12 would be gone while congratulations",
        ),
    ],
)
def test_nothing_is_undone_that_others_have_built_on(
    first: list[Row], then: list[Row], says: str, store: Store
) -> None:
    put(store, *first)
    txn = put(store, *then, who="bert")
    before = facts(store)
    with pytest.raises(UndoRefused, match=says):
        store.undo("anna", AT)
    assert (facts(store), store.log(1)[0].txn) == (before, txn)
    store.undo("bert", AT)
    store.undo("anna", AT)


def test_a_tree_of_kpis_goes_and_comes_back_in_whatever_order_it_was_made(store: Store) -> None:
    tree = [Kpi("c", "c", "C", parent_id="b"), Kpi("b", "b", "B", parent_id="a"), Kpi("a", "a", "A", parent_id="k1")]
    guard = Guard("g", "a", "c")
    states = [facts(store)]
    put(store, *tree, guard)
    states.append(facts(store))
    remove(store, *reversed(tree), guard)
    states.append(facts(store))
    for state in (states[1], states[0]):
        store.undo("anna", AT)
        assert facts(store) == state
    for state in states[1:]:
        store.redo("anna", AT)
        assert facts(store) == state
    assert store.check() == []


def test_nothing_comes_back_that_points_to_what_is_gone(store: Store) -> None:
    put(store, Action("a", 1, "x", owner_id="jp"))
    remove(store, Action("a", 1, "x", owner_id="jp"))
    put(store, replace(facts(store)["k1"], owner_id=None), who="bert")
    remove(store, JANA, who="bert")
    with pytest.raises(UndoRefused, match="Person Jana Prado would be gone while actions still point to it"):
        store.undo("anna", AT)


def test_one_step_may_change_a_row_many_times(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "_PAGE", 3)
    put(store, a_reading("2026", 0.0))
    before = facts(store)
    with store.write("anna", "many", AT) as writer:
        for number in range(1, 6):
            writer.put(a_reading("2026", number), a_reading("2027", number))
        writer.remove(a_reading("2027"))
        writer.put(a_reading("2027", 9.0))
    after = facts(store)
    store.undo("anna", AT)
    assert facts(store) == before
    store.redo("anna", AT)
    assert facts(store) == after


def test_a_step_that_came_to_nothing_is_undone_like_any_other(store: Store) -> None:
    txn = put(store, a_reading("2026", 1.0))
    nothing = put(store, a_reading("2026", 2.0), a_reading("2026", 1.0))
    assert [store.undo("anna", AT).undoes for _ in range(2)] == [nothing, txn]
    store.redo("anna", AT)
    store.redo("anna", AT)
    assert store.reading("k1", "2026") == a_reading("2026", 1.0)
    with pytest.raises(UndoRefused):
        store.redo("anna", AT)


def test_a_column_that_came_later_is_left_alone_by_the_undo_of_an_older_step(store: Store, path: Path) -> None:
    put(store, replace(JANA, name="Jana"))
    db = sqlite3.connect(path)
    db.execute("UPDATE changes SET old = json_remove(old, '$.role'), new = json_remove(new, '$.role')")
    db.commit()
    db.close()
    put(store, replace(JANA, name="Jana"))
    store.undo("anna", AT)
    assert facts(store)["jp"] == JANA


# Any order of changes, undone and redone

ROWS = st.one_of(
    st.builds(
        lambda year, value: a_reading(str(year), value),
        st.integers(2026, 2028),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    st.builds(lambda name: Person("jp", name, "JP"), st.sampled_from(["Jana", "Prado"])),
    st.builds(
        lambda number, owner: Action(f"a{number}", number, "x", owner_id=owner),
        st.integers(1, 2),
        st.sampled_from([None, "jp"]),
    ),
    st.builds(lambda text: Why("w", "a1", 1, text), st.sampled_from(["so", "because"])),
    st.builds(lambda parent: Kpi("k2", "fpy", "FPY", parent_id=parent), st.sampled_from([None, "k1"])),
    st.builds(lambda reason: Guard("g", "k1", "k2", reason), st.sampled_from(["", "hides scrap"])),
    st.builds(lambda blocker: Block("b", "a1", blocker), st.sampled_from(["a2", "a3"])),
    st.builds(lambda text: replace(ASKED, reason=text, action_id="a2"), st.sampled_from(["no money", "no skill"])),
)
PUT = st.tuples(st.just("put"), st.lists(ROWS, min_size=1, max_size=4))
REMOVE = st.tuples(st.just("remove"), st.lists(ROWS, min_size=1, max_size=2))
OPS = st.lists(st.one_of(PUT, REMOVE, st.tuples(st.sampled_from(["undo", "redo"]), st.just([]))), max_size=14)


@built_once
def three_actions(path: Path, clock: Clock) -> None:
    kpis = [Kpi("k1", "otd", "OTD"), Kpi("k2", "fpy", "FPY")]
    rows: list[Row] = [JANA, *kpis, *(Action(f"a{number}", number, "x") for number in (1, 2, 3))]
    Store.create(path, BoardInfo("b1", "Line 4"), rows, who="anna", at=clock()).close()


@settings(max_examples=40)
@given(ops=OPS)
def test_undo_and_redo_follow_a_stack_of_states(
    ops: list[tuple[str, list[Row]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The model: a list of states and a place in it. Undo goes back, redo forward, a change cuts what was ahead."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    three_actions(path, Clock(AT))
    with Store.open(path) as store:
        states, place = [facts(store)], 0
        left_dangling = False
        for op, changed in ops:
            before, log = facts(store), store.log(1)
            act: dict[str, Callable[[], object]] = {
                "put": lambda rows=changed: put(store, *rows),
                "remove": lambda rows=changed: remove(store, *rows),
                "undo": lambda: store.undo("anna", AT),
                "redo": lambda: store.redo("anna", AT),
            }
            target = place + {"undo": -1, "redo": 1}.get(op, 0)
            if op in ("undo", "redo") and not 0 <= target < len(states):
                with pytest.raises(UndoRefused):
                    act[op]()
                assert (facts(store), store.log(1)) == (before, log)
                continue
            try:
                act[op]()
            except UndoRefused:
                # The model's changes may leave a row that points to a removed one; an undo may not.
                assert left_dangling
                assert (facts(store), store.log(1)) == (before, log)
                continue
            if op in ("undo", "redo"):
                place = target
                assert facts(store) == states[place]
            elif store.log(1) != log:
                states, place = [*states[: place + 1], facts(store)], place + 1
                left_dangling |= bool(dangling(store._db))
        assert [problem for problem in store.check() if "still point" not in problem] == []
