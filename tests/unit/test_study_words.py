"""The words of the pages behind the board, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpiboard.model import Action, Goal, Kpi, Rollup, Stage
from kpiboard.rules.pareto import pareto
from kpiboard.rules.tree import Coverage, Finding, GoalNode, KpiNode, Ladder, OpenPoint
from kpiboard.views.studies import ParetoStudy, Window
from kpiboard.words.studies import (
    finding_words,
    goal_coverage_words,
    ladder_words,
    pareto_title,
    progress_words,
    rollup_words,
    vital_words,
    window_words,
)

KPIS = {one: Kpi(one, one, name) for one, name in (("a", "Yield"), ("b", "Scrap"), ("c", "Speed"), ("d", "Yield"))}
GOALS = {f"g{n}": Goal(f"g{n}", f"Goal {n}") for n in range(4)}


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(OpenPoint.ORPHAN_KPI, ("a",)), "Yield leads to no goal"),
        (Finding(OpenPoint.GOAL_WITHOUT_KPI, (), ("g1",)), "Goal 1: no KPI shows it"),
        (Finding(OpenPoint.GOAL_WITHOUT_ACTION, ("a",), ("g2",)), "Goal 2: no action for it"),
        (Finding(OpenPoint.TOO_MANY_GOALS, (), tuple(GOALS)), "4 goals at a time"),
        (Finding(OpenPoint.OWNED_TWICE, ("a", "d")), "Yield: the same measure in several hands"),
        (Finding(OpenPoint.OWNED_TWICE, ("a", "b")), "Yield and Scrap: the same measure in several hands"),
        (Finding(OpenPoint.LEAF_NOT_CONTROLLABLE, ("c",)), "Speed is not in its owner's hands"),
        (Finding(OpenPoint.LOOP, ("a", "b", "c")), "Yield and 2 others feed each other in a circle"),
        (Finding(OpenPoint.ORPHAN_KPI, ("gone",)), "? leads to no goal"),
    ],
)
def test_an_open_point_is_said_plainly(finding: Finding, words: str) -> None:
    advice = finding_words(finding, KPIS, GOALS)
    point, why = advice.point, advice.why
    assert point == words
    assert 20 < len(why) <= 100


def test_every_kind_of_open_point_has_words() -> None:
    for point in OpenPoint:
        assert finding_words(Finding(point, ("a", "b"), ("g1",)), KPIS, GOALS).why


def test_a_ladder_is_read_from_the_bottom_up() -> None:
    ladder = Ladder(KPIS["a"], (KPIS["b"],), GOALS["g1"], "Nobody waits")
    assert ladder_words(ladder) == "Yield → Scrap → Goal 1 → Nobody waits"
    assert ladder_words(Ladder(KPIS["a"], (), None, "Nobody waits"), " > ") == "Yield > no goal yet"


def test_progress_counts_every_action_once() -> None:
    done, open_ = (Action(str(n), n, "x", stage=stage) for n, stage in ((1, Stage.CLOSED), (2, Stage.DO)))
    shared = KpiNode(KPIS["b"], (), (done,))
    node = GoalNode(GOALS["g1"], (KpiNode(KPIS["a"], (shared,), (open_,)), shared))
    assert progress_words(node) == "1 of 2 actions done (50 %)"
    assert progress_words(GoalNode(GOALS["g1"])) == "no action yet"


def test_figures_read_as_people_say_them() -> None:
    assert goal_coverage_words(Coverage(4, 5)) == "4 of 5 KPIs lead to a goal (80 %)"
    assert goal_coverage_words(Coverage(0, 0)) == "no KPIs yet"
    three = [Kpi(f"c{n}", f"c{n}", "child") for n in range(3)]
    assert rollup_words(Kpi("k", "k", "k", rollup=Rollup.WEIGHTED), three) == "weighted mean of 3 KPIs below"
    assert rollup_words(Kpi("k", "k", "k"), three) == ""
    for one in Rollup:
        assert bool(rollup_words(Kpi("k", "k", "k", rollup=one), three[:1])) is (one is not Rollup.NONE)
    shares = [replace(child, share=True) for child in three]
    meant = ": a mean of shares: all numerators by all denominators is meant"
    assert rollup_words(Kpi("k", "k", "k", rollup=Rollup.MEAN), shares) == f"mean of 3 KPIs below{meant}"
    assert meant not in rollup_words(Kpi("k", "k", "k", rollup=Rollup.RATIO), shares)
    assert meant not in rollup_words(Kpi("k", "k", "k", rollup=Rollup.MEAN), [*shares, *three])


def test_windows_name_the_year_when_there_are_two() -> None:
    assert window_words(Window(date(2026, 8, 23), date(2026, 11, 20), 64)) == "23 Aug to 20 Nov, 64 working days"
    assert window_words(Window(date(2025, 12, 1), date(2026, 1, 2), 1)) == "1 Dec 2025 to 2 Jan 2026, 1 working day"
    assert window_words(Window(date(2026, 8, 23), date(2026, 11, 20), 64), days=False) == "23 Aug to 20 Nov"


def test_the_vital_few_are_counted_among_all_reasons_there_were() -> None:
    counts = {f"r{n}": 1.0 for n in range(12)} | {"dock": 60.0, "gone": 0.0}
    assert vital_words(pareto(counts, {"gone": 9.0}, top=5)) == "1 of 13 reasons makes 83 %"
    assert vital_words(pareto({})) == ""


def test_the_title_says_whose_reasons_and_since_when() -> None:
    window = Window(date(2026, 8, 23), date(2026, 11, 20), 64)
    action = Action("a", 7, "Second gate")
    assert pareto_title(ParetoStudy(None, None, window, window, ())) == "Reasons of all KPIs"
    title = pareto_title(ParetoStudy(KPIS["a"], action, window, window, ()))
    assert title == "Reasons of Yield, since A-7 Second gate"
