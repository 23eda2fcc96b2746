"""What is asked about a KPI: the form that makes or edits one, and the sheet."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.model import Kpi, KpiState, Target
from kpiboard.model.facts.fact import Fact
from kpiboard.model.facts.kpi import KPI
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.sheet import Sheet
from kpiboard.views.board import BoardSnapshot
from kpiboard.words.kpi import target_value_words


def kpi_fields(snapshot: BoardSnapshot, kpi: Kpi | None, target: Target | None = None) -> list[Field]:
    """The whole definition in lines; a name is enough, and everything else starts as most KPIs are."""
    start = kpi or Kpi("", "", "", category_id=snapshot.categories[0].id if snapshot.categories else None)
    wanted = dict(zip(("target", "watch"), target_value_words(target, start.direction), strict=True))
    return [_field(fact, start, snapshot, wanted.get(fact.name)) for fact in KPI.subjects["The KPI"]]


def _field(fact: Fact, kpi: Kpi, snapshot: BoardSnapshot, typed: str | None = None) -> Field:
    field = ask(fact, getattr(kpi, fact.attr) if typed is None else typed, snapshot)
    if isinstance(field, Choice) and fact.name == "state" and kpi.state is not KpiState.RETIRED:
        options = [one for one in field.options if one[0] != KpiState.RETIRED]  # that is asked apart, with a reason
        return replace(field, options=options)
    return field


def sheet(kpi: Kpi) -> Sheet:
    return Sheet(
        KPI,
        kpi.id,
        f"{kpi.name}: definition",
        kpi.name,
        lambda fact, snapshot: _field(fact, kpi, snapshot),
        lambda board, values: board.kpis.edit(kpi.id, **values),
        lambda new: f"{new.name} is changed.",
    )
