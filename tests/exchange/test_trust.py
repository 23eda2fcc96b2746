"""What lets a team judge its KPIs, in the file: the tree, guards, agreements, baselines, audits, reviews, mappings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest
from strategies import NOW

from kpiboard.basics.ids import reading_id
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import ImportPlan, Mode, export, plan, read
from kpiboard.model import (
    Action,
    Audit,
    Average,
    Baseline,
    BoardInfo,
    Cadence,
    Collection,
    Consulted,
    Controllable,
    Decision,
    Guard,
    Kpi,
    KpiKind,
    Mapping,
    Person,
    Perspective,
    Proposal,
    Reading,
    Review,
    Rollup,
    SignalRules,
    Support,
    Target,
)

TODAY = date(2026, 11, 21)

BOARD = BoardRows(
    BoardInfo("b", "Line 4", timezone="Europe/Berlin"),
    people=(Person("p1", "Joana Prado", "JP", position=1.0), Person("p2", "Max Muster", "MM", position=2.0)),
    kpis=(
        Kpi("k1", "otd", "On-time delivery", position=1.0),
        Kpi("k2", "scrap", "Scrap", position=2.0),
        Kpi("k3", "dock", "Dock waits", parent_id="k1", position=3.0),
    ),
    guards=(Guard("g1", "k1", "k2", "hides rework"),),
    consulted=(Consulted("c1", "k1", "p1"),),
    targets=(Target("t1", "k1", date(2026, 6, 1), 95.0, leader_id="p1", member_id="p2", rationale="asked for"),),
    proposals=(Proposal("o1", "k1", date(2026, 5, 3), "p2", "92", "two docks only"),),
    baselines=(Baseline("l1", "k1", "2026-03-02", reason="new dock"),),
    audits=(Audit("u1", "k1", "2026-11-02", date(2026, 11, 5), held_value=93.0, true_value=93.0),),
    reviews=(Review("r1", "k1", date(2026, 8, 1), Decision.KEEP, score=4),),
    mappings=(Mapping("m1", "nightly", "k1", value_column="OTD"),),
)

BY_HAND = """
[person.jp]
name = "Joana Prado"
[person.ms]
name = "Mo Sand"
[kpi.picks]
parent = "otd"
weight = 2
[kpi.scrap]
[kpi.otd]
name = "On-time delivery"
rollup = "weighted"
kind = "outcome"
perspective = "customer"
because = "They plan their line by it"
controllable = "partly"
importance = 5
ease = 2
collection = "import"
effort_minutes = 1.5
valid_min = 0
valid_max = 100
risk_level = 1
cap = 100
signal_rules = "western electric"
limits_by = "median"
screen_ranges = true
next_review = 2026-12-01
review_days = 30
consulted = ["jp", "Mo Sand", "jp"]
[[kpi.otd.targets]]
from = 2026-06-01
value = 90
due = 2027-05-31
glide_from = 80
rationale = "They asked for it"
support = "promised"
leader = "jp"
[[kpi.otd.targets]]
value = 80
glide_months = [70, 75.5]
[[kpi.otd.guards]]
kpi = "Scrap"
reason = "fast but wrong"
[[kpi.otd.proposals]]
person = "ms"
value = "88"
argument = "two docks only"
[[kpi.otd.baselines]]
from = 2026-03-02
lock_at = 12
reason = "new dock"
[[kpi.otd.audits]]
period = 2026-11-20
held_value = 93
true_value = 91
ok = false
[[kpi.otd.reviews]]
decision = "adjust"
liked = false
[kpi.otd.readings]
2026-11-20 = 91
[[kpi.otd.remarks]]
period = 2026-11-20
code = "DOCK"
excluded = "power cut"
late_at = 2026-11-21T09:00:00
corrected_from = 93
corrected_at = 2026-11-21T10:00:00Z
[action.A-1]
title = "Fix dock 2"
code = "DOCK"
[mapping.nightly]
kpi = "otd"
period_column = "Tag"
value_column = "OTD [%]"
separator = "\\t"
date_order = "dmy"
"""


def planned(text: str, current: BoardRows | None = BOARD, mode: Mode = Mode.MERGE) -> ImportPlan:
    return plan(read(text.encode()), current, mode, NOW, "Europe/Berlin")


def put(text: str, current: BoardRows | None = BOARD) -> list[Any]:
    return list(planned(text, current).rows_to_put())


def test_a_person_writes_it_without_ids_and_with_little() -> None:
    rows = BoardRows.of(put(f"[board]\nname = 'New'\n{BY_HAND}", None))
    jana, mo = rows.people
    picks, scrap, otd = rows.kpis
    assert (picks.parent_id, picks.weight) == (otd.id, 2.0)
    assert otd == Kpi(
        otd.id,
        "otd",
        "On-time delivery",
        position=3.0,
        rollup=Rollup.WEIGHTED,
        kind=KpiKind.OUTCOME,
        perspective=Perspective.CUSTOMER,
        because="They plan their line by it",
        controllable=Controllable.PARTLY,
        importance=5,
        ease=2,
        collection=Collection.IMPORT,
        effort_minutes=1.5,
        valid_min=0.0,
        valid_max=100.0,
        risk_level=1,
        cap=100.0,
        signal_rules=SignalRules.WESTERN_ELECTRIC,
        limits_by=Average.MEDIAN,
        screen_ranges=True,
        next_review=date(2026, 12, 1),
        review_days=30,
    )
    assert [(one.kpi_id, one.person_id) for one in rows.consulted] == [(otd.id, jana.id), (otd.id, mo.id)]
    path, months = rows.targets
    assert (path.due, path.glide_from, path.support) == (date(2027, 5, 31), 80.0, Support.PROMISED)
    assert (path.rationale, path.leader_id, path.agreed) == ("They asked for it", jana.id, False)
    assert (months.valid_from, months.glide_months) == (None, (70.0, 75.5))
    assert rows.guards == (Guard(rows.guards[0].id, otd.id, scrap.id, "fast but wrong"),)
    (proposal,) = rows.proposals
    assert proposal == Proposal(proposal.id, otd.id, TODAY, mo.id, "88", "two docks only")
    assert rows.baselines == (Baseline(rows.baselines[0].id, otd.id, "2026-03-02", 12, "new dock"),)
    (audit,) = rows.audits
    assert audit == Audit(audit.id, otd.id, "2026-11-20", TODAY, "", 93.0, 91.0, False)
    (review,) = rows.reviews
    assert review == Review(review.id, otd.id, TODAY, Decision.ADJUST, liked=False)
    (reading,) = rows.readings
    assert (reading.code, reading.excluded, reading.corrected_from) == ("DOCK", "power cut", 93.0)
    assert reading.late_at == datetime(2026, 11, 21, 8, tzinfo=UTC)  # on the clock of the board
    assert reading.corrected_at == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert rows.actions[0].code == "DOCK"
    (mapping,) = rows.mappings
    assert mapping == Mapping(
        mapping.id, "nightly", otd.id, period_column="Tag", value_column="OTD [%]", separator="\t", date_order="dmy"
    )


def test_what_is_usual_is_not_written() -> None:
    rows = BoardRows(
        BOARD.info,
        kpis=(Kpi("k1", "otd", "On-time delivery"),),
        targets=(Target("t", "k1", low=95.0),),
        baselines=(Baseline("l", "k1"),),
        actions=(Action("a", 1, "Fix dock 2"),),
    )
    body = "".join(export(rows)).partition("[kpi.otd]")[2].partition("[kpi.otd]\nid")[2]
    assert body.count(" = ") == 9 + 2 + 1 + 4  # the KPI as before, the target, the baseline, the action
    assert '[[kpi.otd.targets]]\nid = "t"\nvalue = 95\n\n[[kpi.otd.baselines]]\nid = "l"\n' in body


def test_periods_stand_without_quotes_where_toml_has_days() -> None:
    starts = ("2026-03-02", "2026-W12", "2026", "2026-02-30")  # the last by another program
    rows = BoardRows(
        BOARD.info,
        kpis=(Kpi("k1", "otd", "OTD", cadence=Cadence.WEEK),),
        baselines=tuple(Baseline(f"l{n}", "k1", start) for n, start in enumerate(starts)),
    )
    text = "".join(export(rows))
    for written in ("from = 2026-03-02\n", 'from = "2026-W12"\n', 'from = "2026"\n', 'from = "2026-02-30"\n'):
        assert written in text
    sound = BoardRows(rows.info, kpis=rows.kpis, baselines=rows.baselines[:3])
    assert set(BoardRows.of(put("".join(export(sound)), None)).baselines) == set(sound.baselines)


class TestTree:
    @pytest.mark.parametrize("order", list(permutations(("a", "b", "c"))))
    def test_parents_may_stand_anywhere_in_the_file(self, order: tuple[str, ...]) -> None:
        tables = {"a": "[kpi.a]\n", "b": '[kpi.b]\nparent = "a"\n', "c": '[kpi.c]\nparent = "b"\n'}
        rows = {row.key: row for row in put("".join(tables[key] for key in order), BOARD)}
        assert rows["a"].parent_id is None
        assert (rows["b"].parent_id, rows["c"].parent_id) == (rows["a"].id, rows["b"].id)

    @pytest.mark.parametrize(
        ("text", "left_out", "kept"),
        [
            ('[kpi.otd]\nparent = "otd"', {"otd"}, {}),
            ('[kpi.otd]\nparent = "dock"', {"otd"}, {"dock": "otd"}),  # dock hangs under otd on the board
            ('[kpi.otd]\nparent = "scrap"\n[kpi.scrap]\nparent = "dock"', {"scrap"}, {"otd": "scrap", "dock": "otd"}),
            (
                '[kpi.x]\nparent = "y"\n[kpi.y]\nparent = "z"\n[kpi.z]\nparent = "y"\n[kpi.otd]\nparent = "x"',
                {"z"},
                {"otd": "x", "x": "y", "y": "z", "dock": "otd"},
            ),
        ],
    )
    def test_a_line_that_closes_a_circle_is_left_out(self, text: str, left_out: set[str], kept: dict[str, str]) -> None:
        made = planned(text)
        assert {
            line.split('"')[1] for line in made.ignored if "hangs under this KPI itself; left out" in line
        } == left_out
        assert len(made.ignored) == len(left_out)
        rows = {row.id: row for row in (*BOARD.kpis, *made.rows_to_put()) if isinstance(row, Kpi)}
        assert {row.key: rows[row.parent_id].key for row in rows.values() if row.parent_id is not None} == {
            "dock": "otd"
        } | kept

    def test_the_tree_is_changed_in_words(self) -> None:
        (change,) = planned('[kpi.dock]\nparent = "scrap"').changed
        assert change.fields == (("parent", "otd", "scrap"),)
        (change,) = planned('[kpi.dock]\nparent = ""').changed
        assert change.fields == (("parent", "otd", "nothing"),)

    def test_a_long_chain_takes_no_time(self) -> None:
        text = "".join(f'[kpi.k{n}]\nparent = "k{n + 1}"\n' for n in range(5_000)) + '[kpi.k5000]\nparent = "k0"\n'
        assert len(planned(text, BOARD).ignored) == 1


class TestMerge:
    @pytest.mark.parametrize(
        ("text", "field", "before", "after"),
        [
            ("[kpi.otd]\nimportance = 4", "importance", "nothing", "4"),
            ('[kpi.otd]\nsignal_rules = "nelson"', "signal_rules", "wheeler", "nelson"),
            (
                "[[kpi.otd.targets]]\nfrom = 2026-06-01\nglide_months = [80, 82.5]",
                "glide_months",
                "nothing",
                "80, 82.5",
            ),
            ('[[kpi.otd.targets]]\nfrom = 2026-06-01\nmember = "JP"', "member", "Max Muster", "Joana Prado"),
            ('[[kpi.otd.guards]]\nkpi = "scrap"\nreason = ""', "reason", '"hides rework"', "nothing"),
            ("[[kpi.otd.baselines]]\nfrom = 2026-03-02\nlock_at = 8", "lock_at", "nothing", "8"),
            ("[[kpi.otd.audits]]\nperiod = 2026-11-02\nok = false", "ok", "yes", "no"),
            (
                "[[kpi.otd.reviews]]\nreviewed_on = 2026-08-01\ndecision = 'retire'",
                "decision",
                "keep",
                "retire",
            ),
            ("[[kpi.otd.proposals]]\nvalue = '92'\nargument = ''", "argument", '"two docks only"', "nothing"),
            ('[mapping.nightly]\ndecimal = ","', "decimal", "nothing", '","'),
            ('[mapping.NIGHTLY]\nkpi = ""', "kpi", "otd", "nothing"),
        ],
    )
    def test_rows_are_found_without_their_ids(self, text: str, field: str, before: str, after: str) -> None:
        made = planned(text)
        (change,) = made.changed
        assert (field, before, after) in change.fields
        assert len(change.fields) == (2 if "NIGHTLY" in text else 1)
        assert not made.added

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ('[[kpi.scrap.guards]]\nkpi = "otd"', "guard otd of scrap"),
            ('[kpi.otd]\nconsulted = ["MM"]', "Max Muster, asked about otd"),
            ('[[kpi.otd.proposals]]\nmade_on = 2026-05-04\nvalue = "92"', 'proposal "92" for otd, 2026-05-04'),
            ('[[kpi.otd.proposals]]\nperson = "jp"\nvalue = "92"', 'proposal "92" for otd, 2026-11-21'),
            ("[[kpi.scrap.baselines]]\nreason = 'x'", "baseline scrap from the beginning"),
            ("[[kpi.otd.audits]]\nperiod = 2026-11-03", "audit otd 2026-11-03"),
            ("[[kpi.otd.reviews]]\ndecision = 'keep'", "review otd, 2026-11-21"),
            ("[mapping.weekly]", 'mapping "weekly"'),
        ],
    )
    def test_what_is_new_is_named(self, text: str, label: str) -> None:
        made = planned(text)
        assert [change.label for change in made.added] == [label]
        assert not made.changed

    def test_a_changed_value_has_to_be_agreed_to_anew(self) -> None:
        (row,) = put("[[kpi.otd.targets]]\nfrom = 2026-06-01\nvalue = 97")
        assert (row.low, row.leader_id, row.member_id, row.rationale) == (97.0, None, None, "asked for")
        (row,) = put('[[kpi.otd.targets]]\nfrom = 2026-06-01\nvalue = 97\nleader = "mm"')
        assert (row.leader_id, row.member_id) == ("p2", None)
        (row,) = put("[[kpi.otd.targets]]\nfrom = 2026-06-01\nvalue = 95\nhow = 'a third dock'")
        assert row.agreed

    def test_another_target_in_one_line_is_a_new_agreement(self) -> None:
        board = replace(BOARD, targets=(replace(BOARD.targets[0], valid_from=TODAY, due=date(2027, 1, 1)),))
        (row,) = put("[kpi.otd]\ntarget = 97", board)
        old = board.targets[0]
        assert row == Target(old.id, old.kpi_id, TODAY, 97.0, watch_low=old.watch_low)

    def test_the_target_in_one_line_is_the_end_of_a_path_not_its_present_place(self) -> None:
        rising = replace(BOARD.targets[0], glide_months=(70.0,) * 12)
        assert planned("[kpi.otd]\ntarget = 95", replace(BOARD, targets=(rising,))).is_empty

    def test_a_remark_adds_to_what_is_known(self) -> None:
        known = Reading(reading_id("k1", "2026-11-20"), "k1", "2026-11-20", 93.0, note="dock 2", late_at=NOW)
        (row,) = put(
            "[[kpi.otd.remarks]]\nperiod = 2026-11-20\ncode = 'DOCK'\nlate_at = ''", replace(BOARD, readings=(known,))
        )
        assert row == replace(known, code="DOCK", late_at=None)


class TestReplace:
    def test_what_the_file_leaves_out_is_removed_children_first(self) -> None:
        made = planned("[kpi.otd]\n[kpi.scrap]\n[person.jp]\nname = 'Joana Prado'", mode=Mode.REPLACE)
        assert [row.id for row in made.rows_to_remove()] == ["m1", "r1", "u1", "l1", "o1", "c1", "g1", "t1", "k3", "p2"]

    def test_the_file_is_the_board_also_without_ids(self) -> None:
        text = "".join(export(BOARD))
        assert planned(text, mode=Mode.REPLACE).is_empty
        bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("id = "))
        assert planned(bare, mode=Mode.REPLACE).is_empty


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("from = 2026-06-01\nvalue = 90\nglide_from = 80\ndue = 2027-05-31", True),
        ("from = 2026-06-01\nvalue = 90\nglide_months = [80]", True),
        ("from = 2026-06-01\nvalue = 90\nglide_from = 80", False),
        ("from = 2026-06-01\nglide_months = [80]", False),
        ("value = 90\nglide_months = [80]", False),
    ],
)
def test_a_path_that_leads_nowhere_is_named(path: str, leads: bool) -> None:
    made = planned(f"[[kpi.scrap.targets]]\n{path}\n")
    assert len(made.added) == 1
    assert [line for line in made.ignored if "leads nowhere" in line] == list(made.ignored)
    assert bool(made.ignored) is not leads
