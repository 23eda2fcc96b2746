"""A board's file: the only code that knows SQLite."""

from kpiboard.store.history import Change, Step
from kpiboard.store.store import Store
from kpiboard.store.writer import Writer

__all__ = ["Change", "Step", "Store", "Writer"]
