"""A whole board as one TOML file: `export` out, `read` and `plan` in."""

from __future__ import annotations

from kpiboard.exchange.toml.export import export
from kpiboard.exchange.toml.plan import plan
from kpiboard.exchange.toml.read import Document, read
from kpiboard.views.imports import Change, Changes, ImportPlan, Mode, ReadingChanges

__all__ = [
    "Change",
    "Changes",
    "Document",
    "ImportPlan",
    "Mode",
    "ReadingChanges",
    "export",
    "plan",
    "read",
]
