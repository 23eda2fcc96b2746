"""The facts of every kind of row, and which rows point to which."""

from __future__ import annotations

from kpiboard.model import ROW_TYPES, Row
from kpiboard.model.facts import action, board, event, kpi, reading, target, team
from kpiboard.model.facts.fact import Facts, Sort

FACTS: dict[type[Row], Facts] = {
    one.row: one
    for module in (board, kpi, target, reading, event, action, team)
    for one in vars(module).values()
    if isinstance(one, Facts)
}
# (table, column) → the table it points to; tables that are pointed to before those that point.
REFERENCES: dict[tuple[str, str], str] = {
    (row.table, fact.attr): fact.table
    for row in ROW_TYPES
    for fact in FACTS[row].by_attr.values()
    if fact.sort is Sort.REFERENCE
}
