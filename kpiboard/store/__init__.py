"""A board's file: rows in and out, the change log, undo, migrations. The only code that knows SQLite.

May use basics and the model. Knows no rule and decides nothing; every error that a user can meet is a `BoardError`.
"""

from kpiboard.store.store import Store
from kpiboard.store.writer import Writer

__all__ = ["Store", "Writer"]
