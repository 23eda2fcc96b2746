"""A whole board as one TOML file: `export` and `write` out, `read` and `plan` in."""

from __future__ import annotations

from kpiboard.exchange.toml.changes import Change, Changes, ImportPlan, Mode, ReadingChanges
from kpiboard.exchange.toml.export import export, write
from kpiboard.exchange.toml.plan import plan
from kpiboard.exchange.toml.read import Document, read

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
    "write",
]
