"""What the pages behind the board show, frozen: the tree of goals, the balance of the KPIs, a Pareto of reasons."""

from __future__ import annotations

from datetime import date

from kpiboard.model import Action, Goal, Kpi, Reading
from kpiboard.model.frozen import frozen
from kpiboard.rules.balance import Balance, Remark
from kpiboard.rules.calendar import Period
from kpiboard.rules.pareto import Bar
from kpiboard.rules.tree import Coverage, Finding, Tree


@frozen
class TreeStudy:
    """The tree from the vision to the actions, what is open in it, and how many KPIs lead to a goal.

    `kpis` and `goals` are all of the board, by id, to name what the findings are about.
    """

    tree: Tree
    findings: tuple[Finding, ...]
    coverage: Coverage
    kpis: dict[str, Kpi]
    goals: dict[str, Goal]


@frozen
class BalanceStudy:
    """The balance of the active KPIs; `floor` is the cutting-room floor, the last one retired first."""

    balance: Balance
    remarks: tuple[Remark, ...]
    kpis: dict[str, Kpi]
    floor: tuple[Kpi, ...]


@frozen
class Window:
    """Days from `since` to `until`, both included, and how many of them are working days."""

    since: date
    until: date
    days: int


@frozen
class ParetoStudy:
    """The reason codes of readings and actions in a window, beside the window before it.

    `kpi` None means all KPIs. `around` is the action whose before and after is compared.
    """

    kpi: Kpi | None
    around: Action | None
    window: Window
    before: Window
    bars: tuple[Bar, ...]


@frozen
class Given:
    """One time a reason code was given: with a reading (and its KPI and period), or with an action."""

    code: str
    day: date
    kpi: Kpi | None
    period: Period | None = None
    reading: Reading | None = None
    action: Action | None = None
