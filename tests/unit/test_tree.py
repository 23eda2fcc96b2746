"""The tree: ladders, shapes, open points, and data that loops."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, Controllable, Goal, Kpi, KpiState, Stage
from kpiboard.rules.tree import (
    Coverage,
    Finding,
    GoalNode,
    KpiNode,
    Ladder,
    OpenPoint,
    Tree,
    coverage,
    ladder,
    open_points,
    tree,
    would_cycle,
)

CUSTOMER, PEOPLE = Goal("g1", "Customers stay"), Goal("g2", "People grow")
VISION = "The plant that never lets a customer down"


def kpi(id: str, parent: str | None = None, goal: str | None = None, **fields: object) -> Kpi:
    made = Kpi(id, id, f"KPI {id}", goal_id=goal, parent_id=parent, owner_id="anna")
    return replace(made, **fields)  # type: ignore[arg-type]  # each test names real fields


def action(number: int, kpi_id: str, stage: Stage = Stage.DO, owner: str = "anna") -> Action:
    return Action(f"a{number}", number, "Do it", stage=stage, kpi_id=kpi_id, owner_id=owner)


OTD, PICK, DOCK = kpi("otd", goal="g1"), kpi("pick", "otd"), kpi("dock", "pick")
LOOSE, UNDER = kpi("loose"), kpi("under", "loose")
KPIS = [OTD, PICK, DOCK, LOOSE, UNDER]
GOALS = [CUSTOMER, PEOPLE]


# Ladders ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (OTD, Ladder(OTD, (), CUSTOMER, VISION)),
        (DOCK, Ladder(DOCK, (PICK, OTD), CUSTOMER, VISION)),
        (UNDER, Ladder(UNDER, (LOOSE,), None, VISION)),
        (kpi("new", "pick", state=KpiState.DRAFT), None),
    ],
    ids=["top", "leaf", "no goal", "draft"],
)
def test_the_full_path_up(of: Kpi, expected: Ladder | None) -> None:
    found = ladder(of, KPIS, GOALS, VISION)
    assert found == (expected or Ladder(of, (PICK, OTD), CUSTOMER, VISION))
    assert found.complete is (found.goal is not None)


def test_a_ladder_ends_at_the_highest_kpi_with_a_goal() -> None:
    people = replace(DOCK, goal_id="g2")
    assert ladder(people, KPIS, GOALS).goal == CUSTOMER
    assert ladder(people, KPIS, GOALS).parents == (PICK, OTD)
    own = replace(UNDER, goal_id="g2")
    assert ladder(own, KPIS, GOALS) == Ladder(own, (), PEOPLE)


@pytest.mark.parametrize("state", [KpiState.DRAFT, KpiState.RETIRED])
def test_what_is_not_on_the_board_is_no_rung(state: KpiState) -> None:
    kpis = [OTD, replace(PICK, state=state), DOCK]
    assert ladder(DOCK, kpis, GOALS) == Ladder(DOCK)
    assert coverage(kpis, GOALS) == Coverage(1, 2)


def test_a_goal_or_parent_that_is_gone() -> None:
    stray = kpi("stray", "nowhere", "g9")
    assert ladder(stray, [stray], GOALS) == Ladder(stray)


def test_ladders_end_on_data_that_loops() -> None:
    """a → b → c → a; d hangs under a."""
    a, b, c, d = kpi("a", "b", "g1"), kpi("b", "c"), kpi("c", "a"), kpi("d", "a")
    looped = [a, b, c, d]
    assert ladder(a, looped, GOALS) == Ladder(a, (), CUSTOMER)
    assert ladder(b, looped, GOALS) == Ladder(b)
    assert ladder(d, looped, GOALS) == Ladder(d, (a,), CUSTOMER)
    itself = kpi("e", "e")
    assert ladder(itself, [itself], GOALS) == Ladder(itself)


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        ("otd", "dock", True),
        ("otd", "pick", True),
        ("otd", "otd", True),
        ("dock", "otd", False),
        ("otd", "loose", False),
        ("otd", "nowhere", False),
        ("new", "dock", False),
    ],
)
def test_would_cycle(child: str, parent: str, expected: bool) -> None:
    assert would_cycle(child, parent, KPIS) is expected
    retired = [replace(one, state=KpiState.RETIRED) for one in KPIS]
    assert would_cycle(child, parent, retired) is expected


def test_would_cycle_ends_beside_another_loop() -> None:
    assert not would_cycle("otd", "a", [kpi("a", "b"), kpi("b", "a"), OTD])


# The tree -----------------------------------------------------------------------------------------------------------


def test_from_the_vision_to_the_actions() -> None:
    first, second, third = action(1, "dock"), action(2, "dock", Stage.CLOSED), action(3, "loose")
    cancelled, elsewhere = action(4, "otd", Stage.CANCELLED), replace(action(5, "x"), kpi_id=None)
    found = tree(VISION, GOALS, KPIS, [first, second, third, cancelled, elsewhere])
    dock = KpiNode(DOCK, (), (first, second))
    assert found == Tree(
        VISION,
        (GoalNode(CUSTOMER, (KpiNode(OTD, (KpiNode(PICK, (dock,)),)),)), GoalNode(PEOPLE)),
        (KpiNode(LOOSE, (KpiNode(UNDER),), (third,)),),
    )
    assert [node.kpi.id for node in found.goals[0].kpis[0].walk()] == ["otd", "pick", "dock"]
    assert (found.goals[0].done, found.goals[0].actions) == (1, (first, second))


def test_a_kpi_with_a_goal_of_its_own_stands_under_both() -> None:
    both = replace(PICK, goal_id="g2")
    found = tree(VISION, GOALS, [OTD, both, DOCK], [action(1, "dock")])
    pick = KpiNode(both, (KpiNode(DOCK, (), (action(1, "dock"),)),))
    assert found.goals == (GoalNode(CUSTOMER, (KpiNode(OTD, (pick,)),)), GoalNode(PEOPLE, (pick,)))
    same = replace(PICK, goal_id="g1")
    found = tree(VISION, GOALS, [OTD, same], [action(1, "pick")])
    assert found.goals[0].kpis == (KpiNode(OTD, (KpiNode(same, (), (action(1, "pick"),)),)),)


def test_an_action_below_two_kpis_of_a_goal_counts_once() -> None:
    """x names the second goal like pick, but between them stands one that leads to the first."""
    people, between, x = replace(PICK, goal_id="g2"), kpi("between", "pick"), kpi("x", "between", "g2")
    found = tree("", GOALS, [OTD, people, between, x], [action(1, "pick"), action(2, "x", Stage.CLOSED)])
    assert [top.kpi.id for top in found.goals[1].kpis] == ["pick", "x"]
    assert [one.number for one in found.goals[1].actions] == [1, 2]
    assert found.goals[1].done == 1


def test_only_what_one_person_contributes_to() -> None:
    theirs = replace(PICK, owner_id="ben")
    found = tree(VISION, GOALS, [OTD, theirs, kpi("rest", "otd"), LOOSE, UNDER], [action(1, "under", owner="ben")])
    mine = found.only("ben")
    assert mine.goals == (GoalNode(CUSTOMER, (KpiNode(OTD, (KpiNode(theirs),)),)),)
    assert [node.kpi.id for top in mine.loose for node in top.walk()] == ["loose", "under"]
    assert found.only("nobody") == Tree(VISION, (), ())


def test_looping_kpis_are_not_lost() -> None:
    a, b, c = kpi("a", "b"), kpi("b", "a", "g1"), kpi("c", "a")
    found = tree("", GOALS, [a, b, c], [])
    assert found.goals[0].kpis == (KpiNode(b),)
    assert found.loose == (KpiNode(a, (KpiNode(c),)),)


# Open points --------------------------------------------------------------------------------------------------------


def points(kpis: list[Kpi], goals: list[Goal] | None = None, *actions: Action) -> list[Finding]:
    return list(open_points(kpis, [CUSTOMER] if goals is None else goals, actions))


def test_a_tree_that_is_whole_has_no_open_point() -> None:
    assert points([OTD, PICK, DOCK], [CUSTOMER], action(1, "dock")) == []


def test_orphans_goals_without_kpis_and_without_actions() -> None:
    assert points(KPIS, GOALS) == [
        Finding(OpenPoint.ORPHAN_KPI, ("loose",)),
        Finding(OpenPoint.ORPHAN_KPI, ("under",)),
        Finding(OpenPoint.GOAL_WITHOUT_KPI, (), ("g2",)),
        Finding(OpenPoint.GOAL_WITHOUT_ACTION, ("otd", "pick", "dock"), ("g1",)),
    ]


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        (Stage.PLAN, []),
        (Stage.CLOSED, []),
        (Stage.CANCELLED, [OpenPoint.GOAL_WITHOUT_ACTION]),
    ],
)
def test_which_actions_count(stage: Stage, kinds: list[OpenPoint]) -> None:
    assert [found.point for found in points([OTD], [CUSTOMER], action(1, "otd", stage))] == kinds


def test_three_goals_are_enough() -> None:
    goals = [Goal(f"g{n}", f"Goal {n}") for n in range(1, 5)]
    kpis = [kpi(f"k{n}", goal=f"g{n}") for n in range(1, 5)]
    actions = [action(n, f"k{n}") for n in range(1, 5)]
    assert points(kpis[:3], goals[:3], *actions) == []
    assert points(kpis, goals, *actions) == [Finding(OpenPoint.TOO_MANY_GOALS, (), ("g1", "g2", "g3", "g4"))]


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ({"name": "On-time delivery"}, {"name": " on-TIME  delivery", "owner_id": "ben"}, True),
        ({"formula": "in time / all"}, {"formula": "In time / All", "owner_id": "ben"}, True),
        ({"name": "On-time delivery"}, {"name": "On-time delivery"}, False),
        ({"name": "On-time delivery"}, {"name": "On-time delivery", "owner_id": None}, False),
        ({"name": "On-time delivery"}, {"name": "Scrap", "owner_id": "ben"}, False),
        ({"formula": " "}, {"formula": "", "owner_id": "ben"}, False),
        ({"name": "OTD"}, {"name": "OTD", "owner_id": "ben", "parent_id": "x"}, False),  # a cascade
        ({"name": "OTD"}, {"name": "OTD", "owner_id": "ben", "state": KpiState.RETIRED}, False),
    ],
    ids=["name", "formula", "one owner", "no owner", "different", "no formula", "cascade", "retired"],
)
def test_the_same_kpi_owned_twice(first: dict[str, object], second: dict[str, object], twice: bool) -> None:
    kpis = [replace(kpi(id, goal="g1"), **fields) for id, fields in (("x", first), ("y", second))]  # type: ignore[arg-type]
    found = points(kpis, [CUSTOMER], action(1, "x"))
    assert found == ([Finding(OpenPoint.OWNED_TWICE, ("x", "y"))] if twice else [])


def test_the_same_kpi_handed_to_three_is_one_point() -> None:
    """The parent of the same name is none of the rivals; two by name and three by formula are three."""
    same = [kpi(id, "top", name="OTD", formula="a / b", owner_id=id) for id in ("x", "y", "z")]
    same[2] = replace(same[2], name="Delivery")
    found = points([kpi("top", goal="g1", name="OTD"), *same], [CUSTOMER], action(1, "x"))
    assert found == [Finding(OpenPoint.OWNED_TWICE, ("x", "y", "z"))]


@pytest.mark.parametrize("controllable", [None, *Controllable])
def test_a_leaf_that_its_owner_cannot_move(controllable: Controllable | None) -> None:
    leaf, parent = replace(PICK, controllable=controllable), replace(OTD, controllable=controllable)
    expected = [Finding(OpenPoint.LEAF_NOT_CONTROLLABLE, ("pick",))] if controllable is Controllable.NO else []
    assert points([parent, leaf], [CUSTOMER], action(1, "otd")) == expected


def test_kpis_that_feed_themselves() -> None:
    found = points([kpi("a", "b", "g1"), kpi("b", "a", "g1"), kpi("c", "a", "g1")], [CUSTOMER], action(1, "a"))
    assert found == [Finding(OpenPoint.LOOP, ("a", "b"))]


def test_drafts_are_not_open_points() -> None:
    assert points([replace(LOOSE, state=KpiState.DRAFT)], []) == []


@pytest.mark.parametrize(
    ("kpis", "expected", "share"),
    [
        ([OTD, PICK, DOCK, kpi("x", goal="g2"), LOOSE], Coverage(4, 5), 0.8),
        ([OTD], Coverage(1, 1), 1.0),
        ([LOOSE], Coverage(0, 1), 0.0),
        ([], Coverage(0, 0), None),
        ([replace(OTD, state=KpiState.RETIRED)], Coverage(0, 0), None),
    ],
)
def test_vision_coverage(kpis: list[Kpi], expected: Coverage, share: float | None) -> None:
    assert coverage(kpis, GOALS) == expected
    assert expected.share == share


ids = st.sampled_from([f"k{n}" for n in range(6)])
wild = st.lists(
    st.builds(
        kpi,
        id=ids,
        parent=st.none() | ids,
        goal=st.sampled_from([None, None, "g1", "g2", "gone"]),
        state=st.sampled_from([KpiState.ACTIVE, KpiState.ACTIVE, KpiState.DRAFT, KpiState.RETIRED]),
        owner_id=st.sampled_from([None, "anna", "ben"]),
        name=st.sampled_from(["OTD", "otd", "Scrap"]),
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)


@given(wild)
def test_any_data_ends_and_loses_nothing(kpis: list[Kpi]) -> None:
    active = {one.id for one in kpis if one.state is KpiState.ACTIVE}
    found = tree(VISION, GOALS, kpis, [])
    tops = [top for goal in found.goals for top in goal.kpis] + list(found.loose)
    assert {node.kpi.id for top in tops for node in top.walk()} == active
    laddered = {id for id in active if ladder(next(one for one in kpis if one.id == id), kpis, GOALS).complete}
    assert {node.kpi.id for goal in found.goals for top in goal.kpis for node in top.walk()} == laddered
    orphans = {id for one in open_points(kpis, GOALS, ()) if one.point is OpenPoint.ORPHAN_KPI for id in one.kpi_ids}
    assert orphans == active - laddered
    assert coverage(kpis, GOALS) == Coverage(len(laddered), len(active))


@given(wild)
def test_the_order_of_the_rows_does_not_matter(kpis: list[Kpi]) -> None:
    def told(rows: list[Kpi]) -> set[tuple[OpenPoint, frozenset[str], frozenset[str]]]:
        return {(one.point, frozenset(one.kpi_ids), frozenset(one.goal_ids)) for one in open_points(rows, GOALS, ())}

    assert told(kpis[::-1]) == told(kpis)


@given(wild, ids, ids)
def test_a_link_that_would_not_cycle_makes_no_loop(kpis: list[Kpi], child: str, parent: str) -> None:
    before = {id for one in open_points(kpis, GOALS, ()) if one.point is OpenPoint.LOOP for id in one.kpi_ids}
    if before or would_cycle(child, parent, kpis):
        return
    linked = [replace(one, parent_id=parent) if one.id == child else one for one in kpis]
    assert not [one for one in open_points(linked, GOALS, ()) if one.point is OpenPoint.LOOP]
