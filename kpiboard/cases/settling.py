"""Whether a step that touches numbers has limits to store; apart from how, which takes long to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpiboard.cases.desk import Desk
from kpiboard.cases.of_kpi import baselines_of
from kpiboard.model import Cadence, ChartKind, Kpi, Rollup
from kpiboard.rules.keys import FORMS


def settle(desk: Desk, touched: Iterable[str] | None) -> None:
    """Inside a step: stores the limits that are locked but not stored; of the KPIs touched (ids), or of all."""
    kpis = {kpi.id: kpi for kpi in desk.all(Kpi)}
    open_still = [
        kpi for kpi in (kpis.values() if touched is None else _with_parents(kpis, touched)) if not _is_stored(desk, kpi)
    ]
    if open_still:
        from kpiboard.cases.locks import store_locks  # late: most numbers come after the limits are locked

        store_locks(desk, open_still)


def _with_parents(kpis: dict[str, Kpi], touched: Iterable[str]) -> Iterator[Kpi]:
    """Those touched, and those that are made from them."""
    seen: set[str] = set()
    waiting = [*touched]
    while waiting:
        kpi = kpis.get(waiting.pop())
        if kpi is not None and kpi.id not in seen:
            seen.add(kpi.id)
            yield kpi
            parent = kpis.get(kpi.parent_id or "")
            waiting += [parent.id] if parent and parent.rollup is not Rollup.NONE else []


def _is_stored(desk: Desk, kpi: Kpi) -> bool:
    """Whether each baseline has stored limits of the present sort."""
    baselines = baselines_of(desk, kpi)
    form = FORMS[Cadence.DAY if kpi.of_events else kpi.cadence]
    return any(not one.start for one in baselines) and all(
        one.n is not None and form.fullmatch(one.first) and (one.chart is ChartKind.T) == kpi.of_events
        for one in baselines
    )
