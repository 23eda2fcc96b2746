"""A board's file: the only code that knows SQLite."""

from kpiboard.store.store import Store
from kpiboard.store.writer import Writer

__all__ = ["Store", "Writer"]
