"""The tree from the vision down to the actions, and what is open in it.

A KPI feeds its parent, and the topmost feeds a goal. Only active KPIs are rungs: what hangs under a draft or a retired
one hangs under nothing. A KPI that is its own ancestor (two copies of a board were merged) hangs under nothing either;
every function here ends on such data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from kpiboard.model import Action, Controllable, Goal, Kpi, KpiState, Stage
from kpiboard.model.frozen import frozen

MOST_GOALS = 3  # "the top two or three goals" that a team can concentrate on


@frozen
class Ladder:
    """What a KPI is for: the KPIs it feeds, the nearest first, then the goal, then the vision.

    It ends at the highest KPI that names a goal; while none does, `goal` is None and `parents` are all there are.
    """

    kpi: Kpi
    parents: tuple[Kpi, ...] = ()
    goal: Goal | None = None
    vision: str = ""

    @property
    def complete(self) -> bool:
        return self.goal is not None


@frozen
class KpiNode:
    """A KPI, the KPIs that feed it, and its actions but the cancelled ones."""

    kpi: Kpi
    children: tuple[KpiNode, ...] = ()
    actions: tuple[Action, ...] = ()

    def walk(self) -> Iterator[KpiNode]:
        """This node and all below it, parents before their children."""
        yield self
        for child in self.children:
            yield from child.walk()

    def only(self, person_id: str) -> KpiNode | None:
        """The branches that lead to something of this person's; None when there are none."""
        children = _only(self.children, person_id)
        mine = self.kpi.owner_id == person_id or any(action.owner_id == person_id for action in self.actions)
        return replace(self, children=children) if mine or children else None


@frozen
class GoalNode:
    """A goal (what) and the KPIs that show it (how)."""

    goal: Goal
    kpis: tuple[KpiNode, ...] = ()

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions below the goal, each once."""
        found = {action.id: action for top in self.kpis for node in top.walk() for action in node.actions}
        return tuple(found.values())

    @property
    def done(self) -> int:
        """How many of its actions are closed."""
        return sum(action.stage is Stage.CLOSED for action in self.actions)


@frozen
class Tree:
    """The whole tree; `loose` are the topmost KPIs that lead to no goal.

    A KPI that names another goal than the KPI it feeds stands under both.
    """

    vision: str
    goals: tuple[GoalNode, ...]
    loose: tuple[KpiNode, ...]

    def only(self, person_id: str) -> Tree:
        """What one person contributes to: the branches with a KPI or an action of theirs."""
        goals = (replace(node, kpis=_only(node.kpis, person_id)) for node in self.goals)
        return replace(self, goals=tuple(node for node in goals if node.kpis), loose=_only(self.loose, person_id))


class OpenPoint(StrEnum):
    """What is open in the tree: to be talked about, never an error."""

    ORPHAN_KPI = "KPI without a goal"
    GOAL_WITHOUT_KPI = "goal without a KPI"
    GOAL_WITHOUT_ACTION = "goal without an action"
    TOO_MANY_GOALS = "too many goals"
    OWNED_TWICE = "same KPI owned twice"
    LEAF_NOT_CONTROLLABLE = "KPI that its owner cannot move"
    LOOP = "KPIs that feed themselves"


@frozen
class Finding:
    """One open point and the rows it is about."""

    point: OpenPoint
    kpi_ids: tuple[str, ...] = ()
    goal_ids: tuple[str, ...] = ()


@frozen
class Coverage:
    """How many of the active KPIs lead to a goal."""

    laddered: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None without KPIs."""
        return self.laddered / self.of if self.of else None


def would_cycle(kpi_id: str, parent_id: str, kpis: Iterable[Kpi]) -> bool:
    """Whether the KPI would be its own ancestor if it fed `parent_id`; drafts and retired ones count, too."""
    return kpi_id in _climb(parent_id, {kpi.id: kpi for kpi in kpis})


def ladder(kpi: Kpi, kpis: Iterable[Kpi], goals: Iterable[Goal], vision: str = "") -> Ladder:
    """The ladder of one KPI, active or not."""
    return _ladder(kpi, _active(kpis), {goal.id: goal for goal in goals}, vision)


def tree(vision: str, goals: Sequence[Goal], kpis: Sequence[Kpi], actions: Iterable[Action]) -> Tree:
    """The tree of the active KPIs; goals, KPIs and actions keep the order they are given in."""
    active, known = _active(kpis), {goal.id: goal for goal in goals}
    goal_of = {kpi.id: _ladder(kpi, active, known, vision).goal for kpi in active.values()}
    parent_of = {kpi.id: _parent(kpi, active) for kpi in active.values()}
    below: defaultdict[str, list[Kpi]] = defaultdict(list)
    work: defaultdict[str | None, list[Action]] = defaultdict(list)
    for kpi in active.values():
        if parent := parent_of[kpi.id]:
            below[parent.id].append(kpi)
    for action in actions:
        if action.stage is not Stage.CANCELLED:
            work[action.kpi_id].append(action)

    def node(kpi: Kpi) -> KpiNode:
        return KpiNode(kpi, tuple(node(child) for child in below[kpi.id]), tuple(work[kpi.id]))

    def tops(goal: Goal) -> Iterator[Kpi]:
        for kpi in active.values():
            parent = parent_of[kpi.id]
            if kpi.goal_id == goal.id and not (parent and goal_of[parent.id] == goal):
                yield kpi

    return Tree(
        vision,
        tuple(GoalNode(goal, tuple(node(kpi) for kpi in tops(goal))) for goal in goals),
        tuple(node(kpi) for kpi in active.values() if goal_of[kpi.id] is None and parent_of[kpi.id] is None),
    )


def coverage(kpis: Iterable[Kpi], goals: Iterable[Goal]) -> Coverage:
    """The vision coverage: four of five active KPIs lead to a goal."""
    active, known = _active(kpis), {goal.id: goal for goal in goals}
    return Coverage(sum(_ladder(kpi, active, known).complete for kpi in active.values()), len(active))


def open_points(kpis: Sequence[Kpi], goals: Sequence[Goal], actions: Iterable[Action]) -> tuple[Finding, ...]:
    """What is open among the active KPIs and the goals, kind by kind, each in the order given."""
    active, known = _active(kpis), {goal.id: goal for goal in goals}
    whole = tree("", goals, kpis, actions)
    parents = {parent.id for kpi in active.values() if (parent := _parent(kpi, active))}
    loops = tuple(kpi.id for kpi in active.values() if _loops(kpi, active))
    found = [
        Finding(OpenPoint.ORPHAN_KPI, (kpi.id,)) for kpi in active.values() if not _ladder(kpi, active, known).complete
    ]
    found += [Finding(OpenPoint.GOAL_WITHOUT_KPI, (), (node.goal.id,)) for node in whole.goals if not node.kpis]
    found += [
        Finding(OpenPoint.GOAL_WITHOUT_ACTION, tuple(_ids(node)), (node.goal.id,))
        for node in whole.goals
        if node.kpis and not node.actions
    ]
    if len(goals) > MOST_GOALS:
        found.append(Finding(OpenPoint.TOO_MANY_GOALS, (), tuple(goal.id for goal in goals)))
    found += [Finding(OpenPoint.OWNED_TWICE, ids) for ids in _owned_twice(active)]
    found += [
        Finding(OpenPoint.LEAF_NOT_CONTROLLABLE, (kpi.id,))
        for kpi in active.values()
        if kpi.id not in parents and kpi.controllable is Controllable.NO
    ]
    if loops:
        found.append(Finding(OpenPoint.LOOP, loops))
    return tuple(found)


def _active(kpis: Iterable[Kpi]) -> dict[str, Kpi]:
    return {kpi.id: kpi for kpi in kpis if kpi.state is KpiState.ACTIVE}


def _climb(kpi_id: str | None, kpis: Mapping[str, Kpi]) -> Iterator[str]:
    """The id and those above it, each once."""
    seen: set[str] = set()
    while kpi_id and kpi_id not in seen:
        seen.add(kpi_id)
        yield kpi_id
        kpi_id = kpis[kpi_id].parent_id if kpi_id in kpis else None


def _loops(kpi: Kpi, active: Mapping[str, Kpi]) -> bool:
    return kpi.id in _climb(kpi.parent_id, active)


def _parent(kpi: Kpi, active: Mapping[str, Kpi]) -> Kpi | None:
    """The KPI it feeds, unless it would feed itself."""
    return None if _loops(kpi, active) else active.get(kpi.parent_id or "")


def _ancestors(kpi: Kpi, active: Mapping[str, Kpi]) -> Iterator[Kpi]:
    """The KPIs it feeds, the nearest first."""
    parent = _parent(kpi, active)
    while parent:
        yield parent
        parent = _parent(parent, active)


def _ladder(kpi: Kpi, active: Mapping[str, Kpi], goals: Mapping[str, Goal], vision: str = "") -> Ladder:
    rungs = (kpi, *_ancestors(kpi, active))
    top = max((place for place, rung in enumerate(rungs) if rung.goal_id in goals), default=None)
    if top is None:
        return Ladder(kpi, rungs[1:], None, vision)
    return Ladder(kpi, rungs[1 : top + 1], goals[rungs[top].goal_id or ""], vision)


def _owned_twice(active: Mapping[str, Kpi]) -> Iterator[tuple[str, ...]]:
    """Groups of KPIs with one name or one formula and more than one owner.

    A KPI and the one it feeds may share both: that is a cascade, and the cure for handing one goal to everybody.
    """
    alike: defaultdict[tuple[str, str], list[Kpi]] = defaultdict(list)
    for kpi in active.values():
        for kind, text in (("name", kpi.name), ("formula", kpi.formula)):
            if same := " ".join(text.casefold().split()):
                alike[kind, same].append(kpi)
    groups: list[tuple[str, ...]] = []
    for group in alike.values():
        fed = {above.id for kpi in group for above in _ancestors(kpi, active)}
        rivals = [kpi for kpi in group if kpi.id not in fed]
        if len({kpi.owner_id for kpi in rivals if kpi.owner_id}) > 1:
            groups.append(tuple(kpi.id for kpi in rivals))
    for ids in dict.fromkeys(groups):
        if not any(set(ids) < set(other) for other in groups):
            yield ids


def _ids(node: GoalNode) -> Collection[str]:
    return dict.fromkeys(below.kpi.id for top in node.kpis for below in top.walk())


def _only(nodes: Iterable[KpiNode], person_id: str) -> tuple[KpiNode, ...]:
    return tuple(kept for node in nodes if (kept := node.only(person_id)))
