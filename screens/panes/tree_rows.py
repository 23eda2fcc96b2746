"""The tree as rows: a goal, and at its right its KPIs and actions, as far as nothing is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpiboard.model import Action
from kpiboard.model.frozen import frozen
from kpiboard.rules import tree as rules
from kpiboard.rules.pdca import RUNNING
from kpiboard.screens.frame.selection import Selection

LOOSE = "loose"


@frozen
class Row:
    """One row of the tree. `guides` says for each level above whether more follows there.

    `below` is how many rows are folded away. `about` is the KPI it shows or belongs to.
    """

    id: str
    guides: tuple[bool, ...] = ()
    goal: rules.GoalNode | None = None
    kpi: rules.KpiNode | None = None
    action: Action | None = None
    closed: int = 0
    below: int = 0
    about: str = ""

    @property
    def selection(self) -> Selection | None:
        if self.action is not None:
            return Selection("action", self.action.id)
        return Selection("kpi", self.kpi.kpi.id) if self.kpi is not None else None


@frozen
class Block:
    """A goal with the rows at its right; without a goal the KPIs that lead to none."""

    goal: rules.GoalNode | None
    rows: tuple[Row, ...]


def blocks(shown: rules.Tree, folded: set[str]) -> Iterator[Block]:
    for node in shown.goals:
        head = Row(node.goal.id, goal=node, below=size(node.kpis) if node.goal.id in folded else 0)
        rows = () if head.below else tuple(_rows(node.kpis, node.goal.id, (), folded))
        yield Block(node, (head, *rows))
    if shown.loose:
        hidden = size(shown.loose) if LOOSE in folded else 0
        rows = () if hidden else tuple(_rows(shown.loose, LOOSE, (), folded))
        yield Block(None, (Row(LOOSE, below=hidden), *rows))


def _rows(nodes: Sequence[rules.KpiNode], path: str, guides: tuple[bool, ...], folded: set[str]) -> Iterator[Row]:
    for place, node in enumerate(nodes):
        here = f"{path}/{node.kpi.id}"
        mine = (*guides, place < len(nodes) - 1)
        hidden = inside(node) if here in folded else 0
        yield Row(here, mine, kpi=node, below=hidden, about=node.kpi.id)
        if hidden:
            continue
        running = [action for action in node.actions if action.stage in RUNNING]
        closed = len(node.actions) - len(running)
        last = len(node.children) + bool(closed)
        for number, action in enumerate(running):
            more = number < len(running) - 1 or bool(last)
            yield Row(f"{here}/{action.id}", (*mine, more), action=action, about=node.kpi.id)
        if closed:
            yield Row("", (*mine, bool(node.children)), closed=closed, about=node.kpi.id)
        yield from _rows(node.children, here, mine, folded)


def inside(node: rules.KpiNode) -> int:
    """How many rows a KPI can fold away."""
    running = sum(action.stage in RUNNING for action in node.actions)
    return running + (running < len(node.actions)) + size(node.children)


def size(nodes: Sequence[rules.KpiNode]) -> int:
    return sum(1 + inside(node) for node in nodes)
